"""Keys of rows as 64-bit hashes, comparable between columns of different types."""

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from pursight.rules.moments import SECOND, per_unit
from pursight.values.arrow import (
    ArrowArray,
    Family,
    Integers,
    Words,
    bare,
    family_of,
    integers,
    large_integers,
    plain,
)
from pursight.values.hashing import hash_texts, hash_values, hash_words, mix

_WHOLE = 2.0**63
_EXACT = Context(prec=1000)


def row_hashes(columns: list[ArrowArray]) -> Words:
    """One hash for each row of columns without nulls; rows of the same types compare."""
    return _joined([hash_values(plain(column)) for column in columns])


def key_hashes(columns: list[ArrowArray]) -> Words:
    """One hash for each row of columns without nulls; rows of the same `key_kinds` compare.

    Integers, decimals and floats that mean the same number are equal, and so are moments of
    different units. A float means the shortest decimal that is read as it.
    """
    return _joined([_key_hashes(plain(column), bare(column.type)) for column in columns])


def key_kinds(columns: list[ArrowArray]) -> tuple[str, ...]:
    """What each column can be compared with: columns of the same word; `nothing` with all."""
    return tuple(_kind(bare(column.type)) for column in columns)


def comparable(kinds: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether columns of these kinds can hold equal keys."""
    return len(kinds) == len(others) and all(
        one == other or "nothing" in {one, other} for one, other in zip(kinds, others, strict=True)
    )


def _kind(arrow_type: Any) -> str:
    family = family_of(arrow_type)
    if family in {Family.INTEGER, Family.DECIMAL, Family.FLOAT}:
        return "number"
    if family is Family.TIMESTAMP:
        return "timestamp" if arrow_type.tz is None else "timestamp with zone"
    if family in {Family.NESTED, Family.INTERVAL}:
        return str(arrow_type)
    return family.value


def _joined(hashes: list[Words]) -> Words:
    return hashes[0] if len(hashes) == 1 else hash_words(np.stack(hashes, axis=1))


def _key_hashes(values: ArrowArray, arrow_type: Any) -> Words:
    family = family_of(values.type)
    if family is Family.INTEGER:
        return _hash_integers(integers(values), unsigned=str(arrow_type) == "uint64")
    if family is Family.DECIMAL:
        return _hash_decimals(values, arrow_type.scale)
    if family is Family.FLOAT:
        return _hash_floats(values.to_numpy(zero_copy_only=False))
    if family in {Family.DATE, Family.TIME, Family.TIMESTAMP}:
        return _hash_moments(integers(values), per_unit(arrow_type))
    return hash_values(values)


def _hash_integers(numbers: Integers, *, unsigned: bool) -> Words:
    large = numbers < 0 if unsigned else np.zeros(len(numbers), bool)
    return _scatter(numbers, ~large, [int(number) for number in numbers[large].view(np.uint64)])


def _hash_decimals(values: ArrowArray, scale: int) -> Words:
    low, short, long = large_integers(values)
    if 0 <= scale <= 18:
        numbers, rest = np.divmod(low, np.int64(10**scale))
        whole = short & (rest == 0)
    else:
        numbers, whole = low, np.zeros(len(low), bool)
    remaining = iter(long)
    unscaled = [int(low[at]) if short[at] else next(remaining) for at in np.flatnonzero(~whole)]
    return _scatter(numbers, whole, [Decimal(n).scaleb(-scale, _EXACT) for n in unscaled])


def _hash_floats(numbers: npt.NDArray[np.float64]) -> Words:
    with np.errstate(invalid="ignore"):
        whole = (np.abs(numbers) < _WHOLE) & (np.floor(numbers) == numbers)
        as_integers = np.where(whole, numbers, 0.0).astype(np.int64)
    others = [Decimal(repr(float(number))) for number in numbers[~whole]]
    return _scatter(as_integers, whole, others)


def _hash_moments(numbers: Integers, unit: int) -> Words:
    if unit >= SECOND:
        seconds, rest = numbers * np.int64(unit // SECOND), np.zeros(len(numbers), np.int64)
    else:
        seconds, rest = np.divmod(numbers, np.int64(SECOND // unit))
        rest = rest * np.int64(unit)
    return hash_words(np.stack([seconds.view(np.uint64), rest.view(np.uint64)], axis=1))


def _scatter(
    numbers: Integers, whole: npt.NDArray[np.bool_], others: Sequence[Decimal | int]
) -> Words:
    """Hashes of 64-bit integers where `whole`, of the other numbers elsewhere, in order."""
    hashes = mix(numbers.view(np.uint64))
    if others:
        hashes[~whole] = np.fromiter(map(_hash_number, others), np.uint64, len(others))
    return hashes


def _hash_number(number: Decimal | int) -> int:
    exact = Decimal(number)
    if exact.is_finite() and exact == exact.to_integral_value() and abs(exact) < _WHOLE:
        return int(mix(np.array([int(exact)], np.int64).view(np.uint64))[0])
    # Integers beyond 64 bits and fractions: by their digits.
    return int(hash_texts([str(exact.normalize(_EXACT))])[0])
