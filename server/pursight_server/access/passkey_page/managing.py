"""The page of somebody's own passkeys: opened from the console, by a ticket that is good once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from pursight.errors import Unauthenticated
from pursight_server.access import own_account, passkeys, scope, sessions, store
from pursight_server.access.mfa import challenges
from pursight_server.access.mfa.challenges import Purpose
from pursight_server.access.mfa.webauthn_ceremonies import Site
from pursight_server.access.model import Caller, Permission
from pursight_server.access.passkey_page.entering import PAGE
from pursight_server.access.passkeys import Credential, Question
from pursight_server.access.signing_in import DOOR
from pursight_server.access.store import Challenge, Passkey
from pursight_server.platform.services import Services

LIFE: Final = timedelta(minutes=10)


class PageClosed(Unauthenticated):
    """The page was opened already, or too long ago, or the session behind it has ended."""

    code = "passkeys.page_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An open page.

    Attributes:
        token: What the page shows with each request; it keeps it in its memory alone.
    """

    token: str
    caller: Caller
    passkeys: Sequence[Passkey]


async def address(given: Services, caller: Caller, password: str) -> str:
    """Give the address that the person's browser has to open.

    Raises:
        NoPasskeysHere: The server does not know its public name.
        PresenceNeeded, WrongPassword: It is not shown that the caller is there.
    """
    Site.of(given.settings)
    await own_account.prove(given, caller, password)
    async with given.database.unit_of_work(caller.organisation_id, DOOR) as uow:
        ticket = await challenges.issue(
            uow, Purpose.PAGE_TICKET, caller.person_id, methods=(str(caller.session_id),)
        )
    return f"{given.settings.public_url.rstrip('/')}{PAGE}#passkeys={ticket}"


async def enter(given: Services, ticket: str) -> Page:
    """Open the page; the ticket is worth nothing afterwards.

    Raises:
        PageClosed: The ticket is not good.
    """
    caller, opened = await _behind(given, ticket, Purpose.PAGE_TICKET)
    async with given.database.unit_of_work(caller.organisation_id, DOOR) as uow:
        if await challenges.take(uow, ticket, Purpose.PAGE_TICKET) is None:
            raise _closed()
        await store.use_challenge(uow, opened.id)
        token = await challenges.issue(
            uow, Purpose.PAGE, caller.person_id, methods=opened.methods, life=LIFE
        )
        known = await store.passkeys_of(uow, caller.person_id)
    return Page(token=token, caller=caller, passkeys=known)


async def ask(given: Services, page: str) -> Question:
    """Say what to ask a new authenticator for.

    Raises:
        PageClosed: The page is not open any more.
    """
    caller, _ = await _behind(given, page, Purpose.PAGE)
    return await passkeys.question_to_register(given, caller)


async def add(
    given: Services, page: str, *, challenge: str, credential: Credential, name: str
) -> tuple[list[str], Sequence[Passkey]]:
    """Keep a passkey; gives recovery codes if there were none, and all passkeys.

    Raises:
        PageClosed: The page is not open any more.
        BadPasskey: The answer is not one to the open question.
        Conflict: The passkey is registered already.
    """
    caller, _ = await _behind(given, page, Purpose.PAGE)
    codes = await passkeys.register(given, caller, challenge, credential, name)
    return codes, await _known(given, caller)


async def remove(given: Services, page: str, passkey_id: UUID) -> Sequence[Passkey]:
    """Take a passkey away; gives the others.

    Raises:
        PageClosed: The page is not open any more.
        NotFound: There is no such passkey.
        FactorNeeded: The organisation asks for a second factor, and there is no other.
    """
    caller, _ = await _behind(given, page, Purpose.PAGE)
    await passkeys.take_away(given, caller, passkey_id)
    return await _known(given, caller)


async def _behind(given: Services, token: str, purpose: Purpose) -> tuple[Caller, Challenge]:
    """Say whose page it is, by the state of the session that it was opened from as it is now."""
    organisation_id = challenges.organisation_of(token)
    if organisation_id is None:
        raise _closed()
    async with given.database.unit_of_work(organisation_id, DOOR) as uow:
        opened = await challenges.take(uow, token, purpose)
        if opened is None or opened.person_id is None:
            raise _closed()
        [session_id] = opened.methods
        try:
            caller = await sessions.caller(uow, UUID(session_id), opened.person_id)
        except Unauthenticated as ended:
            raise _closed() from ended
    if not caller.may(Permission.SELF_WRITE):
        raise scope.lacks(Permission.SELF_WRITE)
    return caller, opened


async def _known(given: Services, caller: Caller) -> Sequence[Passkey]:
    async with given.database.reading(caller.organisation_id) as unit:
        return await store.passkeys_of(unit, caller.person_id)


def _closed() -> PageClosed:
    return PageClosed(
        "this page is not open any more",
        hint="Open it again from PurSight: Settings, Signing in, Passkeys.",
    )
