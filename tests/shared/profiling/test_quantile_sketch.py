"""Quantiles: within the promised error of rank, whatever the order and the merging."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from pursight.profiling.quantiles import CAPACITY, QuantileSketch
from pursight.values.arrow import Floats

SHARES = tuple(share / 100 for share in range(101))
SIZE = 400_000
ORDERS: dict[str, Callable[[Floats], Floats]] = {
    "as drawn": lambda numbers: numbers,
    "rising": np.sort,
    "falling": lambda numbers: np.sort(numbers)[::-1],
    "zigzag": lambda numbers: np.stack(
        [np.sort(numbers)[: len(numbers) // 2], np.sort(numbers)[: len(numbers) // 2 - 1 : -1]]
    ).T.ravel(),
}


def draw(kind: str) -> Floats:
    rng = np.random.default_rng(3)
    if kind == "normal":
        return rng.normal(size=SIZE)
    if kind == "few values":
        return rng.choice([1.0, 2.0, 3.0], size=SIZE, p=[0.9, 0.06, 0.04])
    return rng.lognormal(sigma=3, size=SIZE)


def worst_error(sketch: QuantileSketch, numbers: Floats) -> float:
    """How far off in rank the worst of 101 quantiles is, as a share of all numbers."""
    ranked = np.sort(numbers)
    worst = 0.0
    for share, found in zip(SHARES, sketch.quantiles(SHARES), strict=True):
        first = np.searchsorted(ranked, found, "left") / len(ranked)
        last = np.searchsorted(ranked, found, "right") / len(ranked)
        worst = max(worst, first - share, share - last)
    return worst


def promised(size: int) -> float:
    return math.log2(size / CAPACITY) / (CAPACITY - 1)


@pytest.mark.parametrize("kind", ["normal", "few values", "lognormal"])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("chunk", [777, 65_536])
def test_the_error_is_within_the_promise(kind: str, order: str, chunk: int) -> None:
    numbers = ORDERS[order](draw(kind))
    one, merged = QuantileSketch(), QuantileSketch()
    for start in range(0, len(numbers), chunk):
        part = QuantileSketch()
        part.add(numbers[start : start + chunk])
        merged.merge(part)
        one.add(numbers[start : start + chunk])
    assert worst_error(one, numbers) <= promised(len(numbers)) < 0.01
    assert worst_error(merged, numbers) <= promised(len(numbers))


def test_few_numbers_are_exact() -> None:
    sketch = QuantileSketch()
    sketch.add(np.arange(1.0, 101.0))
    assert sketch.quantiles((0.05, 0.25, 0.5, 0.75, 0.95)) == (5.0, 25.0, 50.0, 75.0, 95.0)
    assert QuantileSketch().quantiles((0.5,)) == ()


def test_memory_stays_small() -> None:
    sketch = QuantileSketch()
    for _ in range(50):
        sketch.add(np.random.default_rng(1).normal(size=65_536))
    assert sum(len(level) for level in sketch._levels) < 20 * CAPACITY
