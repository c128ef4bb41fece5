"""How a scan is written: few statements, each over many rows."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, insert, select, text, update

from pursight import names
from pursight_server.catalog.model import Facts, Level
from pursight_server.catalog.tables import asset, profile, skipped_object
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_BATCH = 5_000

_ASSET_COLUMNS = (
    "id uuid, source_id uuid, parent_id uuid, level text, kind text, schema_name text,"
    " table_name text, column_name text, name text, fqn text, key text, position integer,"
    " facts jsonb, facts_sha256 text"
)
_NAMES = ", ".join(f'"{part.split()[0]}"' for part in _ASSET_COLUMNS.split(","))

# The f-strings of these statements hold names of ours only.
_INSERT = text(
    f"INSERT INTO asset (organisation_id, {_NAMES}, profile_sha256, profile_run_id, present,"  # noqa: S608
    " first_run_id, last_run_id, first_seen_at, last_seen_at, rev, created_at, changed_at)"
    f" SELECT :organisation_id, {_NAMES}, profile_sha256,"
    " CASE WHEN profile_sha256 IS NOT NULL THEN CAST(:run_id AS uuid) END, true,"
    " :run_id, :run_id, :now, :now, 1, :now, :now"
    " FROM json_to_recordset(CAST(:rows AS json))"
    f" AS new({_ASSET_COLUMNS}, profile_sha256 text)"
)

_UPDATE = text(
    "UPDATE asset SET parent_id = new.parent_id, kind = new.kind, schema_name = new.schema_name,"  # noqa: S608
    " table_name = new.table_name, column_name = new.column_name, name = new.name, fqn = new.fqn,"
    ' key = new.key, "position" = new."position", facts = new.facts,'
    " facts_sha256 = new.facts_sha256, present = true, gone_at = NULL, last_run_id = :run_id,"
    " last_seen_at = :now, rev = asset.rev + 1, changed_at = :now"
    f" FROM json_to_recordset(CAST(:rows AS json)) AS new({_ASSET_COLUMNS})"
    " WHERE asset.organisation_id = :organisation_id AND asset.id = new.id"
)

_MOVE = text(
    "UPDATE asset SET schema_name = new.schema_name, table_name = new.table_name, fqn = new.fqn,"
    " key = new.key, rev = asset.rev + 1, changed_at = :now"
    " FROM json_to_recordset(CAST(:rows AS json)) AS"
    " new(id uuid, schema_name text, table_name text, fqn text, key text)"
    " WHERE asset.organisation_id = :organisation_id AND asset.id = new.id"
)

_PROFILE = text(
    "INSERT INTO profile (organisation_id, asset_id, run_id, nominal_time, measures)"
    " SELECT :organisation_id, asset_id, :run_id, :nominal_time, measures"
    " FROM json_to_recordset(CAST(:rows AS json)) AS new(asset_id uuid, measures jsonb)"
    " ON CONFLICT (organisation_id, asset_id, run_id) DO UPDATE SET measures = EXCLUDED.measures"
)

_POINT = text(
    "UPDATE asset SET profile_sha256 = new.sha256, profile_run_id = :run_id"
    " FROM json_to_recordset(CAST(:rows AS json)) AS new(asset_id uuid, sha256 text)"
    " WHERE asset.organisation_id = :organisation_id AND asset.id = new.asset_id"
)


@dataclass(frozen=True, slots=True)
class KnownAsset:
    """What a scan is compared with."""

    id: UUID
    parent_id: UUID | None
    level: Level
    schema_name: str
    table_name: str
    column_name: str
    kind: str
    position: int | None
    type: str
    facts_sha256: str
    profile_sha256: str | None
    present: bool
    name: str
    fqn: str


async def known(uow: UnitOfWork, source_id: UUID) -> AsyncIterator[KnownAsset]:
    """Read every asset of a source, those that are gone too."""
    of = asset.c
    query = select(
        of.id,
        of.parent_id,
        of.level,
        of.schema_name,
        of.table_name,
        of.column_name,
        of.kind,
        of.position,
        of.facts["type"].astext,
        of.facts_sha256,
        of.profile_sha256,
        of.present,
        of.name,
        of.fqn,
    ).where(of.organisation_id == uow.organisation_id, of.source_id == source_id)
    for row in await uow.connection.execute(query):
        values = dict(zip(KnownAsset.__dataclass_fields__, row, strict=True))
        yield KnownAsset(**values | {"level": Level(values["level"]), "type": values["type"] or ""})


async def facts_of(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read facts by id."""
    found: dict[UUID, Facts] = {}
    for some in _batches(ids):
        query = select(asset.c.id, asset.c.facts).where(
            asset.c.organisation_id == unit.organisation_id, asset.c.id.in_(some)
        )
        found.update((await unit.connection.execute(query)).all())
    return found


async def newest_profiles(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read the newest measures by asset."""
    found: dict[UUID, Facts] = {}
    for some in _batches(ids):
        query = (
            select(asset.c.id, profile.c.measures)
            .join(
                profile,
                (profile.c.organisation_id == asset.c.organisation_id)
                & (profile.c.asset_id == asset.c.id)
                & (profile.c.run_id == asset.c.profile_run_id),
            )
            .where(asset.c.organisation_id == unit.organisation_id, asset.c.id.in_(some))
        )
        found.update((await unit.connection.execute(query)).all())
    return found


async def insert_assets(uow: UnitOfWork, run_id: UUID, rows: Sequence[Facts]) -> None:
    """Add assets; parents must stand before their children.

    Rows of assets whose measures this run writes too have the digest as `profile_sha256`.
    """
    await _many(uow, _INSERT, rows, run_id=run_id, now=uow.clock.now())


async def update_assets(uow: UnitOfWork, run_id: UUID, rows: Sequence[Facts]) -> None:
    """Change assets and bring back those that were gone."""
    await _many(uow, _UPDATE, rows, run_id=run_id, now=uow.clock.now())


async def move_assets(uow: UnitOfWork, rows: Sequence[Facts]) -> None:
    """Put gone columns under the new name of their table; they stay gone."""
    await _many(uow, _MOVE, rows, now=uow.clock.now())


async def write_profiles(
    uow: UnitOfWork, run_id: UUID, nominal_time: datetime, rows: Iterable[Facts]
) -> None:
    """Keep measures that were not as before; rows have `asset_id` and `measures`."""
    kept = [{"asset_id": row["asset_id"], "measures": row["measures"]} for row in rows]
    await _many(uow, _PROFILE, kept, run_id=run_id, nominal_time=nominal_time)


async def point_at_profiles(uow: UnitOfWork, run_id: UUID, rows: Iterable[Facts]) -> None:
    """Let assets that were there before show these measures: rows have `asset_id`, `sha256`."""
    pointers = [{"asset_id": row["asset_id"], "sha256": row["sha256"]} for row in rows]
    await _many(uow, _POINT, pointers, run_id=run_id)


async def mark_gone(uow: UnitOfWork, ids: Sequence[UUID]) -> None:
    """Note that assets are no longer there."""
    now = uow.clock.now()
    for some in _batches(ids):
        await uow.connection.execute(
            update(asset)
            .where(asset.c.organisation_id == uow.organisation_id, asset.c.id.in_(some))
            .values(present=False, gone_at=now, rev=asset.c.rev + 1, changed_at=now)
        )


async def mark_seen(uow: UnitOfWork, run_id: UUID, ids: Sequence[UUID]) -> None:
    """Note that assets are still there; columns are seen with their table."""
    now = uow.clock.now()
    for some in _batches(ids):
        await uow.connection.execute(
            update(asset)
            .where(asset.c.organisation_id == uow.organisation_id, asset.c.id.in_(some))
            .values(last_run_id=run_id, last_seen_at=now)
        )


async def rename_source(uow: UnitOfWork, source_id: UUID, old: str, name: str) -> None:
    """Give a source another name, with which all qualified names in it then begin."""
    await uow.connection.execute(
        text(
            "UPDATE asset SET fqn = :new || substr(fqn, :from_character),"
            " name = CASE level WHEN 'source' THEN :name ELSE name END"
            " WHERE organisation_id = :organisation_id AND source_id = :source_id"
        ),
        {
            "new": names.quote(name),
            "name": name,
            "from_character": len(names.quote(old)) + 1,
            "organisation_id": uow.organisation_id,
            "source_id": source_id,
        },
    )


async def replace_skipped(uow: UnitOfWork, source_id: UUID, rows: Iterable[Facts]) -> None:
    """Keep what the newest scan did not look at."""
    await uow.connection.execute(
        delete(skipped_object).where(
            skipped_object.c.organisation_id == uow.organisation_id,
            skipped_object.c.source_id == source_id,
        )
    )
    numbered = [
        {"organisation_id": uow.organisation_id, "source_id": source_id, "number": number, **row}
        for number, row in enumerate(rows)
    ]
    for at in range(0, len(numbered), _BATCH):
        await uow.connection.execute(insert(skipped_object), numbered[at : at + _BATCH])


async def _many(
    uow: UnitOfWork, statement: Any, rows: Sequence[Mapping[str, Any]], **values: Any
) -> None:
    for at in range(0, len(rows), _BATCH):
        given = orjson.dumps(rows[at : at + _BATCH]).decode()
        await uow.connection.execute(
            statement, {"organisation_id": uow.organisation_id, "rows": given, **values}
        )


def _batches(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))
