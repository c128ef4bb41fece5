"""Which column of a batch belongs to which column of the catalog (pure)."""

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import NamedTuple

from pursight.contracts.scans import ColumnFacts


class Place(NamedTuple):
    """A column of the table and its place in a batch; None when it was not read."""

    facts: ColumnFacts
    at: int | None


def match_columns(facts: Sequence[ColumnFacts], names: Sequence[str]) -> tuple[Place, ...]:
    """Match the catalog's columns with a batch's.

    By position when all names agree; else each by the first column of its name that is left. What
    the batch has beyond the catalog comes last, with a type that is not known.
    """
    if [column.name for column in facts] == list(names):
        return tuple(Place(column, at) for at, column in enumerate(facts))
    free: dict[str, deque[int]] = defaultdict(deque)
    for at, name in enumerate(names):
        free[name].append(at)
    places = [
        Place(column, free[column.name].popleft() if free[column.name] else None)
        for column in facts
    ]
    beyond = max((column.position for column in facts), default=0)
    rest = sorted(at for left in free.values() for at in left)
    places += [
        Place(ColumnFacts(name=names[at], position=beyond + number, type=""), at)
        for number, at in enumerate(rest, start=1)
    ]
    return tuple(places)
