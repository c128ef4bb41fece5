"""How the columns of a table are shared out among processes, and shared out anew (pure)."""

from collections.abc import Mapping, Sequence

from pursight.values.arrow import ArrowArray, Family, compute, family_of

_LOOKED_AT = 1024
"""Rows by which is guessed what a column costs."""
_EVERY_VALUE = 3.0
"""What any value costs, in bytes of a text that is seen for the first time."""
_PROSE = 1.4
"""What a text of many words costs more than another as long: entities are sought in it."""
_PROSE_BLANKS = 4
_READING, _READING_COLUMNS = 0.4, 0.2
"""What reading costs next to all columns: rows that are taken apart, and columns as they lie."""
_IN_COLUMNS = frozenset({"parquet", "orc"})
_UNEVEN = 0.05
"""Differences below this share of what each has to do are left."""


def guessed_cost(values: ArrowArray) -> float:
    """Guess what a column costs next to others: the more, the more different texts it holds."""
    head = values.slice(0, _LOOKED_AT)
    if family_of(values.type) is not Family.TEXT or not len(head):
        return _EVERY_VALUE
    texts = head.unique()
    length = compute.sum(compute.binary_length(texts)).as_py() or 0
    blanks = compute.mean(compute.count_substring(texts, " ")).as_py() or 0
    dear = _PROSE if blanks >= _PROSE_BLANKS else 1.0
    return _EVERY_VALUE + dear * float(length) / len(head)


def guessed_reading(format_: str | None, columns: float) -> float:
    """Guess what reading a table costs, from its file's format and what all its columns cost."""
    return columns * (_READING_COLUMNS if format_ in _IN_COLUMNS else _READING)


def shared_out(
    costs: Mapping[int, float], number: int, burdens: Sequence[float] = ()
) -> list[tuple[int, ...]]:
    """Share columns out so that all have about as much to do: the dearest first.

    Args:
        costs: Of each column, by its place.
        number: Of those who share.
        burdens: What these have to do besides; nothing when left out.
    """
    shares: list[list[int]] = [[] for _ in range(number)]
    loads = list(burdens) or [0.0] * number
    for at in sorted(costs, key=lambda at: (-costs[at], at)):
        least = min(range(number), key=lambda one: loads[one])
        shares[least].append(at)
        loads[least] += costs[at]
    return [tuple(sorted(share)) for share in shares]


def changes(
    costs: Mapping[int, float], owners: Mapping[int, int], burdens: Sequence[float]
) -> dict[int, int]:
    """Find columns that had better be another's: few of them, and none that makes it worse.

    Args:
        costs: Of each column that can change hands, by its place.
        owners: Who has each of them now.
        burdens: What each has to do besides.

    Returns:
        By its place who has a column from now on; those that stay are left out.
    """
    owned = dict(owners)
    loads = list(burdens)
    for at, owner in owned.items():
        loads[owner] += costs[at]
    enough = _UNEVEN * sum(loads) / max(len(loads), 1)
    for _ in range(len(costs)):
        most, least = (by(range(len(loads)), key=loads.__getitem__) for by in (max, min))
        gap = loads[most] - loads[least]
        fitting = [
            at
            for at, one in owned.items()
            # added up as it will be: a difference may be rounded to more than it is
            if one == most and costs[at] > 0 and loads[least] + costs[at] < loads[most]
        ]
        if gap <= enough or not fitting:
            break
        at = min(fitting, key=lambda at: (abs(costs[at] - gap / 2), at))
        owned[at] = least
        loads[most] -= costs[at]
        loads[least] += costs[at]
    return {at: owner for at, owner in owned.items() if owner != owners[at]}
