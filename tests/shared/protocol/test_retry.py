"""Back-off: full jitter, bounded, and never before the server asked for."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pursight.protocol.retry import LONGEST_REQUESTED, backoff

chance = st.randoms(use_true_random=False)


@given(st.integers(1, 10_000), chance)
def test_a_wait_lies_between_nothing_and_its_bound(attempt: int, rng: Random) -> None:
    assert 0 <= backoff(attempt, rng) <= min(300.0, 2.0 ** min(attempt - 1, 60))


@given(st.integers(1, 20), chance, st.floats(0, LONGEST_REQUESTED))
def test_what_the_server_asked_for_is_never_undercut(
    attempt: int, rng: Random, asked: float
) -> None:
    assert asked <= backoff(attempt, rng, retry_after=asked) <= asked + 1


@given(chance)
def test_nobody_is_sent_away_for_more_than_an_hour(rng: Random) -> None:
    assert backoff(1, rng, retry_after=1e12) <= LONGEST_REQUESTED + 1


def test_waits_are_spread_over_the_whole_range() -> None:
    rng = Random(3)
    waits = [backoff(20, rng) for _ in range(400)]
    assert min(waits) < 30
    assert max(waits) > 270
