"""A steward's desk over a replica with a made-up estate, and ways to wait for it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.builders.replica import AnEstate, an_estate

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.views.catalog.view import CatalogView

WRITES = ("catalog.read", "catalog.write")

Show = Callable[..., CatalogView]


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until a desk has nothing left to read, write or tell."""
    for _ in range(2):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: desk.idle)
    QApplication.processEvents()


@pytest.fixture
def estate(replica_store: Store) -> AnEstate:
    """Sixty tables of two sources."""
    return an_estate(replica_store, tables=60, columns=600)


@pytest.fixture
def steward(qapp: QApplication, replica_store: Store, account: Account) -> Iterator[Desk]:
    """The desk of somebody who may document."""
    desk = Desk(replica_store, replace(account, permissions=WRITES), Preferences())
    yield desk
    desk.close()


@pytest.fixture
def show(qtbot: QtBot, steward: Desk) -> Show:
    """Show the catalog at a place, with everything read."""

    def make(place: Place | None = None, desk: Desk | None = None) -> CatalogView:
        view = CatalogView(desk or steward, place or Place("catalog"))
        assert isinstance(view, QWidget)
        qtbot.addWidget(view)
        view.resize(1072, 730)
        view.show()
        qtbot.waitExposed(view)
        settle(qtbot, desk or steward)
        return view

    return make
