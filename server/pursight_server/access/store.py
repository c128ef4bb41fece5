"""How persons, sessions and refresh tokens are asked for and written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from pursight_server.access.model import Person, Role
from pursight_server.access.tables import person, session
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

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


def read_person(row: Any) -> Person:
    """Make a person of a row of `person`."""
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


async def add_person(uow: UnitOfWork, new: Person, password_hash: str | None) -> None:
    """Write a new person."""
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
        .join(
            session,
            (session.c.organisation_id == person.c.organisation_id)
            & (session.c.person_id == person.c.id),
        )
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
    return read_person(row) if row else None
