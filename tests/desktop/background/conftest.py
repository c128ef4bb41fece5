"""A desk over a small replica; no window, no server unless a test makes one."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.operations.conftest import Desktop, desktop

from pursight.identity import new_id
from pursight_desktop.background.desk import Desk
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences

__all__ = ["desktop"]


@pytest.fixture
def account() -> Account:
    """Grace."""
    return Account(
        server_url="https://server.test",
        organisation="acme",
        organisation_id=new_id(),
        person_id=new_id(),
        person_name="Grace",
        email="grace@example.com",
        device_id=new_id(),
    )


@pytest.fixture
def columns(desktop: Desktop) -> list[UUID]:
    """Three columns in the replica."""
    ids = [desktop.column(name) for name in ("email", "phone", "note")]
    desktop.sync()
    return ids


@pytest.fixture
def desk(qtbot: QtBot, desktop: Desktop, account: Account, columns: list[UUID]) -> Iterator[Desk]:
    """A desk without a server."""
    desk = Desk(desktop.store, account, Preferences())
    yield desk
    desk.close()
