"""A table's reading as the report that may leave the agent."""

from pursight.contracts.scans import ColumnFacts, ColumnReport, TableFacts, TableReport
from pursight.engine.defaults import without_literals
from pursight_agent.scanning.in_source import into_report
from pursight_agent.scanning.reading import Reading, concluded


def outgoing(reading: Reading, digest: str | None) -> tuple[TableReport, Reading]:
    """Draw a table's report; when a defect prevents that, what the catalog says of it.

    Args:
        reading: Of the table.
        digest: What the next scan compares, to tell whether the table is unchanged.
    """
    report, reading = concluded(reading, lambda state: state.report(complete=reading.every_row))
    if report is not None:
        if reading.measured is not None:
            report = into_report(report, reading.measured, read=reading.rows_read)
        facts = _counted(report, reading)
        return report.model_copy(update={"facts": facts, "fingerprint": digest}), reading
    columns = tuple(ColumnReport(name=column.name) for column in reading.facts.columns)
    facts = reading.facts.model_copy(
        update={"columns": tuple(_without_literal(c) for c in reading.facts.columns)}
    )
    kept = None if reading.skipped else digest
    return TableReport(facts=facts, fingerprint=kept, columns=columns), reading


def _without_literal(column: ColumnFacts) -> ColumnFacts:
    if column.default is None:
        return column
    return column.model_copy(update={"default": without_literals(column.default)})


def _counted(report: TableReport, reading: Reading) -> TableFacts:
    """Facts as the engine cleaned them for the way out, with the count of the reading."""
    return report.facts.model_copy(
        update={
            "row_count": reading.facts.row_count,
            "row_count_exact": reading.facts.row_count_exact,
        }
    )
