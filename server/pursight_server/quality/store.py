"""Queries over quality scores."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.quality.model import Dimension, KeptScore, Reason, Score
from pursight_server.quality.tables import quality_score

scores_table = quality_score
"""For `access.scope.visible`."""


async def newest(unit: ReadUnit, source_id: UUID) -> dict[UUID, KeptScore]:
    """Read the newest score of each table of a source, and of the source itself."""
    found = await unit.connection.execute(
        select(quality_score)
        .ext(distinct_on(quality_score.c.asset_id))
        .where(
            quality_score.c.organisation_id == unit.organisation_id,
            quality_score.c.source_id == source_id,
        )
        .order_by(quality_score.c.asset_id, quality_score.c.scored_at.desc())
    )
    return {row["asset_id"]: _score(row) for row in found.mappings()}


async def several(unit: ReadUnit, asset_ids: Sequence[UUID]) -> dict[UUID, KeptScore]:
    """Read the newest scores of assets."""
    found = await unit.connection.execute(
        select(quality_score)
        .ext(distinct_on(quality_score.c.asset_id))
        .where(
            quality_score.c.organisation_id == unit.organisation_id,
            among(quality_score.c.asset_id, asset_ids),
        )
        .order_by(quality_score.c.asset_id, quality_score.c.scored_at.desc())
    )
    return {row["asset_id"]: _score(row) for row in found.mappings()}


async def write(
    uow: UnitOfWork, source_id: UUID, at: datetime, scores: Sequence[tuple[UUID, str, Score]]
) -> None:
    """Keep scores that are not as before: asset, level, score."""
    if not scores:
        return
    rows = [
        {
            "organisation_id": uow.organisation_id,
            "asset_id": asset_id,
            "scored_at": at,
            "source_id": source_id,
            "level": level,
            "value": score.value,
            "dimensions": {str(name): share for name, share in score.dimensions.items()},
            "reasons": [
                {
                    "dimension": str(reason.dimension),
                    "points": reason.points,
                    "sentence": reason.sentence.replace("\x00", "\ufffd"),
                }
                for reason in score.reasons
            ],
        }
        for asset_id, level, score in scores
    ]
    statement = upsert(quality_score)
    replaced = {name: statement.excluded[name] for name in ("value", "dimensions", "reasons")}
    statement = statement.on_conflict_do_update(
        index_elements=["organisation_id", "asset_id", "scored_at"], set_=replaced
    )
    for first in range(0, len(rows), 2_000):
        await uow.connection.execute(statement, rows[first : first + 2_000])


async def history(
    unit: ReadUnit, wanted: PageRequest, visible: Condition, asset_id: UUID
) -> Page[KeptScore]:
    """List an asset's scores, the latest first."""
    return await fetch_page(
        unit,
        select(quality_score).where(quality_score.c.asset_id == asset_id),
        wanted,
        kind="quality",
        order=[quality_score.c.scored_at],
        visible=visible,
        read=lambda row: _score(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


def _score(row: RowMapping | Any) -> KeptScore:
    return KeptScore(
        asset_id=row["asset_id"],
        level=row["level"],
        scored_at=row["scored_at"],
        score=Score(
            row["value"],
            {Dimension(name): share for name, share in row["dimensions"].items()},
            tuple(
                Reason(Dimension(one["dimension"]), one["points"], one["sentence"])
                for one in row["reasons"]
            ),
        ),
    )
