"""The values behind the greatest counts, kept for a local profile only."""

from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.contracts.measures import MOST_FREQUENT, FrequentValue
from pursight.profiling.frequencies import Frequencies
from pursight.profiling.masking import CROWD, MASKED_CROWD
from pursight.profiling.times import spell
from pursight.values.arrow import ArrowArray, Family, Integers, Words, bare, family_of, integers
from pursight.values.chunk import Chunk

SHOWN_CHARACTERS = 120

_KEPT = 32
"""So many values are kept, that a merged state still knows those it shows."""

_TELLABLE = frozenset({Family.INTEGER, Family.FLOAT, Family.DECIMAL, Family.TEXT})
_MOMENTS = frozenset({Family.DATE, Family.TIME, Family.TIMESTAMP, Family.DURATION})


class FrequentValues:
    """Counts of frequent values, and the spelling of the most frequent few.

    The counts by rank may leave an agent; the spellings never do.

    Attributes:
        repeated: Whether a value was seen twice at once; False does not say that none recurs.
    """

    def __init__(self, arrow_type: pa.DataType) -> None:
        self._type: Any = bare(arrow_type)
        self._family = family_of(self._type)
        self.repeated = False
        self._frequencies = Frequencies()
        self._spelled: dict[int, tuple[str, bool]] = {}

    def add(self, chunk: Chunk) -> None:
        """Take in the values of a chunk."""
        keys, counts = chunk.counted
        self.repeated |= len(keys) < chunk.size
        self._frequencies.add(keys, counts)
        if self._family in _TELLABLE or self._family in _MOMENTS:
            self._keep_spellings(chunk)

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self.repeated |= other.repeated
        self._frequencies.merge(other._frequencies)
        self._spelled |= other._spelled
        self._forget()

    @property
    def greatest(self) -> int:
        """How often the most frequent value occurs, at least."""
        counts = self._frequencies.top(1)[1]
        return int(counts[0]) if len(counts) else 0

    def facts(self, *, masked: bool) -> dict[str, Any]:
        """The fields of a profile that it fills, without any value."""
        _, counts = self._top(MASKED_CROWD if masked else CROWD)
        if not len(counts):
            return {}
        return {
            "top_counts": tuple(int(count) for count in counts),
            "top_error": self._frequencies.error or None,
        }

    def values(self) -> tuple[FrequentValue, ...]:
        """The values themselves, for a profile that stays where it was made."""
        found = []
        for key, count in zip(*self._top(CROWD), strict=True):
            value, cut = self._spelled.get(int(key), (None, False))
            found.append(FrequentValue(value=value, cut=cut, count=int(count)))
        return tuple(found)

    def _top(self, at_least: int) -> tuple[Words, Integers]:
        # Below the error of all counts a rank means nothing.
        return self._frequencies.top(MOST_FREQUENT, max(at_least, self._frequencies.error + 1))

    def _keep_spellings(self, chunk: Chunk) -> None:
        # Rare ones too: in a merged state they may be frequent.
        keys, _ = self._frequencies.top(_KEPT, self._frequencies.error + 1)
        for key in keys:
            if int(key) in self._spelled:
                continue
            at = np.flatnonzero(chunk.hashes == key)
            if len(at):
                self._spelled[int(key)] = self._spell(chunk.cells.slice(int(at[0]), 1))
        self._forget()

    def _forget(self) -> None:
        if len(self._spelled) > 2 * _KEPT:
            kept = {int(key) for key in self._frequencies.top(_KEPT)[0]}
            self._spelled = {key: text for key, text in self._spelled.items() if key in kept}

    def _spell(self, value: ArrowArray) -> tuple[str, bool]:
        if self._family in _MOMENTS:
            return spell(int(integers(value)[0]), self._type), False
        if self._family is Family.TEXT:
            content = value.cast(pa.large_binary())[0].as_py()
            text = content[: 4 * (SHOWN_CHARACTERS + 1)].decode("utf-8", "replace")
            return text[:SHOWN_CHARACTERS], len(text) > SHOWN_CHARACTERS
        return str(value[0].as_py()), False
