"""Run ids of schedules, through daylight-saving changes, and what becomes of missed fires."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.protocol.runs import MissedFires, missed, run_id_for_schedule

AGENT = UUID(int=7)
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-14, 14))
def test_one_moment_has_one_run_in_any_zone(nominal: datetime, hours: int) -> None:
    nominal = min(max(nominal, datetime(1900, 1, 1, tzinfo=UTC)), datetime(2900, 1, 1, tzinfo=UTC))
    elsewhere = nominal.astimezone(timezone(timedelta(hours=hours)))
    assert run_id_for_schedule(AGENT, "n", nominal) == run_id_for_schedule(AGENT, "n", elsewhere)


def test_the_two_half_past_twos_of_an_autumn_night_are_two_runs() -> None:
    first = datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN)
    second = first.replace(fold=1)
    assert run_id_for_schedule(AGENT, "n", first) != run_id_for_schedule(AGENT, "n", second)


def test_agents_and_schedules_do_not_share_runs() -> None:
    ids = {
        run_id_for_schedule(agent, schedule, NOW)
        for agent in (AGENT, UUID(int=8))
        for schedule in ("a", "b")
    }
    assert len(ids) == 4


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        run_id_for_schedule(AGENT, "n", datetime(2026, 1, 1))  # noqa: DTZ001  the case itself


def test_missed_fires_become_one_run() -> None:
    fires = [NOW - timedelta(hours=hours) for hours in (3, 1, 2)]
    found = missed([*fires, NOW + timedelta(hours=1)], now=NOW, grace=timedelta(hours=2))
    assert found == MissedFires(fires[1], (fires[0], fires[2]))


def test_after_the_grace_period_none_runs() -> None:
    fires = [NOW - timedelta(hours=5), NOW - timedelta(hours=3)]
    assert missed(fires, now=NOW, grace=timedelta(hours=2)) == MissedFires(None, tuple(fires))
    assert missed([], now=NOW, grace=timedelta(hours=2)) == MissedFires(None, ())


def test_the_grace_period_includes_its_end() -> None:
    fire = NOW - timedelta(hours=2)
    assert missed([fire], now=NOW, grace=timedelta(hours=2)).run == fire


@given(st.lists(st.integers(-500, 500)), st.integers(0, 300))
def test_every_due_fire_is_run_or_listed(minutes: list[int], grace: int) -> None:
    fires = [NOW + timedelta(minutes=number) for number in minutes]
    found = missed(fires, now=NOW, grace=timedelta(minutes=grace))
    handled = {*found.skipped, *([found.run] if found.run else [])}
    assert handled == {fire for fire in fires if fire <= NOW}
    assert found.run is None or found.run == max(handled)
