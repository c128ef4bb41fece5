"""Numbers, shares, sizes and moments in the words that the whole console uses."""

from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate

from pursight_desktop.language.codes import spelled
from pursight_desktop.language.plural import tr
from pursight_desktop.language.spoken import locale
from pursight_desktop.theme import Tone

translate = QCoreApplication.translate

_TONES = {
    Tone.SUCCESS: "active monitoring passed committed connected applied decided accepted online"
    " resolved closed healthy confirmed cataloged validated scanned classified done kept",
    Tone.INFO: "running scanning classifying validating configuring offered queued registered low"
    " sending pending",
    Tone.WARNING: "suggested paused medium waiting open held stale partial contested offline",
    Tone.DANGER: "failed error critical high revoked refused conflict rejected lost",
}
_TONE_OF = {word: tone for tone, words in _TONES.items() for word in words.split()}


def tone_of(word: str) -> Tone:
    """Return what colour a state, a severity or a level of sensitivity has."""
    try:
        return Tone(word)
    except ValueError:
        return _TONE_OF.get(word, Tone.NEUTRAL)


def count(number: int) -> str:
    """Write a count with separators: 12,345."""
    return str(locale().toString(number))


def decimal(number: float, places: int = 1) -> str:
    """Write a number with so many decimal places: 3.4."""
    return str(locale().toString(number, "f", places))


def share(part: float | None) -> str:
    """Write a share from 0 to 1 as percent; never 0 or 100 for what only nearly is."""
    if part is None:
        return "–"
    percent = part * 100
    if percent in (0, 100):
        return f"{percent:.0f} %"
    if percent < 0.1:
        return f"< {decimal(0.1)} %"
    if percent > 99.9:
        return f"> {decimal(99.9)} %"
    return f"{decimal(percent)} %" if percent < 10 or percent > 99 else f"{percent:.0f} %"


def size(octets: int) -> str:
    """Write a number of bytes: 3.4 MB."""
    amount = float(octets)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            places = 0 if unit == "B" or amount >= 100 else 1
            return f"{decimal(amount, places)} {unit}"
        amount /= 1000
    return f"{decimal(amount)} TB"


def span(seconds: float) -> str:
    """Write a duration with two units at most: 2 h 5 min."""
    whole = round(seconds)
    if whole < 1:
        return translate("Words", "< 1 s")
    steps = (
        (translate("Words", "{n} d"), 86_400),
        (translate("Words", "{n} h"), 3600),
        (translate("Words", "{n} min"), 60),
        (translate("Words", "{n} s"), 1),
    )
    words: list[str] = []
    for unit, length in steps:
        if whole >= length and len(words) < 2:
            words.append(unit.format(n=whole // length))
            whole %= length
        elif words:
            break
    return " ".join(words)


def ago(then: datetime | None, now: datetime) -> str:
    """Say how long ago a moment was, or when it will be."""
    if then is None:
        return translate("Words", "never")
    seconds = (now - then).total_seconds()
    far = abs(seconds)
    if far < 45:
        return translate("Words", "just now")
    for unit, length, until in _STEPS:
        if far < until:
            number = max(1, round(far / length))
            said = _past(unit, number) if seconds > 0 else _ahead(unit, number)
            return said.format(n=number)
    return moment(then)


_STEPS: Final = (
    ("minute", 60, 3600), ("hour", 3600, 86_400), ("day", 86_400, 30 * 86_400),
    ("month", 30 * 86_400, 365 * 86_400), ("year", 365 * 86_400, float("inf")),
)  # fmt: skip


def _past(unit: str, number: int) -> str:
    match unit:
        case "minute":
            return tr("{n} minutes ago", None, number)
        case "hour":
            return tr("{n} hours ago", None, number)
        case "day":
            return tr("{n} days ago", None, number)
        case "month":
            return tr("{n} months ago", None, number)
        case _:
            return tr("{n} years ago", None, number)


def _ahead(unit: str, number: int) -> str:
    match unit:
        case "minute":
            return tr("in {n} minutes", None, number)
        case "hour":
            return tr("in {n} hours", None, number)
        case "day":
            return tr("in {n} days", None, number)
        case "month":
            return tr("in {n} months", None, number)
        case _:
            return tr("in {n} years", None, number)


def moment(at: datetime | None) -> str:
    """Write a moment to the minute, in the time of this machine."""
    if at is None:
        return "–"
    here = _here(at)
    form = translate("Words", "d MMM yyyy", "a day as Qt writes it, short")
    return f"{day_words(here.date(), form)}, {here:%H:%M}"


def day_words(day: date, form: str) -> str:
    """Write a day; the form is as Qt has it: d MMM yyyy."""
    return str(locale().toString(QDate(day.year, day.month, day.day), form))


def clock_words(at: datetime | None) -> str:
    """Write the time of day, as it is on this machine; nothing where there is none."""
    return "" if at is None else f"{_here(at):%H:%M}"


def _here(at: datetime) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()


def quoted(text: str) -> str:
    """Put what a person said between quotation marks."""
    return translate("Words", "“{text}”").format(text=text)


def label_words(label: str) -> str:
    """Write a label or a state for a person: us_ssn as US SSN, credit_card as Credit card."""
    return spelled(label)
