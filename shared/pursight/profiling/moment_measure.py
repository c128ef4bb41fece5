"""Dates, times, moments and durations: extremes, granularity, mean, quantiles, histogram."""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.profiling.granularity import Granularity
from pursight.profiling.histogram import Edges, histogram
from pursight.profiling.quantiles import QuantileSketch
from pursight.profiling.round_edges import edges_of_clock, edges_of_days, edges_of_moments
from pursight.profiling.times import TimeExtremes, spell
from pursight.values.arrow import (
    Family,
    Floats,
    Integers,
    bare,
    family_of,
    integers,
)
from pursight.values.chunk import Chunk

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

_TO_MICROSECONDS = {"s": 1_000_000, "ms": 1000, "us": 1}
_LOW = (1 << 32) - 1


class MomentMeasure:
    """Moments of one column.

    Mean, quantiles and histogram are to the day of dates and to the microsecond of all else (to 8
    microseconds before 1685 and after 2255).
    """

    def __init__(self, arrow_type: pa.DataType) -> None:
        self._type: Any = bare(arrow_type)
        self._family = family_of(self._type)
        self._extremes = TimeExtremes(arrow_type)
        self._granularity = Granularity(arrow_type)
        self._sketch = QuantileSketch()
        self._count = 0
        self._sum = 0

    def take(self, chunk: Chunk) -> None:
        """Take in a chunk's values."""
        self.add_numbers(integers(chunk.present))

    def add_numbers(self, numbers: Integers) -> None:
        """Take in moments as numbers of their type's unit."""
        self._extremes.add(numbers)
        self._granularity.add_numbers(numbers)
        self._sketch.add(self._coarse(numbers))
        self._count += len(numbers)
        # In two halves, neither of which can overflow.
        self._sum += (int((numbers >> 32).sum()) << 32) + int((numbers & _LOW).sum())

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._extremes.merge(other._extremes)
        self._granularity.merge(other._granularity)
        self._sketch.merge(other._sketch)
        self._count += other._count
        self._sum += other._sum

    @property
    def count(self) -> int:
        """How many moments were taken in."""
        return self._count

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that moments have."""
        if not self._count:
            return {}
        return {
            **self._extremes.facts(),
            **self._granularity.facts(),
            "moment_mean": spell(self._sum // self._count, self._type),
            "moment_quantiles": tuple(map(self._spell, self._sketch.quantiles(QUANTILES))),
            "histogram": histogram(self._sketch, self._edges(), self._spell),
        }

    def _coarse(self, numbers: Integers) -> Floats:
        if self._family is Family.DATE:
            days = numbers if pa.types.is_date32(self._type) else numbers // 86_400_000
            return days.astype(np.float64)
        if self._type.unit == "ns":
            return (numbers // 1000).astype(np.float64)
        return numbers.astype(np.float64) * _TO_MICROSECONDS[self._type.unit]

    def _edges(self) -> Edges:
        if self._family is Family.DATE:
            return edges_of_days
        return edges_of_moments if self._family is Family.TIMESTAMP else edges_of_clock

    def _spell(self, number: float) -> str:
        return spell(round(number), _COARSE[self._family](self._type))


_COARSE: dict[Family, Callable[[Any], Any]] = {
    Family.DATE: lambda _: pa.date32(),
    Family.TIME: lambda _: pa.time64("us"),
    Family.TIMESTAMP: lambda moment: pa.timestamp("us", moment.tz),
    Family.DURATION: lambda _: pa.duration("us"),
}
