"""Rejecting what is contested: the former decision stands, or one is told why nothing happens."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.review.deciding import decision, settled
from tests.desktop.views.review.test_queue import _contest

from pursight_desktop.background.desk import Desk
from pursight_desktop.views.review.view import ReviewView

KEY = Qt.Key


def _contest_first(desk: Desk, view: ReviewView, qtbot: QtBot, number: int) -> None:
    for line in view.sitting.lines[:number]:
        _contest(desk, line.id, "job_title")
    view.refresh()
    settled(qtbot, desk, view)
    assert all(line.contested for line in view.sitting.lines[:number])


def test_r_works_before_the_detail_is_there(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    _contest_first(desk, view, qtbot, 2)
    second = view.sitting.lines[1].id
    qtbot.keyClick(view.list, KEY.Key_J)
    qtbot.keyClick(view.list, KEY.Key_R)  # at once, nothing was read in between
    settled(qtbot, desk, view)
    made = decision(desk, second)
    assert made is not None
    assert (made["verdict"], made["label"]) == ("change", "job_title")
    assert made["by"] == "Grace Hopper"


def test_two_in_a_row_are_both_rejected(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    _contest_first(desk, view, qtbot, 2)
    ids = [line.id for line in view.sitting.lines[:2]]
    for key in (KEY.Key_R, KEY.Key_J, KEY.Key_R):
        qtbot.keyClick(view.list, key)
    settled(qtbot, desk, view)
    assert [(decision(desk, one) or {})["by"] for one in ids] == ["Grace Hopper"] * 2


def test_several_contested_ones_together_say_why_they_stay(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    told: list[str] = []
    desk.notice.connect(lambda _kind, text: told.append(text))
    ids = [line.id for line in view.sitting.lines[:2]]
    for place, line in enumerate(view.sitting.lines[:2]):
        view.sitting.lines[place] = replace(line, contested=True)
        view.sitting.pick(line.id)
    qtbot.keyClick(view.list, KEY.Key_R)
    settled(qtbot, desk, view)
    assert [decision(desk, one) for one in ids] == [None, None]
    words = "2 were decided by a person before and stay open: decide them one by one."
    assert told == [words]
