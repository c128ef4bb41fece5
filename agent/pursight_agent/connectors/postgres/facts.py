"""Rows of PostgreSQL's catalog to table facts and skipped objects (pure)."""

from dataclasses import dataclass
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
from pursight_agent.connectors.postgres.catalog import Catalog
from pursight_agent.connectors.postgres.types import ColumnPlan, plan
from pursight_agent.source import (
    ObjectError,
    SourceDenied,
    excluded,
    in_scope,
    kind_code,
    qualified,
    skipped,
)

_KINDS = {
    "r": TableKind.TABLE,
    "p": TableKind.PARTITIONED_TABLE,
    "f": TableKind.FOREIGN_TABLE,
    "v": TableKind.VIEW,
    "m": TableKind.MATERIALIZED_VIEW,
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What reading needs to know of a table."""

    oid: int
    kind: TableKind
    estimate: int | None
    plans: tuple[ColumnPlan, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All of a catalog, sorted into what will be read and what not."""

    tables: tuple[TableFacts, ...]
    skipped: tuple[Skipped, ...]
    relations: dict[str, Relation]


def sort_out(catalog: Catalog, scope: Scope, account: str) -> Found:
    """Decide for every relation whether it is read, and say why when it is not."""
    tables: list[TableFacts] = []
    left: list[Skipped] = []
    relations: dict[str, Relation] = {}
    for row in catalog.relations:
        kind = _KINDS[row.kind]
        code = kind_code(kind.value)
        if not in_scope(scope, row.schema, row.name):
            left.append(excluded(row.schema, row.name, code))
        elif not row.usable or not (row.readable or row.partly):
            left.append(skipped(_denied(row, account), schema=row.schema, name=row.name, kind=code))
        else:
            readable = [c for c in catalog.columns.get(row.oid, []) if c.readable]
            estimate = int(row.estimate) if row.estimate >= 0 and row.kind in "rm" else None
            tables.append(_facts(catalog, row, kind, readable, estimate))
            left += _notices(catalog, row, code, account)
            relations[qualified(row.schema, row.name)] = Relation(
                row.oid,
                kind,
                estimate,
                tuple(plan(c.name, c.type_oid, c.modifier) for c in readable),
            )
    return Found(tuple(tables), tuple(left), relations)


def _facts(
    catalog: Catalog, row: Any, kind: TableKind, columns: list[Any], estimate: int | None
) -> TableFacts:
    keys = catalog.constraints.get(row.oid, [])
    primary = next((key.columns for key in keys if key.kind == "p"), ())
    return TableFacts(
        schema_name=row.schema,
        name=row.name,
        kind=kind,
        comment=_cut(row.comment, 20_000),
        row_count=estimate,
        partition_of=qualified(row.parent_schema, row.parent_name) if row.parent else None,
        primary_key=tuple(primary),
        foreign_keys=tuple(
            ForeignKey(
                name=key.name,
                columns=tuple(key.columns),
                ref_schema=key.ref_schema,
                ref_table=key.ref_table,
                ref_columns=tuple(key.ref_columns),
            )
            for key in keys
            if key.kind == "f"
        ),
        unique=tuple(
            UniqueKey(name=key.name, columns=tuple(key.columns)) for key in keys if key.kind == "u"
        ),
        indexes=tuple(
            Index(name=index.name, columns=tuple(index.columns or ()), unique=index.unique)
            for index in catalog.indexes.get(row.oid, [])
        ),
        view_definition_sha256=row.view_sha256,
        columns=tuple(_column(number, column) for number, column in enumerate(columns, 1)),
    )


def _column(number: int, column: Any) -> ColumnFacts:
    return ColumnFacts(
        name=column.name,
        position=number,
        type=column.type,
        nullable=not column.required,
        # A generated column's expression is no default, though the catalog keeps it there.
        default=None if column.generated else _cut(column.default, 4096),
        generated=bool(column.generated),
        comment=_cut(column.comment, 20_000),
    )


def _cut(text: str | None, longest: int) -> str | None:
    return text if text is None else text[:longest]


def _denied(row: Any, account: str) -> SourceDenied:
    grants = []
    if not row.usable:
        grants.append(f"GRANT USAGE ON SCHEMA {_quote(row.schema)} TO {_quote(account)};")
    if not (row.readable or row.partly):
        table = f"{_quote(row.schema)}.{_quote(row.name)}"
        grants.append(f"GRANT SELECT ON {table} TO {_quote(account)};")
    return SourceDenied(
        f"The account {account!r} may not read this object.",
        hint=f"Ask its owner for: {' '.join(grants)}",
    )


def _notices(catalog: Catalog, row: Any, code: str, account: str) -> list[Skipped]:
    notices = []
    hidden = [c.name for c in catalog.columns.get(row.oid, []) if not c.readable]
    table = f"{_quote(row.schema)}.{_quote(row.name)}"
    if hidden:
        listed = ", ".join(_quote(name) for name in hidden[:20])
        error = SourceDenied(
            f"The account {account!r} may not read {len(hidden)} of the columns: {listed}"
            f"{' and more' if len(hidden) > 20 else ''}.",
            hint=f"Ask the owner for: GRANT SELECT ON {table} TO {_quote(account)};",
        )
        notices.append(skipped(error, schema=row.schema, name=row.name, kind=code, partial=True))
    if row.filtered:
        note = ObjectError(
            "source.row_security",
            f"Row security hides rows from the account {account!r}; only the others are counted.",
            hint=f"To have all rows scanned: ALTER ROLE {_quote(account)} BYPASSRLS;",
        )
        notices.append(skipped(note, schema=row.schema, name=row.name, kind=code, partial=True))
    return notices


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
