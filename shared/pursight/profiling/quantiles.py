"""Quantiles of a stream of numbers: exact while there are few, within 1 % of rank after that."""

import math
from collections.abc import Sequence
from typing import Self

import numpy as np

from pursight.values.arrow import Floats, Integers

CAPACITY = 2048


class QuantileSketch:
    """Buffers of sorted samples; each item of level h stands for 2**h numbers.

    A full level is sorted and every second item is handed up. One such step moves the rank of any
    number by at most 2**h, and there are at most n / (2**h * 2047) steps at level h, so with n
    numbers the error of rank is below n * log2(n / 2048) / 2047: at most 0.5 % up to two million,
    1 % up to two thousand million numbers, always and not only on average. Below 2,048 numbers it
    is exact. Merged states keep the bound, but may answer differently within it.

    Source: after Manku, Rajagopalan, Lindsay (1998) and Karnin, Lang, Liberty (2016), with a
    fixed instead of a random choice of items, so that the same input gives the same answer.
    """

    def __init__(self) -> None:
        self._levels: list[Floats] = [np.empty(0)]
        self._odd: list[bool] = [False]

    def add(self, numbers: Floats) -> None:
        """Take in finite numbers."""
        self._levels[0] = np.concatenate([self._levels[0], numbers])
        self._compact()

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        while len(self._levels) < len(other._levels):
            self._levels.append(np.empty(0))
            self._odd.append(False)
        for level, items in enumerate(other._levels):
            self._levels[level] = np.concatenate([self._levels[level], items])
        self._compact()

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """For each share the smallest kept number that at least this share is not above."""
        items = np.concatenate(self._levels)
        if not len(items):
            return ()
        weights = np.concatenate(
            [np.full(len(level), 1 << height) for height, level in enumerate(self._levels)]
        )
        order = np.argsort(items, kind="stable")
        ranks = np.cumsum(weights[order])
        wanted = np.ceil(np.asarray(shares) * int(ranks[-1]))
        found = np.minimum(np.searchsorted(ranks, wanted), len(items) - 1)
        return tuple(float(number) for number in items[order][found])

    @property
    def count(self) -> int:
        """How many numbers were taken in."""
        return sum(len(items) << height for height, items in enumerate(self._levels))

    @property
    def error(self) -> float:
        """By how much a rank may be off, as a share of all numbers; zero while it is exact."""
        if not any(len(items) for items in self._levels[1:]):
            return 0.0
        return math.log2(max(self.count / CAPACITY, 2.0)) / (CAPACITY - 1)

    def counts_below(self, edges: Floats) -> Integers:
        """For each edge, about how many numbers are less."""
        below = np.zeros(len(edges), np.int64)
        for height, items in enumerate(self._levels):
            below += np.searchsorted(np.sort(items), edges, side="left") << height
        return below

    def _compact(self) -> None:
        level = 0
        while level < len(self._levels):
            items = self._levels[level]
            if len(items) >= CAPACITY:
                if level + 1 == len(self._levels):
                    self._levels.append(np.empty(0))
                    self._odd.append(False)
                items = np.sort(items)
                even = len(items) - len(items) % 2
                # Taking the odd and the even items in turn lets the errors of two steps cancel.
                chosen = items[int(self._odd[level]) : even : 2]
                self._odd[level] = not self._odd[level]
                self._levels[level] = items[even:]
                self._levels[level + 1] = np.concatenate([self._levels[level + 1], chosen])
            level += 1
