"""How the feed is written: what was touched, rows, entries, digests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight.contracts.sync import Digests, ScopeDigest
from pursight_server.platform.conditions import among
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sync.model import Changes, ScopeSum, Written
from pursight_server.sync.tables import (
    sync_entry,
    sync_head,
    sync_row,
    sync_scope,
    sync_touched,
)

_SEPARATOR = "\x1e"
"""Between texts of JSON, in which it cannot occur: an array would be escaped letter by letter."""

_WRITE = text(
    "WITH new AS (SELECT * FROM ROWS FROM (unnest(CAST(:ids AS uuid[])),"
    " unnest(CAST(:revs AS bigint[])), string_to_table(:texts, chr(30)),"
    " unnest(CAST(:hashes AS bigint[])), string_to_table(:changes, chr(30)),"
    " unnest(CAST(:before AS boolean[])), unnest(CAST(:assets AS uuid[])),"
    " unnest(CAST(:sources AS uuid[])), string_to_table(:plains, chr(30)),"
    " unnest(CAST(:plain_hashes AS bigint[])))"
    " AS new(id, rev, fields, hash, changes, before, asset_id, source_id, plain, plain_hash)),"
    " told AS (INSERT INTO sync_entry"
    " (organisation_id, seq, entity, id, before, after, at, asset_id, source_id)"
    " SELECT :organisation_id, rev, :entity, id, before, true, :now, asset_id, source_id FROM new)"
    " INSERT INTO sync_row (organisation_id, entity, id, rev, fields, hash, changes,"
    " asset_id, source_id, plain, plain_hash)"
    " SELECT :organisation_id, :entity, id, rev, fields, hash, CAST(changes AS jsonb),"
    " asset_id, source_id, nullif(plain, ''), CASE WHEN plain <> '' THEN plain_hash END FROM new"
    " ON CONFLICT (organisation_id, entity, id) DO UPDATE SET rev = EXCLUDED.rev,"
    " fields = EXCLUDED.fields, hash = EXCLUDED.hash, changes = EXCLUDED.changes,"
    " asset_id = EXCLUDED.asset_id, source_id = EXCLUDED.source_id,"
    " plain = EXCLUDED.plain, plain_hash = EXCLUDED.plain_hash"
)

_DROP = text(
    "WITH gone AS (DELETE FROM sync_row WHERE organisation_id = :organisation_id"
    " AND entity = :entity AND id = ANY(CAST(:ids AS uuid[])) RETURNING id, asset_id, source_id)"
    " INSERT INTO sync_entry"
    " (organisation_id, seq, entity, id, before, after, at, asset_id, source_id)"
    " SELECT :organisation_id, seq, :entity, gone.id, true, false, :now, asset_id, source_id"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:seqs AS bigint[])) AS told(id, seq)"
    " JOIN gone ON gone.id = told.id"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where an organisation's feed is."""

    seq: int = 0
    oldest: int = 0


async def is_touched(uow: UnitOfWork) -> bool:
    """Whether anything waits to be told, of this transaction or of one that told nothing."""
    found = await uow.connection.execute(
        select(exists().where(sync_touched.c.organisation_id == uow.organisation_id))
    )
    return bool(found.scalar_one())


async def lock_head(uow: UnitOfWork) -> Head:
    """Hold the feed until the end of the transaction: who writes next commits next."""
    locked = (
        select(sync_head.c.seq, sync_head.c.oldest)
        .where(sync_head.c.organisation_id == uow.organisation_id)
        .with_for_update()
    )
    row = (await uow.connection.execute(locked)).one_or_none()
    if row is None:
        await uow.connection.execute(
            upsert(sync_head)
            .values(organisation_id=uow.organisation_id, seq=0, oldest=0)
            .on_conflict_do_nothing()
        )
        row = (await uow.connection.execute(locked)).one()
    return Head(row.seq, row.oldest)


async def take_touched(uow: UnitOfWork) -> dict[str, list[UUID]]:
    """Take what waits to be told, by entity; only while the feed is held."""
    taken = await uow.connection.execute(
        delete(sync_touched)
        .where(sync_touched.c.organisation_id == uow.organisation_id)
        .returning(sync_touched.c.entity, sync_touched.c.id)
    )
    touched: dict[str, set[UUID]] = {}
    for entity, row_id in taken:
        touched.setdefault(entity, set()).add(row_id)
    return {entity: sorted(ids) for entity, ids in touched.items()}


async def kept(uow: UnitOfWork, entity: str, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Read rev and hash of rows."""
    found = await uow.connection.execute(
        select(sync_row.c.id, sync_row.c.rev, sync_row.c.hash).where(
            sync_row.c.organisation_id == uow.organisation_id,
            sync_row.c.entity == entity,
            among(sync_row.c.id, ids),
        )
    )
    return {row[0]: (row[1], row[2]) for row in found}


async def contents(
    uow: UnitOfWork, entity: str, ids: Sequence[UUID]
) -> dict[UUID, tuple[dict[str, Any], Changes]]:
    """Read rows' fields, and who changed which of them last."""
    found = await uow.connection.execute(
        select(sync_row.c.id, sync_row.c.fields, sync_row.c.changes).where(
            sync_row.c.organisation_id == uow.organisation_id,
            sync_row.c.entity == entity,
            among(sync_row.c.id, ids),
        )
    )
    return {row[0]: (orjson.loads(row[1]), row[2]) for row in found}


async def write(uow: UnitOfWork, entity: str, new: Written) -> None:
    """Write rows and the entries that tell of them."""
    await uow.connection.execute(
        _WRITE,
        {
            "organisation_id": uow.organisation_id,
            "entity": entity,
            "now": uow.clock.now(),
            "ids": new.ids,
            "revs": new.revs,
            "texts": _SEPARATOR.join(new.texts),
            "hashes": new.hashes,
            "changes": _SEPARATOR.join(new.changes),
            "before": new.before,
            "assets": new.assets,
            "sources": new.sources,
            "plains": _SEPARATOR.join(new.plains),
            "plain_hashes": new.plain_hashes,
        },
    )


async def drop(uow: UnitOfWork, entity: str, gone: Mapping[UUID, int]) -> None:
    """Take rows out and write the entries that tell of it; by id the position of each."""
    await uow.connection.execute(
        _DROP,
        {
            "organisation_id": uow.organisation_id,
            "entity": entity,
            "now": uow.clock.now(),
            "ids": list(gone),
            "seqs": list(gone.values()),
        },
    )


async def digests(unit: ReadUnit) -> Digests:
    """Read the digest of each entity."""
    found = await unit.connection.execute(
        select(sync_scope.c.entity, sync_scope.c["count"], sync_scope.c["sum"]).where(
            sync_scope.c.organisation_id == unit.organisation_id
        )
    )
    return {row[0]: ScopeDigest(count=row[1], sum=row[2]) for row in found}


async def set_head(uow: UnitOfWork, seq: int, scopes: Mapping[str, ScopeSum]) -> None:
    """Move the feed on, with its digests."""
    await uow.connection.execute(
        update(sync_head).where(sync_head.c.organisation_id == uow.organisation_id).values(seq=seq)
    )
    for entity, scope in scopes.items():
        values = scope.digest.model_dump()
        statement = upsert(sync_scope).values(
            organisation_id=uow.organisation_id, entity=entity, **values
        )
        await uow.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["organisation_id", "entity"], set_=values
            )
        )


async def purge(uow: UnitOfWork, before: datetime) -> int:
    """Forget entries older than a moment; consoles that have not seen them begin anew."""
    old = await uow.connection.execute(
        select(func.max(sync_entry.c.seq)).where(
            sync_entry.c.organisation_id == uow.organisation_id, sync_entry.c.at < before
        )
    )
    seq = old.scalar_one_or_none()
    if seq is None:
        return 0
    await lock_head(uow)
    gone = await uow.connection.execute(
        delete(sync_entry).where(
            sync_entry.c.organisation_id == uow.organisation_id, sync_entry.c.seq <= seq
        )
    )
    await uow.connection.execute(
        update(sync_head)
        .where(sync_head.c.organisation_id == uow.organisation_id)
        .values(oldest=func.greatest(sync_head.c.oldest, seq))
    )
    return gone.rowcount


async def thin_out(uow: UnitOfWork) -> int:
    """Forget entries that tell nobody anything: their row was there before, and changed again."""
    gone = await uow.connection.execute(
        delete(sync_entry).where(
            sync_entry.c.organisation_id == uow.organisation_id,
            sync_entry.c.before,
            sync_entry.c.after,
            exists().where(
                sync_row.c.organisation_id == sync_entry.c.organisation_id,
                sync_row.c.entity == sync_entry.c.entity,
                sync_row.c.id == sync_entry.c.id,
                sync_row.c.rev > sync_entry.c.seq,
            ),
        )
    )
    return gone.rowcount
