"""Own schedules: one run a fire whatever clocks do, missed ones listed, no server needed."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import MakeAgent, Serve, WriteChild
from tests.fakes.protocol_server import ProtocolServer, Reply

from pursight.clock import StoppedClock, SystemClock
from pursight.contracts.agents import JobKind
from pursight.protocol.runs import run_id_for_schedule
from pursight_agent.runtime import consent, enrolment
from pursight_agent.runtime.configuration import Configuration
from pursight_agent.runtime.fire_history import FireHistory
from pursight_agent.runtime.order import Order
from pursight_agent.runtime.rhythm import fires, next_fire
from pursight_agent.runtime.schedule import Schedules
from pursight_agent.runtime.spool import RunState, Spool
from pursight_agent.settings import BadSettings, ScheduleEntry

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def every(minutes: int) -> ScheduleEntry:
    return ScheduleEntry(name="often", source="crm", every_minutes=minutes)


def cron(text: str, zone: str = "UTC") -> ScheduleEntry:
    return ScheduleEntry(name="nightly", source="crm", cron=text, timezone=zone)


def test_intervals_do_not_depend_on_when_the_agent_started() -> None:
    late = list(fires(every(30), DAY + timedelta(minutes=7), DAY + timedelta(minutes=70)))
    assert late == [DAY + timedelta(minutes=30), DAY + timedelta(minutes=60)]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("text", ["30 2 * * *", "0 3 * * *", "15 2 * * *", "45 1 * * *"])
def test_a_time_of_day_is_due_once_each_day(text: str, zone: str) -> None:
    place = ZoneInfo(zone)
    first = datetime(2026, 1, 1, tzinfo=place).astimezone(UTC)
    last = datetime(2026, 12, 31, tzinfo=place).astimezone(UTC)
    found = fires(cron(text, zone), first, last)
    days = [moment.astimezone(place).date() for moment in found]
    assert len(days) == len(set(days)) == 364
    assert all(moment.tzinfo is UTC for moment in found)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe"])
def test_every_quarter_of_an_hour_goes_on_through_both_changes(zone: str) -> None:
    found = fires(cron("*/15 * * * *", zone), DAY, DAY + timedelta(days=300))
    steps = {last - first for first, last in pairwise(found)}
    assert steps == {timedelta(minutes=15)}


def test_the_gap_and_the_fold_in_berlin() -> None:
    night = cron("30 2 * * *", "Europe/Berlin")
    gap = fires(night, datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 12, tzinfo=UTC))
    assert gap == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]
    fold = fires(
        night, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC)
    )
    assert fold == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("field", "weekdays"),
    [
        ("0", {6}),
        ("7", {6}),
        ("1-5", {0, 1, 2, 3, 4}),
        ("sat,sun", {5, 6}),
        ("0-6/2", {6, 1, 3, 5}),
        ("5-7", {4, 5, 6}),
        ("*", {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_days_of_the_week_are_cron_s(field: str, weekdays: set[int]) -> None:
    found = fires(cron(f"0 12 * * {field}"), DAY, DAY + timedelta(days=14))
    assert {moment.weekday() for moment in found} == weekdays


def test_the_next_fire_may_be_far_away_or_never() -> None:
    assert next_fire(cron("0 0 29 2 *"), DAY) == datetime(2028, 2, 29, tzinfo=UTC)
    assert next_fire(cron("0 0 31 2 *"), DAY) is None


@settings(max_examples=25)
@given(
    st.sampled_from([every(7), every(60), cron("*/20 * * * *", "Europe/Berlin")]),
    st.lists(st.integers(0, 300), max_size=8),
)
def test_looking_in_pieces_finds_the_same_fires(entry: ScheduleEntry, cuts: list[int]) -> None:
    start = datetime(2026, 3, 28, 22, tzinfo=UTC)  # the night of the gap in Berlin
    marks = sorted({0, 300, *cuts})
    whole = list(fires(entry, start, start + timedelta(minutes=300)))
    pieces = [
        fire
        for first, last in pairwise(marks)
        for fire in fires(entry, start + timedelta(minutes=first), start + timedelta(minutes=last))
    ]
    assert pieces == whole


def test_a_rhythm_that_is_none_says_which() -> None:
    with pytest.raises(BadSettings, match="nightly"):
        list(fires(cron("every night"), DAY, DAY + timedelta(days=1)))
    with pytest.raises(BadSettings, match="nightly"):
        list(fires(cron("0 3 * * *", "Mars/Olympus"), DAY, DAY + timedelta(days=1)))


class Recorder:
    """Stands where the foreman does and notes the orders."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def start(self, order: Order) -> None:
        self.orders.append(order)


@pytest.fixture
def looking(
    agent: AgentProcess, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Schedules, Recorder, Spool, StoppedClock]]:
    def make(text: str) -> tuple[Schedules, Recorder, Spool, StoppedClock]:
        with (agent.directory / "settings.toml").open("a") as file:
            file.write(text)
        clock, recorder, spool = StoppedClock(DAY), Recorder(), agent.spool()
        schedules = Schedules(
            Configuration(agent.directory),
            spool,
            recorder,  # type: ignore[arg-type]
            enrolment.load(agent.directory),
            clock,
        )
        schedules.look()
        return schedules, recorder, spool, clock

    return make


HOURLY = '\n[[schedule]]\nname = "hourly"\nsource = "crm"\nevery_minutes = 60\n'


def test_missed_fires_coalesce_and_are_listed(looking: Callable[..., tuple]) -> None:  # type: ignore[type-arg]
    schedules, recorder, spool, clock = looking(HOURLY)
    assert recorder.orders == []
    clock.advance(timedelta(hours=5, minutes=10))
    schedules.look()
    (order,) = recorder.orders
    assert order.job.nominal_time == DAY + timedelta(hours=5)
    assert order.job.run_id == run_id_for_schedule(
        order.job.agent_id, "hourly", DAY + timedelta(hours=5)
    )
    skipped = spool.runs(RunState.SKIPPED)
    assert [run.job.nominal_time.hour for run in skipped] == [1, 2, 3, 4]
    assert {run.code for run in skipped} == {"schedule.missed"}
    schedules.look()
    clock.advance(timedelta(hours=-2))  # somebody set the clock back
    schedules.look()
    assert len(recorder.orders) == 1
    spool.close()


def test_a_fire_without_consent_is_listed_as_skipped(
    looking: Callable[..., tuple],  # type: ignore[type-arg]
    agent: AgentProcess,
) -> None:
    schedules, recorder, spool, clock = looking(HOURLY)
    consent.allow(agent.directory, "crm", [JobKind.TEST])
    clock.advance(timedelta(hours=1))
    schedules.look()
    assert recorder.orders == []
    assert [run.code for run in spool.runs(RunState.SKIPPED)] == ["consent.refused"]
    spool.close()


def test_schedules_go_on_while_the_server_is_away(
    server: ProtocolServer, make_agent: MakeAgent, serve: Serve, child: WriteChild
) -> None:
    agent = make_agent(server)
    with (agent.directory / "settings.toml").open("a") as file:
        file.write(HOURLY.replace("hourly", "a") + HOURLY.replace("hourly", "b"))
    server.fault = lambda method, path: Reply(cut=True)
    with closing(agent.spool()) as spool:
        for name in ("a", "b"):
            since = SystemClock().now() - timedelta(hours=3)
            FireHistory(spool).schedule_since(name, "60 UTC", since)
    serve(agent, child=child("record(1)\nend()"))

    def finished() -> bool:
        with closing(agent.spool()) as spool:
            return len(spool.runs(RunState.FINISHED)) == 2

    server.wait(finished)
    serve.stop()
    server.fault = lambda method, path: None
    serve(agent, child=child("record(1)\nend()"))
    server.wait(lambda: len(server.applied) == 2)
    assert set(server.applied.values()) == {1}
    assert {request.job_id for request in server.requests.values()} == {None}
