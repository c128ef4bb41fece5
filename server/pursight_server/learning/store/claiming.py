"""What a worker may take up: what waits, and what a worker that fell silent has left."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Table, or_


def to_be_taken(
    table: Table, waiting: StrEnum, under_way: StrEnum, now: datetime, patience: timedelta
) -> ColumnElement[bool]:
    """Say which rows of a queue nobody is at work on.

    Args:
        table: With the columns `state` and `worked_at`.
        waiting: The state of what nobody has taken up.
        under_way: The state of what a worker has; it says so by `worked_at` again and again.
        now: By the clock of the unit of work.
        patience: How long a worker may be silent.
    """
    silent = (table.c.state == under_way) & (table.c.worked_at < now - patience)
    return or_(table.c.state == waiting, silent)
