"""SQLite's dynamic types to Arrow: one stable type a column, found by asking."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pursight.values.arrow import ArrowArray
from pursight_agent.connectors.sqlite.discovery import quote

_CLASSES = ("integer", "real", "text", "blob")
_EXACT = 2**53
_AT_ONCE = 150
"""Columns asked about in one statement: five aggregates each, below SQLite's limit of 2,000."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """How the cells of one column become Arrow."""

    arrow: pa.DataType
    as_text: bool = False
    """Cells of several storage classes: each is spelled as text."""


def column_types(
    connection: sqlite3.Connection, relation: str, columns: Sequence[tuple[str, str]]
) -> list[ColumnType]:
    """Look at every row's storage classes.

    Args:
        connection: Open on the database, inside the transaction that will read.
        relation: What to select from; SQL of ours.
        columns: Name and declared type of each.
    """
    types: list[ColumnType] = []
    for start in range(0, len(columns), _AT_ONCE):
        part = columns[start : start + _AT_ONCE]
        wanted = []
        for name, _ in part:
            cell = quote(name)
            wanted += [f"max(typeof({cell}) = '{storage}')" for storage in _CLASSES]
            wanted.append(
                f"max(CASE typeof({cell}) WHEN 'integer' THEN {cell} NOT BETWEEN -{_EXACT} "
                f"AND {_EXACT} END)"
            )
        row = connection.execute(f"SELECT {', '.join(wanted)} FROM {relation}").fetchone()  # noqa: S608  identifiers are quoted
        for place, (_, declared) in enumerate(part):
            found = row[place * 5 : place * 5 + 5]
            storage = {name for name, seen in zip(_CLASSES, found[:4], strict=True) if seen}
            types.append(_choose(storage, declared, huge=bool(found[4])))
    return types


def _choose(storage: set[str], declared: str, *, huge: bool) -> ColumnType:
    if not storage:
        return ColumnType(_by_affinity(declared))
    if storage == {"integer"}:
        return ColumnType(pa.int64())
    if storage == {"real"} or (storage == {"integer", "real"} and not huge):
        return ColumnType(pa.float64())
    if storage == {"text"}:
        return ColumnType(pa.string())
    if storage == {"blob"}:
        return ColumnType(pa.binary())
    return ColumnType(pa.string(), as_text=True)


def _by_affinity(declared: str) -> pa.DataType:
    """Type of a column without values. Source: https://sqlite.org/datatype3.html, section 3.1."""
    spelled = declared.upper()
    if "INT" in spelled:
        return pa.int64()
    if any(part in spelled for part in ("CHAR", "CLOB", "TEXT")):
        return pa.string()
    if "BLOB" in spelled:
        return pa.binary()
    if any(part in spelled for part in ("REAL", "FLOA", "DOUB")):
        return pa.float64()
    return pa.string()


def to_arrow(cells: Sequence[Any], type_: ColumnType) -> ArrowArray:
    """Convert one column of a batch; texts and blobs both arrive as bytes."""
    if type_.as_text:
        return pa.array([_spell(cell) for cell in cells], pa.string())
    if type_.arrow == pa.string():
        raw: ArrowArray = pa.array(cells, pa.binary())
        try:
            texts: ArrowArray = raw.cast(pa.string())
        except pa.ArrowInvalid:  # some text is not UTF-8: keep the rows, mark the bytes
            decoded = [None if c is None else c.decode("utf-8", "replace") for c in cells]
            return pa.array(decoded, pa.string())
        return texts
    typed: ArrowArray = pa.array(cells, type_.arrow)
    return typed


def _spell(cell: Any) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bytes):
        try:
            return cell.decode("utf-8")
        except UnicodeDecodeError:
            return "\\x" + cell.hex()
    return repr(cell)
