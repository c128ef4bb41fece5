"""Where rare finds lie: rows and keys survive batches and merging, and sensitive keys are left."""

import itertools

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shared.engine.test_table_state import NOW, facts

from pursight.classification.classifier import Classifier
from pursight.engine.places import FoundRow
from pursight.engine.table import TableState

CARD = "please charge my card 4111 1111 1111 1111 for it thanks"
ROWS = 900


def table(cards: set[int], keys: list[object] | None = None) -> pa.RecordBatch:
    notes = [
        CARD if n in cards else f"parcel {n} went to the neighbour on time" for n in range(ROWS)
    ]
    return pa.RecordBatch.from_pydict({"note": notes, "id": keys or [f"k{n}" for n in range(ROWS)]})


def read(classifier: Classifier, *batches: pa.RecordBatch, key: str = "id") -> TableState:
    known = facts(["note", "id"], primary_key=(key,))
    state = TableState(known, batches[0].schema, classifier, (), now=NOW)
    for batch in batches:
        state.update(batch)
    return state


@settings(max_examples=15, deadline=None)
@given(
    cards=st.sets(st.integers(0, ROWS - 1), min_size=1, max_size=5),
    cuts=st.lists(st.integers(0, ROWS), max_size=3),
)
def test_keys_stay_with_their_rows_whatever_the_batches(
    classifier: Classifier, cards: set[int], cuts: list[int]
) -> None:
    whole = table(cards)
    ends = [0, *sorted(cuts), ROWS]
    parts = [whole.slice(a, b - a) for a, b in itertools.pairwise(ends)]
    expected = {FoundRow(row, (f"k{row}",)) for row in cards}
    at_once = read(classifier, *parts)
    merged = read(classifier, parts[0])
    for part in parts[1:]:
        merged.merge(read(classifier, part))
    for state in (at_once, merged):
        (one,) = state.found()
        assert (one.column, one.label, one.count) == ("note", "credit_card", len(cards))
        assert one.key_columns == ("id",)
        assert set(one.rows) == expected


def test_a_key_that_is_sensitive_itself_is_not_copied(classifier: Classifier) -> None:
    keys: list[object] = [f"person{n}@example.org" for n in range(ROWS)]
    (one,) = read(classifier, table({7}, keys)).found()
    assert one.rows == (FoundRow(7, ()),)


def test_a_key_that_was_not_read_leaves_the_row_number(classifier: Classifier) -> None:
    (one,) = read(classifier, table({7}), key="elsewhere").found()
    assert one.rows == (FoundRow(7, ()),)


def test_bytes_and_long_keys_are_spelled_within_bounds(classifier: Classifier) -> None:
    (one,) = read(classifier, table({7}, [bytes([n % 256] * 300) for n in range(ROWS)])).found()
    assert one.rows == (FoundRow(7, ("07" * 100,)),)


def test_no_report_says_where(classifier: Classifier) -> None:
    state = read(classifier, table({7}, [f"Kq{n}-key" for n in range(ROWS)]))
    (one,) = state.found()
    assert one.rows[0].key == ("Kq7-key",)
    assert "Kq7-key" not in state.report(complete=True).model_dump_json()
