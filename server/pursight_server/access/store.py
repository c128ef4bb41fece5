"""How persons, sessions and refresh tokens are asked for and written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from pursight.errors import Conflict
from pursight_server.access.model import Person, Role, Session
from pursight_server.access.tables import person, refresh_token, session
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

persons_table = person
"""For `access.scope.visible`."""

_PERSON = (
    person.c.id,
    person.c.email,
    person.c.name,
    person.c.roles,
    person.c.disabled_at,
    person.c.rev,
    person.c.created_at,
    person.c.changed_at,
)


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """What a sign-in is decided on."""

    person: Person
    password_hash: str | None
    failed_sign_ins: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What a refresh is decided on.

    Attributes:
        successor_used: Whether a token has been used that was given for this one.
    """

    token_id: UUID
    used_at: datetime | None
    lost_at: datetime | None
    successor_used: bool
    session: Session
    person: Person


# --- persons --------------------------------------------------------------------------------------


async def add_person(uow: UnitOfWork, new: Person, password_hash: str | None) -> None:
    """Write a new person.

    Raises:
        Conflict: The e-mail address is taken.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(person).values(
                    organisation_id=uow.organisation_id,
                    id=new.id,
                    email=new.email,
                    name=new.name,
                    roles=sorted(new.roles),
                    password_hash=password_hash,
                    disabled_at=new.disabled_at,
                    rev=new.rev,
                    created_at=new.created_at,
                    changed_at=new.changed_at,
                )
            )
    except IntegrityError as error:
        raise Conflict(
            "somebody with this e-mail address is there already",
            hint="Look them up under /api/v1/persons; a disabled person can be enabled again.",
        ) from error


async def find_person(unit: ReadUnit, person_id: UUID, *, lock: bool = False) -> Person | None:
    """Read one person; with `lock` nobody else changes them before this transaction ends."""
    query = select(*_PERSON).where(_is(unit, person_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return _person(row) if row else None


async def list_persons(unit: ReadUnit, page: PageRequest, visible: Condition) -> Page[Person]:
    """Read a page of persons by e-mail address."""
    return await fetch_page(
        unit,
        select(*_PERSON),
        page,
        kind="persons",
        order=[person.c.email, person.c.id],
        visible=visible,
        read=_person,
    )


async def change_person(
    uow: UnitOfWork,
    person_id: UUID,
    *,
    name: str,
    roles: frozenset[Role],
    disabled_at: datetime | None,
) -> None:
    """Write name, roles and whether disabled, and the next revision."""
    await uow.connection.execute(
        update(person)
        .where(_is(uow, person_id))
        .values(
            name=name,
            roles=sorted(roles),
            disabled_at=disabled_at,
            rev=person.c.rev + 1,
            changed_at=uow.clock.now(),
        )
    )


async def set_password_hash(uow: UnitOfWork, person_id: UUID, password_hash: str) -> None:
    """Write another password's hash and forget failed sign-ins."""
    await uow.connection.execute(
        update(person)
        .where(_is(uow, person_id))
        .values(password_hash=password_hash, failed_sign_ins=0, locked_until=None)
    )


async def password_hash_of(unit: ReadUnit, person_id: UUID) -> str | None:
    """Read a password's hash."""
    query = select(person.c.password_hash).where(_is(unit, person_id))
    return (await unit.connection.execute(query)).scalar_one_or_none()


async def active_with_role(uow: UnitOfWork, role: Role) -> list[UUID]:
    """List, and lock, the persons who have a role and are not disabled."""
    found = await uow.connection.execute(
        select(person.c.id)
        .where(
            person.c.organisation_id == uow.organisation_id,
            person.c.roles.contains([role.value]),
            person.c.disabled_at.is_(None),
        )
        .order_by(person.c.id)
        .with_for_update()
    )
    return list(found.scalars())


# --- signing in -----------------------------------------------------------------------------------


async def sign_in_facts(uow: UnitOfWork, email: str) -> SignInFacts | None:
    """Read, and lock, what a sign-in is decided on; None when nobody has this address."""
    found = await uow.connection.execute(
        select(*_PERSON, person.c.password_hash, person.c.failed_sign_ins, person.c.locked_until)
        .where(person.c.organisation_id == uow.organisation_id, person.c.email == email)
        .with_for_update()
    )
    row = found.one_or_none()
    if row is None:
        return None
    return SignInFacts(_person(row), row.password_hash, row.failed_sign_ins, row.locked_until)


async def set_failures(
    uow: UnitOfWork, person_id: UUID, failures: int, locked_until: datetime | None
) -> None:
    """Write how many wrong passwords came in a row, and until when to wait."""
    await uow.connection.execute(
        update(person)
        .where(_is(uow, person_id))
        .values(failed_sign_ins=failures, locked_until=locked_until)
    )


async def open_session(
    uow: UnitOfWork, session_id: UUID, person_id: UUID, *, expires_at: datetime, client: str
) -> None:
    """Write a new session."""
    now = uow.clock.now()
    await uow.connection.execute(
        insert(session).values(
            organisation_id=uow.organisation_id,
            id=session_id,
            person_id=person_id,
            created_at=now,
            used_at=now,
            expires_at=expires_at,
            client=client[:200],
        )
    )


async def person_of_session(unit: ReadUnit, session_id: UUID, person_id: UUID) -> Person | None:
    """Find who a live session belongs to; None when it has ended or the person is disabled."""
    found = await unit.connection.execute(
        select(*_PERSON)
        .join(session, _SESSIONS_PERSON)
        .where(
            session.c.organisation_id == unit.organisation_id,
            session.c.id == session_id,
            session.c.person_id == person_id,
            session.c.ended_at.is_(None),
            session.c.expires_at > unit.clock.now(),
            person.c.disabled_at.is_(None),
        )
    )
    row = found.one_or_none()
    return _person(row) if row else None


async def live_sessions(unit: ReadUnit, person_id: UUID) -> Sequence[Session]:
    """List a person's sessions that have not ended, the latest first."""
    found = await unit.connection.execute(
        select(session)
        .where(
            session.c.organisation_id == unit.organisation_id,
            session.c.person_id == person_id,
            session.c.ended_at.is_(None),
            session.c.expires_at > unit.clock.now(),
        )
        .order_by(session.c.used_at.desc(), session.c.id)
    )
    return [_session(row) for row in found]


async def end_sessions(
    uow: UnitOfWork, reason: str, *, person_id: UUID | None = None, session_id: UUID | None = None
) -> list[UUID]:
    """End a person's sessions, or one of them; returns those that were alive."""
    query = (
        update(session)
        .where(session.c.organisation_id == uow.organisation_id, session.c.ended_at.is_(None))
        .values(ended_at=uow.clock.now(), end_reason=reason)
        .returning(session.c.id)
    )
    if person_id is not None:
        query = query.where(session.c.person_id == person_id)
    if session_id is not None:
        query = query.where(session.c.id == session_id)
    return sorted((await uow.connection.execute(query)).scalars())


# --- refresh tokens -------------------------------------------------------------------------------


async def organisation_of_refresh_token(connection: AsyncConnection, sha256: str) -> UUID | None:
    """Find whose a refresh token is, before the organisation is known."""
    return (await connection.execute(select(func.organisation_of_refresh_token(sha256)))).scalar()


async def add_refresh_token(
    uow: UnitOfWork, token_id: UUID, session_id: UUID, sha256: str, follows: UUID | None
) -> None:
    """Write a new token, and which other one it was given for."""
    await uow.connection.execute(
        insert(refresh_token).values(
            organisation_id=uow.organisation_id,
            id=token_id,
            session_id=session_id,
            sha256=sha256,
            follows=follows,
            created_at=uow.clock.now(),
        )
    )


async def token_facts(uow: UnitOfWork, sha256: str) -> TokenFacts | None:
    """Read, and lock, what a refresh is decided on."""
    successor = refresh_token.alias()
    found = await uow.connection.execute(
        select(
            refresh_token.c.id.label("token_id"),
            refresh_token.c.used_at.label("token_used_at"),
            refresh_token.c.lost_at,
            exists()
            .where(
                successor.c.organisation_id == refresh_token.c.organisation_id,
                successor.c.session_id == refresh_token.c.session_id,
                successor.c.follows == refresh_token.c.id,
                successor.c.used_at.is_not(None),
            )
            .label("successor_used"),
            session.c.id.label("session_id"),
            *_PERSON,
        )
        .join(
            session,
            and_(
                session.c.organisation_id == refresh_token.c.organisation_id,
                session.c.id == refresh_token.c.session_id,
            ),
        )
        .join(person, _SESSIONS_PERSON)
        .where(
            refresh_token.c.organisation_id == uow.organisation_id,
            refresh_token.c.sha256 == sha256,
        )
        .with_for_update(of=[refresh_token, session])
    )
    row = found.one_or_none()
    if row is None:
        return None
    whose = select(session).where(
        session.c.organisation_id == uow.organisation_id, session.c.id == row.session_id
    )
    kept = (await uow.connection.execute(whose)).one()
    return TokenFacts(
        token_id=row.token_id,
        used_at=row.token_used_at,
        lost_at=row.lost_at,
        successor_used=row.successor_used,
        session=_session(kept),
        person=_person(row),
    )


async def use_token(
    uow: UnitOfWork, token_id: UUID, session_id: UUID, *, expires_at: datetime
) -> None:
    """Mark a token as used and its session as alive until `expires_at`."""
    now = uow.clock.now()
    await uow.connection.execute(
        update(refresh_token)
        .where(
            refresh_token.c.organisation_id == uow.organisation_id, refresh_token.c.id == token_id
        )
        .values(used_at=now)
    )
    await uow.connection.execute(
        update(session)
        .where(session.c.organisation_id == uow.organisation_id, session.c.id == session_id)
        .values(used_at=now, expires_at=expires_at)
    )


async def mark_lost(uow: UnitOfWork, token_id: UUID, session_id: UUID) -> None:
    """Mark what was given for a token before: another one will be given in its place."""
    await uow.connection.execute(
        update(refresh_token)
        .where(
            refresh_token.c.organisation_id == uow.organisation_id,
            refresh_token.c.session_id == session_id,
            refresh_token.c.follows == token_id,
            refresh_token.c.lost_at.is_(None),
        )
        .values(lost_at=uow.clock.now())
    )


# --- rows to things -------------------------------------------------------------------------------

_SESSIONS_PERSON = and_(
    session.c.organisation_id == person.c.organisation_id, session.c.person_id == person.c.id
)


def _is(unit: ReadUnit, person_id: UUID) -> Condition:
    return and_(person.c.organisation_id == unit.organisation_id, person.c.id == person_id)


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles),
        disabled_at=row.disabled_at,
        rev=row.rev,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _session(row: Any) -> Session:
    return Session(
        id=row.id,
        person_id=row.person_id,
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        client=row.client,
    )
