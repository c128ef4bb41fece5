"""DuckDB's types to Arrow: what Arrow cannot hold becomes text, in the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pursight_agent.connectors.duckdb.discovery import quote

_AS_THEY_ARE = frozenset(
    {
        "boolean", "tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger",
        "ubigint", "double", "decimal", "varchar", "blob",
    }
)  # fmt: skip
_NESTED = frozenset({"list", "array", "struct", "map", "union"})
_YEARS = ("0001-01-01", "9999-12-31 23:59:59")
_BOUNDED: dict[str, tuple[str, str, str]] = {
    # 39 digits do not fit Arrow's decimal128, and DuckDB hands them over all the same
    "hugeint": ("HUGEINT", f"-{'9' * 38}", "9" * 38),
    "uhugeint": ("UHUGEINT", "0", "9" * 38),
    # infinite, before Christ or after 9999
    "date": ("DATE", "0001-01-01", "9999-12-31"),
    "timestamp": ("TIMESTAMP", _YEARS[0], f"{_YEARS[1]}.999999"),
    "timestamp_s": ("TIMESTAMP_S", *_YEARS),
    "timestamp_ms": ("TIMESTAMP_MS", _YEARS[0], f"{_YEARS[1]}.999"),
    "timestamp_ns": ("TIMESTAMP_NS", "1677-09-22", "2262-04-11"),
    "timestamp with time zone": (
        "TIMESTAMPTZ", f"{_YEARS[0]} 00:00:00+00", f"{_YEARS[1]}.999999+00",
    ),
    # 24:00:00
    "time": ("TIME", "00:00:00", "23:59:59.999999"),
    "time_ns": ("TIME_NS", "00:00:00", "23:59:59.999999999"),
}  # fmt: skip
"""By type: how SQL spells it, and the least and greatest value that Arrow and Python hold."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One column of a query."""

    name: str
    kind: str
    """Of DuckDB's type, such as `hugeint` or `struct`."""

    @property
    def needs_looking(self) -> bool:
        """Whether its extremes decide how it is read."""
        return self.kind in _BOUNDED


def wanted_columns(
    connection: duckdb.DuckDBPyConnection, relation: str, names: Sequence[str]
) -> list[Wanted]:
    """Ask what types the columns really have: a view's may have changed since it was made.

    Args:
        connection: Open on the database.
        relation: What to select from; SQL of ours.
        names: Of the columns.
    """
    selected = ", ".join(quote(name) for name in names) or "1"
    types = connection.sql(f"SELECT {selected} FROM {relation}").types  # noqa: S608  quoted
    return [Wanted(name, str(type_.id)) for name, type_ in zip(names, types, strict=False)]


def settle(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: Sequence[Wanted]
) -> list[str]:
    """Look for values that Arrow cannot hold, and spell what to select for each column.

    Of a table, DuckDB knows most extremes without reading it.
    """
    asked = [column for column in columns if column.needs_looking]
    answers: tuple[Any, ...] = ()
    if asked:
        tests = ", ".join(_fits(column) for column in asked)
        found = connection.execute(f"SELECT {tests} FROM {relation}").fetchone()  # noqa: S608  quoted
        answers = found or ()
    fits = dict(zip(asked, answers, strict=True))
    return [_selected(column, fits=fits.get(column) is not False) for column in columns]


def _fits(column: Wanted) -> str:
    type_, least, greatest = _BOUNDED[column.kind]
    cell = quote(column.name)
    return (
        f"system.main.min({cell}) >= CAST('{least}' AS {type_})"
        f" AND system.main.max({cell}) <= CAST('{greatest}' AS {type_})"
    )


def _selected(column: Wanted, *, fits: bool) -> str:
    cell = quote(column.name)
    if column.kind in _AS_THEY_ARE or (column.kind in _BOUNDED and fits):
        read = cell
    elif column.kind in _NESTED:
        read = f"CAST(system.main.to_json({cell}) AS VARCHAR)"
    elif column.kind == "float":  # 0.1, and not 0.10000000149011612
        read = f"CAST(CAST({cell} AS VARCHAR) AS DOUBLE)"
    else:
        read = f"CAST({cell} AS VARCHAR)"
    return f"{read} AS {cell}"
