"""The second half of a sign-in: a code, or the first set-up of what makes codes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from pursight.errors import Unauthenticated
from pursight_server.access import sessions, store, tries
from pursight_server.access.client import Client
from pursight_server.access.mfa import challenges, factors
from pursight_server.access.mfa.challenges import Purpose
from pursight_server.access.mfa.factors import Method, Setup
from pursight_server.access.sessions import SignedIn
from pursight_server.access.signing_in import DOOR
from pursight_server.access.store import Challenge, SignInFacts
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

Look = Callable[[UnitOfWork, SignInFacts, Challenge], Awaitable[bool]]
"""Decides whether what was given is right, and uses it up."""


class CodeRefused(Unauthenticated):
    """The code does not fit, was used, came too late, or the account must wait.

    One answer for all reasons.
    """

    code = "sign_in.code_refused"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A session, and recovery codes that are shown once."""

    signed_in: SignedIn
    recovery_codes: list[str]


async def with_code(given: Services, challenge: str, code: str, *, client: Client) -> SignedIn:
    """Finish a sign-in with a code of the authenticator app.

    Raises:
        CodeRefused: Anything does not fit, or there were too many tries.
    """

    async def fits(uow: UnitOfWork, facts: SignInFacts, _open: Challenge) -> bool:
        return await factors.fits_totp(uow, facts.person, code)

    return await finish(given, challenge, Method.TOTP, fits, client=client)


async def with_recovery_code(
    given: Services, challenge: str, code: str, *, client: Client
) -> SignedIn:
    """Finish a sign-in with a recovery code, which is worth nothing afterwards.

    Raises:
        CodeRefused: Anything does not fit, or there were too many tries.
    """

    async def fits(uow: UnitOfWork, facts: SignInFacts, _open: Challenge) -> bool:
        return await factors.fits_recovery_code(uow, facts.person, code)

    return await finish(given, challenge, Method.RECOVERY_CODE, fits, client=client)


async def finish(
    given: Services,
    challenge: str,
    method: Method,
    fits: Look,
    *,
    client: Client,
    purpose: Purpose = Purpose.SECOND_STEP,
) -> SignedIn:
    """Open the session if the second factor is right; count the try if it is not.

    The person's row is locked while it is looked at, so that of many guesses at once each one is
    counted before the next is looked at.

    Raises:
        CodeRefused: Anything does not fit, or there were too many tries.
    """
    async with given.database.unit_of_work(organisation_of(challenge), DOOR) as uow:
        found = await _opened(uow, challenge, purpose)
        signed_in = None
        if found is not None:
            opened, facts = found
            if await fits(uow, facts, opened):
                await store.use_challenge(uow, opened.id)
                methods = (*opened.methods, method.value)
                signed_in = await let_in_fully(given, uow, facts, methods, client=client)
            else:
                await count_wrong(uow, opened, facts, method)
    if signed_in is None:
        raise refused()
    return signed_in


async def begin_enrolment(given: Services, challenge: str) -> Setup:
    """Set up an authenticator app half-way through signing in, since the organisation asks for one.

    Raises:
        CodeRefused: The challenge is not open, or not for this.
    """
    async with given.database.unit_of_work(organisation_of(challenge), DOOR) as uow:
        found = await _opened(uow, challenge, Purpose.ENROL)
        setup = None if found is None else await factors.begin_totp(uow, found[1].person)
    if setup is None:
        raise refused()
    return setup


async def finish_enrolment(
    given: Services, challenge: str, code: str, *, client: Client
) -> Enrolled:
    """Put the app in use by its first code, and open the session.

    Raises:
        CodeRefused: The code does not fit, or the challenge is not open.
        NothingToConfirm: No app is being set up.
    """
    codes: list[str] = []

    async def fits(uow: UnitOfWork, facts: SignInFacts, _open: Challenge) -> bool:
        made = await factors.confirm_totp(uow, facts.person, code)
        codes.extend(made or [])
        return made is not None

    signed_in = await finish(
        given, challenge, Method.TOTP, fits, client=client, purpose=Purpose.ENROL
    )
    return Enrolled(signed_in, codes)


async def _opened(
    uow: UnitOfWork, token: str, *purposes: Purpose
) -> tuple[Challenge, SignInFacts] | None:
    """Find an open challenge and its person, both locked; None also when the account waits."""
    opened = await challenges.take(uow, token, *purposes)
    if opened is None or opened.person_id is None:
        return None
    facts = await store.sign_in_facts_of(uow, opened.person_id)
    if facts is None or facts.person.disabled_at is not None:
        return None
    return None if tries.waits(facts, uow.clock.now()) else (opened, facts)


async def let_in_fully(
    given: Services,
    uow: UnitOfWork,
    facts: SignInFacts,
    methods: tuple[str, ...],
    *,
    client: Client,
) -> SignedIn:
    """Open a session for somebody who has shown all that can be asked for."""
    uow.actor = Actor("person", facts.person.id, facts.person.name)
    await tries.clear(uow, facts)
    return await sessions.open_for(
        given, uow, facts.person, methods=methods, second_factor=True, client=client
    )


async def count_wrong(
    uow: UnitOfWork, opened: Challenge, facts: SignInFacts, method: Method
) -> None:
    """Count a try that was wrong."""
    await store.count_challenge_try(uow, opened)
    tries.record_failed(uow, facts, await tries.count(uow, facts), method.value)


def organisation_of(challenge: str) -> UUID:
    """Say of which organisation a challenge is.

    Raises:
        CodeRefused: It is none.
    """
    organisation_id = challenges.organisation_of(challenge)
    if organisation_id is None:
        raise refused()
    return organisation_id


def refused() -> CodeRefused:
    """Word that a second step fails; the same whatever the reason is."""
    return CodeRefused(
        "this code does not open anything now",
        hint="Wait for the next code, or begin again: five minutes or five tries are the most.",
    )
