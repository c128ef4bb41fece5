"""Signing in at a real server that asks for a second factor: a code, a recovery code, a new app."""

from datetime import timedelta
from uuid import UUID

import pyotp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.desktop.app.doors.conftest import EMAIL, PASSWORD, TESTS
from tests.desktop.patience import until

from pursight.clock import StoppedClock
from pursight_desktop.app.door import Errand
from pursight_desktop.app.entrance import SignInDoor
from pursight_desktop.app.second_step import SecondStepCard
from pursight_desktop.session.account import Accounts
from pursight_server.access import store
from pursight_server.access.mfa import factors
from pursight_server.access.model import Person, Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services


async def person_of(given: Services, organisation: Organisation) -> Person:
    async with given.database.unit_of_work(organisation.id, TESTS) as uow:
        facts = await store.sign_in_facts(uow, EMAIL)
    assert facts is not None
    return facts.person


@pytest.fixture
async def secret(
    grace: None,
    services: Services,
    organisation: Organisation,
    clock: StoppedClock,
) -> tuple[str, list[str]]:
    """The secret of Grace's app, and her recovery codes."""
    person = await person_of(services, organisation)
    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        setup = await factors.begin_totp(uow, person)
        code = pyotp.TOTP(setup.secret).at(clock.now())
        codes = await factors.confirm_totp(uow, person, code)
    assert codes is not None
    return setup.secret, codes


async def at_the_second_step(door: SignInDoor) -> SecondStepCard:
    door.show()
    door.password.setText(PASSWORD)
    door.submit()
    await until(lambda: door.second is not None)
    assert door.second is not None
    assert not door.card.isVisible()
    assert door.password.text() == ""
    return door.second


async def test_a_code_of_the_app_and_then_a_recovery_code(
    secret: tuple[str, list[str]],
    clock: StoppedClock,
    door: SignInDoor,
    came: list[object],
    accounts: Accounts,
) -> None:
    app_secret, codes = secret
    door.email.setText(EMAIL)
    second = await at_the_second_step(door)
    second.submit()
    assert second.error.text() == "A code is needed."
    second.code.setText("000000")
    second.submit()
    await until(lambda: "does not open" in second.error.text())
    assert came == []
    second.code.setText(pyotp.TOTP(app_secret).at(clock.now() + timedelta(seconds=30)))
    for _ in range(2):  # a code opens once: sent a second time it would be refused
        QTest.keyClick(second.code, Qt.Key.Key_Return)
    await until(lambda: bool(came))
    await until(lambda: not Errand._under_way)
    assert (len(came), second.error.text()) == (1, "")
    assert accounts.last() is not None
    second.back.emit()
    assert door.card.isVisible()
    again = await at_the_second_step(door)
    again.other.click()
    assert again.code_name.text() == "Recovery code"
    again.code.setText(codes[0])
    again.submit()
    await until(lambda: len(came) == 2)


@pytest.mark.usefixtures("grace")
async def test_who_must_have_one_sets_an_app_up_at_the_door(
    clock: StoppedClock,
    services: Services,
    organisation: Organisation,
    door: SignInDoor,
    came: list[object],
) -> None:
    async with services.database.unit_of_work(organisation.id, TESTS) as uow:
        await factors.set_policy(uow, frozenset({Role.DATA_STEWARD}), if_match="*")
    door.email.setText(EMAIL)
    second = await at_the_second_step(door)
    await until(lambda: second.setup is not None)
    assert second.setup is not None
    shown = second.setup.secret.text().replace(" ", "")
    second.code.setText(pyotp.TOTP(shown).at(clock.now()))
    second.submit()
    await until(lambda: second.codes is not None)
    assert came == [], "first the codes are kept"
    assert second.codes is not None
    second.codes.copy()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert len(copied) == 10
    second.button.click()
    assert len(came) == 1
    person = await person_of(services, organisation)
    async with services.database.reading(organisation.id) as unit:
        [session] = await store.live_sessions(unit, UUID(str(person.id)))
    assert session.methods == ("password", "totp")
    assert session.device
    assert session.address_class == "this_machine"
