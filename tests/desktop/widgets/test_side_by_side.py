"""Two texts beside each other: nothing is lost in comparing, and what differs is emphasised."""

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from pursight_desktop.widgets.side_by_side import SideBySide, compare

TEXTS = st.text(alphabet="ab <>&\n.", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_and_share_what_is_the_same(one: str, other: str) -> None:
    left, right = compare(one, other)
    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other
    same = [[piece.text for piece in side if piece.same] for side in (left, right)]
    assert same[0] == same[1]


def test_only_what_differs_is_emphasised_and_nothing_is_markup(qtbot: QtBot) -> None:
    sides = SideBySide(("Yours", "one <b>row</b> a person"), ("Theirs", "one <b>row</b> a house"))
    qtbot.addWidget(sides)
    shown = sides.mine.words.text()
    assert "&lt;" in shown
    assert "<b>" not in shown
    assert shown.count("<span") == 1
    assert ">person</span>" in shown
