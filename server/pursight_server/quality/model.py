"""How fit for use a table is, from 0 to 100, and why (pure; formula in docs/quality.md)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pursight.contracts.rules import Outcome, Severity


class Dimension(StrEnum):
    """What is looked at, in the order of the report."""

    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    UNIQUENESS = "uniqueness"
    FRESHNESS = "freshness"
    DOCUMENTATION = "documentation"


WEIGHTS: Mapping[Dimension, int] = {
    Dimension.COMPLETENESS: 30,
    Dimension.VALIDITY: 40,
    Dimension.UNIQUENESS: 15,
    Dimension.FRESHNESS: 10,
    Dimension.DOCUMENTATION: 5,
}

SEVERITY_WEIGHTS: Mapping[Severity, int] = {
    Severity.LOW: 1,
    Severity.MEDIUM: 2,
    Severity.HIGH: 4,
    Severity.CRITICAL: 8,
}

SKETCH_TOLERANCE = 0.02
"""Distinct values from a sketch count as all different when at most this share is missing."""


@dataclass(frozen=True, slots=True)
class ColumnMeasure:
    """One column: its numbers of the newest scan; `examined` 0 when no values were looked at."""

    name: str
    examined: int = 0
    nulls: int = 0
    empties: int = 0
    distinct: int | None = None
    distinct_exact: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class RuleMeasure:
    """The newest result of one active rule."""

    name: str
    check: str
    severity: Severity
    outcome: Outcome
    examined: int = 0
    failing: int = 0


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """All that a table's score stands on."""

    columns: tuple[ColumnMeasure, ...] = ()
    rules: tuple[RuleMeasure, ...] = ()
    declared_key: bool = False
    keyed_kind: bool = True
    """False for views: nobody declares keys on them."""
    described: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points are missing; `points` of the 100."""

    dimension: Dimension
    points: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score with what it is made of; None when there is nothing to judge by."""

    value: float | None
    dimensions: Mapping[Dimension, float] = field(default_factory=dict)
    """Shares from 0 to 1; a dimension that could not be judged is left out."""
    reasons: tuple[Reason, ...] = ()
    weight: int = 0
    """How much the table counts in its source's score: its number of columns."""


@dataclass(frozen=True, slots=True)
class KeptScore:
    """An asset's score and since when it has been so."""

    asset_id: UUID
    level: str
    scored_at: datetime
    score: Score


def score_table(table: TableMeasure) -> Score:
    """Judge one table.

    The score is the weighted mean of the dimensions that could be judged; the others neither help
    nor harm. Documentation alone is no judgement of data: then there is no score.
    """
    judged = {
        dimension: share
        for dimension, share in (
            (Dimension.COMPLETENESS, _completeness(table)),
            (Dimension.VALIDITY, _validity(table)),
            (Dimension.UNIQUENESS, _uniqueness(table)),
            (Dimension.FRESHNESS, _freshness(table)),
            (Dimension.DOCUMENTATION, _documentation(table)),
        )
        if share is not None
    }
    if not judged.keys() - {Dimension.DOCUMENTATION}:
        return Score(None, judged)
    total = sum(WEIGHTS[dimension] for dimension in judged)
    points = {dimension: 100 * WEIGHTS[dimension] / total for dimension in judged}
    value = sum(points[dimension] * share for dimension, share in judged.items())
    reasons = tuple(
        Reason(dimension, round(points[dimension] * (1 - share), 1), _why(dimension, table))
        for dimension, share in judged.items()
        if points[dimension] * (1 - share) >= 0.05
    )
    ordered = tuple(sorted(reasons, key=lambda reason: -reason.points))
    return Score(round(value, 1), judged, ordered, len(table.columns))


def score_source(tables: Sequence[Score]) -> Score:
    """Judge a source: the mean of its tables' scores and dimensions, weighted by their columns."""
    judged = [(table.value, table) for table in tables if table.value is not None and table.weight]
    if not judged:
        return Score(None)
    weight = sum(table.weight for _, table in judged)
    value = sum(points * table.weight for points, table in judged) / weight
    dimensions: dict[Dimension, float] = {}
    for dimension in Dimension:
        known = [table for _, table in judged if dimension in table.dimensions]
        if known:
            dimensions[dimension] = sum(
                table.dimensions[dimension] * table.weight for table in known
            ) / sum(table.weight for table in known)
    reasons = tuple(
        Reason(dimension, round(lost, 1), _source_sentence(dimension, judged_tables))
        for dimension in Dimension
        if (judged_tables := [t for _, t in judged if _lost(t, dimension) > 0])
        and (lost := sum(_lost(t, dimension) * t.weight for t in judged_tables) / weight) >= 0.05
    )
    return Score(
        round(value, 1), dimensions, tuple(sorted(reasons, key=lambda r: -r.points)), weight
    )


def _lost(table: Score, dimension: Dimension) -> float:
    return sum(reason.points for reason in table.reasons if reason.dimension == dimension)


def _source_sentence(dimension: Dimension, tables: Sequence[Score]) -> str:
    where = "1 table loses" if len(tables) == 1 else f"{len(tables)} tables lose"
    return f"{where} points for {dimension}"


def _completeness(table: TableMeasure) -> float | None:
    filled = [_filled(column) for column in table.columns if column.examined]
    return sum(filled) / len(filled) if filled else None


def _filled(column: ColumnMeasure) -> float:
    return 1 - min(column.examined, column.nulls + column.empties) / column.examined


def _validity(table: TableMeasure) -> float | None:
    return _rules(rule for rule in table.rules if rule.check != "freshness")


def _freshness(table: TableMeasure) -> float | None:
    return _rules(rule for rule in table.rules if rule.check == "freshness")


def _rules(rules: Iterator[RuleMeasure]) -> float | None:
    checked = [rule for rule in rules if rule.outcome is not Outcome.ERROR]
    total = sum(SEVERITY_WEIGHTS[rule.severity] for rule in checked)
    if not total:
        return None
    return sum(SEVERITY_WEIGHTS[rule.severity] * _held(rule) for rule in checked) / total


def _held(rule: RuleMeasure) -> float:
    """1 for a rule that holds; at most a half for one that does not, by the rows that pass."""
    if rule.outcome is Outcome.PASSED:
        return 1.0
    if rule.check in {"row_count", "freshness"} or not rule.examined:
        return 0.0
    return 0.5 * (1 - min(rule.failing, rule.examined) / rule.examined)


def _uniqueness(table: TableMeasure) -> float | None:
    if table.declared_key:
        return 1.0
    measured = [
        column for column in table.columns if column.examined and column.distinct is not None
    ]
    if not table.keyed_kind or not measured:
        return None
    return max(_key_share(column) for column in measured)


def _key_share(column: ColumnMeasure) -> float:
    """How near a column is to telling every row from every other."""
    share = min(1.0, (column.distinct or 0) / column.examined)
    if not column.distinct_exact and share >= 1 - SKETCH_TOLERANCE and not column.nulls:
        return 1.0
    return share


def _documentation(table: TableMeasure) -> float | None:
    if not table.columns:
        return None
    described = sum(column.described for column in table.columns) / len(table.columns)
    return 0.5 * table.described + 0.5 * described


def _why(dimension: Dimension, table: TableMeasure) -> str:
    match dimension:
        case Dimension.COMPLETENESS:
            return _why_incomplete(table)
        case Dimension.VALIDITY:
            return _why_invalid([rule for rule in table.rules if rule.check != "freshness"])
        case Dimension.FRESHNESS:
            return _why_invalid([rule for rule in table.rules if rule.check == "freshness"])
        case Dimension.UNIQUENESS:
            return "no key is declared and no column tells all rows apart"
        case Dimension.DOCUMENTATION:
            missing = sum(not column.described for column in table.columns)
            own = "" if table.described else "the table has no description; "
            return f"{own}{missing} of {len(table.columns)} columns have no description"


def _why_incomplete(table: TableMeasure) -> str:
    worst = sorted(
        (column for column in table.columns if column.examined and _filled(column) < 1),
        key=lambda column: (_filled(column), column.name),
    )
    shown = ", ".join(f"{column.name} ({1 - _filled(column):.0%})" for column in worst[:3])
    more = f" and {len(worst) - 3} more" if len(worst) > 3 else ""
    return f"empty cells in {shown}{more}"


def _why_invalid(rules: Sequence[RuleMeasure]) -> str:
    failed = sorted(
        (rule for rule in rules if rule.outcome is Outcome.FAILED),
        key=lambda rule: (-SEVERITY_WEIGHTS[rule.severity], rule.name),
    )
    shown = ", ".join(f"“{rule.name}”" for rule in failed[:3])
    more = f" and {len(failed) - 3} more" if len(failed) > 3 else ""
    word = "rule does" if len(failed) == 1 else "rules do"
    return f"{len(failed)} {word} not hold: {shown}{more}"
