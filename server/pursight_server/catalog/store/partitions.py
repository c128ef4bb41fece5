"""Which columns of partitions are which columns of the tables they are parts of."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from pursight import names
from pursight_server.catalog.model import Level
from pursight_server.catalog.tables import asset
from pursight_server.platform.unit_of_work import ReadUnit


async def partition_columns(unit: ReadUnit, source_id: UUID) -> dict[UUID, UUID]:
    """Read, by column of a present partition, the same column of the table at the top.

    Partitions whose table is not in the catalog, and columns that it lacks, are left out.
    """
    in_source = (
        asset.c.organisation_id == unit.organisation_id,
        asset.c.source_id == source_id,
        asset.c.present,
    )
    parts = await unit.connection.execute(
        select(asset.c.id, asset.c.facts["partition_of"].astext).where(
            *in_source, asset.c.level == Level.TABLE.value, asset.c.facts.has_key("partition_of")
        )
    )
    part_of: dict[UUID, str] = {row[0]: row[1] for row in parts}
    if not part_of:
        return {}
    found = await unit.connection.execute(
        select(asset.c.id, asset.c.schema_name, asset.c.table_name).where(
            *in_source, asset.c.level == Level.TABLE.value
        )
    )
    by_name = {names.join((row[1], row[2])): row[0] for row in found}
    tops = {part: top for part in part_of if (top := _top(part, part_of, by_name)) is not None}
    columns = await unit.connection.execute(
        select(asset.c.id, asset.c.parent_id, asset.c.column_name).where(
            *in_source,
            asset.c.level == Level.COLUMN.value,
            asset.c.parent_id.in_({*tops, *tops.values()}),
        )
    )
    by_place = {(row[1], row[2]): row[0] for row in columns}
    return {
        column: by_place[tops[table], name]
        for (table, name), column in by_place.items()
        if table in tops and (tops[table], name) in by_place
    }


def _top(part: UUID, part_of: Mapping[UUID, str], by_name: Mapping[str, UUID]) -> UUID | None:
    """The table that a partition, perhaps of a partition, is a part of."""
    seen = {part}
    above = by_name.get(part_of[part])
    while above is not None and above in part_of and above not in seen:
        seen.add(above)
        above = by_name.get(part_of[above])
    return None if above in seen else above
