"""A column's part of a batch, and what several readers want to know of it, found out once."""

import math
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from pursight.values.arrow import (
    ArrowArray,
    Family,
    Integers,
    Words,
    compute,
    family_of,
    flat,
    flat_type,
    plain,
)
from pursight.values.forms import Forms, forms_of
from pursight.values.hashing import hash_values

_TRIED = 2048
"""So many values tell whether a chunk repeats itself."""


class Chunk:
    """Rows of one column, seen as often as its readers like, and computed once.

    Texts that recur are kept as their different ones (`cells`) with how often each is there
    (`times`); where hardly any recurs, finding out would cost more than it saves, and `cells` are
    all of them, with a one each. So `cells` may repeat: readers count by `times` or by `counted`.

    Args:
        values: Any Arrow array; texts must be valid UTF-8, see `readable`.
    """

    def __init__(self, values: ArrowArray) -> None:
        self._given: Any = values
        self.type = flat_type(values.type)
        self.family = family_of(self.type)
        self.rows = len(values)

    @cached_property
    def values(self) -> ArrowArray:
        """All rows, flat."""
        return flat(self._given)

    @cached_property
    def present(self) -> ArrowArray:
        """All values that are not null, as `plain` makes them."""
        return plain(self.values)

    @cached_property
    def size(self) -> int:
        """How many values are not null."""
        if self._coded is not None:
            return len(self._coded[0])
        if self.family in {Family.NESTED, Family.NOTHING}:
            return len(self.present) if self.family is Family.NESTED else 0
        return self.rows - self.values.null_count

    @property
    def cells(self) -> ArrowArray:
        """Texts to look at, or all values of other kinds."""
        return self.present if self._coded is None else self._coded[1]

    @cached_property
    def times(self) -> Integers:
        """How many rows each of `cells` stands for."""
        if self._coded is None:
            return np.ones(len(self.present), np.int64)
        codes, cells = self._coded
        return np.bincount(codes, minlength=len(cells))

    @property
    def each_once(self) -> bool:
        """Whether `cells` are simply all values, in their order."""
        return self._coded is None

    @cached_property
    def forms(self) -> Forms | None:
        """Of `cells`, if they are texts of few forms."""
        return forms_of(self.cells) if self.family is Family.TEXT else None

    @cached_property
    def hashes(self) -> Words:
        """Of `cells`."""
        return hash_values(self.cells)

    @cached_property
    def row_hashes(self) -> Words:
        """Of all values that are not null, in their order."""
        return self.hashes if self._coded is None else self.hashes[self._coded[0]]

    @cached_property
    def counted(self) -> tuple[Words, Integers]:
        """The different hashes, sorted, and how many rows each stands for."""
        if self._coded is None:
            return counted(self.hashes)
        order = np.argsort(self.hashes, kind="stable")
        ordered, times = self.hashes[order], self.times[order]
        first = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        if first.all():
            return ordered, times
        starts = np.flatnonzero(first)
        return ordered[starts], np.add.reduceat(times, starts)

    @cached_property
    def _coded(self) -> tuple[Integers, ArrowArray] | None:
        """For each value its place among the different ones; None where that does not pay."""
        if self.family is not Family.TEXT or not self.rows:
            return None
        given = self._given
        if pa.types.is_dictionary(given.type) and not given.dictionary.null_count:
            return _used(given)
        present = self.present
        if len(present) == 0:
            return None
        tried = present.slice(0, _TRIED)
        if len(tried.unique()) > _unlike(len(tried), len(present)):
            return None
        encoded: Any = present.dictionary_encode()
        return encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary


def counted(hashes: Words) -> tuple[Words, Integers]:
    """The different hashes, sorted, and how often each occurs."""
    if not len(hashes):
        return hashes, np.empty(0, np.int64)
    ordered = np.sort(hashes)
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    if len(starts) == len(ordered):
        return ordered, np.ones(len(ordered), np.int64)
    return ordered[starts], np.diff(np.append(starts, len(ordered)))


def _unlike(tried: int, of: int) -> float:
    """How many of some values differ when all of them are drawn from half as many."""
    different = of / 2
    return different * -math.expm1(-tried / different)


def _used(given: Any) -> tuple[Integers, ArrowArray]:
    """What of a dictionary is there, and for each value its place in that."""
    indices = given.indices.drop_null() if given.indices.null_count else given.indices
    codes: Any = indices.to_numpy(zero_copy_only=False).astype(np.int64)
    cells = given.dictionary.cast(pa.large_string())
    used = np.zeros(len(cells), np.bool_)
    used[codes] = True
    if used.all():
        return codes, cells
    cells = compute.filter(cells, pa.array(used))
    return (np.cumsum(used) - 1)[codes], cells
