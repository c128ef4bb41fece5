"""Which unit moments are whole multiples of: years, days, minutes, microseconds."""

from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.values.arrow import ArrowArray, Family, Integers, bare, family_of, integers

SHARE = 0.99
"""The share of a column's moments that must be whole multiples."""

_MILLISECONDS_A_DAY = 86_400_000
_CLOCK = (
    ("microsecond", 1000),
    ("millisecond", 1000),
    ("second", 1000),
    ("minute", 60),
    ("hour", 60),
    ("day", 24),
)
"""From fine to coarse, each with how many of the unit before it make one."""

_FINEST = {"ns": 0, "us": 1, "ms": 2, "s": 3}
_UNITS = ("nanosecond", *(unit for unit, _ in _CLOCK), "month", "year")

_FROM, _TO = -25_567, 84_006
"""Days of 1900 to 2199, counted from 1970: looked up rather than computed."""


class Granularity:
    """How many moments are whole multiples of each unit; exact, in any order.

    Months and years only of dates and timestamps; days of no time of day, which has none.
    """

    def __init__(self, arrow_type: pa.DataType) -> None:
        self._type: Any = bare(arrow_type)
        self._family = family_of(self._type)
        self._total = 0
        self._fits = dict.fromkeys(_UNITS, 0)

    def add(self, values: ArrowArray) -> None:
        """Take in moments without nulls."""
        if len(values):
            self.add_numbers(integers(values))

    def add_numbers(self, numbers: Integers) -> None:
        """Take in moments as numbers of their type's unit."""
        self._total += len(numbers)
        if self._family is Family.DATE:
            days = numbers
            if pa.types.is_date64(self._type):
                days = numbers // _MILLISECONDS_A_DAY
            self._fits["day"] += len(days)
        else:
            days = self._add_clock(numbers)
        if len(days) and self._family in {Family.DATE, Family.TIMESTAMP}:
            kinds = _kinds_of(days)
            self._fits["month"] += int(np.count_nonzero(kinds))
            self._fits["year"] += int(np.count_nonzero(kinds == _NEW_YEAR))

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._total += other._total
        for unit, count in other._fits.items():
            self._fits[unit] += count

    def facts(self) -> dict[str, Any]:
        """The unit, and how many of the moments are whole multiples of it."""
        if not self._total:
            return {}
        for unit in reversed(_UNITS):
            share = self._fits[unit] / self._total
            if share >= SHARE:
                return {"granularity": unit, "granularity_share": share}
        return {}

    def _add_clock(self, numbers: Integers) -> Integers:
        """Count what is whole in each unit of the clock; the whole days."""
        finest = _FINEST[self._type.unit]
        self._fits[_UNITS[finest]] += len(numbers)
        whole = numbers
        for unit, per in _CLOCK[finest:]:
            if unit == "day" and self._family is Family.TIME:
                return whole[:0]
            parts = whole // per
            fits = parts * per == whole
            whole = parts if fits.all() else parts[fits]
            self._fits[unit] += len(whole)
            if not len(whole):
                break
        return whole


_NEW_MONTH, _NEW_YEAR = 1, 2


def _kinds(days: Integers) -> npt.NDArray[np.uint8]:
    """For each day whether it begins a year (2), another month (1) or neither (0)."""
    moments = days.astype("datetime64[D]")
    begins_month = moments == moments.astype("datetime64[M]")
    begins_year = moments == moments.astype("datetime64[Y]")
    kinds: npt.NDArray[np.uint8] = begins_month.astype(np.uint8) + begins_year.astype(np.uint8)
    return kinds


_KINDS = _kinds(np.arange(_FROM, _TO))


def _kinds_of(days: Integers) -> npt.NDArray[np.uint8]:
    if int(days.min()) >= _FROM and int(days.max()) < _TO:
        found: npt.NDArray[np.uint8] = _KINDS[days - _FROM]
        return found
    return _kinds(days)
