"""Signing in with a directory's password at the console's door: a real slapd, a real server."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.builders.slapd import Slapd
from tests.desktop.app.doors.conftest import EMAIL, TESTS
from tests.desktop.patience import until
from tests.server.access.test_directories import PASSWORD, SEARCHER, settings_of

from pursight.clock import StoppedClock
from pursight_desktop.app.entrance import Known, SignInDoor
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import KeyringVault
from pursight_server.access.directories import administration
from pursight_server.access.directories.model import Directory
from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services


async def put(given: Services, organisation: Organisation, slapd: Slapd, **other: object) -> None:
    """Give the organisation its directory."""
    now = given.clock.now()
    values = settings_of(slapd, **other)
    password = values.pop("bind_password")
    values["role_map"] = {
        name: [Role(one) for one in roles] for name, roles in values["role_map"].items()
    }
    wanted = Directory(
        **values | {"urls": tuple(values["urls"])},
        id=organisation.id, bind_password="", created_at=now, changed_at=now,
    )  # fmt: skip
    async with given.database.unit_of_work(organisation.id, TESTS) as uow:
        await administration.put(uow, wanted, password, if_match="*")


@pytest.fixture
async def directory(services: Services, organisation: Organisation, slapd: Slapd) -> None:
    """The organisation's directory, with Ada in it."""
    await put(services, organisation, slapd)


async def at_the_directory(door: SignInDoor) -> None:
    door.show()
    door.elsewhere.ask_button.click()
    await until(lambda: door.names[door.email].text() == "Name in the directory")
    assert door.elsewhere.own_button.isVisible()
    assert not door.elsewhere.ask_button.isVisible()


def attempt(door: SignInDoor, login: str, password: str) -> None:
    door.email.setText(login)
    door.password.setText(password)
    door.submit()


@pytest.mark.usefixtures("directory")
async def test_the_directory_opens_the_console(
    door: SignInDoor, came: list[object], accounts: Accounts
) -> None:
    await at_the_directory(door)
    door.submit()
    assert door.error.text() == "Server, organisation and name are all needed."
    attempt(door, "ada", "not this one")
    await until(lambda: "do not fit together" in door.error.text())
    attempt(door, "ada", PASSWORD)
    await until(lambda: bool(came))
    account = accounts.last()
    assert account is not None
    assert (account.email, account.roles) == ("ada@example.com", ("data_steward",))
    assert door.password.text() == ""


@pytest.mark.usefixtures("directory")
async def test_too_many_wrong_ones_make_the_account_wait(
    clock: StoppedClock, door: SignInDoor, came: list[object]
) -> None:
    await at_the_directory(door)
    attempt(door, "ada", PASSWORD)
    await until(lambda: len(came) == 1)
    for password in ("1", "2", "3", "4", "5", PASSWORD):
        attempt(door, "ada", password)
        await until(lambda: "up to 15 minutes" in door.error.text())
        assert len(came) == 1
    clock.advance(timedelta(minutes=20))
    attempt(door, "ada", PASSWORD)
    await until(lambda: len(came) == 2)


@pytest.mark.logs_warnings
async def test_a_directory_that_is_away_lets_nobody_in_and_says_so(
    services: Services,
    organisation: Organisation,
    slapd: Slapd,
    door: SignInDoor,
    came: list[object],
) -> None:
    await put(services, organisation, slapd, urls=["ldaps://localhost:9"])
    await at_the_directory(door)
    attempt(door, "ada", PASSWORD)
    await until(lambda: "directory cannot be asked" in door.error.text())
    assert "by itself" not in door.error.text()
    assert SEARCHER[1] not in door.error.text()
    assert came == []


@pytest.mark.usefixtures("directory", "grace")
async def test_one_can_go_back_and_another_organisation_is_asked_anew(door: SignInDoor) -> None:
    door.email.setText(EMAIL)
    await at_the_directory(door)
    door.elsewhere.own_button.click()
    assert door.names[door.email].text() == "E-mail address"
    assert door.password.accessibleName() == "Password"
    assert door.elsewhere.directory is not None
    assert door.elsewhere.directory.text() == "Sign in with the directory's password"
    door.elsewhere.directory.click()
    assert door.names[door.email].text() == "Name in the directory"
    QTest.keyClicks(door.organisation, "x")
    assert door.names[door.email].text() == "E-mail address"
    assert door.elsewhere.ask_button.isVisible()
    assert door.elsewhere.ways() == []


@pytest.mark.usefixtures("directory", "grace")
async def test_another_person_of_the_directory_does_not_get_into_somebodys_copy(
    vault: KeyringVault, qtbot: QtBot, accounts: Accounts, owner: Account
) -> None:
    door = SignInDoor(vault, accounts, Known.of(owner))
    qtbot.addWidget(door)
    came: list[object] = []
    door.opened.connect(came.append)
    await at_the_directory(door)
    assert door.email.text() == ""
    attempt(door, "ada", PASSWORD)
    await until(lambda: "ada@example.com" in door.error.text())
    assert came == []
    await until(lambda: not door.busy.isVisible())
    door.elsewhere.own_button.click()
    assert door.email.text() == EMAIL
