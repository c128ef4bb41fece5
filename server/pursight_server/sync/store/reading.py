"""How the feed is read: its state, pages of rows and of changes, the rows of one scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text

from pursight.contracts.sync import RepairRequest
from pursight_server.access import scope as access
from pursight_server.access.model import Caller
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.sync.model import READS, Changes, KeptRow, visible_entities
from pursight_server.sync.store.feeding import Head
from pursight_server.sync.tables import sync_entry, sync_head, sync_row

_ROW = (sync_row.c.entity, sync_row.c.id, sync_row.c.rev, sync_row.c.fields)


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


def _visible(caller: Caller, entity: str) -> Condition:
    """Say which rows of an entity somebody may see: the same predicate as for its lists.

    It is asked of rows and of entries alike. One that looks at a row's content would need that
    content, before and after, in the entries too; see docs/adr/0007.
    """
    return (sync_row.c.entity == entity) & access.visible(caller, READS[entity], sync_row)


async def snapshot(
    unit: ReadUnit, caller: Caller, after: tuple[str, UUID] | None, limit: int
) -> list[KeptRow]:
    """Read rows somebody may see in the order of a snapshot, from the one after `after`."""
    rows: list[KeptRow] = []
    entities = visible_entities(caller)
    if after is not None:
        entities = entities[entities.index(after[0]) :] if after[0] in entities else ()
    for entity in entities:
        query = select(*_ROW).where(
            sync_row.c.organisation_id == unit.organisation_id, _visible(caller, entity)
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
    """Read the feed after a position, without entities of which nothing may be seen."""
    found = await unit.connection.execute(
        select(
            sync_entry.c.seq,
            sync_entry.c.entity,
            sync_entry.c.id,
            sync_entry.c.before,
            sync_entry.c.after,
            sync_row.c.rev,
            sync_row.c.fields,
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
            sync_entry.c.entity.in_(visible_entities(caller)),
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
        sync_row.c.organisation_id == unit.organisation_id, _visible(caller, asked.scope)
    )
    if asked.after is not None:
        query = query.where(sync_row.c.id > asked.after)
    if asked.until is not None:
        query = query.where(sync_row.c.id <= asked.until)
    found = await unit.connection.execute(query.order_by(sync_row.c.id).limit(limit))
    return {row[0]: row[1] for row in found}


async def rows(unit: ReadUnit, entity: str, ids: Sequence[UUID]) -> list[KeptRow]:
    """Read rows of an entity, in the order of their ids."""
    found = await unit.connection.execute(
        select(*_ROW)
        .where(
            sync_row.c.organisation_id == unit.organisation_id,
            sync_row.c.entity == entity,
            among(sync_row.c.id, ids),
        )
        .order_by(sync_row.c.id)
    )
    return [KeptRow(*row) for row in found]


async def find(unit: ReadUnit, entity: str, row_id: UUID) -> tuple[KeptRow, Changes] | None:
    """Read one row, and who changed which field last."""
    found = await unit.connection.execute(
        select(*_ROW, sync_row.c.changes).where(
            sync_row.c.organisation_id == unit.organisation_id,
            sync_row.c.entity == entity,
            sync_row.c.id == row_id,
        )
    )
    row = found.one_or_none()
    return None if row is None else (KeptRow(*row[:4]), row[4])
