"""Statements that read: composed of quoted names and our own words only (pure)."""

from collections.abc import Callable, Sequence

from pursight.contracts.scans import TableFacts, TableKind
from pursight_agent.connectors.warehouse.flavour import Bound, Flavour

_DRAWN_FROM = 4
"""A sample is drawn from a table so many times as large; else it is the first rows."""
_MARGIN = 1.5
"""More is drawn than is wanted: a draw is rarely as large as asked for."""


def select(
    flavour: Flavour,
    quote: Callable[[str], str],
    relation: str,
    table: TableFacts,
    sample_rows: int | None,
) -> str:
    """Read a table's columns, all rows or a sample."""
    columns = ", ".join(quote(column.name) for column in table.columns) or "1"
    return bounded(flavour, columns, relation + drawn(flavour, table, sample_rows), sample_rows)


def count(relation: str) -> str:
    """Count the rows."""
    return f"SELECT COUNT(*) FROM {relation}"  # noqa: S608  quoted


def drawn(flavour: Flavour, table: TableFacts, sample_rows: int | None) -> str:
    """The clause that draws a sample, where the dialect has one and the table is large."""
    rows = table.row_count or 0
    if (
        not flavour.sample
        or not sample_rows
        or table.kind is not TableKind.TABLE
        or rows < _DRAWN_FROM * sample_rows
    ):
        return ""
    percent = min(100.0, 100.0 * _MARGIN * sample_rows / rows)
    return " " + flavour.sample.format(percent=f"{max(percent, 0.000001):.6f}")


def bounded(flavour: Flavour, columns: str, source: str, rows: int | None) -> str:
    """Select, with at most so many rows."""
    if rows is None:
        return f"SELECT {columns} FROM {source}"  # noqa: S608
    match flavour.bound:
        case Bound.TOP:
            return f"SELECT TOP ({rows}) {columns} FROM {source}"  # noqa: S608
        case Bound.FETCH:
            return f"SELECT {columns} FROM {source} FETCH FIRST {rows} ROWS ONLY"  # noqa: S608
        case Bound.LIMIT:
            return f"SELECT {columns} FROM {source} LIMIT {rows}"  # noqa: S608


def parted(names: Sequence[str], most: int) -> list[Sequence[str]]:
    """Divide names among statements that no dialect finds too long."""
    return [names[start : start + most] for start in range(0, len(names), most)] or [()]
