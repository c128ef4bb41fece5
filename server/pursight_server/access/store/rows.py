"""Rows of persons and sessions to things."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_

from pursight_server.access.model import Person, Role, Session
from pursight_server.access.tables import person, session
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit

PERSON = (
    person.c.id,
    person.c.email,
    person.c.name,
    person.c.roles,
    person.c.disabled_at,
    person.c.rev,
    person.c.created_at,
    person.c.changed_at,
)
SESSIONS_PERSON = and_(
    session.c.organisation_id == person.c.organisation_id, session.c.person_id == person.c.id
)


def is_person(unit: ReadUnit, person_id: UUID) -> Condition:
    """Name one person's row."""
    return and_(person.c.organisation_id == unit.organisation_id, person.c.id == person_id)


def to_person(row: Any) -> Person:
    """Read a person from a row."""
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


def to_session(row: Any) -> Session:
    """Read a session from a row."""
    return Session(
        id=row.id,
        person_id=row.person_id,
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        client=row.client,
        device=row.device,
        address_class=row.address_class,
        methods=tuple(row.methods),
        second_factor_at=row.second_factor_at,
    )
