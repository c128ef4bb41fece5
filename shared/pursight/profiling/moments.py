"""Sum, mean and deviation without any rounding on the way."""

import math
from typing import Self

import numpy as np

from pursight.values.arrow import Floats, Integers

FLOAT_DIGITS = 1126
"""Every float64 is a whole multiple of 2 to the power of minus this."""

_SLICE = 1 << 16
_LIMB = 21
_LOW = (1 << _LIMB) - 1


class Moments:
    """The exact sum of numbers and of their squares, as whole numbers of units.

    Args:
        unit: The denominator: 1 for integers, 10**scale for decimals, 2**1126 for floats.

    Because nothing is rounded, the order of the numbers and the way they were divided among
    merged states cannot show in any result; each result is rounded once, correctly.
    """

    def __init__(self, unit: int) -> None:
        self._unit = unit
        self.count = 0
        self._sum = 0
        self._squares = 0

    def add_integers(self, numbers: Integers) -> None:
        """Take in 64-bit numbers of units."""
        self._add(numbers, 0)

    def add_large(self, numbers: list[int]) -> None:
        """Take in numbers of units of any length."""
        self.count += len(numbers)
        self._sum += sum(numbers)
        self._squares += sum(number * number for number in numbers)

    def add_floats(self, numbers: Floats) -> None:
        """Take in finite floats; the unit must be 2**1126."""
        fractions, exponents = np.frexp(numbers)
        mantissas = (fractions * float(1 << 53)).astype(np.int64)
        order = np.argsort(exponents, kind="stable")
        exponents, mantissas = exponents[order], mantissas[order]
        edges = np.flatnonzero(np.diff(exponents)) + 1
        for group, exponent in zip(
            np.split(mantissas, edges),
            exponents[np.concatenate([[0], edges])] if len(exponents) else [],
            strict=False,
        ):
            self._add(group, int(exponent) - 53 + FLOAT_DIGITS)

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self.count += other.count
        self._sum += other._sum
        self._squares += other._squares

    @property
    def units(self) -> int:
        """The sum, in units."""
        return self._sum

    def sum(self) -> float:
        """The sum as the nearest float; infinite when beyond all floats."""
        return _quotient(self._sum, self._unit)

    def mean(self) -> float | None:
        """The mean as the nearest float; None of nothing."""
        return _quotient(self._sum, self.count * self._unit) if self.count else None

    def stddev(self) -> float | None:
        """The standard deviation of the population as a float; None of nothing."""
        if not self.count:
            return None
        spread = self.count * self._squares - self._sum * self._sum
        return _root(spread, (self.count * self._unit) ** 2)

    def _add(self, numbers: Integers, shift: int) -> None:
        for start in range(0, len(numbers), _SLICE):
            part = numbers[start : start + _SLICE]
            total, squares = _exact(part)
            self._sum += total << shift
            self._squares += squares << 2 * shift
        self.count += len(numbers)


def _exact(numbers: Integers) -> tuple[int, int]:
    """The sum and the sum of squares of at most 2**16 numbers, in limbs that cannot overflow."""
    low, middle, high = numbers & _LOW, (numbers >> _LIMB) & _LOW, numbers >> 2 * _LIMB
    if not high.any() and not middle.any():
        return int(low.sum()), int(np.dot(low, low))
    total = int(low.sum()) + (int(middle.sum()) << _LIMB) + (int(high.sum()) << 2 * _LIMB)
    squares = (
        int(np.dot(low, low))
        + (int(np.dot(low, middle)) << _LIMB + 1)
        + (int(np.dot(low, high)) << 2 * _LIMB + 1)
        + (int(np.dot(middle, middle)) << 2 * _LIMB)
        + (int(np.dot(middle, high)) << 3 * _LIMB + 1)
        + (int(np.dot(high, high)) << 4 * _LIMB)
    )
    return total, squares


def _quotient(numerator: int, denominator: int) -> float:
    try:
        return numerator / denominator  # Python divides integers of any length correctly rounded
    except OverflowError:
        return -math.inf if numerator < 0 else math.inf


def _root(numerator: int, denominator: int) -> float:
    """The square root of a fraction, from at least 64 bits of it."""
    shift = max(0, 130 - (numerator.bit_length() - denominator.bit_length()))
    shift += shift % 2
    root = math.isqrt((numerator << shift) // denominator)
    return _quotient(root, 1 << shift // 2)
