"""Nested values that Arrow does not bring to Python: each is read, and told from the others."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.values.arrow import ArrowArray, plain
from pursight.values.hashing import hash_values
from pursight.values.nested import to_python

FARTHEST = 2**31 - 1
TWO = pa.array([0, 1, 2], pa.int32())


def lists(items: ArrowArray) -> ArrowArray:
    return pa.ListArray.from_arrays(TWO, items)


def as_type(numbers: list[int], raw: pa.DataType, arrow_type: pa.DataType) -> ArrowArray:
    moments: ArrowArray = pa.array(numbers, raw).view(arrow_type)
    return moments


def no_utf8() -> ArrowArray:
    buffers = pa.array([b"\xff", b"\xfe"], pa.binary()).buffers()
    return pa.StringArray.from_buffers(2, buffers[1], buffers[2])


def unions() -> ArrowArray:
    children = [pa.array([1, 2]), pa.array(["a", "b"])]
    return pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), children)


ODD = {
    "dates": lists(as_type([FARTHEST, 0], pa.int32(), pa.date32())),
    "moments": lists(as_type([-(2**63) + 1, 0], pa.int64(), pa.timestamp("us"))),
    "nanoseconds": lists(as_type([1, 2], pa.int64(), pa.timestamp("ns", "UTC"))),
    "times": lists(as_type([1, 2], pa.int64(), pa.time64("ns"))),
    "durations": lists(as_type([2**63 - 1, 0], pa.int64(), pa.duration("s"))),
    "no UTF-8": lists(no_utf8()),
    "one name twice": pa.StructArray.from_arrays([pa.array([1, 1]), pa.array([2, 3])], ["a", "a"]),
    "deep": lists(pa.StructArray.from_arrays([lists(no_utf8())], ["a"])),
    "union": unions(),
    "dictionary": pa.DictionaryArray.from_arrays(pa.array([1, 0]), pa.array([[1], [2]])),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_values_are_read_and_told_apart(what: str) -> None:
    assert len(set(hash_values(plain(ODD[what])).tolist())) == 2


NESTED: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (pa.list_(pa.int8()), st.lists(st.integers(0, 9) | st.none(), max_size=3)),
    (pa.large_list(pa.string()), st.lists(st.text(max_size=2), max_size=3)),
    (pa.list_(pa.bool_(), 2), st.lists(st.booleans() | st.none(), min_size=2, max_size=2)),
    (pa.list_(pa.list_(pa.int8())), st.lists(st.lists(st.integers(0, 9), max_size=2), max_size=2)),
    (pa.list_view(pa.int8()), st.lists(st.integers(0, 9), max_size=3)),
]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_lists_are_what_arrow_says(data: st.DataObject) -> None:
    arrow_type, values = data.draw(st.sampled_from(NESTED))
    rows = data.draw(st.lists(values | st.none(), max_size=6))
    array = pa.array(rows, arrow_type)
    first = data.draw(st.integers(0, len(rows)))
    number = data.draw(st.integers(0, len(rows)))
    assert to_python(array.slice(first, number)) == rows[first : first + number]


def test_structs_and_maps_are_lists_in_order() -> None:
    structs = pa.array([{"b": 1, "a": "x"}, None, {"b": None, "a": "y"}])
    assert to_python(structs) == [[1, "x"], None, [None, "y"]]
    assert to_python(structs.slice(1, 2)) == [None, [None, "y"]]
    maps = pa.array([[("k", 1), ("l", None)], None, []], pa.map_(pa.string(), pa.int8()))
    assert to_python(maps) == [[["k", 1], ["l", None]], None, []]
    assert to_python(maps.slice(2)) == [[]]
    assert to_python(pa.array([{}, None, {}], pa.struct([]))) == [[], None, []]
