"""How assets are read: one, a whole source, pages of a search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, case, func, literal, or_, select, text

from pursight_server.catalog.model import Asset, Belonging, Facts, Level
from pursight_server.catalog.tables import annotation, asset, profile, skipped_object
from pursight_server.domains.store import domains_table
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.sources.store import sources_table

assets_table = asset
"""For `access.scope.visible`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFilter:
    """Which assets; None or empty is all. Gone ones are left out unless asked for."""

    source_id: UUID | None = None
    parent_id: UUID | None = None
    levels: Sequence[Level] = ()
    kinds: Sequence[str] = ()
    labels: Sequence[str] = ()
    label_states: Sequence[str] = ()
    sensitivities: Sequence[str] = ()
    owner: str | None = None
    tag: str | None = None
    domain_id: UUID | None = None
    """That they belong to, also by where they lie."""
    text: str = ""
    gone_too: bool = False

    def conditions(self, labelled: Condition | None = None) -> list[Condition]:
        """Spell it for a query; who asks for labels finds only those that may be told."""
        found: list[Condition] = [] if self.gone_too else [asset.c.present]
        for column, value in (
            (asset.c.source_id, self.source_id),
            (asset.c.parent_id, self.parent_id),
            (annotation.c.owner, self.owner),
        ):
            if value is not None:
                found.append(column == value)
        for column, values in (
            (asset.c.level, self.levels),
            (asset.c.kind, self.kinds),
            (asset.c.label, self.labels),
            (asset.c.label_state, self.label_states),
            (asset.c.sensitivity, self.sensitivities),
        ):
            if values:
                found.append(column.in_([str(value) for value in values]))
        if labelled is not None and (self.labels or self.label_states or self.sensitivities):
            found.append(labelled)
        if self.tag is not None:
            found.append(annotation.c.tags.contains([self.tag]))
        if self.domain_id is not None:
            found.append(_belongs_to == self.domain_id)
        if wanted := self.text.strip().lower():
            found.append(_like(wanted))
        return found


_belongs_to = func.coalesce(asset.c.domain_id, sources_table.c.domain_id)
"""The domain of an asset: the nearest that the database keeps, or else its source's."""

_TOLERANT = text("SELECT set_config('pg_trgm.word_similarity_threshold', '0.45', true)")
"""One letter missing in a word of seven is still that word."""


def _like(wanted: str) -> Condition:
    """Match a part of the qualified name; a single word also when it is misspelt."""
    name = func.lower(asset.c.fqn)
    part: Condition = name.contains(wanted, autoescape=True)
    if "." in wanted or len(wanted) < 4:
        return part
    return or_(part, literal(wanted).op("<%", is_comparison=True)(name))


async def page(
    unit: ReadUnit,
    wanted: PageRequest,
    visible: Condition,
    chosen: AssetFilter,
    *,
    labelled: Condition | None = None,
) -> Page[Asset]:
    """List assets by qualified name; `labelled` says of which ones labels are told, None of all."""
    if chosen.text:
        await unit.connection.execute(_TOLERANT)
    return await fetch_page(
        unit,
        _told(labelled).where(*chosen.conditions(labelled)),
        wanted,
        kind="assets",
        order=[asset.c.sort_key, asset.c.id],
        visible=visible,
        read=lambda row: _asset(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
    )


async def find(
    unit: ReadUnit, asset_id: UUID, *, labelled: Condition | None = None
) -> Asset | None:
    """Read one asset, gone or not."""
    query = _told(labelled).where(
        asset.c.organisation_id == unit.organisation_id, asset.c.id == asset_id
    )
    found = await unit.connection.execute(query)
    row = found.mappings().one_or_none()
    return None if row is None else _asset(row)


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Asset]:
    """Read assets by id."""
    found = await unit.connection.execute(_own(unit).where(asset.c.id.in_(ids)))
    return {row["id"]: _asset(row) for row in found.mappings()}


async def find_table(unit: ReadUnit, source_id: UUID, schema: str, table: str) -> Asset | None:
    """Read a present table by its name in its source."""
    found = await unit.connection.execute(
        _own(unit).where(
            asset.c.source_id == source_id,
            asset.c.level == Level.TABLE,
            asset.c.schema_name == schema,
            asset.c.table_name == table,
            asset.c.present,
        )
    )
    row = found.mappings().one_or_none()
    return None if row is None else _asset(row)


async def children(
    unit: ReadUnit,
    parent_id: UUID,
    visible: Condition | None = None,
    *,
    labelled: Condition | None = None,
) -> list[Asset]:
    """Read what lies directly in an asset, by position and then by name."""
    query = _told(labelled).where(
        asset.c.organisation_id == unit.organisation_id,
        asset.c.parent_id == parent_id,
        asset.c.present,
    )
    query = query.order_by(asset.c.position.nulls_last(), asset.c.sort_key)
    found = await unit.connection.execute(query if visible is None else query.where(visible))
    return [_asset(row) for row in found.mappings()]


async def tree(unit: ReadUnit, source_id: UUID, visible: Condition | None = None) -> list[Asset]:
    """Read what is present in a source, all or what is visible, parents before their children."""
    query = _own(unit).where(asset.c.source_id == source_id, asset.c.present)
    found = await unit.connection.execute(query if visible is None else query.where(visible))
    order = list(Level)
    assets = [_asset(row) for row in found.mappings()]
    return sorted(
        assets,
        key=lambda one: (
            order.index(one.level),
            one.schema_name,
            one.table_name,
            one.position or 0,
        ),
    )


async def roots(unit: ReadUnit) -> list[Asset]:
    """Read the assets that stand for whole sources, by name."""
    found = await unit.connection.execute(
        _own(unit).where(asset.c.level == Level.SOURCE).order_by(asset.c.sort_key, asset.c.id)
    )
    return [_asset(row) for row in found.mappings()]


async def is_known(unit: ReadUnit, source_id: UUID) -> bool:
    """Whether a source has been scanned at all."""
    query = select(asset.c.id).where(
        asset.c.organisation_id == unit.organisation_id,
        asset.c.source_id == source_id,
        asset.c.level == Level.SOURCE,
    )
    return (await unit.connection.execute(query)).first() is not None


async def profile_history(unit: ReadUnit, asset_id: UUID, limit: int) -> list[Facts]:
    """Read an asset's measures over time, the latest first."""
    found = await unit.connection.execute(
        select(profile.c.run_id, profile.c.nominal_time, profile.c.measures)
        .where(profile.c.organisation_id == unit.organisation_id, profile.c.asset_id == asset_id)
        .order_by(profile.c.nominal_time.desc())
        .limit(limit)
    )
    return [dict(row) for row in found.mappings()]


async def skipped(unit: ReadUnit, source_id: UUID) -> list[Facts]:
    """Read what the newest scan of a source did not look at, in the order of its report."""
    found = await unit.connection.execute(
        select(skipped_object)
        .where(
            skipped_object.c.organisation_id == unit.organisation_id,
            skipped_object.c.source_id == source_id,
        )
        .order_by(skipped_object.c.number)
    )
    return [dict(row) for row in found.mappings()]


def _own(unit: ReadUnit) -> Select[Any]:
    return _assets().where(asset.c.organisation_id == unit.organisation_id)


_parent = parents_table = asset.alias("parent")
"""What a page of assets has joined to each column: its table; for `access.scope.visible`."""

_SEEN_AT = case(
    (asset.c.level == Level.COLUMN, _parent.c.last_seen_at), else_=asset.c.last_seen_at
).label("seen_at")
"""A scan notes only of tables that they are still there: columns are seen with their table."""


def _assets() -> Select[Any]:
    return select(
        asset,
        _SEEN_AT,
        profile.c.measures,
        annotation.c.description,
        annotation.c.owner,
        annotation.c.tags,
        annotation.c.domain_id.label("own_domain_id"),
        domains_table.c.id.label("belongs_to"),
        domains_table.c.name.label("belongs_to_name"),
        annotation.c.rev.label("annotation_rev"),
    ).select_from(
        asset.outerjoin(
            annotation,
            (annotation.c.organisation_id == asset.c.organisation_id)
            & (annotation.c.asset_id == asset.c.id),
        )
        .outerjoin(
            profile,
            (profile.c.organisation_id == asset.c.organisation_id)
            & (profile.c.asset_id == asset.c.id)
            & (profile.c.run_id == asset.c.profile_run_id),
        )
        .outerjoin(
            _parent,
            (asset.c.level == Level.COLUMN)
            & (_parent.c.organisation_id == asset.c.organisation_id)
            & (_parent.c.id == asset.c.parent_id),
        )
        .outerjoin(
            sources_table,
            (sources_table.c.organisation_id == asset.c.organisation_id)
            & (sources_table.c.id == asset.c.source_id),
        )
        .outerjoin(
            domains_table,
            (domains_table.c.organisation_id == asset.c.organisation_id)
            & (domains_table.c.id == _belongs_to),
        )
    )


def _told(labelled: Condition | None) -> Select[Any]:
    return _assets() if labelled is None else _assets().add_columns(labelled.label("labelled"))


def _asset(row: RowMapping) -> Asset:
    one = _read(row)
    if row.get("labelled", True):
        return one
    return replace(
        one, label="none", label_state="none", label_confidence=0.0, sensitivity="public"
    )


def _read(row: RowMapping) -> Asset:
    return Asset(
        **{name: row[name] for name in _PLAIN},
        level=Level(row["level"]),
        last_seen_at=row["seen_at"] if row["present"] else row["last_seen_at"],
        description=row["description"] or "",
        owner=row["owner"] or "",
        tags=tuple(row["tags"] or ()),
        domain_id=row["own_domain_id"],
        domain=None
        if row["belongs_to"] is None
        else Belonging(
            row["belongs_to"], row["belongs_to_name"], inherited=row["own_domain_id"] is None
        ),
        rev=row["annotation_rev"] or 0,
    )


_DERIVED = {"level", "last_seen_at", "description", "owner", "tags", "domain_id", "domain", "rev"}
_PLAIN = tuple(name for name in Asset.__dataclass_fields__ if name not in _DERIVED)
