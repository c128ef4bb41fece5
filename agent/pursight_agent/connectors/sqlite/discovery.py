"""What a SQLite database's own catalog says: tables, columns, keys, indexes, views."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pursight.contracts.scans import (
    ColumnFacts,
    ForeignKey,
    Index,
    TableFacts,
    TableKind,
    UniqueKey,
)

SCHEMA = "main"
EXPRESSION = "(expression)"


def quote(name: str) -> str:
    """Spell an identifier."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the database's table of contents."""

    kind: TableKind
    name: str
    sql: str | None


class Reading:
    """Answers of PRAGMAs, decoded leniently: names need not be UTF-8."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement whose texts are names."""
        cursor = self._connection.execute(sql)
        return [tuple(_text(value) for value in row) for row in cursor.fetchall()]


def _text(value: Any) -> Any:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def listed(reading: Reading) -> list[Listed]:
    """List tables and views; SQLite's own (`sqlite_…`) are not the user's."""
    return [
        Listed(TableKind.VIEW if kind == "view" else TableKind.TABLE, name, sql)
        for kind, name, sql in reading.rows(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
    ]


def primary_key(reading: Reading, table: str) -> tuple[str, ...]:
    """Columns of the primary key in its order; empty when there is no such table."""
    rows = reading.rows(f"PRAGMA table_xinfo({quote(table)})")
    return tuple(row[1] for row in sorted((r for r in rows if r[5]), key=lambda r: r[5]))


def facts(reading: Reading, item: Listed) -> TableFacts:
    """Collect what the catalog says about one table or view."""
    rows = reading.rows(f"PRAGMA table_xinfo({quote(item.name)})")
    columns = tuple(
        ColumnFacts(
            name=_clean(name),
            position=number + 1,
            type=_clean(type_ or "")[:4096],
            nullable=not notnull,
            default=None if default is None else _clean(str(default))[:4096],
            generated=hidden in (2, 3),
        )
        for number, name, type_, notnull, default, _, hidden in rows
    )
    if item.kind is TableKind.VIEW:
        sql = (item.sql or "").encode("utf-8", "surrogateescape")
        return TableFacts(
            schema_name=SCHEMA,
            name=_clean(item.name),
            kind=item.kind,
            view_definition_sha256=hashlib.sha256(sql).hexdigest(),
            columns=columns,
        )
    unique, indexes = _indexes(reading, item.name)
    return TableFacts(
        schema_name=SCHEMA,
        name=_clean(item.name),
        kind=item.kind,
        primary_key=_names(primary_key(reading, item.name)),
        foreign_keys=_foreign_keys(reading, item.name),
        unique=unique,
        indexes=indexes,
        columns=columns,
    )


def _foreign_keys(reading: Reading, table: str) -> tuple[ForeignKey, ...]:
    """Foreign keys in the order of their declaration (SQLite numbers them backwards)."""
    keys: dict[int, list[tuple[Any, ...]]] = {}
    for row in reading.rows(f"PRAGMA foreign_key_list({quote(table)})"):
        keys.setdefault(row[0], []).append(row)
    return tuple(
        ForeignKey(
            columns=_names(row[3] for row in keys[number]),
            ref_schema=SCHEMA,
            ref_table=_clean(keys[number][0][2]),
            ref_columns=_referenced(reading, keys[number]),
        )
        for number in sorted(keys, reverse=True)
    )


def _referenced(reading: Reading, rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
    """Columns pointed at; `REFERENCES parent` without columns means its primary key."""
    if all(row[4] is not None for row in rows):
        return _names(row[4] for row in rows)
    key = primary_key(reading, rows[0][2])
    return _names(key) if len(key) == len(rows) else ()


def _indexes(reading: Reading, table: str) -> tuple[tuple[UniqueKey, ...], tuple[Index, ...]]:
    unique, indexes = [], []
    for row in reading.rows(f"PRAGMA index_list({quote(table)})"):
        name, is_unique, origin = row[1], bool(row[2]), row[3]
        columns = tuple(
            EXPRESSION if column is None else _clean(column)
            for _, _, column in reading.rows(f"PRAGMA index_info({quote(name)})")
        )
        if origin == "u":
            unique.append(UniqueKey(name=_clean(name), columns=columns))
        indexes.append(Index(name=_clean(name), columns=columns, unique=is_unique))
    return tuple(unique), tuple(indexes)


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(_clean(value) for value in values)


def _clean(name: str) -> str:
    """Make a name fit for JSON: bytes that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
