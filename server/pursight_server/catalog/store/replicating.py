"""How the catalog is read for consoles: many rows at once, only what they show."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import case, func, select

from pursight_server.catalog.model import Facts, HeldDeletion, Level
from pursight_server.catalog.store.annotating import read_held
from pursight_server.catalog.tables import annotation, asset, held_deletion, profile, skipped_object
from pursight_server.platform.conditions import among
from pursight_server.platform.unit_of_work import ReadUnit

_SHOWN = (
    asset.c.id,
    asset.c.source_id,
    asset.c.parent_id,
    asset.c.level,
    asset.c.kind,
    asset.c.name,
    asset.c.fqn,
    asset.c.schema_name,
    asset.c.table_name,
    asset.c.position,
    asset.c.present,
    asset.c.label,
    asset.c.label_state,
    asset.c.label_confidence,
    asset.c.sensitivity,
    asset.c.quality,
    profile.c.measures["row_count"].label("row_count"),
    annotation.c.description,
    annotation.c.owner,
    annotation.c.tags,
    annotation.c.domain_id,
    asset.c.facts,
    asset.c.first_seen_at,
    asset.c.last_seen_at,
    asset.c.gone_at,
)
SHOWN = tuple(column.name for column in _SHOWN)
"""Names of what `assets` reads, in its order."""


async def assets(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read assets with what people said of them, by id.

    Of a column `last_seen_at` is when a scan last changed it: it was seen with its table, and
    telling that of each column would make every row of a source a change at every scan.
    """
    found = await unit.connection.execute(
        select(*_SHOWN)
        .select_from(
            asset.outerjoin(
                annotation,
                (annotation.c.organisation_id == asset.c.organisation_id)
                & (annotation.c.asset_id == asset.c.id),
            ).outerjoin(
                profile,
                (asset.c.level == Level.TABLE)
                & (profile.c.organisation_id == asset.c.organisation_id)
                & (profile.c.asset_id == asset.c.id)
                & (profile.c.run_id == asset.c.profile_run_id),
            )
        )
        .where(asset.c.organisation_id == unit.organisation_id, among(asset.c.id, ids))
    )
    return {row[0]: dict(zip(SHOWN, row, strict=True)) for row in found}


async def profiles(
    unit: ReadUnit, ids: Sequence[UUID], points: int
) -> dict[UUID, tuple[Facts, list[Facts]]]:
    """Read the newest measures of assets, and a few numbers of earlier ones, the latest first.

    Args:
        unit: Where to read.
        ids: Which assets.
        points: How many, at most.

    Returns:
        By asset: `measures` and `at` of the newest, and of each `at`, `rows`, `nulls`, `distinct`.
    """
    latest_first = (profile.c.nominal_time.desc(), profile.c.run_id.desc())
    place = func.row_number().over(partition_by=profile.c.asset_id, order_by=latest_first)
    ranked = (
        select(profile, place.label("place"))
        .where(profile.c.organisation_id == unit.organisation_id, among(profile.c.asset_id, ids))
        .subquery()
    )
    of = ranked.c
    found = await unit.connection.execute(
        select(
            of.asset_id,
            of.nominal_time,
            func.coalesce(of.measures["row_count"], of.measures["examined"]),
            of.measures["nulls"],
            of.measures["distinct"],
            case((of.place == 1, of.measures)),
        )
        .where(of.place <= points)
        .order_by(of.asset_id, of.place)
    )
    read: dict[UUID, tuple[Facts, list[Facts]]] = {}
    for asset_id, at, rows, nulls, distinct, measures in found:
        if asset_id not in read:
            read[asset_id] = ({"measures": measures, "at": at}, [])
        read[asset_id][1].append({"at": at, "rows": rows, "nulls": nulls, "distinct": distinct})
    return read


async def skipped(unit: ReadUnit, source_ids: Sequence[UUID]) -> dict[UUID, list[Facts]]:
    """Read what the newest scans of sources did not look at, in the order of their reports."""
    found = await unit.connection.execute(
        select(skipped_object)
        .where(
            skipped_object.c.organisation_id == unit.organisation_id,
            among(skipped_object.c.source_id, source_ids),
        )
        .order_by(skipped_object.c.source_id, skipped_object.c.number)
    )
    read: dict[UUID, list[Facts]] = {}
    for row in found.mappings():
        read.setdefault(row["source_id"], []).append(dict(row))
    return read


async def roots(unit: ReadUnit, source_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Read which assets stand for whole sources, by source."""
    found = await unit.connection.execute(
        select(asset.c.source_id, asset.c.id).where(
            asset.c.organisation_id == unit.organisation_id,
            asset.c.level == Level.SOURCE,
            among(asset.c.source_id, source_ids),
        )
    )
    return {row[0]: row[1] for row in found}


async def held(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, HeldDeletion]:
    """Read held deletions by id."""
    found = await unit.connection.execute(
        select(held_deletion).where(
            held_deletion.c.organisation_id == unit.organisation_id, among(held_deletion.c.id, ids)
        )
    )
    return {row["id"]: read_held(row) for row in found.mappings()}
