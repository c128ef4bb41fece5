"""Tagging, owning and describing many assets at once: one change, undone at once."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate
from tests.desktop.views.catalog.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.views.catalog.bulk import BulkSheet, DescribeSheet, OwnSheet, TagSheet
from pursight_desktop.views.catalog.view import CatalogView


def _fields(store: Store, ids: list[UUID], name: str) -> list[Any]:
    with store.reader() as connection:
        rows = [fields_of(connection, "asset", one) for one in ids]
    return [row[name] for row in rows if row is not None]


def _pending(store: Store) -> int:
    with store.reader() as connection:
        (count,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
    return int(count)


def _select(view: CatalogView, qtbot: QtBot, count: int) -> list[UUID]:
    view.table.setFocus()
    view.table.go_to(0)
    for _ in range(count - 1):
        qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.table.selected_count() == count
    return [view.table.row(number).id for number in range(count)]


def _sheet(view: CatalogView, qtbot: QtBot) -> BulkSheet:
    qtbot.waitUntil(lambda: bool(view.findChildren(BulkSheet)))
    return view.findChildren(BulkSheet)[-1]


def test_a_key_tags_all_that_is_selected_and_undo_takes_it_back(
    show: Show,
    estate: AnEstate,
    steward: Desk,
    qtbot: QtBot,
    replica_store: Store,
) -> None:
    view = show()
    ids = _select(view, qtbot, 5)
    before = _fields(replica_store, ids, "tags")
    assert "5 of 60 tables" in view.bulk.words.text()
    qtbot.keyClick(view.table, "t")
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, TagSheet)
    assert "5" in sheet.windowTitle()
    qtbot.keyClicks(sheet.tags.field, "quarterly")
    qtbot.keyClick(sheet.tags.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, steward)
    after = _fields(replica_store, ids, "tags")
    assert all("quarterly" in tags for tags in after)
    assert _pending(replica_store) == 5
    assert steward.undo.count() == 1
    steward.undo.undo()
    settle(qtbot, steward)
    assert _fields(replica_store, ids, "tags") == before


def test_a_tag_that_some_have_is_taken_from_all(
    show: Show,
    estate: AnEstate,
    steward: Desk,
    qtbot: QtBot,
    replica_store: Store,
) -> None:
    view = show()
    ids = _select(view, qtbot, 12)
    has = sorted({tag for tags in _fields(replica_store, ids, "tags") for tag in tags})
    view.tag_selected()
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, TagSheet)
    assert has
    sheet.chips[has[0]].removed.emit()
    sheet.confirm_button.click()
    settle(qtbot, steward)
    left = {tag for tags in _fields(replica_store, ids, "tags") for tag in tags}
    assert left == set(has[1:])


def test_one_owner_for_all(
    show: Show,
    estate: AnEstate,
    steward: Desk,
    qtbot: QtBot,
    replica_store: Store,
) -> None:
    view = show()
    ids = _select(view, qtbot, 3)
    qtbot.mouseClick(view.bulk.buttons["own"], Qt.MouseButton.LeftButton)
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, OwnSheet)
    sheet.field.setText("Team Billing")
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    assert _fields(replica_store, ids, "owner") == ["Team Billing"] * 3
    assert {view.table.row(number).owner for number in range(3)} == {"Team Billing"}


def test_describing_says_what_it_replaces_and_esc_changes_nothing(
    show: Show,
    estate: AnEstate,
    steward: Desk,
    qtbot: QtBot,
    replica_store: Store,
) -> None:
    view = show()
    ids = _select(view, qtbot, 20)
    before = _fields(replica_store, ids, "description")
    assert len(set(before)) > 1
    qtbot.keyClick(view.table, "d")
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, DescribeSheet)
    assert sheet.text.toPlainText() == ""
    assert str(sum(bool(text) for text in before)) in sheet.replaces.text()
    qtbot.keyClicks(sheet.text, "Orders")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle(qtbot, steward)
    assert _fields(replica_store, ids, "description") == before
    view.describe_selected()
    again = _sheet(view, qtbot)
    assert isinstance(again, DescribeSheet)
    again.text.setPlainText("Orders of the shop")
    qtbot.keyClick(again.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, steward)
    assert set(_fields(replica_store, ids, "description")) == {"Orders of the shop"}
    assert steward.undo.count() == 1


def test_who_may_not_write_cannot(
    show: Show,
    estate: AnEstate,
    account: Account,
    replica_store: Store,
    qtbot: QtBot,
) -> None:
    reader = Desk(replica_store, replace(account, permissions=("catalog.read",)), Preferences())
    view = show(desk=reader)
    _select(view, qtbot, 2)
    assert not any(button.isEnabled() for button in view.bulk.buttons.values())
    qtbot.keyClick(view.table, "t")
    settle(qtbot, reader)
    QApplication.processEvents()
    assert not view.findChildren(BulkSheet)
    reader.close()


def test_what_others_wrote_is_not_removed_by_saving_nothing(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    _select(view, qtbot, 20)
    view.describe_selected()
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, DescribeSheet)
    assert sheet.confirm_button.text() == "Remove what is written"
    sheet.text.setPlainText("Orders")
    assert sheet.confirm_button.text() == "Save description"
    sheet.reject()
    view.own_selected()
    qtbot.waitUntil(lambda: any(isinstance(s, OwnSheet) for s in view.findChildren(BulkSheet)))
    own = next(s for s in view.findChildren(BulkSheet) if isinstance(s, OwnSheet))
    assert own.confirm_button.text() == "Remove the owner"
    own.field.setText("Ada")
    assert own.confirm_button.text() == "Set owner"


def test_there_is_nothing_to_remove_where_nothing_was_written(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    ids = _select(view, qtbot, 2)
    annotate(replica_store, ids, description="", owner="")
    settle(qtbot, steward)
    qtbot.waitUntil(lambda: not view.table.row(0).description)
    view.describe_selected()
    sheet = _sheet(view, qtbot)
    assert not sheet.confirm_button.isEnabled()


def test_enter_takes_a_tag_over_and_only_then_saves(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    ids = _select(view, qtbot, 2)
    view.tag_selected()
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, TagSheet)
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isVisible)
    for tag in ("one of mine", "another"):
        qtbot.keyClicks(sheet.tags.field, tag)
        qtbot.keyClick(sheet.tags.field, Qt.Key.Key_Return)
        assert sheet.isVisible()
    assert sheet.tags.tags() == ("one of mine", "another")
    qtbot.keyClick(sheet.tags.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert all({"one of mine", "another"} <= set(t) for t in _fields(replica_store, ids, "tags"))
