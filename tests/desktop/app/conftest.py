"""A window over a replica with three columns, whose screens are trial ones."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.operations.conftest import Desktop, desktop

from pursight_desktop.app import screens
from pursight_desktop.app.window import Window
from pursight_desktop.background.desk import Desk
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.theme import Theme

__all__ = ["desktop"]


@pytest.fixture(autouse=True)
def trial_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens of the tests' own: some work, some do not."""
    monkeypatch.setattr(screens, "VIEWS", "tests.desktop.app.trial")


@pytest.fixture
def columns(desktop: Desktop) -> list[UUID]:
    """Three columns in the replica."""
    ids = [desktop.column(name) for name in ("customer_email", "phone", "note")]
    desktop.sync()
    return ids


@pytest.fixture
def preferences() -> Preferences:
    """Of a person who never chose anything."""
    return Preferences()


@pytest.fixture
def desk(
    qtbot: QtBot,
    desktop: Desktop,
    account: Account,
    columns: list[UUID],
    preferences: Preferences,
) -> Iterator[Desk]:
    """A desk without a server."""
    desk = Desk(desktop.store, account, preferences)
    yield desk
    desk.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, theme: Theme) -> Window:
    """The window, shown."""
    window = Window(desk, theme)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window
