"""Deciding by keys and by mouse: what the store holds then, and where one is."""

from threading import Event
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.review.deciding import decision, order, queued, settled, waiting

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.deciding import decide
from pursight_desktop.replica.files import Connection
from pursight_desktop.views.review.view import ReviewView
from pursight_desktop.views.review.waiting import Waiting, Wanted, read
from pursight_desktop.widgets.label_chooser import LabelChooser


def _current(view: ReviewView) -> UUID:
    assert view.sitting.current is not None
    return view.sitting.current


def test_shows_what_the_store_says_waits(desk: Desk, estate: AnEstate, view: ReviewView) -> None:
    assert order(view) == waiting(desk)
    assert set(order(view)) == set(estate.undecided)
    far = f"{len(estate.decided)} of {len(estate.decided) + len(estate.undecided)} decided"
    assert view.progress.words.whole() == far


def test_a_accepts_and_the_next_comes_up(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    before = order(view)
    line = view.sitting.lines[0]
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    assert _current(view) == before[1], "at once, not after the write"
    settled(qtbot, desk, view)
    made = decision(desk, line.id)
    assert made is not None
    assert (made["verdict"], made["label"], made["by"]) == ("accept", line.label, "Grace Hopper")
    assert line.id not in waiting(desk)
    assert order(view) == before, "nothing moves"
    assert _current(view) == before[1]
    assert len(queued(desk)) == 1


def test_r_rejects(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    first = _current(view)
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    settled(qtbot, desk, view)
    made = decision(desk, first)
    assert made is not None
    assert (made["verdict"], made["label"]) == ("reject", "none")


def test_j_and_k_move_and_decide_nothing(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_K)
    assert _current(view) == lines[1]
    assert view.list.currentIndex().row() == 1
    settled(qtbot, desk, view)
    assert view.sitting.lines[1].name in view.detail.question.text()
    assert queued(desk) == []


def test_the_arrows_and_a_click_move_too(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert _current(view) == lines[1]
    third = view.list.visualRect(view.list.model().index(2, 0)).center()
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert _current(view) == lines[2]
    settled(qtbot, desk, view)
    assert view.sitting.lines[2].name in view.detail.question.text()


def test_c_changes_to_the_label_one_types(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    first = _current(view)
    qtbot.keyClick(view.list, Qt.Key.Key_C)
    chooser = view.chooser
    assert isinstance(chooser, LabelChooser)
    qtbot.keyClicks(chooser.field, "iban")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settled(qtbot, desk, view)
    made = decision(desk, first)
    assert made is not None
    assert (made["verdict"], made["label"]) == ("change", "iban")


def test_a_label_chosen_for_what_somebody_else_decided_meanwhile_says_so(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    first = _current(view)
    said: list[str] = []
    desk.notice.connect(lambda kind, text: said.append(text))
    qtbot.keyClick(view.list, Qt.Key.Key_C)
    chooser = view.chooser
    assert isinstance(chooser, LabelChooser)
    decide(desk.store, [first], "accept", by="Ada Lovelace")
    qtbot.waitUntil(lambda: first in view.sitting.settled)
    qtbot.keyClicks(chooser.field, "iban")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settled(qtbot, desk, view)
    made = decision(desk, first)
    assert made is not None
    assert made["verdict"] == "accept"
    assert any("elsewhere" in text for text in said)


def test_a_view_that_is_closed_while_its_decision_is_written_takes_nothing_along(
    desk: Desk, estate: AnEstate, qtbot: QtBot
) -> None:
    view = ReviewView(desk, Place("review"))
    qtbot.waitUntil(lambda: desk.idle and len(view.sitting) > 0)
    first = _current(view)
    view.bar.accept.click()
    shiboken6.delete(view)
    qtbot.waitUntil(lambda: desk.idle)
    assert decision(desk, first) is not None


def test_escape_in_the_chooser_decides_nothing(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.list, Qt.Key.Key_C)
    assert view.chooser is not None
    qtbot.keyClick(view.chooser.field, Qt.Key.Key_Escape)
    settled(qtbot, desk, view)
    assert queued(desk) == []


def test_u_takes_back_and_goes_there_again(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    settled(qtbot, desk, view)
    assert _current(view) == lines[2]
    qtbot.keyClick(view.list, Qt.Key.Key_U)
    settled(qtbot, desk, view)
    assert decision(desk, lines[1]) is None
    assert _current(view) == lines[1]
    assert view.sitting.waits(lines[1])
    qtbot.keyClick(view.list, Qt.Key.Key_U)
    settled(qtbot, desk, view)
    assert _current(view) == lines[0]
    assert waiting(desk) == lines
    assert order(view) == lines
    assert queued(desk) == [], "nothing was sent, so nothing is left to send"


def test_a_slow_reading_does_not_go_back_to_what_was_decided_meanwhile(
    desk: Desk, view: ReviewView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = order(view)
    go_on = Event()

    def slow(connection: Connection, wanted: Wanted) -> Waiting:
        found = read(connection, wanted)
        go_on.wait(10)
        return found

    monkeypatch.setattr("pursight_desktop.views.review.view.read", slow)
    view._look_again()
    qtbot.keyClick(view.list, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: decision(desk, lines[0]) is not None)
    qtbot.waitUntil(lambda: view.sitting.moment)
    go_on.set()
    settled(qtbot, desk, view)
    assert _current(view) == lines[1]
    assert not view.sitting.waits(lines[0])


def test_s_skips_until_all_others_are_done(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    qtbot.keyClick(view.list, Qt.Key.Key_S)
    assert _current(view) == lines[1]
    for _ in lines[1:]:
        qtbot.keyClick(view.list, Qt.Key.Key_A)
    assert _current(view) == lines[0]
    settled(qtbot, desk, view)
    assert waiting(desk) == [lines[0]]


def test_the_buttons_do_the_same(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    lines = order(view)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.bar.accept, left)
    qtbot.mouseClick(view.bar.skip, left)
    qtbot.mouseClick(view.bar.reject, left)
    settled(qtbot, desk, view)
    verdicts = [(decision(desk, line) or {}).get("verdict") for line in lines[:3]]
    assert verdicts == ["accept", None, "reject"]
    qtbot.mouseClick(view.bar.undo, left)
    settled(qtbot, desk, view)
    assert decision(desk, lines[2]) is None


def test_enter_opens_the_column_and_control_enter_in_a_new_tab(
    desk: Desk, view: ReviewView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert wanted.args is not None
    place, new_tab = wanted.args
    assert (place.screen, place.id, new_tab) == ("asset", _current(view), False)
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        qtbot.keyClick(view.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args is not None
    assert wanted.args[1] is True


def test_what_fails_to_be_written_waits_again(desk: Desk, view: ReviewView, qtbot: QtBot) -> None:
    first = _current(view)
    with desk.store.writing() as writer:  # the finding vanishes under one's hands
        writer.connection.execute(
            "UPDATE row SET fields = json_set(fields, '$.label', 'none')"
            " WHERE entity = 'classification' AND id = ?",
            (first.bytes,),
        )
    with qtbot.waitSignal(desk.notice) as told:
        qtbot.keyClick(view.list, Qt.Key.Key_A)
    assert told.args is not None
    assert "Nothing was found" in told.args[1]
    settled(qtbot, desk, view)
    assert view.sitting.waits(first)
    assert decision(desk, first) is None
