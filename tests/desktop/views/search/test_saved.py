"""Searches that are kept: saved by name, renamed, removed, recent ones, and damaged ones."""

from pathlib import Path

from pursight_desktop.settings import Preferences
from pursight_desktop.views.search.saved import MOST_RECENT, SAVED, Asked, Searches

CARDS = Asked("card", {"sensitivity": ("restricted",), "level": ("column",)})


def test_saved_searches_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    Searches(Preferences(path)).save("Cards", CARDS)
    (again,) = Searches(Preferences(path)).saved()
    assert again.name == "Cards"
    assert again.asked == CARDS


def test_the_same_name_is_replaced_and_names_are_sorted() -> None:
    searches = Searches(Preferences())
    searches.save("b", Asked("one"))
    searches.save("A", Asked("two"))
    searches.save("b", Asked("three"))
    assert [(one.name, one.asked.text) for one in searches.saved()] == [
        ("A", "two"),
        ("b", "three"),
    ]


def test_rename_and_remove() -> None:
    searches = Searches(Preferences())
    searches.save("old", CARDS)
    searches.rename("old", "new")
    searches.rename("never was", "x")
    assert [one.name for one in searches.saved()] == ["new"]
    assert searches.named(CARDS) == "new"
    searches.remove("new")
    assert searches.saved() == []
    assert not searches.named(CARDS)


def test_what_is_damaged_is_left_out() -> None:
    preferences = Preferences()
    preferences.put(
        SAVED,
        ["x", {"name": 3}, {"name": "ok", "text": "t"}, {"name": "no", "chosen": 5}, {"text": "t"}],
    )
    assert [one.name for one in Searches(preferences).saved()] == ["ok"]


def test_recent_searches_are_few_and_each_once() -> None:
    searches = Searches(Preferences())
    for number in range(MOST_RECENT + 5):
        searches.remember(f"search {number}")
    searches.remember("  SEARCH 9 ")
    searches.remember("   ")
    assert searches.recent()[0] == "SEARCH 9"
    assert len(searches.recent()) == MOST_RECENT
    assert "search 9" not in searches.recent()
    searches.forget_recent()
    assert searches.recent() == []


def test_a_place_holds_all_of_a_search() -> None:
    assert Asked.from_place(CARDS.place()) == CARDS
    assert Asked.from_place(Asked().place()) == Asked()
