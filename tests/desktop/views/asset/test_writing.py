"""What one writes on a page while others change it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle
from tests.desktop.views.asset.test_documenting import _field, _overview

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.store import Store


def test_the_window_is_told_what_is_not_kept_yet(show: Show, qtbot: QtBot) -> None:
    view = show(customers.CUSTOMER)
    assert view.unsaved() == ""
    words = _overview(view).documentation
    words.edit()
    assert view.unsaved() == ""
    qtbot.keyClicks(words.editor, " and more")
    assert view.unsaved().endswith("and more")
    qtbot.keyClick(words.editor, Qt.Key.Key_Escape)
    assert view.unsaved() == ""


def test_who_opens_the_owner_and_presses_enter_names_nobody_anew(
    show: Show, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    owner = _overview(show(customers.CUSTOMER)).facts.owner
    qtbot.mouseClick(owner.button, Qt.MouseButton.LeftButton)
    annotate(store, [customers.CUSTOMER], owner="Ada Lovelace")
    qtbot.waitUntil(lambda: owner.button.text() == "Ada Lovelace")
    qtbot.keyClick(owner.field, Qt.Key.Key_Return)
    settle(qtbot, steward)
    assert _field(store, "owner") == "Ada Lovelace"
    assert owner.button.text() == "Ada Lovelace"
