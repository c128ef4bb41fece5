"""Columns: chosen, moved, widened, and found again at the next start."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot
from tests.desktop.widgets.numbered import COLUMNS, at_once

from pursight_desktop.settings import Preferences
from pursight_desktop.widgets.table import Column, DataTable
from pursight_desktop.widgets.table.model import GridModel

Make = Callable[[Preferences], DataTable]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Makes the table of a start."""

    def made(preferences: Preferences) -> DataTable:
        table = DataTable(COLUMNS, at_once, name="catalog", preferences=preferences)
        qtbot.addWidget(table)
        table.resize(700, 300)
        table.show()
        table.show_rows([1, 2, 3])
        return table

    return made


def keys(table: DataTable) -> list[str]:
    return [column.key for column in table.header.visible_columns()]


def test_as_built_in_at_first(make: Make) -> None:
    assert keys(make(Preferences())) == ["name", "number", "parity"]


def test_what_one_chose_is_there_at_the_next_start(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    table = make(Preferences(path))
    table.header.show_column("parity", shown=False)
    table.header.show_column("hidden", shown=True)
    table.header.moveSection(table.header.visualIndex(1), 0)
    table.header.resizeSection(1, 222)
    table.set_sort("number", descending=True)
    table.header._remember()
    again = make(Preferences(path))
    assert keys(again) == ["number", "name", "hidden"]
    assert again.header.sectionSize(1) == 222
    assert again.sort() == ("number", True)
    assert [again.row(n) for n in range(3)] == [3, 2, 1]


def test_reset_is_as_built_in(make: Make) -> None:
    table = make(Preferences())
    table.header.show_column("name", shown=False)
    table.header.moveSection(2, 0)
    table.header.reset_columns()
    assert keys(table) == ["name", "number", "parity"]


def test_the_last_column_stays(make: Make) -> None:
    table = make(Preferences())
    for key in ("name", "number", "parity"):
        table.header.show_column(key, shown=False)
    assert keys(table) == ["parity"]


def test_a_layout_that_was_edited_by_hand_does_not_stop_the_start(make: Make) -> None:
    preferences = Preferences()
    preferences.put("table.catalog", {"widths": "wide", "hidden": 3})
    assert keys(make(preferences)) == ["name", "number", "parity"]


def test_a_column_of_a_newer_version_is_forgotten_and_a_new_one_shown(make: Make) -> None:
    preferences = Preferences()
    preferences.put(
        "table.catalog",
        {"widths": {"gone": 9}, "hidden": ["gone"], "order": ["gone", "number"], "sort": ["x", 0]},
    )
    assert keys(make(preferences)) == ["number", "name", "parity", "hidden"]


def test_the_stretching_column_takes_the_room_that_is_left(make: Make) -> None:
    table = make(Preferences())
    table.resize(900, 300)
    assert table.header.length() == table.viewport().width()


def test_the_menu_of_the_heading_chooses_columns(make: Make) -> None:
    table = make(Preferences())
    menu = table.header.column_menu()
    chosen = {
        action.text(): action.isChecked() for action in menu.actions() if action.isCheckable()
    }
    assert chosen == {"Name": True, "Number": True, "Parity": True, "Hidden": False}
    next(action for action in menu.actions() if action.text() == "Hidden").setChecked(True)
    assert "hidden" in keys(table)


def test_several_stretching_columns_share_the_room(qtbot: QtBot) -> None:
    columns = [Column(key, key, str, 100, stretch=key != "b") for key in "abc"]
    table = DataTable(columns, at_once)
    qtbot.addWidget(table)
    table.resize(701, 300)
    table.show()
    widths = [table.columnWidth(number) for number in range(3)]
    assert widths[1] == 100
    assert 0 <= widths[2] - widths[0] <= 1
    assert sum(widths) == table.viewport().width()


def test_one_that_stretches_keeps_its_least_width_when_there_is_little_room(qtbot: QtBot) -> None:
    columns = [
        Column("name", "Name", str, 180, stretch=True, least=180),
        Column("size", "Size", str, 100),
        Column("note", "Note", str, 100, stretch=True),
    ]
    table = DataTable(columns, at_once)
    qtbot.addWidget(table)
    table.resize(360, 300)
    table.show()
    assert table.columnWidth(0) >= 180
    table.resize(900, 300)
    assert table.columnWidth(0) > 300
    assert sum(table.columnWidth(number) for number in range(3)) == table.viewport().width()


def _with_spare(qtbot: QtBot, preferences: Preferences, width: int) -> DataTable:
    columns = [
        Column("name", "Name", str, 200, stretch=True),
        Column("size", "Size", str, 100),
        Column("kind", "Kind", str, 120, spare=True),
        Column("note", "Note", str, 200, spare=True),
    ]
    table = DataTable(columns, at_once, name="spare", preferences=preferences)
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    return table


def test_spare_columns_give_way_and_come_back(qtbot: QtBot) -> None:
    table = _with_spare(qtbot, Preferences(), 700)
    assert keys(table) == ["name", "size", "kind", "note"]
    for width, shown in ((500, ["name", "size", "kind"]), (350, ["name", "size"])):
        table.resize(width, 300)
        assert keys(table) == shown
        assert table.header.length() == table.viewport().width()  # nothing is cut
    table.resize(700, 300)
    assert keys(table) == ["name", "size", "kind", "note"]


def test_columns_that_gave_way_are_not_remembered_as_hidden(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    narrow = _with_spare(qtbot, Preferences(path), 350)
    narrow.header.resizeSection(1, 110)
    narrow.header._remember()
    assert keys(_with_spare(qtbot, Preferences(path), 800)) == ["name", "size", "kind", "note"]


def test_a_spare_column_that_one_chose_stays_however_narrow_it_is(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "preferences.json"
    table = _with_spare(qtbot, Preferences(path), 350)
    table.header.show_column("note", shown=True)
    table.resize(340, 300)
    assert keys(table) == ["name", "size", "note"]
    table.header._remember()
    assert keys(_with_spare(qtbot, Preferences(path), 330)) == ["name", "size", "note"]
    table.header.reset_columns()
    assert keys(table) == ["name", "size"]


def test_selecting_everything_costs_the_header_nothing(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    whole = GridModel.rowCount

    def counted(model: GridModel, *args: QModelIndex) -> int:
        nonlocal asked
        asked += 1
        return whole(model, *args)

    monkeypatch.setattr(GridModel, "rowCount", counted)  # before Qt has looked for it
    table = make(Preferences())
    table.show_rows(range(20_000))
    table.grab()
    asked = 0
    table.selectAll()
    table.grab()
    assert table.selected_count() == 20_000
    assert asked < 5_000
