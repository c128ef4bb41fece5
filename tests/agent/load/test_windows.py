"""When a source may be read: spans of the week, over midnight, over changes of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_agent.load.windows import Windows, read_windows

BERLIN = "Europe/Berlin"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def berlin(*texts: str) -> Windows:
    return read_windows(texts, BERLIN)


def test_none_at_all_are_no_limit() -> None:
    always = berlin()
    now = utc("2026-11-21 08:00")
    assert always.is_open(now)
    assert always.opens(now) is None
    assert always.closes(now) is None


def test_over_midnight_the_day_is_the_one_it_begins_on() -> None:
    friday = berlin("fri 20:00-06:00")
    assert not friday.is_open(utc("2026-11-20 18:59"))  # a Friday, 19:59 there
    assert friday.is_open(utc("2026-11-20 19:00"))
    assert friday.is_open(utc("2026-11-21 04:59"))
    assert not friday.is_open(utc("2026-11-21 05:00"))
    assert friday.closes(utc("2026-11-20 23:00")) == utc("2026-11-21 05:00")
    assert friday.opens(utc("2026-11-21 05:00")) == utc("2026-11-27 19:00")


def test_windows_that_meet_are_one() -> None:
    weekend = berlin("sat 00:00-24:00", "sun 00:00-24:00", "mon 00:00-06:00")
    assert weekend.closes(utc("2026-11-21 12:00")) == utc("2026-11-23 05:00")
    whole = berlin("00:00-24:00")
    assert whole.is_open(utc("2026-11-21 12:00"))
    assert whole.closes(utc("2026-11-21 12:00")) is None


def test_a_span_of_days_may_pass_sunday() -> None:
    found = berlin("sat-mon 10:00-12:00")
    days = [start.weekday() for start, _ in found.spans(utc("2026-11-17 00:00"))]
    assert set(days) == {5, 6, 0}


def test_what_daylight_saving_skips_counts_as_the_jump() -> None:
    """On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00, which is 01:00 UTC."""
    jump = utc("2026-03-29 01:00")
    starts = berlin("02:30-05:00")
    assert starts.opens(utc("2026-03-28 23:00")) == jump
    assert starts.closes(jump) == utc("2026-03-29 03:00")
    ends = berlin("00:00-02:30")
    assert ends.closes(utc("2026-03-28 23:30")) == jump
    inside = berlin("02:10-02:50")
    assert inside.opens(utc("2026-03-28 23:00")) == utc("2026-03-30 00:10")  # not that night


def test_what_comes_twice_is_meant_the_first_time() -> None:
    """On 25 October 2026 02:00 to 03:00 comes twice: at 00:00 and at 01:00 UTC."""
    ends = berlin("00:00-02:30")
    assert ends.closes(utc("2026-10-24 23:00")) == utc("2026-10-25 00:30")
    assert not ends.is_open(utc("2026-10-25 01:15"))
    starts = berlin("02:30-04:00")
    assert starts.opens(utc("2026-10-24 23:00")) == utc("2026-10-25 00:30")
    assert starts.closes(utc("2026-10-25 00:30")) == utc("2026-10-25 03:00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20:00", "looks like"),
        ("25:00-06:00", "00:00 to 24:00"),
        ("20:00-20:00", "00:00 to 24:00"),
        ("20:60-21:00", "00:00 to 24:00"),
        ("mo 20:00-06:00", "days of a window"),
        ("mon-xyz 20:00-06:00", "days of a window"),
    ],
)
def test_what_is_no_window(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        berlin(text)
    with pytest.raises(ValueError, match="time zone"):
        read_windows(["20:00-06:00"], "Europe/Atlantis")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(  # noqa: DTZ001  made aware here
    lambda moment: moment.replace(tzinfo=UTC)
)
spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda s: s[0] != s[1])


@given(now=moments, span=spans, zone=st.sampled_from([BERLIN, "America/New_York", "Asia/Kolkata"]))
def test_opening_and_closing_agree_with_being_open(
    now: datetime, span: tuple[int, int], zone: str
) -> None:
    start, end = span
    text = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    windows = read_windows([text], zone)
    second = timedelta(seconds=1)
    opens, closes = windows.opens(now), windows.closes(now)
    assert (opens is None) == windows.is_open(now)
    if opens is not None:
        assert windows.is_open(opens)
        assert not windows.is_open(opens - second) or opens - second < now
    if closes is not None:
        assert not windows.is_open(closes)
        assert windows.is_open(closes - second) or closes - second < now
    local = now.astimezone(ZoneInfo(zone))
    steady = all(
        (now + timedelta(hours=h)).astimezone(ZoneInfo(zone)).utcoffset() == local.utcoffset()
        for h in (-30, 30)
    )
    if steady:
        minute = local.hour * 60 + local.minute
        inside = start <= minute < end if start < end else minute >= start or minute < end
        assert windows.is_open(now) == inside
