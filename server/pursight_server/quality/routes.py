"""Scores of tables and sources, with reasons."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from pursight_server.access import scope as access
from pursight_server.access.guard import Paged, Reading, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.catalog import service as catalog
from pursight_server.catalog.store.listing import assets_table
from pursight_server.platform.paging import PageOf
from pursight_server.quality import service, store
from pursight_server.quality.model import KeptScore
from pursight_server.sources import service as sources
from pursight_server.sources.store import sources_table

router = APIRouter(prefix="/api/v1/quality", tags=["quality"])

_ROWS = {"asset_id": assets_table, "source_id": sources_table}
Reader = Annotated[Caller, Depends(requires(Permission.QUALITY_READ, **_ROWS))]


class ReasonReply(BaseModel):
    """Why points are missing."""

    dimension: str
    points: float = Field(description="Of the 100")
    sentence: str


class ScoreReply(BaseModel):
    """A score with what it is made of."""

    asset_id: UUID
    level: str
    scored_at: datetime
    score: float | None = Field(description="0 to 100; null when there is nothing to judge by")
    dimensions: dict[str, float] = Field(description="Shares from 0 to 1, only what was judged")
    reasons: list[ReasonReply] = Field(description="What costs most first")


@router.get("/sources/{source_id}", summary="Scores of a source")
async def source_scores(source_id: UUID, caller: Reader, unit: Reading) -> list[ScoreReply]:
    """List the newest scores of a source and its tables, the source's first, then the lowest."""
    await sources.get(unit, source_id)
    visible = access.visible(caller, Permission.QUALITY_READ, assets_table)
    present = {one.id for one in await catalog.tree(unit, source_id, visible)}
    found = await service.newest(unit, source_id)
    kept = [one for one in found.values() if one.asset_id in present]
    kept.sort(key=lambda one: (one.level != "source", _order(one), str(one.asset_id)))
    return [_reply(one) for one in kept]


@router.get("/assets/{asset_id}", summary="Scores of an asset over time")
async def asset_scores(
    asset_id: UUID, caller: Reader, unit: Reading, page: Paged
) -> PageOf[ScoreReply]:
    """List an asset's scores, the latest first; a scan that changes nothing adds none."""
    await catalog.get(unit, asset_id)
    visible = access.visible(caller, Permission.QUALITY_READ, store.scores_table)
    found = await store.history(unit, page, visible, asset_id)
    return PageOf(items=[_reply(one) for one in found.items], next_cursor=found.next_cursor)


def _order(one: KeptScore) -> float:
    return 101.0 if one.score.value is None else one.score.value


def _reply(one: KeptScore) -> ScoreReply:
    return ScoreReply(
        asset_id=one.asset_id,
        level=one.level,
        scored_at=one.scored_at,
        score=one.score.value,
        dimensions={str(name): share for name, share in one.score.dimensions.items()},
        reasons=[
            ReasonReply(dimension=reason.dimension, points=reason.points, sentence=reason.sentence)
            for reason in one.score.reasons
        ],
    )
