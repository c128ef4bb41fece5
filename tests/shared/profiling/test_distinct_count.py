"""Distinct values: exact, then a sketch that keeps its promise and forgets no order."""

import random

import numpy as np
import pytest

from pursight.profiling.distinct import RELATIVE_ERROR, DistinctCount
from pursight.values.arrow import Words
from pursight.values.hashing import mix


def hashes(first: int, last: int) -> Words:
    return mix(np.arange(first, last, dtype=np.uint64))


@pytest.mark.parametrize("size", [0, 1, 65_537, 999_999, 1_000_000])
def test_exact_up_to_the_bound(size: int) -> None:
    count = DistinctCount()
    for start in range(0, size, 65_536):
        count.add(np.tile(hashes(start, min(start + 65_536, size)), 2))
    assert (count.count(), count.exact) == (size, True)


def test_one_more_than_the_bound_is_an_estimate() -> None:
    count = DistinctCount(exact_up_to=1000)
    count.add(hashes(0, 1001))
    assert not count.exact
    assert count.count() == pytest.approx(1001, rel=0.02)


@pytest.mark.parametrize("size", [5, 300, 40_000, 200_000, 3_000_000])
def test_the_sketch_is_as_good_as_it_says(size: int) -> None:
    errors = []
    for trial in range(12 if size <= 200_000 else 3):
        count = DistinctCount(exact_up_to=0)
        count.add(hashes(trial << 40, (trial << 40) + size))
        errors.append(count.count() / size - 1)
    assert max(map(abs, errors)) < 4 * RELATIVE_ERROR
    assert abs(sum(errors) / len(errors)) < 3 * RELATIVE_ERROR / len(errors) ** 0.5


def test_no_order_and_no_division_changes_a_sketch() -> None:
    rng = random.Random(7)
    everything = hashes(0, 50_000)
    whole = DistinctCount(exact_up_to=20_000)
    whole.add(everything)
    for _ in range(5):
        parts = [DistinctCount(exact_up_to=20_000) for _ in range(4)]
        for chunk in np.array_split(
            np.random.default_rng(rng.randrange(99)).permutation(everything), 13
        ):
            rng.choice(parts).add(chunk)
            rng.choice(parts).add(chunk[:10])
        rng.shuffle(parts)
        first, *others = parts
        for other in others:
            first.merge(other)
        assert (first.count(), first.exact) == (whole.count(), False)


def test_merging_does_not_change_what_is_merged() -> None:
    one, other = DistinctCount(), DistinctCount()
    one.add(hashes(0, 10))
    other.add(hashes(5, 20))
    one.merge(other)
    one.add(hashes(100, 200))
    assert (one.count(), other.count()) == (120, 15)
