"""Push-down: when a table's numbers come from its source, and how they take their place (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pursight.contracts.agents import Limits
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import (
    Classification,
    DocumentTable,
    LocalProfile,
    Profile,
    TableFacts,
    TableReport,
)
from pursight.engine.table import FEW_VALUES, is_sensitive
from pursight_agent.push_down.choice import Where, push_down
from pursight_agent.source import Checking, ColumnMeasures, Measured, Measuring, Source

_SINGLE_VALUES = frozenset({"min", "max", "sum", "mean", "stddev"})


def measuring(
    source: Source,
    facts: TableFacts,
    where: Where,
    limits: Limits,
    rules: Sequence[RuleSpec],
) -> Measuring | None:
    """Give the source if it is to measure this table itself.

    A source that cannot check rules itself is read: the agent must see every row then. Who asks
    for a sample wants little work done: then nothing is measured over the whole table unless that
    was asked for too.
    """
    choice, able = push_down(where), source.capabilities.push_down
    if choice.where == "at_agent" or not able or (rules and not isinstance(source, Checking)):
        return None
    if choice.where == "auto" and (
        limits.sample_rows is not None
        or not choice.large(facts.row_count, far=source.capabilities.remote)
    ):
        return None
    return source if isinstance(source, Measuring) else None


def measured_there(
    able: Measuring,
    facts: TableFacts,
    rules: Sequence[RuleSpec],
    tables: Mapping[str, TableFacts],
    now: datetime,
) -> Measured | None:
    """Have a table measured, and its rules checked; None when a rule needs the agent."""
    results: tuple[RuleResult, ...] | None = ()
    if rules:
        results = able.check(facts, rules, tables, now) if isinstance(able, Checking) else None
    if results is None:
        return None
    return replace(able.measure(facts), rule_results=results)


def way_of(
    source: Source, facts: TableFacts, where: Where, limits: Limits, rules: Sequence[RuleSpec]
) -> str:
    """Name the way a table is measured, for the next scan to compare; nothing at the agent."""
    able = measuring(source, facts, where, limits, rules)
    return f" in_source {sample_of(limits, where)}" if able is not None else ""


def sample_of(limits: Limits, where: Where) -> int:
    """How many rows are read of a table that its source measures."""
    wanted = push_down(where).classified_rows
    return min(limits.sample_rows or wanted, wanted)


def into_report(report: TableReport, measured: Measured, *, read: int) -> TableReport:
    """Put the source's numbers in the place of the sample's, of which so many rows were read."""
    columns = tuple(
        column.model_copy(
            update={
                "profile": Profile(
                    **_fields(measured, column.name, column.classification, read, local=False)
                )
            }
        )
        if column.name in measured.columns
        else column
        for column in report.columns
    )
    return report.model_copy(update={"columns": columns, "rule_results": measured.rule_results})


def into_document(table: DocumentTable, measured: Measured, *, read: int) -> DocumentTable:
    """Put the source's numbers in the place of the sample's, of which so many rows were read."""
    columns = tuple(
        column.model_copy(
            update={
                "profile": LocalProfile(
                    **_fields(measured, column.name, column.classification, read, local=True)
                )
            }
        )
        if column.name in measured.columns
        else column
        for column in table.columns
    )
    return table.model_copy(update={"columns": columns, "rule_results": measured.rule_results})


def _fields(
    measured: Measured, name: str, classification: Classification, read: int, *, local: bool
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
        "classified": read,
        **{k: v for k, v in measures.facts.items() if not (mask and k in _SINGLE_VALUES)},
    }
