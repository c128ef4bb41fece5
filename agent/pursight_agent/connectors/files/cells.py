"""Cells of any Python type to Arrow columns of one type each: for JSON and workbooks."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pyarrow as pa

from pursight.values.arrow import ArrowArray

_INT64 = range(-(2**63), 2**63)
_EXACT = 2**53
_MOST_DIGITS = 38


class Sort(StrEnum):
    """What a cell is."""

    TRUTH = "boolean"
    WHOLE = "integer"
    HUGE = "huge integer"  # beyond 64 bits
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    MOMENT = "datetime"
    TIME = "time"
    SPAN = "duration"
    OBJECT = "object"
    ARRAY = "array"


_SORTS: dict[type, Sort] = {
    bool: Sort.TRUTH,
    float: Sort.NUMBER,
    str: Sort.TEXT,
    datetime: Sort.MOMENT,
    date: Sort.DATE,
    time: Sort.TIME,
    timedelta: Sort.SPAN,
    dict: Sort.OBJECT,
    list: Sort.ARRAY,
}
_ARROW: dict[Sort, pa.DataType] = {
    Sort.TRUTH: pa.bool_(),
    Sort.WHOLE: pa.int64(),
    Sort.NUMBER: pa.float64(),
    Sort.DATE: pa.date32(),
    Sort.MOMENT: pa.timestamp("us"),
    Sort.TIME: pa.time64("us"),
    Sort.SPAN: pa.duration("us"),
}


class ColumnKind:
    """Which sorts of cells a column has; asked before its Arrow type is settled."""

    def __init__(self) -> None:
        self.sorts: set[Sort] = set()
        self._inexact = False
        self._digits = 0

    def see(self, cell: Any) -> None:
        """Take one cell into account."""
        if cell is None:
            return
        found = _SORTS.get(type(cell))
        if found is None:
            found = self._whole(cell) if isinstance(cell, int) else Sort.TEXT
        self.sorts.add(found)

    def _whole(self, cell: int) -> Sort:
        self._inexact = self._inexact or abs(cell) > _EXACT
        if cell in _INT64:
            return Sort.WHOLE
        self._digits = max(self._digits, len(str(abs(cell))))
        return Sort.HUGE

    @property
    def spelled(self) -> str:
        """How the facts call the column's type."""
        if not self.sorts:
            return "null"
        if self.sorts <= {Sort.WHOLE, Sort.HUGE}:
            return "integer"
        if self.sorts <= {Sort.WHOLE, Sort.HUGE, Sort.NUMBER}:
            return "number"
        return next(iter(self.sorts)).value if len(self.sorts) == 1 else "mixed"

    @property
    def arrow(self) -> pa.DataType:
        """One type that holds all cells without loss; text where no other does."""
        if not self.sorts:
            return pa.string()
        if len(self.sorts) == 1:
            only = next(iter(self.sorts))
            if only is not Sort.HUGE:
                return _ARROW.get(only, pa.string())
        if self.sorts <= {Sort.WHOLE, Sort.HUGE} and self._digits <= _MOST_DIGITS:
            return pa.decimal128(_MOST_DIGITS, 0)
        if self.sorts == {Sort.WHOLE, Sort.NUMBER} and not self._inexact:
            return pa.float64()
        if self.sorts == {Sort.DATE, Sort.MOMENT}:
            return pa.timestamp("us")
        return pa.string()


def kinds_of(rows: Iterable[Sequence[Any]], width: int) -> list[ColumnKind]:
    """Look at every cell of rows of equal length."""
    kinds = [ColumnKind() for _ in range(width)]
    for row in rows:
        for kind, cell in zip(kinds, row, strict=True):
            kind.see(cell)
    return kinds


def to_arrow(cells: Sequence[Any], type_: pa.DataType) -> ArrowArray:
    """Convert one column; where the type is text, other cells are spelled."""
    if type_ == pa.string():
        return pa.array([spell(cell) for cell in cells], type_)
    if pa.types.is_decimal(type_):
        return pa.array([None if c is None else Decimal(c) for c in cells], type_)
    if pa.types.is_float64(type_):
        return pa.array([None if c is None else float(c) for c in cells], type_)
    if pa.types.is_timestamp(type_):
        moments: ArrowArray = pa.array([_moment(cell) for cell in cells], type_)
        return moments
    typed: ArrowArray = pa.array(cells, type_)
    return typed


def _moment(cell: Any) -> datetime | None:
    if cell is None or isinstance(cell, datetime):
        return cell
    return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001  a day has no zone


def spell(cell: Any) -> str | None:
    """Spell a cell as text: texts as they are, all else as JSON or ISO 8601."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return cell if cell.isascii() else cell.encode("utf-8", "replace").decode()
    if isinstance(cell, (dict, list, bool, int, float)):
        text = json.dumps(cell, ensure_ascii=False, default=str)
        return text if text.isascii() else text.encode("utf-8", "replace").decode()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)
