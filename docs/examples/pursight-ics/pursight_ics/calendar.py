"""The lines of an iCalendar file (RFC 5545) as events: plain dictionaries of texts."""

import re
from collections.abc import Iterator

COLUMNS = ("uid", "summary", "description", "location", "organizer", "attendees", "starts", "ends")

_ESCAPED = re.compile(r"\\([\\;,nN])")
_PROPERTIES = {
    "UID": "uid",
    "SUMMARY": "summary",
    "DESCRIPTION": "description",
    "LOCATION": "location",
    "ORGANIZER": "organizer",
    "ATTENDEE": "attendees",
    "DTSTART": "starts",
    "DTEND": "ends",
}


class NotACalendar(ValueError):
    """The text does not begin like a calendar."""


def events(text: str) -> Iterator[dict[str, str]]:
    """Yield the events of a calendar, one after the other."""
    lines = _unfolded(text)
    if next(lines, "").strip().upper() != "BEGIN:VCALENDAR":
        raise NotACalendar
    event: dict[str, str] | None = None
    for line in lines:
        head, _, value = line.partition(":")
        name = head.partition(";")[0].upper()
        if name == "BEGIN" and value.upper() == "VEVENT":
            event = {}
        elif name == "END" and value.upper() == "VEVENT" and event is not None:
            yield event
            event = None
        elif event is not None and name in _PROPERTIES:
            column, text = _PROPERTIES[name], _unescaped(value.removeprefix("mailto:"))
            # Attendees stand one to a line; all other properties come once.
            event[column] = f"{event[column]}, {text}" if column in event else text


def _unfolded(text: str) -> Iterator[str]:
    """Join lines that were cut: what begins with a blank belongs to the line before."""
    whole: str | None = None
    for line in text.splitlines():
        if line[:1] in {" ", "\t"} and whole is not None:
            whole += line[1:]
            continue
        if whole is not None:
            yield whole
        whole = line
    if whole is not None:
        yield whole


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
