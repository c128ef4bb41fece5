"""Reports of scans and tests as agents send them: valid by default, keyword-only."""

from collections.abc import Sequence

from pursight.contracts.agents import ReportRecord, SourceRecord, TableRecord, TestRecord
from pursight.contracts.scans import (
    Classification,
    ColumnFacts,
    ColumnReport,
    Decision,
    Evidence,
    EvidenceKind,
    Profile,
    SourceFacts,
    TableFacts,
    TableKind,
    TableReport,
)


def a_column(*, name: str = "email", label: str = "none", rows: int = 100) -> ColumnReport:
    """A column, found to be what the label says."""
    found = Classification()
    if label != "none":
        evidence = Evidence(
            kind=EvidenceKind.PATTERN,
            detector=f"{label}.cell",
            label=label,
            matched=rows,
            examined=rows,
            weight=0.9,
        )
        found = Classification(
            label=label, confidence=0.97, decision=Decision.APPLIED, evidence=(evidence,)
        )
    profile = Profile(examined=rows, complete=True, nulls=0, distinct=rows, masked=label != "none")
    return ColumnReport(name=name, profile=profile, classification=found)


def a_table(
    *,
    schema: str = "public",
    name: str = "customer",
    columns: Sequence[ColumnReport] | None = None,
    rows: int = 100,
) -> TableReport:
    """A table with an id and an e-mail address."""
    found = columns or (a_column(name="id", rows=rows), a_column(label="email", rows=rows))
    facts = TableFacts(
        schema_name=schema,
        name=name,
        kind=TableKind.TABLE,
        row_count=rows,
        row_count_exact=True,
        primary_key=("id",),
        columns=tuple(
            ColumnFacts(name=column.name, position=position, type="text")
            for position, column in enumerate(found, start=1)
        ),
    )
    return TableReport(facts=facts, columns=tuple(found))


def a_report(*tables: TableReport) -> list[ReportRecord]:
    """A scan's report: what was looked at, then its tables."""
    facts = SourceFacts(name="crm", kind="postgresql", version="18.1", database="crm")
    found = tables or (a_table(),)
    return [SourceRecord(facts=facts), *[TableRecord(table=table) for table in found]]


def a_test(*, reachable: bool = True) -> list[ReportRecord]:
    """The report of a connection test."""
    if reachable:
        return [TestRecord(reachable=True, latency_ms=3.5)]
    return [
        TestRecord(
            reachable=False,
            code="source.unreachable",
            message="nobody listens at db.example:5432",
            hint="Check host and port, and that the database runs.",
        )
    ]
