"""PostgreSQL types to Arrow: what is asked for, and what COPY's text is parsed as."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, LiteralString

import psycopg
import pyarrow as pa
from psycopg import sql

_BOOL, _BYTEA, _INT8, _INT2, _INT4, _OID = 16, 17, 20, 21, 23, 26
_FLOAT4, _FLOAT8, _MONEY, _BPCHAR, _NUMERIC = 700, 701, 790, 1042, 1700
_DATE, _TIME, _TIMESTAMP, _TIMESTAMPTZ = 1082, 1083, 1114, 1184
_PLAIN: dict[int, pa.DataType] = {
    _BOOL: pa.bool_(),
    _INT2: pa.int16(),
    _INT4: pa.int32(),
    _INT8: pa.int64(),
    _OID: pa.int64(),
    _FLOAT4: pa.float64(),  # its shortest text, parsed as double, prints as PostgreSQL prints it
    _FLOAT8: pa.float64(),
}
_BOUNDED: dict[int, tuple[pa.DataType, LiteralString, LiteralString]] = {
    _DATE: (pa.date32(), "'0001-01-01'", "'9999-12-31'"),
    _TIME: (pa.time64("us"), "'00:00:00'", "'23:59:59.999999'"),
    _TIMESTAMP: (pa.timestamp("us"), "'0001-01-01'", "'9999-12-31 23:59:59.999999'"),
    _TIMESTAMPTZ: (pa.timestamp("us", "UTC"), "'0001-01-01Z'", "'9999-12-31 23:59:59.999999Z'"),
}
_CASTS: dict[int, LiteralString] = {
    _MONEY: "numeric",
    _BPCHAR: "text",  # blanks that pad a character(n) are no part of its value
}
_DIGITS = 38
_ASKED_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """How one column is read."""

    name: str
    oid: int
    modifier: int
    arrow: pa.DataType | None = None
    """None until the values have been asked whether they fit."""

    @property
    def settled(self) -> pa.DataType:
        """The Arrow type; text when nobody asked the values."""
        return pa.string() if self.arrow is None else self.arrow

    @property
    def hex(self) -> bool:
        """Whether the text is bytea in hexadecimal."""
        return self.oid == _BYTEA

    @property
    def selected(self) -> sql.Composable:
        """The expression to select."""
        name = sql.Identifier(self.name)
        cast = _CASTS.get(self.oid)
        return sql.SQL("{}::{}").format(name, sql.SQL(cast)) if cast else name


def plan(name: str, oid: int, modifier: int) -> ColumnPlan:
    """Choose by type alone, where that is enough."""
    if oid in _PLAIN:
        return ColumnPlan(name, oid, modifier, _PLAIN[oid])
    if oid in _BOUNDED or oid in (_NUMERIC, _MONEY):
        return ColumnPlan(name, oid, modifier)
    return ColumnPlan(name, oid, modifier, pa.binary() if oid == _BYTEA else pa.string())


def settle(
    connection: psycopg.Connection[Any], relation: sql.Composable, plans: Sequence[ColumnPlan]
) -> list[ColumnPlan]:
    """Ask the values of numeric and time columns whether Arrow can hold them all.

    Infinity, NaN, years before Christ or beyond 9999 and numbers of more than 38 digits cannot be;
    their column is read as text, so that nothing is lost and nothing crashes.
    """
    asking = [p for p in plans if p.arrow is None]
    settled: dict[str, ColumnPlan] = {}
    for start in range(0, len(asking), _ASKED_AT_ONCE):
        part = asking[start : start + _ASKED_AT_ONCE]
        statement = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(_question(p) for p in part), relation
        )
        row = connection.execute(statement).fetchone() or ()
        for place, asked in enumerate(part):
            settled[asked.name] = replace(asked, arrow=_answer(asked, row[place]))
    return [settled.get(p.name, p) for p in plans]


def _question(asked: ColumnPlan) -> sql.Composable:
    column = asked.selected
    if asked.oid in _BOUNDED:
        _, low, high = _BOUNDED[asked.oid]
        kind = {_DATE: "date", _TIME: "time", _TIMESTAMP: "timestamp"}.get(asked.oid, "timestamptz")
        return sql.SQL(
            "CASE WHEN min({c}) < {low}::{t} OR max({c}) > {high}::{t} THEN 1 END"
        ).format(c=column, low=sql.SQL(low), high=sql.SQL(high), t=sql.SQL(kind))
    # NaN and Infinity sort above all numbers, -Infinity below.
    return sql.SQL(
        "CASE WHEN max({c})::text IN ('NaN', 'Infinity') OR min({c})::text = '-Infinity' THEN -1 "
        "WHEN count({c}) = 0 THEN 0 "
        "ELSE 1000 * greatest(length(trunc(abs(max({c})))::text), "
        "length(trunc(abs(min({c})))::text))"
        " + {scale} END"
    ).format(c=column, scale=_scale(asked, column))


def _scale(asked: ColumnPlan, column: sql.Composable) -> sql.Composable:
    if asked.oid == _NUMERIC and asked.modifier >= 4:
        return sql.Literal(max(_declared_scale(asked.modifier), 0))
    return sql.SQL("least(max(scale({})), 900)").format(column)


def _declared_scale(modifier: int) -> int:
    """Digits behind the point; 11 bits with sign since version 15."""
    scale = (modifier - 4) & 0x7FF
    return scale - 2048 if scale > 1000 else scale


def _answer(asked: ColumnPlan, answer: int | None) -> pa.DataType:
    if asked.oid in _BOUNDED:
        return pa.string() if answer else _BOUNDED[asked.oid][0]
    if answer is None or answer < 0:
        return pa.string()
    whole, scale = divmod(answer, 1000)
    if whole + scale > _DIGITS:
        return pa.string()
    return pa.decimal128(_DIGITS, scale)
