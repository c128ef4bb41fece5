"""Sheets about many assets: one that cannot be kept stays open with what was written."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.builders.full_disk import MUCH, full_disk
from tests.builders.replica import AnEstate
from tests.desktop.views.catalog.conftest import Show, settle

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.store import Store
from pursight_desktop.views.catalog.bulk import DescribeSheet, TagSheet


def test_a_description_for_many_stays_in_its_sheet(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    view.table.setFocus()
    view.table.go_to(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.describe_selected()
    qtbot.waitUntil(lambda: bool(view.findChildren(DescribeSheet)))
    (sheet,) = view.findChildren(DescribeSheet)
    sheet.text.setPlainText(MUCH)
    with full_disk(replica_store):
        sheet.confirm_button.click()
        settle(qtbot, steward)
        assert sheet.isVisible()
        assert sheet.text.toPlainText() == MUCH
        assert "room" in sheet.problem.told()
        assert steward.undo.count() == 0
    with qtbot.waitSignal(sheet.finished):
        sheet.confirm_button.click()
    assert steward.undo.count() == 1


def test_too_long_a_tag_is_told_in_the_sheet(
    show: Show, estate: AnEstate, steward: Desk, qtbot: QtBot
) -> None:
    view = show()
    view.table.setFocus()
    view.table.go_to(0)
    view.tag_selected()
    qtbot.waitUntil(lambda: bool(view.findChildren(TagSheet)))
    (sheet,) = view.findChildren(TagSheet)
    sheet.tags.field.setText("y" * 61)
    sheet.confirm_button.click()
    settle(qtbot, steward)
    assert sheet.isVisible()
    assert "at most 60 characters" in sheet.problem.told()
    assert sheet.tags.field.text() == "y" * 61
