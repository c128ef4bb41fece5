"""Signs of characters: what each byte of a text stands for, and runs of signs made short."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.values.arrow import ArrowArray, bytes_of

LONGEST_NUMBER = 8
"""A run of more digits is one sign and `~`."""

_COMMON = " _.,:;/@#+()-"
_ODD = ord("?")
_DIGIT, _MANY = np.uint8(ord("9")), np.uint8(ord("~"))

SIGNS = f"Aa9?{_COMMON}".encode()
"""All that `signs_of` gives."""
LEADING = b"01"
"""What `signs_with_leading_digits` has besides."""
_ZERO, _NOT_ZERO = np.frombuffer(LEADING, np.uint8)
_TO_DIGIT = _DIGIT ^ _ZERO
_ONE_DIGIT = bytes.maketrans(LEADING, b"99")

Flags = npt.NDArray[np.bool_]


def signs_of(values: ArrowArray) -> ArrowArray:
    """The sign of each character in the place of its first byte, 0 in that of the others.

    Args:
        values: Texts as `large_binary`, no nulls.
    """
    offsets, data = bytes_of(values)
    return _binary(offsets, _signs(data, _TABLE))


def signs_with_leading_digits(values: ArrowArray) -> ArrowArray:
    """The same, but the first digit of each number is `0`, or `1` for all others.

    Args:
        values: Texts as `large_binary`, no nulls.
    """
    offsets, data = bytes_of(values)
    if not len(data):
        return _binary(offsets, data)
    signs = _signs(data, _TABLE_OF_TWO)
    digits = (signs | np.uint8(1)) == _NOT_ZERO
    following = digits[1:] & digits[:-1]
    starts = offsets[:-1]
    following[starts[(starts > 0) & (starts < len(data))] - 1] = False
    signs[1:] |= following.view(np.uint8) * _TO_DIGIT
    return _binary(offsets, signs)


def without_leading_digits(signs: ArrowArray) -> ArrowArray:
    """What `signs_of` gives of the texts that `signs_with_leading_digits` gave this of."""
    offsets, written = bytes_of(signs)
    return _binary(offsets, np.frombuffer(written.tobytes().translate(_ONE_DIGIT), np.uint8))


def _signs(data: npt.NDArray[np.uint8], table: bytes) -> npt.NDArray[np.uint8]:
    signs = np.frombuffer(bytearray(data).translate(table), np.uint8)
    if len(data) and data.max() >= 0xC2:
        pairs = np.flatnonzero((data - np.uint8(0xC2)) < np.uint8(0xE0 - 0xC2))
        following = data[np.minimum(pairs + 1, len(data) - 1)]
        found = _SIGN_OF_CHARACTER[(data[pairs].astype(np.int64) & 0x1F) << 6 | (following & 0x3F)]
        # A cut can go through a character: what is left of it has no sign.
        signs[pairs] = np.where((following & 0xC0) == 0x80, found, 0)
    return signs


def shortened(values: ArrowArray) -> ArrowArray:
    """Runs of signs made short, over all texts at once, cut where a text begins.

    Args:
        values: What `signs_of` gave, of at most 65,535 bytes each.
    """
    offsets, signs = bytes_of(values)
    if not len(signs):
        return pa.array([""] * len(values), pa.large_string())
    none = np.flatnonzero(signs == 0)
    if len(none):
        offsets = offsets - np.searchsorted(none, offsets)
        signs = signs[signs != 0]
        if not len(signs):
            return pa.array([""] * len(values), pa.large_string())
    starts = offsets[:-1]
    some_empty = bool((np.diff(offsets) == 0).any())
    same = np.zeros(len(signs), np.bool_)
    np.equal(signs[1:], signs[:-1], out=same[1:])
    same[starts[starts < len(signs)] if some_empty else starts] = False
    repeats = same & ~_counted_digits(signs, same)
    again = np.zeros(len(signs), np.bool_)  # repeats behind a repeat
    np.logical_and(repeats[1:], repeats[:-1], out=again[1:])
    left = np.logical_not(again, out=again)
    kept = np.flatnonzero(left)
    # All bits are changed, those of the repeats taken away, all changed back: a tenth of the time
    # that a choice for each byte takes.
    text = signs ^ _MANY
    text &= repeats.view(np.uint8) - np.uint8(1)
    text ^= _MANY
    text = text.take(kept)
    if some_empty:
        begins = np.searchsorted(kept, offsets)
    else:
        sizes = np.add.reduceat(left.view(np.uint8), starts, dtype=np.uint16)
        begins = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    return pa.LargeStringArray.from_buffers(len(values), _buffer(begins), _buffer(text))


def _counted_digits(signs: npt.NDArray[np.uint8], same: Flags) -> Flags:
    """Digits of runs that are short enough to be written in full."""
    digits: Flags = signs == _DIGIT
    repeats = same & digits
    # A run of nine has eight repeats on end: by doubling, three steps tell.
    on_end = repeats
    for step in (1, 2, 4):
        on_end = on_end[step:] & on_end[:-step]
    if not on_end.any():
        return digits
    # Eight repeats and the digit before them are of a longer run.
    long = np.zeros(len(signs), np.bool_)
    long[: len(on_end)] = on_end
    for step in (1, 2, 4):
        long[step:] |= long[:-step]
    long[:-1] |= long[1:]
    short: Flags = digits & ~long
    return short


def characters_of(signs: bytes) -> int:
    """How many characters a text of these signs has."""
    return len(signs) - signs.count(0)


@lru_cache(maxsize=1)
def bytes_of_signs() -> Mapping[int, int]:
    """For each sign the bytes that it can stand for, a bit for each; for 0 those that go on."""
    found: dict[int, int] = {int(_ZERO): 1 << ord("0")}
    found[int(_NOT_ZERO)] = sum(1 << byte for byte in b"123456789")
    for byte, sign in enumerate(_TABLE):
        signs = {sign}
        if 0xC2 <= byte < 0xE0:  # the first of two bytes has the sign of their character
            characters = _SIGN_OF_CHARACTER[(byte & 0x1F) << 6 :][:64]
            signs = {0, *characters.tolist()}  # or none, where a cut goes through it
        for one in signs:
            found[one] = found.get(one, 0) | 1 << byte
    return found


def _binary(offsets: Any, data: Any) -> ArrowArray:
    return pa.LargeBinaryArray.from_buffers(
        pa.large_binary(),
        len(offsets) - 1,
        [None, _buffer(np.ascontiguousarray(offsets)), _buffer(data)],
    )


def _buffer(numbers: Any) -> pa.Buffer:
    return pa.py_buffer(numbers)


def _sign(character: str) -> int:
    if character in _COMMON:
        return ord(character)
    if character.isdecimal():
        return ord("9")
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


_TABLE = _signs_of_bytes().tobytes()
_TABLE_OF_TWO = _TABLE[: ord("0")] + b"0" + b"1" * 9 + _TABLE[ord("9") + 1 :]
_SIGN_OF_CHARACTER = np.array([_sign(chr(point)) for point in range(2048)], np.uint8)
