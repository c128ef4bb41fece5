"""How service accounts are asked for and written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.machines import ServiceAccount
from pursight_server.access.model import Role
from pursight_server.access.tables import service_account
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

service_accounts_table = service_account
"""For `access.scope.visible`."""


async def add(uow: UnitOfWork, new: ServiceAccount) -> None:
    """Write a new one.

    Raises:
        Conflict: The name is taken.
    """
    values = {"organisation_id": uow.organisation_id, "id": new.id, "created_at": new.created_at}
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(insert(service_account).values(**values, **_values(new)))
    except IntegrityError as error:
        raise _taken(new) from error


async def find(unit: ReadUnit, account_id: UUID, *, lock: bool = False) -> ServiceAccount | None:
    """Read one; with `lock` nobody else changes it before this transaction ends."""
    query = select(service_account).where(_is(unit, account_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return _account(row) if row else None


async def page_of(
    unit: ReadUnit, page: PageRequest, visible: Condition, words: Sequence[str] = ()
) -> Page[ServiceAccount]:
    """Read a page of them by name; each word must be a part of name or description."""
    query = select(service_account)
    for word in words:
        parts = (service_account.c.name, service_account.c.description)
        query = query.where(or_(*(part.icontains(word, autoescape=True) for part in parts)))
    return await fetch_page(
        unit,
        query,
        page,
        kind="service_accounts",
        order=[service_account.c.name, service_account.c.id],
        visible=visible,
        read=_account,
    )


async def change(uow: UnitOfWork, after: ServiceAccount) -> None:
    """Write all that can change.

    Raises:
        Conflict: The name is taken.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                update(service_account).where(_is(uow, after.id)).values(**_values(after))
            )
    except IntegrityError as error:
        raise _taken(after) from error


def _values(one: ServiceAccount) -> dict[str, Any]:
    return {
        "name": one.name,
        "description": one.description,
        "owner_id": one.owner_id,
        "roles": sorted(one.roles),
        "disabled_at": one.disabled_at,
        "rev": one.rev,
        "changed_at": one.changed_at,
    }


def _taken(one: ServiceAccount) -> Conflict:
    return Conflict(
        f"a service account called {one.name} is there already", hint="Choose another name."
    )


def _is(unit: ReadUnit, account_id: UUID) -> Condition:
    return and_(
        service_account.c.organisation_id == unit.organisation_id,
        service_account.c.id == account_id,
    )


def _account(row: Any) -> ServiceAccount:
    return ServiceAccount(
        id=row.id,
        name=row.name,
        description=row.description,
        owner_id=row.owner_id,
        roles=frozenset(Role(role) for role in row.roles),
        disabled_at=row.disabled_at,
        rev=row.rev,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
