"""Round numbers and round moments to cut a range at."""

import math
from collections.abc import Sequence

import numpy as np

_SECOND = 1_000_000
_HOUR = 3_600 * _SECOND
_DAY = 24 * _HOUR

_CLOCK_STEPS = tuple(
    [10**power * part for power in range(6) for part in (1, 2, 5)]
    + [_SECOND * part for part in (1, 2, 5, 10, 15, 30)]
    + [60 * _SECOND * part for part in (1, 2, 5, 10, 15, 30)]
    + [_HOUR * part for part in (1, 2, 3, 6, 12)]
)
"""In microseconds."""

_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000)

_MONDAY = 4
"""1970 began on a Thursday; weeks are cut at Mondays."""

_FIRST_YEAR, _LAST_YEAR = 1, 9999


def edges_of_numbers(least: float, greatest: float, most: int) -> Sequence[float]:
    """Multiples of 1, 2 or 5 times a power of ten."""
    return _decimal(least, greatest, most, 0.0)


def edges_of_integers(least: float, greatest: float, most: int) -> Sequence[float]:
    """The same, but not closer together than one."""
    return _decimal(least, greatest, most, 1.0)


def edges_of_clock(least: float, greatest: float, most: int) -> Sequence[float]:
    """Round times of day and durations, all in microseconds."""
    for step in _CLOCK_STEPS:
        if _bins(least, greatest, step) <= most:
            return _multiples(least, greatest, step)
    return [edge * _DAY for edge in _decimal(least / _DAY, greatest / _DAY, most, 1.0)]


def edges_of_days(least: float, greatest: float, most: int) -> Sequence[float]:
    """Days, Mondays, beginnings of months or years; all as days since 1970."""
    if not (np.isfinite(least) and np.isfinite(greatest)):
        return []
    for step, offset in ((1, 0), (7, _MONDAY)):
        if _bins(least - offset, greatest - offset, step) <= most:
            return [edge + offset for edge in _multiples(least - offset, greatest - offset, step)]
    return _months(least, greatest, most)


def edges_of_moments(least: float, greatest: float, most: int) -> Sequence[float]:
    """Round moments, in microseconds since 1970."""
    for step in _CLOCK_STEPS:
        if _bins(least, greatest, step) <= most:
            return _multiples(least, greatest, step)
    return [day * _DAY for day in edges_of_days(least / _DAY, greatest / _DAY, most)]


def _decimal(least: float, greatest: float, most: int, closest: float) -> Sequence[float]:
    span = greatest - least
    if not math.isfinite(span):
        return []
    if not span:
        span = abs(least) * 1e-3 or 1.0
    power = math.floor(math.log10(span / most)) if span / most > 0 else 0
    for exponent in range(power, power + 3):
        for part in (1, 2, 5):
            step = part * 10.0**exponent
            if step < closest or _bins(least, greatest, step) > most:
                continue
            # Rounded to the step's places: 3 * 0.1 is written 0.3.
            return [round(edge, max(0, -exponent)) for edge in _multiples(least, greatest, step)]
    return []


def _bins(least: float, greatest: float, step: float) -> float:
    return math.floor(greatest / step) - math.floor(least / step) + 1


def _multiples(least: float, greatest: float, step: float) -> list[float]:
    first, last = math.floor(least / step), math.floor(greatest / step)
    edges = [number * step for number in range(first, last + 2)]
    # Rounding may leave the greatest on the last edge, or the least before the first.
    if edges[-1] <= greatest:
        edges.append((last + 2) * step)
    if edges[0] > least:
        edges.insert(0, (first - 1) * step)
    return edges


def _months(least: float, greatest: float, most: int) -> Sequence[float]:
    first, last = (
        int(np.datetime64(math.floor(day), "D").astype("datetime64[M]").astype(np.int64))
        for day in (least, greatest)
    )
    if not (_month(_FIRST_YEAR) <= first and last < _month(_LAST_YEAR)):
        return []
    for step in _MONTH_STEPS:
        # Counted from the year 0, so that decades begin with years that end in 0.
        begin, end = (first + 23_640) // step, (last + 23_640) // step
        if end - begin + 1 > most:
            continue
        months = np.arange(begin, end + 2) * step - 23_640
        months = np.clip(months, _month(_FIRST_YEAR), _month(_LAST_YEAR))
        days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        return [float(day) for day in days]
    return []


def _month(year: int) -> int:
    return (year - 1970) * 12
