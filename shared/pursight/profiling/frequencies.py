"""How often the most frequent values occur: exact while few differ, then with a stated error."""

from typing import Self

import numpy as np

from pursight.values.arrow import Integers, Words

COUNTERS = 4096


class Frequencies:
    """Counters of hashes, at most so many (Misra-Gries).

    While no more than `counters` different values were seen, every count is exact. When there are
    more, all counts are lowered alike until few enough are left. So a count is never too high, and
    too low by at most `error`, which is at most (values seen) / (counters + 1). This holds for any
    order of the values and any division among merged states; the counts may differ within it.

    Source: Misra, Gries, "Finding repeated elements" (1982); Agarwal et al., "Mergeable summaries"
    (2012).
    """

    def __init__(self, counters: int = COUNTERS) -> None:
        self._most = counters
        self._keys: Words = np.empty(0, np.uint64)  # sorted, without repeats
        self._counts: Integers = np.empty(0, np.int64)
        self.error = 0

    def add(self, keys: Words, counts: Integers) -> None:
        """Take in hashes, sorted and without repeats, and how often each occurs."""
        self._take(*self._lowered(keys, counts))

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self.error += other.error
        self._take(other._keys, other._counts)

    def top(self, number: int, at_least: int = 1) -> tuple[Words, Integers]:
        """The most frequent hashes that occur so often, and their counts, the greatest first."""
        told = self._counts >= at_least
        keys, counts = self._keys[told], self._counts[told]
        order = np.lexsort((keys, -counts))[:number]
        return keys[order], counts[order]

    def _take(self, keys: Words, counts: Integers) -> None:
        if not len(keys):
            return
        if len(self._keys):
            both = np.concatenate([self._keys, keys])
            order = np.argsort(both, kind="stable")
            both = both[order]
            starts = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]]))
            summed = np.add.reduceat(np.concatenate([self._counts, counts])[order], starts)
            keys, counts = both[starts], summed
        self._keys, self._counts = self._lowered(keys, counts)

    def _lowered(self, keys: Words, counts: Integers) -> tuple[Words, Integers]:
        if len(keys) <= self._most:
            return keys, counts
        kept, by = counts > 1, 1
        if np.count_nonzero(kept) > self._most:
            place = len(counts) - 1 - self._most
            by = int(np.partition(counts, place)[place])
            kept = counts > by
        self.error += by
        return keys[kept], counts[kept] - by
