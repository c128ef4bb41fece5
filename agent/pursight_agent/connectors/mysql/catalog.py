"""What information_schema says, in a constant number of statements however many tables."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pursight_agent.connectors.mysql.session import Session

TableName: TypeAlias = tuple[str, str]

_SYSTEM = ("mysql", "information_schema", "performance_schema", "sys")

_SCHEMAS = """
SELECT SCHEMA_NAME AS name, DEFAULT_CHARACTER_SET_NAME AS encoding, {comment} AS comment
FROM information_schema.SCHEMATA WHERE {where} ORDER BY 1"""

_TABLES = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, TABLE_TYPE AS type, ENGINE AS engine,
       TABLE_ROWS AS estimate, CREATE_OPTIONS AS options, TABLE_COMMENT AS comment
FROM information_schema.TABLES WHERE {where} ORDER BY 1, 2"""

_COLUMNS = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, COLUMN_NAME AS name,
       ORDINAL_POSITION AS position, COLUMN_DEFAULT AS fallback, IS_NULLABLE AS nullable,
       DATA_TYPE AS kind, COLUMN_TYPE AS type, NUMERIC_PRECISION AS digits, NUMERIC_SCALE AS scale,
       EXTRA AS extra, COLUMN_COMMENT AS comment, PRIVILEGES AS rights
FROM information_schema.COLUMNS WHERE {where} ORDER BY 1, 2, ORDINAL_POSITION"""

_INDEXES = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, INDEX_NAME AS name,
       NON_UNIQUE AS repeats, COLUMN_NAME AS `column`, SUB_PART AS prefix
FROM information_schema.STATISTICS WHERE {where} ORDER BY 1, 2, 3, SEQ_IN_INDEX"""

_FOREIGN_KEYS = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, CONSTRAINT_NAME AS name,
       COLUMN_NAME AS `column`, REFERENCED_TABLE_SCHEMA AS ref_schema,
       REFERENCED_TABLE_NAME AS ref_table, REFERENCED_COLUMN_NAME AS ref_column
FROM information_schema.KEY_COLUMN_USAGE WHERE {where} AND REFERENCED_TABLE_NAME IS NOT NULL
ORDER BY 1, 2, 3, ORDINAL_POSITION"""

_VIEWS = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, VIEW_DEFINITION AS definition
FROM information_schema.VIEWS WHERE {where}"""

_GRANTS = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, 1 AS narrow
FROM information_schema.COLUMN_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SELECT'
UNION SELECT TABLE_SCHEMA, TABLE_NAME, 0
FROM information_schema.TABLE_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SELECT'
UNION SELECT TABLE_SCHEMA, NULL, 0
FROM information_schema.SCHEMA_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SELECT'
UNION SELECT NULL, NULL, 0
FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SELECT'"""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Rows of information_schema, by the table they are of."""

    schemas: list[Any]
    tables: list[Any]
    columns: dict[TableName, list[Any]] = field(default_factory=dict)
    indexes: dict[TableName, list[Any]] = field(default_factory=dict)
    foreign_keys: dict[TableName, list[Any]] = field(default_factory=dict)
    views: dict[TableName, list[Any]] = field(default_factory=dict)
    narrow: frozenset[TableName] = frozenset()
    """Tables that the account may read by grants on single columns only."""


def read_catalog(session: Session) -> Catalog:
    """Ask the seven questions, of the session's database, else of all but the system's."""
    return Catalog(
        read_schemas(session),
        _ask(session, _TABLES),
        _by_table(_ask(session, _COLUMNS)),
        _by_table(_ask(session, _INDEXES)),
        _by_table(_ask(session, _FOREIGN_KEYS)),
        _by_table(_ask(session, _VIEWS)),
        _narrow(session.ask(_GRANTS)),
    )


def read_schemas(session: Session) -> list[Any]:
    """Ask for databases, their comments and encodings."""
    comment = "SCHEMA_COMMENT" if session.is_mariadb else "NULL"
    return _ask(session, _SCHEMAS.replace("{comment}", comment), "SCHEMA_NAME")


def scoped(session: Session, schema: str = "TABLE_SCHEMA") -> tuple[str, list[str]]:
    """The condition that keeps to what is scanned, and its parameters."""
    if session.database:
        return f"{schema} = %s", [session.database]
    return f"{schema} NOT IN ({', '.join(['%s'] * len(_SYSTEM))})", list(_SYSTEM)


def _ask(session: Session, statement: str, schema: str = "TABLE_SCHEMA") -> list[Any]:
    """Ask, and leave out what is of another schema: names are compared without regard to case."""
    where, values = scoped(session, schema)
    rows = session.ask(statement.format(where=where), values)
    return [row for row in rows if session.database in {"", row[0]}]


def _by_table(rows: list[Any]) -> dict[TableName, list[Any]]:
    found: dict[TableName, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.schema, row.table].append(row)
    return found


def _narrow(grants: list[Any]) -> frozenset[TableName]:
    wide = [row for row in grants if row.narrow == "0"]
    tables = {(row.schema, row.table) for row in wide if row.table is not None}
    databases = [_like(row.schema) for row in wide if row.schema is not None and row.table is None]
    if any(row.schema is None for row in wide):
        return frozenset()
    return frozenset(
        (row.schema, row.table)
        for row in grants
        if row.narrow == "1"
        and (row.schema, row.table) not in tables
        and not any(pattern.fullmatch(row.schema) for pattern in databases)
    )


def _like(pattern: str) -> re.Pattern[str]:
    """The names of databases in grants are patterns of LIKE."""
    signs = {"%": ".*", "_": "."}
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    return re.compile(
        "".join(signs.get(part) or re.escape(part[-1]) for part in parts),
        re.DOTALL | re.IGNORECASE,
    )
