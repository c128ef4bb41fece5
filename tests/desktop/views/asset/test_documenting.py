"""The overview: documentation, owner and tags are edited where they stand, and reach the store."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.views.asset.overview import Overview
from pursight_desktop.views.asset.view import AssetView
from pursight_desktop.widgets.labels import Chip


def _overview(view: AssetView) -> Overview:
    section = view.section("overview")
    assert isinstance(section, Overview)
    return section


def _field(store: Store, name: str) -> Any:
    with store.reader() as connection:
        row = fields_of(connection, "asset", customers.CUSTOMER)
    assert row is not None
    return row[name]


def test_the_head_says_who_how_good_how_sensitive(show: Show) -> None:
    view = show(customers.CUSTOMER)
    chips = [chip.text() for chip in view.header.findChildren(Chip)]
    assert {"Restricted", "Quality 74", "1 open violation", "Team Sales", "crm"} <= set(chips)
    assert view.title() == "customer"
    assert view.icon() == "table-2"


def test_documentation_is_written_by_keys_and_undone(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER)
    words = _overview(view).documentation
    before = _field(store, "description")
    words.edit()
    words.editor.selectAll()
    qtbot.keyClicks(words.editor, "All customers")
    qtbot.keyClick(words.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, steward)
    assert _field(store, "description") == "All customers"
    steward.undo.undo()
    settle(qtbot, steward)
    assert _field(store, "description") == before
    assert words.text() == before


def test_what_one_is_writing_outlives_a_change_from_elsewhere(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER)
    words = _overview(view).documentation
    words.edit()
    qtbot.keyClicks(words.editor, "half a sent")
    annotate(store, [customers.CUSTOMER], owner="Ada Lovelace", description="From elsewhere")
    qtbot.waitUntil(lambda: _overview(view).facts.owner.button.text() == "Ada Lovelace")
    settle(qtbot, steward)
    assert words.editing
    assert words.editor.toPlainText().endswith("half a sent")
    qtbot.keyClick(words.editor, Qt.Key.Key_Escape)
    assert words.text() == "From elsewhere"


def test_the_owner_is_changed_in_place(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    owner = _overview(show(customers.CUSTOMER)).facts.owner
    qtbot.mouseClick(owner.button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(owner.field, Qt.Key.Key_Escape)
    assert not owner.editing
    qtbot.mouseClick(owner.button, Qt.MouseButton.LeftButton)
    owner.field.clear()
    qtbot.keyClicks(owner.field, "Team Billing")
    qtbot.keyClick(owner.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert _field(store, "owner") == "Team Billing"


def test_nobodys_asset_can_be_taken(show: Show, steward: Desk, store: Store, qtbot: QtBot) -> None:
    owner = _overview(show(customers.ORDER)).facts.owner
    assert owner.mine.isVisible()
    qtbot.mouseClick(owner.mine, Qt.MouseButton.LeftButton)
    settle(qtbot, steward)
    with store.reader() as connection:
        row = fields_of(connection, "asset", customers.ORDER)
    assert row is not None
    assert row["owner"] == "Grace Hopper"


def test_tags_come_and_go(show: Show, steward: Desk, store: Store, qtbot: QtBot) -> None:
    tags = _overview(show(customers.CUSTOMER)).facts.tags
    qtbot.keyClicks(tags.field, "pii")
    qtbot.keyClick(tags.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert _field(store, "tags") == ["crm", "golden", "pii"]
    tags.removed.emit("crm")
    settle(qtbot, steward)
    assert _field(store, "tags") == ["golden", "pii"]
    assert tags.tags() == ("golden", "pii")


def test_the_grid_has_all_columns_and_opens_one(show: Show, steward: Desk, qtbot: QtBot) -> None:
    grid = _overview(show(customers.CUSTOMER)).grid
    assert grid is not None
    assert [grid.row(n).name for n in range(grid.row_count())] == [
        "id", "email", "note", "born", "card_no",
    ]  # fmt: skip
    grid.go_to(1)
    with qtbot.waitSignal(steward.place_wanted) as went:
        qtbot.keyClick(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert went.args == [Place("asset", customers.EMAIL), True]


def test_a_columns_summary_leads_to_the_evidence(show: Show, qtbot: QtBot) -> None:
    view = show(customers.EMAIL)
    summary = _overview(view).summary
    assert summary.isVisible()
    summary.wanted.emit("classification")
    assert view.section_name() == "classification"


def test_alt_and_a_number_go_to_a_section_and_the_place_remembers(show: Show, qtbot: QtBot) -> None:
    view = show(customers.CUSTOMER)
    view.activateWindow()
    view.tabs.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(view.tabs, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert view.section_name() == "relations"
    assert view.place() == Place("asset", customers.CUSTOMER, (("tab", "relations"),))
    again = show(customers.CUSTOMER, "relations")
    assert again.section_name() == "relations"
