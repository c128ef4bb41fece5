"""What the catalog knows: assets, and the tables of one source as a scan saw them (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from json import dumps
from math import isfinite
from typing import Any
from uuid import UUID

from pursight import names
from pursight.contracts.agents import Scope
from pursight.contracts.scans import (
    ColumnFacts,
    Profile,
    Skipped,
    TableFacts,
    TableKind,
    TableReport,
)

Facts = dict[str, Any]

TableKey = tuple[str, str]
"""Schema and table as the source spells them; the schema is empty where there is none."""

ColumnKey = tuple[str, str, str]
"""Schema, table and column as the source spells them."""


class Level(StrEnum):
    """How deep an asset lies in the tree."""

    SOURCE = "source"
    SCHEMA = "schema"
    TABLE = "table"
    COLUMN = "column"


class What(StrEnum):
    """What a scan found to have happened to a table or a column."""

    ADDED = "added"
    CHANGED = "changed"  # facts other than the type
    RETYPED = "retyped"  # columns only
    RENAMED = "renamed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column as one scan saw it; `facts` is the digest of all facts but the name."""

    position: int
    type: str
    facts: str


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table as one scan saw it; `facts` is the digest of its own facts, without its columns."""

    kind: TableKind
    facts: str
    columns: Mapping[str, ColumnSeen] = field(default_factory=dict)


Snapshot = Mapping[TableKey, TableSeen]


@dataclass(frozen=True, slots=True)
class ScanChanges:
    """What a scan did to the catalog: ids of all that it saw, and how many assets it touched."""

    source: UUID
    tables: Mapping[TableKey, UUID] = field(default_factory=dict)
    columns: Mapping[ColumnKey, UUID] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    gone: int = 0
    renamed: int = 0
    held: int = 0
    nominal_time: datetime | None = None


def table_facts(facts: TableFacts) -> Facts:
    """Return what is kept of a table itself: neither its name, nor its columns, nor measures."""
    leave_out = {"schema_name", "name", "columns", "row_count", "row_count_exact"}
    return clean(facts.model_dump(mode="json", exclude=leave_out, exclude_defaults=True))


def column_facts(facts: ColumnFacts) -> Facts:
    """Return what is kept of a column: all but its name."""
    return clean(facts.model_dump(mode="json", exclude={"name"}))


def table_measures(report: TableReport, joins: Sequence[Facts]) -> Facts:
    """Return what changes with the data and is kept as the table's profile."""
    facts = report.facts
    measures: Facts = {"row_count": facts.row_count, "row_count_exact": facts.row_count_exact}
    if report.structure is not None:
        measures["structure"] = report.structure.model_dump(mode="json", exclude_defaults=True)
    if joins:
        measures["joins"] = list(joins)
    return clean(measures)


def column_measures(profile: Profile | None) -> Facts | None:
    """Return a column's profile as it is kept, without what has its default."""
    if profile is None:
        return None
    kept = profile.model_dump(mode="json", exclude_defaults=True)
    return clean({"examined": profile.examined, "nulls": profile.nulls, **kept})


def storable(text: str) -> str:
    """Replace what PostgreSQL cannot keep in a text (NUL) by the replacement character."""
    return text.replace("\x00", "\ufffd") if "\x00" in text else text


def clean(facts: Facts) -> Facts:
    """Make every text in the facts storable."""
    return {key: _clean(value) for key, value in facts.items()}


def digest(facts: Mapping[str, object]) -> str:
    """Return the SHA-256 by which two versions of an asset's facts are compared."""
    text = dumps(facts, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _clean(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {storable(str(key)): _clean(item) for key, item in value.items()}
    return value


def asset_key(level: Level, *parts: str) -> str:
    """Return the digest under which an asset is found again: of its level and its path."""
    return sha256(names.join((level, *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def display_name(source: str, *parts: str) -> str:
    """Spell an asset's fully qualified name; an empty schema is left out."""
    shown = [part for at, part in enumerate(parts) if part or at > 0]
    return names.join((source, *shown))


def snapshot(reports: Iterable[TableReport]) -> dict[TableKey, TableSeen]:
    """Read what a scan reports; a column name that comes twice in a table counts once."""
    return {
        (storable(report.facts.schema_name), storable(report.facts.name)): TableSeen(
            report.facts.kind,
            digest(table_facts(report.facts)),
            {
                storable(column.name): ColumnSeen(
                    column.position, storable(column.type), digest(column_facts(column))
                )
                for column in report.facts.columns
            },
        )
        for report in reports
    }


def deletable(
    before: Iterable[TableKey], scope: Scope, skipped: Iterable[Skipped], *, complete: bool
) -> frozenset[TableKey]:
    """Name the tables that are gone if a scan has not seen them.

    Only a complete scan can say so, only of what its scope holds, and not of what it skipped: an
    unreadable table is still there. A skipped schema or folder speaks for all that lies in it.
    """
    if not complete:
        return frozenset()
    left_out = {(storable(one.schema_name), storable(one.name)) for one in skipped}
    whole = {storable(one.name) for one in skipped if one.kind in {"schema", "folder"}}
    whole |= {storable(one.schema_name) for one in skipped if not one.name}
    return frozenset(
        (schema, table)
        for schema, table in before
        if (schema, table) not in left_out
        and schema not in whole
        and in_scope(scope, names.join((schema, table)))
    )


def in_scope(scope: Scope, name: str) -> bool:
    """Whether a scan with this scope looks at a table; an empty `include` is all."""
    included = not scope.include or names.matches(scope.include, name)
    return included and not names.matches(scope.exclude, name)


def in_part(reports: Iterable[TableReport], skipped: Iterable[Skipped]) -> frozenset[TableKey]:
    """Name tables whose missing columns may merely not have been seen."""
    partial = {(one.schema_name, one.name) for one in skipped if one.partial}
    return frozenset(
        (storable(report.facts.schema_name), storable(report.facts.name))
        for report in reports
        if not report.facts.columns or (report.facts.schema_name, report.facts.name) in partial
    )


@dataclass(frozen=True, slots=True)
class Belonging:
    """The domain that an asset belongs to, and whether it has it from what it lies in."""

    id: UUID
    name: str
    inherited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One asset with what a scan found and what people said, as it is shown now."""

    id: UUID
    source_id: UUID
    parent_id: UUID | None
    level: Level
    kind: str
    name: str
    fqn: str
    schema_name: str
    table_name: str
    column_name: str
    position: int | None
    facts: Facts
    present: bool
    gone_at: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime
    label: str
    label_state: str
    label_confidence: float
    sensitivity: str
    quality: float | None
    measures: Facts | None
    description: str
    owner: str
    tags: tuple[str, ...]
    domain_id: UUID | None
    """Its own."""
    domain: Belonging | None
    """Its own, or else that of the nearest that it lies in, at last of its source."""
    rev: int
    """Of the annotations: what `If-Match` is held against."""

    @property
    def comment(self) -> str:
        """What the source itself says of it."""
        return str(self.facts.get("comment") or "")


@dataclass(frozen=True, slots=True)
class LabelShown:
    """What the catalog shows of a column's classification."""

    label: str
    state: str
    """`decided` by a person, `applied`, `suggested` or `none`."""
    confidence: float
    sensitivity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What people said of an asset."""

    description: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    domain_id: UUID | None = None
    rev: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDeletion:
    """Things that vanished at once and wait for a person to say whether that is true."""

    id: UUID
    source_id: UUID
    run_id: UUID
    state: str
    """`waiting`, `confirmed`, `rejected`, or `returned` when a later scan saw them again."""
    asset_ids: tuple[UUID, ...]
    existing: int
    created_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str
    rev: int
