"""A run in words: what it is, how long it took, what it found (pure)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.language.plural import tr
from pursight_desktop.replica.queries.estate import ScanLine
from pursight_desktop.widgets.words import count, label_words, span

translate = QCoreApplication.translate

STATES: Final = ("queued", "offered", "accepted", "running", "committed", "failed", "cancelled")
ACTIVE: Final = frozenset({"queued", "offered", "accepted", "running"})

_STATE_WORDS: Final[Mapping[str, object]] = {
    "queued": QT_TRANSLATE_NOOP("Scans", "Waits for its agent to ask for work."),
    "offered": QT_TRANSLATE_NOOP("Scans", "Offered to its agent, which has not answered yet."),
    "accepted": QT_TRANSLATE_NOOP("Scans", "Its agent is about to begin."),
    "running": QT_TRANSLATE_NOOP("Scans", "Its agent is reading the source."),
    "committed": QT_TRANSLATE_NOOP("Scans", "Done; what it found is in the catalog."),
    "failed": QT_TRANSLATE_NOOP("Scans", "It did not do its work; what earlier scans found stays."),
    "cancelled": QT_TRANSLATE_NOOP("Scans", "It was cancelled; what earlier scans found stays."),
}
_APPLIED: Final[Mapping[str, object]] = {
    "applied": QT_TRANSLATE_NOOP("Scans", "The catalog follows it"),
    "history": QT_TRANSLATE_NOOP("Scans", "Kept as history: a newer scan was there already"),
    "superseded": QT_TRANSLATE_NOOP("Scans", "None: another attempt was delivered first"),
}
_COUNTS: Final[Mapping[str, object]] = {
    "tables": QT_TRANSLATE_NOOP("Scans", "Tables"),
    "columns": QT_TRANSLATE_NOOP("Scans", "Columns"),
    "rows": QT_TRANSLATE_NOOP("Scans", "Rows"),
    "sensitive_columns": QT_TRANSLATE_NOOP("Scans", "Sensitive columns"),
    "rules_failed": QT_TRANSLATE_NOOP("Scans", "Rules that failed"),
    "skipped": QT_TRANSLATE_NOOP("Scans", "Not looked at"),
    "unchanged": QT_TRANSLATE_NOOP("Scans", "Unchanged, not read again"),
}


def kind_words(scan: ScanLine) -> str:
    """Say what a run is."""
    if scan.kind == "test":
        return translate("Scans", "Connection test")
    return translate("Scans", "Full scan") if scan.full else translate("Scans", "Scan")


def origin_words(scan: ScanLine) -> str:
    """Say who asked for a run."""
    if scan.origin == "agent":
        return translate("Scans", "schedule of {who}").format(who=scan.requested_by)
    return scan.requested_by


def state_title(scan: ScanLine) -> str:
    """Name where a run is, for a chip."""
    return title_of(scan.state)


def title_of(state: str) -> str:
    """Name a state of runs."""
    known = {
        "queued": translate("Scans", "Waiting"),
        "committed": translate("Scans", "Done"),
        "running": translate("Scans", "Running"),
    }
    return known.get(state, label_words(state))


def state_words(scan: ScanLine) -> str:
    """Say where a run is."""
    known = _STATE_WORDS.get(scan.state)
    if scan.kind == "test" and scan.state == "committed":
        return translate("Scans", "Done.")
    return translate("Scans", str(known)) if known else label_words(scan.state)


def applied_words(scan: ScanLine) -> str:
    """Say what its report did to the catalog."""
    if not scan.applied:
        return ""
    known = _APPLIED.get(scan.applied)
    return translate("Scans", str(known)) if known else label_words(scan.applied).lower()


def duration(scan: ScanLine, now: datetime) -> float | None:
    """Return how many seconds a run took, or has taken so far; None before it began."""
    if scan.started_at is None:
        return None
    return max(0.0, ((scan.ended_at or now) - scan.started_at).total_seconds())


def duration_words(scan: ScanLine, now: datetime) -> str:
    """Say how long a run took, or has taken so far."""
    seconds = duration(scan, now)
    return "–" if seconds is None else span(seconds)


def counts_of(scan: ScanLine) -> list[tuple[str, str]]:
    """Name what a run counted; what it did not count is left out."""
    counts: Mapping[str, Any] = scan.counts or {}
    return [
        (
            translate("Scans", str(_COUNTS[name])) if name in _COUNTS else label_words(name),
            count(number),
        )
        for name, number in counts.items()
        if isinstance(number, int) and not isinstance(number, bool)
    ]


def summary(scan: ScanLine) -> str:
    """Say in a few words what a run found."""
    if scan.running or not scan.counts:
        return ""
    tables, rows = scan.counts.get("tables"), scan.counts.get("rows")
    told = []
    if isinstance(tables, int):
        told.append(tr("{n} tables", None, tables).format(n=count(tables)))
    if isinstance(rows, int):
        told.append(tr("{n} rows", None, rows).format(n=count(rows)))
    return ", ".join(told)
