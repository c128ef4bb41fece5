"""How directories are asked for and written."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from pursight_server.access.directories.model import Directory
from pursight_server.access.directories.tables import directory
from pursight_server.access.model import Role
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def find(unit: ReadUnit, *, lock: bool = False) -> Directory | None:
    """Read the organisation's directory; with `lock` nobody else changes it before this ends."""
    query = select(directory).where(directory.c.organisation_id == unit.organisation_id)
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _directory(row)


async def put(uow: UnitOfWork, wanted: Directory) -> None:
    """Write it, for the first time or anew."""
    values = {name: getattr(wanted, name) for name in Directory.__dataclass_fields__}
    values["urls"] = list(wanted.urls)
    values["role_map"] = {group: sorted(roles) for group, roles in wanted.role_map.items()}
    changed = {name: one for name, one in values.items() if name not in {"id", "created_at"}}
    await uow.connection.execute(
        insert(directory)
        .values(organisation_id=uow.organisation_id, **values)
        .on_conflict_do_update(index_elements=["organisation_id"], set_=changed)
    )


async def drop(uow: UnitOfWork, directory_id: UUID) -> None:
    """Take it away."""
    await uow.connection.execute(
        delete(directory).where(
            directory.c.organisation_id == uow.organisation_id, directory.c.id == directory_id
        )
    )


def _directory(row: Any) -> Directory:
    values = {name: getattr(row, name) for name in Directory.__dataclass_fields__}
    values["urls"] = tuple(row.urls)
    known = {role.value for role in Role}
    values["role_map"] = {
        group: [Role(role) for role in roles if role in known]
        for group, roles in row.role_map.items()
    }
    return Directory(**values)
