"""What a role allows in the end, and which roles it cannot inherit."""

from hypothesis import given
from hypothesis import strategies as st

from pursight_desktop.operations.administering.roles import Role, allowed, heirs, own_names

CODES = ("a", "b", "c", "d", "e")


def role(code: str, *inherits: str, allows: tuple[str, ...] = ()) -> Role:
    return Role(
        code=code, name=code.upper(), permissions=(), inherits=inherits, allows=allows, rev=1
    )


def test_what_is_inherited_is_joined_and_what_nobody_knows_is_nothing() -> None:
    known = {"reader": role("reader", allows=("catalog.read",))}
    joined = allowed(["rules.write"], ["reader", "gone"], known)
    assert joined == {"rules.write", "catalog.read"}


def test_names_are_those_of_our_own() -> None:
    built_in = Role(code="auditor", permissions=(), allows=())
    assert own_names([built_in, role("a")]) == {"a": "A"}
    assert built_in.id == Role(code="auditor", permissions=("x.y",), allows=()).id
    assert built_in.id != role("a").id


@given(
    st.lists(st.lists(st.sampled_from(CODES), max_size=3), min_size=5, max_size=5),
    st.sampled_from(CODES),
)
def test_nobody_can_inherit_whoever_inherits_them(edges: list[list[str]], code: str) -> None:
    known = {one: role(one, *inherits) for one, inherits in zip(CODES, edges, strict=True)}

    def reaches(start: str, seen: frozenset[str] = frozenset()) -> bool:
        return start == code or any(
            reaches(parent, seen | {start}) for parent in known[start].inherits
            if parent not in seen | {start}
        )  # fmt: skip

    assert heirs(code, known) == {one for one in CODES if reaches(one)}
