"""Keys that point from one table to another, from both ends."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.projection import references
from pursight_desktop.replica.queries.reading import AssetLine, Fields, asset_line


@dataclass(frozen=True, slots=True)
class Relation:
    """A key that points from one table to another.

    Attributes:
        name: Of the constraint; may be empty.
        columns: On this side, in order.
        other_name: Of the other table, as the source spells it.
        other_id: None if that table is not here.
        other_columns: On the other side, in the same order.
    """

    name: str
    columns: tuple[str, ...]
    other_name: str
    other_id: UUID | None
    other_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """A column whose values lie in another table's key, as scans found.

    Attributes:
        other_id: None if that table is not here.
        contained: The share of its different values that do; off by up to `error`, None if exact.
        declared: The source has a foreign key that says so.
    """

    column: str
    other_name: str
    other_id: UUID | None
    other_column: str
    contained: float
    error: float | None
    declared: bool


def names(value: object) -> tuple[str, ...]:
    """Read a list of names."""
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def outgoing(connection: Connection, line: AssetLine, facts: Fields) -> list[Relation]:
    """List the keys of a table."""
    return [
        Relation(
            name=str(key.get("name") or ""),
            columns=names(key.get("columns")),
            other_name=table_name,
            other_id=_table_id(connection, line, schema_name, table_name),
            other_columns=names(key.get("ref_columns")),
        )
        for key, schema_name, table_name in references(
            {"facts": facts, "schema_name": line.schema_name}
        )
    ]


def joins(connection: Connection, line: AssetLine, measures: Fields | None) -> list[Join]:
    """List what the columns of a table were found to point at."""
    found = (measures or {}).get("joins")
    return [
        Join(
            column=str(one.get("column") or ""),
            other_name=str(one.get("ref_table") or ""),
            other_id=_table_id(
                connection, line, str(one.get("ref_schema") or ""), str(one.get("ref_table") or "")
            ),
            other_column=str(one.get("ref_column") or ""),
            contained=float(one.get("contained") or 0.0),
            error=one.get("error"),
            declared=bool(one.get("declared")),
        )
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, dict)
    ]


def incoming(connection: Connection, line: AssetLine) -> list[Relation]:
    """List the keys of other tables that point at this one."""
    if line.level != "table" or line.source_id is None:
        return []
    found = connection.execute(
        "SELECT asset.id, row.fields FROM reference JOIN asset USING (n) JOIN row USING (n)"
        " WHERE reference.source = ? AND reference.to_schema = ? AND reference.to_table = ?"
        " AND asset.present = 1 LIMIT 500",
        (line.source_id.bytes, line.schema_name, line.name),
    ).fetchall()
    relations: list[Relation] = []
    for row_id, text in found:
        fields: dict[str, Any] = json.loads(text)
        other = asset_line(row_id, fields)
        relations += [
            Relation(
                name=str(key.get("name") or ""),
                columns=names(key.get("ref_columns")),
                other_name=other.name,
                other_id=other.id,
                other_columns=names(key.get("columns")),
            )
            for key, schema_name, table_name in references(fields)
            if (schema_name, table_name) == (line.schema_name, line.name)
        ]
    return relations


def _table_id(
    connection: Connection, line: AssetLine, schema_name: str, table_name: str
) -> UUID | None:
    if line.source_id is None:
        return None
    found = connection.execute(
        "SELECT id FROM asset WHERE source = ? AND schema_name = ? AND table_name = ?"
        " AND level = 2 AND present = 1",
        (line.source_id.bytes, schema_name, table_name),
    ).fetchone()
    return None if found is None else UUID(bytes=found[0])
