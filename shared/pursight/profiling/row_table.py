"""Rows as hashes of their values, and what holds among their columns (pure)."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from pursight.values.arrow import Integers, Words
from pursight.values.hashing import hash_words

WORST_ERROR = 0.01
"""A dependency that more rows break is none."""

_SAMPLE = 2048
_SAMPLE_ERROR = 0.2
_FEW = 8
"""What more of the sample's neighbours of one value break is not looked at in all rows. What holds
in all rows is never passed over by this; what holds in 99 % hardly."""

_BY_CHANCE = 10
"""Columns are a key by more than chance if so many pairs of rows would agree by chance."""

_WIDEST_TRIPLES = 8

_MOST_DEPENDENT = 1.1
"""A column has at most about as many different values as one that determines it."""


class Held(NamedTuple):
    """Rows that agree in the column `left` agree in `right`, but for a share of all rows."""

    left: int
    right: int
    error: float


class RowTable:
    """Some rows of a table as hashes of their values: a row of the array for each column."""

    def __init__(self, hashes: Words) -> None:
        self.rows = hashes.shape[1]
        self._hashes = hashes
        self.distinct = [_different(column) for column in hashes]
        self._sample = self._more = hashes
        if self.rows > _SAMPLE:
            # Every so-many-th row of the hashed order: the order of the rows cannot show.
            order = np.argsort(hash_words(hashes.T), kind="stable")
            self._sample = hashes[:, order[:: self.rows // _SAMPLE]]
            self._more = hashes[:, order[:: max(1, self.rows // (8 * _SAMPLE))]]

    def dependencies(self, lefts: Sequence[int], worst_error: float) -> Iterator[Held]:
        """Find the columns that each of some columns determines, checked on all rows.

        Args:
            lefts: Columns that may determine others.
            worst_error: The greatest error to tell; 0 for what holds in all rows.
        """
        for left in lefts:
            rights = self._not_refuted(left)
            if not rights:
                continue
            order = np.argsort(self._hashes[left])
            ordered = self._hashes[left, order]
            same = ordered[1:] == ordered[:-1]
            for right in rights:
                beside = self._hashes[right, order]
                breaks = int(np.count_nonzero(same & (beside[1:] != beside[:-1])))
                if breaks > 2 * worst_error * self.rows:  # a row to leave out makes at most two
                    continue
                error = self._error(left, right) if breaks else 0.0
                if error <= worst_error:
                    yield Held(left, right, error)

    def keys(self, columns: Sequence[int], most: int) -> list[tuple[int, ...]]:
        """Find two columns, or if none do three, that tell all rows apart together.

        Args:
            columns: Where to look.
            most: How many combinations to tell at most; those of the first columns.
        """
        pairs = self._keys_of(combinations(columns, 2), most)
        if pairs:
            return pairs
        widest = sorted(columns, key=lambda column: -self.distinct[column])[:_WIDEST_TRIPLES]
        return self._keys_of(combinations(sorted(widest), 3), most)

    def _keys_of(self, candidates: Iterator[tuple[int, ...]], most: int) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        for columns in candidates:
            combined = math.prod(self.distinct[column] for column in columns)
            if combined < self.rows or self.rows**2 < 2 * _BY_CHANCE * combined:
                continue
            # Most combinations fail in few rows.
            if all(_apart(rows, columns) for rows in (self._sample, self._more, self._hashes)):
                found.append(columns)
                if len(found) == most:
                    break
        return found

    def _not_refuted(self, left: int) -> list[int]:
        """Columns that the sample does not show to be undetermined."""
        ordered = self._sample[:, np.argsort(self._sample[left])]
        same = ordered[left, 1:] == ordered[left, :-1]
        changes = ((ordered[:, 1:] != ordered[:, :-1]) & same).sum(axis=1)
        bearable = max(_FEW, _SAMPLE_ERROR * int(same.sum()))
        return [
            right for right in range(len(self._hashes))
            if right != left and changes[right] <= bearable
            and self.distinct[right] <= self.distinct[left] * _MOST_DEPENDENT
        ]  # fmt: skip

    def _error(self, left: int, right: int) -> float:
        """The share of rows that must go for one column to determine the other."""
        lefts, rights = self._numbered(left), self._numbered(right)
        found, counts = np.unique(lefts * self.distinct[right] + rights, return_counts=True)
        group = found // self.distinct[right]
        starts = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
        kept = int(np.maximum.reduceat(counts, starts).sum())
        return float(1.0 - kept / self.rows)

    def _numbered(self, column: int) -> Integers:
        return np.unique(self._hashes[column], return_inverse=True)[1].astype(np.int64)


def _apart(hashes: Words, columns: Sequence[int]) -> bool:
    """Whether no two rows agree in all of some columns."""
    return _different(hash_words(hashes[list(columns)].T)) == int(hashes.shape[1])


def _different(hashes: Words) -> int:
    ordered = np.sort(hashes)
    return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + bool(len(ordered))
