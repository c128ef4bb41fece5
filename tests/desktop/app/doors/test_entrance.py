"""Getting in: the passphrase where there is no keyring, signing in to a real server, going on."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.builders.served import served
from tests.desktop.memory_keyring import MemoryKeyring
from tests.desktop.patience import PATIENCE_SECONDS
from tests.server.conftest import (
    _plain_logs,
    app,
    app_dsn,
    clock,
    database,
    database_name,
    organisation,
    postgres,
    services,
    settings,
    template,
)

from pursight_desktop.app.entrance import Known, PassphraseDoor, SignInDoor
from pursight_desktop.app.run import Launch, Run
from pursight_desktop.app.unlocking import Locked, find_vault
from pursight_desktop.session import passphrase
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.secrets import REFRESH_TOKEN, KeyringVault
from pursight_desktop.session.trust import UnknownServer
from pursight_desktop.settings import Paths
from pursight_server.access.model import Role
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

__all__ = [
    "_plain_logs", "app", "app_dsn", "clock", "database", "database_name", "organisation",
    "postgres", "served", "services", "settings", "template",
]  # fmt: skip

EMAIL, PASSWORD, PASSPHRASE = "grace@example.com", "several words in a row", "four words of mine"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "console")


@pytest.fixture
def vault() -> Iterator[KeyringVault]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield KeyringVault()
    keyring.set_keyring(before)


@pytest.fixture
async def grace(database: Database, organisation: Organisation) -> None:
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        roles = frozenset({Role.DATA_STEWARD})
        await create_person(uow, email=EMAIL, name="Grace", roles=roles, password=PASSWORD)


async def until(qapp: QApplication, holds: Callable[[], bool]) -> None:
    """Let user interface and server go on until something holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if holds():
            return
        qapp.processEvents()
        await asyncio.sleep(0.01)
    raise AssertionError("waited in vain")


async def leave(run: Run) -> None:
    """Close a console; its connections first, since their server lives in this very thread."""
    assert run.opened is not None
    assert run.window is not None
    await asyncio.to_thread(run.opened.engine.stop, wait=5)
    run.window.close()
    run.window.deleteLater()
    run.close()


def test_secrets_lie_where_they_lay_else_in_a_real_keyring(paths: Paths) -> None:
    assert isinstance(find_vault(paths, lambda: ""), KeyringVault)
    locked = find_vault(paths, lambda: "This system has no keyring.")
    assert isinstance(locked, Locked)
    assert locked.is_new
    locked.unlock(PASSPHRASE)
    again = find_vault(paths, lambda: "")
    assert isinstance(again, Locked), "the file is there: a keyring that came later is empty"
    assert not again.is_new


def test_a_passphrase_is_chosen_with_care_and_then_asked_for(
    qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrase, "COST", 1 << 10)
    paths.make()
    door = PassphraseDoor(Locked(paths.wrapped_secrets, "There is none.", is_new=True))
    qtbot.addWidget(door)
    assert door.again is not None
    door.passphrase.setText("short")
    door.submit()
    assert door.error.text().startswith("At least 10 characters")
    door.passphrase.setText(PASSPHRASE)
    door.again.setText("another one of mine")
    door.submit()
    assert door.error.text() == "The two are not the same."
    door.again.setText(PASSPHRASE)
    with qtbot.waitSignal(door.opened):
        door.submit()
    unlock = PassphraseDoor(Locked(paths.wrapped_secrets, "", is_new=False))
    qtbot.addWidget(unlock)
    unlock.passphrase.setText("not this one at all")
    unlock.submit()
    qtbot.waitUntil(lambda: "not the passphrase" in unlock.error.text())
    assert unlock.button.isEnabled()
    unlock.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(unlock.opened):
        unlock.submit()
    assert unlock.passphrase.text() == ""


@pytest.mark.usefixtures("grace")
async def test_a_wrong_password_says_so_and_the_right_one_lets_in(
    served: str, paths: Paths, vault: KeyringVault, qtbot: QtBot, qapp: QApplication
) -> None:
    door = SignInDoor(vault, Accounts(paths.accounts), Known(served, "acme", EMAIL))
    qtbot.addWidget(door)
    door.show()
    came: list[object] = []
    door.opened.connect(came.append)
    door.password.setText("wrong")
    door.submit()
    assert door.busy.isVisible()
    await until(qapp, lambda: bool(door.error.text()))
    assert came == []
    assert door.button.isEnabled()
    door.password.setText(PASSWORD)
    door.submit()
    await until(qapp, lambda: bool(came))
    assert door.password.text() == ""
    account = Accounts(paths.accounts).last()
    assert account is not None
    assert account.person_name == "Grace"


def test_a_form_that_is_not_whole_is_not_sent(
    qtbot: QtBot, paths: Paths, vault: KeyringVault
) -> None:
    door = SignInDoor(vault, Accounts(paths.accounts), Known("https://x"))
    qtbot.addWidget(door)
    door.submit()
    assert "all needed" in door.error.text()
    assert not door.busy.isVisible()


def test_an_unknown_server_is_trusted_by_its_fingerprint_alone(
    qtbot: QtBot, paths: Paths, vault: KeyringVault
) -> None:
    door = SignInDoor(vault, Accounts(paths.accounts), Known("https://x", "acme", EMAIL))
    qtbot.addWidget(door)
    door.show()
    door.failed(UnknownServer("x", "ab12" * 16))
    assert "ab12 ab12" in door.pin_words.text()
    assert door.trust.isVisible()
    door.server.textEdited.emit("https://another")
    assert not door.trust.isVisible(), "a fingerprint is of one server"


@pytest.fixture
def launch(paths: Paths, served: str) -> Launch:
    return Launch(paths, server_url=served, organisation="acme", email=EMAIL)


@pytest.mark.usefixtures("grace", "theme")
async def test_from_the_first_start_to_a_filled_window_and_the_next_start(
    launch: Launch, vault: KeyringVault, qapp: QApplication
) -> None:
    run = Run(qapp, launch)
    run.start()
    door = run.door
    assert isinstance(door, SignInDoor)
    door.password.setText(PASSWORD)
    door.submit()
    await until(qapp, lambda: run.window is not None)
    window = run.window
    assert window is not None
    await until(qapp, lambda: window.status._words.text() == "Up to date")
    assert not window.filling.isVisible()
    await leave(run)
    again = Run(qapp, launch)
    again.start()
    assert again.door is None, "the session was kept"
    assert again.window is not None
    assert again.opened is not None
    shown = again.window
    await until(qapp, lambda: shown.status._words.text() == "Up to date")
    vault.drop(again.opened.account.key, REFRESH_TOKEN)
    again.window.sign_in_wanted.emit()
    door = again.door
    assert isinstance(door, SignInDoor)
    assert not door.email.isEnabled(), "it is the same person's replica"
    door.password.setText(PASSWORD)
    door.submit()
    key = again.opened.account.key
    await until(qapp, lambda: vault.get(key, REFRESH_TOKEN) is not None)
    door.close()
    await leave(again)
