"""Fully qualified names: whatever the parts are, they come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.names import BadName, join, matches, quote, split

PARTS = st.lists(st.text(max_size=20), min_size=1, max_size=5)
AWKWARD = st.lists(st.text(alphabet='a".* \n', max_size=6), min_size=1, max_size=4)


@given(st.one_of(PARTS, AWKWARD))
def test_names_round_trip(parts: list[str]) -> None:
    assert list(split(join(parts))) == parts


@given(PARTS, PARTS)
def test_different_names_are_spelled_differently(one: list[str], other: list[str]) -> None:
    assert (join(one) == join(other)) == (one == other)


def test_plain_parts_stay_plain() -> None:
    assert join(("public", "customer", "e-mail")) == "public.customer.e-mail"
    assert quote('a"b.c') == '"a""b.c"'


@pytest.mark.parametrize("bad", ["", "a..b", 'a"b', '"a', '"a"b', "a.", " a"])
def test_a_bad_name_says_what_is_wrong_with_it(bad: str) -> None:
    with pytest.raises(BadName) as caught:
        split(bad)
    assert caught.value.hint


def test_patterns_match_whole_names_whatever_the_case() -> None:
    assert matches(["crm.*"], "CRM.customer")
    assert not matches(["crm"], "crm.customer")
    assert matches(["a?c", "x"], "abc")
    assert not matches([], "abc")
    assert matches(["a*c*c"], "a.c.c")
    assert not matches(["a*c*c"], "a.c")
    assert matches(["**"], "")
    assert matches(["*?*"], "x\ny")


@given(st.text("ab*?", max_size=8), st.text("abAB\n", max_size=8))
def test_a_pattern_fits_what_its_signs_say(pattern: str, name: str) -> None:
    def fits(pattern: str, name: str) -> bool:
        if not pattern:
            return not name
        if pattern[0] == "*":
            return fits(pattern[1:], name) or (bool(name) and fits(pattern, name[1:]))
        return bool(name) and pattern[0] in ("?", name[0].lower()) and fits(pattern[1:], name[1:])

    assert matches([pattern], name) == fits(pattern, name)


@pytest.mark.timeout(100)
def test_a_pattern_of_many_stars_is_answered_at_once() -> None:
    assert not matches(["*a" * 150 + "*b"], "a" * 300)
    assert not matches(["*" * 400 + "b"], "a" * 300)
