"""Character shapes of texts: letters as `A` and `a`, digits as `9`, runs shortened with `~`."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.values.arrow import ArrowArray, Integers, bytes_of, compute

MOST_SHAPES = 4096
_LONGEST = 64
_READ_BYTES = 96
_LONGEST_NUMBER = 8
_TRIED = 2048

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
            self._take(*self._counted(*_shapes(values)))

    def _counted(self, shapes: ArrowArray, counts: Integers) -> tuple[Counter[str], int]:
        """Count a chunk, as coarse as it must become anyway: that is cheaper all at once."""
        coarseness = 0
        shapes, counts = _added_up(shapes, counts)
        while coarseness < len(_COARSER) and (
            coarseness < self._coarseness or len(shapes) > self._most
        ):
            shapes, counts = _added_up(_all_coarser(shapes, coarseness), counts)
            coarseness += 1
        return Counter(dict(zip(_listed(shapes), counts.tolist(), strict=True))), coarseness

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


def _all_coarser(shapes: ArrowArray, coarseness: int) -> ArrowArray:
    """What `_COARSER` does to one shape, to many."""
    pattern, written = _ALL_COARSER[coarseness]
    coarser: ArrowArray = compute.replace_substring_regex(shapes, pattern, written)
    return coarser


_ALL_COARSER = (
    (r"9{2,}~?|9~", "9~"),
    (r"(?s)\A((?:[^~]~?){6})[^~].*\z", r"\1…"),
    (r"(?s)\A((?:[^~]~?){2})[^~].*\z", r"\1…"),
)


def _added_up(texts: ArrowArray, counts: Integers) -> tuple[ArrowArray, Integers]:
    """Each text once, with the sum of its counts."""
    encoded = texts.dictionary_encode()
    if len(encoded.dictionary) == len(texts):
        return texts, counts
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    # Sums of float64 are exact: no column has 2**53 rows.
    summed = np.bincount(codes, counts.astype(np.float64), len(encoded.dictionary))
    return encoded.dictionary, summed.astype(np.int64)


def _shapes(values: ArrowArray) -> tuple[ArrowArray, Integers]:
    """Shapes of some texts, some of them more than once, and how many texts have each."""
    binary = values.cast(pa.large_binary())
    long = compute.greater(compute.binary_length(binary), _READ_BYTES)
    if not compute.any(long).as_py():
        return _counts(binary, "")
    cut = compute.binary_slice(compute.filter(binary, long), 0, _READ_BYTES)
    whole, some = _counts(compute.filter(binary, compute.invert(long)), "")
    begun, more = _counts(cut, "…")
    return pa.concat_arrays([whole, begun]), np.concatenate([some, more])


def _counts(values: ArrowArray, ending: str) -> tuple[ArrowArray, Integers]:
    shapes, counts = _uncut(values)
    if ending:
        shapes = _followed_by(shapes, ending)
    long = compute.greater(compute.utf8_length(shapes), _LONGEST)
    if compute.any(long).as_py():
        short = compute.utf8_rtrim(compute.utf8_slice_codeunits(shapes, 0, _LONGEST - 1), "…")
        shapes = compute.if_else(long, _followed_by(short, "…"), shapes)
    return shapes, counts


def _listed(texts: ArrowArray) -> list[str]:
    listed: list[Any] = texts.to_pylist()
    return listed


def _followed_by(texts: ArrowArray, ending: str) -> ArrowArray:
    added, nothing = (pa.scalar(text, pa.large_string()) for text in (ending, ""))
    longer: ArrowArray = compute.binary_join_element_wise(texts, added, nothing)
    return longer


def _uncut(values: ArrowArray) -> tuple[ArrowArray, Integers]:
    """A sign for each byte first: there are far fewer of those texts, and their shape is the same.

    Where even these all differ, as hexadecimal numbers do, nothing is won by counting them.
    """
    signs = _signs(values)
    if len(signs.slice(0, _TRIED).unique()) > _TRIED // 2:
        return _shortened(signs), np.ones(len(values), np.int64)
    counted = compute.value_counts(signs)
    counts = counted.field(1).to_numpy(zero_copy_only=False).astype(np.int64)
    return _shortened(counted.field(0)), counts


def _signs(values: ArrowArray) -> ArrowArray:
    """The sign of each character in the place of its first byte, 0 in that of the others."""
    offsets, data = bytes_of(values)
    signs = _SIGN_OF_BYTE[data]
    pairs = np.flatnonzero((data >= 0xC2) & (data < 0xE0))
    if len(pairs):
        following = data[np.minimum(pairs + 1, len(data) - 1)]
        found = _SIGN_OF_CHARACTER[(data[pairs].astype(np.int64) & 0x1F) << 6 | (following & 0x3F)]
        # A cut can go through a character: what is left of it has no sign.
        signs[pairs] = np.where((following & 0xC0) == 0x80, found, 0)
    places = _buffer(np.ascontiguousarray(offsets))
    return pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(values), [None, places, _buffer(signs)]
    )


def _shortened(values: ArrowArray) -> ArrowArray:
    """Runs of signs made short, over all texts at once, cut where a text begins."""
    offsets, signs = bytes_of(values)
    if not len(signs):
        return pa.array([""] * len(values), pa.large_string())
    kept = signs != 0
    if not kept.all():
        offsets = np.concatenate([[0], np.cumsum(kept)])[offsets]
        signs = signs[kept]
    begins = np.empty(len(signs) + 1, bool)
    begins[1:-1] = signs[1:] != signs[:-1]
    begins[offsets] = True
    starts = np.flatnonzero(begins[:-1])
    lengths = np.diff(np.append(starts, len(signs)))
    sign = signs[starts]
    counted = (sign == _DIGIT) & (lengths <= _LONGEST_NUMBER)
    written = np.where(counted, lengths, np.minimum(lengths, 2))
    text = np.repeat(sign, written)
    ends = np.cumsum(written)
    text[ends[~counted & (lengths > 1)] - 1] = _MANY
    before = np.concatenate([[0], ends]).astype(np.int64)
    starts_of_texts = before[np.searchsorted(starts, offsets)]
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
