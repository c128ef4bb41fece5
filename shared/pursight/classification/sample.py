"""A sample of distinct values that merges: those with the smallest hashes, with exact counts.

Every chunk, order and partition gives the same sample. It lives in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

pc: Any = pyarrow.compute  # its stubs know no generic array of texts


SIZE = 600
_LONGEST = 2048  # characters of one kept value
_HASHED = 4096  # bytes of one value

_U64 = np.uint64
_RADIX = _U64(0x9E3779B97F4A7C15)
_POWERS = np.ones(_HASHED + 2, np.uint64)
np.multiply.accumulate(np.full(_HASHED + 1, _RADIX, np.uint64), out=_POWERS[1:])
_SUMS = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_POWERS)])
_OF_PAIR = np.arange(65_536, dtype=np.uint64)
_OF_PAIR = (_OF_PAIR & _U64(0xFF)) + (_OF_PAIR >> _U64(8)) * _RADIX


def hashes(cells: pa.Array[Any]) -> npt.NDArray[np.uint64]:
    """Hash texts (`large_string`, no nulls) to 64 bits, the same on every machine.

    Only the first 4,096 bytes and the length count: the sum of each byte and one, times a power of
    one number that tells its place.
    """
    lengths = pc.binary_length(cells).to_numpy(zero_copy_only=False).astype(np.int64)
    buffers: list[Any] = cells.buffers()
    if len(cells) == 0 or buffers[2] is None:
        return _mixed(lengths.astype(np.uint64))
    first = np.frombuffer(memoryview(buffers[1]), "<i8")[cells.offset : cells.offset + len(cells)]
    base, total = int(first[0]), int(lengths.sum())
    data = np.zeros(total + 2, np.uint8)
    data[:total] = np.frombuffer(memoryview(buffers[2]), np.uint8)[base : base + total]
    pairs = np.ndarray((total + 1,), "<u2", buffer=data, strides=(1,))
    counted = np.minimum(lengths, _HASHED)
    summed = _SUMS[counted]
    # Two bytes at a time over all texts; those that have ended drop out.
    left, done = np.flatnonzero(counted), 0
    starts, rest = (first - base)[left], counted[left]
    while len(left):
        read = pairs[starts + done]
        read[rest - done == 1] &= 0xFF
        summed[left] += _OF_PAIR[read] * _POWERS[done]
        done += 2
        if rest.min() <= done:
            longer = rest > done
            left, starts, rest = left[longer], starts[longer], rest[longer]
    return _mixed(summed + lengths.astype(np.uint64) * _U64(0xD6E8FEB86659FD93))


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread the bits (finaliser of SplitMix64)."""
    z = values
    z = (z ^ (z >> _U64(30))) * _U64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> _U64(27))) * _U64(0x94D049BB133111EB)
    return z ^ (z >> _U64(31))


@dataclass(slots=True)
class DistinctSample:
    """The `SIZE` distinct values of smallest hash, each with its exact number of cells."""

    kept: dict[int, tuple[str, int]] = field(default_factory=dict)
    _limit: int | None = None  # largest kept hash, once full

    def update(self, distinct: pa.Array[Any], counts: npt.NDArray[np.int64]) -> None:
        """Add distinct texts of a chunk with their numbers of cells."""
        found = hashes(distinct)
        chosen = np.arange(len(found))
        if self._limit is not None:
            chosen = np.flatnonzero(found <= _U64(self._limit))
        if len(chosen) > SIZE:
            chosen = chosen[np.argpartition(found[chosen], SIZE - 1)[:SIZE]]
        if not len(chosen):
            return
        values: list[str] = pc.take(distinct, pa.array(chosen)).to_pylist()
        for key, value, count in zip(
            found[chosen].tolist(), values, counts[chosen].tolist(), strict=True
        ):
            self._add(key, value[:_LONGEST], count)
        self._trim()

    def merge(self, other: DistinctSample) -> None:
        """Take in another partition's sample."""
        for key, (value, count) in other.kept.items():
            self._add(key, value, count)
        self._trim()

    def _add(self, key: int, value: str, count: int) -> None:
        before = self.kept.get(key)
        self.kept[key] = (value, count) if before is None else (before[0], before[1] + count)

    def _trim(self) -> None:
        if len(self.kept) > SIZE:
            self.kept = dict(sorted(self.kept.items())[:SIZE])
        if len(self.kept) == SIZE:
            self._limit = max(self.kept)

    @property
    def complete(self) -> bool:
        """Whether every distinct value is in the sample."""
        return self._limit is None

    def distinct(self) -> float:
        """Number of distinct values: exact while complete, else estimated within some 8 %."""
        if self._limit is None:
            return float(len(self.kept))
        return (SIZE - 1) / (self._limit / 2.0**64)

    def values(self) -> list[tuple[str, int]]:
        """Values with their counts, in an order that no partitioning changes."""
        return [self.kept[key] for key in sorted(self.kept)]
