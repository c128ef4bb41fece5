"""Integers, floats and decimals: extremes, exact moments, quantiles."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.profiling.histogram import histogram
from pursight.profiling.moments import FLOAT_DIGITS, Moments
from pursight.profiling.quantiles import QuantileSketch
from pursight.profiling.round_edges import edges_of_integers, edges_of_numbers
from pursight.values.arrow import (
    Family,
    Floats,
    bare,
    family_of,
    integers,
    large_integers,
)
from pursight.values.chunk import Chunk

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class NumberMeasure:
    """Numbers of one column.

    Of floats, nan takes part in nothing here and is counted in `not_finite`; infinities are
    counted there too and can be extremes, but are left out of sum, mean, deviation and quantiles.
    """

    def __init__(self, arrow_type: pa.DataType) -> None:
        self._type: Any = bare(arrow_type)
        self._family = family_of(self._type)
        self._unsigned = str(self._type).startswith("uint")
        scale = self._type.scale if self._family is Family.DECIMAL else 0
        self._scale = max(scale, 0)
        # A negative scale counts hundreds or thousands: brought to ones, as everything else.
        self._step = 10 ** max(-scale, 0)
        self._moments = Moments(_unit(self._family, self._scale))
        self._sketch = QuantileSketch()
        self._not_finite = 0
        self._least: int | float | None = None
        self._greatest: int | float | None = None

    def take(self, chunk: Chunk) -> None:
        """Take in a chunk's values."""
        values = chunk.present
        if self._family is Family.FLOAT:
            self._add_floats(values.to_numpy(zero_copy_only=False))
        elif self._family is Family.DECIMAL:
            low, fits, long = large_integers(values)
            short = low[fits]
            if self._step > 1:
                short, long = short[:0], [int(n) * self._step for n in [*short, *long]]
            self._add_short(short)
            self._add_long(long)
        else:
            numbers = integers(values)
            if self._unsigned and numbers.min() < 0:  # the sign bit of what has 64 bits unsigned
                self._add_long([int(n) for n in numbers[numbers < 0].view(np.uint64)])
                numbers = numbers[numbers >= 0]
            self._add_short(numbers)

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._moments.merge(other._moments)
        self._sketch.merge(other._sketch)
        self._not_finite += other._not_finite
        if other._least is not None and other._greatest is not None:
            self._widen(other._least, other._greatest)

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that numbers have."""
        facts: dict[str, Any] = {
            "mean": self._moments.mean(),
            "stddev": self._moments.stddev(),
            "quantiles": self._sketch.quantiles(QUANTILES),
            "histogram": histogram(self._sketch, self._edges, float),
        }
        if self._family is Family.FLOAT:
            facts["not_finite"] = self._not_finite
        if self._moments.count:
            facts["sum"] = self._spell_sum()
        if self._least is not None and self._greatest is not None:
            facts["min"], facts["max"] = self._spell(self._least), self._spell(self._greatest)
        return facts

    def _edges(self, least: float, greatest: float, most: int) -> Sequence[float]:
        whole = self._family is Family.INTEGER or not (self._scale or self._family is Family.FLOAT)
        return (edges_of_integers if whole else edges_of_numbers)(least, greatest, most)

    def _add_floats(self, numbers: Floats) -> None:
        known = numbers[~np.isnan(numbers)] + 0.0  # turns -0.0 into 0.0
        finite = known[np.isfinite(known)]
        self._not_finite += len(numbers) - len(finite)
        if len(known):
            self._widen(float(known.min()), float(known.max()))
        self._moments.add_floats(finite)
        self._sketch.add(finite)

    def _add_short(self, numbers: Any) -> None:
        if len(numbers):
            self._widen(int(numbers.min()), int(numbers.max()))
            self._moments.add_integers(numbers)
            self._sketch.add(numbers / float(10**self._scale))

    def _add_long(self, numbers: list[int]) -> None:
        if numbers:
            self._widen(min(numbers), max(numbers))
            self._moments.add_large(numbers)
            self._sketch.add(np.array([number / 10**self._scale for number in numbers]))

    def _widen(self, least: float, greatest: float) -> None:
        self._least = least if self._least is None else min(self._least, least)
        self._greatest = greatest if self._greatest is None else max(self._greatest, greatest)

    def _spell_sum(self) -> int | str:
        if self._family is Family.FLOAT:
            return repr(self._moments.sum())
        return self._spell(self._moments.units)

    def _spell(self, number: Any) -> int | str:
        if self._family is Family.FLOAT:
            return repr(number)
        if self._family is Family.DECIMAL:
            return spell_decimal(number, self._scale)
        # Programs that read JSON lose digits of integers beyond 64 bits, but not of texts.
        return int(number) if -(1 << 63) <= number < 1 << 64 else str(number)


def spell_decimal(unscaled: int, scale: int) -> str:
    """All digits of a decimal, with as many places as its type has: `12.50`."""
    sign, digits = ("-" if unscaled < 0 else ""), str(abs(unscaled))
    if not scale:
        return sign + digits
    digits = digits.zfill(scale + 1)
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}"


def _unit(family: Family, scale: int) -> int:
    if family is Family.FLOAT:
        return 1 << FLOAT_DIGITS
    return int(10**scale)
