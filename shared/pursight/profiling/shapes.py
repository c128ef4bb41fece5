"""Character shapes of texts: letters as `A` and `a`, digits as `9`, runs shortened with `~`."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.values.arrow import ArrowArray, bytes_of, compute

MOST_SHAPES = 4096
_LONGEST = 64
_READ_BYTES = 96
_LONGEST_NUMBER = 8

_COMMON = " _.,:;/@#+()-"
_DIGIT, _MANY, _ODD = ord("9"), ord("~"), ord("?")
_RUN_OF_DIGITS = re.compile(r"9{2,}~?|9~")
_TOKEN = re.compile(r".~?", re.DOTALL)


class ShapeCounts:
    """How many texts have each shape.

    A run of letters longer than one, or of digits longer than eight, is one sign and `~`: `Aa~`,
    `999-99-9999`, `9~`. Only the first 96 bytes of a text are looked at; `…` stands for the rest.

    Exact while the column has at most `most` shapes. When it has more, all of them are made
    coarser: first digits lose their number, then six signs are kept, then two. How coarse depends
    only on the set of shapes seen, so merged states agree with one pass.
    """

    def __init__(self, most: int = MOST_SHAPES) -> None:
        self._most = most
        self._counts: Counter[str] = Counter()
        self._coarseness = 0

    def add(self, values: ArrowArray) -> None:
        """Take in texts without nulls (`large_string`)."""
        if len(values):
            self._take(Counter(_shapes(values)), 0)

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._take(other._counts, other._coarseness)

    def most_common(self, number: int = 10, *, at_least: int = 1) -> list[tuple[str, int]]:
        """The most frequent shapes of at least so many texts, the same whatever the order."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        return [(shape, count) for shape, count in ranked if count >= at_least][:number]

    def _take(self, counts: Counter[str], coarseness: int) -> None:
        while coarseness < self._coarseness:
            counts = _coarser(counts, _COARSER[coarseness])
            coarseness += 1
        while self._coarseness < coarseness:
            self._coarsen()
        self._counts.update(counts)
        while len(self._counts) > self._most and self._coarseness < len(_COARSER):
            self._coarsen()

    def _coarsen(self) -> None:
        self._counts = _coarser(self._counts, _COARSER[self._coarseness])
        self._coarseness += 1


def _coarser(counts: Counter[str], change: Callable[[str], str]) -> Counter[str]:
    changed: Counter[str] = Counter()
    for shape, count in counts.items():
        changed[change(shape)] += count
    return changed


def _uncounted_digits(shape: str) -> str:
    return _RUN_OF_DIGITS.sub("9~", shape)


def _beginning(shape: str, signs: int) -> str:
    tokens = _TOKEN.findall(shape.removesuffix("…"))
    return shape if len(tokens) <= signs else "".join(tokens[:signs]) + "…"


_COARSER: tuple[Callable[[str], str], ...] = (
    _uncounted_digits,
    lambda shape: _beginning(shape, 6),
    lambda shape: _beginning(shape, 2),
)


def _shapes(values: ArrowArray) -> dict[str, int]:
    """Each shape of some texts and how many have it."""
    binary = values.cast(pa.large_binary())
    long = compute.greater(compute.binary_length(binary), _READ_BYTES)
    if not compute.any(long).as_py():
        return _count(binary, "")
    cut = compute.binary_slice(compute.filter(binary, long), 0, _READ_BYTES)
    counts = Counter(_count(compute.filter(binary, compute.invert(long)), ""))
    counts.update(_count(cut, "…"))
    return counts


def _count(values: ArrowArray, ending: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for found in compute.value_counts(_signs(values)).to_pylist():
        shape = found["values"] + ending
        if len(shape) > _LONGEST:
            shape = shape[: _LONGEST - 1].rstrip("…") + "…"
        counts[shape] += found["counts"]
    return counts


def _signs(values: ArrowArray) -> ArrowArray:
    """The shape of each text: runs over all texts at once, cut where a text begins."""
    offsets, data = bytes_of(values)
    if not len(data):
        return pa.array([""] * len(values), pa.large_string())
    signs = _SIGN_OF_BYTE[data]
    owners = np.repeat(np.arange(len(values)), np.diff(offsets))
    pairs = np.flatnonzero((data >= 0xC2) & (data < 0xE0))
    if len(pairs):
        following = data[np.minimum(pairs + 1, len(data) - 1)]
        signs[pairs] = _SIGN_OF_CHARACTER[
            (data[pairs].astype(np.int64) & 0x1F) << 6 | (following & 0x3F)
        ]
    kept = signs != 0
    if not kept.all():
        signs, owners = signs[kept], owners[kept]
    begins = np.empty(len(signs), bool)
    begins[:1] = True
    begins[1:] = (signs[1:] != signs[:-1]) | (owners[1:] != owners[:-1])
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(signs)))
    sign = signs[starts]
    counted = (sign == _DIGIT) & (lengths <= _LONGEST_NUMBER)
    written = np.where(counted, lengths, np.minimum(lengths, 2))
    text = np.repeat(sign, written)
    ends = np.cumsum(written)
    text[ends[~counted & (lengths > 1)] - 1] = _MANY
    sizes = np.bincount(owners[starts], weights=written, minlength=len(values)).astype(np.int64)
    starts_of_texts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return pa.LargeStringArray.from_buffers(len(values), _buffer(starts_of_texts), _buffer(text))


def _buffer(numbers: Any) -> pa.Buffer:
    return pa.py_buffer(numbers)


def _sign(character: str) -> int:
    if character in _COMMON:
        return ord(character)
    if character.isdecimal():
        return _DIGIT
    if character.isalpha():
        return ord("A") if character.isupper() else ord("a")
    return _ODD


def _signs_of_bytes() -> npt.NDArray[np.uint8]:
    """What each UTF-8 byte stands for: 0 for those that continue a character.

    Characters of three bytes count as letters, save punctuation and symbols (first byte E2, EE,
    EF); those of four bytes, mostly pictures, as uncommon.
    """
    table = np.full(256, _ODD, np.uint8)
    for byte in range(128):
        table[byte] = _sign(chr(byte))
    table[0x80:0xC0] = 0
    table[0xE0:0xEE] = ord("a")
    table[0xE2] = _ODD
    return table


_SIGN_OF_BYTE = _signs_of_bytes()
_SIGN_OF_CHARACTER = np.array([_sign(chr(point)) for point in range(2048)], np.uint8)
