"""What to select from: a table whole, or a repeatable sample of it, as SQL."""

from collections.abc import Sequence
from itertools import pairwise

from pursight_agent.connectors.mysql.facts import Relation
from pursight_agent.connectors.mysql.session import Session
from pursight_agent.connectors.mysql.types import ColumnPlan, quote

_DRAWN_ROW_BY_ROW = 1_000_000
"""Rows up to which a sample is drawn row by row; from larger tables, stretch by stretch."""
_STRETCHES = 50
_SPARSEST = 20
"""How many times as many numbers as rows the key may span, for stretches to be a fair sample."""


def origin(
    session: Session,
    table: str,
    relation: Relation,
    plans: Sequence[ColumnPlan],
    sample_rows: int | None,
) -> str:
    """Choose what `FROM` names.

    Args:
        session: To ask a large table's key for its extremes.
        table: Schema and name, quoted.
        relation: Of the last discovery.
        plans: The columns that are wanted: `*` would leave out the invisible ones.
        sample_rows: All rows when None.
    """
    if sample_rows is None:
        return table
    columns = ", ".join(quote(p.name) for p in plans) or "1"
    estimate = relation.estimate or 0
    size = int(sample_rows)
    if estimate <= 4 * size:
        return f"(SELECT {columns} FROM {table} LIMIT {size}) AS sampled"  # noqa: S608  quoted
    if estimate > _DRAWN_ROW_BY_ROW and relation.key is not None:
        starts = _starts(session, table, relation.key, estimate, min(_STRETCHES, size))
        if starts:
            return _stretches(table, relation.key, columns, size, starts)
    # Twice as much as wanted, so that LIMIT is reached nearly always. The seed makes it repeatable.
    share = min(1.0, 2.0 * max(size, 50) / estimate)
    return f"(SELECT {columns} FROM {table} WHERE RAND(0) < {share:.9f} LIMIT {size}) AS sampled"  # noqa: S608  quoted


def _starts(session: Session, table: str, key: str, estimate: int, count: int) -> list[int]:
    """Places spread evenly over the key, and its end; none when it has large gaps."""
    name = quote(key)
    row = session.ask(f"SELECT MIN({name}) AS low, MAX({name}) AS high FROM {table}")[0]  # noqa: S608  quoted
    if row.low is None or not count:
        return []
    low, span = int(row.low), int(row.high) - int(row.low) + 1
    if span > _SPARSEST * estimate:
        return []
    return [low + span * place // count for place in range(count + 1)]


def _stretches(table: str, key: str, columns: str, size: int, starts: Sequence[int]) -> str:
    """Rows that stand beside each other, some behind each start."""
    name, count = quote(key), len(starts) - 1
    parts = [
        f"(SELECT {columns} FROM {table} WHERE {name} >= {begin} AND {name} < {end} "  # noqa: S608  quoted
        f"ORDER BY {name} LIMIT {size // count + (place < size % count)})"
        for place, (begin, end) in enumerate(pairwise(starts))
    ]
    return f"({' UNION ALL '.join(parts)}) AS sampled"
