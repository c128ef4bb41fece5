"""What a DuckDB database's own catalog says, in a constant number of statements."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pursight.contracts.scans import (
    ColumnFacts,
    ForeignKey,
    Index,
    SchemaFacts,
    TableFacts,
    TableKind,
    UniqueKey,
)

EXPRESSION = "(expression)"

# A database may define macros called like functions of the engine: each is named with its schema.
_HERE = "database_name = system.main.current_database() AND NOT internal"
_SCHEMAS = """
SELECT schema_name FROM system.main.duckdb_schemas()
WHERE database_name = system.main.current_database()
  AND (NOT internal OR schema_name = 'main') ORDER BY 1"""
_TABLES = f"""
SELECT schema_name, table_name, comment, estimated_size,
       CASE WHEN sql ILIKE '%GENERATED ALWAYS AS%' THEN sql END
FROM system.main.duckdb_tables() WHERE {_HERE} AND NOT temporary ORDER BY 1, 2"""  # noqa: S608  ours
_VIEWS = f"""
SELECT schema_name, view_name, comment, sql
FROM system.main.duckdb_views() WHERE {_HERE} AND NOT temporary ORDER BY 1, 2"""  # noqa: S608  ours
_COLUMNS = f"""
SELECT schema_name, table_name, column_name, data_type, is_nullable, column_default, comment
FROM system.main.duckdb_columns() WHERE {_HERE} ORDER BY 1, 2, column_index"""  # noqa: S608  ours
_CONSTRAINTS = """
SELECT schema_name, table_name, constraint_type, constraint_name, constraint_column_names,
       referenced_table, referenced_column_names
FROM system.main.duckdb_constraints()
WHERE database_name = system.main.current_database()
  AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
ORDER BY 1, 2, constraint_index"""
_INDEXES = """
SELECT schema_name, table_name, index_name, is_unique, CAST(expressions AS VARCHAR[])
FROM system.main.duckdb_indexes()
WHERE database_name = system.main.current_database() ORDER BY 1, 2, 3"""

_TOKEN = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\w+|[^\w\s]')
_GENERATED = ["GENERATED", "ALWAYS", "AS"]
_ENUM = re.compile(r'("(?:[^"]|"")*")|\bENUM\((?:\'(?:[^\']|\'\')*\'|[^\')])*\)')

Key = tuple[str, str]


def quote(name: str) -> str:
    """Spell an identifier."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything the catalog lists, in the order of schemas and names."""

    schemas: tuple[SchemaFacts, ...]
    tables: tuple[TableFacts, ...]


def read_catalog(connection: duckdb.DuckDBPyConnection) -> Catalog:
    """Ask six times, however many tables there are."""
    rows = {
        name: connection.execute(statement).fetchall()
        for name, statement in (
            ("schemas", _SCHEMAS),
            ("tables", _TABLES),
            ("views", _VIEWS),
            ("columns", _COLUMNS),
            ("constraints", _CONSTRAINTS),
            ("indexes", _INDEXES),
        )
    }
    columns, constraints, indexes = (
        _by_table(rows[name]) for name in ("columns", "constraints", "indexes")
    )
    tables = [
        _table(row, columns[row[:2]], constraints[row[:2]], indexes[row[:2]])
        for row in rows["tables"]
    ]
    tables += [_view(row, columns[row[:2]]) for row in rows["views"]]
    tables.sort(key=lambda table: (table.schema_name, table.name))
    return Catalog(tuple(SchemaFacts(name=row[0]) for row in rows["schemas"]), tuple(tables))


def _by_table(rows: Iterable[tuple[Any, ...]]) -> Mapping[Key, list[tuple[Any, ...]]]:
    found: dict[Key, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0], row[1]].append(row[2:])
    return found


def _table(
    row: tuple[Any, ...],
    columns: list[tuple[Any, ...]],
    constraints: list[tuple[Any, ...]],
    indexes: list[tuple[Any, ...]],
) -> TableFacts:
    schema, name, comment, estimate, sql = row
    of = defaultdict(list)
    for kind, *rest in constraints:
        of[kind].append(rest)
    known = {column[0].casefold(): column[0] for column in columns}
    return TableFacts(
        schema_name=schema,
        name=name,
        kind=TableKind.TABLE,
        comment=_cut(comment),
        row_count=max(int(estimate), 0),
        primary_key=tuple(of["PRIMARY KEY"][0][1]) if of["PRIMARY KEY"] else (),
        unique=tuple(UniqueKey(name=key, columns=tuple(named)) for key, named, *_ in of["UNIQUE"]),
        foreign_keys=tuple(
            ForeignKey(
                name=key,
                columns=tuple(named),
                ref_schema=schema,  # DuckDB has none from one schema to another
                ref_table=table,
                ref_columns=tuple(there),
            )
            for key, named, table, there in of["FOREIGN KEY"]
        ),
        indexes=tuple(
            Index(
                name=index,
                unique=bool(unique),
                columns=tuple(_indexed(part, known) for part in expressions),
            )
            for index, unique, expressions in indexes
        ),
        columns=_columns(columns, generated_columns(sql) if sql else frozenset()),
    )


def _view(row: tuple[Any, ...], columns: list[tuple[Any, ...]]) -> TableFacts:
    schema, name, comment, sql = row
    return TableFacts(
        schema_name=schema,
        name=name,
        kind=TableKind.VIEW,
        comment=_cut(comment),
        view_definition_sha256=hashlib.sha256((sql or "").encode()).hexdigest(),
        columns=_columns(columns, frozenset()),
    )


def _columns(rows: list[tuple[Any, ...]], generated: frozenset[str]) -> tuple[ColumnFacts, ...]:
    return tuple(
        ColumnFacts(
            name=name,
            position=number,
            type=spelled_type(type_),
            nullable=bool(nullable),
            default=None if name in generated or default is None else default[:4096],
            generated=name in generated,
            comment=_cut(comment),
        )
        for number, (name, type_, nullable, default, comment) in enumerate(rows, 1)
    )


def spelled_type(type_: str) -> str:
    """Spell a type as DuckDB does, but for the labels of an ENUM.

    `CREATE TYPE … AS ENUM (SELECT …)` makes values of rows labels of a type, and types leave the
    agent.
    """
    return _ENUM.sub(lambda found: found[1] or "ENUM", type_)[:4096]


def generated_columns(sql: str) -> frozenset[str]:
    """Columns that a `CREATE TABLE`, as DuckDB prints it, computes from others.

    The catalog's functions give their expression for a default.
    """
    found: set[str] = set()
    depth = 0
    definition: list[str] = []
    for part in _TOKEN.findall(sql):
        depth += (part == "(") - (part == ")")
        if (depth, part) == (1, ",") or (depth == 0 and definition):
            if any(definition[at : at + 3] == _GENERATED for at in range(1, len(definition))):
                found.add(unquoted(definition[0]))
            definition = []
            if depth == 0:
                break
        elif depth == 1 and part not in ("(", ")"):
            definition.append(part)
    return frozenset(found)


def unquoted(token: str) -> str:
    """An identifier as it is; anything else as it stands."""
    if len(token) > 1 and token[0] == token[-1] == '"':
        return token[1:-1].replace('""', '"')
    return token


def _indexed(part: str, known: Mapping[str, str]) -> str:
    is_name = part.isidentifier() or unquoted(part) != part
    return known.get(unquoted(part).casefold(), EXPRESSION) if is_name else EXPRESSION


def _cut(comment: str | None) -> str | None:
    return None if comment is None else comment[:20_000]
