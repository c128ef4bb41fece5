"""A screen that is nowhere, the application with its theme, and a desk over a replica."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.desktop.patience import PatientBot

from pursight_desktop.background.desk import Desk
from pursight_desktop.language.spoken import Speech
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.theme import Theme


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application of the process, dressed."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["pursight-console"])
    Theme(app, "light")
    Speech(app).speak("en")
    return app


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's robot, with more patience."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> Speech:
    """Have every test speak English, wherever it runs; the forms for one of a thing are a file."""
    speech = qapp.findChild(Speech)
    assert isinstance(speech, Speech)
    return speech


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Collect garbage here alone, as the running console does: it may hold widgets."""
    gc.disable()
    yield
    if gc.get_count()[0] > 50_000:
        gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> None:
    """Let go of what a test before has held: Qt remembers the keys of a click until the next."""
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        hand = QWidget()
        QTest.keyRelease(hand, Qt.Key.Key_Shift)
        hand.deleteLater()
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme of the application, light before and after."""
    theme = qapp.findChild(Theme)
    assert isinstance(theme, Theme)
    theme.set_mode("light")
    yield theme
    theme.set_mode("light")


@pytest.fixture
def account() -> Account:
    """A steward."""
    return Account(
        server_url="https://pursight.test:8443",
        organisation="acme",
        organisation_id=UUID(int=1),
        organisation_name="Acme Retail",
        person_id=UUID(int=2),
        person_name="Grace Hopper",
        email="grace@acme.test",
        roles=("data_steward",),
        device_id=UUID(int=3),
    )


@pytest.fixture
def replica_store(tmp_path: Path) -> Iterator[Store]:
    """An empty replica."""
    store = Store.open(tmp_path / "desk.db", bytes(32))
    yield store
    store.close()


@pytest.fixture
def desk(qapp: QApplication, replica_store: Store, account: Account) -> Iterator[Desk]:
    """A desk without a server."""
    desk = Desk(replica_store, account, Preferences())
    yield desk
    desk.close()
