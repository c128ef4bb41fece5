"""Staying: after a refresh one is on the same row, and the same rows are selected (pure)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
"""A stretch of rows, first to last inclusive."""

NEAR = 500
"""Rows above and below where one was in which it is looked for, in lists that are not in memory."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where one is in a list, told by what the rows are, not by their numbers.

    Attributes:
        at: Numbers of the rows that are known, by their keys: only these can be found again.
        current: Key of the row one is on; None for none, or one that is not here yet.
        number: Its number.
        top: Key of the uppermost row in sight.
        rows: Keys of selected rows.
        stretches: Of long stretches, not all of which are in memory, the keys of both ends.
        whole: Everything is selected.
    """

    at: Mapping[Any, int]
    current: Any | None = None
    number: int = -1
    top: Any | None = None
    rows: tuple[Any, ...] = ()
    stretches: tuple[tuple[Any, Any], ...] = ()
    whole: bool = False

    @property
    def current_and_selected(self) -> tuple[object, ...]:
        """What a person has chosen, wherever the list is scrolled to."""
        return (self.current, self.rows, self.stretches, self.whole)


def key_of(row: Any) -> Any:
    """Tell rows apart by their id; rows without one by themselves."""
    return getattr(row, "id", row)


def look_for(stay: Stay, keys: Callable[[int, int], Sequence[Any]], count: int) -> dict[Any, int]:
    """Find rows again in a list that is not in memory, near where they were.

    Args:
        stay: Where one was.
        keys: Gives the keys of a stretch, from and up to.
        count: How many rows there are now.
    """
    found: dict[Any, int] = {}
    for first, last in spans_of(stay.at.values(), gap=2 * NEAR):
        start, stop = max(0, first - NEAR), min(count, last + NEAR + 1)
        found |= {key: start + place for place, key in enumerate(keys(start, stop))}
    return {key: found[key] for key in stay.at if key in found}


def selection(stay: Stay, now: Mapping[Any, int], count: int) -> list[Span]:
    """Return which stretches are selected now; what has gone is not."""
    if stay.whole:
        return [(0, count - 1)] if count else []
    numbers = [now[key] for key in stay.rows if key in now]
    for first, last in stay.stretches:
        if first in now and last in now:
            numbers += range(min(now[first], now[last]), max(now[first], now[last]) + 1)
    return spans_of(numbers)


def spans_of(numbers: Iterable[int], gap: int = 1) -> list[Span]:
    """Join numbers to stretches; those at most `gap` apart belong together."""
    spans: list[Span] = []
    for number in sorted(set(numbers)):
        if spans and number - spans[-1][1] <= gap:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans
