"""Lists, structs and maps as Python values, whatever their leaves hold.

Arrow's own way to Python refuses dates beyond the year 9999, nanoseconds where pandas is missing,
texts that are no UTF-8 and structs with two fields of one name. Here moments stay the numbers that
they are, texts keep odd bytes as surrogates, and a struct is the list of its fields' values.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pyarrow as pa

from pursight.values.arrow import ArrowArray, Family, family_of, flat

_MOMENTS = frozenset({Family.DATE, Family.TIME, Family.TIMESTAMP, Family.DURATION})


def to_python(values: ArrowArray) -> list[Any]:
    """Each value, null as None; equal values of one type are equal here."""
    array: Any = flat(values)
    rows = _rows(array)
    if array.null_count:
        valid = array.is_valid().to_pylist()
        rows = [row if there else None for row, there in zip(rows, valid, strict=True)]
    return rows


def _rows(array: Any) -> list[Any]:
    """Each value, with anything in the place of a null."""
    for holds, read in _CONTAINERS:
        if holds(array.type):
            return read(array)
    family = family_of(array.type)
    if family is Family.TEXT:
        contents = array.cast(pa.large_binary()).to_pylist()
        return [None if one is None else one.decode("utf-8", "surrogateescape") for one in contents]
    leaves = array.view(f"int{array.type.bit_width}") if family in _MOMENTS else array
    values: list[Any] = leaves.to_pylist()
    return values


def _structs(array: Any) -> list[Any]:
    fields = [to_python(field) for field in array.flatten()]
    return list(map(list, zip(*fields, strict=True))) if fields else [[]] * len(array)


def _lists(array: Any) -> list[Any]:
    begins, size = _begins(array)
    items = to_python(array.values.slice(begins[0], size))
    return [items[a - begins[0] : b - begins[0]] for a, b in pairwise(begins)]


def _lists_of_one_size(array: Any) -> list[Any]:
    size = array.type.list_size
    items = to_python(array.values.slice(array.offset * size, len(array) * size))
    return [items[row * size : (row + 1) * size] for row in range(len(array))]


def _maps(array: Any) -> list[Any]:
    begins, size = _begins(array)
    keys = to_python(array.keys.slice(begins[0], size))
    items = to_python(array.items.slice(begins[0], size))
    pairs = list(map(list, zip(keys, items, strict=True)))
    return [pairs[a - begins[0] : b - begins[0]] for a, b in pairwise(begins)]


def _begins(array: Any) -> tuple[list[int], int]:
    """Where each list begins among all items, the end of the last one too; how many they have."""
    begins: list[int] = array.offsets.to_pylist()
    return begins, begins[-1] - begins[0]


_CONTAINERS: tuple[tuple[Callable[[Any], bool], Callable[[Any], list[Any]]], ...] = (
    (pa.types.is_struct, _structs),
    (pa.types.is_map, _maps),
    (pa.types.is_list, _lists),
    (pa.types.is_large_list, _lists),
    (pa.types.is_fixed_size_list, _lists_of_one_size),
)
