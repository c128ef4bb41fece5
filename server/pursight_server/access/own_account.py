"""One's own account: show again that it is oneself, change the password, set factors up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from pursight.errors import Forbidden
from pursight_server.access import passwords, service, store, tries
from pursight_server.access.mfa import factors
from pursight_server.access.mfa.factors import Factors, Method, Setup, WrongCode
from pursight_server.access.model import Caller, Person
from pursight_server.access.service import WrongPassword
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

FRESH: Final = timedelta(minutes=10)
"""Who has signed in so recently need not show again who they are."""


class PresenceNeeded(Forbidden):
    """An access token is not enough for this: the person has to be there."""

    code = "account.presence_needed"


async def factors_now(unit: ReadUnit, caller: Caller) -> Factors:
    """Say what second factors the caller has, and whether they must."""
    return await factors.factors_of(unit, await service.get_person(unit, caller.person_id))


async def change_password(given: Services, caller: Caller, *, present: str, password: str) -> None:
    """Change the caller's password; all sessions end, this one too.

    Raises:
        WrongPassword: The present one is not right, or was tried too often.
        WeakPassword: The new one is not accepted.
    """
    await _prove_password(given, caller, present)
    await passwords.check_leaked(password, given.settings.leaked_passwords)
    async with _unit(given, caller) as uow:
        await service.change_own_password(uow, caller.person_id, present=present, password=password)


async def begin_totp(given: Services, caller: Caller, password: str) -> Setup:
    """Make a secret for the caller's authenticator app.

    Raises:
        PresenceNeeded, WrongPassword: It is not shown that the caller is there.
    """
    await prove(given, caller, password)
    async with _unit(given, caller) as uow:
        return await factors.begin_totp(uow, await _person(uow, caller))


async def confirm_totp(given: Services, caller: Caller, code: str) -> list[str]:
    """Put the caller's app in use by its first code; returns recovery codes if they had none.

    Raises:
        NothingToConfirm: No app is being set up.
        WrongCode: The code does not fit, or there were too many tries.
    """
    async with _unit(given, caller) as uow:
        codes = None
        facts = await store.sign_in_facts_of(uow, caller.person_id)
        if facts is not None and not tries.waits(facts, uow.clock.now()):
            codes = await factors.confirm_totp(uow, facts.person, code)
            if codes is None:
                tries.record_failed(uow, facts, await tries.count(uow, facts), Method.TOTP.value)
            else:
                await store.note_second_factor(uow, caller.session_id, Method.TOTP.value)
    if codes is None:
        raise WrongCode(
            "this is not the code of now",
            hint="Is the clock of the phone right? Wait for the next code.",
        )
    return codes


async def remove_totp(given: Services, caller: Caller, password: str) -> None:
    """Take the caller's authenticator app away.

    Raises:
        PresenceNeeded, WrongPassword: It is not shown that the caller is there.
        FactorNeeded: The organisation asks for a second factor, and there is no other.
    """
    await prove(given, caller, password)
    async with _unit(given, caller) as uow:
        await factors.remove_totp(uow, await _person(uow, caller))


async def new_recovery_codes(given: Services, caller: Caller, password: str) -> list[str]:
    """Make the caller ten recovery codes; all before are worth nothing.

    Raises:
        PresenceNeeded, WrongPassword: It is not shown that the caller is there.
        NothingToConfirm: There is no second factor that they could stand in for.
    """
    await prove(given, caller, password)
    async with _unit(given, caller) as uow:
        return await factors.new_recovery_codes(uow, await _person(uow, caller))


async def prove(given: Services, caller: Caller, password: str) -> None:
    """Let pass whoever has just signed in, or gives the password once more.

    Somebody who has only got hold of an access token can do neither.

    Raises:
        PresenceNeeded: Neither is so.
        WrongPassword: The password is not right, or was tried too often.
    """
    if password:
        await _prove_password(given, caller, password)
        return
    async with given.database.reading(caller.organisation_id) as unit:
        session = await store.find_session(unit, caller.session_id)
    if session is None or given.clock.now() - session.created_at > FRESH:
        raise PresenceNeeded(
            "this needs you to show again who you are",
            hint="Give your password, or sign in once more and do it within ten minutes.",
        )


async def _prove_password(given: Services, caller: Caller, password: str) -> None:
    async with _unit(given, caller) as uow:
        facts = await store.sign_in_facts_of(uow, caller.person_id)
        if facts is None or tries.waits(facts, uow.clock.now()):
            raise _wrong()
        tried = await tries.count(uow, facts)
    right = await passwords.fits(password, facts.password_hash)
    async with _unit(given, caller) as uow:
        if right:
            await tries.clear(uow, facts)
        else:
            tries.record_failed(uow, facts, tried, Method.PASSWORD.value)
    if not right:
        raise _wrong()


@asynccontextmanager
async def _unit(given: Services, caller: Caller) -> AsyncIterator[UnitOfWork]:
    """Open a unit that commits also what a refusal leaves behind, and whose answer is not kept."""
    actor = Actor("person", caller.person_id, caller.name)
    async with given.database.unit_of_work(caller.organisation_id, actor) as uow:
        yield uow


async def _person(uow: UnitOfWork, caller: Caller) -> Person:
    person = await service.get_person(uow, caller.person_id)
    await store.find_person(uow, person.id, lock=True)
    return person


def _wrong() -> WrongPassword:
    return WrongPassword(
        "the present password is not right",
        hint="After several wrong passwords an account waits up to 15 minutes.",
    )
