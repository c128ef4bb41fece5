"""Frequent values: exact while they fit, never too high, never too low by more than is said."""

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.scans import LocalProfile, Profile
from pursight.profiling.column import ColumnProfile
from pursight.profiling.frequencies import Frequencies
from pursight.values.chunk import counted

KEYS = st.lists(st.integers(0, 40), max_size=300)


def taken(parts: list[list[int]], counters: int, *, merged: bool) -> Frequencies:
    whole = Frequencies(counters)
    for part in parts:
        one = Frequencies(counters) if merged else whole
        if part:
            one.add(*counted(np.array(part, np.uint64)))
        if merged:
            whole.merge(one)
    return whole


@given(st.lists(KEYS, max_size=6), st.integers(1, 50), st.booleans())
def test_the_error_is_within_the_promise(
    parts: list[list[int]], counters: int, merged: bool
) -> None:
    state = taken(parts, counters, merged=merged)
    true = Counter(key for part in parts for key in part)
    assert state.error <= true.total() / (counters + 1)
    found = dict(zip(*(one.tolist() for one in state.top(100)), strict=True))
    assert len(found) <= counters
    for key, count in true.items():
        assert count - state.error <= found.get(key, 0) <= count
    if len(true) <= counters:
        assert state.error == 0
        assert found == dict(true)


def test_what_is_lowered_is_no_more_than_it_must_be() -> None:
    once = Frequencies(4)
    once.add(np.arange(9, dtype=np.uint64), np.array([1, 3, 1, 1, 1, 1, 2, 1, 1]))
    assert once.error == 1
    assert dict(zip(*(one.tolist() for one in once.top(9)), strict=True)) == {1: 2, 6: 1}
    often = Frequencies(2)
    often.add(np.arange(4, dtype=np.uint64), np.array([5, 4, 3, 1]))
    assert often.error == 3
    assert dict(zip(*(one.tolist() for one in often.top(9)), strict=True)) == {0: 2, 1: 1}


@given(KEYS, st.data())
def test_order_and_division_do_not_show_while_exact(keys: list[int], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(keys))
    cut = data.draw(st.integers(0, len(keys)))
    one = taken([keys], 64, merged=False)
    other = taken([shuffled[:cut], shuffled[cut:]], 64, merged=True)
    assert [part.tolist() for part in one.top(10)] == [part.tolist() for part in other.top(10)]


def profile(texts: list[str], *, mask: bool, local: bool) -> Profile | LocalProfile:
    state = ColumnProfile(pa.string())
    state.update(pa.array(texts, pa.string()))
    return state.report(complete=True, mask=mask, text_extremes=local)


TEXTS = ["often"] * 30 + ["some"] * 7 + ["few"] * 4 + ["long" * 50] * 6


def test_what_leaves_has_counts_by_rank_alone() -> None:
    leaves = profile(TEXTS, mask=False, local=False)
    assert leaves.top_counts == (30, 7, 6)
    assert leaves.top_error is None
    assert "often" not in leaves.model_dump_json()
    assert not hasattr(leaves, "frequent")


def test_what_stays_has_the_values_too() -> None:
    stays = profile(TEXTS, mask=False, local=True)
    assert isinstance(stays, LocalProfile)
    assert [(one.value, one.cut, one.count) for one in stays.frequent] == [
        ("often", False, 30), ("some", False, 7), ("long" * 30, True, 6),
    ]  # fmt: skip


def test_a_masked_column_tells_only_of_crowds() -> None:
    for local in (True, False):
        masked = profile(TEXTS, mask=True, local=local)
        assert masked.top_counts == (30,)
        assert "often" not in masked.model_dump_json()
        assert not getattr(masked, "frequent", ())


def test_a_value_that_is_rare_in_each_part_is_known() -> None:
    whole = ColumnProfile(pa.string())
    for _ in range(6):
        state = ColumnProfile(pa.string())
        state.update(pa.array(["now and then"]))
        whole.merge(state)
    found = whole.report(complete=True, mask=False, text_extremes=True)
    assert isinstance(found, LocalProfile)
    assert [(one.value, one.count) for one in found.frequent] == [("now and then", 6)]


def test_merged_states_know_their_values() -> None:
    whole = ColumnProfile(pa.timestamp("s", "UTC"))
    for part in ([0] * 9, [86_400] * 11, [0] * 4):
        state = ColumnProfile(pa.timestamp("s", "UTC"))
        state.update(pa.array(part, pa.timestamp("s", "UTC")))
        whole.merge(state)
    found = whole.report(complete=True, mask=False, text_extremes=True)
    assert isinstance(found, LocalProfile)
    assert [(one.value, one.count) for one in found.frequent] == [
        ("1970-01-01 00:00:00+00:00", 13), ("1970-01-02 00:00:00+00:00", 11),
    ]  # fmt: skip


def test_a_column_of_nothing_but_different_values_has_no_frequent_ones() -> None:
    state = ColumnProfile(pa.int64())
    for start in range(0, 200_000, 20_000):
        state.update(pa.array(range(start, start + 20_000)))
    assert state.report(complete=True, mask=False).top_counts == ()
