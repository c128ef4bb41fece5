"""What held in the first rows of a large table, watched over all others."""

from collections.abc import Mapping
from typing import Self

import numpy as np

from pursight.profiling.distinct import RELATIVE_ERROR, DistinctCount
from pursight.values.arrow import Words
from pursight.values.chunk import counted
from pursight.values.hashing import hash_words

MOST_GROUPS = 16_384
"""A column with more different values is not watched as one that determines others."""


class WatchedColumn:
    """For each value of one column the values of others that go with it.

    A column that goes with two values at once is dropped for ever, so what is left holds in all
    rows, in whatever order they came.
    """

    def __init__(self, left: int, rights: tuple[int, ...]) -> None:
        self.left = left
        self.rights = rights
        self._keys: Words = np.empty(0, np.uint64)  # sorted, without repeats
        self._rows: Words = np.empty((0, len(rights)), np.uint64)

    def add(self, hashes: Mapping[int, Words]) -> None:
        """Take in rows: hashes of this column and of those that go with it, by their numbers."""
        if self.rights:
            others = np.stack([hashes[right] for right in self.rights], axis=1)
            self._take(hashes[self.left], others)

    def merge(self, other: Self) -> None:
        """Take in what another state of the same column has seen."""
        both = tuple(right for right in self.rights if right in other.rights)
        self._keep(both)
        chosen = [other.rights.index(right) for right in both]
        self._take(other._keys, other._rows[:, chosen])

    def values(self, right: int) -> int:
        """How many different values of another column go with this one's."""
        return len(np.unique(self._rows[:, self.rights.index(right)]))

    @property
    def groups(self) -> int:
        """How many different values the column has."""
        return len(self._keys)

    def _take(self, keys: Words, rows: Words) -> None:
        keys = np.concatenate([self._keys, keys])
        rows = np.concatenate([self._rows, rows])
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        first = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, bool)
        broken = ((rows[1:] != rows[:-1]) & ~first[1:, None]).any(axis=0)
        self._keys, self._rows = keys[first], rows[first]
        if broken.any():
            kept = zip(self.rights, broken.tolist(), strict=True)
            self._keep(tuple(right for right, breaks in kept if not breaks))
        if len(self._keys) > MOST_GROUPS:
            self._keep(())

    def _keep(self, rights: tuple[int, ...]) -> None:
        self._rows = self._rows[:, [self.rights.index(right) for right in rights]]
        self.rights = rights


class WatchedKey:
    """How many different combinations of values some columns have: exact up to a million."""

    def __init__(self, columns: tuple[int, ...]) -> None:
        self.columns = columns
        self._distinct = DistinctCount()
        self._rows = 0
        self._looked_at = 1
        self._repeated = False

    def add(self, hashes: Mapping[int, Words]) -> None:
        """Take in rows: hashes of these columns, by their numbers."""
        rows = np.stack([hashes[column] for column in self.columns], axis=1)
        keys, _ = counted(hash_words(rows))
        self._rows += len(rows)
        self._repeated |= len(keys) < len(rows)
        self._distinct.add_sorted(keys)

    def merge(self, other: Self) -> None:
        """Take in what another state of the same columns has seen."""
        self._rows += other._rows
        self._repeated |= other._repeated
        self._distinct.merge(other._distinct)

    def worth_watching(self) -> bool:
        """Whether it may still be a key; looked at anew each time the rows have doubled."""
        if self._repeated or self._rows < 2 * self._looked_at:
            return not self._repeated
        self._looked_at = self._rows
        return self.holds

    @property
    def holds(self) -> bool:
        """Whether no combination came twice, as far as can be said."""
        return not self._repeated and self._distinct.may_be(self._rows)

    @property
    def error(self) -> float | None:
        """Relative standard error of the count; None when it is exact."""
        return None if self._distinct.exact else RELATIVE_ERROR
