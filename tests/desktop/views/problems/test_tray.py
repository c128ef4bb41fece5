"""The tray by mouse and keyboard: both texts are there, and what is decided is in the replica."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from tests.builders.replica import an_estate
from tests.desktop.views.stations import a_desk, settle, show
from tests.desktop.views.troubles import MINE, make, pending, tray_mids

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.settling import settle_all
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.views import problems
from pursight_desktop.views.problems.pane import EditSheet, ProblemPane
from pursight_desktop.views.problems.screen import ProblemsScreen
from pursight_desktop.widgets.states import EmptyState


@pytest.fixture
def desk(replica_store: Store, account: Account, qapp: QApplication) -> Iterator[Desk]:
    """A desk whose tray has three conflicts alike, one other, and a refusal."""
    an_estate(replica_store, tables=30, columns=300)
    make(replica_store)
    desk = a_desk(replica_store, account)
    yield desk
    desk.close()


@pytest.fixture
def tray(qtbot: QtBot, desk: Desk) -> ProblemsScreen:
    """The screen, shown."""
    view = problems.make(desk, Place("problems"))
    assert isinstance(view, ProblemsScreen)
    show(qtbot, desk, view)
    return view


def pane(tray: ProblemsScreen) -> ProblemPane:
    shown = tray.pane()
    assert isinstance(shown, ProblemPane)
    return shown


def test_shows_both_texts_of_each_and_why_it_is_here(tray: ProblemsScreen) -> None:
    assert tray.table.row_count() == 5
    (sides,) = pane(tray).sides
    assert (sides.mine.text, sides.theirs.text) == ("Sales", "Finance")
    tray.table.go_to(3)
    (sides,) = pane(tray).sides
    assert sides.mine.text == "Holds e-mail addresses"
    assert sides.theirs.text == "Holds telephone numbers (looked at the form)"
    tray.table.go_to(4)
    (sides,) = pane(tray).sides
    assert sides.mine.text == MINE
    assert not pane(tray).theirs_button.text().startswith("Take")


def test_keep_mine_sends_it_again(tray: ProblemsScreen, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane(tray).mine_button, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert pending(desk.store) == [("asset", {"owner": "Sales"})]
    assert len(tray_mids(desk.store)) == tray.table.row_count() == 4


def test_take_theirs_lets_it_go(tray: ProblemsScreen, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane(tray).theirs_button, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert pending(desk.store) == []
    assert len(tray_mids(desk.store)) == 4


def test_decides_by_keys_one_after_the_other(
    tray: ProblemsScreen, desk: Desk, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_M, Qt.Key.Key_T):
        qtbot.keyClick(tray.table, key)
        settle(qtbot, desk)
    assert len(pending(desk.store)) == 1
    assert len(tray_mids(desk.store)) == 3


def test_alike_ones_are_decided_together(tray: ProblemsScreen, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(tray.table, Qt.Key.Key_A)
    assert tray.table.selected_count() == 3
    assert tray.mine_button.text() == "Keep mine (3)"
    qtbot.mouseClick(tray.mine_button, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert pending(desk.store) == [("asset", {"owner": "Sales"})] * 3
    assert tray.table.row_count() == 2


def test_edits_and_sends_again(tray: ProblemsScreen, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(tray.table, Qt.Key.Key_E)
    sheet = tray.findChild(QDialog)
    assert isinstance(sheet, EditSheet)
    field = sheet.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.text() == "Sales"
    field.clear()
    qtbot.keyClicks(field, "Sales and Finance")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    assert pending(desk.store) == [("asset", {"owner": "Sales and Finance"})]
    assert len(tray_mids(desk.store)) == 4


def test_a_decision_is_made_anew_where_columns_are_decided(
    tray: ProblemsScreen, desk: Desk, qtbot: QtBot
) -> None:
    tray.table.go_to(3)
    with qtbot.waitSignal(desk.place_wanted) as went:
        qtbot.keyClick(tray.table, Qt.Key.Key_E)
    assert went.args is not None
    assert went.args[0].screen == "asset"


def test_says_so_when_all_are_settled(tray: ProblemsScreen, desk: Desk, qtbot: QtBot) -> None:
    for _ in range(5):
        qtbot.keyClick(tray.table, Qt.Key.Key_T)
        settle(qtbot, desk)
    assert tray_mids(desk.store) == []
    assert isinstance(tray.deck.shown(), EmptyState)
    assert tray.pane() is None


def test_a_problem_that_is_settled_elsewhere_moves_nobody_to_the_next(
    tray: ProblemsScreen, desk: Desk, replica_store: Store, qtbot: QtBot
) -> None:
    mids = tray_mids(replica_store)
    tray.table.go_to(1)
    qtbot.keyClick(tray.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [one.problem.mid for one in tray.chosen()] == [mids[1], mids[2]]
    settle_all(replica_store, [mids[0]], keep="theirs")
    qtbot.waitUntil(lambda: tray.table.row_count() == 4)
    settle(qtbot, desk)
    assert [one.problem.mid for one in tray.chosen()] == [mids[1], mids[2]]
    current = tray.table.current()
    assert current is not None
    assert current.problem.mid == mids[2]
