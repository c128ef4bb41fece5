"""Checks of one cell at a time: not_null, pattern, in_set; and the count of rows."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Self

import pyarrow as pa

from pursight.contracts.rules import InSet, Pattern, RowCount
from pursight.rules.columns import CannotCheck, Verdict, pick
from pursight.rules.moments import in_utc
from pursight.values.arrow import ArrowArray, Family, bare, compute, family_of, plain


class CellCheck:
    """A check that holds when no cell of a column breaks it.

    Args:
        column: The column's name.
        count: How many of some cells break the check; raises `CannotCheck`.
    """

    def __init__(self, column: str, count: Callable[[ArrowArray], int]) -> None:
        self._column = column
        self._count = count
        self._failing = 0

    def update(self, batch: pa.RecordBatch) -> None:
        """Count the cells that break the check."""
        self._failing += self._count(pick(batch, self._column))

    def merge(self, other: Self) -> None:
        """Take in what another evaluation has seen."""
        self._failing += other._failing

    def verdict(self, *, complete: bool) -> Verdict:
        """Failed as soon as one cell breaks it."""
        return Verdict(holds=not self._failing, failing=self._failing)


def count_nulls(values: ArrowArray) -> int:
    """How many cells are null; empty texts are not."""
    if family_of(values.type) is Family.NOTHING:
        return len(values)
    return len(values) - len(plain(values))


class PatternCells:
    """Texts that do not match as a whole fail; evaluated by RE2, in time linear in the text."""

    def __init__(self, check: Pattern) -> None:
        self._column = check.column
        self._expression = rf"\A(?:{check.expression})\z"
        self._valid = _is_expression(check.expression) and _is_expression(self._expression)

    def count(self, values: ArrowArray) -> int:
        """How many texts do not match."""
        if not self._valid:
            raise CannotCheck(
                "rule.bad_pattern",
                "The expression is not one that RE2 understands.",
                hint="RE2 has no look-around and no back references.",
            )
        _expect(values, self._column, "a pattern", Family.TEXT)
        texts = plain(values)
        if not len(texts) or family_of(values.type) is Family.NOTHING:
            return 0
        return len(texts) - int(compute.match_substring_regex(texts, self._expression).true_count)


class InSetCells:
    """Values that none of the listed texts spells fail.

    A listed text is read as the column's type: `1`, `1.0` and `1.00` are one decimal, `TRUE` and
    `true` one boolean; texts are compared exactly.
    """

    def __init__(self, check: InSet) -> None:
        self._column = check.column
        self._texts = check.values
        self._wanted: dict[pa.DataType, ArrowArray] = {}

    def count(self, values: ArrowArray) -> int:
        """How many values are not listed."""
        arrow_type = bare(values.type)
        family = family_of(arrow_type)
        if family is Family.NOTHING:
            return 0
        if family is not Family.TEXT and family not in _READERS:
            _expect(values, self._column, "a set of values", Family.TEXT, *_READERS)
        present = plain(values)
        if family is Family.FLOAT:
            present = compute.add(present, 0.0)  # turns -0.0 into 0.0
        if arrow_type not in self._wanted:
            self._wanted[arrow_type] = _read(self._texts, arrow_type, present.type)
        listed = compute.is_in(present, value_set=self._wanted[arrow_type])
        return len(present) - int(listed.true_count)


def listed_values(check: InSet, arrow_type: Any) -> list[Any]:
    """The listed texts as Python's values of a column of this type; those that are none fall away.

    Raises:
        CannotCheck: A set of values does not fit the type.
    """
    none = pa.nulls(0, arrow_type)
    InSetCells(check).count(none)
    return _read(check.values, arrow_type, plain(none).type).to_pylist()


class RowCountCheck:
    """Too few or too many rows; what is missing or too much counts as failing."""

    def __init__(self, check: RowCount) -> None:
        self._minimum, self._maximum = check.minimum, check.maximum
        self._rows = 0

    def update(self, batch: pa.RecordBatch) -> None:
        """Count rows."""
        self._rows += batch.num_rows

    def merge(self, other: Self) -> None:
        """Take in what another evaluation has seen."""
        self._rows += other._rows

    def verdict(self, *, complete: bool) -> Verdict:
        """Decide; from a part of the rows only what more rows cannot change."""
        if self._maximum is not None and self._rows > self._maximum:
            return Verdict(holds=False, failing=self._rows - self._maximum)
        if not complete and (self._maximum is not None or self._rows < (self._minimum or 0)):
            raise CannotCheck("rule.sampled", "Only a part of the rows was read.")
        missing = max((self._minimum or 0) - self._rows, 0)
        return Verdict(holds=not missing, failing=missing)


def _expect(values: ArrowArray, column: str, what: str, *families: Family) -> None:
    family = family_of(values.type)
    if family not in families and family is not Family.NOTHING:
        raise CannotCheck(
            "rule.type_mismatch", f"Column {column!r} is of type {family}; {what} does not fit it."
        )


def _is_expression(expression: str) -> bool:
    try:
        compute.match_substring_regex(pa.array([""]), expression)
    except pa.ArrowInvalid:
        return False
    return True


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


_READERS: dict[Family, Callable[[str], Any]] = {
    Family.BOOLEAN: _boolean,
    Family.INTEGER: int,
    Family.FLOAT: lambda text: float(text) + 0.0,
    Family.DECIMAL: Decimal,
    Family.DATE: date.fromisoformat,
    Family.TIME: time.fromisoformat,
    Family.TIMESTAMP: lambda text: in_utc(datetime.fromisoformat(text)),
}


def _read(texts: tuple[str, ...], arrow_type: Any, target: Any) -> ArrowArray:
    """The texts as values of the type; those that are none of it cannot occur and fall away."""
    family = family_of(arrow_type)
    if family is Family.TEXT:
        listed: ArrowArray = pa.array(texts, target)
        return listed
    zoned = family is Family.TIMESTAMP and arrow_type.tz is not None
    found = []
    for text in texts:
        try:
            value = _READERS[family](text)
            if family is Family.TIMESTAMP and not zoned:
                value = value.replace(tzinfo=None)
            # Through the column's own type: 0.1 in a column of float32 is float32's 0.1.
            found.append(pa.array([value], arrow_type).cast(target))
        except (ValueError, KeyError, InvalidOperation, OverflowError, pa.ArrowException):
            continue
    return pa.concat_arrays(found) if found else pa.array([], target)
