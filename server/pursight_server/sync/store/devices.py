"""Queries over devices and the results of their commands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight.contracts.sync import Command, CommandResult
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sync.model import Device
from pursight_server.sync.tables import sync_device, sync_result


async def find(unit: ReadUnit, device_id: UUID, *, lock: bool = False) -> Device | None:
    """Read one; with `lock` nobody else does anything for it before this transaction ends."""
    query = _devices(unit).where(sync_device.c.id == device_id)
    found = await unit.connection.execute(query.with_for_update() if lock else query)
    row = found.mappings().one_or_none()
    return None if row is None else _device(row)


async def of(unit: ReadUnit, person_id: UUID | None) -> list[Device]:
    """List a person's devices, or everybody's, the latest seen first."""
    query = _devices(unit)
    if person_id is not None:
        query = query.where(sync_device.c.person_id == person_id)
    query = query.order_by(sync_device.c.last_seen_at.desc(), sync_device.c.id)
    return [_device(row) for row in (await unit.connection.execute(query)).mappings()]


async def add(uow: UnitOfWork, new: Device) -> bool:
    """Keep a new one; False if there is one with its id already, made this very moment say."""
    values = {name: getattr(new, name) for name in Device.__dataclass_fields__}
    added = await uow.connection.execute(
        upsert(sync_device)
        .values(organisation_id=uow.organisation_id, **values)
        .on_conflict_do_nothing()
    )
    return bool(added.rowcount)


async def change(uow: UnitOfWork, device_id: UUID, **values: object) -> None:
    """Change fields of one."""
    await uow.connection.execute(
        update(sync_device)
        .where(sync_device.c.organisation_id == uow.organisation_id, sync_device.c.id == device_id)
        .values(**values)
    )


async def connected(unit: ReadUnit, now: datetime) -> list[Device]:
    """List the devices that are connected now."""
    query = _devices(unit).where(sync_device.c.connected_until > now)
    return [_device(row) for row in (await unit.connection.execute(query)).mappings()]


async def result(unit: ReadUnit, device_id: UUID, mid: int) -> CommandResult | None:
    """Read what became of a command."""
    found = await unit.connection.execute(
        select(sync_result.c.result).where(
            sync_result.c.organisation_id == unit.organisation_id,
            sync_result.c.device_id == device_id,
            sync_result.c.mid == mid,
        )
    )
    text = found.scalar_one_or_none()
    return None if text is None else CommandResult.model_validate_json(text)


async def settle(uow: UnitOfWork, device_id: UUID, command: Command, result: CommandResult) -> None:
    """Use up a command's `mid`, and keep what became of it."""
    await uow.connection.execute(
        insert(sync_result).values(
            organisation_id=uow.organisation_id,
            device_id=device_id,
            mid=result.mid,
            command=command.model_dump_json(),
            result=result.model_dump_json(),
        )
    )
    await change(uow, device_id, last_mid=result.mid)


def _devices(unit: ReadUnit) -> Select[Any]:
    return select(sync_device).where(sync_device.c.organisation_id == unit.organisation_id)


def _device(row: RowMapping) -> Device:
    return Device(**{name: row[name] for name in Device.__dataclass_fields__})
