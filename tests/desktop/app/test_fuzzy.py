"""How well what one types fits a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_desktop.app.fuzzy import best, fit


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("home", "Home", "Homework"),
        ("re", "Review", "Look at the area"),
        ("tab", "Close tab", "Establish"),
        ("ct", "Close tab", "Catalog"),
        ("email", "customer_email", "e_m_a_i_l"),
        ("cat", "Catalog", "Category of things that are long"),
    ],
)
def test_the_better_fit_is_first(typed: str, better: str, worse: str) -> None:
    assert best(typed, [worse, better], str, 2)[0] == better


@pytest.mark.parametrize(
    ("typed", "name"), [("xyz", "Catalog"), ("gol", "Catalog"), ("tse", "settings")]
)
def test_what_does_not_fit_is_left_out(typed: str, name: str) -> None:
    assert fit(typed, name) == 0


def test_nothing_typed_offers_all_in_their_order() -> None:
    assert best("", ["b", "a", "c"], str, 2) == ["b", "a"]


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_a_fit_is_a_share_and_a_beginning_always_fits(name: str, typed: str) -> None:
    assert 0 <= fit(typed, name) <= 1
    assert fit(name[:2], name) > 0 or not name[:2].strip()
