"""The facts of assets and sources that policies are decided on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, any_, func, literal, select, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY

from pursight_server.access.policy.judging import Facts
from pursight_server.access.policy.resources import declared
from pursight_server.access.sight import RANKS
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.unit_of_work import ReadUnit


async def facts_of(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read what policies may ask of assets, by id; of a column its table's, too."""
    found = await _facts(unit, ids)
    tables = {
        facts.path[-2]
        for facts in found.values()
        if facts.attributes["level"] == "column" and len(facts.path) > 1
    }
    more = await _facts(unit, sorted(tables - found.keys()))
    known = {**more, **found}
    return {
        one: Facts(
            id=facts.id,
            source_id=facts.source_id,
            attributes=facts.attributes,
            path=facts.path,
            table=known.get(facts.path[-2])
            if facts.attributes["level"] == "column" and len(facts.path) > 1
            else None,
        )
        for one, facts in found.items()
    }


async def _facts(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    asset, source, note = declared("asset"), declared("source"), declared("annotation")
    said = note.c.asset_id == any_(asset.c.path)
    own = note.c.organisation_id == unit.organisation_id
    owners = select(func.array_agg(note.c.owner)).where(own, said, note.c.owner != "")
    tag = func.unnest(note.c.tags).table_valued("tag").render_derived()
    tags = select(func.array_agg(tag.c.tag)).select_from(note).join(tag, literal(True))
    rows = await unit.connection.execute(
        select(
            asset.c.id,
            asset.c.source_id,
            asset.c.path,
            asset.c.level,
            asset.c.kind,
            asset.c.name,
            asset.c.label,
            asset.c.sensitivity,
            source.c.name.label("source"),
            source.c.environment,
            source.c.tags.label("source_tags"),
            func.coalesce(asset.c.domain_id, source.c.domain_id).label("domain"),
            type_coerce(owners.scalar_subquery(), ARRAY(Text)).label("owners"),
            type_coerce(tags.where(own, said).scalar_subquery(), ARRAY(Text)).label("tags"),
        )
        .join(
            source,
            (source.c.organisation_id == asset.c.organisation_id)
            & (source.c.id == asset.c.source_id),
        )
        .where(asset.c.organisation_id == unit.organisation_id, among(asset.c.id, ids))
    )
    return {
        row.id: Facts(
            id=row.id,
            source_id=row.source_id,
            path=tuple(row.path),
            attributes=_attributes(
                level=row.level,
                kind=row.kind,
                name=row.name,
                label=row.label,
                sensitivity=row.sensitivity,
                environment=row.environment,
                source=row.source,
                tags={*(row.tags or ()), *row.source_tags},
                owners=set(row.owners or ()),
                domain=row.domain,
            ),
        )
        for row in rows
    }


async def facts_of_sources(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read what policies may ask of sources, by id."""
    source = declared("source")
    rows = await unit.connection.execute(
        select(source).where(
            source.c.organisation_id == unit.organisation_id, among(source.c.id, ids)
        )
    )
    return {
        row.id: Facts(
            id=row.id,
            source_id=row.id,
            path=(row.id,),
            attributes=_attributes(
                level="source",
                kind=row.kind,
                name=row.name,
                label="none",
                sensitivity=RANKS[0],
                environment=row.environment,
                source=row.name,
                tags=set(row.tags),
                owners=set(),
                domain=row.domain_id,
            ),
        )
        for row in rows
    }


def _attributes(
    *, label: str, tags: set[str], owners: set[str], domain: UUID | None, **texts: str
) -> dict[str, Any]:
    rank = RANKS.index(texts["sensitivity"]) if texts["sensitivity"] in RANKS else 0
    found: dict[str, Any] = {**texts, "rank": rank, "tags": sorted(tags), "owners": sorted(owners)}
    optional = {"label": None if label == "none" else label, "domain": domain and str(domain)}
    return found | {name: text for name, text in optional.items() if text is not None}


async def there(unit: ReadUnit, table: Any, key: Any, row_id: object, condition: Condition) -> bool:
    """Whether a table has a row that fits a condition."""
    found = await unit.connection.execute(
        select(literal(1)).select_from(table).where(key == row_id, condition).limit(1)
    )
    return found.first() is not None
