"""A screen whose tab was closed hears no news: what is left of it is not there to be shown."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from tests.builders.replica import an_estate

from pursight_desktop.app.screens import SCREENS, make_screen
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Touched
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus


@pytest.mark.parametrize("screen", [screen.name for screen in SCREENS])
def test_news_after_a_screen_was_closed(screen: str, desk: Desk, qtbot: QtBot) -> None:
    an_estate(desk.store, tables=5, columns=40)
    view = make_screen(desk, Place(screen))
    view.show()
    qtbot.waitUntil(lambda: desk.idle)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # what is raised in a slot fails the test
    desk.status.emit(ConsoleStatus(Connection.OFFLINE, SyncStatus(), "Offline"))
    desk.changed.emit(Touched(frozenset({"asset", "source", "scan", "agent"}), None))
    desk.preferences.theme = "dark"
    desk.preferences.density = "compact"
    qtbot.waitUntil(lambda: desk.idle)
