"""How much of one column's values lies in another, from the smallest hashes of both."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pursight.values.arrow import Words


class Containment(NamedTuple):
    """A share of different values, by how much it may be off, and how many were compared."""

    share: float
    error: float | None
    compared: int


@dataclass(frozen=True, slots=True)
class KeySample:
    """The smallest hashes of a column's different values, sorted; all of them when `complete`.

    Hashes are spread evenly, so the smallest are a random sample; and two columns hash alike, so
    the samples of both hold the same values where they overlap.
    """

    hashes: Words
    complete: bool

    def cut(self, most: int) -> "KeySample":
        """Keep at most so many."""
        if len(self.hashes) <= most:
            return self
        return KeySample(self.hashes[:most].copy(), complete=False)

    def contained_in(self, other: "KeySample") -> Containment:
        """Say how much of this column's values the other has.

        Of the values whose hashes are below what both samples know in full, the share is exact; it
        stands for the others with the error that a sample of as many has (95 %; Wilson's interval,
        so that 100 of 100 is not taken for certain).
        """
        mine = self.hashes
        if not other.complete:
            limit = other.hashes[-1] if len(other.hashes) else np.uint64(0)
            mine = mine[: np.searchsorted(mine, limit, side="right")]
        if not len(mine):
            return Containment(0.0, 1.0, 0)
        at = np.minimum(np.searchsorted(other.hashes, mine), max(len(other.hashes) - 1, 0))
        found = int(np.count_nonzero(other.hashes[at] == mine)) if len(other.hashes) else 0
        share = found / len(mine)
        exact = self.complete and len(mine) == len(self.hashes)
        return Containment(share, None if exact else _off(share, len(mine)), len(mine))


_Z = 1.96


def _off(share: float, number: int) -> float:
    """The greater distance from a share to the ends of its interval.

    Source: E. B. Wilson, "Probable inference" (1927).
    """
    centre = (share + _Z**2 / (2 * number)) / (1 + _Z**2 / number)
    half = (
        _Z
        * math.sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2))
        / (1 + _Z**2 / number)
    )
    return min(1.0, max(abs(centre + half - share), abs(share - centre + half)))
