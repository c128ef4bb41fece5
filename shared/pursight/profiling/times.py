"""Dates, times, moments and durations: extremes, spelled as ISO 8601 spells them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.values.arrow import Family, Integers, bare, family_of

_NANOSECONDS = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}
_NANOSECONDS_A_DAY = 86_400 * 1_000_000_000
_FIRST_DAY = date(1970, 1, 1)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class TimeExtremes:
    """The least and greatest of a column's moments, in the column's own unit."""

    def __init__(self, arrow_type: pa.DataType) -> None:
        self._type: Any = bare(arrow_type)
        self._least: int | None = None
        self._greatest: int | None = None

    def add(self, numbers: Integers) -> None:
        """Take in moments as numbers of their unit."""
        if len(numbers):
            self._widen(int(numbers.min()), int(numbers.max()))

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        if other._least is not None and other._greatest is not None:
            self._widen(other._least, other._greatest)

    def facts(self) -> dict[str, Any]:
        """`min` and `max` as texts, when there are any."""
        if self._least is None or self._greatest is None:
            return {}
        return {"min": spell(self._least, self._type), "max": spell(self._greatest, self._type)}

    def _widen(self, least: int, greatest: int) -> None:
        self._least = least if self._least is None else min(self._least, least)
        self._greatest = greatest if self._greatest is None else max(self._greatest, greatest)


def spell(value: int, arrow_type: Any) -> str:
    """A moment in its type's unit as text: `2021-01-01`, `08:30:00`, `2021-01-01 00:00:00+00:00`.

    Durations stand as hours, minutes and seconds. Years beyond 1 to 9999 keep all their digits.
    """
    family = family_of(arrow_type)
    if family is Family.DATE:
        days = value if pa.types.is_date32(arrow_type) else value // 86_400_000
        try:
            return (_FIRST_DAY + timedelta(days=days)).isoformat()
        except OverflowError:
            return str(np.datetime64(days, "D"))
    per_unit = _NANOSECONDS[arrow_type.unit]
    if family is Family.TIMESTAMP:
        zone = "" if arrow_type.tz is None else "+00:00"
        return _moment(value * per_unit) + zone
    clock = _clock(abs(value) * per_unit, padded=family is Family.TIME)
    return f"-{clock}" if value < 0 else clock


def _moment(nanoseconds: int) -> str:
    micros, rest = divmod(nanoseconds, 1000)
    try:
        moment = (_FIRST + timedelta(microseconds=micros)).replace(tzinfo=None)
    except OverflowError:
        # By the day: numpy takes the least number of any unit for no moment at all.
        days, of_day = divmod(nanoseconds, _NANOSECONDS_A_DAY)
        return f"{np.datetime64(days, 'D')} {_clock(of_day, padded=True)}"
    if not rest:
        return moment.isoformat(sep=" ")
    return f"{moment.isoformat(sep=' ', timespec='microseconds')}{rest:03d}"


def _clock(nanoseconds: int, *, padded: bool) -> str:
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    text = (
        f"{hour:02d}:{minute:02d}:{second:02d}" if padded else f"{hour}:{minute:02d}:{second:02d}"
    )
    if not rest:
        return text
    return f"{text}.{rest:09d}" if rest % 1000 else f"{text}.{rest // 1000:06d}"
