"""Histograms: right counts, round edges, no small bins, the same for merged states."""

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.measures import MOST_BINS, Histogram
from pursight.profiling.column import ColumnProfile
from pursight.profiling.masking import CROWD
from pursight.values.arrow import ArrowArray


def drawn(*chunks: ArrowArray) -> Histogram | None:
    """Of one state for each chunk, merged."""
    states = [ColumnProfile(chunk.type) for chunk in chunks]
    for state, chunk in zip(states, chunks, strict=True):
        state.update(chunk)
    whole = states[0]
    for other in states[1:]:
        whole.merge(other)
    return whole.report(complete=True, mask=False).histogram


def number_of(edge: float | str, arrow_type: pa.DataType) -> float:
    if isinstance(edge, float):
        return edge
    unit = "D" if pa.types.is_date(arrow_type) else "us"
    return float(np.datetime64(edge, unit).astype(np.int64))


def check(found: Histogram, numbers: Any, arrow_type: pa.DataType) -> None:
    """Hold every count against the numbers themselves."""
    edges = [number_of(edge, arrow_type) for edge in found.edges]
    ranked = np.sort(np.asarray(numbers, np.float64))
    below = np.searchsorted(ranked, edges, side="left")
    slack = (found.error or 0.0) * len(ranked)
    pairs = list(zip(found.counts, np.diff(below).tolist(), strict=True))
    assert all(abs(count - true) <= slack for count, true in pairs)
    assert len(found.counts) <= MOST_BINS
    assert edges == sorted(set(edges))
    # no bin and no tail of one to four values, whatever the sketch got wrong
    assert all(count == 0 or true >= CROWD for count, true in pairs)
    for told, true in ((found.below, below[0]), (found.above, len(ranked) - below[-1])):
        assert (told is None and true < CROWD + slack * 2) or (told is not None and true >= CROWD)
    assert Histogram.model_validate(json.loads(found.model_dump_json())) == found


@given(st.lists(st.integers(-(2**62), 2**62) | st.integers(-50, 50), max_size=80), st.data())
def test_integers(numbers: list[int], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(numbers)))
    shuffled = data.draw(st.permutations(numbers))
    found = drawn(pa.array(numbers, pa.int64()))
    assert found == drawn(
        pa.array(shuffled[:cut], pa.int64()), pa.array(shuffled[cut:], pa.int64())
    )
    if found is not None:
        check(found, numbers, pa.int64())


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=60))
def test_floats_of_any_size(numbers: list[float]) -> None:
    found = drawn(pa.array(numbers, pa.float64()))
    if found is not None:
        check(found, numbers, pa.float64())


@given(
    st.lists(st.integers(-800_000, 3_000_000), max_size=60),
    st.sampled_from([pa.date32(), pa.timestamp("us"), pa.timestamp("s"), pa.timestamp("ns")]),
)
def test_moments(numbers: list[int], arrow_type: pa.DataType) -> None:
    found = (
        drawn(pa.array(numbers, pa.int64()).cast(pa.int32()).view(pa.date32()))
        if (arrow_type == pa.date32())
        else drawn(pa.array(numbers, pa.int64()).view(arrow_type))
    )
    scale = {"timestamp[s]": 1e6, "timestamp[ns]": 1e-3}.get(str(arrow_type), 1.0)
    if found is not None:
        check(found, np.floor(np.array(numbers) * scale), arrow_type)


@pytest.mark.parametrize("parts", [1, 7])
def test_large_columns_keep_the_stated_error(parts: int) -> None:
    rng = np.random.default_rng(5)
    for numbers in (rng.normal(size=200_000), rng.lognormal(sigma=3, size=200_000),
                    rng.choice([0.0, 1.0, 1e9], 200_000, p=[0.9, 0.09999, 0.00001])):  # fmt: skip
        found = drawn(*(pa.array(part) for part in np.array_split(numbers, parts)))
        assert found
        assert found.error
        assert found.error < 0.01
        check(found, numbers, pa.float64())


def test_edges_are_round() -> None:
    found = drawn(pa.array([13.37 + n for n in range(100)]))
    assert found
    assert found.edges[:3] == (10.0, 20.0, 25.0)  # from 10 to 15 there are but two
    days = drawn(pa.array(np.arange(200), pa.int32()).view(pa.date32()))
    assert days
    assert set(np.diff([number_of(edge, pa.date32()) for edge in days.edges])[1:-1]) == {7.0}
    assert np.datetime64(str(days.edges[0])).astype(object).isoweekday() == 1
    years = drawn(pa.array(np.arange(0, 9000, 3), pa.int32()).view(pa.date32()))
    assert years
    assert all(str(edge).endswith("-01-01") for edge in years.edges)


def test_what_lies_far_out_is_a_tail() -> None:
    found = drawn(pa.array([float(n % 100) for n in range(1000)] + [1e9] * 6))
    assert found
    assert (found.edges[-1], found.above, found.below) == (100.0, 6, None)
    alone = drawn(pa.array([float(n % 100) for n in range(1000)] + [1e9] * 4))
    assert alone
    assert alone.above is None


def test_nothing_of_few_or_masked_values() -> None:
    assert drawn(pa.array([1, 2, 3, 4])) is None
    state = ColumnProfile(pa.int64())
    state.update(pa.array(range(100)))
    assert state.report(complete=True, mask=True).histogram is None
    assert drawn(pa.array(["a"] * 100)) is None
