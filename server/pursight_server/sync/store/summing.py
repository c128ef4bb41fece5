"""Digests of what somebody may see who does not see everything.

They are added up for each source. What a row of one source says, and who may see it, depends on
nothing in another source; so of a feed that went on only those sources are added up again that it
tells of. What was added up is kept for all who may see the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from pursight.contracts.sync import Digests, ScopeDigest
from pursight_server.access import scope as access
from pursight_server.access.model import EVERYWHERE_ONLY, Caller, Permission
from pursight_server.catalog.store.listing import assets_table as asset
from pursight_server.catalog.store.listing import parents_table as parents
from pursight_server.platform.recent import Recent
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.sync.model import READS, epoch_of, visible_entities
from pursight_server.sync.store import feeding, reading
from pursight_server.sync.store.feeding import Head
from pursight_server.sync.tables import sync_entry, sync_row

_MODULUS: Final = 1 << 64

Sums = Mapping[UUID | None, tuple[int, int]]
"""Number of rows and sum of their hashes, by source; None: rows that are about none."""


@dataclass(frozen=True, slots=True)
class Summed:
    """What was added up, at which position of the feed."""

    seq: int
    sums: Mapping[str, Sums]


async def digests(
    unit: ReadUnit, caller: Caller, *, feed: str, head: Head, recent: Recent
) -> Digests:
    """Read the digests of what somebody may see: those kept, or added up of the rows they see.

    Args:
        unit: Where to read.
        caller: Who.
        feed: Which feed it is.
        head: Where it is, in this same transaction.
        recent: What was added up lately.
    """
    kept = await feeding.digests(unit)
    told: Digests = {}
    parts: list[str] = []
    for entity in visible_entities(caller):
        if entity not in kept or not kept[entity].count:
            continue
        told[entity] = kept[entity]
        if not _sees_all(caller, entity):
            parts.append(entity)
    if parts:
        key = ("sync digests", unit.organisation_id, feed, epoch_of(caller))
        summed = await _summed(unit, caller, parts, head, recent.find(key))
        before: Summed | None = recent.find(key)
        if before is None or before.seq <= summed.seq:
            recent.keep(key, summed)
        told |= {entity: _digest(summed.sums[entity]) for entity in parts}
    return {entity: digest for entity, digest in told.items() if digest.count}


async def _summed(
    unit: ReadUnit, caller: Caller, entities: Collection[str], head: Head, before: Summed | None
) -> Summed:
    known = before.sums if before is not None else {}
    anew: frozenset[UUID | None] | None = None
    if before is not None and head.oldest <= before.seq <= head.seq:
        anew = await _sources_told_of(unit, before.seq, head.seq)
    sums: dict[str, Sums] = {}
    for entity in entities:
        if anew is None or entity not in known:
            sums[entity] = await _add_up(unit, caller, entity)
        elif anew:
            left = {one: known[entity][one] for one in known[entity].keys() - anew}
            sums[entity] = left | await _add_up(unit, caller, entity, anew)
        else:
            sums[entity] = known[entity]
    return Summed(head.seq, sums)


async def _sources_told_of(unit: ReadUnit, after: int, until: int) -> frozenset[UUID | None] | None:
    """Say of which sources a part of the feed tells; None when that is not known any more."""
    if after == until:
        return frozenset()
    found = await unit.connection.execute(
        select(
            func.coalesce(sync_entry.c.source_id, asset.c.source_id),
            and_(sync_entry.c.asset_id.is_not(None), asset.c.id.is_(None)),
        )
        .select_from(
            sync_entry.outerjoin(
                asset,
                (asset.c.organisation_id == sync_entry.c.organisation_id)
                & (asset.c.id == sync_entry.c.asset_id),
            )
        )
        .where(
            sync_entry.c.organisation_id == unit.organisation_id,
            sync_entry.c.seq > after,
            sync_entry.c.seq <= until,
        )
        .distinct()
    )
    told = [(row[0], row[1]) for row in found]
    if any(lost for _, lost in told):
        return None
    return frozenset(source for source, _ in told)


async def _add_up(
    unit: ReadUnit,
    caller: Caller,
    entity: str,
    sources: Collection[UUID | None] | None = None,
) -> dict[UUID | None, tuple[int, int]]:
    sums: dict[UUID | None, tuple[int, int]] = {}
    for query, source in _queries(unit, caller, entity):
        part = query if sources is None else query.where(_one_of(source, sources))
        for row in await unit.connection.execute(part.group_by(source)):
            count, total = sums.get(row[0], (0, 0))
            sums[row[0]] = (count + row[1], (total + int(row[2])) % _MODULUS)
    return sums


def _queries(unit: ReadUnit, caller: Caller, entity: str) -> list[tuple[Select[Any], Any]]:
    """Ask for the sums by source: of rows about assets, joined to them, and of all others."""
    rows = (sync_row.c.organisation_id == unit.organisation_id, sync_row.c.entity == entity)
    joined = sync_row.outerjoin(
        asset,
        (asset.c.organisation_id == sync_row.c.organisation_id)
        & (asset.c.id == sync_row.c.asset_id),
    )
    of_row = func.coalesce(sync_row.c.source_id, asset.c.source_id)
    if READS[entity] in EVERYWHERE_ONLY:
        seen = reading.visible_rows(caller, entity)
        return [(_sums(of_row, sync_row.c.hash).select_from(joined).where(*rows, seen), of_row)]
    with_tables = sync_row.join(
        asset,
        (asset.c.organisation_id == sync_row.c.organisation_id)
        & (asset.c.id == sync_row.c.asset_id),
    ).outerjoin(
        parents,
        (asset.c.level == "column")
        & (parents.c.organisation_id == asset.c.organisation_id)
        & (parents.c.id == asset.c.parent_id),
    )
    labelled = None
    if entity == "asset" and not access.sees_all(caller, Permission.CLASSIFICATION_READ):
        labelled = access.visible(caller, Permission.CLASSIFICATION_READ, asset, parents=parents)
    hashed = reading.hash_if(labelled)
    seen = access.visible(caller, READS[entity], asset, parents=parents)
    about_none = (
        _sums(sync_row.c.source_id, sync_row.c.hash)
        .select_from(sync_row)
        .where(*rows, sync_row.c.asset_id.is_(None), reading.visible_rows(caller, entity))
    )
    return [
        (
            _sums(asset.c.source_id, hashed).select_from(with_tables).where(*rows, seen),
            asset.c.source_id,
        ),
        (about_none, sync_row.c.source_id),
    ]


def _sums(source: Any, hashed: Any) -> Select[Any]:
    return select(source, func.count(), func.coalesce(func.sum(hashed), 0))


def _one_of(source: Any, sources: Collection[UUID | None]) -> Any:
    named = source.in_(sorted(one for one in sources if one is not None))
    return or_(named, source.is_(None)) if None in sources else named


def _digest(sums: Sums) -> ScopeDigest:
    count = sum(count for count, _ in sums.values())
    total = sum(total for _, total in sums.values()) % _MODULUS
    return ScopeDigest(count=count, sum=f"{total:016x}")


def _sees_all(caller: Caller, entity: str) -> bool:
    labels = entity != "asset" or access.sees_all(caller, Permission.CLASSIFICATION_READ)
    return labels and access.sees_all(caller, READS[entity])
