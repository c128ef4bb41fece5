"""Sessions: sign in, go on, sign out."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pursight.errors import NotFound, Refused, Unauthenticated
from pursight.identity import new_id
from pursight_server.access import lockout, passwords, store, tokens
from pursight_server.access.model import Caller, Person, Session, Subject, SubjectKind
from pursight_server.access.rights.reading import rights_of
from pursight_server.access.service import spell_email
from pursight_server.organisations.store import find_by_slug
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

GRACE: Final = timedelta(seconds=20)
"""How long somebody whose answer was lost, or who was killed before keeping it, may ask again."""

_DOOR = Actor.system("sign-in")


class SignInRefused(Unauthenticated):
    """Organisation, e-mail address and password do not belong together, or must wait.

    One answer for all reasons, so that nobody learns which accounts exist.
    """

    code = "sign_in.refused"


class SessionEnded(Unauthenticated):
    """The session was ended, has expired, or its person was disabled."""

    code = "session.ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What somebody gets who signs in or goes on."""

    access_token: str
    expires_in: int
    """Seconds that the access token is good for."""
    refresh_token: str
    person: Person
    organisation_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True)
class _Try:
    organisation_id: UUID
    facts: store.SignInFacts
    failures: int
    locked_until: datetime | None


async def sign_in(
    given: Services, *, organisation: str, email: str, password: str, client: str = ""
) -> SignedIn:
    """Open a session for whoever knows the password.

    A try is counted before the password is looked at, so that many tries at once do not get more
    guesses than one after the other.

    Raises:
        SignInRefused: Anything does not fit, or there were too many tries.
    """
    found = await _count_try(given, organisation, email)
    right = await passwords.fits(password, found.facts.password_hash if found else None)
    if found is None:
        raise _refused()
    organisation_id, facts = found.organisation_id, found.facts
    person = facts.person
    actor = Actor("person", person.id, person.name)
    if not right or person.disabled_at is not None:
        async with given.database.unit_of_work(organisation_id, _DOOR) as uow:
            uow.record(
                "person.sign_in_failed",
                "person",
                person.id,
                after={"failures": found.failures, "locked_until": found.locked_until},
            )
        raise _refused()
    async with given.database.unit_of_work(organisation_id, actor) as uow:
        await _check_unchanged(uow, facts)
        await store.set_failures(uow, person.id, 0, None)
        if facts.password_hash and passwords.outdated(facts.password_hash):
            await store.set_password_hash(uow, person.id, await passwords.hashed(password))
        session_id = new_id(given.clock)
        expires_at = given.clock.now() + given.settings.refresh_token_life
        await store.open_session(uow, session_id, person.id, expires_at=expires_at, client=client)
        uow.record("session.opened", "session", session_id, after={"person": person.email})
        return await _hand_out(given, uow, person, session_id)


async def refresh(given: Services, refresh_token: str) -> SignedIn:
    """Go on with a session: a new access token and a new refresh token for the old one.

    A refresh token that comes a second time was stolen, or its answer was lost. Within `GRACE`,
    and as long as nobody has used the token that was answered, it is taken for lost: another one is
    given, and whoever holds the lost one ends the session with it. Otherwise the session ends, for
    the thief and for the person.

    Raises:
        SessionEnded: The token is unknown or used, or the session is over.
    """
    digest = _digest(refresh_token)
    async with given.database.outside() as connection:
        organisation_id = await store.organisation_of_refresh_token(connection, digest)
    if organisation_id is None:
        raise _ended()
    async with given.database.unit_of_work(organisation_id, _DOOR) as uow:
        facts = await store.token_facts(uow, digest)
        signed_in = None if facts is None else await _go_on(given, uow, facts)
    if signed_in is None:
        raise _ended()
    return signed_in


async def caller(unit: ReadUnit, session_id: UUID, person_id: UUID) -> Caller:
    """Say who a session belongs to, with the roles they have now.

    Raises:
        SessionEnded: It is over, or its person may no longer sign in.
    """
    person = await store.person_of_session(unit, session_id, person_id)
    if person is None:
        raise _ended()
    subject = Subject(SubjectKind.PERSON, person.id)
    return Caller(
        person_id=person.id,
        organisation_id=unit.organisation_id,
        session_id=session_id,
        email=person.email,
        name=person.name,
        roles=person.roles,
        given=await rights_of(unit, subject, person.roles),
    )


async def own_sessions(unit: ReadUnit, who: Caller) -> Sequence[Session]:
    """List the caller's live sessions, the latest first."""
    return await store.live_sessions(unit, who.person_id)


async def sign_out(uow: UnitOfWork, who: Caller, session_id: UUID) -> None:
    """End one of the caller's sessions.

    Raises:
        NotFound: The caller has no such live session.
    """
    ended = await store.end_sessions(
        uow, "signed out", person_id=who.person_id, session_id=session_id
    )
    if not ended:
        raise NotFound("there is no such session")
    uow.record("session.ended", "session", session_id, note="signed out")


async def _count_try(given: Services, slug: str, email: str) -> _Try | None:
    async with given.database.outside() as connection:
        organisation_id = await find_by_slug(connection, slug)
    try:
        email = spell_email(email)
    except Refused:
        return None
    if organisation_id is None:
        return None
    async with given.database.unit_of_work(organisation_id, _DOOR) as uow:
        facts = await store.sign_in_facts(uow, email)
        if facts is None or lockout.locked(facts.locked_until, given.clock.now()):
            return None
        failures = facts.failed_sign_ins + 1
        wait = lockout.wait_after(failures)
        until = given.clock.now() + wait if wait else None
        await store.set_failures(uow, facts.person.id, failures, until)
        return _Try(organisation_id, facts, failures, until)


async def _check_unchanged(uow: UnitOfWork, facts: store.SignInFacts) -> None:
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
        raise _refused()


async def _go_on(given: Services, uow: UnitOfWork, facts: store.TokenFacts) -> SignedIn | None:
    session, now = facts.session, given.clock.now()
    if _twice(facts, now):
        if await store.end_sessions(uow, "refresh token used twice", session_id=session.id):
            uow.record("session.ended", "session", session.id, note="refresh token used twice")
        return None
    if not session.alive(now) or facts.person.disabled_at is not None:
        return None
    await store.use_token(
        uow, facts.token_id, session.id, expires_at=now + given.settings.refresh_token_life
    )
    await store.mark_lost(uow, facts.token_id, session.id)
    return await _hand_out(given, uow, facts.person, session.id, follows=facts.token_id)


def _twice(facts: store.TokenFacts, now: datetime) -> bool:
    """Whether this is a second use that a lost answer does not explain."""
    if facts.used_at is None:
        return facts.lost_at is not None
    return facts.successor_used or now - facts.used_at > GRACE


async def _hand_out(
    given: Services,
    uow: UnitOfWork,
    person: Person,
    session_id: UUID,
    *,
    follows: UUID | None = None,
) -> SignedIn:
    refresh_token = f"prt1.{secrets.token_urlsafe(32)}"
    digest = _digest(refresh_token)
    await store.add_refresh_token(uow, new_id(uow.clock), session_id, digest, follows)
    life = given.settings.access_token_life
    access_token = tokens.issue(
        tokens.Claims(person.id, uow.organisation_id, session_id),
        keys=given.keys,
        now=given.clock.now(),
        life=life,
    )
    return SignedIn(
        access_token=access_token,
        expires_in=int(life.total_seconds()),
        refresh_token=refresh_token,
        person=person,
        organisation_id=uow.organisation_id,
        session_id=session_id,
    )


def _digest(refresh_token: str) -> str:
    return hashlib.sha256(refresh_token.encode()).hexdigest()


def _refused() -> SignInRefused:
    return SignInRefused(
        "organisation, e-mail address and password do not fit together",
        hint="Check all three. After several wrong passwords an account waits up to 15 minutes.",
    )


def _ended() -> SessionEnded:
    return SessionEnded("the session has ended", hint="Sign in again.")
