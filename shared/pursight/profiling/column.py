"""Numbers about one column: a state that takes in chunks, merges with others and reports."""

from collections.abc import Callable
from typing import Any, Protocol, Self

import pyarrow as pa

from pursight.contracts.scans import LocalProfile, Profile
from pursight.profiling.distinct import EXACT_UP_TO, RELATIVE_ERROR, DistinctCount
from pursight.profiling.frequent_values import FrequentValues
from pursight.profiling.masking import MASKED_CROWD, SINGLE_VALUES
from pursight.profiling.moment_measure import MomentMeasure
from pursight.profiling.numbers import NumberMeasure
from pursight.profiling.texts import BinaryMeasure, TextMeasure
from pursight.values.arrow import ArrowArray, Family, compute, family_of, flat_type, plain
from pursight.values.hashing import hash_values


class Measure(Protocol):
    """What is measured for one family of values."""

    def add(self, values: ArrowArray) -> None:
        """Take in values that `plain` made."""
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

    def add(self, values: ArrowArray) -> None:
        """Take in values without nulls."""
        trues = compute.sum(values).as_py() or 0
        self._trues += trues
        self._falses += len(values) - trues

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._trues += other._trues
        self._falses += other._falses

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that booleans have."""
        return {"trues": self._trues, "falses": self._falses}


class NoMeasure:
    """Values of which only nulls and distinct are counted: nested values, intervals, nothing."""

    def add(self, values: ArrowArray) -> None:
        """Take in values; there is nothing to remember."""

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

    def update(self, values: ArrowArray) -> None:
        """Take in a chunk.

        Raises:
            TypeError: The chunk is of another type than the column.
        """
        if flat_type(values.type) != self._type:
            raise TypeError(f"expected values of type {self._type}, got {values.type}")
        self._rows += len(values)
        if self._family is Family.NOTHING:
            self._nulls += len(values)
            return
        present = plain(values)
        self._nulls += len(values) - len(present)
        if len(present):
            self._distinct.add_sorted(self._frequent.add(present, hash_values(present)))
            self._measure.add(present)

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
