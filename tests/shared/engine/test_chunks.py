"""A chunk says the same of its values, whether it looked at all of them or at each once."""

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.engine.column import ColumnState
from pursight.testing.columns import columns
from pursight.values.chunk import Chunk

_CELL = st.sampled_from(
    [
        *(None, "", " ", "NULL", " a@b.org", "a@b.org", "10.0.0.1", "4111111111111111", "é\nb"),
        *("2024-02-30", "2024-02-28", "31.12.2026", "12,5", "true", "x" * 120, "aa99-99"),
        "please write to b@c.org or pay with 4111 1111 1111 1111 at once",
    ]
) | st.text(max_size=6)


def spelled(values: list[str | None], road: str) -> Any:
    """The same texts in arrays of different make."""
    plain = pa.array(values, pa.string())
    if road == "plain":
        return plain
    if road == "large slice":
        return pa.array(["before", None, *values, "behind"], pa.large_string()).slice(
            2, len(values)
        )
    others = pa.array([*values, "unused", "4111111111111111", "unused"], pa.string())
    encoded: Any = others.dictionary_encode()
    if road == "dictionary":
        return encoded.slice(0, len(values))
    turned = encoded.dictionary.take(pa.array(range(len(encoded.dictionary) - 1, -1, -1)))
    last = len(encoded.dictionary) - 1
    indices = [None if i is None else last - i for i in encoded.indices.to_pylist()]
    return pa.DictionaryArray.from_arrays(pa.array(indices, pa.int8()), turned)[: len(values)]


def known(classifier: Any, arrays: list[Any]) -> tuple[Any, ...]:
    state = ColumnState(classifier, pa.string(), exact_distinct=50)
    for array in arrays:
        state.update(array.cast(pa.string()) if array.type == pa.large_string() else array)
    evidence = state._evidence
    return (
        state.profile.report(complete=True, mask=False, text_extremes=True).model_dump(),
        *(evidence.cells, evidence.hits.tolist(), evidence.prose_hits.tolist()),
        *(evidence.sample.values(), evidence.rare.fits, evidence.rare.holds, evidence.rare.rows),
    )


@settings(max_examples=120, deadline=None)
@given(st.lists(_CELL, max_size=30), st.integers(0, 30), st.booleans())
def test_every_road_knows_the_same_of_texts(
    classifier: Any, values: list[str | None], cut: int, each_alone: bool
) -> None:
    parts = [values[:cut], values[cut:]]
    with pytest.MonkeyPatch.context() as patch:
        if each_alone:
            patch.setattr("pursight.values.chunk._unlike", lambda tried, of: -1)
        plain = known(classifier, [spelled(part, "plain") for part in parts])
    for road in ("plain", "large slice", "dictionary", "turned"):
        assert known(classifier, [spelled(part, road) for part in parts]) == plain, road


@settings(max_examples=120, deadline=None)
@given(columns())
def test_counts_and_hashes_are_those_of_the_values(column: tuple[pa.DataType, list[Any]]) -> None:
    arrow_type, values = column
    chunk = Chunk(pa.array(values, arrow_type))
    present = [value for value in values if value is not None]
    assert chunk.rows == len(values)
    if not pa.types.is_null(arrow_type):
        assert chunk.size == len(present) == len(chunk.row_hashes) == int(chunk.times.sum())
        counts = Counter(chunk.row_hashes.tolist())
        assert dict(zip(*(part.tolist() for part in chunk.counted), strict=True)) == counts
        assert list(chunk.counted[0]) == sorted(counts)


def test_a_chunk_looks_at_each_text_once_where_many_recur() -> None:
    town = pa.array(["Oslo", "Riga", None, "Oslo"] * 500)
    assert len(Chunk(town).cells) == 2
    assert Chunk(town).times.tolist() == [1000, 500]
    streets = pa.array([f"{n % 500} Mill Street" for n in range(20_000)])
    assert len(Chunk(streets).cells) == 500
    different = Chunk(pa.array([f"a{n}" for n in range(5_000)]))
    assert different.each_once
    assert np.array_equal(different.times, np.ones(5_000, np.int64))
