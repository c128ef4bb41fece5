"""A steward's desk over a replica with a table of customers, and its page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.views.asset.view import AssetView

Show = Callable[..., AssetView]


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until a desk has nothing left to read, write or tell."""
    for _ in range(2):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: desk.idle)
    QApplication.processEvents()


@pytest.fixture
def store(replica_store: Store) -> Store:
    """The replica, filled."""
    customers.customers(replica_store)
    return replica_store


@pytest.fixture
def steward(qapp: QApplication, store: Store, account: Account) -> Iterator[Desk]:
    """The desk of somebody who may do everything here."""
    desk = Desk(store, replace(account, permissions=customers.PERMISSIONS), Preferences())
    yield desk
    desk.close()


@pytest.fixture
def show(qtbot: QtBot, steward: Desk) -> Show:
    """Show the page of an asset at a section, with everything read."""

    def make(asset_id: UUID, tab: str = "", desk: Desk | None = None) -> AssetView:
        at = desk or steward
        place = Place("asset", asset_id).having(tab=tab)
        view = AssetView(at, place, StoppedClock(customers.NOW))
        qtbot.addWidget(view)
        view.resize(1072, 730)
        view.show()
        qtbot.waitExposed(view)
        with qtbot.waitActive(view):
            view.activateWindow()
        settle(qtbot, at)
        return view

    return make
