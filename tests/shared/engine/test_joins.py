"""Join keys: found where they are, with the share and its error; nothing of a value in them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.contracts.scans import ColumnFacts, ForeignKey, TableFacts, TableKind
from pursight.contracts.structure import JoinKey
from pursight.engine.joins import Joins
from pursight.engine.table import TableState
from pursight.profiling.distinct import DistinctCount
from pursight.profiling.key_sample import KeySample
from pursight.values.arrow import Words
from pursight.values.hashing import mix

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def joins_of(
    classifier: Classifier,
    tables: Mapping[str, Mapping[str, Sequence[Any]]],
    declared: Mapping[str, ForeignKey] | None = None,
    memory: int = 1 << 26,
) -> dict[str, list[JoinKey]]:
    joins = Joins(memory)
    for name, columns in tables.items():
        keys = [(declared or {})[name]] if name in (declared or {}) else []
        facts = TableFacts(
            name=name, kind=TableKind.TABLE, foreign_keys=tuple(keys),
            columns=tuple(ColumnFacts(name=one, position=at, type="")
                          for at, one in enumerate(columns, 1)),
        )  # fmt: skip
        batch = pa.record_batch({one: pa.array(list(values)) for one, values in columns.items()})
        state = TableState(facts, batch.schema, classifier, (), now=NOW)
        state.update(batch)
        joins.add(facts, state)
    return {table.name: list(table.joins) for table in joins.found()}


def told(found: Sequence[JoinKey]) -> set[tuple[str, str, str]]:
    return {(one.column, one.ref_table, one.ref_column) for one in found}


SHOP: dict[str, dict[str, Sequence[Any]]] = {
    "customers": {"id": range(1, 101), "code": [f"K-{n:05}" for n in range(100)]},
    "products": {"id": range(1, 401), "price": [1.5 * n for n in range(400)]},
    "orders": {
        "id": range(1, 1001),
        "customer_id": [n % 90 + 1 for n in range(1000)],
        "client": [f"K-{n % 80:05}" for n in range(1000)],
        "quantity": [n % 7 + 1 for n in range(1000)],
        "product_id": [n % 410 + 1 for n in range(1000)],
    },
}


def test_names_and_values_together_tell(classifier: Classifier) -> None:
    found = joins_of(classifier, SHOP)
    assert told(found["orders"]) == {
        ("customer_id", "customers", "id"),
        ("client", "customers", "code"),  # by its values alone
        ("product_id", "products", "id"),
    }
    assert found["customers"] == found["products"] == []  # both count from one, and mean nothing
    shares = {one.column: (one.contained, one.error, one.compared) for one in found["orders"]}
    assert shares["customer_id"] == (1.0, None, 90)
    assert shares["product_id"] == (pytest.approx(400 / 410), None, 410)


def test_a_declared_key_is_told_however_little_holds(classifier: Classifier) -> None:
    key = ForeignKey(columns=("quantity",), ref_table="customers", ref_columns=("id",))
    tables = {**SHOP, "orders": {**SHOP["orders"], "quantity": [n % 200 for n in range(1000)]}}
    found = joins_of(classifier, tables, {"orders": key})["orders"]
    declared = [one for one in found if one.declared]
    assert [(one.column, one.contained) for one in declared] == [("quantity", 0.5)]


def test_samples_of_large_columns_keep_their_error(classifier: Classifier) -> None:
    rng = np.random.default_rng(1)
    tables = {
        "event": {"visitor_id": rng.integers(1, 20_600, 60_000).tolist()},
        "visitor": {"id": list(range(1, 20_001))},
    }
    found = joins_of(classifier, tables, memory=8 * 8000)["event"][0]
    assert found.estimated_from == "sample"
    assert found.error
    assert abs(found.contained - 20_000 / 20_600) <= found.error < 0.1


def test_nothing_of_a_value_is_told(classifier: Classifier) -> None:
    words = "\n".join(one.model_dump_json() for one in joins_of(classifier, SHOP)["orders"])
    assert "K-0" not in words


HASHES = st.sets(st.integers(0, 300), max_size=200)


def sample(numbers: set[int], most: int) -> KeySample:
    state = DistinctCount()
    state.add(hashed(numbers))
    return KeySample(*state.least(most))


def hashed(numbers: set[int]) -> Words:
    return mix(np.array(sorted(numbers), np.uint64))


@given(HASHES, HASHES, st.integers(1, 250), st.integers(1, 250))
def test_a_share_is_exact_or_says_by_how_much_it_is_off(
    mine: set[int], other: set[int], most: int, most_of_other: int
) -> None:
    held = sample(mine, most).contained_in(sample(other, most_of_other))
    if mine and len(mine) <= most and len(other) <= most_of_other:
        assert held == (len(mine & other) / len(mine), None, len(mine))
    if held.error is None:
        assert held.share == len(mine & other) / len(mine)
    assert held.compared <= min(len(mine), most)


def test_the_interval_holds_95_of_100_times() -> None:
    rng = np.random.default_rng(9)
    held = 0
    for _ in range(300):
        numbers = set(rng.choice(10**9, 4000, replace=False).tolist())
        known = {one for one in numbers if rng.random() < 0.9}
        found = sample(numbers, 256).contained_in(sample(known, 4000))
        assert found.error is not None
        held += abs(found.share - len(known) / len(numbers)) <= found.error
    assert held >= 300 * 0.92


def test_what_a_cut_sample_cannot_know_is_not_held_against_a_column() -> None:
    held = sample(set(range(0, 3000, 3)), 4096).contained_in(sample(set(range(3000)), 300))
    assert held.share == 1.0
    assert held.error
    assert 50 < held.compared < 150


def test_the_smallest_hashes_of_merged_sketches() -> None:
    whole, other = DistinctCount(100), DistinctCount(100)
    whole.add(hashed(set(range(500))))
    other.add(hashed(set(range(400, 1000))))
    whole.merge(other)
    assert whole.least(5000)[0].tolist() == np.sort(hashed(set(range(1000)))).tolist()


def test_the_smallest_hashes_outlive_the_sketch() -> None:
    numbers = set(range(5000))
    whole = DistinctCount(1000)
    for start in range(0, 5000, 500):
        part = DistinctCount(1000)
        part.add(hashed(set(range(start, start + 500))))
        whole.merge(part)
    kept, complete = whole.least(2000)
    assert not whole.exact
    assert not complete
    assert kept.tolist() == np.sort(hashed(numbers))[:2000].tolist()
