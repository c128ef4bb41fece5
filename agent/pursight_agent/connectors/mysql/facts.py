"""Rows of information_schema to table facts and skipped objects (pure)."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pursight.contracts.agents import Scope
from pursight.contracts.scans import (
    ColumnFacts,
    ForeignKey,
    Index,
    Skipped,
    TableFacts,
    TableKind,
    UniqueKey,
)
from pursight_agent.connectors.mysql.catalog import Catalog, TableName
from pursight_agent.connectors.mysql.types import ColumnPlan, plan, quote
from pursight_agent.source import (
    ObjectError,
    SourceDenied,
    excluded,
    in_scope,
    kind_code,
    qualified,
    skipped,
)

_PRIMARY = "PRIMARY"
_GENERATED = re.compile(r"\b(VIRTUAL|STORED|PERSISTENT) GENERATED\b", re.IGNORECASE)
_NUMBERS = frozenset(
    {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year"}
)
_AS_IT_IS = _NUMBERS | {"bit", "binary", "varbinary"}
_KEYS = frozenset({"tinyint", "smallint", "mediumint", "int", "bigint"})
_LONGEST_DEFAULT, _LONGEST_COMMENT = 4096, 20_000


@dataclass(frozen=True, slots=True)
class Relation:
    """What reading needs to know of a table."""

    kind: TableKind
    estimate: int | None
    plans: tuple[ColumnPlan, ...]
    grant: str
    """What to ask for when reading is denied after all."""
    key: str | None = None
    """The primary key, when it is one whole number."""
    transactional: bool = False
    """Kept by InnoDB: read as of the snapshot, and its changes are dated."""


@dataclass(frozen=True, slots=True)
class Found:
    """All of a catalog, sorted into what will be read and what not."""

    tables: tuple[TableFacts, ...]
    skipped: tuple[Skipped, ...]
    relations: dict[str, Relation]


def sort_out(catalog: Catalog, scope: Scope, account: str, *, mariadb: bool) -> Found:
    """Decide for every object whether it is read, and say why when it is not.

    Args:
        catalog: Of one server.
        scope: What is wanted.
        account: `CURRENT_USER()`, `name@host`.
        mariadb: MariaDB spells defaults as SQL, MySQL their bare text.
    """
    tables: list[TableFacts] = []
    left: list[Skipped] = []
    relations: dict[str, Relation] = {}
    for row in catalog.tables:
        kind = _kind(row)
        code = kind_code(kind.value)
        columns = catalog.columns.get((row.schema, row.table), [])
        readable = [c for c in columns if "select" in (c.rights or "").lower()]
        grant = _grant(row, account)
        if not in_scope(scope, row.schema, row.table):
            left.append(excluded(row.schema, row.table, code))
        elif row.type == "SEQUENCE":
            left.append(skipped(_SEQUENCE, schema=row.schema, name=row.table, kind="sequence"))
        elif not readable and (columns or kind is not TableKind.VIEW):
            error = SourceDenied(
                f"The account {account!r} may not read this object.",
                hint=f"Ask its owner for: {grant}",
            )
            left.append(skipped(error, schema=row.schema, name=row.table, kind=code))
        else:
            facts = _facts(catalog, row, kind, readable, mariadb=mariadb)
            tables.append(facts)
            left += _notices(catalog, row, code, account, gaps=mariadb)
            relations[qualified(row.schema, row.table)] = Relation(
                kind,
                facts.row_count,
                tuple(_plan(c) for c in readable),
                grant,
                _whole_key(facts, readable),
                (row.engine or "").lower() == "innodb",
            )
    return Found(tuple(tables), tuple(left), relations)


_SEQUENCE = ObjectError(
    "source.sequence", "It is a sequence, a counter of the server: there are no rows of data."
)


def _kind(row: Any) -> TableKind:
    if row.type == "VIEW":
        return TableKind.VIEW
    if "partitioned" in (row.options or "").lower():
        return TableKind.PARTITIONED_TABLE
    return TableKind.TABLE


def _plan(column: Any) -> ColumnPlan:
    return plan(
        column.name, column.kind, column.type, _number(column.digits), _number(column.scale)
    )


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _whole_key(facts: TableFacts, columns: list[Any]) -> str | None:
    if len(facts.primary_key) != 1:
        return None
    kinds = {c.name: c.kind.lower() for c in columns}
    return facts.primary_key[0] if kinds.get(facts.primary_key[0]) in _KEYS else None


def _facts(
    catalog: Catalog, row: Any, kind: TableKind, columns: list[Any], *, mariadb: bool
) -> TableFacts:
    name: TableName = (row.schema, row.table)
    view = kind is TableKind.VIEW
    indexes = {key: list(rows) for key, rows in _by_name(catalog.indexes.get(name, []))}
    seen = {c.name for c in columns}
    primary = tuple(part.column for part in indexes.get(_PRIMARY, []))
    return TableFacts(
        schema_name=row.schema,
        name=row.table,
        kind=kind,
        comment=None if view else _cut(row.comment, _LONGEST_COMMENT) or None,
        row_count=None if view else _number(row.estimate),
        primary_key=primary if seen.issuperset(primary) else (),
        foreign_keys=tuple(
            _foreign_key(key, list(rows))
            for key, rows in _by_name(catalog.foreign_keys.get(name, []))
        ),
        unique=tuple(
            UniqueKey(name=key, columns=tuple(part.column for part in parts))
            for key, parts in indexes.items()
            if key != _PRIMARY and _unique(parts) and all(part.column for part in parts)
        ),
        indexes=tuple(
            Index(name=key, columns=tuple(map(_indexed, parts)), unique=_unique(parts))
            for key, parts in indexes.items()
        ),
        view_definition_sha256=_digest(catalog, name) if view else None,
        columns=tuple(_column(n, c, mariadb=mariadb) for n, c in enumerate(columns, 1)),
    )


def _by_name(rows: list[Any]) -> Iterator[tuple[str, Iterable[Any]]]:
    return groupby(rows, key=lambda row: row.name)


def _foreign_key(name: str, parts: list[Any]) -> ForeignKey:
    return ForeignKey(
        name=name,
        columns=tuple(part.column for part in parts),
        ref_schema=parts[0].ref_schema,
        ref_table=parts[0].ref_table,
        ref_columns=tuple(part.ref_column for part in parts),
    )


def _unique(parts: list[Any]) -> bool:
    return bool(parts[0].repeats == "0")


def _indexed(part: Any) -> str:
    """A column of an index, with the length of its prefix when only that is in it."""
    if part.column is None:
        return "(expression)"
    return f"{part.column}({part.prefix})" if part.prefix else str(part.column)


def _digest(catalog: Catalog, name: TableName) -> str | None:
    """None when the account may not see the definition: that needs SHOW VIEW."""
    views = catalog.views.get(name)
    if not views or not views[0].definition:
        return None
    return hashlib.sha256(views[0].definition.encode()).hexdigest()


def _column(number: int, column: Any, *, mariadb: bool) -> ColumnFacts:
    generated = _GENERATED.search(column.extra or "") is not None
    default = None if generated else _default(column, mariadb=mariadb)
    return ColumnFacts(
        name=column.name,
        position=number,
        type=_cut(column.type, 4096) or column.kind,
        nullable=column.nullable == "YES",
        default=_cut(default, _LONGEST_DEFAULT),
        generated=generated,
        comment=_cut(column.comment, _LONGEST_COMMENT) or None,
    )


def _default(column: Any, *, mariadb: bool) -> str | None:
    """The default as SQL: MariaDB gives it so, MySQL gives a text without its quotes."""
    text: str | None = column.fallback
    if mariadb:
        return None if text == "NULL" else text
    expression = "DEFAULT_GENERATED" in (column.extra or "").upper()
    if text is None or expression or column.kind.lower() in _AS_IT_IS:
        return text
    if text.upper().startswith("CURRENT_TIMESTAMP"):
        return text
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _cut(text: str | None, longest: int) -> str | None:
    return text if text is None else text[:longest]


def _notices(catalog: Catalog, row: Any, code: str, account: str, *, gaps: bool) -> list[Skipped]:
    """Say when there are columns that the account may not read, or may not even see."""
    columns = catalog.columns.get((row.schema, row.table), [])
    if not columns or row.type == "VIEW":
        return []
    readable = sum("select" in (c.rights or "").lower() for c in columns)
    # MySQL counts columns of its own making, too, and shows them to nobody.
    hidden = (max(int(c.position) for c in columns) if gaps else len(columns)) - readable
    narrow = (row.schema, row.table) in catalog.narrow
    if hidden <= 0 and not narrow:
        return []
    how_many = f"{hidden} or more" if narrow else str(hidden)
    if hidden <= 0:
        reason = f"The account {account!r} may read single columns only; others may be there."
    else:
        reason = f"The account {account!r} may not read {how_many} of the columns."
    error = SourceDenied(reason, hint=f"Ask the owner for: {_grant(row, account)}")
    return [skipped(error, schema=row.schema, name=row.table, kind=code, partial=True)]


def _grant(row: Any, account: str) -> str:
    return f"GRANT SELECT ON {quote(row.schema)}.{quote(row.table)} TO {spelled(account)};"


def spelled(account: str) -> str:
    """Spell `name@host` as a statement wants it."""
    name, _, host = account.rpartition("@")
    return "@".join("'" + part.replace("'", "''") + "'" for part in (name, host))
