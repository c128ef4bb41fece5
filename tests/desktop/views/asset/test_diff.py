"""What an entry of the log changed, in words."""

import pytest
from PySide6.QtWidgets import QApplication

from pursight_desktop.views.asset.diff import FieldDiff, Piece, field_diffs, happened, text_pieces

pytestmark = pytest.mark.usefixtures("qapp")


def _signs(diff: FieldDiff) -> list[tuple[str, str]]:
    return [(piece.sign, piece.text) for piece in diff.pieces if piece.text.strip()]


def test_texts_are_compared_word_by_word(qapp: QApplication) -> None:
    pieces = text_pieces("Merged weekly from the shop", "Merged nightly from the shop")
    assert pieces == (
        Piece("Merged ", "same"), Piece("weekly", "gone"), Piece("nightly", "new"),
        Piece(" from the shop", "same"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "new text"), ("old text", ""), ("a b c", "c b a"), ("x", "x"), ("a\nb", "a\n\nb")],
)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    pieces = text_pieces(before, after)
    assert "".join(p.text for p in pieces if p.sign != "new") == before
    assert "".join(p.text for p in pieces if p.sign != "gone") == after


def test_a_very_long_text_is_shown_whole() -> None:
    pieces = text_pieces("a " * 5000, "b " * 5000)
    assert [piece.sign for piece in pieces] == ["gone", "same", "new"]


def test_lists_tell_what_came_and_went() -> None:
    [diff] = field_diffs({"tags": ["crm", "old"]}, {"tags": ["crm", "golden"]})
    assert diff.name == "Tags"
    assert [s for s in _signs(diff) if s[1] != " · "] == [
        ("same", "crm"), ("gone", "old"), ("new", "golden"),
    ]  # fmt: skip


def test_columns_are_told_one_by_one() -> None:
    before = {"columns": {"email": "varchar(80)", "fax": "text"}}
    after = {"columns": {"email": "varchar(120)", "note": "text"}}
    told = {diff.name: [sign for sign, _ in _signs(diff)] for diff in field_diffs(before, after)}
    assert told == {
        "Columns · email": ["gone", "same", "new"],
        "Columns · fax": ["gone"],
        "Columns · note": ["new"],
    }


def test_what_is_the_same_is_left_out() -> None:
    same = {"owner": "Ada", "description": ""}
    assert field_diffs(same, dict(same)) == ()
    assert field_diffs(None, None) == ()
    assert field_diffs({"owner": ""}, {"owner": None}) == ()


def test_labels_and_truths_are_words() -> None:
    [diff] = field_diffs({"label": "none"}, {"label": "credit_card"})
    assert _signs(diff)[-1] == ("new", "Credit card")
    [gone] = field_diffs({"present": True}, {})
    assert _signs(gone) == [("gone", "yes")]


def test_what_somebody_did_is_a_verb() -> None:
    assert happened("asset.annotated") == "changed the documentation"
    assert happened("thing.newly_invented") == "newly invented"
