"""Numbers, shares, sizes and moments in the words that the whole console uses."""

from datetime import UTC, datetime

from pursight_desktop.theme import Tone

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
    return f"{number:,}"


def share(part: float | None) -> str:
    """Write a share from 0 to 1 as percent; never 0 or 100 for what only nearly is."""
    if part is None:
        return "–"
    percent = part * 100
    if percent in (0, 100):
        return f"{percent:.0f} %"
    if percent < 0.1:
        return "< 0.1 %"
    if percent > 99.9:
        return "> 99.9 %"
    return f"{percent:.1f} %" if percent < 10 or percent > 99 else f"{percent:.0f} %"


def size(octets: int) -> str:
    """Write a number of bytes: 3.4 MB."""
    amount = float(octets)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return (
                f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"
            )
        amount /= 1000
    return f"{amount:.1f} TB"


def span(seconds: float) -> str:
    """Write a duration with two units at most: 2 h 5 min."""
    whole = round(seconds)
    if whole < 1:
        return "< 1 s"
    steps = (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1))
    words: list[str] = []
    for unit, length in steps:
        if whole >= length and len(words) < 2:
            words.append(f"{whole // length} {unit}")
            whole %= length
        elif words:
            break
    return " ".join(words)


def ago(then: datetime | None, now: datetime) -> str:
    """Say how long ago a moment was, or when it will be."""
    if then is None:
        return "never"
    seconds = (now - then).total_seconds()
    if abs(seconds) < 45:
        return "just now"
    for unit, length, until in (
        ("minute", 60, 3600), ("hour", 3600, 86_400), ("day", 86_400, 30 * 86_400),
        ("month", 30 * 86_400, 365 * 86_400), ("year", 365 * 86_400, float("inf")),
    ):  # fmt: skip
        if abs(seconds) < until:
            number = max(1, round(abs(seconds) / length))
            words = f"{number} {unit}{'' if number == 1 else 's'}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return moment(then)


def moment(at: datetime | None) -> str:
    """Write a moment to the minute, in the time of this machine."""
    if at is None:
        return "–"
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    return known.astimezone().strftime("%d %b %Y, %H:%M")


_ACRONYMS = frozenset(
    {
        "api", "bic", "dea", "dna", "gps", "iban", "icd", "id", "ip", "jwt", "mac", "npi", "pii",
        "ssn", "swift", "url", "us", "vin",
    }
)  # fmt: skip


def label_words(label: str) -> str:
    """Write a label or a state for a person: us_ssn as US SSN, credit_card as Credit card."""
    if label in ("", "none"):
        return "None"
    words = label.replace("_", " ").replace(".", " ").split()
    said = " ".join(word.upper() if word in _ACRONYMS else word for word in words)
    return said[:1].upper() + said[1:]
