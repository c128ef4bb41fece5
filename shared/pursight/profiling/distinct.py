"""How many different values: exact up to a bound, then a sketch with a stated error."""

import math
from typing import Self

import numpy as np
import numpy.typing as npt

from pursight.values.arrow import Words

EXACT_UP_TO = 1_000_000
PRECISION = 14
RELATIVE_ERROR = 1.04 / math.sqrt(1 << PRECISION)
"""Standard error of the sketch: 0.8 %; 95 % of counts are within twice that."""

KEPT_LEAST = 1 << 16
"""So many hashes a sketch keeps: a sample of the values that any other column's can be held to."""

_REST = 64 - PRECISION


class DistinctCount:
    """The set of hashes seen, or a HyperLogLog of them once there are more than `exact_up_to`.

    Which of the two it is, and every register of the sketch, depend only on the set of values:
    not on their order, nor on how they were divided among merged states. "Exact" means exact but
    for collisions of 64-bit hashes (see `pursight.values.hashing`).
    """

    def __init__(self, exact_up_to: int = EXACT_UP_TO) -> None:
        self._bound = exact_up_to
        self._known: Words = np.empty(0, np.uint64)  # sorted, without repeats
        self._pending: list[Words] = []
        self._pending_size = 0
        self._registers: npt.NDArray[np.uint8] | None = None
        self._least: Words = np.empty(0, np.uint64)  # of a sketch: the smallest of all

    def add(self, hashes: Words) -> None:
        """Take in hashes, repeats included."""
        if len(hashes):
            self.add_sorted(_unrepeated(np.sort(hashes)))

    def add_sorted(self, hashes: Words) -> None:
        """Take in hashes that are sorted and do not repeat."""
        if self._registers is not None:
            self._sketch(hashes)
        else:
            self._keep(hashes)

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        other.settle()
        if other._registers is not None:
            self.settle()
            registers = self._overflow()
            np.maximum(registers, other._registers, out=registers)
            self._keep_least(other._least)
        elif self._registers is not None:
            self._sketch(other._known)
        else:
            self._keep(other._known)

    @property
    def exact(self) -> bool:
        """Whether `count` is exact."""
        self.settle()
        return self._registers is None

    def count(self) -> int:
        """How many different values were seen; rounded when it is an estimate."""
        self.settle()
        return len(self._known) if self._registers is None else round(_estimate(self._registers))

    def may_be(self, number: int) -> bool:
        """Whether so many different values are possible: within three standard errors if sketched.

        Of a thousand true numbers three are denied.
        """
        if self.exact:
            return self.count() == number
        return abs(self.count() - number) <= 3 * RELATIVE_ERROR * number

    def least(self, most: int) -> tuple[Words, bool]:
        """The smallest hashes, at most so many, sorted, and whether these are all of them."""
        self.settle()
        if self._registers is None:
            return self._known[:most], len(self._known) <= most
        return self._least[:most], False

    def _keep_least(self, ordered: Words) -> None:
        full = len(self._least) == KEPT_LEAST
        new = ordered[: np.searchsorted(ordered, self._least[-1])] if full else ordered
        if len(new):
            both = _unrepeated(np.sort(np.concatenate([self._least, new])))
            self._least = both[:KEPT_LEAST]

    def _keep(self, ordered: Words) -> None:
        self._pending.append(ordered)
        self._pending_size += len(ordered)
        # Waiting until half as much is pending as is known keeps the sorting to n log n in all.
        if self._pending_size > max(len(self._known) // 2, 1 << 16):
            self.settle()

    def settle(self) -> None:
        """Sort in what waits for it, as every question does; it need not wait for one."""
        if not self._pending:
            return
        self._known = _unrepeated(np.sort(np.concatenate([self._known, *self._pending])))
        self._pending, self._pending_size = [], 0
        if len(self._known) > self._bound:
            self._overflow()

    def _overflow(self) -> npt.NDArray[np.uint8]:
        """Give up the set for the sketch; the registers."""
        if self._registers is None:
            self._registers = np.zeros(1 << PRECISION, np.uint8)
            self._sketch(self._known)
            self._known = np.empty(0, np.uint64)
        return self._registers

    def _sketch(self, hashes: Words) -> None:
        assert self._registers is not None  # noqa: S101  an invariant of the callers
        self._keep_least(hashes)
        bucket = (hashes >> np.uint64(_REST)).astype(np.int64)
        rest = (hashes & np.uint64((1 << _REST) - 1)).astype(np.float64)
        # The exponent of frexp is the number of bits, exact below 2**53.
        rank = (_REST + 1 - np.frexp(rest)[1]).astype(np.uint8)
        np.maximum.at(self._registers, bucket, rank)


def _unrepeated(ordered: Words) -> Words:
    if len(ordered) < 2:
        return ordered
    first: Words = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return first


def _estimate(registers: npt.NDArray[np.uint8]) -> float:
    """The number of different hashes behind the registers.

    Source: O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017),
    algorithm 6; needs no table of corrections and holds from 0 to far beyond 10**18.
    """
    size = 1 << PRECISION
    histogram = np.bincount(registers, minlength=_REST + 2)
    total = size * _tau(1.0 - float(histogram[_REST + 1]) / size)
    for rank in range(_REST, 0, -1):
        total = 0.5 * (total + float(histogram[rank]))
    total += size * _sigma(float(histogram[0]) / size)
    return size * size / (2.0 * math.log(2.0)) / total


def _sigma(x: float) -> float:
    if x == 1.0:
        return math.inf
    weight, total, previous = 1.0, x, -1.0
    while total != previous:
        x *= x
        previous = total
        total += x * weight
        weight += weight
    return total


def _tau(x: float) -> float:
    if x in {0.0, 1.0}:
        return 0.0
    weight, total, previous = 1.0, 1.0 - x, -1.0
    while total != previous:
        x = math.sqrt(x)
        previous = total
        weight *= 0.5
        total -= (1.0 - x) ** 2 * weight
    return total / 3.0
