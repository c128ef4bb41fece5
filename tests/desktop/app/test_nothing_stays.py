"""When the session ends, or the doors close, nothing of it stays in front or beside the screens."""

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from pursight_desktop.app.waiting import Waits
from pursight_desktop.app.window import Window
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus


def connect(window: Window, connection: Connection) -> None:
    window.desk.latest = ConsoleStatus(connection, SyncStatus())
    window.desk.status.emit(window.desk.latest)


@pytest.mark.parametrize("connection", [Connection.LOCKED, Connection.REVOKED])
def test_what_is_open_in_front_closes_with_the_doors(
    window: Window, qtbot: QtBot, connection: Connection
) -> None:
    sheet = QDialog(window)
    sheet.setModal(True)
    sheet.open()
    connect(window, Connection.OFFLINE)
    assert sheet.isVisible()
    connect(window, connection)
    assert not sheet.isVisible()


def test_what_waits_is_not_told_to_who_comes_after(window: Window) -> None:
    window.waiting._take(Waits(decisions=7))
    assert window.waiting.now.decisions == 7
    told: list[Waits] = []
    window.waiting.told.connect(told.append)
    connect(window, Connection.OFFLINE)
    assert told == [], "offline it is still one's own"
    connect(window, Connection.SIGNED_OUT)
    assert told == [Waits()]
    window.waiting._take(Waits(decisions=7))  # an answer that was on its way
    assert window.waiting.now == Waits()
