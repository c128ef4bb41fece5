"""The range check: values between two bounds, compared exactly."""

import math
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from pursight.contracts.rules import Range
from pursight.rules.columns import CannotCheck
from pursight.rules.moments import per_unit, span_of, time_of
from pursight.values.arrow import (
    ArrowArray,
    Family,
    Integers,
    bare,
    compute,
    family_of,
    integers,
    large_integers,
    plain,
)

Bound = float | int | str | None

_NUMBER = r"\A[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?\z"
_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1


class RangeCells:
    """Values outside the bounds fail, and so does what cannot be compared with them.

    Integers and decimals are compared exactly, floats as floats (nan fails). Dates, times and
    moments are compared with ISO 8601 bounds; a date as the maximum takes in its whole day; what
    has no zone is taken as UTC. In a column of texts those that are no number (or no ISO date,
    when the bounds are dates) fail.
    """

    def __init__(self, check: Range) -> None:
        self._column = check.column
        self._minimum, self._maximum = check.minimum, check.maximum

    def count(self, values: ArrowArray) -> int:
        """How many values lie outside."""
        arrow_type = bare(values.type)
        family = family_of(arrow_type)
        if family is Family.NOTHING:
            self._check_bounds()
            return 0
        count = _COUNTERS.get(family)
        if count is None:
            raise CannotCheck(
                "rule.type_mismatch",
                f"Column {self._column!r} is of type {family}; a range does not fit it.",
            )
        return count(plain(values), arrow_type, self._minimum, self._maximum)

    def _check_bounds(self) -> None:
        for bound in (self._minimum, self._maximum):
            if isinstance(bound, str) and _moment(bound) is None and time_of(bound) is None:
                _number(bound)


def bounds_in_units(check: Range, arrow_type: Any) -> tuple[int | None, int | None]:
    """The bounds of a column that counts in whole units, as the units still inside.

    Units are those of integers, of a decimal's last digit, of a date, time or timestamp type.

    Raises:
        CannotCheck: A bound is not of the kind that the column needs.
    """
    low, high = check.minimum, check.maximum
    family = family_of(arrow_type)
    if family in {Family.INTEGER, Family.DECIMAL}:
        unit = Fraction(10) ** arrow_type.scale if family is Family.DECIMAL else 1
        return _whole(low, math.ceil, unit), _whole(high, math.floor, unit)
    one = per_unit(arrow_type)
    if family is Family.TIME:
        least = None if low is None else -(-_time(low) // one)
        return least, None if high is None else _time(high) // one
    least = None if low is None else -(-_span(low)[0] // one)
    return least, None if high is None else _span(high)[1] // one


def nearest_floats(check: Range, arrow_type: Any) -> tuple[float | None, float | None]:
    """The bounds as values of a float column's type.

    Raises:
        CannotCheck: A bound is not a number.
    """
    low, high = check.minimum, check.maximum
    return (
        None if low is None else _nearest(low, arrow_type),
        None if high is None else _nearest(high, arrow_type),
    )


def _count_integers(values: ArrowArray, arrow_type: Any, minimum: Bound, maximum: Bound) -> int:
    low, high = _whole(minimum, math.ceil, 1), _whole(maximum, math.floor, 1)
    numbers = integers(values)
    if str(arrow_type) != "uint64":
        return _outside(numbers, low, high)
    large = numbers < 0  # the sign bit of what has 64 bits unsigned
    return _outside(numbers[~large], low, high) + _outside_large(
        [int(number) for number in numbers[large].view(np.uint64)], low, high
    )


def _count_decimals(values: ArrowArray, arrow_type: Any, minimum: Bound, maximum: Bound) -> int:
    unit = Fraction(10) ** arrow_type.scale
    low, high = _whole(minimum, math.ceil, unit), _whole(maximum, math.floor, unit)
    lowest, short, long = large_integers(values)
    return _outside(lowest[short], low, high) + _outside_large(long, low, high)


def _count_floats(values: ArrowArray, arrow_type: Any, minimum: Bound, maximum: Bound) -> int:
    numbers = values.to_numpy(zero_copy_only=False)
    inside = ~np.isnan(numbers)
    if minimum is not None:
        inside &= numbers >= _nearest(minimum, arrow_type)
    if maximum is not None:
        inside &= numbers <= _nearest(maximum, arrow_type)
    return len(numbers) - int(np.count_nonzero(inside))


def _count_moments(values: ArrowArray, arrow_type: Any, minimum: Bound, maximum: Bound) -> int:
    unit = per_unit(arrow_type)
    low = None if minimum is None else -(-_span(minimum)[0] // unit)
    high = None if maximum is None else _span(maximum)[1] // unit
    return _outside(integers(values), low, high)


def _count_times(values: ArrowArray, arrow_type: Any, minimum: Bound, maximum: Bound) -> int:
    unit = per_unit(arrow_type)
    low = None if minimum is None else -(-_time(minimum) // unit)
    high = None if maximum is None else _time(maximum) // unit
    return _outside(integers(values), low, high)


def _count_texts(values: ArrowArray, _arrow_type: Any, minimum: Bound, maximum: Bound) -> int:
    bounds = [bound for bound in (minimum, maximum) if bound is not None]
    if bounds and all(isinstance(bound, str) and _moment(bound) for bound in bounds):
        return _count_texts_of_moments(values, minimum, maximum)
    low = None if minimum is None else _number(minimum)
    high = None if maximum is None else _number(maximum)
    texts = compute.utf8_trim_whitespace(values)
    fits = compute.match_substring_regex(texts, _NUMBER)
    texts = compute.filter(texts, fits)
    numbers = compute.utf8_ltrim(texts, "+").cast(pa.float64()).to_numpy(zero_copy_only=False)
    outside = np.zeros(len(numbers), bool)
    unsure = np.zeros(len(numbers), bool)
    for bound, wrong in ((low, np.less), (high, np.greater)):
        if bound is not None:
            nearest = _as_float(bound)
            outside |= wrong(numbers, nearest)
            # Reading a text as a float rounds it: what is this close is compared digit by digit.
            unsure |= np.isclose(numbers, nearest, rtol=1e-12, atol=1e-300) | np.isinf(numbers)
    close = [Fraction(Decimal(text)) for text in texts.filter(pa.array(unsure)).to_pylist()]
    broken = sum(
        (low is not None and number < low) or (high is not None and number > high)
        for number in close
    )
    return len(values) - len(texts) + int(np.count_nonzero(outside & ~unsure)) + broken


def _count_texts_of_moments(values: ArrowArray, minimum: Bound, maximum: Bound) -> int:
    low = None if minimum is None else _span(minimum)[0]
    high = None if maximum is None else _span(maximum)[1]
    broken = 0
    for found in compute.value_counts(values.cast(pa.large_binary())).to_pylist():
        span = span_of(found["values"].decode("utf-8", "replace"))
        if (
            span is None
            or (low is not None and span[0] < low)
            or (high is not None and span[0] > high)
        ):
            broken += found["counts"]
    return broken


_COUNTERS: dict[Family, Callable[[ArrowArray, Any, Bound, Bound], int]] = {
    Family.INTEGER: _count_integers,
    Family.DECIMAL: _count_decimals,
    Family.FLOAT: _count_floats,
    Family.DATE: _count_moments,
    Family.TIMESTAMP: _count_moments,
    Family.TIME: _count_times,
    Family.TEXT: _count_texts,
}


def _outside(numbers: Integers, low: int | None, high: int | None) -> int:
    if (low is not None and low > _LARGEST) or (high is not None and high < _SMALLEST):
        return len(numbers)
    outside = np.zeros(len(numbers), bool)
    if low is not None:
        outside |= numbers < max(low, _SMALLEST)
    if high is not None:
        outside |= numbers > min(high, _LARGEST)
    return int(np.count_nonzero(outside))


def _outside_large(numbers: list[int], low: int | None, high: int | None) -> int:
    return sum(
        (low is not None and number < low) or (high is not None and number > high)
        for number in numbers
    )


def _whole(
    bound: Bound, round_up_or_down: Callable[[Fraction], int], unit: Fraction | int
) -> int | None:
    """The bound in units, rounded to the inside; None when there is none."""
    return None if bound is None else round_up_or_down(_number(bound) * unit)


def _number(bound: float | str) -> Fraction:
    """A bound as the number that its digits say: 0.1 is a tenth, not the float next to it."""
    try:
        digits = Decimal(str(bound))
        if digits.is_finite() and abs(digits.adjusted()) < 400:
            return Fraction(digits)
    except InvalidOperation:
        pass
    raise CannotCheck(
        "rule.bad_bound",
        "A bound of the range is not a number.",
        hint="Write numbers for columns of numbers, ISO 8601 dates or times for columns of those.",
    )


def _nearest(bound: float | str, arrow_type: Any) -> float:
    """The bound as a value of the column's type: 0.1 in a column of float32 is float32's 0.1."""
    number = _as_float(_number(bound))
    if pa.types.is_float64(arrow_type):
        return number
    narrow = np.float32 if pa.types.is_float32(arrow_type) else np.float16
    with np.errstate(over="ignore"):
        return float(narrow(number))


def _as_float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return -math.inf if number < 0 else math.inf


def _moment(bound: str) -> tuple[int, int] | None:
    return span_of(bound)


def _span(bound: float | str) -> tuple[int, int]:
    span = span_of(bound) if isinstance(bound, str) else None
    if span is None:
        raise CannotCheck(
            "rule.bad_bound",
            "A bound of the range is not an ISO 8601 date or moment.",
            hint="Write 2026-11-21 or 2026-11-21T08:00:00Z.",
        )
    return span


def _time(bound: float | str) -> int:
    at = time_of(bound) if isinstance(bound, str) else None
    if at is None:
        raise CannotCheck(
            "rule.bad_bound",
            "A bound of the range is not an ISO 8601 time of day.",
            hint="Write 08:30 or 08:30:00.",
        )
    return at
