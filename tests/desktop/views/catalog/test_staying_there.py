"""The list changes while one works in it: the same assets stay selected, and answers keep order."""

import threading
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.catalog.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries import catalog
from pursight_desktop.replica.store import Store, Touched
from pursight_desktop.views.catalog.view import CatalogView
from pursight_desktop.widgets.states import EmptyState

ASSETS = Touched(frozenset({"asset"}), frozenset({("asset", UUID(int=0))}))


def _selected(view: CatalogView) -> set[UUID]:
    found: list[Any] = []
    view.table.selected(found.extend)
    return {line.id for line in found}


def test_an_asset_that_sorts_elsewhere_now_takes_nobody_into_the_selection(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    view.table.header._choose("owner", descending=False)
    settle(qtbot, steward)
    view.table.go_to(20)
    for _ in range(2):
        qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, steward)
    before, current = _selected(view), view.table.current()
    first = view.table.row(0)
    assert len(before) == 3
    annotate(replica_store, [first.id], owner="zzz the last of all")
    qtbot.waitUntil(lambda: view.table.row(0) is not None and view.table.row(0).id != first.id)
    settle(qtbot, steward)
    assert view.table.row(19).id in before
    assert _selected(view) == before
    assert view.table.current().id == current.id


def test_a_list_is_shown_though_changes_come_faster_than_answers(
    show: Show,
    estate: AnEstate,
    steward: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = show()
    real, never = catalog.lines, threading.Event()

    def slow(connection: Any, query: Any) -> catalog.Lines:
        never.wait(0.08)
        return real(connection, query)

    monkeypatch.setattr(catalog, "lines", slow)
    shown: list[int] = []
    show_lines = view.table.show_lines
    monkeypatch.setattr(
        view.table, "show_lines", lambda *a, **k: (shown.append(1), show_lines(*a, **k))
    )
    changes = QTimer(view, interval=20)
    changes.timeout.connect(lambda: steward.changed.emit(ASSETS))
    changes.start()
    qtbot.waitUntil(lambda: len(shown) >= 2)
    changes.stop()
    settle(qtbot, steward)


def test_news_while_a_filter_is_answered_do_not_make_it_the_same_list(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    view.table.go_to(40)
    view.head.level_chosen.emit("columns")
    steward.changed.emit(ASSETS)
    settle(qtbot, steward)
    view.table.go_to(300)
    view.facets.changed.emit({"sensitivity": ("public",)})
    steward.changed.emit(ASSETS)
    settle(qtbot, steward)
    assert view.table.row_count() < 600
    assert view.table.selected_count() == 0
    assert view.table.verticalScrollBar().value() == 0


def test_the_way_to_a_node_one_has_left_is_not_shown(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    source = view.tree.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole)
    view.go_under(source.id)
    view.go_under(None)
    settle(qtbot, steward)
    QApplication.processEvents()
    assert view.title() == "Catalog"
    assert view.tree.current_id() is None


def test_below_a_table_are_its_columns_wherever_one_came_from(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show(Place("catalog", estate.tables[7]))
    assert view.narrowing.level == "columns"
    assert view.table.row_count() > 0
    view.go_under(None)
    view.head.level_chosen.emit("tables")
    settle(qtbot, steward)
    rows = [view.table.row(number) for number in range(60)]
    table = next(row for row in rows if view.tree.item(row.id) is None)  # not unfolded so far
    view.go_under(table.id)
    settle(qtbot, steward)
    assert view.table.row_count() > 0
    assert view.table.row(0).parent_id == table.id


def test_below_what_has_gone_it_says_so_and_leads_back(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show(Place("catalog", UUID(int=99)))
    (state,) = (one for one in view.table.findChildren(EmptyState) if one.isVisible())
    assert "gone" in state.title.text()
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert view.table.row_count() == 60


def test_a_step_of_the_path_leads_there(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show(Place("catalog", estate.tables[7]))
    steps = [step for step in view.head.path.findChildren(QPushButton) if step.isVisible()]
    assert len(steps) == 3  # the catalog, the source, the schema; the table itself is no link
    qtbot.mouseClick(steps[2], Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert view.narrowing.under not in (None, estate.tables[7])
    assert view.tree.current_id() == view.narrowing.under


@pytest.mark.parametrize("control", [True, False])
def test_enter_in_the_tree_opens_and_with_control_in_a_new_tab(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, control: bool
) -> None:
    view = show()
    wanted: list[tuple[Place, bool]] = []
    steward.place_wanted.connect(lambda place, new: wanted.append((place, new)))
    first = view.tree.topLevelItem(0)
    view.tree.setCurrentItem(first)
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(view.tree, Qt.Key.Key_Return, held)
    source = first.data(0, Qt.ItemDataRole.UserRole)
    assert wanted == [(Place("asset", source.id), control)]
