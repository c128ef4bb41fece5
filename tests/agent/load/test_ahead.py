"""Reading ahead: one batch and no more, in order, with the same errors, and nobody is left."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_agent.load.ahead import read_ahead


class Asked:
    """Numbers, and how many were asked for."""

    def __init__(self, number: int, problem: Exception | None = None) -> None:
        self._number, self._problem = number, problem
        self.asked = threading.Semaphore(0)
        self.begun = 0
        self.closed = False
        self.threads: set[str] = set()

    def batches(self) -> Iterator[int]:
        try:
            for number in range(self._number):
                self.begun += 1
                self.threads.add(threading.current_thread().name)
                self.asked.release()
                yield number
            if self._problem is not None:
                raise self._problem
        finally:
            self.closed = True


def unheard(_seconds: float) -> None: ...


@given(number=st.integers(0, 20))
def test_it_gives_what_there_is_in_order(number: int) -> None:
    source = Asked(number)
    assert list(read_ahead(source.batches(), unheard)) == list(range(number))
    assert source.closed
    assert len(source.threads) == min(1, number)


def test_the_next_is_read_before_it_is_asked_for_and_no_other() -> None:
    source = Asked(9)
    batches = read_ahead(source.batches(), unheard)
    assert next(batches) == 0
    assert source.asked.acquire(timeout=60)
    assert source.asked.acquire(timeout=60)  # the second, which nobody has asked for
    assert not source.asked.acquire(timeout=0.2)
    assert next(batches) == 1
    assert source.asked.acquire(timeout=60)
    assert source.begun == 3
    batches.close()


def test_an_error_comes_where_it_came_without_reading_ahead() -> None:
    problem = ValueError("the third is damaged")
    seen = []
    batches = read_ahead(Asked(2, problem).batches(), unheard)
    seen += [next(batches), next(batches)]
    with pytest.raises(ValueError, match="third") as raised:
        next(batches)
    assert raised.value is problem
    assert seen == [0, 1]


def test_who_stops_early_leaves_no_thread_and_nothing_open() -> None:
    before = threading.active_count()
    for taken in range(3):
        source = Asked(9)
        batches = read_ahead(source.batches(), unheard)
        for _ in range(taken):
            next(batches)
        batches.close()
        assert source.closed or not source.begun
    assert threading.active_count() == before


def test_time_nobody_waited_for_is_told() -> None:
    told: list[float] = []
    assert list(read_ahead(iter(range(3)), told.append)) == [0, 1, 2]
    assert len(told) == 4
    assert all(seconds >= 0 for seconds in told)
