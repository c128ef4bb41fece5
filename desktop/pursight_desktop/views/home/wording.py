"""What needs a person and what happened, as lines with a place to go (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from pursight_desktop.background.entry_place import entry_place
from pursight_desktop.background.place import Place
from pursight_desktop.language.plural import tr
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.home import Attention
from pursight_desktop.theme import Tone
from pursight_desktop.widgets import event_words
from pursight_desktop.widgets.words import clock_words, count, day_words, label_words

translate = QCoreApplication.translate

SEVERITIES: Final = ("critical", "high", "medium", "low")
NAMED = 3
"""Names that a line lists before it says how many more."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs somebody: how many, what, and where it is dealt with."""

    key: str
    icon: str
    tone: Tone
    number: int
    title: str
    detail: str
    place: Place


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the log as a line."""

    number: int
    icon: str
    tone: Tone
    sentence: str
    time: str
    place: Place


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, the newest first."""

    title: str
    happenings: tuple[Happening, ...]


def needs(attention: Attention) -> list[Need]:
    """List what needs somebody; what cannot wait comes first, what there is none of is left out."""
    failed = attention.failed_scans
    failed_place = Place("scans", failed[0].id) if len(failed) == 1 else Place("scans")
    found = [
        Need(
            "conflicts", "git-merge", Tone.DANGER, attention.conflicts,
            tr("edits contradict somebody else's", None, attention.conflicts),
            translate("Home", "Decide which text stands"), Place("problems"),
        ),
        Need(
            "refused", "ban", Tone.DANGER, attention.refused,
            tr("edits were refused", None, attention.refused),
            translate("Home", "Your words are kept; see why"), Place("problems"),
        ),
        Need(
            "failed_scans", "radar", Tone.DANGER, len(failed),
            tr("scans failed", None, len(failed)),
            _listed([one.source_name for one in failed]), failed_place,
        ),
        Need(
            "source_problems", "database", Tone.WARNING, len(attention.sources_with_problems),
            tr("sources report a problem", None, len(attention.sources_with_problems)),
            _listed(attention.sources_with_problems), Place("sources"),
        ),
        Need(
            "held_deletions", "trash-2", Tone.WARNING, attention.held_deletions,
            tr("deletions wait to be confirmed", None, attention.held_deletions),
            translate("Home", "Very much vanished from a source at once"), Place("sources"),
        ),
        Need(
            "violations", "shield", Tone.WARNING, sum(attention.open_violations.values()),
            tr("policy violations are open", None, sum(attention.open_violations.values())),
            _by_severity(attention.open_violations),
            Place("activity").having(kind="violation.opened"),
        ),
        Need(
            "reviews", "list-checks", Tone.ACCENT, attention.reviews,
            tr("columns wait for your decision", None, attention.reviews),
            translate("Home", "What the scans were not sure about"), Place("review"),
        ),
    ]  # fmt: skip
    return [need for need in found if need.number]


def days(events: Iterable[EventLine], now: datetime) -> list[Day]:
    """Group entries of the log by the day on which they happened, in the time of this machine."""
    today = now.astimezone().date()
    grouped: dict[date | None, list[Happening]] = {}
    for event in events:
        local = event.at.astimezone() if event.at is not None else None
        day = local.date() if local is not None else None
        grouped.setdefault(day, []).append(
            Happening(
                number=event.number,
                icon=event_words.icon(event.kind),
                tone=event_words.tone(event.kind),
                sentence=event_words.sentence(event, event.subject_name),
                time=clock_words(local),
                place=entry_place(event),
            )
        )
    return [Day(_day_words(day, today), tuple(lines)) for day, lines in grouped.items()]


def kinds_words(counts: dict[str, int], most: int = 4) -> str:
    """Say how often what happened: Documentation changed 12 · Scan finished 4 · 3 more kinds."""
    told = [
        f"{event_words.title(kind)} {count(number)}" for kind, number in list(counts.items())[:most]
    ]
    if len(counts) > most:
        told.append(
            tr("{n} more kinds", None, len(counts) - most).format(n=count(len(counts) - most))
        )
    return " · ".join(told)


def _day_words(day: date | None, today: date) -> str:
    if day is None:
        return translate("Home", "Some time")
    if day == today:
        return translate("Home", "Today")
    if day == today - timedelta(days=1):
        return translate("Home", "Yesterday")
    if day.year == today.year:
        return day_words(day, translate("Home", "dddd, d MMMM", "a day as Qt writes it"))
    return day_words(day, translate("Home", "d MMMM yyyy", "a day as Qt writes it"))


def _by_severity(violations: dict[str, int]) -> str:
    known = [one for one in SEVERITIES if violations.get(one)]
    others = sorted(one for one in violations if one not in SEVERITIES)
    return " · ".join(
        f"{count(violations[one])} {label_words(one).lower()}" for one in (*known, *others)
    )


def _listed(names: Sequence[str]) -> str:
    told = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        told += translate("Home", " and {n} more").format(n=count(len(names) - NAMED))
    return told
