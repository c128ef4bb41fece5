"""What matched in a name, however it is written; counts and times in words."""

import pytest

from pursight_desktop.replica.queries.search import Found
from pursight_desktop.views.search.wording import (
    emphasised,
    found_words,
    searched_words,
    spelled_words,
)
from pursight_desktop.widgets.asset_cells import icon_of


@pytest.mark.parametrize(
    ("name", "words", "matched"),
    [
        ("cust_email", ["email"], ["email"]),
        ("CustomerEmail", ["email"], ["Email"]),
        ("E_Mail", ["email"], ["E_Mail"]),
        ("cust_email", ["e-mail"], ["email"]),
        ("cust_email", ["cust", "mail"], ["cust", "mail"]),
        ("cust_email", ["iban"], []),
        ("STRASSE", ["straße"], ["STRASSE"]),
        ("", ["x"], []),
        ("___", ["x"], []),
        ("email", [""], []),
    ],
)
def test_emphasises_what_matched(name: str, words: list[str], matched: list[str]) -> None:
    parts = emphasised(name, words)
    assert "".join(text for text, _ in parts) == name
    assert [text for text, matches in parts if matches] == matched


def test_the_words_as_meant_and_as_typed() -> None:
    assert searched_words("cust emial", ["cust", "email"]) == ("cust", "email", "emial")


def test_counts_and_times() -> None:
    assert found_words(Found(), 0.0004) == "Nothing found in 1 ms"
    assert spelled_words(["email"]) == "Did you mean “email”?"


def test_every_level_has_an_icon() -> None:
    levels = ("source", "schema", "table", "column")
    assert len({icon_of(level, "") for level in levels}) == 4
    assert icon_of("table", "view") == "eye"
