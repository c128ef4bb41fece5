"""The share of time: a property over any stretch of time, and stopping in a pause."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_agent.load.pacer import Pacer


@dataclass
class Time:
    """A clock that moves only when something takes time."""

    now: float = 0.0
    busy: list[tuple[float, float]] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def busy_between(self, start: float, end: float) -> float:
        return sum(max(0.0, min(end, b) - max(start, a)) for a, b in self.busy)


def worked(share: float, pieces: list[tuple[float, float]]) -> Time:
    time = Time()
    pacer = Pacer(share, time, time.wait)
    for seconds, rest in pieces:
        with pacer.work():
            began = time.now
            time.now += seconds
        time.busy.append((began, time.now))
        time.now += rest  # the agent measures what came
    assert pacer.busy_seconds == pytest.approx(sum(seconds for seconds, _ in pieces))
    return time


durations = st.floats(0.001, 30.0)


@given(
    share=st.floats(0.01, 1.0),
    pieces=st.lists(st.tuples(durations, st.one_of(st.just(0.0), durations)), min_size=1),
    start=st.floats(0, 1),
    length=st.floats(0, 1),
)
def test_no_stretch_of_time_holds_more_than_its_share_and_one_piece(
    share: float, pieces: list[tuple[float, float]], start: float, length: float
) -> None:
    time = worked(share, pieces)
    longest = max(seconds for seconds, _ in pieces)
    begin = start * time.now
    end = begin + length * (time.now - begin)
    edges = [begin, *(a for a, _ in time.busy), *(b for _, b in time.busy)]
    for left in edges:
        for right in (end, *edges):
            if left < right:
                allowed = share * (right - left) + longest
                assert time.busy_between(left, right) <= allowed * (1 + 1e-9) + 1e-9


def test_a_long_rest_buys_no_burst() -> None:
    time = worked(0.5, [(1.0, 1000.0), (1.0, 0.0), (1.0, 0.0)])
    assert time.busy[2][0] - time.busy[1][0] == pytest.approx(2.0)


def test_the_time_the_agent_needs_itself_counts_as_rest() -> None:
    time = worked(0.5, [(1.0, 0.6), (1.0, 0.0)])
    assert time.busy[1][0] == pytest.approx(2.0)


def test_the_whole_share_means_no_pause() -> None:
    time = worked(1.0, [(1.0, 0.0)] * 3)
    assert time.now == pytest.approx(3.0)


def test_a_scan_that_is_to_stop_does_not_pause_on() -> None:
    time = Time()
    stopped: list[float] = []

    def wait(seconds: float) -> None:
        time.wait(seconds / 2)
        stopped.append(time.now)

    pacer = Pacer(0.01, time, wait, lambda: bool(stopped))
    with pacer.work():
        time.now += 1.0
    pacer.pause()
    assert stopped == [pytest.approx(50.5)]


@pytest.mark.parametrize("share", [0.0, -1.0, 1.5])
def test_what_is_no_share(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        Pacer(share, Time(), lambda _: None)
