"""How API tokens are asked for and written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from pursight_server.access.machines import ApiToken
from pursight_server.access.model import Permission
from pursight_server.access.tables import api_token
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

api_tokens_table = api_token
"""For `access.scope.visible`."""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What it is decided on whether a key fits."""

    token: ApiToken
    sha256: str
    failures: int
    locked_until: datetime | None


async def organisation_of(connection: AsyncConnection, token_id: UUID) -> UUID | None:
    """Find whose a token is, before the organisation is known."""
    return (await connection.execute(select(func.organisation_of_api_token(token_id)))).scalar()


async def add(uow: UnitOfWork, new: ApiToken, sha256: str) -> None:
    """Write a new one, with the digest of its secret."""
    await uow.connection.execute(
        insert(api_token).values(
            organisation_id=uow.organisation_id,
            id=new.id,
            principal_kind=new.principal_kind,
            principal_id=new.principal_id,
            name=new.name,
            permissions=sorted(new.permissions),
            sha256=sha256,
            created_at=new.created_at,
            created_by=new.created_by,
            expires_at=new.expires_at,
        )
    )


async def key_facts(unit: ReadUnit, token_id: UUID, *, lock: bool = False) -> KeyFacts | None:
    """Read what a request with a token is decided on."""
    query = select(api_token).where(_is(unit, token_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return KeyFacts(_token(row), row.sha256, row.failures, row.locked_until) if row else None


async def page_of(
    unit: ReadUnit,
    page: PageRequest,
    visible: Condition,
    *,
    principal_id: UUID | None = None,
    alive: bool | None = None,
) -> Page[ApiToken]:
    """Read a page of them, the oldest first; of one principal, or only those that work."""
    query = select(api_token)
    if principal_id is not None:
        query = query.where(api_token.c.principal_id == principal_id)
    if alive is not None:
        works = and_(api_token.c.revoked_at.is_(None), api_token.c.expires_at > unit.clock.now())
        query = query.where(works if alive else ~works)
    return await fetch_page(
        unit,
        query,
        page,
        kind="api_tokens",
        order=[api_token.c.created_at, api_token.c.id],
        visible=visible,
        read=_token,
    )


async def revoke(
    uow: UnitOfWork, *, principal_id: UUID | None = None, token_id: UUID | None = None
) -> list[ApiToken]:
    """Revoke one token, or all of a principal; returns those that worked until now."""
    query = (
        update(api_token)
        .where(
            api_token.c.organisation_id == uow.organisation_id,
            api_token.c.revoked_at.is_(None),
            api_token.c.expires_at > uow.clock.now(),
        )
        .values(revoked_at=uow.clock.now())
        .returning(api_token)
    )
    if principal_id is not None:
        query = query.where(api_token.c.principal_id == principal_id)
    if token_id is not None:
        query = query.where(api_token.c.id == token_id)
    return sorted((_token(row) for row in await uow.connection.execute(query)), key=lambda t: t.id)


async def set_used(uow: UnitOfWork, token_id: UUID, used_at: datetime) -> None:
    """Write when it was used, and forget wrong secrets."""
    await uow.connection.execute(
        update(api_token)
        .where(_is(uow, token_id))
        .values(used_at=used_at, failures=0, locked_until=None)
    )


async def set_failures(
    uow: UnitOfWork, token_id: UUID, failures: int, locked_until: datetime | None
) -> None:
    """Write how many wrong secrets came in a row, and until when to wait."""
    await uow.connection.execute(
        update(api_token)
        .where(_is(uow, token_id))
        .values(failures=failures, locked_until=locked_until)
    )


def _is(unit: ReadUnit, token_id: UUID) -> Condition:
    return and_(api_token.c.organisation_id == unit.organisation_id, api_token.c.id == token_id)


def _token(row: Any) -> ApiToken:
    known = {permission.value for permission in Permission}
    return ApiToken(
        id=row.id,
        principal_kind=row.principal_kind,
        principal_id=row.principal_id,
        name=row.name,
        permissions=frozenset(Permission(one) for one in row.permissions if one in known),
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
