"""A table's state: merged parts, odd sets of columns, masks, facts and rules."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.contracts.rules import (
    Check,
    ForeignKeyHolds,
    NotNull,
    Outcome,
    RowCount,
    RuleSpec,
    Unique,
)
from pursight.contracts.scans import (
    Classification,
    ColumnFacts,
    Decision,
    DocumentTable,
    TableFacts,
    TableKind,
    TableReport,
)
from pursight.engine.matching import match_columns
from pursight.engine.table import FEW_VALUES, TableState, is_sensitive
from pursight.rules.relations import ReferenceKey, ReferenceKeys
from pursight.testing.columns import EVERY_TYPE, columns
from pursight.values.arrow import ArrowArray

WIDE = 5000
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def facts(names: Sequence[str], **known: Any) -> TableFacts:
    told = tuple(ColumnFacts(name=n, position=at, type="t") for at, n in enumerate(names, 1))
    return TableFacts(**{"name": "t", "kind": TableKind.TABLE, "columns": told} | known)


def rule(check: Check) -> RuleSpec:
    return RuleSpec(id=UUID(int=1), name="rule", table="t", check=check)


def state(
    classifier: Classifier, batch: pa.RecordBatch, known: TableFacts | None = None, **more: Any
) -> TableState:
    made = TableState(
        known or facts(batch.schema.names), batch.schema, classifier, more.pop("rules", ()),
        now=NOW, **more,
    )  # fmt: skip
    made.update(batch)
    return made


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_merged_parts_give_the_report_of_one_pass(
    classifier: Classifier, data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(columns(), min_size=1, max_size=3))
    rows = max(len(values) for _, values in kinds)
    arrays = [
        pa.array(values + [None] * (rows - len(values)), arrow_type) for arrow_type, values in kinds
    ]
    batch = pa.RecordBatch.from_arrays(arrays, [f"c{at}" for at in range(len(arrays))])
    rules = [rule(NotNull(column="c0")), rule(Unique(columns=("c0",))), rule(RowCount(minimum=3))]
    one = state(classifier, batch, rules=rules)
    cut = data.draw(st.integers(0, rows))
    first = state(classifier, batch.slice(cut), rules=rules)
    merged = first.merge(state(classifier, batch.slice(0, cut), rules=rules))
    assert merged.rows == rows
    assert merged.report(complete=True) == one.report(complete=True)
    assert merged.document(complete=False) == one.document(complete=False)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_type_at_once_round_trips_as_json(
    classifier: Classifier, data: st.DataObject
) -> None:
    names = [str(arrow_type) for arrow_type, _ in EVERY_TYPE]
    arrays = [
        pa.array([data.draw(values | st.none()) for _ in range(6)], t) for t, values in EVERY_TYPE
    ]
    done = state(classifier, pa.RecordBatch.from_arrays(arrays, names))
    report, document = done.report(complete=True), done.document(complete=True)
    assert TableReport.model_validate_json(report.model_dump_json()) == report
    assert DocumentTable.model_validate_json(document.model_dump_json(by_alias=True))
    assert [column.name for column in report.columns] == names


def test_columns_of_one_name_are_told_apart_by_position(classifier: Classifier) -> None:
    batch = pa.RecordBatch.from_arrays(
        [pa.array([1] * 9), pa.array(["a", None, "b"] * 3)], ["x", "x"]
    )
    report = state(classifier, batch, rules=[rule(NotNull(column="x"))]).report(complete=True)
    assert [column.profile.nulls for column in report.columns if column.profile] == [0, 3]
    assert report.rule_results[0].code == "rule.column_ambiguous"


def test_a_table_without_columns_still_has_rows(classifier: Classifier) -> None:
    batch = pa.record_batch({"a": [1, 2, 3]}).select([])
    done = state(classifier, batch, rules=[rule(RowCount(minimum=3))])
    report = done.report(complete=True)
    assert (report.columns, report.facts.row_count) == ((), 3)
    assert report.rule_results[0].outcome is Outcome.PASSED
    assert done.document(complete=True).columns == ()


def test_columns_are_matched_by_position_else_by_name() -> None:
    def places(told: str, read: str) -> list[tuple[str, int | None]]:
        return [(p.facts.name, p.at) for p in match_columns(facts(told).columns, read)]

    assert places("aab", "aab") == [("a", 0), ("a", 1), ("b", 2)]
    assert places("abc", "cab") == [("a", 1), ("b", 2), ("c", 0)]
    assert places("aab", "baa") == [("a", 1), ("a", 2), ("b", 0)]
    assert places("abc", "ac") == [("a", 0), ("b", None), ("c", 1)]
    assert places("a", "xaxa") == [("a", 1), ("x", 0), ("x", 2), ("a", 3)]
    assert places("", "ab") == [("a", 0), ("b", 1)]
    positions = [place.facts.position for place in match_columns(facts("b").columns, "ab")]
    assert positions == [1, 2]


def test_a_column_that_was_not_read_is_classified_by_its_name(classifier: Classifier) -> None:
    report = state(classifier, pa.record_batch({"id": [1]}), facts(["id", "email"])).report(
        complete=True
    )
    assert report.columns[1].profile is None
    assert report.columns[1].classification.label == "email"


def test_five_thousand_columns(classifier: Classifier) -> None:
    arrays = [pa.array([n, n + 1, None]) for n in range(WIDE)]
    batch = pa.RecordBatch.from_arrays(arrays, [f"c{n}" for n in range(WIDE)])
    report = state(classifier, batch).report(complete=True)
    assert len(report.columns) == WIDE


def people(number: int) -> pa.RecordBatch:
    return pa.record_batch(
        {
            "email": [f"person{n}@example.org" for n in range(number)],
            "salary": [50_000.0 + n for n in range(number)],
            "quantity": list(range(number)),
            "remark": [f"z{n:05}" for n in range(number)],
        }
    )


def test_sensitive_columns_show_no_single_value(classifier: Classifier) -> None:
    done = state(classifier, people(100))
    for table in (done.report(complete=True), done.document(complete=True)):
        email, salary, quantity, _ = table.columns
        for column in (email, salary):
            assert is_sensitive(column.classification)
            assert column.profile
            assert column.profile.masked
            assert column.profile.min is column.profile.sum is column.profile.mean is None
            assert column.profile.quantiles == ()
        assert quantity.profile
        assert (quantity.profile.min, quantity.profile.max) == (0, 99)
    remark = done.document(complete=True).columns[3].profile
    assert remark
    assert (remark.min, remark.max) == ("z00000", "z00099")


def test_a_label_that_a_person_has_yet_to_decide_on_masks_too() -> None:
    def sensitive(label: str, decision: Decision) -> bool:
        return is_sensitive(Classification(label=label, decision=decision))

    assert sensitive("salary", Decision.SUGGESTED)
    assert sensitive("salary", Decision.APPLIED)
    assert not sensitive("salary", Decision.NONE)
    assert not sensitive("none", Decision.APPLIED)


@pytest.mark.parametrize("number", [1, FEW_VALUES - 1, FEW_VALUES])
def test_numbers_of_very_few_rows_stay_with_the_rows(classifier: Classifier, number: int) -> None:
    done = state(classifier, people(number))
    leaves, stays = done.report(complete=True), done.document(complete=True)
    quantity = leaves.columns[2].profile
    assert quantity
    assert quantity.masked == (number < FEW_VALUES)
    assert (quantity.max is None) == (number < FEW_VALUES)
    local = stays.columns[2].profile
    assert local
    assert (local.min, local.max) == (0, number - 1)


def test_rows_are_counted_when_all_were_read_and_the_source_did_not_know(
    classifier: Classifier,
) -> None:
    def counted(complete: bool, **known: Any) -> tuple[int | None, bool]:
        done = state(classifier, people(3), facts(["email"], **known)).report(complete=complete)
        return done.facts.row_count, done.facts.row_count_exact

    assert counted(True) == (3, True)
    assert counted(True, row_count=100) == (3, True)
    assert counted(True, row_count=100, row_count_exact=True) == (100, True)
    assert counted(False) == (None, False)
    assert counted(False, row_count=100) == (100, False)


def test_rules_are_checked_in_the_same_pass(classifier: Classifier) -> None:
    reference = ReferenceKeys(["k"])
    reference.update(pa.record_batch({"k": [0, 1]}))
    check = ForeignKeyHolds(columns=("quantity",), ref_table="u", ref_columns=("k",))
    done = state(
        classifier, people(3), rules=[rule(check), rule(NotNull(column="gone"))],
        references={ReferenceKey("", "u", ("k",)): reference},
    )  # fmt: skip
    held, missing = done.report(complete=True).rule_results
    assert (held.failing, held.examined, missing.code) == (1, 3, "rule.column_missing")
    empty = TableState(
        facts(["a"]),
        pa.schema([("a", pa.int8())]),
        classifier,
        [rule(NotNull(column="gone"))],
        now=NOW,
    )
    assert empty.report(complete=True).rule_results[0].code == "rule.column_missing"


def test_other_columns_and_other_tables_are_refused(classifier: Classifier) -> None:
    done = state(classifier, pa.record_batch({"a": [1]}))
    with pytest.raises(TypeError, match="expected 1 columns"):
        done.update(people(1))
    with pytest.raises(TypeError, match="int64"):
        done.update(pa.record_batch({"a": ["text"]}))
    with pytest.raises(ValueError, match="different tables"):
        done.merge(state(classifier, pa.record_batch({"a": [1]}), facts(["a"], name="other")))


@pytest.mark.parametrize(
    "values",
    [
        pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])]),
        pa.DictionaryArray.from_arrays(pa.array([0], pa.int8()), pa.array([[1]])),
        pa.array([[2**31 - 1]], pa.list_(pa.int32())).cast(pa.list_(pa.date32())),
    ],
    ids=lambda values: str(values.type),
)
def test_types_that_arrow_hardly_knows_are_read(classifier: Classifier, values: ArrowArray) -> None:
    batch = pa.RecordBatch.from_arrays([values], ["odd"])
    report = state(classifier, batch, rules=[rule(NotNull(column="odd"))]).report(complete=True)
    assert report.columns[0].profile is not None
    assert report.columns[0].profile.distinct == 1
    assert report.rule_results[0].outcome is Outcome.PASSED


def test_a_default_of_nothing_but_empty_texts_still_fits_the_contract(
    classifier: Classifier,
) -> None:
    known = facts([]).model_copy(
        update={"columns": (ColumnFacts(name="c", position=1, type="t", default="''," * 1365),)}
    )
    report = state(classifier, pa.record_batch({"c": [1]}), known).report(complete=True)
    assert TableReport.model_validate_json(report.model_dump_json()) == report
