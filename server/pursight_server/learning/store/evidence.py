"""How columns' features are kept, walked through, and told apart from what was there before."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from sqlalchemy import Text, cast, func, select, text

from pursight_server.learning.tables import column_features
from pursight_server.platform.conditions import among
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_BATCH = 5_000

_WRITE = text(
    "INSERT INTO column_features (organisation_id, asset_id, source_id, run_id, features, sha256,"
    " changed_at)"
    " SELECT :organisation_id, asset_id, :source_id, :run_id, features, sha256, :now"
    " FROM json_to_recordset(CAST(:rows AS json)) AS new(asset_id uuid, features json, sha256 text)"
    " ON CONFLICT (organisation_id, asset_id) DO UPDATE SET run_id = EXCLUDED.run_id,"
    " source_id = EXCLUDED.source_id, features = EXCLUDED.features, sha256 = EXCLUDED.sha256,"
    " changed_at = EXCLUDED.changed_at"
)

# A sum over all rows, so that neither their order nor the time they were written at counts.
_BASIS = text(
    "SELECT concat_ws('/',"
    " (SELECT count(*) || ':' || coalesce(sum(hashtextextended(asset_id || sha256, 0)), 0)"
    " FROM column_features WHERE organisation_id = :organisation_id),"
    " (SELECT count(*) || ':' || coalesce(sum(hashtextextended(asset_id || sha256, 0)), 0)"
    " FROM finding WHERE organisation_id = :organisation_id),"
    " (SELECT coalesce(max(serial), 0) FROM model_activation"
    " WHERE organisation_id = :organisation_id))"
)

_WALK = text(
    "SELECT f.asset_id, f.source_id, f.run_id, CAST(f.features AS text) AS features, a.sort_key,"
    " coalesce(n.label, 'none') AS label, coalesce(n.confidence, 0) AS confidence,"
    " coalesce(n.decision, 'none') AS decision, coalesce(n.sha256, '') AS sha256,"
    " d.label AS decided"
    " FROM column_features f"
    " JOIN asset a ON a.organisation_id = f.organisation_id AND a.id = f.asset_id"
    " LEFT JOIN finding n ON n.organisation_id = f.organisation_id AND n.asset_id = f.asset_id"
    " LEFT JOIN decision d ON d.organisation_id = f.organisation_id AND d.asset_id = f.asset_id"
    " AND d.stands"
    " WHERE f.organisation_id = :organisation_id AND a.present AND f.asset_id > :after"
    " ORDER BY f.asset_id LIMIT :limit"
)

_DECIDED = text(
    "SELECT d.asset_id, a.parent_id, d.verdict, d.label, d.found_label,"
    " CAST(f.features AS text) AS features"
    " FROM decision d JOIN column_features f"
    " ON f.organisation_id = d.organisation_id AND f.asset_id = d.asset_id"
    " JOIN asset a ON a.organisation_id = d.organisation_id AND a.id = d.asset_id"
    " WHERE d.organisation_id = :organisation_id AND d.stands ORDER BY d.asset_id"
)

_COUNT_DECIDED = text(
    "SELECT count(*) FROM decision d JOIN column_features f"
    " ON f.organisation_id = d.organisation_id AND f.asset_id = d.asset_id"
    " WHERE d.organisation_id = :organisation_id AND d.stands"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One column's features, what the finding says now and what a person decided."""

    asset_id: UUID
    source_id: UUID
    run_id: UUID
    features: str
    sort_key: str
    label: str
    confidence: float
    decision: str
    sha256: str
    decided: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A standing decision and the features of its column."""

    asset_id: UUID
    table_id: UUID
    verdict: str
    label: str
    found_label: str
    features: str


async def digests(unit: ReadUnit, source_id: UUID) -> dict[UUID, str]:
    """Read by column what its features' digest is."""
    found = await unit.connection.execute(
        select(column_features.c.asset_id, column_features.c.sha256).where(
            column_features.c.organisation_id == unit.organisation_id,
            column_features.c.source_id == source_id,
        )
    )
    return {row[0]: row[1] for row in found}


async def write(
    uow: UnitOfWork, source_id: UUID, run_id: UUID, found: Sequence[tuple[UUID, bytes, str]]
) -> None:
    """Keep features: column, JSON, digest."""
    for at in range(0, len(found), _BATCH):
        rows = b",".join(
            b'{"asset_id":"%s","sha256":"%s","features":%s}'
            % (str(asset_id).encode(), sha256.encode(), features)
            for asset_id, features, sha256 in found[at : at + _BATCH]
        )
        await uow.connection.execute(
            _WRITE,
            {
                "organisation_id": uow.organisation_id,
                "source_id": source_id,
                "run_id": run_id,
                "now": uow.clock.now(),
                "rows": "[" + rows.decode().replace("\\u0000", "\\ufffd") + "]",
            },
        )


async def forget(uow: UnitOfWork, ids: Sequence[UUID]) -> None:
    """Drop features of columns that a scan saw without any."""
    await uow.connection.execute(
        column_features.delete().where(
            column_features.c.organisation_id == uow.organisation_id,
            among(column_features.c.asset_id, ids),
        )
    )


async def basis(unit: ReadUnit) -> str:
    """Digest all that a comparison depends on: features, findings, and which model is in use."""
    values = {"organisation_id": unit.organisation_id}
    return str((await unit.connection.execute(_BASIS, values)).scalar_one())


async def count(unit: ReadUnit) -> int:
    """Count the columns that have features."""
    query = select(func.count()).where(column_features.c.organisation_id == unit.organisation_id)
    return int((await unit.connection.execute(query)).scalar_one())


async def sources(unit: ReadUnit) -> list[UUID]:
    """List the sources that have columns with features, in the order in which they are locked."""
    query = (
        select(column_features.c.source_id)
        .where(column_features.c.organisation_id == unit.organisation_id)
        .distinct()
        .order_by(column_features.c.source_id)
    )
    return list((await unit.connection.execute(query)).scalars())


async def walk(unit: ReadUnit, after: UUID, limit: int) -> list[Kept]:
    """Read the next columns in the order of their ids."""
    values = {"organisation_id": unit.organisation_id, "after": after, "limit": limit}
    return [Kept(*row) for row in await unit.connection.execute(_WALK, values)]


async def decided(unit: ReadUnit) -> list[Decided]:
    """Read the standing decisions about columns that have features."""
    values = {"organisation_id": unit.organisation_id}
    return [Decided(*row) for row in await unit.connection.execute(_DECIDED, values)]


async def find(unit: ReadUnit, asset_id: UUID) -> dict[str, object] | None:
    """Read one column's features."""
    query = select(cast(column_features.c.features, Text)).where(
        column_features.c.organisation_id == unit.organisation_id,
        column_features.c.asset_id == asset_id,
    )
    found = (await unit.connection.execute(query)).scalar_one_or_none()
    return None if found is None else orjson.loads(found)


async def count_decided(unit: ReadUnit) -> int:
    """Count the standing decisions about columns that have features."""
    values = {"organisation_id": unit.organisation_id}
    return int((await unit.connection.execute(_COUNT_DECIDED, values)).scalar_one())
