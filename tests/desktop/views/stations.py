"""A desk over a made-up estate without a server, whose connection a test says."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.sync.status import Connection, ConsoleStatus

MAY = ("sources.write", "scans.run", "agents.write", "catalog.write", "classification.decide")


def a_desk(store: Store, account: Account, *permissions: str) -> Desk:
    """Make the desk of somebody who may do all this."""
    return Desk(store, replace(account, permissions=permissions or MAY), Preferences())


def connect(desk: Desk, connection: Connection) -> None:
    """Let the desk hear that the server is there, or is not."""
    desk.latest = ConsoleStatus(connection, SyncState(desk.store).status(), connection.value)
    desk.status.emit(desk.latest)


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until a desk has nothing left to read, write or tell."""
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: desk.idle)
    QApplication.processEvents()


def show(qtbot: QtBot, desk: Desk, view: QWidget, *, size: tuple[int, int] = (1072, 730)) -> None:
    """Show a screen, with everything read."""
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    settle(qtbot, desk)
