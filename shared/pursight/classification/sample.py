"""A sample of distinct values that merges: those with the smallest hashes, with exact counts.

Every chunk, order and partition gives the same sample. It lives in memory only.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from pursight.values.arrow import Integers, Words

SIZE = 600
_LONGEST = 2048  # characters of one kept value

Find = Callable[[list[int]], list[str]]


@dataclass(slots=True)
class DistinctSample:
    """The `SIZE` distinct values of smallest hash, each with its exact number of cells."""

    kept: dict[int, tuple[str, int]] = field(default_factory=dict)
    _limit: int | None = None  # largest kept hash, once full

    def update(self, keys: Words, counts: Integers, find: Find) -> None:
        """Add the different values of a chunk.

        Args:
            keys: Their hashes (`pursight.values.hashing`), sorted, each once.
            counts: How many cells each has.
            find: Gives the texts behind some of the hashes, in their order.
        """
        most = SIZE
        if self._limit is not None:
            most = min(most, int(np.searchsorted(keys, np.uint64(self._limit), side="right")))
        smallest = keys[:most].tolist()
        new = [key for key in smallest if key not in self.kept]
        if len(self.kept) + len(new) > SIZE:  # what would be left out again need not be looked for
            limit = sorted([*self.kept, *new])[SIZE - 1]
            new = new[: bisect.bisect_right(new, limit)]
            smallest = smallest[: bisect.bisect_right(smallest, limit)]
        texts = dict(zip(new, find(new) if new else [], strict=True))
        for key, count in zip(smallest, counts[: len(smallest)].tolist(), strict=True):
            self._add(key, texts.get(key, "")[:_LONGEST], count)
        self._trim()

    def merge(self, other: DistinctSample) -> None:
        """Take in another partition's sample."""
        for key, (value, count) in other.kept.items():
            self._add(key, value, count)
        self._trim()

    def _add(self, key: int, value: str, count: int) -> None:
        before = self.kept.get(key)
        self.kept[key] = (value, count) if before is None else (before[0], before[1] + count)

    def _trim(self) -> None:
        if len(self.kept) > SIZE:
            self.kept = dict(sorted(self.kept.items())[:SIZE])
        if len(self.kept) == SIZE:
            self._limit = max(self.kept)

    @property
    def complete(self) -> bool:
        """Whether every distinct value is in the sample."""
        return self._limit is None

    def distinct(self) -> float:
        """Number of distinct values: exact while complete, else estimated within some 8 %."""
        if self._limit is None:
            return float(len(self.kept))
        return (SIZE - 1) / (self._limit / 2.0**64)

    def values(self) -> list[tuple[str, int]]:
        """Values with their counts, in an order that no partitioning changes."""
        return [self.kept[key] for key in sorted(self.kept)]
