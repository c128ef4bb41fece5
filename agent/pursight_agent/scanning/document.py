"""The document of a stand-alone scan, collected table by table."""

from dataclasses import dataclass, field
from datetime import datetime

from pursight import __version__
from pursight.contracts.rules import Outcome
from pursight.contracts.scans import (
    Decision,
    DocumentColumn,
    DocumentTable,
    ScanCounts,
    ScanDocument,
    Skipped,
    SourceFacts,
    TableFacts,
    TableKind,
)
from pursight.contracts.structure import TableJoins
from pursight_agent.scanning.in_source import into_document
from pursight_agent.scanning.reading import Reading, concluded


@dataclass(slots=True)
class Collected:
    """What a scan has yielded so far."""

    started_at: datetime
    source: SourceFacts = field(default_factory=lambda: SourceFacts(kind="unknown"))
    tables: list[DocumentTable] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def add(self, reading: Reading) -> DocumentTable | None:
        """Take in one table; give it back unless something went wrong with it."""
        everything = reading.every_row
        table, reading = concluded(reading, lambda state: state.document(complete=everything))
        self.skipped.extend(reading.skipped)
        if table is None:
            self.tables.append(unread(reading.facts))
            return None
        if reading.measured is not None:
            table = into_document(table, reading.measured, read=reading.rows_read)
        counted = {
            "row_count": reading.facts.row_count,
            "row_count_exact": reading.facts.row_count_exact,
        }
        self.tables.append(table.model_copy(update=counted))
        return self.tables[-1]

    def add_joins(self, found: TableJoins) -> None:
        """Take in what a table's columns point at."""
        for at, table in enumerate(self.tables):
            if (table.schema_, table.name) == (found.schema_name, found.name):
                self.tables[at] = table.model_copy(update={"joins": found.joins})

    def document(self, *, finished_at: datetime) -> ScanDocument:
        """Close the collection."""
        return ScanDocument(
            pursight_version=__version__,
            started_at=self.started_at,
            finished_at=finished_at,
            source=self.source,
            tables=tuple(self.tables),
            skipped=tuple(self.skipped),
            counts=counts(self.tables, self.skipped),
        )


def unread(facts: TableFacts) -> DocumentTable:
    """A table of which only the catalog is known."""
    known = facts.model_dump(exclude={"schema_name", "columns"})
    columns = tuple(DocumentColumn(**column.model_dump()) for column in facts.columns)
    return DocumentTable(schema=facts.schema_name, columns=columns, **known)


def counts(tables: list[DocumentTable], left: list[Skipped]) -> ScanCounts:
    """Sum up; rows of partitions and views are those of other tables, and count there."""
    columns = [column for table in tables for column in table.columns]
    return ScanCounts(
        tables=len(tables),
        columns=len(columns),
        rows=sum(
            t.row_count or 0
            for t in tables
            if t.partition_of is None and t.kind is not TableKind.VIEW
        ),
        sensitive_columns=sum(
            c.classification.decision is not Decision.NONE and c.classification.label != "none"
            for c in columns
        ),
        rules_failed=sum(
            result.outcome is Outcome.FAILED for table in tables for result in table.rule_results
        ),
        skipped=len(left),
    )
