"""Numbers as they are written: which of them a pattern could fit, without writing them (pure)."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pursight.classification.patterns.pattern import Pattern
from pursight.values.arrow import ArrowArray, compute
from pursight.values.reach import Move, taken_apart

MOST_DIGITS = 80
"""More than the longest integer of any type has."""


def _set(letters: bytes) -> int:
    return sum(1 << byte for byte in letters)


_DIGITS, _FIRST, _ZERO = _set(b"0123456789"), _set(b"123456789"), _set(b"0")
_MINUS, _POINT, _POWER, _SIGNS = _set(b"-"), _set(b"."), _set(b"eE"), _set(b"+-")
_BYTES = _DIGITS | _MINUS | _POINT | _POWER | _SIGNS | _set(b"inf")


def _moves() -> tuple[tuple[tuple[Move, ...], ...], dict[int, tuple[bool, int]], int]:
    """The language of numbers: moves, which places end an integer, and those that end a fraction.

    A place for each sign and number of digits, so that it tells how long an integer is. An
    exponent has a sign and comes behind one digit, with places or without: `-1.5e+20`, `1E-7`.
    """
    moves: list[list[Move]] = [[] for _ in range(12)]
    start, minus, point, fraction, long_point, long, power, sign, exponent, i, n, f = range(12)
    behind_one = [(_POINT, point), (_POWER, power)]
    integers: dict[int, tuple[bool, int]] = {}
    for negative, origin in ((False, start), (True, minus)):
        before = origin
        for digits in range(1, MOST_DIGITS + 1):
            place = len(moves)
            moves.append(
                [(_POINT, point), (_POWER, power)] if digits == 1 else [(_POINT, long_point)]
            )
            integers[place] = (negative, digits)
            moves[before].append((_FIRST if digits == 1 else _DIGITS, place))
            before = place
        moves[before].append((_DIGITS, before))
        zero = len(moves)
        moves.append([*behind_one])
        moves[origin].append((_ZERO, zero))
        integers[zero] = (negative, 1)
        moves[origin].append((_set(b"i"), i))
    moves[start].append((_MINUS, minus))
    moves[point].append((_DIGITS, fraction))
    moves[fraction] += [(_DIGITS, fraction), (_POWER, power)]
    moves[long_point].append((_DIGITS, long))
    moves[long].append((_DIGITS, long))
    moves[power].append((_SIGNS, sign))
    moves[sign].append((_DIGITS, exponent))
    moves[exponent].append((_DIGITS, exponent))
    moves[i].append((_set(b"n"), n))
    moves[n].append((_set(b"f"), f))
    ends = 1 << fraction | 1 << long | 1 << exponent | 1 << f
    return tuple(map(tuple, moves)), integers, ends


@dataclass(frozen=True, slots=True)
class WrittenNumbers:
    """What of numbers some patterns could fit.

    Attributes:
        digits: The fewest digits of an integer of this sign (`False`: not negative) that a pattern
            could fit; a sign that is missing has none.
        fractions: Whether any could fit a number with a point or an exponent, or infinity.
    """

    digits: dict[bool, int]
    fractions: bool


def written_numbers(patterns: Sequence[Pattern]) -> WrittenNumbers:
    """Find out what numbers some patterns could fit, those of whole cells.

    Numbers are written without leading zeros, blanks or a plus in front, as Arrow writes them.
    """
    moves, integers, fractions = _moves()
    reached = 0
    for pattern in patterns:
        part = taken_apart(pattern.expression)
        if part.span(_BYTES) is not None:
            reached |= part.walk(1, moves)
    digits: dict[bool, int] = {}
    for place, (negative, number) in integers.items():
        if reached >> place & 1:
            digits[negative] = min(number, digits.get(negative, number))
    return WrittenNumbers(digits, bool(reached & fractions))


def worth_writing(values: ArrowArray, written: WrittenNumbers) -> ArrowArray:
    """Those of some numbers that a pattern could fit once they are written out.

    Args:
        values: Integers, floats (`double`) or decimals without nulls.
        written: What the patterns could fit.
    """
    if pa.types.is_floating(values.type):
        return values if written.fractions else _whole(values, written.digits)
    if pa.types.is_decimal(values.type) and values.type.scale != 0:
        return values if written.fractions else values.slice(0, 0)
    ends = compute.min_max(values).as_py()
    chosen = []
    for negative, digits in written.digits.items():
        least = 10 ** (digits - 1)
        if negative and ends["min"] is not None and ends["min"] <= -least:
            chosen.append(compute.less_equal(values, pa.scalar(-least).cast(values.type)))
        if not negative and ends["max"] is not None and ends["max"] >= least:
            chosen.append(compute.greater_equal(values, pa.scalar(least).cast(values.type)))
    if not chosen:
        return values.slice(0, 0)
    return values.filter(functools.reduce(compute.or_, chosen))


def _whole(values: ArrowArray, digits: Mapping[bool, int]) -> ArrowArray:
    """Floats that are written like integers of so many digits: without a point."""
    numbers = values.to_numpy(zero_copy_only=False)
    large = np.zeros(len(numbers), np.bool_)
    for negative, fewest in digits.items():
        large |= (-numbers if negative else numbers) >= 10.0 ** (fewest - 1)
    return values.filter(pa.array(large)) if large.any() else values.slice(0, 0)
