"""The quality formula, by numbers worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.rules import Outcome, Severity
from pursight_server.quality.model import (
    WEIGHTS,
    ColumnMeasure,
    Dimension,
    RuleMeasure,
    Score,
    TableMeasure,
    score_source,
    score_table,
)

FULL = ColumnMeasure("id", examined=100, distinct=100, distinct_exact=True, described=True)
HALF = ColumnMeasure("fax", examined=100, nulls=30, empties=20, distinct=10, described=False)
FAILED = RuleMeasure("r", "not_null", Severity.HIGH, Outcome.FAILED, 100, 20)
PASSED = RuleMeasure("q", "unique", Severity.LOW, Outcome.PASSED, 100)
STALE = RuleMeasure("f", "freshness", Severity.LOW, Outcome.FAILED)


def test_the_weights_are_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_every_dimension_by_hand() -> None:
    score = score_table(
        TableMeasure((FULL, HALF), (FAILED, PASSED, STALE), declared_key=True, described=True)
    )
    assert score.dimensions == {
        Dimension.COMPLETENESS: 0.75,
        Dimension.VALIDITY: pytest.approx((4 * 0.4 + 1) / 5),
        Dimension.UNIQUENESS: 1.0,
        Dimension.FRESHNESS: 0.0,
        Dimension.DOCUMENTATION: 0.75,
    }
    assert score.value == pytest.approx(30 * 0.75 + 40 * 0.52 + 15 + 0 + 5 * 0.75, abs=0.05)
    assert score.reasons[0].dimension == Dimension.VALIDITY
    assert sum(reason.points for reason in score.reasons) == pytest.approx(
        100 - (score.value or 0), abs=0.3
    )
    assert "fax (50%)" in " ".join(reason.sentence for reason in score.reasons)


def test_what_cannot_be_judged_neither_helps_nor_harms() -> None:
    table = TableMeasure((ColumnMeasure("v", 10, distinct=10, described=True),), described=True)
    assert score_table(table).value == 100.0
    assert Dimension.VALIDITY not in score_table(table).dimensions


def test_documentation_alone_is_no_score() -> None:
    assert score_table(TableMeasure((ColumnMeasure("v"),))).value is None
    assert score_source([score_table(TableMeasure())]).value is None


def test_a_rule_that_could_not_be_checked_does_not_count() -> None:
    error = RuleMeasure("e", "range", Severity.CRITICAL, Outcome.ERROR)
    with_error = score_table(TableMeasure((FULL,), (PASSED, error)))
    assert with_error.value == score_table(TableMeasure((FULL,), (PASSED,))).value


def test_nearest_to_a_key_counts_where_none_is_declared() -> None:
    table = TableMeasure((ColumnMeasure("a", 100, distinct=60, distinct_exact=True),))
    assert score_table(table).dimensions[Dimension.UNIQUENESS] == 0.6
    sketch = TableMeasure((ColumnMeasure("a", 100, distinct=99),))
    assert score_table(sketch).dimensions[Dimension.UNIQUENESS] == 1.0


def test_wide_tables_count_more_in_a_source() -> None:
    good, bad = Score(100.0, weight=3), Score(0.0, weight=1)
    assert score_source([good, bad, Score(None)]).value == 75.0


MEASURES = st.builds(
    TableMeasure,
    columns=st.lists(
        st.builds(
            ColumnMeasure,
            st.text(max_size=3),
            examined=st.integers(0, 50),
            nulls=st.integers(0, 60),
            empties=st.integers(0, 60),
            distinct=st.none() | st.integers(0, 60),
            distinct_exact=st.booleans(),
            described=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    rules=st.lists(
        st.builds(
            RuleMeasure,
            st.text(max_size=3),
            st.sampled_from(["not_null", "row_count", "freshness"]),
            st.sampled_from(Severity),
            st.sampled_from(Outcome),
            st.integers(0, 50),
            st.integers(0, 60),
        ),
        max_size=4,
    ).map(tuple),
    declared_key=st.booleans(),
    keyed_kind=st.booleans(),
    described=st.booleans(),
)


@given(st.lists(MEASURES, max_size=4))
def test_scores_stay_between_nought_and_a_hundred(tables: list[TableMeasure]) -> None:
    scores = [score_table(table) for table in tables]
    for score in [*scores, score_source(scores)]:
        assert score.value is None or 0 <= score.value <= 100
        assert all(0 <= share <= 1 for share in score.dimensions.values())
        assert all(reason.points > 0 and reason.sentence for reason in score.reasons)
