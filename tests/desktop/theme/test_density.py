"""Density: rows of tables and lists come closer together at once, and stay where one is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot
from tests.builders.replica import an_estate

from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.settings import Preferences
from pursight_desktop.theme import Theme, heights
from pursight_desktop.theme.tokens import HEIGHTS, Density
from pursight_desktop.views.settings.screen import SettingsScreen
from pursight_desktop.widgets.facets import FacetPanel
from pursight_desktop.widgets.table import DataTable

CLOSE, APART = HEIGHTS[Density.COMPACT], HEIGHTS[Density.COMFORTABLE]


@pytest.fixture(autouse=True)
def comfortable(theme: Theme) -> Iterator[None]:
    """As it was, afterwards."""
    yield
    theme.set_density("comfortable")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, theme: Theme) -> Window:
    """A window over an estate."""
    an_estate(desk.store, tables=80, columns=900)
    window = Window(desk, theme)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


def _go(window: Window, qtbot: QtBot, place: Place) -> None:
    window.go(place)
    qtbot.waitUntil(lambda: window.desk.idle)


def test_a_table_takes_the_height_at_once_and_its_first_row_stays(
    window: Window, qtbot: QtBot
) -> None:
    _go(window, qtbot, Place("catalog"))
    [table] = [one for one in window.findChildren(DataTable) if one.row_count() > 50]
    table.verticalScrollBar().setValue(30 * APART.row)
    assert table.rowHeight(30) == APART.row
    window.desk.preferences.density = "compact"
    assert table.rowHeight(30) == CLOSE.row == heights().row
    assert table.rowAt(2) == 30
    assert table.verticalScrollBar().maximum() < 80 * CLOSE.row
    assert table.rowAt(CLOSE.row + 2) == 31
    assert not table.grab().isNull()


def test_lists_and_facets_take_it_too(window: Window, qtbot: QtBot) -> None:
    _go(window, qtbot, Place("review"))
    [queue] = [one for one in window.findChildren(QListView) if one.isVisible()]
    at = queue.model().index(1, 0)
    assert queue.visualRect(at).height() == APART.entry
    window.desk.preferences.density = "compact"
    assert queue.visualRect(at).height() == CLOSE.entry
    assert queue.visualRect(at).top() == CLOSE.entry
    _go(window, qtbot, Place("catalog"))
    panel = window.findChild(FacetPanel)
    qtbot.waitUntil(lambda: _choices(panel) == {CLOSE.choice})
    window.desk.preferences.density = "comfortable"
    assert _choices(panel) == {APART.choice}


def _choices(panel: FacetPanel) -> set[int]:
    from pursight_desktop.widgets.facets import _ChoiceRow

    return {row.height() for row in panel.findChildren(_ChoiceRow)}


def test_it_is_chosen_in_the_settings_and_remembered(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    _go(window, qtbot, Place("settings"))
    screen = window.findChild(SettingsScreen)
    assert screen.looks.densities["comfortable"].isChecked()
    screen.looks.densities["compact"].click()
    assert heights() == CLOSE
    assert window.desk.preferences.density == "compact"
    file = tmp_path / "preferences.json"
    Preferences(file).density = "compact"
    assert Preferences(file).density == "compact"
    file.write_text('{"density": "vast"}', encoding="utf-8")
    assert Preferences(file).density == "comfortable"
