"""The tree keeps up with tables and schemas that come and go, and stays where one is."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.catalog.conftest import Show, settle
from tests.desktop.views.rows_of import change

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.views.catalog.tree import SourceTree
from pursight_desktop.views.catalog.view import CatalogView


def _fields(store: Store, asset: UUID) -> dict[str, Any]:
    with store.reader() as connection:
        found = fields_of(connection, "asset", asset)
    assert found is not None
    return found


def _unfold(view: CatalogView, desk: Desk, estate: AnEstate, qtbot: QtBot) -> QTreeWidgetItem:
    """Unfold the way to the first table, and stand on it."""
    table = estate.tables[0]
    schema = UUID(str(_fields(desk.store, table)["parent_id"]))
    view.go_under(table)
    qtbot.waitUntil(lambda: view.tree.current_id() == table)
    settle(qtbot, desk)
    item = view.tree.item(schema)
    assert item is not None
    return item


def _names(item: QTreeWidgetItem) -> list[str]:
    return [item.child(number).text(0) for number in range(item.childCount())]


def _top(tree: SourceTree) -> str:
    item = tree.itemAt(0, 0)
    assert item is not None
    return item.text(0)


def test_a_new_table_appears_where_one_has_unfolded(
    show: Show, steward: Desk, estate: AnEstate, qtbot: QtBot
) -> None:
    view = show()
    schema = _unfold(view, steward, estate, qtbot)
    before = len(_names(schema))
    like = _fields(steward.store, estate.tables[0])
    change(steward.store, "asset", UUID(int=77), **{**like, "name": "aaa_new", "position": 0})
    qtbot.waitUntil(lambda: "aaa_new" in _names(schema))
    assert len(_names(schema)) == before + 1
    assert schema.isExpanded()
    assert view.tree.current_id() == estate.tables[0]
    assert view.narrowing.under == estate.tables[0]


def test_what_has_gone_leaves_the_tree(
    show: Show, steward: Desk, estate: AnEstate, qtbot: QtBot
) -> None:
    view = show()
    schema = _unfold(view, steward, estate, qtbot)
    gone = view.tree.item(estate.tables[1])
    assert gone is not None
    name = gone.text(0)
    change(steward.store, "asset", estate.tables[1], present=False)
    qtbot.waitUntil(lambda: name not in _names(schema))
    assert view.tree.item(estate.tables[1]) is None


def test_what_one_looks_at_stays_where_it_is(
    show: Show, steward: Desk, estate: AnEstate, qtbot: QtBot
) -> None:
    view = show()
    schema = _unfold(view, steward, estate, qtbot)
    bar = view.tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    seen = _top(view.tree)
    like = _fields(steward.store, estate.tables[0])
    for number in range(3):
        name = f"aaa_{number}"
        change(
            steward.store, "asset", UUID(int=80 + number), **{**like, "name": name, "position": 0}
        )
    qtbot.waitUntil(lambda: "aaa_2" in _names(schema))
    assert _top(view.tree) == seen


def test_many_news_are_one_reading_and_folded_nodes_are_read_when_unfolded(
    show: Show, steward: Desk, estate: AnEstate, qtbot: QtBot
) -> None:
    view = show()
    schema = _unfold(view, steward, estate, qtbot)
    schema.setExpanded(False)
    like = _fields(steward.store, estate.tables[0])
    change(steward.store, "asset", UUID(int=77), **{**like, "name": "aaa_new", "position": 0})
    qtbot.wait(600)
    settle(qtbot, steward)
    assert "aaa_new" not in _names(schema)
    schema.setExpanded(True)
    qtbot.waitUntil(lambda: "aaa_new" in _names(schema))


def test_a_schema_that_was_empty_can_be_unfolded_once_it_has_tables(
    show: Show, steward: Desk, estate: AnEstate, qtbot: QtBot
) -> None:
    view = show()
    table = _unfold(view, steward, estate, qtbot)
    source = table.parent()
    assert source is not None
    like = _fields(steward.store, estate.schemas[0])
    change(steward.store, "asset", UUID(int=90), **{**like, "name": "hollow"})
    qtbot.waitUntil(lambda: view.tree.item(UUID(int=90)) is not None)
    hollow = view.tree.item(UUID(int=90))
    assert hollow is not None
    policy = QTreeWidgetItem.ChildIndicatorPolicy
    assert hollow.childIndicatorPolicy() == policy.DontShowIndicator
    like = _fields(steward.store, estate.tables[0])
    change(steward.store, "asset", UUID(int=91), **{**like, "parent_id": str(UUID(int=90))})
    qtbot.waitUntil(lambda: hollow.childIndicatorPolicy() == policy.ShowIndicator)
