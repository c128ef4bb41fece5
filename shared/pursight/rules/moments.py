"""ISO 8601 texts as moments, in whole nanoseconds since 1970 in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pyarrow as pa

from pursight.values.arrow import Family, family_of

SECOND = 1_000_000_000
DAY = 86_400 * SECOND

_PER_UNIT = {"s": SECOND, "ms": 1_000_000, "us": 1_000, "ns": 1}
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken to be UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def nanoseconds(moment: datetime) -> int:
    """Nanoseconds from 1970 to a moment."""
    return (in_utc(moment) - _FIRST) // timedelta(microseconds=1) * 1000


def span_of(text: str) -> tuple[int, int] | None:
    """The first and last nanosecond that an ISO 8601 date or moment names; None when it is none.

    A date names its whole day, a moment only itself.
    """
    text = text.strip()
    try:
        if len(text) == len("2026-11-21"):
            day = date.fromisoformat(text).toordinal() - _FIRST.toordinal()
            return day * DAY, (day + 1) * DAY - 1
        # Python takes any character between date and time: an eleven-digit number would be a moment
        if len(text) > len("2026-11-21") and ("-" in text[:5] or "T" in text[:9]):
            moment = nanoseconds(datetime.fromisoformat(text))
            return moment, moment
    except (ValueError, OverflowError):
        pass
    return None


def time_of(text: str) -> int | None:
    """Nanoseconds from midnight to a time of day; None when the text is none."""
    try:
        at = time.fromisoformat(text.strip())
    except ValueError:
        return None
    return ((at.hour * 60 + at.minute) * 60 + at.second) * SECOND + at.microsecond * 1000


def per_unit(arrow_type: Any) -> int:
    """How many nanoseconds one unit of a date, time or timestamp type has."""
    if family_of(arrow_type) is Family.DATE:
        return DAY if pa.types.is_date32(arrow_type) else 1_000_000
    return _PER_UNIT[arrow_type.unit]
