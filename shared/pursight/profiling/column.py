"""Numbers about one column: a state that takes in chunks, merges with others and reports."""

from collections.abc import Callable
from typing import Any, Protocol, Self

import numpy as np
import pyarrow as pa

from pursight.contracts.scans import LocalProfile, Profile
from pursight.profiling.distinct import EXACT_UP_TO, RELATIVE_ERROR, DistinctCount
from pursight.profiling.frequent_values import FrequentValues
from pursight.profiling.key_sample import KeySample
from pursight.profiling.masking import MASKED_CROWD, SINGLE_VALUES
from pursight.profiling.moment_measure import MomentMeasure
from pursight.profiling.numbers import NumberMeasure
from pursight.profiling.structure import ColumnNumbers
from pursight.profiling.texts import BinaryMeasure, TextMeasure
from pursight.values.arrow import ArrowArray, Family, Words, compute, family_of, flat_type
from pursight.values.chunk import Chunk


class Measure(Protocol):
    """What is measured for one family of values."""

    def take(self, chunk: Chunk) -> None:
        """Take in the values of a chunk that are not null; there are some."""
        ...

    def merge(self, other: Any) -> None:
        """Take in what another state of the same kind has seen."""
        ...

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that it fills."""
        ...


class TruthMeasure:
    """Booleans: how many are true."""

    def __init__(self) -> None:
        self._trues = 0
        self._falses = 0

    def take(self, chunk: Chunk) -> None:
        """Take in a chunk's values."""
        trues = compute.sum(chunk.present).as_py() or 0
        self._trues += trues
        self._falses += chunk.size - trues

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._trues += other._trues
        self._falses += other._falses

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that booleans have."""
        return {"trues": self._trues, "falses": self._falses}


class NoMeasure:
    """Values of which only nulls and distinct are counted: nested values, intervals, nothing."""

    def take(self, chunk: Chunk) -> None:
        """Take in a chunk's values; there is nothing to remember."""

    def merge(self, other: Self) -> None:
        """Take in what another state has seen: nothing."""

    def facts(self) -> dict[str, Any]:
        """No fields."""
        return {}


_MEASURES: dict[Family, Callable[[pa.DataType], Measure]] = {
    Family.NOTHING: lambda _: NoMeasure(),
    Family.INTERVAL: lambda _: NoMeasure(),
    Family.NESTED: lambda _: NoMeasure(),
    Family.BOOLEAN: lambda _: TruthMeasure(),
    Family.INTEGER: NumberMeasure,
    Family.FLOAT: NumberMeasure,
    Family.DECIMAL: NumberMeasure,
    Family.TEXT: lambda _: TextMeasure(),
    Family.BINARY: lambda _: BinaryMeasure(),
    Family.DATE: MomentMeasure,
    Family.TIME: MomentMeasure,
    Family.TIMESTAMP: MomentMeasure,
    Family.DURATION: MomentMeasure,
}


class ColumnProfile:
    """The profile of one column as a mergeable state; holds no row, only numbers.

    However the rows are ordered and divided among chunks and merged states, every field of the
    report is the same; only quantiles, histograms and counts of frequent values may differ, each
    within its stated error.

    Args:
        arrow_type: Of every chunk to come; any Arrow type.
        exact_distinct: Different values are counted exactly up to so many (8 bytes each), and
            by a sketch with a standard error of 0.8 % beyond. Merged states must agree in it.
    """

    def __init__(self, arrow_type: pa.DataType, *, exact_distinct: int = EXACT_UP_TO) -> None:
        self._type = flat_type(arrow_type)
        self._family = family_of(self._type)
        self._rows = 0
        self._nulls = 0
        self._distinct = DistinctCount(exact_distinct)
        self._frequent = FrequentValues(self._type)
        self._measure = _MEASURES[self._family](self._type)

    def update(self, values: ArrowArray) -> Words:
        """Take in a chunk; return the hashes of its values, nulls left out.

        Raises:
            TypeError: The chunk is of another type than the column.
        """
        return self.take(Chunk(values))

    def take(self, chunk: Chunk) -> Words:
        """Take in a chunk that others look at too; return the hashes of its values.

        Raises:
            TypeError: The chunk is of another type than the column.
        """
        if chunk.type != self._type:
            raise TypeError(f"expected values of type {self._type}, got {chunk.type}")
        self._rows += chunk.rows
        if self._family is Family.NOTHING:
            self._nulls += chunk.rows
            return np.empty(0, np.uint64)
        self._nulls += chunk.rows - chunk.size
        if not chunk.size:
            return np.empty(0, np.uint64)
        self._frequent.add(chunk)
        self._distinct.add_sorted(chunk.counted[0])
        self._measure.take(chunk)
        return chunk.row_hashes

    def settle(self) -> None:
        """Do what the first question would have to do: where there is a processor for it."""
        self._distinct.settle()

    def merge(self, other: Self) -> Self:
        """Take in what another state has seen; this state is changed and returned.

        Raises:
            TypeError: The other state is of a column of another type.
        """
        if other._type != self._type:
            raise TypeError(f"cannot merge a profile of {other._type} into one of {self._type}")
        self._rows += other._rows
        self._nulls += other._nulls
        self._distinct.merge(other._distinct)
        self._frequent.merge(other._frequent)
        self._measure.merge(other._measure)
        return self

    @property
    def present(self) -> int:
        """How many values were not null."""
        return self._rows - self._nulls

    @property
    def family(self) -> Family:
        """Which kind of values the column has."""
        return self._family

    @property
    def is_key(self) -> bool:
        """Whether no value is missing and none comes twice; as far as a sketch can say."""
        if self._nulls or not self._rows or self._frequent.repeated:
            return False
        return self._distinct.may_be(self._rows)

    def numbers(self) -> ColumnNumbers:
        """Sum up what tells chance from rule."""
        return ColumnNumbers(self._distinct.count(), self._nulls, self._frequent.greatest)

    @property
    def counted_exactly(self) -> bool:
        """Whether different values were counted and not estimated."""
        return self._distinct.exact

    def sample(self, most: int) -> KeySample:
        """The smallest hashes of the column's values; they never leave the process."""
        hashes, complete = self._distinct.least(most)
        return KeySample(hashes.copy(), complete)

    def report(
        self, *, complete: bool, mask: bool, text_extremes: bool = False
    ) -> Profile | LocalProfile:
        """Say what was found.

        Args:
            complete: Whether every row of the table was taken in.
            mask: Leave out whatever could show a single value.
            text_extremes: Make a `LocalProfile`, which also holds the extremes of texts and must
                stay where it was made; texts are left out of it all the same when masked.
        """
        exact = self._distinct.exact
        facts: dict[str, Any] = {
            "examined": self._rows,
            "complete": complete,
            "nulls": self._nulls,
            "distinct": min(self._distinct.count(), self.present),
            "distinct_exact": exact,
            "distinct_error": None if exact else RELATIVE_ERROR,
            "masked": mask,
            **self._frequent.facts(masked=mask),
        }
        if text_extremes:
            facts["frequent"] = self._frequent.values()
        if isinstance(self._measure, TextMeasure):
            facts |= self._measure.facts(shapes_of_at_least=MASKED_CROWD if mask else 1)
            if text_extremes and not mask:
                facts |= self._measure.extremes()
        else:
            facts |= self._measure.facts()
        if mask:
            facts = {name: fact for name, fact in facts.items() if name not in SINGLE_VALUES}
        return LocalProfile(**facts) if text_extremes else Profile(**facts)
