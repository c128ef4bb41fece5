"""How the feed is read: its state, pages of rows and of changes, the rows of one scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, false, func, or_, select, text

from pursight.contracts.sync import RepairRequest
from pursight_server.access import scope as access
from pursight_server.access.model import Caller, Permission
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.sync.model import READS, Changes, KeptRow, visible_entities
from pursight_server.sync.store.feeding import Head
from pursight_server.sync.tables import sync_entry, sync_head, sync_row


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the feed; `row` is there when this is the row's latest change."""

    seq: int
    entity: str
    id: UUID
    before: bool
    after: bool
    row: KeptRow | None


async def head(unit: ReadUnit) -> Head:
    """Read where the feed is."""
    found = await unit.connection.execute(
        select(sync_head.c.seq, sync_head.c.oldest).where(
            sync_head.c.organisation_id == unit.organisation_id
        )
    )
    row = found.one_or_none()
    return Head() if row is None else Head(row.seq, row.oldest)


async def feed_id(unit: ReadUnit) -> str:
    """Read which feed this is; another one after a restore from a backup."""
    return str((await unit.connection.execute(text("SELECT feed_id FROM installation"))).scalar())


def visible_rows(caller: Caller, entity: str, table: Any = sync_row) -> Condition:
    """Say which rows of an entity somebody may see: the same predicate as for its lists.

    It is asked of rows and of entries alike, of what the asset or source that they are about is
    now. What is not seen any more is told by no entry: digests differ, and repairing evicts it.
    """
    of_entity: Condition = table.c.entity == entity
    return of_entity & access.visible(caller, READS[entity], table)


def _labelled(caller: Caller) -> Condition | None:
    """Say of which assets somebody is told labels; None: of all they see."""
    if access.sees_all(caller, Permission.CLASSIFICATION_READ):
        return None
    return access.visible(caller, Permission.CLASSIFICATION_READ, sync_row)


def _fields(caller: Caller, entity: str) -> Any:
    """Give the column of a row's text as somebody may see it: labelled, or plain."""
    labelled = _labelled(caller) if entity == "asset" else None
    if labelled is None:
        return sync_row.c.fields
    unlabelled = func.coalesce(sync_row.c.plain, sync_row.c.fields)
    return case((labelled, sync_row.c.fields), else_=unlabelled)


def hash_if(labelled: Condition | None) -> Any:
    """Give the column of a row's hash as somebody may see it who is told those labels."""
    if labelled is None:
        return sync_row.c.hash
    unlabelled = func.coalesce(sync_row.c.plain_hash, sync_row.c.hash)
    return case((labelled, sync_row.c.hash), else_=unlabelled)


def _row(caller: Caller, entity: str) -> tuple[Any, ...]:
    fields = _fields(caller, entity).label("fields")
    return sync_row.c.entity, sync_row.c.id, sync_row.c.rev, fields


async def snapshot(
    unit: ReadUnit, caller: Caller, after: tuple[str, UUID] | None, limit: int
) -> list[KeptRow]:
    """Read rows somebody may see in the order of a snapshot, from the one after `after`."""
    rows: list[KeptRow] = []
    entities = visible_entities(caller)
    if after is not None:
        entities = entities[entities.index(after[0]) :] if after[0] in entities else ()
    for entity in entities:
        query = select(*_row(caller, entity)).where(
            sync_row.c.organisation_id == unit.organisation_id, visible_rows(caller, entity)
        )
        if after is not None and after[0] == entity:
            query = query.where(sync_row.c.id > after[1])
        found = await unit.connection.execute(
            query.order_by(sync_row.c.id).limit(limit - len(rows))
        )
        rows += [KeptRow(*row) for row in found]
        if len(rows) == limit:
            break
    return rows


async def entries(unit: ReadUnit, caller: Caller, after: int, limit: int) -> list[Told]:
    """Read what the feed after a position tells of rows that may be seen."""
    entities = visible_entities(caller)
    labelled = _fields(caller, "asset")
    said = case((sync_entry.c.entity == "asset", labelled), else_=sync_row.c.fields)
    every = all(access.sees_all(caller, READS[entity]) for entity in entities)
    seen = (
        sync_entry.c.entity.in_(entities)
        if every
        else or_(false(), *(visible_rows(caller, entity, sync_entry) for entity in entities))
    )
    found = await unit.connection.execute(
        select(
            sync_entry.c.seq,
            sync_entry.c.entity,
            sync_entry.c.id,
            sync_entry.c.before,
            sync_entry.c.after,
            sync_row.c.rev,
            said.label("fields"),
        )
        .select_from(
            sync_entry.outerjoin(
                sync_row,
                (sync_row.c.organisation_id == sync_entry.c.organisation_id)
                & (sync_row.c.entity == sync_entry.c.entity)
                & (sync_row.c.id == sync_entry.c.id)
                & (sync_row.c.rev == sync_entry.c.seq),
            )
        )
        .where(
            sync_entry.c.organisation_id == unit.organisation_id,
            sync_entry.c.seq > after,
            seen,
        )
        .order_by(sync_entry.c.seq)
        .limit(limit)
    )
    return [
        Told(*row[:5], None if row.rev is None else KeptRow(row[1], row[2], row.rev, row.fields))
        for row in found
    ]


async def revs(unit: ReadUnit, caller: Caller, asked: RepairRequest, limit: int) -> dict[UUID, int]:
    """Read the rev of each row that somebody may see in a range, by id and in its order."""
    query = select(sync_row.c.id, sync_row.c.rev).where(
        sync_row.c.organisation_id == unit.organisation_id, visible_rows(caller, asked.scope)
    )
    if asked.after is not None:
        query = query.where(sync_row.c.id > asked.after)
    if asked.until is not None:
        query = query.where(sync_row.c.id <= asked.until)
    found = await unit.connection.execute(query.order_by(sync_row.c.id).limit(limit))
    return {row[0]: row[1] for row in found}


async def rows(unit: ReadUnit, caller: Caller, entity: str, ids: Sequence[UUID]) -> list[KeptRow]:
    """Read rows of an entity that somebody may see, in the order of their ids."""
    found = await unit.connection.execute(
        select(*_row(caller, entity))
        .where(
            sync_row.c.organisation_id == unit.organisation_id,
            visible_rows(caller, entity),
            among(sync_row.c.id, ids),
        )
        .order_by(sync_row.c.id)
    )
    return [KeptRow(*row) for row in found]


async def find(unit: ReadUnit, entity: str, row_id: UUID) -> tuple[KeptRow, Changes] | None:
    """Read one row, and who changed which field last."""
    found = await unit.connection.execute(
        select(
            sync_row.c.entity,
            sync_row.c.id,
            sync_row.c.rev,
            sync_row.c.fields,
            sync_row.c.changes,
        ).where(
            sync_row.c.organisation_id == unit.organisation_id,
            sync_row.c.entity == entity,
            sync_row.c.id == row_id,
        )
    )
    row = found.one_or_none()
    return None if row is None else (KeptRow(*row[:4]), row[4])


async def seen_assets(unit: ReadUnit, caller: Caller, ids: Collection[UUID]) -> set[UUID]:
    """Say which of some assets somebody may see; whoever may see all, those that are gone too."""
    if access.sees_all(caller, READS["asset"]):
        return set(ids)
    found = await unit.connection.execute(
        select(sync_row.c.id).where(
            sync_row.c.organisation_id == unit.organisation_id,
            visible_rows(caller, "asset"),
            among(sync_row.c.id, sorted(ids)),
        )
    )
    return set(found.scalars())
