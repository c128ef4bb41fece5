"""The log as a PDF that an auditor reads; what proves it is the export it was made from."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import typst
from pydantic import TypeAdapter

from pursight.canonical import canonical
from pursight.contracts.audit import (
    ExportedEvent,
    ExportedHead,
    ExportHeader,
    ExportLine,
    TreeHead,
)

MOST_EVENTS = 2_000
"""Events in the PDF; a second of typesetting is about 5,000."""

_MOST_HEADS = 20
_LONGEST = 400
"""Characters of a cell; the sheet and the lines have all of it."""

_LINE: TypeAdapter[ExportLine] = TypeAdapter(ExportLine)


def document(lines: Iterable[bytes], sha256: str, *, most_events: int = MOST_EVENTS) -> bytes:
    """Set an export as a PDF.

    Args:
        lines: Of the export, read once.
        sha256: Of the export's bytes, as hexadecimal digits.
        most_events: How many are shown; that there are more is said.
    """
    header: ExportHeader | None = None
    heads: list[TreeHead] = []
    rows: list[list[str]] = []
    total = 0
    for line in lines:
        match _LINE.validate_json(line):
            case ExportHeader() as one:
                header = one
            case ExportedHead(head=head):
                heads.append(head)
            case ExportedEvent() as event:
                total += 1
                if len(rows) < most_events:
                    rows.append(_row(event))
            case _:
                pass
    if header is None:
        raise ValueError("an export begins with its header")
    given: dict[str, Any] = {
        "title": "Log of " + header.organisation,
        "organisation": header.organisation,
        "facts": [
            ["Exported", f"{header.exported_at:%Y-%m-%d %H:%M:%S} UTC"],
            ["Holds", "the whole log" if header.whole else "an excerpt: what was filtered"],
            ["Events", f"{total:,}"],
            ["Signed heads", f"{len(heads):,}"],
            ["Key", ", ".join(one.key_id for one in header.keys)],
        ],
        "sha256": sha256,
        "heads": [
            {
                "size": f"{one.size:,}",
                "at": f"{one.at:%Y-%m-%d %H:%M:%S}",
                "root": one.root,
                "key": one.key_id,
            }
            for one in heads[-_MOST_HEADS:]
        ],
        "more_heads": max(0, len(heads) - _MOST_HEADS),
        "events": rows,
        "more_events": total - len(rows),
    }
    template = files("pursight_server.activity").joinpath("templates/log.typ").read_bytes()
    return typst.compile(
        template,
        sys_inputs={"given": json.dumps(given)},
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
    )


def _row(event: ExportedEvent) -> list[str]:
    after = "" if event.after is None else canonical(event.after).decode()
    return [
        str(event.seq),
        f"{event.at:%Y-%m-%d %H:%M:%S}",
        _short(event.actor_name),
        _short(event.kind),
        _short(f"{event.subject_kind} {event.subject_id}"),
        _short("" if event.before is None else canonical(event.before).decode()),
        _short(f"{after} {event.note}".strip()),
    ]


def _short(text: str) -> str:
    """Cut what is long, and let what has no spaces be broken at any of its marks."""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    for mark in (",", ":", "_", "-", ".", "/", "@"):
        shown = shown.replace(mark, mark + "\u200b")
    return shown
