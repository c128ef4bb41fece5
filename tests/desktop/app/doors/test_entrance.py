"""Getting in: the passphrase where there is no keyring, signing in to a real server, going on."""

import asyncio
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.desktop.app.doors.conftest import EMAIL, PASSWORD, TESTS
from tests.desktop.patience import until

from pursight_desktop.app.door import Errand
from pursight_desktop.app.entrance import Known, PassphraseDoor, SignInDoor
from pursight_desktop.app.run import Launch, Run
from pursight_desktop.app.unlocking import Locked, find_vault
from pursight_desktop.session import passphrase
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import REFRESH_TOKEN, KeyringVault
from pursight_desktop.session.sign_in import sign_in
from pursight_desktop.session.trust import UnknownServer
from pursight_desktop.settings import Paths
from pursight_server.access import store
from pursight_server.access.model import Role
from pursight_server.access.service import change_email, create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database

PASSPHRASE = "four words of mine"


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
    door: SignInDoor, came: list[object], accounts: Accounts
) -> None:
    door.email.setText(EMAIL)
    door.show()
    door.password.setText("wrong")
    door.submit()
    assert door.busy.isVisible()
    await until(lambda: bool(door.error.text()))
    assert came == []
    assert door.button.isEnabled()
    door.password.setText(PASSWORD)
    door.submit()
    await until(lambda: bool(came))
    assert door.password.text() == ""
    account = accounts.last()
    assert account is not None
    assert account.person_name == "Grace"


@pytest.mark.usefixtures("grace")
async def test_enter_pressed_twice_signs_in_once(
    door: SignInDoor,
    came: list[object],
    database: Database,
    organisation: Organisation,
    grace: UUID,
) -> None:
    door.show()
    door.email.setText(EMAIL)
    door.password.setText(PASSWORD)
    for _ in range(3):
        QTest.keyClick(door.password, Qt.Key.Key_Return)
    await until(lambda: bool(came))
    await until(lambda: not Errand._under_way)
    assert len(came) == 1
    async with database.reading(organisation.id) as unit:
        assert len(await store.live_sessions(unit, grace)) == 1


async def test_whose_address_is_another_by_now_still_gets_into_their_own_copy(  # noqa: PLR0917
    owner: Account, database: Database, organisation: Organisation, vault: KeyringVault,
    accounts: Accounts, qtbot: QtBot,
) -> None:  # fmt: skip
    async with database.unit_of_work(organisation.id, TESTS) as uow:
        await change_email(uow, owner.person_id, "hopper@example.com")
    door = SignInDoor(vault, accounts, Known.of(owner))
    qtbot.addWidget(door)
    came: list[object] = []
    door.opened.connect(came.append)
    door.email.setText("hopper@example.com")
    door.password.setText(PASSWORD)
    door.submit()
    await until(lambda: bool(came))
    assert door.error.text() == ""


@pytest.mark.parametrize("known", [True, False])
async def test_somebody_else_at_the_door_is_left_as_they_were(  # noqa: PLR0917
    owner: Account, database: Database, organisation: Organisation, vault: KeyringVault,
    accounts: Accounts, served: str, qtbot: QtBot, known: bool,
) -> None:  # fmt: skip
    email = "ada@example.com"
    async with database.unit_of_work(organisation.id, TESTS) as uow:
        ada = await create_person(
            uow, email=email, name="Ada", roles=frozenset({Role.AUDITOR}), password=PASSWORD
        )
    if known:
        await sign_in(served, "acme", email, PASSWORD, vault=vault, accounts=accounts)
    accounts.keep(owner)
    door = SignInDoor(vault, accounts, Known.of(owner))
    qtbot.addWidget(door)
    came: list[object] = []
    door.opened.connect(came.append)
    door.email.setText(email)
    door.password.setText(PASSWORD)
    door.submit()
    await until(lambda: "The copy here is of grace@example.com" in door.error.text())
    await until(lambda: not Errand._under_way)
    assert came == []
    last = accounts.last()
    assert last is not None
    assert last.key == owner.key
    key = owner.key.replace(str(owner.person_id), str(ada.id))
    assert ([one.email for one in accounts.all()] == [EMAIL, email]) is known
    assert (vault.get(key, REFRESH_TOKEN) is not None) is known
    async with database.reading(organisation.id) as unit:
        assert bool(await store.live_sessions(unit, ada.id)) is known


def test_a_form_that_is_not_whole_is_not_sent(
    qtbot: QtBot, vault: KeyringVault, accounts: Accounts
) -> None:
    door = SignInDoor(vault, accounts, Known("https://x"))
    qtbot.addWidget(door)
    door.submit()
    assert "all needed" in door.error.text()
    assert not door.busy.isVisible()


def test_an_unknown_server_is_trusted_by_its_fingerprint_alone(
    qtbot: QtBot, vault: KeyringVault, accounts: Accounts
) -> None:
    door = SignInDoor(vault, accounts, Known("https://x", "acme", EMAIL))
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
    await until(lambda: run.window is not None)
    window = run.window
    assert window is not None
    await until(lambda: window.status._words.text() == "Up to date")
    assert not window.filling.isVisible()
    await leave(run)
    again = Run(qapp, launch)
    again.start()
    assert again.door is None, "the session was kept"
    assert again.window is not None
    assert again.opened is not None
    shown = again.window
    await until(lambda: shown.status._words.text() == "Up to date")
    vault.drop(again.opened.account.key, REFRESH_TOKEN)
    again.window.sign_in_wanted.emit()
    door = again.door
    assert isinstance(door, SignInDoor)
    assert not door.organisation.isEnabled(), "it is the same person's replica"
    assert door.email.text() == EMAIL
    door.password.setText(PASSWORD)
    door.submit()
    key = again.opened.account.key
    await until(lambda: vault.get(key, REFRESH_TOKEN) is not None)
    door.close()
    await leave(again)
