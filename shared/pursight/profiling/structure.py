"""Keys of several columns and dependencies between columns, as one mergeable state of a table."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple, Self

import numpy as np

from pursight.profiling.row_table import WORST_ERROR, Held, RowTable
from pursight.profiling.watched import MOST_GROUPS, WatchedColumn, WatchedKey
from pursight.values.arrow import Family, Words

HELD_ROWS = 65_536
"""Up to so many rows a table is held whole, as hashes; of larger ones only what they are watched
for is."""

MOST_COLUMNS = 40
"""A wider table is not looked at: the work grows with the square of the columns."""

FEWEST_ROWS = 20
"""In fewer rows much holds by chance."""

_FEWEST_WITNESSES = 10
"""So many rows must repeat a value for a dependency to mean anything, and so many must hold
something else than the most frequent value of what depends."""

_WATCHED_COLUMNS = 16
_KEYS = 5

_COMPARABLE = frozenset(
    {
        Family.BOOLEAN,
        Family.INTEGER,
        Family.DECIMAL,
        Family.TEXT,
        Family.BINARY,
        Family.DATE,
        Family.TIME,
        Family.TIMESTAMP,
    }
)


class ColumnNumbers(NamedTuple):
    """What the profile of a column knows, for what holds by chance or trivially."""

    distinct: int
    nulls: int
    most_frequent: int
    """How often the most frequent value occurs; 0 when none recurs often."""


class KeyFound(NamedTuple):
    """Columns by their place, and the error of the count."""

    columns: tuple[int, ...]
    error: float | None


class Structure:
    """What holds among the columns of one table, in all rows that were taken in.

    Up to 65,536 rows everything is known in the end, whatever the order. Of a larger table,
    dependencies that hold in all rows are found in any order (of at most 16 columns that determine
    others, of at most 16,384 values each). Its keys of two and three columns are sought among those
    that are keys of the first rows: one may be missed, none is told that is not one.

    A missing value counts as a value like any other.

    Args:
        families: Of the table's columns, in order.
    """

    def __init__(self, families: Sequence[Family]) -> None:
        self._columns = [at for at, family in enumerate(families) if family in _COMPARABLE]
        self.too_wide = len(self._columns) > MOST_COLUMNS
        self._width = len(families)
        self._rows = 0
        self._held: list[Words] | None = []
        self._watched: dict[int, WatchedColumn] = {}
        self._keys: dict[tuple[int, ...], WatchedKey] = {}

    @property
    def columns(self) -> Sequence[int]:
        """Places of the columns that `update` wants; none when nothing is sought.

        Of a large table they become fewer: only what is watched is wanted.
        """
        if self.too_wide or len(self._columns) < 2:
            return []
        if self._held is not None:
            return self._columns
        return [self._columns[at] for at in self._wanted()]

    def update(self, hashes: Sequence[Words]) -> None:
        """Take in rows: for each of `columns` a hash of each row's value."""
        if not hashes:
            return
        if self._held is not None:
            self._hold(np.stack(hashes))
        else:
            self._watch(dict(zip(self._wanted(), hashes, strict=True)))

    def merge(self, other: Self) -> None:
        """Take in what another state of the same table has seen."""
        if other._held is not None:
            for rows in other._held:
                self._take(rows)
            return
        mine, self._held = self._held, None
        if mine is None:
            self._join(other)
            return
        self._watched, self._keys = deepcopy(other._watched), deepcopy(other._keys)
        self._rows = other._rows
        for rows in mine:
            self._take(rows)

    def dependencies(self, numbers: Sequence[ColumnNumbers]) -> list[Held]:
        """Say which columns determine others, by their places in the table.

        Args:
            numbers: Of each column of the table.
        """
        if self._rows < FEWEST_ROWS or not self.columns:
            return []
        if self._held is None:
            held = [
                Held(one.left, right, 0.0)
                for one in self._watched.values()
                for right in one.rights
                if one.groups <= MOST_GROUPS
            ]
        else:
            table = RowTable(np.concatenate(self._held, axis=1))
            lefts = [
                at for at, distinct in enumerate(table.distinct)
                if 1 < distinct <= min(MOST_GROUPS, self._rows // 2)
            ]  # fmt: skip
            held = list(table.dependencies(lefts, WORST_ERROR))
        named = (Held(self._columns[a], self._columns[b], error) for a, b, error in held)
        found = [one for one in named if self._means_something(one, numbers)]
        return sorted(found, key=lambda one: (one.error, one.left, one.right))

    def keys(self, numbers: Sequence[ColumnNumbers]) -> list[KeyFound]:
        """Say which two or three columns tell all rows apart, by their places in the table.

        Args:
            numbers: Of each column of the table.
        """
        if self._rows < FEWEST_ROWS or not self.columns:
            return []
        if self._held is None:
            found = [KeyFound(key.columns, key.error) for key in self._keys.values() if key.holds]
        else:
            table = RowTable(np.concatenate(self._held, axis=1))
            found = [KeyFound(columns, None) for columns in table.keys(_key_parts(table), _KEYS)]
        named = (KeyFound(tuple(self._columns[at] for at in one.columns), one.error)
                 for one in found)  # fmt: skip
        return [one for one in named if not any(numbers[at].nulls for at in one.columns)]

    def _means_something(self, held: Held, numbers: Sequence[ColumnNumbers]) -> bool:
        left, right = numbers[held.left], numbers[held.right]
        odd_ones = self._rows - max(right.most_frequent, right.nulls)
        return (
            left.distinct > 1
            and right.distinct > 1
            and right.distinct <= left.distinct * (1 + 10 * WORST_ERROR)
            and max(left.nulls, right.nulls) * 2 <= self._rows
            and self._rows - left.distinct >= _FEWEST_WITNESSES
            and odd_ones >= _FEWEST_WITNESSES
            # Saying always the most frequent value must be far worse.
            and held.error * self._rows * 10 <= odd_ones
        )

    def _take(self, rows: Words) -> None:
        """Take in rows of which all columns are there."""
        if self._held is not None:
            self._hold(rows)
        else:
            self._watch(dict(enumerate(rows)))

    def _hold(self, rows: Words) -> None:
        assert self._held is not None  # noqa: S101  an invariant of the callers
        self._rows += rows.shape[1]
        self._held.append(rows)
        if self._rows > HELD_ROWS:
            self._begin_to_watch(np.concatenate(self._held, axis=1))

    def _watch(self, rows: Mapping[int, Words]) -> None:
        self._rows += max((len(column) for column in rows.values()), default=0)
        for column in self._watched.values():
            column.add(rows)
        for key in self._keys.values():
            key.add(rows)
        self._drop_refuted()

    def _wanted(self) -> list[int]:
        """What is watched: numbers among the columns that can be compared."""
        found = {at for one in self._watched.values() for at in (one.left, *one.rights)}
        return sorted(found.union(*self._keys))

    def _begin_to_watch(self, rows: Words) -> None:
        self._held = None
        table = RowTable(rows)
        lefts = [at for at, distinct in enumerate(table.distinct) if distinct <= MOST_GROUPS]
        rights: dict[int, list[int]] = {}
        for held in table.dependencies(lefts, 0.0):
            rights.setdefault(held.left, []).append(held.right)
        for left in list(rights)[:_WATCHED_COLUMNS]:
            self._watched[left] = WatchedColumn(left, tuple(rights[left]))
            self._watched[left].add(dict(enumerate(rows)))
        for columns in table.keys(_key_parts(table), _KEYS):
            self._keys[columns] = WatchedKey(columns)
            self._keys[columns].add(dict(enumerate(rows)))

    def _join(self, other: Self) -> None:
        self._rows += other._rows
        self._watched = {at: one for at, one in self._watched.items() if at in other._watched}
        for at, one in self._watched.items():
            one.merge(other._watched[at])
        self._keys = {at: one for at, one in self._keys.items() if at in other._keys}
        for columns, key in self._keys.items():
            key.merge(other._keys[columns])
        self._drop_refuted()

    def _drop_refuted(self) -> None:
        self._watched = {at: one for at, one in self._watched.items() if one.rights}
        self._keys = {at: one for at, one in self._keys.items() if one.worth_watching()}


def _key_parts(table: RowTable) -> list[int]:
    """Columns that repeat themselves: what hardly does is a key with anything, by chance."""
    return [at for at, distinct in enumerate(table.distinct) if 1 < distinct <= table.rows // 2]
