"""Keys of several columns and dependencies: true in all rows, in any order, over any division."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.contracts.scans import TableFacts, TableKind, UniqueKey
from pursight.contracts.structure import TableStructure
from pursight.engine.structure import hash_rows, table_structure
from pursight.profiling import structure, watched
from pursight.profiling.column import ColumnProfile
from pursight.profiling.row_table import RowTable
from pursight.profiling.structure import MOST_COLUMNS, Structure

Numbers = Mapping[str, Sequence[int | None]]
FACTS = TableFacts(
    name="t", kind=TableKind.TABLE, primary_key=("order", "line"),
    unique=(UniqueKey(columns=("id",)),),
)  # fmt: skip


def looked_at(parts: Sequence[pa.RecordBatch], *, merged: bool = False) -> TableStructure | None:
    schema = parts[0].schema
    profiles = [ColumnProfile(field.type) for field in schema]
    whole = Structure([profile.family for profile in profiles])
    for number, part in enumerate(parts):
        state = Structure([profile.family for profile in profiles]) if merged else whole
        hashes = [
            profile.update(column)
            for profile, column in zip(profiles, part.columns, strict=True)
        ]  # fmt: skip
        state.update([hash_rows(part.column(at), hashes[at]) for at in state.columns])
        if merged and not number:
            whole = state
        elif merged:
            whole.merge(state)
    rows = sum(part.num_rows for part in parts)
    return table_structure(FACTS, schema.names, profiles, whole, rows=rows, complete=True)


def batch(columns: Numbers) -> pa.RecordBatch:
    return pa.record_batch({name: pa.array(list(of), pa.int64()) for name, of in columns.items()})


def orders(rows: int, seed: int = 1) -> dict[str, list[int | None]]:
    rng = np.random.default_rng(seed)
    city = rng.integers(0, 60, rows)
    dirty = city % 7
    dirty[: rows // 500] += 1
    return {
        "id": list(range(rows)),
        "order": [n // 4 for n in range(rows)],
        "line": [n % 4 for n in range(rows)],
        "city": city.tolist(),
        "country": (city % 7).tolist(),
        "dirty": dirty.tolist(),
        "same": [1] * rows,
        "noise": rng.integers(0, 90, rows).tolist(),
    }


def pairs(found: TableStructure | None) -> dict[tuple[str, str], float]:
    assert found
    return {(one.determinant, one.dependent): one.error for one in found.dependencies}


def keys(found: TableStructure | None) -> dict[tuple[str, ...], bool]:
    assert found
    return {key.columns: key.declared for key in found.keys}


def test_what_holds_is_found_and_what_does_not_is_not() -> None:
    found = looked_at([batch(orders(5000))])
    assert keys(found) == {("id",): True, ("order", "line"): True}
    held = pairs(found)
    assert held["city", "country"] == 0.0
    assert held["city", "dirty"] == pytest.approx(10 / 5000)
    assert held["country", "dirty"] == pytest.approx(10 / 5000)
    assert ("country", "city") not in held
    assert not any("same" in pair or "noise" in pair or "id" in pair for pair in held)


def test_order_and_division_do_not_show() -> None:
    rows = batch(orders(4000))
    shuffled = rows.take(pa.array(np.random.default_rng(2).permutation(4000)))
    whole = looked_at([rows])
    for merged in (True, False):
        assert (
            looked_at([shuffled.slice(n, 700) for n in range(0, 4000, 700)], merged=merged) == whole
        )


@pytest.mark.parametrize("merged", [True, False])
def test_large_tables_are_watched_to_the_last_row(
    merged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structure, "HELD_ROWS", 1000)
    rows = orders(9000)
    found = looked_at([batch(rows).slice(n, 800) for n in range(0, 9000, 800)], merged=merged)
    assert keys(found) == {("id",): True, ("order", "line"): True}
    assert pairs(found) == {("city", "country"): 0.0}
    # one row at the very end breaks both
    rows["country"][-1] = 99
    rows["order"][-1], rows["line"][-1] = rows["order"][0], rows["line"][0]
    broken = looked_at([batch(rows).slice(n, 800) for n in range(0, 9000, 800)], merged=merged)
    assert keys(broken) == {("id",): True}
    assert pairs(broken) == {}


def test_few_rows_take_in_a_large_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "HELD_ROWS", 1000)
    rows = orders(3000)
    rows["country"][0] = 99
    found = looked_at([batch(rows).slice(0, 500), batch(rows).slice(500)], merged=True)
    other = looked_at([batch(rows).slice(500), batch(rows).slice(0, 500)], merged=True)
    assert keys(found) == keys(other) == {("id",): True, ("order", "line"): True}
    assert pairs(found) == pairs(other) == {}


def test_what_is_constant_for_long_may_still_depend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "HELD_ROWS", 500)
    city = sorted(np.random.default_rng(3).integers(0, 40, 4000).tolist())
    ordered = batch({"city": city, "half": [one // 20 for one in city], "n": [0, 1] * 2000})
    shuffled = ordered.take(pa.array(np.random.default_rng(4).permutation(4000)))
    for rows in (ordered, shuffled):
        found = looked_at([rows.slice(n, 300) for n in range(0, 4000, 300)], merged=True)
        assert pairs(found) == {("city", "half"): 0.0}


def test_a_column_of_very_many_values_is_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "HELD_ROWS", 500)
    monkeypatch.setattr(watched, "MOST_GROUPS", 50)
    found = looked_at([batch(orders(4000)).slice(n, 300) for n in range(0, 4000, 300)])
    assert pairs(found) == {}


def test_missing_values_are_no_key_and_count_as_a_value() -> None:
    rows = orders(2000)
    rows["line"][0] = None
    rows["country"] = [None if one == 3 else one for one in rows["country"]]
    found = looked_at([batch(rows)])
    assert keys(found) == {("id",): True}
    assert pairs(found)["city", "country"] == 0.0


def test_three_columns_are_tried_when_two_are_not_enough() -> None:
    cube = [(a, b, c) for a in range(12) for b in range(12) for c in range(12)]
    found = looked_at([batch(dict(zip("abc", zip(*cube, strict=True), strict=True)))])
    assert keys(found) == {("a", "b", "c"): False}


def test_few_rows_say_nothing_and_many_columns_are_not_tried() -> None:
    assert looked_at([batch(orders(structure.FEWEST_ROWS - 1))]) is None
    wide = batch({f"c{n}": range(30) for n in range(MOST_COLUMNS + 1)})
    found = looked_at([wide])
    assert found
    assert found.note == "too_wide"
    assert len(found.keys) == 10


SMALL = st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=1, max_size=60)


@given(SMALL)
@settings(max_examples=60)
def test_against_the_definition(rows: list[tuple[int, ...]]) -> None:
    table = RowTable(np.array(rows, np.uint64).T.copy() * np.uint64(0x9E3779B97F4A7C15))
    found = {(one.left, one.right): one.error for one in table.dependencies(range(4), 0.25)}
    for a in range(4):
        for b in range(4):
            groups: dict[int, list[int]] = {}
            for row in rows:
                groups.setdefault(row[a], []).append(row[b])
            kept = sum(max(map(group.count, group)) for group in groups.values())
            error = 1 - kept / len(rows)
            if (a, b) in found:
                assert found[a, b] == pytest.approx(error)
            elif a != b and error == 0.0:
                assert table.distinct[b] > table.distinct[a] * 1.1
    for columns in table.keys(range(4), 10):
        chosen = [tuple(row[at] for at in columns) for row in rows]
        assert len(set(chosen)) == len(rows)
        assert len(columns) == 2 or not any(
            len({tuple(row[at] for at in pair) for row in rows}) == len(rows)
            and len(rows) ** 2 >= 20 * table.distinct[pair[0]] * table.distinct[pair[1]]
            for pair in combinations(columns, 2)
        )


def test_of_a_large_table_only_what_is_watched_is_wanted() -> None:
    part = batch(orders(structure.HELD_ROWS + 2_000))
    names = part.schema.names
    state = Structure([ColumnProfile(field.type).family for field in part.schema])
    hashes = [ColumnProfile(column.type).update(column) for column in part.columns]
    assert [names[at] for at in state.columns] == names
    state.update([hashes[at] for at in state.columns])
    wanted = {names[at] for at in state.columns}
    assert {"order", "line", "city", "country"} <= wanted
    assert "id" not in wanted
