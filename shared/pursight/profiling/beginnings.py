"""How shapes begin: the first few signs of many texts at once, from their first few bytes."""

from collections import Counter
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pursight.values.arrow import ArrowArray, Floats, Integers, bytes_of, compute
from pursight.values.signs import SIGNS, signs_of

Codes: TypeAlias = npt.NDArray[Any]
"""Numbers of 16 bits, or of 64."""

_BITS = 6
_NUMBER_OF_SIGN = np.zeros(256, np.uint8)  # 0: a byte without a sign
_NUMBER_OF_SIGN[list(SIGNS)] = np.arange(1, len(SIGNS) + 1)
_NUMBERS = _NUMBER_OF_SIGN.tobytes()


def begun(
    values: ArrowArray, times: Integers, *, signs: int, looked_at: int
) -> tuple[Counter[str], npt.NDArray[np.bool_]]:
    """Count shapes of which only the beginning is kept: `Aa~ …`, `9~a9a~9a…`.

    A run longer than one is a sign and `~`, of digits too.

    Args:
        values: Texts as `large_binary`, no nulls.
        times: How often each is there.
        signs: So many are kept, at most ten.
        looked_at: So many bytes.

    Returns:
        The shapes, and which texts they are of: those whose first bytes hold more signs than are
        kept. Of the others nothing was counted.
    """
    places, written = bytes_of(signs_of(compute.binary_slice(values, 0, looked_at)))
    told = np.zeros(len(values), np.bool_)
    full = np.flatnonzero(np.diff(places) == looked_at)
    if not len(full):
        return Counter(), told
    numbers = np.frombuffer(written.tobytes().translate(_NUMBERS), np.uint8)
    codes, enough = _codes(numbers, places[full], signs, looked_at)
    told[full] = enough
    keys, counts = _summed(codes[enough], times[told].astype(np.float64))
    return Counter(dict(zip(map(_spelled, keys.tolist()), counts.tolist(), strict=True))), told


def _summed(codes: Codes, times: Floats) -> tuple[Codes, Integers]:
    """Each code once, with the sum of its times; those of 16 bits need no sorting."""
    if codes.dtype == np.uint16:
        sums = np.bincount(codes, times)
        keys = np.flatnonzero(sums)
        return keys, sums[keys].astype(np.int64)
    keys, numbered = np.unique(codes, return_inverse=True)
    return keys, np.bincount(numbered, times).astype(np.int64)


def _codes(
    numbers: npt.NDArray[np.uint8], starts: Integers, signs: int, looked_at: int
) -> tuple[Codes, npt.NDArray[np.bool_]]:
    """One number for the first signs of each text, and whether more signs follow.

    Without a choice for each text, which costs ten times as much as these few steps.
    """
    width: Any = np.uint16 if signs * _BITS <= 16 else np.uint64
    before = numbers[starts]
    codes = before.astype(width) << width(1)
    number_of_run = np.zeros(len(starts), np.uint8)
    whole = before != 0
    for place in range(1, looked_at):
        sign = numbers[starts + place]
        whole &= sign != 0
        new = sign != before
        number_of_run += new
        kept = (number_of_run < signs).view(np.uint8)
        begins = kept & new.view(np.uint8)
        # Behind a sign that goes on stands a 1; one that begins is put behind the others.
        codes <<= begins * np.uint8(_BITS)
        codes |= (kept ^ begins) | begins * (sign << np.uint8(1))
        before = sign
    return codes, whole & (number_of_run >= signs)


def _spelled(code: int) -> str:
    text = "…"
    while code:
        sign = chr(SIGNS[(code >> 1 & (1 << _BITS - 1) - 1) - 1])
        text = (sign + "~" if code & 1 else sign) + text
        code >>= _BITS
    return text
