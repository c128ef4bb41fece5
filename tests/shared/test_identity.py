"""Ids: UUIDv7 that sort by the time of their making."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pursight.clock import StoppedClock
from pursight.identity import id_at, new_id

FIRST, LAST = datetime(1970, 1, 2), datetime(2200, 1, 1)  # noqa: DTZ001  Hypothesis wants naive bounds
MOMENTS = st.datetimes(min_value=FIRST, max_value=LAST).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
BITS = st.integers(min_value=0, max_value=2**74 - 1)


@given(MOMENTS, BITS)
def test_an_id_is_version_7_of_the_rfc_variant(moment: datetime, bits: int) -> None:
    made = id_at(moment, bits)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == int(moment.timestamp() * 1000)


@given(MOMENTS, BITS, BITS)
def test_a_later_id_sorts_later(moment: datetime, bits: int, others: int) -> None:
    assert id_at(moment, bits) < id_at(moment + timedelta(milliseconds=1), others)


@given(MOMENTS, BITS, BITS)
def test_no_bit_is_lost(moment: datetime, bits: int, others: int) -> None:
    assert (id_at(moment, bits) == id_at(moment, others)) == (bits == others)


def test_a_stopped_clock_gives_different_ids_of_one_moment() -> None:
    clock = StoppedClock(datetime(2026, 1, 1, tzinfo=UTC))
    made = {new_id(clock) for _ in range(1000)}
    assert len(made) == 1000
    assert {made_id.int >> 80 for made_id in made} == {int(clock.at.timestamp() * 1000)}
