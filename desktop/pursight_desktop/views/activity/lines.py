"""Lines of the log as they are listed: a heading a day, then what happened on it (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.widgets import words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Day:
    """A heading between entries."""

    day: date
    title: str


Line = Day | EventLine


def lined(entries: Iterable[EventLine], today: date) -> list[Line]:
    """Put a heading before the first entry of each day."""
    lines: list[Line] = []
    shown: date | None = None
    for entry in entries:
        day = entry.at.astimezone().date() if entry.at else None
        if day is not None and day != shown:
            lines.append(Day(day, day_words(day, today)))
            shown = day
        lines.append(entry)
    return lines


def day_words(day: date, today: date) -> str:
    """Name a day: today, yesterday, a weekday of this week, else its date."""
    if day == today:
        return QCoreApplication.translate("Activity", "Today")
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Activity", "Yesterday")
    form = translate("Activity", "d MMMM yyyy", "a day as Qt writes it")
    if day.year == today.year:
        form = translate("Activity", "dddd, d MMMM", "a day as Qt writes it")
    return words.day_words(day, form)
