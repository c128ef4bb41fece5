"""Rules, their checks in words, and their columns (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from pursight.contracts.rules import (
    Check,
    ForeignKeyHolds,
    Freshness,
    InSet,
    NotNull,
    Outcome,
    Pattern,
    Range,
    RowCount,
    RuleSpec,
    Severity,
    Unique,
)

_CHECK: TypeAdapter[Check] = TypeAdapter(Check)


class RuleState(StrEnum):
    """Whether a rule is checked."""

    ACTIVE = "active"
    PAUSED = "paused"
    RETIRED = "retired"  # for good; its results stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as it is now.

    Attributes:
        table_id: The table's asset once a scan has seen it; the rule follows it when it is renamed.
        column_ids: Likewise for the columns, by the names that the check uses.
    """

    id: UUID
    source_id: UUID
    table_id: UUID | None
    schema_name: str
    table_name: str
    name: str
    description: str
    severity: Severity
    check: Check
    column_ids: Mapping[str, str]
    state: RuleState
    version: int
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a rule in one scan."""

    rule_id: UUID
    run_id: UUID
    version: int
    outcome: Outcome
    examined: int
    failing: int
    complete: bool
    measured: str
    code: str | None
    reason: str
    nominal_time: datetime


def read_check(spec: Mapping[str, Any]) -> Check:
    """Read a check as it is kept."""
    return _CHECK.validate_python(spec)


def columns_of(check: Check) -> tuple[str, ...]:
    """List the columns of the rule's own table that a check looks at."""
    match check:
        case NotNull() | Range() | Pattern() | InSet() | Freshness():
            return (check.column,)
        case Unique() | ForeignKeyHolds():
            return check.columns
        case RowCount():
            return ()


def with_columns(check: Check, now: Mapping[str, str]) -> Check:
    """Spell a check with the names that its columns have now; names not in `now` stay."""
    match check:
        case NotNull() | Range() | Pattern() | InSet() | Freshness():
            return check.model_copy(update={"column": now.get(check.column, check.column)})
        case Unique() | ForeignKeyHolds():
            columns = tuple(now.get(column, column) for column in check.columns)
            return check.model_copy(update={"columns": columns})
        case RowCount():
            return check


def spec_of(rule: Rule) -> RuleSpec:
    """Return what an agent gets of a rule."""
    return RuleSpec(
        id=rule.id,
        version=rule.version,
        name=rule.name,
        severity=rule.severity,
        schema_name=rule.schema_name,
        table=rule.table_name,
        check=rule.check,
    )


def contradiction(check: Check) -> str:
    """Say why no data could keep a check, or none could break it; empty when all is well."""
    match check:
        case Range(minimum=None, maximum=None) | RowCount(minimum=None, maximum=None):
            return "it has neither a minimum nor a maximum"
        case Range(minimum=int() | float() as low, maximum=int() | float() as high) if low > high:
            return "its minimum is above its maximum"
        case RowCount(minimum=int() as low, maximum=int() as high) if low > high:
            return "its minimum is above its maximum"
        case ForeignKeyHolds() if len(check.columns) != len(check.ref_columns):
            return "it has not as many columns as it points at"
        case _:
            return ""


def in_words(check: Check) -> str:  # noqa: PLR0911  one line a kind of check
    """Say what a check wants; a list's values are counted, not shown."""
    match check:
        case NotNull(column=column):
            return f"{column} has a value in every row"
        case Unique(columns=columns):
            return f"{', '.join(columns)}: no two rows agree"
        case Range(column=column, minimum=low, maximum=high):
            return f"{column} is {_bounds(low, high)}"
        case Pattern(column=column, expression=expression):
            return f"{column} is written as {expression}"
        case InSet(column=column, values=values):
            return f"{column} is one of {len(values)} known values"
        case RowCount(minimum=low, maximum=high):
            return f"the number of rows is {_bounds(low, high)}"
        case Freshness(column=column, hours=hours):
            return f"the newest {column} is at most {hours:g} hours old"
        case ForeignKeyHolds(columns=columns, ref_table=table, ref_columns=theirs):
            return f"{', '.join(columns)} is found in {table} ({', '.join(theirs)})"


def _bounds(low: object, high: object) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"from {low} to {high}"
