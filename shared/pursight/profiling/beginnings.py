"""How shapes begin: the first few signs of many texts at once, from their first few bytes."""

from collections import Counter

import numpy as np
import numpy.typing as npt

from pursight.profiling.signs import SIGNS, signs_of
from pursight.values.arrow import ArrowArray, Integers, Words, bytes_of, compute

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
    keys, numbered = np.unique(codes[enough], return_inverse=True)
    counts = np.bincount(numbered, times[told].astype(np.float64)).astype(np.int64)
    return Counter(dict(zip(map(_spelled, keys.tolist()), counts.tolist(), strict=True))), told


def _codes(
    numbers: npt.NDArray[np.uint8], starts: Integers, signs: int, looked_at: int
) -> tuple[Words, npt.NDArray[np.bool_]]:
    """One number for the first signs of each text, and whether more signs follow."""
    before = numbers[starts]
    codes = before.astype(np.uint64) << np.uint64(1)
    number_of_run = np.zeros(len(starts), np.uint8)
    whole = before != 0
    for place in range(1, looked_at):
        sign = numbers[starts + place]
        whole &= sign != 0
        new = sign != before
        number_of_run += new
        kept = number_of_run < signs
        longer = codes << np.uint64(_BITS) | sign.astype(np.uint64) << np.uint64(1)
        codes = np.where(kept, np.where(new, longer, codes | np.uint64(1)), codes)
        before = sign
    return codes, whole & (number_of_run >= signs)


def _spelled(code: int) -> str:
    text = "…"
    while code:
        sign = chr(SIGNS[(code >> 1 & (1 << _BITS - 1) - 1) - 1])
        text = (sign + "~" if code & 1 else sign) + text
        code >>= _BITS
    return text
