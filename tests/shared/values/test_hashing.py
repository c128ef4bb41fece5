"""Hashes: the same for what is equal, wherever it stands, for ever."""

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.testing.columns import columns, texts
from pursight.values.arrow import plain
from pursight.values.hashing import hash_values


def hashed(values: list[Any], arrow_type: pa.DataType) -> list[int]:
    return [int(h) for h in hash_values(plain(pa.array(values, arrow_type)))]


@settings(max_examples=120, deadline=None)
@given(columns(), st.integers(0, 5))
def test_a_value_hashes_alike_wherever_it_stands(
    column: tuple[pa.DataType, list[Any]], before: int
) -> None:
    arrow_type, values = column
    values = [value for value in values if value is not None]
    alone = [hashed([value], arrow_type)[0] for value in values]
    assert hashed(values, arrow_type) == alone
    moved = pa.array([*values[:before], None, *values], arrow_type).slice(len(values[:before]))
    assert [int(h) for h in hash_values(plain(moved))] == alone


@settings(max_examples=120, deadline=None)
@given(st.lists(texts()))
def test_different_texts_have_different_hashes(values: list[str]) -> None:
    assert len(set(hashed(values, pa.string()))) == len(set(values))


def test_every_nan_and_both_zeros_are_one() -> None:
    bits = np.array([0x7FF8000000000000, 0xFFF8000000000001, 0x7FF0000000000001], np.uint64)
    assert len(set(hash_values(pa.array(bits.view(np.float64))).tolist())) == 1
    assert len(set(hashed([0.0, -0.0], pa.float64()))) == 1


def test_many_texts_without_a_collision() -> None:
    numbers = np.arange(300_000).astype(str)
    for prefix in ("", "customer-", "x" * 30):
        array = pa.array(np.char.add(prefix, numbers), pa.large_string())
        assert len(np.unique(hash_values(array))) == 300_000


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 511, 512, 513, 2000])
def test_every_byte_and_the_length_count(length: int) -> None:
    base = b"\0" * length
    variants = [base, base + b"\0"]
    variants += [base[:at] + b"\1" + base[at + 1 :] for at in range(0, length, max(length // 9, 1))]
    assert len(set(hashed(variants, pa.binary()))) == len(set(variants))


@pytest.mark.parametrize(
    ("arrow_type", "value", "expected"),
    [
        (pa.int64(), 1, 10451216379200822465),
        (pa.float64(), 1.5, 15481881892811333770),
        (pa.string(), "pursight", 1471926142006568448),
        (pa.string(), "x" * 600, 4556693586855357462),
        (pa.decimal128(38, 2), Decimal("12.50"), 11235632511603747547),
        (pa.list_(pa.int64()), [1, 2], 5797740730781989236),
    ],
    ids=str,
)
def test_hashes_never_change_since_states_outlive_a_version(
    arrow_type: pa.DataType, value: object, expected: int
) -> None:
    assert hashed([value], arrow_type) == [expected]
