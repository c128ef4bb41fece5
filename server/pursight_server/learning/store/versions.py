"""Queries over versions of the model and their activations."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, insert, select, update

from pursight_server.learning.model import Activation, Version, VersionState
from pursight_server.learning.store.claiming import to_be_taken
from pursight_server.learning.tables import column_model, model_activation
from pursight_server.platform.conditions import Condition
from pursight_server.platform.one_at_a_time import one_at_a_time
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

versions_table = column_model
activations_table = model_activation
"""For `access.scope.visible`."""

_SHOWN = [column for column in column_model.c if column.name not in {"content", "organisation_id"}]


async def hold(uow: UnitOfWork) -> None:
    """Let nobody else make or activate versions of this organisation until the commit."""
    await one_at_a_time(uow.connection, f"column model{uow.organisation_id}")


async def next_number(uow: UnitOfWork) -> int:
    """Count versions; call it after `hold`."""
    query = select(func.coalesce(func.max(column_model.c.number), 0)).where(
        column_model.c.organisation_id == uow.organisation_id
    )
    return int((await uow.connection.execute(query)).scalar_one()) + 1


async def add(uow: UnitOfWork, new: Version, content: bytes | None = None) -> None:
    """Keep a new version."""
    values = {name: getattr(new, name) for name in Version.__dataclass_fields__}
    await uow.connection.execute(
        insert(column_model).values(
            organisation_id=uow.organisation_id, content=content, **values | {"state": new.state}
        )
    )


async def change(uow: UnitOfWork, model_id: UUID, values: Mapping[str, Any]) -> None:
    """Change a version and count its revision up."""
    await uow.connection.execute(
        update(column_model)
        .where(column_model.c.organisation_id == uow.organisation_id, column_model.c.id == model_id)
        .values(rev=column_model.c.rev + 1, changed_at=uow.clock.now(), **values)
    )


async def find(unit: ReadUnit, number: int, *, lock: bool = False) -> Version | None:
    """Read one by its number."""
    query = _versions(unit).where(column_model.c.number == number)
    return await _one(unit, query.with_for_update() if lock else query)


async def find_by_id(unit: ReadUnit, model_id: UUID, *, lock: bool = False) -> Version | None:
    """Read one by its id."""
    query = _versions(unit).where(column_model.c.id == model_id)
    return await _one(unit, query.with_for_update() if lock else query)


async def find_builtin(unit: ReadUnit, sha256: str) -> Version | None:
    """Read the version that came with the package, by its digest."""
    return await _one(
        unit,
        _versions(unit).where(column_model.c.origin == "builtin", column_model.c.sha256 == sha256),
    )


async def training(unit: ReadUnit) -> Version | None:
    """Read the version that is being trained or waits for it."""
    states = [VersionState.QUEUED, VersionState.TRAINING]
    return await _one(unit, _versions(unit).where(column_model.c.state.in_(states)))


async def claim(uow: UnitOfWork, worker: UUID, patience: timedelta) -> Version | None:
    """Take a version that waits to be trained, or whose worker fell silent."""
    now = uow.clock.now()
    found = await _one(
        uow,
        _versions(uow)
        .where(to_be_taken(column_model, VersionState.QUEUED, VersionState.TRAINING, now, patience))
        .order_by(column_model.c.number)
        .limit(1)
        .with_for_update(skip_locked=True),
    )
    if found is not None:
        taken = {"state": VersionState.TRAINING, "worker": worker, "worked_at": now}
        await change(uow, found.id, taken)
    return found


async def pulse(uow: UnitOfWork, model_id: UUID, worker: UUID, progress: str) -> bool:
    """Say that a version is still being trained; False when it is not this worker's any more."""
    done = await uow.connection.execute(
        update(column_model)
        .where(
            column_model.c.organisation_id == uow.organisation_id,
            column_model.c.id == model_id,
            column_model.c.state == VersionState.TRAINING,
            column_model.c.worker == worker,
        )
        .values(progress=progress, worked_at=uow.clock.now())
        .returning(column_model.c.id)
    )
    return done.first() is not None


async def content(unit: ReadUnit, model_id: UUID) -> bytes | None:
    """Read a version's bytes."""
    query = select(column_model.c.content).where(
        column_model.c.organisation_id == unit.organisation_id, column_model.c.id == model_id
    )
    found = (await unit.connection.execute(query)).scalar_one_or_none()
    return None if found is None else bytes(found)


async def page(unit: ReadUnit, wanted: PageRequest, visible: Condition) -> Page[Version]:
    """List versions, the newest first."""
    return await fetch_page(
        unit,
        select(*_SHOWN),
        wanted,
        kind="column_models",
        order=[column_model.c.number],
        visible=visible,
        read=lambda row: _version(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


async def current(unit: ReadUnit) -> Activation | None:
    """Read which activation counts; None before the first."""
    found = await unit.connection.execute(
        _activations(unit).order_by(model_activation.c.serial.desc()).limit(1)
    )
    row = found.mappings().one_or_none()
    return None if row is None else _activation(row)


async def activation(unit: ReadUnit, serial: int) -> Activation | None:
    """Read one activation."""
    found = await unit.connection.execute(
        _activations(unit).where(model_activation.c.serial == serial)
    )
    row = found.mappings().one_or_none()
    return None if row is None else _activation(row)


async def activations(unit: ReadUnit, wanted: PageRequest, visible: Condition) -> Page[Activation]:
    """List activations, the latest first."""
    return await fetch_page(
        unit,
        select(model_activation),
        wanted,
        kind="model_activations",
        order=[model_activation.c.serial],
        visible=visible,
        read=lambda row: _activation(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


async def add_activation(uow: UnitOfWork, new: Activation) -> None:
    """Keep an activation."""
    values = {name: getattr(new, name) for name in Activation.__dataclass_fields__}
    values["thresholds"] = {
        label: one.model_dump(mode="json") for label, one in new.thresholds.items()
    }
    await uow.connection.execute(
        insert(model_activation).values(organisation_id=uow.organisation_id, **values)
    )


def _versions(unit: ReadUnit) -> Select[Any]:
    return select(*_SHOWN).where(column_model.c.organisation_id == unit.organisation_id)


def _activations(unit: ReadUnit) -> Select[Any]:
    return select(model_activation).where(
        model_activation.c.organisation_id == unit.organisation_id
    )


async def _one(unit: ReadUnit, query: Select[Any]) -> Version | None:
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else _version(row)


def _version(row: RowMapping) -> Version:
    values = {name: row[name] for name in Version.__dataclass_fields__}
    return Version(**values | {"state": VersionState(values["state"])})


def _activation(row: RowMapping) -> Activation:
    values = {name: row[name] for name in Activation.__dataclass_fields__}
    return Activation(**values | {"thresholds": Activation.read_thresholds(values["thresholds"])})
