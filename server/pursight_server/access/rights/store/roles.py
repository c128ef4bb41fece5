"""How custom roles are kept and asked for."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight_server.access.model import Permission
from pursight_server.access.rights.model import CustomRole
from pursight_server.access.rights.tables import (
    custom_role,
)
from pursight_server.platform.conditions import of_organisation
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

roles_table = custom_role
"""For `access.scope.visible`."""


async def custom_roles(unit: ReadUnit) -> dict[str, CustomRole]:
    """Read all custom roles, by code."""
    found = await unit.connection.execute(
        select(custom_role)
        .where(of_organisation(custom_role, unit.organisation_id))
        .order_by(custom_role.c.code)
    )
    return {row.code: _role(row) for row in found}


async def put_role(uow: UnitOfWork, role: CustomRole) -> None:
    """Write a role as it is now."""
    values = asdict(role) | {
        "permissions": sorted(role.permissions),
        "inherits": sorted(role.inherits),
    }
    statement = upsert(custom_role).values(organisation_id=uow.organisation_id, **values)
    await uow.connection.execute(
        statement.on_conflict_do_update(index_elements=["organisation_id", "code"], set_=values)
    )


async def drop_role(uow: UnitOfWork, code: str) -> None:
    """Take a role away."""
    await uow.connection.execute(
        delete(custom_role).where(
            of_organisation(custom_role, uow.organisation_id), custom_role.c.code == code
        )
    )


def _role(row: Any) -> CustomRole:
    known = {one.value for one in Permission}
    values = {name: getattr(row, name) for name in CustomRole.__dataclass_fields__}
    values["permissions"] = frozenset(Permission(one) for one in row.permissions if one in known)
    return CustomRole(**(values | {"inherits": frozenset(row.inherits)}))
