"""Windows: spans of the week in which a source may be read, on a time zone's wall clock (pure)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FORM = re.compile(r"(?:([a-z,-]+)\s+)?(\d{2}):(\d{2})-(\d{2}):(\d{2})")
_MINUTE = timedelta(minutes=1)
_LOOK_AHEAD_DAYS = 9
"""Each window comes once in seven days at least."""


@dataclass(frozen=True, slots=True)
class Window:
    """One span; when it ends before it begins, it ends on the next day.

    Attributes:
        days: On which it begins, Monday is 0.
        start: Minute of the day.
        end: Minute of the day, up to 1440.
    """

    days: frozenset[int]
    start: int
    end: int


def parse(text: str) -> Window:
    """Read `mon-fri 20:00-06:00`, `sat,sun 00:00-24:00` or, for every day, `22:00-05:00`.

    Raises:
        ValueError: It is none of these.
    """
    found = _FORM.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"a window looks like `mon-fri 20:00-06:00`, not {text[:60]!r}")
    words = found[1]
    first_hour, first_minute, last_hour, last_minute = (int(part) for part in found.groups()[1:])
    start, end = first_hour * 60 + first_minute, last_hour * 60 + last_minute
    if max(first_minute, last_minute) > 59 or start >= 1440 or end > 1440 or start == end:
        raise ValueError(f"hours of a window go from 00:00 to 24:00, not {text[:60]!r}")
    return Window(_days(words) if words else frozenset(range(7)), start, end)


def _days(words: str) -> frozenset[int]:
    found: set[int] = set()
    for word in words.split(","):
        first, dash, last = word.partition("-")
        if first not in _DAYS or (dash and last not in _DAYS):
            raise ValueError(
                f"days of a window are mon, tue, wed, thu, fri, sat, sun, not {word!r}"
            )
        begin = _DAYS.index(first)
        length = (_DAYS.index(last) - begin) % 7 if dash else 0
        found |= {(begin + step) % 7 for step in range(length + 1)}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows of a source; none at all are no limit.

    A time of day that daylight saving skips counts as the moment the clocks jump; one that comes
    twice is meant the first time.
    """

    windows: tuple[Window, ...]
    zone: ZoneInfo

    def is_open(self, now: datetime) -> bool:
        """Whether the source may be read."""
        return not self.windows or any(start <= now < end for start, end in self.spans(now))

    def opens(self, now: datetime) -> datetime | None:
        """When it may be read next; None if it may now."""
        if self.is_open(now):
            return None
        return min(start for start, end in self.spans(now) if start > now)

    def closes(self, now: datetime) -> datetime | None:
        """When it may be read no longer; None if it may not now, or there is no end in sight."""
        if not self.windows:
            return None
        ends = [end for start, end in self.spans(now) if start <= now < end]
        return ends[0] if ends and ends[0] - now < timedelta(days=7) else None

    def spans(self, now: datetime) -> list[tuple[datetime, datetime]]:
        """List the spans of the coming week and those under way, in UTC, joined where they meet."""
        today = now.astimezone(self.zone).date()
        found = sorted(self._spans(today))
        joined: list[tuple[datetime, datetime]] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return joined

    def _spans(self, today: date) -> Iterator[tuple[datetime, datetime]]:
        for ahead in range(-2, _LOOK_AHEAD_DAYS):
            day = today + timedelta(days=ahead)
            for window in self.windows:
                if day.weekday() not in window.days:
                    continue
                over = window.end if window.end > window.start else window.end + 1440
                start, end = self._moment(day, window.start), self._moment(day, over)
                if start < end:
                    yield start, end

    def _moment(self, day: date, minutes: int) -> datetime:
        wall = datetime.combine(day, time()) + minutes * _MINUTE
        first = wall.replace(tzinfo=self.zone).astimezone(UTC)
        if first.astimezone(self.zone).replace(tzinfo=None) == wall:
            return first
        before = wall.replace(tzinfo=self.zone, fold=1).astimezone(UTC)
        return _jump(self.zone, min(before, first), max(before, first))


def _jump(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """Find the second in which the clocks are set between two moments."""
    offset = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def read_windows(texts: Sequence[str], timezone: str) -> Windows:
    """Read all windows of a source.

    Raises:
        ValueError: A window or the time zone is none.
    """
    try:
        zone = ZoneInfo(timezone)
    except (ValueError, LookupError, OSError) as error:
        raise ValueError(f"no time zone is called {timezone[:60]!r}") from error
    return Windows(tuple(parse(text) for text in texts), zone)
