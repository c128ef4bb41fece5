"""The grid: any number of rows by the page, keyboard, selection, copying, sorting."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.desktop.widgets.numbered import COLUMNS, Numbered, SlowRead, at_once

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.errors import ReplicaUnavailable
from pursight_desktop.theme.tokens import ROW
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.states import EmptyState, ErrorState
from pursight_desktop.widgets.table import (
    Column,
    DataTable,
)
from pursight_desktop.widgets.table.pages import AT_ONCE, KEPT, PAGE, WAITING

MILLION = 1_000_000


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    """A table whose rows are there at once."""
    table = DataTable(COLUMNS, at_once)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    return table


def rows(table: DataTable) -> list[object]:
    return [table.row(number) for number in range(table.row_count())]


def test_a_million_rows_read_only_what_is_looked_at(qtbot: QtBot, desk: Desk) -> None:
    table = DataTable(COLUMNS, desk.read)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    lines = Numbered(MILLION)
    table.show_lines(lines)
    table.go_to(MILLION - 1)
    qtbot.waitUntil(lambda: table.current() == MILLION - 1)
    assert sum(stop - start for start, stop in lines.read) <= 6 * PAGE


def test_who_drags_the_slider_waits_for_where_it_stops_not_for_all_between(qtbot: QtBot) -> None:
    read = SlowRead()
    table = DataTable(COLUMNS, read)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    lines = Numbered(MILLION)
    table.show_lines(lines)
    table.updateGeometries()
    for place in range(0, 900_000, 10_000):
        table.verticalScrollBar().setValue(place * ROW)
        table.viewport().repaint()
    table.go_to(MILLION // 2)
    table.viewport().repaint()
    read.answer()
    assert table.row(MILLION // 2) == MILLION // 2
    assert len(lines.read) <= AT_ONCE + WAITING + 2


def test_pages_that_are_not_looked_at_are_let_go(table: DataTable) -> None:
    table.show_lines(Numbered(PAGE * (KEPT + 20)))
    for page in range(KEPT + 20):
        table._grid.pages.row(page * PAGE)
    assert table.row(0) is None
    assert table.row(PAGE * (KEPT + 19)) is not None
    assert len(table._grid.pages._pages) == KEPT


def test_an_answer_to_an_older_list_is_not_shown(qtbot: QtBot) -> None:
    read = SlowRead()
    table = DataTable(COLUMNS, read)
    qtbot.addWidget(table)
    table.show_lines(Numbered(10))
    table._grid.pages.row(0)
    late = dict(read.waiting)
    read.waiting.clear()
    table.show_lines(Numbered(10, step=5))
    for query, done in late.values():
        done(query())
    assert table.row(1) is None
    table._grid.pages.row(0)
    read.answer()
    assert table.row(1) == 5


def test_a_refresh_stays_where_one_is_and_shows_the_old_until_the_new_is_there(
    qtbot: QtBot,
) -> None:
    read = SlowRead()
    table = DataTable(COLUMNS, read)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    table.show_lines(Numbered(1000))
    table.viewport().repaint()
    table.go_to(300)
    table.viewport().repaint()
    read.answer()
    at = table.verticalScrollBar().value()
    table.show_lines(Numbered(1000, step=2), keep=True)
    table.viewport().repaint()
    assert table.verticalScrollBar().value() == at
    assert table.current_number() == 300
    cells = table._grid.cells(300)
    assert cells is not None
    assert cells[1] == 300
    read.answer()
    cells = table._grid.cells(300)
    assert cells is not None
    assert cells[1] == 600


def test_fewer_rows_than_before_keep_one_inside(table: DataTable) -> None:
    table.show_lines(Numbered(500))
    table.go_to(400)
    table.show_lines(Numbered(100), keep=True)
    assert table.current_number() == 99
    table.show_lines(Numbered(0), keep=True)
    assert table.current() is None


def test_lines_may_want_the_connection(qtbot: QtBot, desk: Desk) -> None:
    class WithConnection:
        def __len__(self) -> int:
            return 3

        def fetch(self, connection: object, start: int, stop: int) -> Sequence[int]:
            assert hasattr(connection, "execute")
            return list(range(start, stop))

    table = DataTable(COLUMNS, desk.read)
    qtbot.addWidget(table)
    table.show_lines(WithConnection())
    table._grid.pages.row(0)
    qtbot.waitUntil(lambda: table.row(2) == 2)


def test_keys_go_through_the_rows(table: DataTable, qtbot: QtBot) -> None:
    table.show_lines(Numbered(1000))
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == 1
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current() == 999
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current() == 0
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_loaded() == [0, 1]
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_count() == 999
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_count() == 1000


def test_enter_opens_and_ctrl_enter_in_a_new_tab(table: DataTable, qtbot: QtBot) -> None:
    opened: list[tuple[object, bool]] = []
    table.opened.connect(lambda row, new: opened.append((row, new)))
    table.show_lines(Numbered(10))
    table.go_to(4)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    second = QPoint(20, ROW * 2 - 8)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=second)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.MiddleButton, pos=second)
    assert opened == [(4, False), (4, True), (1, False), (1, True)]


def test_a_letter_is_the_screens_and_reads_no_row(table: DataTable, qtbot: QtBot) -> None:
    lines = Numbered(MILLION)
    table.show_lines(lines)
    table.go_to(0)
    before = list(lines.read)
    qtbot.keyClick(table, Qt.Key.Key_J)
    table.keyboardSearch("row 9")
    assert table.current() == 0
    assert lines.read == before


def test_rows_are_copied_as_a_spreadsheet_pastes_them(table: DataTable, qtbot: QtBot) -> None:
    table.show_lines(Numbered(1000))
    table.go_to(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "Name\tNumber\tParity\nrow 1\t1\todd\nrow 2\t2\teven\n"


def test_a_name_that_is_a_formula_is_pasted_as_text(table: DataTable, qtbot: QtBot) -> None:
    table.show_rows([1])
    evil = DataTable((Column("n", "Name", lambda _: "=cmd|' /C calc'!A0"),), at_once)
    qtbot.addWidget(evil)
    evil.show_rows(["x"])
    evil.selectAll()
    evil.copy_selected()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("'=")


def test_all_selected_rows_can_be_had_though_they_were_never_shown(table: DataTable) -> None:
    table.show_lines(Numbered(5000))
    table.selectAll()
    got: list[int] = []
    table.selected(got.extend)
    assert got == list(range(5000))


def test_rows_in_memory_are_sorted_by_a_click(table: DataTable) -> None:
    table.show_rows([3, 1, 2])
    assert rows(table) == [3, 1, 2]
    table.header.sectionClicked.emit(1)
    assert rows(table) == [1, 2, 3]
    table.header.sectionClicked.emit(1)
    assert rows(table) == [3, 2, 1]


def test_what_is_missing_is_last_either_way(qtbot: QtBot) -> None:
    table = DataTable((Column("v", "Value", lambda row: row),), at_once)
    qtbot.addWidget(table)
    table.show_rows([None, 2, 1])
    table.set_sort("v")
    assert rows(table) == [1, 2, None]
    table.set_sort("v", descending=True)
    assert rows(table) == [2, 1, None]


def test_lines_are_sorted_by_who_shows_them(table: DataTable) -> None:
    wanted: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda key, down: wanted.append((key, down)))
    table.show_lines(Numbered(10))
    table.header.sectionClicked.emit(0)
    table.header.sectionClicked.emit(0)
    assert wanted == [("name", False), ("name", True)]
    assert table.sort() == ("name", True)


def test_the_row_one_is_on_is_told_once_it_is_read(qtbot: QtBot) -> None:
    read = SlowRead()
    table = DataTable(COLUMNS, read)
    qtbot.addWidget(table)
    told: list[object] = []
    table.current_changed.connect(told.append)
    table.show_lines(Numbered(10))
    table.go_to(3)
    table._grid.pages.row(3)
    assert told == []
    read.answer()
    assert told == [3]


def test_nothing_there_says_why(table: DataTable) -> None:
    table.set_empty(EmptyState("search", "Nothing fits", "Try fewer filters."))
    table.show_lines(Numbered(0))
    state = table.viewport().findChild(EmptyState)
    assert isinstance(state, EmptyState)
    assert state.isVisible()
    table.show_lines(Numbered(3))
    assert not state.isVisible()


def test_a_rows_menu_is_filled_by_the_screen(table: DataTable, qtbot: QtBot) -> None:
    table.show_rows([7])
    filled: list[int] = []
    table.add_action_menu(lambda menu, row: (menu.addAction("Describe"), filled.append(row))[1])
    at = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.mapToGlobal(at))
    table.contextMenuEvent(event)
    assert filled == [7]
    menu = table.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [a.text() for a in menu.actions() if a.text()][:2] == ["Describe", "Copy"]
    menu.close()


def test_the_keyboards_menu_is_about_the_row_one_is_on_and_sorts_and_chooses_columns(
    table: DataTable,
) -> None:
    table.show_rows([7, 9, 8])
    table.go_to(2)
    about: list[int] = []
    table.add_action_menu(lambda menu, row: about.append(row))
    at = QPoint(0, 0)
    table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at))
    assert about == [8]
    menu = table.findChild(QMenu)
    assert isinstance(menu, QMenu)
    sort, columns = (action.menu() for action in menu.actions()[-2:])
    assert isinstance(sort, QMenu)
    assert isinstance(columns, QMenu)
    by = {action.text(): action for action in sort.actions()}
    by["Number"].trigger()
    assert [table.row(n) for n in range(3)] == [7, 8, 9]
    shown = {action.text(): action for action in columns.actions()}
    shown["Parity"].trigger()
    assert "parity" not in [column.key for column in table.header.visible_columns()]
    menu.close()


def test_rows_that_cannot_be_read_are_said_and_can_be_tried_again(qtbot: QtBot, desk: Desk) -> None:
    class Broken(Numbered):
        broken = True

        def fetch(self, start: int, stop: int) -> list[int]:
            if self.broken:
                raise ReplicaUnavailable("The disk does not answer.", hint="Look at its cable.")
            return super().fetch(start, stop)

    table = DataTable(COLUMNS, desk.read)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    lines = Broken(10)
    table.show_lines(lines)
    table.viewport().repaint()
    qtbot.waitUntil(lambda: table.viewport().findChild(ErrorState) is not None)
    state = table.viewport().findChild(ErrorState)
    assert isinstance(state, ErrorState)
    assert state.title.text() == "The disk does not answer."
    lines.broken = False
    button = state.findChild(Button)
    assert isinstance(button, Button)
    button.click()
    table.viewport().repaint()
    qtbot.waitUntil(lambda: table.row(3) == 3)
