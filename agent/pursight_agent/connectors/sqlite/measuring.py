"""SQLite's words for push-down, and what to ask of columns that each hold what they like."""

import sqlite3
from collections.abc import Sequence

from pursight_agent.connectors.sqlite.columns import ColumnType
from pursight_agent.connectors.sqlite.discovery import quote
from pursight_agent.push_down.kinds import Family, Kind, kind_of_arrow
from pursight_agent.push_down.measuring import Question, question
from pursight_agent.push_down.words import Aggregates

WORDS = Aggregates(
    text="({c} COLLATE BINARY)",
    total="SUM({c} >> 32)",  # SUM of integers beyond 63 bits is an error
    total_low="SUM({c} & 4294967295)",
    double="CAST({c} AS REAL)",
    octets="LENGTH(CAST({c} AS BLOB))",
    variance="AVG(({x} - {m}) * ({x} - {m}))",
    finite="ABS({c}) < 9e999",
    dialect="sqlite",
)
_AT_ONCE = 500


def questions(
    connection: sqlite3.Connection,
    relation: str,
    columns: Sequence[tuple[str, ColumnType]],
) -> list[Question]:
    """Word what is asked of each column.

    Columns of several storage classes are only counted, and so are texts with a NUL in them, whose
    length SQLite does not tell.
    """
    texts = [name for name, type_ in columns if kind_of_arrow(type_.arrow).family is Family.TEXT]
    cut = _with_nul(connection, relation, texts)
    asked = []
    for name, type_ in columns:
        kind, cell = kind_of_arrow(type_.arrow), quote(name)
        if type_.as_text or name in cut:
            kind = Kind(Family.OTHER)
        elif kind.family is Family.FLOAT:
            cell = f"CAST({cell} AS REAL)"  # among them may be integers
        asked.append(question(name, kind, cell, WORDS))
    return asked


def _with_nul(connection: sqlite3.Connection, relation: str, names: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(names), _AT_ONCE):
        part = names[start : start + _AT_ONCE]
        tests = ", ".join(f"MAX(INSTR(CAST({quote(n)} AS BLOB), x'00') > 0)" for n in part)
        row = connection.execute(f"SELECT {tests} FROM {relation}").fetchone()  # noqa: S608  quoted
        found |= {name for name, has in zip(part, row, strict=True) if has}
    return found
