"""What is taken for a rename, and what is not."""

import pytest

from pursight.contracts.scans import TableKind
from pursight_server.catalog.model import ColumnSeen, TableSeen
from pursight_server.catalog.renames import alike, candidates, find

Key = tuple[str, str]
FULL = {"examined": 100, "nulls": 10, "distinct": 90, "length_mean": 12.0}


def _table(*names: str, type_: str = "text") -> TableSeen:
    columns = {name: ColumnSeen(at, type_, f"f{at}") for at, name in enumerate(names, start=1)}
    return TableSeen(TableKind.TABLE, "facts", columns)


def _found(
    before: dict[Key, TableSeen], after: dict[Key, TableSeen], *, profile: dict[str, object] | None
) -> tuple[dict[Key, Key], dict[Key, dict[str, str]]]:
    pairs = candidates(before, after, deletable=before)
    old = dict.fromkeys(pairs.profiles(before), FULL)
    new = {(*key, name): profile for key in after for name in after[key].columns} if profile else {}
    renames = find(pairs, before, after, old if profile else {}, new)  # type: ignore[arg-type]
    return dict(renames.tables), {key: dict(pair) for key, pair in renames.columns.items()}


def test_the_same_values_in_the_same_place_are_the_same_column() -> None:
    before, after = {("s", "t"): _table("id", "mail")}, {("s", "t"): _table("id", "email")}
    assert _found(before, after, profile=FULL) == ({}, {("s", "t"): {"email": "mail"}})
    assert _found(before, after, profile=FULL | {"distinct": 3}) == ({}, {})
    retyped = {("s", "t"): _table("id", "email", type_="int")}
    assert _found(before, retyped, profile=FULL) == ({}, {})


def test_without_values_only_a_single_column_is_taken_for_renamed() -> None:
    before = {("s", "t"): _table("id", "mail")}
    assert _found(before, {("s", "t"): _table("id", "email")}, profile=None)[1]
    assert not _found(before, {("s", "t"): _table("a", "b")}, profile=None)[1]


def test_a_table_is_renamed_only_if_there_is_no_other_candidate() -> None:
    before = {("s", "t"): _table("id", "mail")}
    once = {("s", "u"): _table("id", "mail")}
    assert _found(before, once, profile=FULL) == ({("s", "u"): ("s", "t")}, {})
    assert _found(before, once | {("s", "v"): _table("id", "mail")}, profile=FULL) == ({}, {})
    assert _found(before, once, profile=None) == ({}, {})
    assert _found(before, {("other", "u"): _table("id", "mail")}, profile=FULL) == ({}, {})
    assert _found(before, once, profile=FULL | {"examined": 900}) == ({}, {})


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"nulls": 13}, True),
        ({"nulls": 30}, False),
        ({"length_mean": 12.5}, True),
        ({"length_mean": 20.0}, False),
        ({"looks_like": "date"}, False),
        ({"examined": 200, "nulls": 20, "distinct": 180}, True),
    ],
)
def test_profiles_may_differ_a_little(change: dict[str, object], same: bool) -> None:
    assert alike(FULL, FULL | change, when_empty=False) is same
