"""What information_schema says, in a constant number of statements however many tables."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pymysql

from pursight_agent.connectors.mysql.errors import code_of
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

_NO_GRANTS = frozenset({1141, 1290})
"""An account without any, and a server that was started to look at none."""
_GRANT = re.compile(
    r"GRANT (?P<rights>.*) ON (?:TABLE )?"
    r"(?P<schema>`(?:[^`]|``)*`|\*)\.(?P<table>`(?:[^`]|``)*`|\*) TO ",
    re.DOTALL,
)
_QUOTED = re.compile(r"`(?:[^`]|``)*`")
_ANY_COLUMN, _ALL_COLUMNS = re.compile(r"\bSELECT \("), re.compile(r"\bSELECT\b(?! \()|\bALL\b")


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
    """Ask seven questions, of the session's database, else of all but the system's."""
    return Catalog(
        read_schemas(session),
        _ask(session, _TABLES),
        _by_table(_ask(session, _COLUMNS)),
        _by_table(_ask(session, _INDEXES)),
        _by_table(_ask(session, _FOREIGN_KEYS)),
        _by_table(_ask(session, _VIEWS)),
        narrow_grants(_grants(session)),
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


def _grants(session: Session) -> list[str]:
    try:
        return [row[0] for row in session.ask("SHOW GRANTS")]
    except pymysql.Error as error:
        if code_of(error) in _NO_GRANTS:
            return []
        raise


def _by_table(rows: list[Any]) -> dict[TableName, list[Any]]:
    found: dict[TableName, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.schema, row.table].append(row)
    return found


def narrow_grants(grants: list[str]) -> frozenset[TableName]:
    """Tables that these grants, as SHOW GRANTS spells them, let be read by single columns only."""
    narrow: set[TableName] = set()
    wide: list[tuple[re.Pattern[str], str]] = []
    for line in grants:
        found = _GRANT.match(line)
        if found is None:
            continue
        rights = _QUOTED.sub("", found["rights"])
        schema, table = _unquoted(found["schema"]), _unquoted(found["table"])
        if _ANY_COLUMN.search(rights):
            narrow.add((schema, table))
        if _ALL_COLUMNS.search(rights):
            # Only in a grant on a whole database is its name a pattern.
            pattern = _like(schema) if table == "*" else re.compile(re.escape(schema))
            wide.append((pattern, table))
    return frozenset(
        (schema, table)
        for schema, table in narrow
        if not any(name in {"*", table} and schemas.fullmatch(schema) for schemas, name in wide)
    )


def _unquoted(name: str) -> str:
    return name[1:-1].replace("``", "`") if name.startswith("`") else name


def _like(pattern: str) -> re.Pattern[str]:
    """The names of databases in grants are patterns of LIKE; `*` is all of them."""
    signs = {"%": ".*", "_": ".", "*": ".*"}
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    return re.compile(
        "".join(signs.get(part) or re.escape(part[-1]) for part in parts),
        re.DOTALL | re.IGNORECASE,
    )
