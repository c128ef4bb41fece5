"""The events of an export as a sheet for people: CSV that is the same for the same export (pure).

Because it is the same to the byte, whoever has the export can tell whether a sheet beside it says
what the export says.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from pursight.canonical import canonical
from pursight.contracts.audit import ExportedEvent, ExportLine
from pursight.spreadsheets import safe

HEADINGS = (
    "number", "at", "who", "who_kind", "who_id", "what", "subject_kind", "subject_id",
    "before", "after", "note", "trace_id", "hash",
)  # fmt: skip
_MARK = "\ufeff"  # tells spreadsheets that the file is UTF-8
_LINE: TypeAdapter[ExportLine] = TypeAdapter(ExportLine)


def sheet(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Write the sheet of an export, row by row, each with its event's number; 0 for the headings.

    Raises:
        ValidationError: A line is none of an export.
    """
    yield 0, (_MARK + _row(HEADINGS)).encode()
    for line in lines:
        one = _LINE.validate_json(line)
        if isinstance(one, ExportedEvent):
            yield one.seq, _row(_cells(one)).encode()


def _cells(event: ExportedEvent) -> tuple[str, ...]:
    given = (
        event.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        event.actor_name,
        event.actor_kind,
        str(event.actor_id),
        event.kind,
        event.subject_kind,
        event.subject_id,
        "" if event.before is None else canonical(event.before).decode(),
        "" if event.after is None else canonical(event.after).decode(),
        event.note,
        event.trace_id,
        event.hash,
    )
    return (str(event.seq), *(safe(cell) for cell in given))


def _row(cells: tuple[str, ...]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()
