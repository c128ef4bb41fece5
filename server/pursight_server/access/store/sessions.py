"""How sessions are asked for and written."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, insert, or_, select, update

from pursight_server.access.client import Way
from pursight_server.access.model import Person, Session
from pursight_server.access.store.rows import PERSON, SESSIONS_PERSON, to_person, to_session
from pursight_server.access.tables import person, session, sign_in_policy
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_ASKED_FOR_MORE = (
    exists()
    .where(
        sign_in_policy.c.organisation_id == person.c.organisation_id,
        sign_in_policy.c.second_factor_roles.overlap(person.c.roles),
    )
    .correlate(person)
)


async def open_session(
    uow: UnitOfWork,
    session_id: UUID,
    person_id: UUID,
    *,
    expires_at: datetime,
    client: str,
    device: str = "",
    address_class: str = "",
    methods: Sequence[str] = (),
    second_factor_at: datetime | None = None,
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
            device=device[:100],
            address_class=address_class,
            methods=list(methods),
            second_factor_at=second_factor_at,
        )
    )


async def person_of_session(
    unit: ReadUnit, session_id: UUID, person_id: UUID
) -> tuple[Person, Way] | None:
    """Find whose a live session is, and from where; None when it ended or they are disabled.

    None as well when the organisation asks for a second factor and the session was opened without.
    """
    found = await unit.connection.execute(
        select(*PERSON, session.c.device, session.c.address_class)
        .join(session, SESSIONS_PERSON)
        .where(
            session.c.organisation_id == unit.organisation_id,
            session.c.id == session_id,
            session.c.person_id == person_id,
            session.c.ended_at.is_(None),
            session.c.expires_at > unit.clock.now(),
            person.c.disabled_at.is_(None),
            or_(session.c.second_factor_at.is_not(None), ~_ASKED_FOR_MORE),
        )
    )
    row = found.one_or_none()
    return (to_person(row), Way.of_session(row.device, row.address_class)) if row else None


async def find_session(unit: ReadUnit, session_id: UUID) -> Session | None:
    """Read one session, alive or not."""
    found = await unit.connection.execute(
        select(session).where(
            session.c.organisation_id == unit.organisation_id, session.c.id == session_id
        )
    )
    row = found.one_or_none()
    return to_session(row) if row else None


async def note_second_factor(uow: UnitOfWork, session_id: UUID, method: str) -> None:
    """Note that a session's person has just shown a second factor."""
    await uow.connection.execute(
        update(session)
        .where(
            session.c.organisation_id == uow.organisation_id,
            session.c.id == session_id,
            session.c.ended_at.is_(None),
        )
        .values(
            second_factor_at=uow.clock.now(),
            methods=func.array_append(session.c.methods, method),
        )
    )


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
    return [to_session(row) for row in found]


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
