"""The catalog of any dialect, in a constant number of statements, as table facts."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pursight.contracts.agents import Scope
from pursight.contracts.scans import (
    LONGEST_DEFAULT,
    ColumnFacts,
    ForeignKey,
    Skipped,
    TableFacts,
    TableKind,
    UniqueKey,
)
from pursight_agent.connectors.warehouse.session import Session
from pursight_agent.push_down.kinds import Kind, kind_of, spelled
from pursight_agent.source import (
    ObjectError,
    SourceError,
    SourceUnreachable,
    excluded,
    in_scope,
    kind_code,
    qualified,
    skipped,
)

_YES = frozenset({"YES", "Y", "TRUE", "1", "T", "ALWAYS"})


@dataclass(frozen=True, slots=True)
class Found:
    """What is there, sorted."""

    tables: tuple[TableFacts, ...]
    skipped: tuple[Skipped, ...]
    kinds: dict[str, dict[str, Kind]]
    """Of every column by the table's qualified name."""


def discover(session: Session, scope: Scope) -> Found:
    """Ask for all tables, all columns and all keys, whatever their number."""
    flavour = session.flavour
    relations = session.rows(session.filled(flavour.tables), "the list of tables")
    columns: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in session.rows(session.filled(flavour.columns), "the list of columns"):
        columns[qualified(str(row[0]), str(row[1]))].append(row)
    keys: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _keys(session):
        keys[qualified(str(row[0]), str(row[1]))].append(row)
    tables: list[TableFacts] = []
    left: list[Skipped] = []
    kinds: dict[str, dict[str, Kind]] = {}
    for relation in relations:
        schema, name = str(relation[0]), str(relation[1])
        kind = _table_kind(str(relation[2] or ""))
        where = qualified(schema, name)
        if where in kinds:
            continue  # some catalogs list an object once a comment or an index
        if not in_scope(scope, schema, name):
            left.append(excluded(schema, name, kind_code(kind.value)))
            continue
        found = _columns(session, columns[where])
        if not found:
            unknown = ObjectError(
                "source.denied",
                "The catalog shows no column of this object.",
                hint="The account may lack the right to read it, or what it points at is gone.",
            )
            left.append(skipped(unknown, schema=schema, name=name, kind=kind_code(kind.value)))
            continue
        kinds[where] = {c.name: kind_of(c.type, flavour.own) for c in found}
        tables.append(_facts(relation, kind, found, keys[where]))
    return Found(tuple(tables), tuple(left), kinds)


def _keys(session: Session) -> Iterable[tuple[Any, ...]]:
    """Keys are worth knowing and not worth failing for: some accounts may not ask."""
    rows: list[tuple[Any, ...]] = []
    for number, text in enumerate(session.flavour.keys):
        statement = session.filled(text)
        try:
            if session.flavour.key_rows is None:
                rows += session.rows(statement, "the list of keys")
            else:
                named = session.named_rows(statement, "the list of keys")
                rows += [session.flavour.key_rows(number, row) for row in named]
        except SourceUnreachable:
            raise
        except SourceError:
            continue
    return rows


def _columns(session: Session, rows: Sequence[tuple[Any, ...]]) -> list[ColumnFacts]:
    ordered = sorted(rows, key=lambda row: int(row[3] or 0))
    own = session.flavour.own
    names: dict[str, tuple[Any, ...]] = {}
    for row in ordered:
        names.setdefault(str(row[2]), row)
    return [
        ColumnFacts(
            name=name,
            position=number,
            type=spelled(str(row[4]), _int(row[5]), _int(row[6]), _int(row[7]), own)[:4096],
            nullable=_yes(row[8]),
            default=_text(row[9], LONGEST_DEFAULT),
            comment=_text(row[10], 20_000),
            generated=_yes(row[11]),
        )
        for number, (name, row) in enumerate(names.items(), 1)
    ]


def _facts(
    relation: tuple[Any, ...], kind: TableKind, columns: list[ColumnFacts], keys: list[Any]
) -> TableFacts:
    constraints: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in keys:
        constraints[str(row[3]).strip(), str(row[2])].append(row)
    for rows in constraints.values():
        rows.sort(key=lambda row: int(row[5] or 0))
    known = {column.name for column in columns}
    primary: tuple[str, ...] = ()
    unique: list[UniqueKey] = []
    foreign: list[ForeignKey] = []
    for (sort, name), rows in constraints.items():
        own = tuple(dict.fromkeys(str(row[4]) for row in rows))
        if not known.issuperset(own):
            continue
        if sort == "P":
            primary = own
        elif sort == "U":
            unique.append(UniqueKey(name=name, columns=own))
        elif rows[0][7] is not None:
            foreign.append(
                ForeignKey(
                    name=name,
                    columns=own,
                    ref_schema=str(rows[0][6]),
                    ref_table=str(rows[0][7]),
                    ref_columns=tuple(str(row[8]) for row in rows if row[8] is not None),
                )
            )
    rows_said = _int(relation[4])
    definition = relation[5]
    return TableFacts(
        schema_name=str(relation[0]),
        name=str(relation[1]),
        kind=kind,
        comment=_text(relation[3], 20_000),
        row_count=rows_said if rows_said is not None and rows_said >= 0 else None,
        primary_key=primary,
        unique=tuple(unique),
        foreign_keys=tuple(foreign),
        view_definition_sha256=(
            hashlib.sha256(str(definition).encode()).hexdigest() if definition else None
        ),
        columns=tuple(columns),
    )


def _table_kind(said: str) -> TableKind:
    word = said.strip().upper()
    if "MATERIALIZED" in word:
        return TableKind.MATERIALIZED_VIEW
    if "VIEW" in word:
        return TableKind.VIEW
    return TableKind.FOREIGN_TABLE if word.startswith(("EXTERNAL", "FOREIGN")) else TableKind.TABLE


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def _text(value: Any, longest: int) -> str | None:
    return str(value)[:longest] if value is not None and str(value) else None


def _yes(value: Any) -> bool:
    return value if isinstance(value, bool) else str(value).strip().upper() in _YES
