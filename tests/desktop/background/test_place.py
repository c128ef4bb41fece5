"""Places: written down and read back, whatever the file says."""

import pytest

from pursight.identity import new_id
from pursight_desktop.background.place import Place


def test_a_place_is_remembered() -> None:
    for place in (
        Place("home"),
        Place("asset", new_id()),
        Place("catalog", None, (("label", "email"), ("text", 'quoted "word" ü'))),
    ):
        assert Place.from_text(place.to_text()) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '["home"]',
        '["nowhere", null, []]',
        '["asset", "no id", []]',
        "null",
        "[1,2,3]",
    ],
)
def test_a_damaged_text_is_no_place(text: str) -> None:
    assert Place.from_text(text) is None


def test_arguments_are_read_and_changed() -> None:
    place = Place("catalog", None, (("label", "email"), ("level", "column")))
    assert place.arg("label") == "email"
    assert place.arg("owner", "nobody") == "nobody"
    assert place.having(label="", owner="ada").args == (("level", "column"), ("owner", "ada"))
