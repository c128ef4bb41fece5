"""How refresh tokens are asked for and written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from pursight_server.access.model import Person, Session
from pursight_server.access.store.rows import PERSON, SESSIONS_PERSON, to_person, to_session
from pursight_server.access.tables import person, refresh_token, session
from pursight_server.platform.unit_of_work import UnitOfWork


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
            *PERSON,
        )
        .join(
            session,
            and_(
                session.c.organisation_id == refresh_token.c.organisation_id,
                session.c.id == refresh_token.c.session_id,
            ),
        )
        .join(person, SESSIONS_PERSON)
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
        session=to_session(kept),
        person=to_person(row),
    )


async def use_token(
    uow: UnitOfWork,
    token_id: UUID,
    session_id: UUID,
    *,
    expires_at: datetime,
    address_class: str | None,
) -> None:
    """Mark a token as used and its session as alive until `expires_at`, where it is now."""
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
        .values(
            used_at=now,
            expires_at=expires_at,
            **({} if address_class is None else {"address_class": address_class}),
        )
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
