"""Nothing of a value of a sensitive column, or of one with few values, stands in a report."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.contracts.scans import (
    Classification,
    ColumnFacts,
    Decision,
    LocalProfile,
    Profile,
    TableFacts,
    TableKind,
)
from pursight.engine.table import TableState
from pursight.profiling.masking import CROWD, MASKED_CROWD, SINGLE_VALUES

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LABELLED = {"c": Classification(label="salary", confidence=0.7, decision=Decision.SUGGESTED)}
COUNTS_AND_FORMS = {
    "examined", "classified", "complete", "nulls", "empties", "distinct", "distinct_exact",
    "distinct_error", "masked", "not_finite", "length_min", "length_max", "length_mean", "trues",
    "falses", "looks_like", "shapes", "top_counts", "top_error", "granularity", "granularity_share",
    "measured",
}  # fmt: skip


def looked_at(classifier: Classifier, values: Any, *, sensitive: bool) -> tuple[Profile, Profile]:
    """What leaves and what stays of a column of these values."""
    facts = TableFacts(name="t", kind=TableKind.TABLE,
                       columns=(ColumnFacts(name="c", position=1, type=""),))  # fmt: skip
    batch = pa.record_batch({"c": values})
    known = LABELLED if sensitive else {"c": Classification()}
    state = TableState(facts, batch.schema, classifier, (), now=NOW, known=known)
    state.update(batch)
    leaves = state.report(complete=True).columns[0].profile
    stays = state.document(complete=True).columns[0].profile
    assert leaves
    assert stays
    return leaves, stays


FIRST = date(1950, 1, 1)
VALUES = (
    st.lists(st.integers(-(2**60), 2**60), max_size=40).map(lambda v: pa.array(v, pa.int64()))
    | st.lists(st.sampled_from([17, 18_000, 25_000]), max_size=60).map(pa.array)
    | st.lists(st.integers(0, 30_000), max_size=40).map(
        lambda v: pa.array([FIRST + timedelta(days=n) for n in v], pa.date32())
    )
    | st.lists(st.integers(0, 30_000), max_size=40).map(
        lambda v: pa.array([(FIRST + timedelta(days=n)).isoformat() for n in v], pa.string())
    )
    | st.lists(st.sampled_from(["Anna", "Bert", "Carla Columna"]), max_size=40).map(
        lambda v: pa.array(v, pa.string())
    )
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(VALUES)
def test_a_sensitive_column_tells_counts_and_forms_alone(
    classifier: Classifier, values: Any
) -> None:
    for profile in looked_at(classifier, values, sensitive=True):
        told = profile.model_dump(exclude_defaults=True).keys()
        assert told <= COUNTS_AND_FORMS
        assert all(count >= MASKED_CROWD for count in profile.top_counts)
        assert all(shape.count >= MASKED_CROWD for shape in profile.shapes)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(VALUES)
def test_nothing_that_leaves_tells_of_one_to_four_values(
    classifier: Classifier, values: Any
) -> None:
    leaves, _ = looked_at(classifier, values, sensitive=False)
    if 0 < len(values) < CROWD:
        assert leaves.model_dump(exclude_defaults=True).keys() <= COUNTS_AND_FORMS
        assert leaves.top_counts == ()
    assert all(count >= CROWD for count in leaves.top_counts)
    if leaves.histogram is not None:
        drawn = leaves.histogram
        assert all(count == 0 or count >= CROWD for count in drawn.counts)
        assert all(tail is None or tail >= CROWD for tail in (drawn.below, drawn.above))


def test_every_field_is_known_to_be_harmless_or_masked() -> None:
    # a new field has to be put into one of the two, and into `SINGLE_VALUES` if it shows a value
    fields = Profile.model_fields.keys() | LocalProfile.model_fields.keys()
    assert fields == COUNTS_AND_FORMS | SINGLE_VALUES | {"min_cut", "max_cut"}


@pytest.mark.parametrize("sensitive", [True, False])
def test_names_of_people_stay(classifier: Classifier, sensitive: bool) -> None:
    leaves, stays = looked_at(classifier, pa.array(["Carla Columna"] * 20), sensitive=sensitive)
    assert leaves.top_counts == (20,)
    assert "Carla" not in leaves.model_dump_json()
    assert ("Carla" in stays.model_dump_json()) is not sensitive
