"""Signing in: a password, and where there is or must be one, a second factor."""

from dataclasses import dataclass
from typing import Final

from pursight.errors import Refused, Unauthenticated
from pursight_server.access import passwords, sessions, store, tries
from pursight_server.access.client import Client
from pursight_server.access.evenly import evenly
from pursight_server.access.mfa import challenges, factors
from pursight_server.access.mfa.challenges import Purpose
from pursight_server.access.mfa.factors import Method
from pursight_server.access.service import spell_email
from pursight_server.access.sessions import SignedIn
from pursight_server.access.store import SignInFacts
from pursight_server.access.tries import Tried
from pursight_server.organisations.store import find_by_slug
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

DOOR: Final = Actor.system("sign-in")


class SignInRefused(Unauthenticated):
    """Organisation, e-mail address and password do not belong together, or must wait.

    One answer for all reasons, so that nobody learns which accounts exist.
    """

    code = "sign_in.refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStep:
    """What is left to do after the first factor.

    Attributes:
        challenge: Token of the half that is done; good once.
        must_enrol: There is no second factor, and the organisation asks for one.
    """

    challenge: str
    expires_in: int
    methods: tuple[Method, ...]
    must_enrol: bool


@dataclass(frozen=True, slots=True)
class _Try:
    facts: SignInFacts
    tried: Tried


@evenly
async def sign_in(
    given: Services, *, organisation: str, email: str, password: str, client: Client
) -> SignedIn | SecondStep:
    """Open a session for whoever knows the password, or ask for the second factor.

    A try is counted before the password is looked at, so that many tries at once do not get more
    guesses than one after the other.

    Raises:
        SignInRefused: Anything does not fit, or there were too many tries.
    """
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, organisation)
    found = None
    if organisation_id is not None:
        async with given.database.unit_of_work(organisation_id, DOOR) as uow:
            found = await _count_try(uow, email)
    right = await passwords.fits(password, found.facts.password_hash if found else None)
    if found is None or organisation_id is None:
        raise refused()
    facts = found.facts
    if not right or facts.person.disabled_at is not None:
        async with given.database.unit_of_work(organisation_id, DOOR) as uow:
            tries.record_failed(uow, facts, found.tried, Method.PASSWORD.value)
        raise refused()
    actor = Actor("person", facts.person.id, facts.person.name)
    async with given.database.unit_of_work(organisation_id, actor) as uow:
        now = await _still(uow, facts)
        if facts.password_hash and passwords.outdated(facts.password_hash):
            kept = await passwords.hashed(password)
            await store.replace_password_hash(uow, facts.person.id, kept)
        return await let_in(given, uow, now, (Method.PASSWORD.value,), client=client)


async def let_in(
    given: Services,
    uow: UnitOfWork,
    facts: SignInFacts,
    methods: tuple[str, ...],
    *,
    client: Client,
    counted: bool = True,
) -> SignedIn | SecondStep:
    """Open a session after the first factor, or a challenge for the second.

    Args:
        given: What the server is made of.
        uow: A unit of the person's organisation.
        facts: The person, locked.
        methods: How they have shown who they are.
        client: From where.
        counted: Whether this was counted as a try.
    """
    has = await factors.factors_of(uow, facts.person)
    if not has.any and not has.required:
        await tries.clear(uow, facts)
        return await sessions.open_for(
            given, uow, facts.person, methods=methods, second_factor=False, client=client
        )
    if counted:
        await tries.take_back(uow, facts)
    purpose = Purpose.SECOND_STEP if has.any else Purpose.ENROL
    return SecondStep(
        challenge=await challenges.issue(uow, purpose, facts.person.id, methods=methods),
        expires_in=int(challenges.LIFE.total_seconds()),
        methods=has.methods,
        must_enrol=not has.any,
    )


def refused() -> SignInRefused:
    """Word that somebody is not let in; the same whatever the reason is."""
    return SignInRefused(
        "organisation, e-mail address and password do not fit together",
        hint="Check all three. After several wrong passwords an account waits up to 15 minutes.",
    )


async def _count_try(uow: UnitOfWork, email: str) -> _Try | None:
    try:
        email = spell_email(email)
    except Refused:
        return None
    facts = await store.sign_in_facts(uow, email)
    if facts is None or tries.waits(facts, uow.clock.now()):
        return None
    return _Try(facts, await tries.count(uow, facts))


async def _still(uow: UnitOfWork, facts: SignInFacts) -> SignInFacts:
    """Refuse a password that another took the place of while it was looked at.

    Raises:
        SignInRefused: The password was changed, or its person disabled; all sessions were ended.
    """
    now = await store.sign_in_facts(uow, facts.person.email)
    if (
        now is None
        or now.password_hash != facts.password_hash
        or now.person.disabled_at is not None
    ):
        raise refused()
    return now
