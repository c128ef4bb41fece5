"""Rules over data, and what came of checking them, on the wire."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pursight.contracts.base import Code, Count, Identifier, Sentence, Wire


class Severity(StrEnum):
    """How bad it is when a rule does not hold."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class NotNull(Wire):
    """Every row has a value in the column."""

    check: Literal["not_null"] = "not_null"
    column: Identifier


class Unique(Wire):
    """No two rows agree in all the columns; rows with a null in one of them are left out."""

    check: Literal["unique"] = "unique"
    columns: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Range(Wire):
    """Values lie between the bounds, both included; nulls pass. ISO 8601 text bounds dates."""

    check: Literal["range"] = "range"
    column: Identifier
    minimum: float | int | str | None = None
    maximum: float | int | str | None = None


class Pattern(Wire):
    """The whole text matches the RE2 expression; nulls pass."""

    check: Literal["pattern"] = "pattern"
    column: Identifier
    expression: Annotated[str, Field(min_length=1, max_length=2000)]


class InSet(Wire):
    """The value, as text, is one of these; nulls pass."""

    check: Literal["in_set"] = "in_set"
    column: Identifier
    values: Annotated[tuple[str, ...], Field(min_length=1, max_length=10_000)]


class RowCount(Wire):
    """The table has a number of rows between the bounds, both included."""

    check: Literal["row_count"] = "row_count"
    minimum: Count | None = None
    maximum: Count | None = None


class Freshness(Wire):
    """The newest moment in the column is at most so many hours before the scan."""

    check: Literal["freshness"] = "freshness"
    column: Identifier
    hours: Annotated[float, Field(gt=0)]


class ForeignKeyHolds(Wire):
    """Every value appears in the other table's column; nulls pass."""

    check: Literal["foreign_key"] = "foreign_key"
    columns: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    ref_schema: Identifier = ""
    ref_table: Identifier
    ref_columns: Annotated[tuple[Identifier, ...], Field(min_length=1)]


Check = Annotated[
    NotNull | Unique | Range | Pattern | InSet | RowCount | Freshness | ForeignKeyHolds,
    Field(discriminator="check"),
]


class RuleSpec(Wire):
    """One rule as an agent gets it: a check bound to a table of a source."""

    id: UUID
    version: int = Field(default=1, ge=1)
    name: Annotated[str, Field(min_length=1, max_length=200)]
    severity: Severity = Severity.MEDIUM
    schema_name: Identifier = ""
    table: Identifier
    check: Check


class Outcome(StrEnum):
    """What came of a check."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"  # could not be checked: the reason says why


class RuleResult(Wire):
    """What came of one rule in one scan; counts, never rows."""

    rule_id: UUID
    rule_version: int
    outcome: Outcome
    examined: Count = Field(default=0, description="Rows looked at")
    failing: Count = Field(default=0, description="Rows that break the rule")
    complete: bool = Field(default=True, description="Whether every row was looked at")
    measured: Literal["at_agent", "in_source"] = "at_agent"
    code: Code | None = Field(default=None, description="Why it could not be checked")
    reason: Sentence = ""
