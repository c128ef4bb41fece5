"""The time that a lease is judged by: no clock and no restart brings it back; a server does."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.offline_time import (
    WRITTEN_EVERY,
    LatestTime,
    gone_back,
)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TERM = timedelta(days=7)
MOMENT = timedelta(milliseconds=1)


@dataclass
class Machine:
    """A machine whose clock anybody may set, with a console that may crash."""

    real: timedelta = timedelta(0)
    error: timedelta = timedelta(0)
    sync: SyncStatus = field(default_factory=SyncStatus)
    crashes: int = 0
    ran: timedelta = timedelta(0)
    highest: datetime = START

    def __post_init__(self) -> None:
        self.latest = LatestTime(self.steady)
        self.pull()

    def steady(self) -> float:
        return self.real.total_seconds()

    @property
    def now(self) -> datetime:
        return START + self.real + self.error

    def pull(self) -> None:
        """Get a lease from the server, whose clock is right; asking takes a moment."""
        self.real += MOMENT
        self.sync = replace(
            self.sync, lease_at=self.now, seen_at=self.now, lease_until=self.now + TERM,
            lease_ends=START + self.real + TERM, set_back=False,
        )  # fmt: skip
        self.ran, self.crashes, self.highest = timedelta(0), 0, self.now
        assert not self.ran_out()

    def look(self) -> datetime:
        seen = self.latest.at(self.now, self.sync)
        if self.latest.worth_writing(self.sync):
            self.sync = replace(self.sync, seen_at=seen, set_back=self.latest.set_back)
        self.highest = max(self.highest, self.now)
        return seen

    def ran_out(self) -> bool:
        self.look()
        return self.latest.ran_out(self.now, self.sync)

    def work(self, passed: timedelta) -> None:
        self.real += passed
        self.ran += passed

    def crash(self, off: timedelta) -> None:
        self.real += off
        self.crashes += 1
        self.latest = LatestTime(self.steady)


whiles = st.timedeltas(timedelta(0), timedelta(days=3))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("work"), whiles),
        st.tuples(st.just("set"), st.timedeltas(timedelta(days=-800), timedelta(days=800))),
        st.tuples(st.just("crash"), whiles),
        st.tuples(st.just("pull"), st.just(timedelta(0))),
    ),
    max_size=40,
)


@settings(max_examples=300)
@given(steps)
def test_nobody_works_on_for_longer_than_the_lease(history: list[tuple[str, timedelta]]) -> None:
    machine = Machine()
    before = machine.look()
    for what, how_long in history:
        match what:
            case "work":
                machine.work(how_long)
            case "set":
                machine.error = how_long
            case "crash":
                machine.look()
                machine.crash(how_long)
            case _:
                machine.pull()
                before = machine.look()
        seen = machine.look()
        forgotten = machine.crashes * WRITTEN_EVERY
        assert seen >= before - (forgotten if what == "crash" else timedelta(0))
        assert seen >= machine.highest - forgotten
        if machine.ran > TERM + forgotten:
            assert machine.ran_out()
        before = seen


@given(st.timedeltas(timedelta(days=-800), timedelta(days=800)), whiles)
def test_a_clock_that_is_wrong_all_the_time_harms_nobody(
    error: timedelta, passed: timedelta
) -> None:
    machine = Machine(error=error)
    machine.work(passed)
    assert not machine.ran_out()
    machine.work(TERM)
    assert machine.ran_out() == (passed > timedelta(0))
    machine.pull()


@given(st.timedeltas(timedelta(hours=1), timedelta(days=800)), whiles)
def test_a_clock_that_was_ahead_and_is_set_right_harms_nobody(
    ahead: timedelta, passed: timedelta
) -> None:
    machine = Machine(error=ahead)
    machine.error = timedelta(0)
    machine.work(passed)
    seen = machine.look()
    assert gone_back(seen, machine.now) is not None
    assert not machine.ran_out()
    machine.crash(TERM)  # switched off; only the server's own end tells that it took long
    assert machine.ran_out() == (passed > timedelta(0))


def test_what_the_network_sets_right_is_not_worth_a_word() -> None:
    assert gone_back(START + timedelta(seconds=90), START) is None
    assert gone_back(START + timedelta(hours=3), START) == timedelta(hours=3)
