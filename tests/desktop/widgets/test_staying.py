"""Rows that come anew: one stays on the same row, and the same rows are selected."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.widgets.numbered import SlowRead, at_once

from pursight_desktop.theme.tokens import ROW
from pursight_desktop.widgets.table import Column, DataTable, look_for
from pursight_desktop.widgets.table.pages import KEPT, PAGE
from pursight_desktop.widgets.table.staying import NEAR, Stay, spans_of


@dataclass(frozen=True)
class Row:
    """A row that is told from others by its id, whatever its text."""

    id: int
    text: str = ""


COLUMNS = (
    Column("id", "Id", lambda row: row.id),
    Column("text", "Text", lambda row: row.text, stretch=True),
)


class Listed:
    """Rows by their ids, read by the page."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)

    def __len__(self) -> int:
        return len(self.ids)

    def fetch(self, start: int, stop: int) -> list[Row]:
        return [Row(one) for one in self.ids[start:stop]]

    def keys(self, start: int, stop: int) -> list[int]:
        return self.ids[start:stop]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    """A table whose rows are there at once."""
    table = DataTable(COLUMNS, at_once)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    return table


def _ids(table: DataTable) -> list[int]:
    found: list[Row] = []
    table.selected(found.extend)
    return sorted(row.id for row in found)


def _press_shift_down(table: DataTable, qtbot: QtBot, times: int) -> None:
    for _ in range(times):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def test_a_row_that_comes_before_moves_no_selection_to_its_neighbours(
    table: DataTable, qtbot: QtBot
) -> None:
    table.show_rows([Row(one) for one in range(10, 30)])
    table.go_to(5)
    _press_shift_down(table, qtbot, 2)
    assert _ids(table) == [15, 16, 17]
    table.show_rows([Row(one) for one in (1, 2, *range(10, 30))], keep=True)
    assert _ids(table) == [15, 16, 17]
    assert table.current().id == 17


def test_rows_that_change_places_take_the_selection_along(table: DataTable) -> None:
    table.show_rows([Row(one) for one in range(20)])
    table.go_to(3)
    table.show_rows([Row(one) for one in reversed(range(20))], keep=True)
    assert table.current().id == 3
    assert _ids(table) == [3]


def test_what_has_gone_is_not_selected_and_its_neighbour_is_not_in_its_stead(
    table: DataTable, qtbot: QtBot
) -> None:
    table.show_rows([Row(one) for one in range(20)])
    table.go_to(5)
    _press_shift_down(table, qtbot, 3)
    table.show_rows([Row(one) for one in range(20) if one != 6], keep=True)
    assert _ids(table) == [5, 7, 8]


def test_when_all_that_was_selected_has_gone_one_is_on_the_next(table: DataTable) -> None:
    table.show_rows([Row(one) for one in range(20)])
    table.go_to(5)
    table.show_rows([Row(one) for one in range(20) if one != 5], keep=True)
    assert table.current().id == 6
    assert _ids(table) == [6]


def test_sorting_takes_the_selection_along_and_stays_at_the_top(
    table: DataTable, qtbot: QtBot
) -> None:
    table.show_rows([Row(one) for one in range(200)])
    table.go_to(2)
    _press_shift_down(table, qtbot, 1)
    table.header._choose("id", descending=True)
    assert _ids(table) == [2, 3]
    assert table.row(0).id == 199
    assert table.verticalScrollBar().value() == 0


def test_what_one_reads_stays_in_sight_when_rows_come_before_it(table: DataTable) -> None:
    table.show_rows([Row(one) for one in range(10, 300)])
    table.updateGeometries()
    table.verticalScrollBar().setValue(100 * ROW + 7)
    table.show_rows([Row(one) for one in range(300)], keep=True)
    assert table.verticalScrollBar().value() == 110 * ROW + 7


def test_who_is_at_the_top_sees_what_comes_there(table: DataTable) -> None:
    table.show_rows([Row(one) for one in range(10, 300)])
    table.show_rows([Row(one) for one in range(300)], keep=True)
    assert table.verticalScrollBar().value() == 0


def test_a_long_list_is_found_again_by_its_keys_though_its_pages_are_read_anew(
    qtbot: QtBot,
) -> None:
    read = SlowRead()
    table = DataTable(COLUMNS, read)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    table.show_lines(Listed(range(1000, 6000)))
    table.viewport().repaint()
    read.answer()
    table.go_to(7)
    _press_shift_down(table, qtbot, 3)
    for shift in (1, 2, 3):  # the next change comes before the pages of the last are there
        lines = Listed(range(1000 - shift, 6000))
        found = look_for(table.stay(), lines.keys, len(lines))
        table.show_lines(lines, keep=True, found=found)
        assert table.selected_spans() == [(7 + shift, 10 + shift)]
        assert table.current_number() == 10 + shift
    table.viewport().repaint()
    read.answer()
    assert [row.id for row in table.selected_loaded()] == [1007, 1008, 1009, 1010]


def test_everything_selected_is_everything_afterwards(table: DataTable) -> None:
    table.show_lines(Listed(range(50_000)))
    table.selectAll()
    lines = Listed(range(-1, 50_000))
    table.show_lines(lines, keep=True, found=look_for(table.stay(), lines.keys, len(lines)))
    assert table.selected_count() == 50_001


def test_a_stretch_too_long_for_memory_keeps_its_ends(table: DataTable) -> None:
    many = (KEPT + 5) * PAGE
    table.show_lines(Listed(range(100, 100 + 2 * many)))
    table._grid.pages.row(0)
    table.select_rows(range(10, many))
    table._grid.pages.row(10)
    table._grid.pages.row(many - 1)
    lines = Listed(range(98, 98 + 2 * many))
    table.show_lines(lines, keep=True, found=look_for(table.stay(), lines.keys, len(lines)))
    assert table.selected_spans() == [(12, many + 1)]


def test_what_is_looked_for_is_read_near_where_it_was_alone() -> None:
    read: list[tuple[int, int]] = []
    lines = Listed(range(1_000_000))

    def keys(start: int, stop: int) -> list[int]:
        read.append((start, stop))
        return lines.keys(start, stop)

    stay = Stay({5: 5, 900: 900, 500_000: 500_000}, current=5, number=5)
    assert look_for(stay, keys, len(lines)) == stay.at
    assert read == [(0, 900 + NEAR + 1), (500_000 - NEAR, 500_000 + NEAR + 1)]


def test_what_is_done_is_done_to_what_is_seen_though_the_list_has_moved_on(
    table: DataTable,
) -> None:
    lines = Listed(range(100, 200))
    table.show_lines(lines)
    table.go_to(3)
    assert table.row(3).id == 103
    lines.ids.insert(0, 99)  # the replica has changed; the news of it is on its way
    assert _ids(table) == [103]


def test_stretches_are_joined() -> None:
    assert spans_of([3, 1, 2, 7, 8, 3]) == [(1, 3), (7, 8)]
    assert spans_of([]) == []
