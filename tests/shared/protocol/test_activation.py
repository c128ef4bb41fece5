"""Serials of activations rise, and none stands for two, whatever a server has forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.protocol.activation import (
    OVERTAKEN_AT_MOST_EVERY,
    is_overtaken,
    must_be_judged_again,
    next_serial,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@given(st.lists(st.tuples(st.integers(1, 10**12), st.booleans()), max_size=30))
def test_no_serial_is_given_twice_though_the_server_is_restored(
    steps: list[tuple[int, bool]],
) -> None:
    now, active, backup, given_out = NOW, None, None, set[int]()
    for microseconds, restored in steps:
        now += timedelta(microseconds=microseconds)
        if restored:
            active = backup
        backup = active
        active = next_serial(active, now)
        assert active not in given_out
        given_out.add(active)


@given(
    st.none() | st.integers(1, 1 << 60),
    st.none() | st.integers(1, 1 << 60),
    st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_it_is_above_what_is_known_whatever_the_clock_says(
    active: int | None, held: int | None, now: datetime
) -> None:
    assert next_serial(active, now, held=held) > max(active or 0, held or 0)


@pytest.mark.parametrize(
    ("active", "held", "expected"),
    [
        (5, None, False), (5, 5, False), (5, 4, False), (5, 6, True), (None, 1, True),
        (5, 1 << 62, False),
    ],
)  # fmt: skip
def test_who_is_overtaken(active: int | None, held: int | None, *, expected: bool) -> None:
    since = NOW - OVERTAKEN_AT_MOST_EVERY if active else None
    assert is_overtaken(active, since, NOW, held=held) is expected


def test_an_agent_that_lies_is_followed_once_an_hour_only() -> None:
    assert not is_overtaken(5, NOW, NOW + 59 * 60 * SECOND, held=6)
    assert is_overtaken(5, NOW, NOW + OVERTAKEN_AT_MOST_EVERY, held=6)
    assert is_overtaken(5, NOW, NOW - OVERTAKEN_AT_MOST_EVERY, held=6), "the clock was set back"


def test_whose_verdicts_count() -> None:
    assert not must_be_judged_again(None, None)
    assert not must_be_judged_again(5, 5)
    assert must_be_judged_again(5, None)
    assert must_be_judged_again(5, 6)
    assert must_be_judged_again(None, 5)
