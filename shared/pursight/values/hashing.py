"""Values to 64-bit hashes, a whole array at a time.

The hash is fixed, without a key: the same values get the same hashes in every process and version,
so states made apart can be merged. Integers, floats, dates and times are mixed by a bijection and
never collide. Texts, binaries and decimals collide like random 64-bit numbers: among n different
values with a probability of about n**2 / 2**65 (3e-8 for a million, 3e-4 for a hundred million).
"""

import hashlib
import json
from datetime import timedelta
from typing import Any

import numpy as np

from pursight.values.arrow import (
    ArrowArray,
    Family,
    Words,
    bytes_of,
    family_of,
    integers,
    words,
)
from pursight.values.nested import to_python

_LONG = 512
"""Texts of more bytes are hashed one by one: a word at a time pays only while many are as long."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_ALL_BITS = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def hash_values(values: ArrowArray) -> Words:
    """Hash each value of an array that `plain` made.

    Equal are: -0.0 and 0.0, every nan, decimals and moments of one type that mean the same, texts
    of the same code points, nested values of the same JSON.
    """
    family = family_of(values.type)
    if not len(values):
        return np.empty(0, np.uint64)
    if family is Family.TEXT or family is Family.BINARY:
        return hash_bytes(values)
    if family is Family.FLOAT:
        return hash_floats(values.to_numpy(zero_copy_only=False))
    if family is Family.BOOLEAN:
        return mix(values.to_numpy(zero_copy_only=False).astype(np.uint64))
    if family is Family.NESTED:
        return hash_texts([canonical_json(value) for value in to_python(values)])
    wide = values.type.bit_width > 64
    return hash_words(words(values)) if wide else mix(integers(values).view(np.uint64))


def mix(numbers: Words) -> Words:
    """Scatter 64-bit numbers over 64 bits; one to one.

    Source: the finaliser of splitmix64 (Steele, Lea, Flood 2014).
    """
    mixed = numbers + _GOLDEN
    mixed ^= mixed >> np.uint64(30)
    mixed *= _FIRST
    mixed ^= mixed >> np.uint64(27)
    mixed *= _SECOND
    mixed ^= mixed >> np.uint64(31)
    return mixed


def hash_floats(numbers: Any) -> Words:
    """Hash float64 numbers: both zeros alike, and every nan alike."""
    same = np.where(numbers == 0.0, 0.0, numbers)
    same[np.isnan(same)] = np.nan
    return mix(same.view(np.uint64))


def hash_words(rows: Words) -> Words:
    """Hash each row of words, in their order."""
    hashed = np.full(len(rows), rows.shape[1], np.uint64)
    for column in range(rows.shape[1]):
        hashed = mix(hashed * _SECOND ^ rows[:, column])
    return hashed


def hash_bytes(values: ArrowArray) -> Words:
    """Hash the bytes of each text or binary, eight at a time over all of them.

    The last eight bytes are a word of their own, which may overlap the one before.
    """
    offsets, data = bytes_of(values)
    starts, lengths = offsets[:-1], np.diff(offsets)
    hashed = lengths.astype(np.uint64)
    hashed *= _GOLDEN
    if not len(data):
        return mix(hashed)
    padded = np.concatenate([data, np.zeros(8, np.uint8)])
    at_byte = np.ndarray((len(data) + 1,), dtype="<u8", buffer=padded, strides=(1,))
    shortest, longest = int(lengths.min()), int(lengths.max())
    if shortest < 8:
        short = np.flatnonzero((lengths < 8) & (lengths > 0))
        excess = (8 - lengths[short]).astype(np.uint64) << np.uint64(3)
        hashed[short] = _stirred(hashed[short], at_byte[starts[short]] & (_ALL_BITS >> excess))
    last = starts + (lengths - 8)
    left = np.flatnonzero((lengths >= 8) & (lengths <= _LONG))
    done = 0
    while len(left):
        if len(left) == len(lengths):  # no copies while none has ended
            whole = shortest >= done + 8
            place = starts + done if whole else np.minimum(starts + done, last)
            _stirred(hashed, at_byte[place])
        else:
            word = at_byte[np.minimum(starts[left] + done, last[left])]
            hashed[left] = _stirred(hashed[left], word)
        done += 8
        if done >= shortest:
            left = left[lengths[left] > done]
    hashed = mix(hashed)
    if longest > _LONG:
        for row in np.flatnonzero(lengths > _LONG):
            hashed[row] = _digest(data[starts[row] : offsets[row + 1]].tobytes())
    return hashed


def _stirred(hashed: Words, word: Words) -> Words:
    """Mix a word into each hash, in place; for any one word one to one."""
    hashed ^= word
    hashed ^= hashed >> np.uint64(32)
    hashed *= _FIRST
    hashed ^= hashed >> np.uint64(29)
    hashed *= _SECOND
    return hashed


def hash_texts(texts: list[str]) -> Words:
    """Hash texts one by one, as those are that Arrow does not hold in one buffer."""
    return np.fromiter(
        (_digest(text.encode("utf-8", "surrogatepass")) for text in texts), np.uint64, len(texts)
    )


def canonical_json(value: object) -> str:
    """One text for each nested value; equal values have equal texts."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=_spell)


def _spell(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, timedelta):
        return f"{value.total_seconds()!r} s"
    return str(value)


def _digest(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
