"""How people's words, shown labels and held deletions are kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, Select, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight_server.catalog.model import Annotation, HeldDeletion, LabelShown, Level
from pursight_server.catalog.tables import annotation, asset, held_deletion
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

held_table = held_deletion
"""For `access.scope.visible`."""


async def lock(uow: UnitOfWork, asset_id: UUID) -> Annotation | None:
    """Read what people said and hold it; None when there is no such asset."""
    there = await uow.connection.execute(
        select(asset.c.id)
        .where(asset.c.organisation_id == uow.organisation_id, asset.c.id == asset_id)
        .with_for_update()
    )
    if there.first() is None:
        return None
    found = await uow.connection.execute(
        select(annotation).where(
            annotation.c.organisation_id == uow.organisation_id, annotation.c.asset_id == asset_id
        )
    )
    row = found.mappings().one_or_none()
    if row is None:
        return Annotation()
    return Annotation(
        description=row["description"],
        owner=row["owner"],
        tags=tuple(row["tags"]),
        domain_id=row["domain_id"],
        rev=row["rev"],
    )


async def write(uow: UnitOfWork, asset_id: UUID, new: Annotation) -> None:
    """Keep what people say now."""
    now = uow.clock.now()
    values = {
        "description": new.description,
        "owner": new.owner,
        "tags": list(new.tags),
        "domain_id": new.domain_id,
        "rev": new.rev,
        "changed_at": now,
    }
    statement = upsert(annotation).values(
        organisation_id=uow.organisation_id, asset_id=asset_id, created_at=now, **values
    )
    await uow.connection.execute(
        statement.on_conflict_do_update(index_elements=["organisation_id", "asset_id"], set_=values)
    )


_LABELS = text(
    "UPDATE asset SET label = new.label, label_state = new.label_state,"
    " label_confidence = new.label_confidence, sensitivity = new.sensitivity"
    " FROM json_to_recordset(CAST(:rows AS json)) AS"
    " new(id uuid, label text, label_state text, label_confidence float8, sensitivity text)"
    " WHERE asset.organisation_id = :organisation_id AND asset.id = new.id"
    " AND (asset.label, asset.label_state, asset.label_confidence, asset.sensitivity)"
    " <> (new.label, new.label_state, new.label_confidence, new.sensitivity)"
)

_HIGHEST = text(
    "UPDATE asset SET sensitivity = highest.sensitivity FROM ("
    " SELECT part.parent_id AS id, (ARRAY['public', 'internal', 'confidential', 'restricted'])"
    "[max(array_position(ARRAY['public', 'internal', 'confidential', 'restricted'],"
    " CASE WHEN part.label_state IN ('decided', 'applied') THEN part.sensitivity"
    " ELSE 'public' END))] AS sensitivity"
    " FROM asset AS part WHERE part.organisation_id = :organisation_id"
    " AND part.source_id = :source_id AND part.level = 'column' AND part.present"
    " GROUP BY part.parent_id) AS highest"
    " WHERE asset.organisation_id = :organisation_id AND asset.id = highest.id"
    " AND asset.sensitivity <> highest.sensitivity"
)


async def show_labels(uow: UnitOfWork, source_id: UUID, labels: Mapping[UUID, LabelShown]) -> None:
    """Show columns' labels; a table shows the highest sensitivity of its columns' sure labels."""
    rows = [
        {
            "id": asset_id,
            "label": shown.label,
            "label_state": shown.state,
            "label_confidence": shown.confidence,
            "sensitivity": shown.sensitivity,
        }
        for asset_id, shown in labels.items()
    ]
    for at in range(0, len(rows), 5_000):
        await uow.connection.execute(
            _LABELS,
            {
                "organisation_id": uow.organisation_id,
                "rows": orjson.dumps(rows[at : at + 5_000]).decode(),
            },
        )
    await uow.connection.execute(
        _HIGHEST, {"organisation_id": uow.organisation_id, "source_id": source_id}
    )


async def show_sensitivity(uow: UnitOfWork, label: str, sensitivity: str) -> list[UUID]:
    """Show another sensitivity for all columns of a label; returns the sources they are in."""
    changed = await uow.connection.execute(
        update(asset)
        .where(asset.c.organisation_id == uow.organisation_id, asset.c.label == label)
        .values(sensitivity=sensitivity)
        .returning(asset.c.source_id)
    )
    return sorted(set(changed.scalars()))


async def show_quality(uow: UnitOfWork, scores: Mapping[UUID, float | None]) -> None:
    """Show scores of tables and sources."""
    await uow.connection.execute(
        text(
            "UPDATE asset SET quality = new.quality"
            " FROM json_to_recordset(CAST(:rows AS json)) AS new(id uuid, quality float8)"
            " WHERE asset.organisation_id = :organisation_id AND asset.id = new.id"
            " AND asset.quality IS DISTINCT FROM new.quality"
        ),
        {
            "organisation_id": uow.organisation_id,
            "rows": orjson.dumps(
                [{"id": asset_id, "quality": value} for asset_id, value in scores.items()]
            ).decode(),
        },
    )


async def waiting(uow: UnitOfWork, source_id: UUID) -> HeldDeletion | None:
    """Read what waits for a person in a source."""
    return await _one(
        uow,
        _held(uow).where(
            held_deletion.c.source_id == source_id, held_deletion.c.state == "waiting"
        ),
    )


async def find_held(unit: ReadUnit, held_id: UUID, *, lock: bool = False) -> HeldDeletion | None:
    """Read one held deletion."""
    query = _held(unit).where(held_deletion.c.id == held_id)
    return await _one(unit, query.with_for_update() if lock else query)


async def add_held(uow: UnitOfWork, new: HeldDeletion) -> None:
    """Keep a new held deletion."""
    values = {name: getattr(new, name) for name in HeldDeletion.__dataclass_fields__}
    values |= {"asset_ids": list(new.asset_ids), "changed_at": new.created_at}
    await uow.connection.execute(
        insert(held_deletion).values(organisation_id=uow.organisation_id, **values)
    )


async def change_held(uow: UnitOfWork, held_id: UUID, values: Mapping[str, Any]) -> None:
    """Change a held deletion and count its revision up."""
    await uow.connection.execute(
        update(held_deletion)
        .where(
            held_deletion.c.organisation_id == uow.organisation_id, held_deletion.c.id == held_id
        )
        .values(rev=held_deletion.c.rev + 1, changed_at=uow.clock.now(), **values)
    )


async def unseen_since(uow: UnitOfWork, held: HeldDeletion) -> list[tuple[UUID, str, bool]]:
    """Read the held tables that no scan has seen since, with their columns: id, name, is table."""
    since = select(held_deletion.c.changed_at).where(
        held_deletion.c.organisation_id == uow.organisation_id, held_deletion.c.id == held.id
    )
    tables = (
        select(asset.c.id)
        .where(
            asset.c.organisation_id == uow.organisation_id,
            asset.c.id.in_(held.asset_ids),
            asset.c.present,
            asset.c.last_seen_at <= since.scalar_subquery(),
        )
        .scalar_subquery()
    )
    found = await uow.connection.execute(
        select(asset.c.id, asset.c.fqn, asset.c.level == Level.TABLE).where(
            asset.c.organisation_id == uow.organisation_id,
            asset.c.present,
            asset.c.id.in_(tables) | asset.c.parent_id.in_(tables),
        )
    )
    return [(row[0], row[1], row[2]) for row in found]


async def held_page(
    unit: ReadUnit, wanted: PageRequest, visible: Condition, *, state: str | None
) -> Page[HeldDeletion]:
    """List held deletions, the latest first."""
    query = select(held_deletion)
    if state is not None:
        query = query.where(held_deletion.c.state == state)
    return await fetch_page(
        unit,
        query,
        wanted,
        kind="held_deletions",
        order=[held_deletion.c.id],
        visible=visible,
        read=lambda row: read_held(row._mapping),  # noqa: SLF001  SQLAlchemy's documented name
        descending=True,
    )


def _held(unit: ReadUnit) -> Select[Any]:
    return select(held_deletion).where(held_deletion.c.organisation_id == unit.organisation_id)


async def _one(unit: ReadUnit, query: Select[Any]) -> HeldDeletion | None:
    row = (await unit.connection.execute(query)).mappings().one_or_none()
    return None if row is None else read_held(row)


def read_held(row: RowMapping) -> HeldDeletion:
    """Make a held deletion of its row."""
    values = {name: row[name] for name in HeldDeletion.__dataclass_fields__}
    return HeldDeletion(**(values | {"asset_ids": tuple(row["asset_ids"])}))
