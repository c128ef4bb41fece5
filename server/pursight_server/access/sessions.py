"""Sessions: open, go on, end."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pursight.errors import NotFound, Unauthenticated
from pursight.identity import new_id
from pursight_server.access import store, tokens
from pursight_server.access.break_glass.marking import mark_of
from pursight_server.access.client import Client
from pursight_server.access.model import Caller, Person, Rights, Session, Subject, SubjectKind
from pursight_server.access.rights.model import built_in_of
from pursight_server.access.rights.reading import rights_of
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

GRACE: Final = timedelta(seconds=20)
"""How long somebody whose answer was lost, or who was killed before keeping it, may ask again."""

_DOOR = Actor.system("sign-in")


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


async def open_for(
    given: Services,
    uow: UnitOfWork,
    person: Person,
    *,
    methods: Sequence[str],
    second_factor: bool,
    client: Client,
) -> SignedIn:
    """Open a session for somebody who has shown who they are."""
    session_id, now = new_id(given.clock), given.clock.now()
    await store.open_session(
        uow,
        session_id,
        person.id,
        expires_at=now + given.settings.refresh_token_life,
        client=client.program,
        device=client.device,
        address_class=client.address_class,
        methods=methods,
        second_factor_at=now if second_factor else None,
    )
    uow.record(
        "session.opened",
        "session",
        session_id,
        after={"person": person.email, "methods": list(methods)},
    )
    return await _hand_out(given, uow, person, session_id)


async def refresh(
    given: Services, refresh_token: str, *, address_class: str | None = None
) -> SignedIn:
    """Go on with a session: a new access token and a new refresh token for the old one.

    A refresh token that comes a second time was stolen, or its answer was lost. Within `GRACE`,
    and as long as nobody has used the token that was answered, it is taken for lost: another one is
    given, and whoever holds the lost one ends the session with it. Otherwise the session ends, for
    the thief and for the person.

    Args:
        given: What the server is made of.
        refresh_token: As it was handed out.
        address_class: Where the session is now, for its list and for policies; None: as before.

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
        signed_in = None if facts is None else await _go_on(given, uow, facts, address_class)
    if signed_in is None:
        raise _ended()
    return signed_in


async def caller(unit: ReadUnit, session_id: UUID, person_id: UUID) -> Caller:
    """Say who a session belongs to, with the roles they have now.

    Raises:
        SessionEnded: It is over, or its person may no longer sign in.
    """
    found = await store.person_of_session(unit, session_id, person_id)
    if found is None:
        raise _ended()
    person, way = found
    subject = Subject(SubjectKind.PERSON, person.id)
    rights = await rights_of(unit, subject, person.roles, way=way)
    if not await _shown_enough(unit, session_id, person, rights):
        raise _ended()
    return Caller(
        person_id=person.id,
        organisation_id=unit.organisation_id,
        session_id=session_id,
        email=person.email,
        name=person.name,
        roles=person.roles,
        given=rights,
        mark=await mark_of(unit, rights),
        way=way,
    )


async def own_sessions(unit: ReadUnit, who: Caller) -> Sequence[Session]:
    """List the caller's live sessions, the latest first."""
    return await store.live_sessions(unit, who.person_id)


async def sessions_of(unit: ReadUnit, person_id: UUID) -> Sequence[Session]:
    """List somebody's live sessions, the latest first; for administrators."""
    return await store.live_sessions(unit, person_id)


async def end_for(uow: UnitOfWork, person_id: UUID, session_id: UUID) -> None:
    """End a session of somebody; for administrators.

    Raises:
        NotFound: They have no such live session.
    """
    await _end(uow, person_id, session_id, "ended by an administrator")


async def sign_out(uow: UnitOfWork, who: Caller, session_id: UUID) -> None:
    """End one of the caller's sessions.

    Raises:
        NotFound: The caller has no such live session.
    """
    await _end(uow, who.person_id, session_id, "signed out")


async def sign_out_elsewhere(uow: UnitOfWork, who: Caller) -> int:
    """End all of the caller's sessions but this one; tells how many there were."""
    others = [
        session.id
        for session in await store.live_sessions(uow, who.person_id)
        if session.id != who.session_id
    ]
    for session_id in others:
        await _end(uow, who.person_id, session_id, "signed out elsewhere")
    return len(others)


async def _shown_enough(unit: ReadUnit, session_id: UUID, person: Person, rights: Rights) -> bool:
    """Whether a session will do for roles that came by a group or an assignment.

    For the person's own roles the session was asked already, with the query that found it.
    """
    given = built_in_of(rights.grants)
    if given <= person.roles:
        return True
    policy = await store.sign_in_policy_of(unit)
    if not policy.asks_second_factor(given):
        return True
    session = await store.find_session(unit, session_id)
    return session is not None and session.second_factor_at is not None


async def _end(uow: UnitOfWork, person_id: UUID, session_id: UUID, reason: str) -> None:
    if not await store.end_sessions(uow, reason, person_id=person_id, session_id=session_id):
        raise NotFound("there is no such session")
    uow.record("session.ended", "session", session_id, note=reason)


async def _go_on(
    given: Services, uow: UnitOfWork, facts: store.TokenFacts, address_class: str | None
) -> SignedIn | None:
    session, now = facts.session, given.clock.now()
    if _twice(facts, now):
        if await store.end_sessions(uow, "refresh token used twice", session_id=session.id):
            uow.record("session.ended", "session", session.id, note="refresh token used twice")
        return None
    try:  # as every request asks: it may have ended, or be too little by now
        await caller(uow, session.id, facts.person.id)
    except SessionEnded:
        return None
    await store.use_token(
        uow,
        facts.token_id,
        session.id,
        expires_at=now + given.settings.refresh_token_life,
        address_class=address_class,
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
        keys=given.token_ring,
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


def _ended() -> SessionEnded:
    return SessionEnded("the session has ended", hint="Sign in again.")
