"""How identity providers are asked for and written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.model import Role
from pursight_server.access.tables import external_identity, identity_provider, provider_flow
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """Somebody who says who people are (OpenID Connect).

    Attributes:
        client_secret: Sealed; None for a client that has none.
        groups_claim: The claim of the id token that lists groups; empty: none does.
        role_map: Roles by the name of a group.
        creates_persons: Whether somebody who comes for the first time is let in.
        trusts_email: Whether an address that the provider calls verified finds a person who is
            there already, once; afterwards the link holds.
        vouches_for_second_factor: Whether the provider asks for a second factor itself.
    """

    id: UUID
    name: str
    issuer: str
    client_id: str
    client_secret: bytes | None = field(default=None, repr=False)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    groups_claim: str = ""
    role_map: dict[str, list[Role]] = field(default_factory=dict)
    creates_persons: bool = False
    trusts_email: bool = False
    vouches_for_second_factor: bool = False
    enabled: bool = True
    rev: int = 1
    created_at: datetime
    changed_at: datetime


async def add_provider(uow: UnitOfWork, new: IdentityProvider) -> None:
    """Write a new one.

    Raises:
        Conflict: The name is taken.
    """
    values = {"organisation_id": uow.organisation_id, "id": new.id, "created_at": new.created_at}
    await _write(uow, insert(identity_provider).values(**values, **_values(new)))


async def change_provider(uow: UnitOfWork, changed: IdentityProvider) -> None:
    """Write one anew.

    Raises:
        Conflict: The name is taken.
    """
    await _write(
        uow,
        update(identity_provider).where(_is(uow, changed.id)).values(**_values(changed)),
    )


async def drop_provider(uow: UnitOfWork, provider_id: UUID) -> None:
    """Delete one, with the links to it; the persons stay."""
    for table in (provider_flow, external_identity):
        await uow.connection.execute(
            delete(table).where(
                table.c.organisation_id == uow.organisation_id, table.c.provider_id == provider_id
            )
        )
    await uow.connection.execute(delete(identity_provider).where(_is(uow, provider_id)))


async def find_provider(
    unit: ReadUnit, provider_id: UUID, *, lock: bool = False
) -> IdentityProvider | None:
    """Read one; with `lock` nobody else changes it before this transaction ends."""
    query = select(identity_provider).where(_is(unit, provider_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return _provider(row) if row else None


async def list_providers(unit: ReadUnit) -> Sequence[IdentityProvider]:
    """List them by name."""
    found = await unit.connection.execute(
        select(identity_provider)
        .where(identity_provider.c.organisation_id == unit.organisation_id)
        .order_by(identity_provider.c.name)
    )
    return [_provider(row) for row in found]


async def _write(uow: UnitOfWork, statement: Any) -> None:
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(statement)
    except IntegrityError as error:
        raise Conflict("an identity provider of this name is there already") from error


def _is(unit: ReadUnit, provider_id: UUID) -> Condition:
    return and_(
        identity_provider.c.organisation_id == unit.organisation_id,
        identity_provider.c.id == provider_id,
    )


def _values(one: IdentityProvider) -> dict[str, Any]:
    return {
        "name": one.name,
        "issuer": one.issuer,
        "client_id": one.client_id,
        "client_secret": one.client_secret,
        "scopes": list(one.scopes),
        "groups_claim": one.groups_claim,
        "role_map": {group: sorted(roles) for group, roles in one.role_map.items()},
        "creates_persons": one.creates_persons,
        "trusts_email": one.trusts_email,
        "vouches_for_second_factor": one.vouches_for_second_factor,
        "enabled": one.enabled,
        "rev": one.rev,
        "changed_at": one.changed_at,
    }


def _provider(row: Any) -> IdentityProvider:
    return IdentityProvider(
        id=row.id,
        name=row.name,
        issuer=row.issuer,
        client_id=row.client_id,
        client_secret=None if row.client_secret is None else bytes(row.client_secret),
        scopes=tuple(row.scopes),
        groups_claim=row.groups_claim,
        role_map={group: [Role(role) for role in roles] for group, roles in row.role_map.items()},
        creates_persons=row.creates_persons,
        trusts_email=row.trusts_email,
        vouches_for_second_factor=row.vouches_for_second_factor,
        enabled=row.enabled,
        rev=row.rev,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
