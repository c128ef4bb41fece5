"""Push-down: when a table's numbers come from its source, and how they take their place (pure)."""

from collections.abc import Mapping, Sequence
from typing import Any

from pursight.contracts.agents import Limits
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import (
    Classification,
    DocumentTable,
    LocalProfile,
    MeasureWhere,
    Profile,
    TableFacts,
    TableReport,
)
from pursight.engine.table import FEW_VALUES, is_sensitive
from pursight_agent.source import ColumnMeasures, Measured, Measuring, Source

LARGE = 1_000_000
"""From so many rows on, by the catalog's estimate, moving them is no longer worth it."""
CLASSIFIED_ROWS = 10_000
"""So many rows are read all the same: what a column holds is told from values."""

_SINGLE_VALUES = frozenset({"min", "max", "sum", "mean", "stddev"})


def measuring(
    source: Source,
    facts: TableFacts,
    where: MeasureWhere,
    limits: Limits,
    rules: Sequence[RuleSpec],
) -> Measuring | None:
    """Give the source if it is to measure this table itself.

    Rules are checked at the agent, which then reads every row anyhow. Who asks for a sample wants
    little work done: then nothing is measured over the whole table unless that was asked for too.
    """
    able = source.capabilities.push_down and isinstance(source, Measuring)
    if where == "at_agent" or rules or not able:
        return None
    if where == "auto" and (
        not source.capabilities.remote
        or limits.sample_rows is not None
        or (facts.row_count or 0) < LARGE
    ):
        return None
    return source if isinstance(source, Measuring) else None


def sample_of(limits: Limits) -> int:
    """How many rows are read of a table that its source measures."""
    return min(limits.sample_rows or CLASSIFIED_ROWS, CLASSIFIED_ROWS)


def into_report(report: TableReport, measured: Measured) -> TableReport:
    """Put the source's numbers in the place of the sample's."""
    columns = tuple(
        column.model_copy(
            update={
                "profile": Profile(
                    **_fields(measured, column.name, column.classification, local=False)
                )
            }
        )
        if column.name in measured.columns
        else column
        for column in report.columns
    )
    return report.model_copy(update={"columns": columns})


def into_document(table: DocumentTable, measured: Measured) -> DocumentTable:
    """Put the source's numbers in the place of the sample's."""
    columns = tuple(
        column.model_copy(
            update={
                "profile": LocalProfile(
                    **_fields(measured, column.name, column.classification, local=True)
                )
            }
        )
        if column.name in measured.columns
        else column
        for column in table.columns
    )
    return table.model_copy(update={"columns": columns})


def _fields(
    measured: Measured, name: str, classification: Classification, *, local: bool
) -> Mapping[str, Any]:
    """The fields of a profile, masked exactly where the agent masks what it measures."""
    measures: ColumnMeasures = measured.columns[name]
    present = measured.rows - measures.nulls
    mask = is_sensitive(classification) or (not local and 0 < present < FEW_VALUES)
    exact = measures.distinct is not None and measures.distinct_error is None
    return {
        "examined": measured.rows,
        "complete": True,
        "nulls": measures.nulls,
        "distinct": measures.distinct,
        "distinct_exact": exact,
        "distinct_error": measures.distinct_error,
        "masked": mask,
        "measured": "in_source",
        **{k: v for k, v in measures.facts.items() if not (mask and k in _SINGLE_VALUES)},
    }
