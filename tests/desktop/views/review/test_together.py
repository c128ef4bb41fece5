"""Deciding several at once: picked lines, ranges, alike columns; one change, one undo."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.review.deciding import decision, order, queued, settled, waiting

from pursight_desktop.background.desk import Desk
from pursight_desktop.views.review.view import ReviewView

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _verdicts(desk: Desk, columns: list[UUID]) -> list[str | None]:
    return [(decision(desk, one) or {}).get("verdict") for one in columns]


def test_x_picks_and_a_accepts_all_picked_as_one(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_X)
    for _ in range(2):
        qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_X)
    assert view.bar.accept.text() == "Accept 2"
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    settled(qtbot, desk, view)
    assert _verdicts(desk, lines[:4]) == ["accept", None, "accept", None]
    assert desk.undo.count() == 1
    qtbot.keyClick(view.list, Qt.Key.Key_U)
    settled(qtbot, desk, view)
    assert waiting(desk) == lines


def test_shift_x_picks_the_range(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_X)
    for _ in range(4):
        qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_X, SHIFT)
    assert view.sitting.targets() == lines[:5]
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    settled(qtbot, desk, view)
    assert _verdicts(desk, lines[:6]) == ["reject"] * 5 + [None]
    assert view.sitting.current == lines[5]


def test_escape_lets_go_of_all(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.list, Qt.Key.Key_X)
    qtbot.keyClick(view.list, Qt.Key.Key_Escape)
    assert view.sitting.picked == set()
    assert view.bar.accept.text() == "Accept"


def test_the_box_of_a_line_is_clicked_without_going_there(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    lines = order(view)

    def box(row: int) -> QPoint:
        line = view.list.visualRect(view.list.model().index(row, 0))
        return QPoint(line.left() + 16, line.top() + 16)

    left, ground = Qt.MouseButton.LeftButton, view.list.viewport()
    qtbot.mouseClick(ground, left, pos=box(1))
    qtbot.mouseClick(ground, left, SHIFT, pos=box(3))
    assert view.sitting.targets() == lines[1:4]
    assert view.sitting.current == lines[0]
    qtbot.mouseClick(ground, left, pos=box(2))
    assert view.sitting.targets() == [lines[1], lines[3]]


def _with_alike(desk: Desk, view: ReviewView, qtbot: QtBot) -> list[UUID]:
    """Go to a column that has alike ones; returns these."""
    for _ in range(len(view.sitting)):
        settled(qtbot, desk, view)
        if view.detail.alike.boxes:
            return list(view.detail.alike.boxes)
        qtbot.keyClick(view.list, Qt.Key.Key_J)
    raise AssertionError("the estate has no columns alike")


def test_alike_columns_are_decided_together(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    alike = _with_alike(desk, view, qtbot)
    here = view.sitting.current
    assert here is not None
    assert here not in alike
    qtbot.keyClick(view.list, Qt.Key.Key_L)
    assert view.bar.accept.text() == f"Accept {1 + len(alike)}"
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    settled(qtbot, desk, view)
    assert _verdicts(desk, [here, *alike]) == ["accept"] * (1 + len(alike))
    assert len(queued(desk)) == 1 + len(alike)
    assert desk.undo.count() == 1


def test_only_the_ticked_alike_ones(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    alike = _with_alike(desk, view, qtbot)
    qtbot.keyClick(view.list, Qt.Key.Key_L)
    view.detail.alike.boxes[alike[0]].click()
    assert view.detail.alike.ticked() == alike[1:]
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    settled(qtbot, desk, view)
    assert decision(desk, alike[0]) is None


def test_what_was_ticked_does_not_follow_to_the_next_question(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    _with_alike(desk, view, qtbot)
    qtbot.keyClick(view.list, Qt.Key.Key_L)
    here = view.sitting.place(view.sitting.current)
    qtbot.keyClick(view.list, Qt.Key.Key_J if here == 0 else Qt.Key.Key_K)
    assert len(view._targets()) == 1
    settled(qtbot, desk, view)
    assert len(view._targets()) == 1


def test_a_person_is_not_overruled_in_passing(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    first = view.sitting.lines[0]
    view.sitting.lines[0] = replace(first, contested=True)
    qtbot.keyClick(view.list, Qt.Key.Key_X)
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_X, SHIFT)
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    settled(qtbot, desk, view)
    assert _verdicts(desk, lines[:2]) == [None, "reject"]
