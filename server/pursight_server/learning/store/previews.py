"""Queries over comparisons and what they found."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, Select, Text, cast, delete, insert, or_, select, text, update

from pursight_server.learning.model import (
    Activation,
    Change,
    Preview,
    PreviewState,
)
from pursight_server.learning.store.claiming import to_be_taken
from pursight_server.learning.tables import model_change, model_preview
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

previews_table = model_preview
changes_table = model_change
"""For `access.scope.visible`."""

_ADD_CHANGES = text(
    "INSERT INTO model_change (organisation_id, preview_id, asset_id, source_id, run_id, sort_key,"
    " kind, decided, label_before, confidence_before, decision_before, label, confidence, decision,"
    " classification)"
    " SELECT :organisation_id, :preview_id, asset_id, source_id, run_id, sort_key, kind, decided,"
    " label_before, confidence_before, decision_before, label, confidence, decision, classification"
    " FROM json_to_recordset(CAST(:rows AS json)) AS new(asset_id uuid, source_id uuid,"
    " run_id uuid, sort_key text, kind text, decided boolean, label_before text,"
    " confidence_before float8, decision_before text, label text, confidence float8,"
    " decision text, classification json)"
)


async def add(uow: UnitOfWork, new: Preview) -> None:
    """Keep a new comparison."""
    values = {name: getattr(new, name) for name in Preview.__dataclass_fields__}
    values |= {
        "thresholds": {label: one.model_dump(mode="json") for label, one in new.thresholds.items()},
        "counts": dict(new.counts),
    }
    await uow.connection.execute(
        insert(model_preview).values(organisation_id=uow.organisation_id, **values)
    )


async def change(uow: UnitOfWork, preview_id: UUID, values: Mapping[str, Any]) -> None:
    """Change a comparison and count its revision up."""
    await uow.connection.execute(
        update(model_preview)
        .where(
            model_preview.c.organisation_id == uow.organisation_id,
            model_preview.c.id == preview_id,
        )
        .values(rev=model_preview.c.rev + 1, changed_at=uow.clock.now(), **values)
    )


async def find(unit: ReadUnit, preview_id: UUID, *, lock: bool = False) -> Preview | None:
    """Read one."""
    query = _previews(unit).where(model_preview.c.id == preview_id)
    return await _one(unit, query.with_for_update() if lock else query)


async def open_ones(unit: ReadUnit) -> list[Preview]:
    """Read those that wait, are under way or can be activated."""
    states = [PreviewState.QUEUED, PreviewState.COMPARING, PreviewState.READY]
    found = await unit.connection.execute(_previews(unit).where(model_preview.c.state.in_(states)))
    return [_preview(row) for row in found.mappings()]


async def claim(uow: UnitOfWork, worker: UUID, patience: timedelta) -> Preview | None:
    """Take a comparison that waits, or whose worker fell silent; what it had found is dropped."""
    now = uow.clock.now()
    found = await _one(
        uow,
        _previews(uow)
        .where(
            to_be_taken(model_preview, PreviewState.QUEUED, PreviewState.COMPARING, now, patience)
        )
        .order_by(model_preview.c.created_at, model_preview.c.id)
        .limit(1)
        .with_for_update(skip_locked=True),
    )
    if found is not None:
        taken = {"state": PreviewState.COMPARING, "worker": worker, "worked_at": now, "done": 0}
        await change(uow, found.id, taken)
        await drop_changes(uow, found.id)
    return found


async def pulse(uow: UnitOfWork, preview_id: UUID, worker: UUID, values: Mapping[str, Any]) -> bool:
    """Say how far a comparison is; False when it is not this worker's any more."""
    done = await uow.connection.execute(
        update(model_preview)
        .where(
            model_preview.c.organisation_id == uow.organisation_id,
            model_preview.c.id == preview_id,
            model_preview.c.state == PreviewState.COMPARING,
            model_preview.c.worker == worker,
        )
        .values(worked_at=uow.clock.now(), **values)
        .returning(model_preview.c.id)
    )
    return done.first() is not None


async def page(unit: ReadUnit, wanted: PageRequest, visible: Condition) -> Page[Preview]:
    """List comparisons, the latest first."""
    return await fetch_page(
        unit,
        select(model_preview),
        wanted,
        kind="model_previews",
        order=[model_preview.c.id],
        visible=visible,
        read=lambda row: _preview(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


async def add_changes(uow: UnitOfWork, preview_id: UUID, found: Sequence[Change]) -> None:
    """Keep what a comparison found."""
    if not found:
        return
    rows = [{name: getattr(one, name) for name in Change.__dataclass_fields__} for one in found]
    for row in rows:
        row["classification"] = orjson.Fragment(row["classification"])
    values = {
        "organisation_id": uow.organisation_id,
        "preview_id": preview_id,
        "rows": orjson.dumps(rows).decode(),
    }
    await uow.connection.execute(_ADD_CHANGES, values)


async def drop_changes(uow: UnitOfWork, preview_id: UUID) -> None:
    """Forget what a comparison found."""
    await uow.connection.execute(
        delete(model_change).where(
            model_change.c.organisation_id == uow.organisation_id,
            model_change.c.preview_id == preview_id,
        )
    )


async def changes(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    preview_id: UUID,
    *,
    kinds: Sequence[str],
    labels: Sequence[str],
    source_id: UUID | None,
    decided: bool | None,
) -> Page[Change]:
    """List what a comparison found, by qualified name."""
    query = select(*_CHANGE).where(model_change.c.preview_id == preview_id)
    if kinds:
        query = query.where(model_change.c.kind.in_(kinds))
    if labels:
        named = model_change.c.label.in_(labels), model_change.c.label_before.in_(labels)
        query = query.where(or_(*named))
    if source_id is not None:
        query = query.where(model_change.c.source_id == source_id)
    if decided is not None:
        query = query.where(model_change.c.decided == decided)
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="model_changes",
        order=[model_change.c.sort_key, model_change.c.asset_id],
        visible=visible,
        read=lambda row: _change(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
    )


async def all_changes(
    unit: ReadUnit, preview_id: UUID, source_id: UUID, batch: int = 2_000
) -> AsyncIterator[list[Change]]:
    """Walk through all that was found in a source, in the order of columns' ids."""
    after = UUID(int=0)
    while True:
        query = (
            select(*_CHANGE)
            .where(
                model_change.c.organisation_id == unit.organisation_id,
                model_change.c.preview_id == preview_id,
                model_change.c.source_id == source_id,
                model_change.c.asset_id > after,
            )
            .order_by(model_change.c.asset_id)
            .limit(batch)
        )
        rows = (await unit.connection.execute(query)).mappings().all()
        if not rows:
            return
        yield [_change(row) for row in rows]
        after = rows[-1]["asset_id"]


_CHANGE = [
    cast(column, Text).label("classification") if column.name == "classification" else column
    for column in model_change.c
    if column.name not in {"organisation_id", "preview_id"}
]


def _previews(unit: ReadUnit) -> Select[Any]:
    return select(model_preview).where(model_preview.c.organisation_id == unit.organisation_id)


async def _one(unit: ReadUnit, query: Select[Any]) -> Preview | None:
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else _preview(row)


def _preview(row: RowMapping) -> Preview:
    values = {name: row[name] for name in Preview.__dataclass_fields__}
    return Preview(
        **values
        | {
            "state": PreviewState(values["state"]),
            "thresholds": Activation.read_thresholds(values["thresholds"]),
        }
    )


def _change(row: RowMapping) -> Change:
    return Change(**{name: row[name] for name in Change.__dataclass_fields__})
