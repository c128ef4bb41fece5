"""What a stand-alone scan prints: progress while it runs, then a summary a steward understands."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

from pursight.classification.labels import sensitivity_of
from pursight.contracts.agents import Progress
from pursight.contracts.scans import (
    Classification,
    Decision,
    DocumentColumn,
    DocumentTable,
    Evidence,
    EvidenceKind,
    ScanDocument,
)
from pursight.contracts.usage import Usage
from pursight_agent.source import qualified

_MOST_TABLES = 60
_WIDTH_OF_FILES = 140
_MOST_COLUMNS = 200
_MOST_SKIPPED = 60
_MOST_FINDS = 60
_MOST_ROWS_OF_A_FIND = 5
_CLAIMS = {
    EvidenceKind.PATTERN: "{n} values have the form",
    EvidenceKind.CHECKSUM: "{n} values have the right check digits",
    EvidenceKind.DICTIONARY: "{n} values are in the dictionary",
    EvidenceKind.LANGUAGE: "{n} values read like it",
    EvidenceKind.SHAPE: "{n} values have the shape",
    EvidenceKind.TYPE: "the type fits",
}


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """Show bars on standard error when that is a terminal; give what takes the progress."""
    console = Console(stderr=True)
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bars:
        task = bars.add_task("connecting", total=None, rows=0)

        def take(progress: Progress) -> None:
            bars.update(
                task,
                description=progress.phase,
                completed=progress.tables_done,
                total=progress.tables_total or None,
                rows=progress.rows,
            )

        yield take


def show(document: ScanDocument, *, written: str | None) -> None:
    """Print the summary on standard output."""
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    source, counts = document.source, document.counts
    seconds = (document.finished_at - document.started_at).total_seconds()
    console.print(
        f"[bold]{escape(source.name)}[/bold]  {escape(source.kind)} {escape(source.version)}"
        f"  {escape(source.location)}"
    )
    console.print(
        f"{counts.tables:,} tables, {counts.columns:,} columns, {counts.rows:,} rows in "
        f"{seconds:.1f} s; {counts.sensitive_columns:,} columns look sensitive."
    )
    in_source = [
        max(c.profile.classified or 0 for c in table.columns if c.profile is not None)
        for table in document.tables
        if any(c.profile is not None and c.profile.measured == "in_source" for c in table.columns)
    ]
    if in_source:
        console.print(
            f"{len(in_source):,} of the tables were measured in the source; their labels, and what "
            f"is masked, rest on {max(in_source):,} rows at most."
        )
    if document.usage is not None:
        console.print(_cost(document.usage))
        if document.usage.tables_resumed and (since := document.usage.resumed_since):
            console.print(
                f"{document.usage.tables_resumed:,} of the tables were not read again: a scan that "
                f"was cut off had finished them, the first at {since:%Y-%m-%d %H:%M} UTC."
            )
    _show_tables(console, document.tables)
    _show_sensitive(console, document.tables)
    _show_finds(console, document.tables)
    _show_skipped(console, document)
    if written:
        console.print(f"The whole document is in {escape(written)}.")


def _cost(used: Usage) -> str:
    sent = sum(used.statements.values())
    told = [f"The source was busy for {used.source_seconds:.1f} s ({used.busy_share:.0%})"]
    if sent:
        told.append(f"{sent:,} statements over {used.connections} connection")
        told[-1] += "s" if used.connections > 1 else ""
    if used.share_pause_seconds >= 0.1:
        told.append(f"{used.share_pause_seconds:.1f} s paused")
    told.append(
        f"{used.cpu_seconds:.1f} s of processor and {used.peak_memory_bytes >> 20} MiB here"
    )
    return f"{', '.join(told)}."


def _show_tables(console: Console, tables: tuple[DocumentTable, ...]) -> None:
    if not tables:
        return
    grid = Table(title="Tables", title_justify="left", box=None, pad_edge=False)
    grid.add_column("table", overflow="fold")
    grid.add_column("kind")
    grid.add_column("rows", justify="right")
    grid.add_column("columns", justify="right")
    grid.add_column("sensitive", justify="right")
    for table in tables[:_MOST_TABLES]:
        rows = "?" if table.row_count is None else f"{table.row_count:,}"
        sensitive = sum(is_sensitive(column.classification) for column in table.columns)
        grid.add_row(
            escape(_shown(table)),
            table.kind.value,
            rows if table.row_count_exact or table.row_count is None else f"~{rows}",
            str(len(table.columns)),
            str(sensitive or ""),
        )
    console.print(grid)
    if len(tables) > _MOST_TABLES:
        console.print(f"… and {len(tables) - _MOST_TABLES} more tables.")


def _show_sensitive(console: Console, tables: tuple[DocumentTable, ...]) -> None:
    found = [
        (table, column)
        for table in tables
        for column in table.columns
        if is_sensitive(column.classification)
    ]
    if not found:
        return
    found.sort(key=_by_urgency)
    grid = Table(title="Sensitive columns", title_justify="left", box=None, pad_edge=False)
    grid.add_column("column", overflow="fold", min_width=24, max_width=60)
    for name in ("label", "level", "sure", "decision"):
        grid.add_column(name, no_wrap=True)
    grid.add_column("why", overflow="fold")
    for table, column in found[:_MOST_COLUMNS]:
        verdict = column.classification
        grid.add_row(
            escape(f"{_shown(table)}.{column.name}"),
            verdict.label + (f" ({verdict.country})" if verdict.country else ""),
            sensitivity_of(verdict.label).value,
            f"{verdict.confidence:.0%}",
            verdict.decision.value,
            escape(reasons(verdict)),
        )
    console.print(grid)
    if len(found) > _MOST_COLUMNS:
        console.print(f"… and {len(found) - _MOST_COLUMNS} more sensitive columns.")


def _by_urgency(pair: tuple[DocumentTable, DocumentColumn]) -> tuple[int, float]:
    verdict = pair[1].classification
    return -sensitivity_of(verdict.label).level, -verdict.confidence


def _show_finds(console: Console, tables: tuple[DocumentTable, ...]) -> None:
    """Print where few cells hold something else than the rest: a card number among notes, say."""
    finds = [
        (f"{_shown(table)}.{column.name}", find)
        for table in tables
        for column in table.columns
        for find in column.found
    ]
    if not finds:
        return
    finds.sort(key=lambda pair: -sensitivity_of(pair[1].label).level)
    grid = Table(title="Single cells", title_justify="left", box=None, pad_edge=False)
    grid.add_column("column", overflow="fold", min_width=24, max_width=60)
    grid.add_column("what", no_wrap=True)
    grid.add_column("cells", justify="right", no_wrap=True)
    grid.add_column("rows, the first is 0", overflow="fold")
    for name, find in finds[:_MOST_FINDS]:
        rows = ", ".join(f"{row:,}" for row in find.rows[:_MOST_ROWS_OF_A_FIND])
        more = ", …" if find.count > _MOST_ROWS_OF_A_FIND else ""
        grid.add_row(escape(name), find.label, f"{find.count:,}", rows + more)
    console.print(grid)
    if len(finds) > _MOST_FINDS:
        console.print(f"… and {len(finds) - _MOST_FINDS} more.")


def _show_skipped(console: Console, document: ScanDocument) -> None:
    left_out = [entry for entry in document.skipped if entry.code == "scope.excluded"]
    others = [entry for entry in document.skipped if entry.code != "scope.excluded"]
    if others:
        grid = Table(title="Skipped, or only in part", title_justify="left", box=None)
        for name in ("object", "why", "what to do"):
            grid.add_column(name, overflow="fold")
        for entry in others[:_MOST_SKIPPED]:
            name = f"{entry.schema_name}.{entry.name}" if entry.schema_name else entry.name
            part = " (in part)" if entry.partial else ""
            grid.add_row(escape(name) + part, escape(entry.reason), escape(entry.hint))
        console.print(grid)
        if len(others) > _MOST_SKIPPED:
            codes = Counter(entry.code for entry in others[_MOST_SKIPPED:])
            listed = ", ".join(f"{count} × {code}" for code, count in codes.most_common())
            console.print(f"… and {len(others) - _MOST_SKIPPED} more: {listed}.")
    if left_out:
        console.print(f"{len(left_out)} objects are out of scope.")


def is_sensitive(verdict: Classification) -> bool:
    """Whether a label was applied, or a person should decide on one."""
    return verdict.label != "none" and verdict.decision is not Decision.NONE


def reasons(verdict: Classification) -> str:
    """Say in words what spoke for the label, the strongest first."""
    speaking = sorted(
        (one for one in verdict.evidence if one.label == verdict.label and one.weight > 0),
        key=lambda one: -one.weight,
    )
    return "; ".join(dict.fromkeys(_claim(one) for one in speaking[:3])) or "its surroundings"


def _claim(evidence: Evidence) -> str:
    if evidence.kind is EvidenceKind.NAME:
        tokens = " ".join(evidence.tokens)
        return f"the name says {tokens}" if tokens else "the name says so"
    claim = _CLAIMS.get(evidence.kind, "{n} values speak for it")
    if evidence.matched is None or evidence.examined is None:
        return claim.format(n="its")
    return claim.format(n=f"{evidence.matched:,} of {evidence.examined:,}")


def _shown(table: DocumentTable) -> str:
    return qualified(table.schema_, table.name) if table.schema_ else table.name
