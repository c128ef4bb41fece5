"""MySQL's types to Arrow: what is asked for, and whether the values fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pyarrow as pa

from pursight_agent.connectors.mysql.session import Session

_DIGITS = 38
_ASKED_AT_ONCE = 200
_WHOLE: dict[str, tuple[pa.DataType, pa.DataType]] = {
    "tinyint": (pa.int8(), pa.uint8()),
    "smallint": (pa.int16(), pa.uint16()),
    "mediumint": (pa.int32(), pa.uint32()),
    "int": (pa.int32(), pa.uint32()),
    "bigint": (pa.int64(), pa.uint64()),
}
"""Signed and unsigned."""
_BINARY = frozenset(
    {
        "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector", "geometry",
        "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon",
        "geometrycollection", "geomcollection",
    }
)  # fmt: skip
_PLAIN: dict[str, pa.DataType] = {"double": pa.float64(), "year": pa.int16()}
_MOMENTS: dict[str, pa.DataType] = {
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "timestamp": pa.timestamp("us", "UTC"),
    "time": pa.time64("us"),
}


class Spelling(StrEnum):
    """What the cells of a column look like on the wire."""

    TEXT = "text"
    BYTES = "bytes"
    BITS = "bits"
    """Bytes of a bit field, the highest first."""
    SINGLE = "single"
    """A number of single precision with all digits of its double."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """How one column is read."""

    name: str
    kind: str
    """`DATA_TYPE`, in lower case."""
    arrow: pa.DataType | None = None
    """None until the values have been asked whether they fit."""
    spelling: Spelling = Spelling.TEXT
    width: int = 0
    """Bits of a bit field, or digits behind a decimal's point."""

    @property
    def settled(self) -> pa.DataType:
        """The Arrow type; text when nobody asked the values."""
        return pa.string() if self.arrow is None else self.arrow

    @property
    def selected(self) -> str:
        """The expression to select: as text, a single shows six digits of its seven or more."""
        return f"{quote(self.name)} + 0e0" if self.kind == "float" else quote(self.name)


def quote(name: str) -> str:
    """Spell an identifier."""
    return "`" + name.replace("`", "``") + "`"


def plan(name: str, kind: str, type_: str, digits: int | None, scale: int | None) -> ColumnPlan:
    """Choose by type alone, where that is enough.

    Args:
        name: Of the column.
        kind: `DATA_TYPE` of information_schema.
        type_: `COLUMN_TYPE`, with `unsigned`.
        digits: `NUMERIC_PRECISION`.
        scale: `NUMERIC_SCALE`.
    """
    kind = kind.lower()
    if kind == "decimal":
        fits = digits is not None and digits <= _DIGITS
        arrow = pa.decimal128(_DIGITS, scale or 0) if fits else None
        return ColumnPlan(name, kind, arrow, width=scale or 0)
    if kind == "bit":
        width = digits or 1
        one = pa.bool_() if width == 1 else pa.string()
        return ColumnPlan(name, kind, one, Spelling.BITS, width)
    if kind in _BINARY:
        return ColumnPlan(name, kind, pa.binary(), Spelling.BYTES)
    if kind == "float":
        return ColumnPlan(name, kind, pa.float64(), Spelling.SINGLE)
    if kind in _WHOLE:
        return ColumnPlan(name, kind, _WHOLE[kind]["unsigned" in type_.lower()])
    return ColumnPlan(name, kind, None if kind in _MOMENTS else _PLAIN.get(kind, pa.string()))


def settle(session: Session, origin: str, plans: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Ask the values of times and long decimals whether Arrow can hold them all.

    Dates with a zero in them, days that do not exist, durations below zero or of a day and more,
    and numbers of more than 38 digits cannot be; their column is read as text.
    """
    asking = [p for p in plans if p.arrow is None]
    settled: dict[str, ColumnPlan] = {}
    for start in range(0, len(asking), _ASKED_AT_ONCE):
        part = asking[start : start + _ASKED_AT_ONCE]
        questions = ", ".join(f"{_question(p)} AS a{place}" for place, p in enumerate(part))
        row = session.ask(f"SELECT {questions} FROM {origin}")[0]  # noqa: S608  identifiers are quoted
        for asked, answer in zip(part, row, strict=True):
            settled[asked.name] = replace(asked, arrow=_answer(asked, answer))
    return [settled.get(p.name, p) for p in plans]


def _question(asked: ColumnPlan) -> str:
    cell = quote(asked.name)
    if asked.kind == "decimal":
        return f"MAX(ABS({cell}))"
    if asked.kind == "time":
        return f"MAX({cell} < TIME '00:00:00' OR {cell} >= TIME '24:00:00')"
    day = f"DAYOFMONTH({cell})"
    return (
        f"MAX(YEAR({cell}) = 0 OR MONTH({cell}) = 0 OR {day} = 0 "
        f"OR ({day} > 28 AND {day} > COALESCE(DAYOFMONTH(LAST_DAY({cell})), 0)))"
    )


def _answer(asked: ColumnPlan, answer: str | None) -> pa.DataType:
    if asked.kind == "decimal":
        whole = len((answer or "0").partition(".")[0].lstrip("0"))
        if whole + asked.width > _DIGITS:
            return pa.string()
        return pa.decimal128(_DIGITS, asked.width)
    return pa.string() if answer == "1" else _MOMENTS[asked.kind]
