"""When a schedule is due: cron fields on a time zone's wall clock, or a fixed interval (pure)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from pursight_agent.settings import BadSettings, ScheduleEntry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MARGIN = timedelta(hours=4)
"""No zone has ever set its clocks by more, so no wall time of a window lies further out."""


def fires(entry: ScheduleEntry, after: datetime, until: datetime) -> list[datetime]:
    """List the nominal times later than `after` and not later than `until`, in UTC, in order.

    A wall time that daylight saving skips is due at the moment the clocks jump over it; one that
    comes twice is due the first time only. Schedules of every hour, which name moments rather than
    times of day, simply go on through both.

    Raises:
        BadSettings: The five fields or the time zone are none.
    """
    if entry.every_minutes is not None:
        step = timedelta(minutes=entry.every_minutes)
        first = (after - _EPOCH) // step + 1
        return [_EPOCH + n * step for n in range(first, (until - _EPOCH) // step + 1)]
    zone, hourly = _zone(entry), (entry.cron or "").split()[1:2] == ["*"]
    found: set[datetime] = set()
    for wall in _walls(entry, zone, after - _MARGIN, until + _MARGIN):
        local = wall.replace(tzinfo=zone)
        exists = local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
        if exists or not hourly:
            found.add(local.astimezone(UTC))
        if exists and hourly:
            found.add(local.replace(fold=1).astimezone(UTC))
    return sorted(moment for moment in found if after < moment <= until)


def next_fire(entry: ScheduleEntry, after: datetime) -> datetime | None:
    """Tell when a schedule is due next; None if not within four years.

    Raises:
        BadSettings: As `fires`.
    """
    for days in (1, 8, 40, 366, 4 * 366):
        found = fires(entry, after, after + timedelta(days=days))
        if found:
            return found[0]
    return None


def _walls(
    entry: ScheduleEntry, zone: ZoneInfo, start: datetime, end: datetime
) -> Iterator[datetime]:
    """Yield the wall-clock times that the fields name, without a zone.

    The fields are walked in UTC, where no hour is missing or double: APScheduler's own walk through
    a zone can meet a missing hour and never come back.
    """
    last = end.astimezone(zone).replace(tzinfo=UTC)
    at = start.astimezone(zone).replace(tzinfo=UTC)
    trigger = _trigger(entry, last)
    while True:
        found = trigger.get_next_fire_time(None, at)
        if found is None or found >= last:
            return
        yield found.replace(tzinfo=None)
        at = found + timedelta(seconds=1)


def _trigger(entry: ScheduleEntry, end: datetime) -> CronTrigger:
    try:
        minute, hour, day, month, weekday = (entry.cron or "").split()
        return CronTrigger(
            minute=minute,
            hour=hour,
            day=day,
            month=month,
            day_of_week=_weekdays(weekday),
            end_date=end,
            timezone=UTC,
        )
    except (ValueError, LookupError, TypeError) as error:
        raise _no_rhythm(entry) from error


def _zone(entry: ScheduleEntry) -> ZoneInfo:
    try:
        return ZoneInfo(entry.timezone)
    except (ValueError, LookupError, OSError) as error:
        raise _no_rhythm(entry) from error


def _weekdays(field: str) -> str:
    """Spell cron's numbers (0 and 7 are Sunday) as names: APScheduler counts from Monday."""
    spelled: list[str] = []
    for part in field.lower().split(","):
        span, slash, step = part.partition("/")
        first, dash, last = span.partition("-")
        if not first.isdigit():
            spelled.append(part)
            continue
        end = int(last) if dash else 6 if slash else int(first)
        numbers = range(int(first), end + 1, int(step) if slash else 1)
        if not numbers or end > 7:
            raise ValueError(f"no days of the week: {part}")
        spelled += [_DAYS[number] for number in numbers]
    return ",".join(spelled)


def _no_rhythm(entry: ScheduleEntry) -> BadSettings:
    return BadSettings(
        f"The schedule {entry.name} has no rhythm that can be understood.",
        hint='`cron` has five fields such as "30 2 * * *"; `timezone` is like Europe/Berlin.',
    )
