"""What is filtered of the log as a CSV file that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TextIO

from pursight.spreadsheets import safe
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.widgets.event_changes import differences
from pursight_desktop.widgets.event_words import sentence, title, who

HEADINGS: Final = (
    "number", "at", "who", "what", "subject", "sentence", "before", "after", "note",
)  # fmt: skip


def row_of(entry: EventLine) -> list[str]:
    """Write one entry as cells."""
    changed = differences(entry)
    cells = (
        entry.at.isoformat() if entry.at else "",
        who(entry),
        title(entry.kind),
        entry.subject_name or (str(entry.subject_id) if entry.subject_id else ""),
        sentence(entry, entry.subject_name),
        "; ".join(f"{one.name}: {one.before}" for one in changed if one.before),
        "; ".join(f"{one.name}: {one.after}" for one in changed if one.after),
        entry.note,
    )
    return [str(entry.number), *(safe(cell) for cell in cells)]


def write(entries: Iterable[EventLine], path: Path) -> int:
    """Write a file with one line an entry; a half-written one is never left behind.

    Returns:
        How many entries there are.
    """
    fresh = path.with_name(f".{path.name}.part")
    try:
        # the mark at the beginning tells spreadsheets that it is UTF-8
        with fresh.open("w", encoding="utf-8-sig", newline="") as file:
            number = _write(entries, file)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return number


def _write(entries: Iterable[EventLine], file: TextIO) -> int:
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    number = 0
    for entry in entries:
        writer.writerow(row_of(entry))
        number += 1
    return number
