"""Score tables and sources, and read the scores."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset, Level
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.quality import store
from pursight_server.quality.model import (
    ColumnMeasure,
    KeptScore,
    RuleMeasure,
    Score,
    TableMeasure,
    score_source,
    score_table,
)
from pursight_server.rules import service as rules

_VIEWS = frozenset({"view", "materialized view"})


async def score(uow: UnitOfWork, source_id: UUID, assets: Sequence[Asset] | None = None) -> None:
    """Score each table of a source and the source; keep and record what is not as before.

    Args:
        uow: The transaction.
        source_id: Which source.
        assets: Its `catalog.tree`, where the caller has just read it.
    """
    if assets is None:
        assets = await catalog.tree(uow, source_id)
    columns: dict[UUID, list[Asset]] = defaultdict(list)
    for one in assets:
        if one.level is Level.COLUMN and one.parent_id is not None:
            columns[one.parent_id].append(one)
    checked: dict[UUID, list[RuleMeasure]] = defaultdict(list)
    for rule, result in await rules.newest_results(uow, source_id):
        if rule.table_id is not None and result is not None:
            checked[rule.table_id].append(
                RuleMeasure(
                    rule.name,
                    rule.check.check,
                    rule.severity,
                    result.outcome,
                    result.examined,
                    result.failing,
                )
            )
    scores = {
        one.id: (one, score_table(_measure(one, columns[one.id], checked[one.id])))
        for one in assets
        if one.level is Level.TABLE
    }
    whole = score_source([found for _, found in scores.values()])
    scores |= {one.id: (one, whole) for one in assets if one.level is Level.SOURCE}
    before = await store.newest(uow, source_id)
    changed = [
        (asset_id, one, found)
        for asset_id, (one, found) in scores.items()
        if asset_id not in before or not _same(before[asset_id].score, found)
    ]
    rows = [(asset_id, one.level.value, found) for asset_id, one, found in changed]
    await store.write(uow, source_id, uow.clock.now(), rows)
    await catalog.show_quality(uow, {asset_id: found.value for asset_id, _, found in changed})
    for asset_id, _, found in changed:
        old = before[asset_id].score.value if asset_id in before else None
        if old != found.value:
            uow.record(
                "quality.scored",
                "asset",
                asset_id,
                before={"score": old},
                after={"score": found.value},
            )


async def newest(unit: ReadUnit, source_id: UUID) -> dict[UUID, KeptScore]:
    """Read the newest scores of a source's tables and of the source, by asset."""
    return await store.newest(unit, source_id)


async def several(unit: ReadUnit, asset_ids: Sequence[UUID]) -> dict[UUID, KeptScore]:
    """Read the newest scores of assets; those that have none are left out."""
    return await store.several(unit, asset_ids)


def _measure(table: Asset, columns: list[Asset], checked: list[RuleMeasure]) -> TableMeasure:
    return TableMeasure(
        columns=tuple(_column(one) for one in columns),
        rules=tuple(checked),
        declared_key=bool(table.facts.get("primary_key") or table.facts.get("unique")),
        keyed_kind=table.kind not in _VIEWS,
        described=bool(table.description or table.comment),
    )


def _column(one: Asset) -> ColumnMeasure:
    measures = one.measures or {}
    return ColumnMeasure(
        name=one.name,
        examined=measures.get("examined", 0),
        nulls=measures.get("nulls", 0),
        empties=measures.get("empties", 0),
        distinct=measures.get("distinct"),
        distinct_exact=measures.get("distinct_exact", False),
        described=bool(one.description or one.comment),
    )


def _same(old: Score, new: Score) -> bool:
    return (old.value, dict(old.dimensions), old.reasons) == (
        new.value,
        dict(new.dimensions),
        new.reasons,
    )
