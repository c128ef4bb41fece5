"""Rules that cannot be checked say so, with a code and a reason and without a value."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa
import pytest

from pursight.contracts.rules import (
    Check,
    ForeignKeyHolds,
    Freshness,
    InSet,
    NotNull,
    Outcome,
    Pattern,
    Range,
    RowCount,
    RuleResult,
    RuleSpec,
    Unique,
)
from pursight.rules.columns import CannotCheck
from pursight.rules.explain import explain
from pursight.rules.moments import span_of
from pursight.rules.relations import KeySet, ReferenceKey, ReferenceKeys, references_needed
from pursight.rules.state import RuleState
from pursight.values.hashing import hash_values

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
CANARY = "canary-7f3a"
BATCH = pa.record_batch(
    {
        "text": [CANARY, "x", None],
        "number": [1, 2, None],
        "nested": [[1], [2], None],
        "flag": [True, False, None],
        "moment": [NOW, NOW, None],
        "at": pa.array([time(8), time(9), None], pa.time64("us")),
        "nothing": pa.nulls(3),
    }
)
KEY = ForeignKeyHolds(columns=("number",), ref_table="u", ref_columns=("k",))


def spec(check: Check, **named: Any) -> RuleSpec:
    return RuleSpec(id=UUID(int=1), name="rule", table="t", check=check, **named)


def result(check: Check, batch: pa.RecordBatch = BATCH, *, complete: bool = True) -> RuleResult:
    state = RuleState(spec(check), now=NOW)
    state.update(batch)
    return state.result(complete)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (NotNull(column="Text"), "rule.column_missing"),
        (Unique(columns=("text", "gone")), "rule.column_missing"),
        (Pattern(column="number", expression="1"), "rule.type_mismatch"),
        (Pattern(column="text", expression="("), "rule.bad_pattern"),
        (Pattern(column="text", expression="x)|(.*"), "rule.bad_pattern"),
        (Pattern(column="text", expression="(?=x)"), "rule.bad_pattern"),
        (Pattern(column="text", expression=r"(.)\1"), "rule.bad_pattern"),
        (Pattern(column="text", expression="((a{1000}){1000}){1000}"), "rule.bad_pattern"),
        (Pattern(column="nothing", expression="("), "rule.bad_pattern"),
        (Range(column="number", minimum="low"), "rule.bad_bound"),
        (Range(column="number", minimum="2026-11-21"), "rule.bad_bound"),
        (Range(column="number", minimum="1e99999999"), "rule.bad_bound"),
        (Range(column="number", maximum=float("nan")), "rule.bad_bound"),
        (Range(column="nothing", maximum="high"), "rule.bad_bound"),
        (Range(column="text", minimum="low"), "rule.bad_bound"),
        (Range(column="moment", minimum=5), "rule.bad_bound"),
        (Range(column="moment", minimum="soon"), "rule.bad_bound"),
        (Range(column="at", minimum="soon"), "rule.bad_bound"),
        (Range(column="flag", minimum=0), "rule.type_mismatch"),
        (InSet(column="nested", values=("1",)), "rule.type_mismatch"),
        (Freshness(column="number", hours=1), "rule.type_mismatch"),
        (Freshness(column="text", hours=1), "rule.type_mismatch"),
        (KEY, "rule.reference_missing"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_an_error_with_a_code(check: Check, code: str) -> None:
    found = result(check)
    assert (found.outcome, found.code) == (Outcome.ERROR, code)
    assert found.reason
    assert CANARY not in found.model_dump_json()
    if check != Freshness(column="text", hours=1):  # whose texts have to be read first
        assert result(check, BATCH.slice(0, 0)).code == code


def test_a_reason_that_names_much_still_fits_the_contract() -> None:
    for column in ("x" * 4096, "'\n" * 2000):
        found = result(NotNull(column=column))
        assert found.code == "rule.column_missing"
        assert RuleResult.model_validate_json(found.model_dump_json()) == found


def test_two_columns_of_one_name_are_ambiguous() -> None:
    twins = pa.record_batch([pa.array([1]), pa.array([None], pa.int8())], ["a", "a"])
    assert result(NotNull(column="a"), twins).code == "rule.column_ambiguous"


def test_a_problem_in_one_part_is_one_of_the_whole() -> None:
    good, bad = (RuleState(spec(NotNull(column="number")), now=NOW) for _ in range(2))
    good.update(BATCH)
    bad.update(BATCH.select(["text"]))
    assert good.merge(bad).result(True).code == "rule.column_missing"


def test_a_part_of_the_rows_decides_only_what_more_rows_cannot_change() -> None:
    def outcome(check: Check) -> Any:
        found = result(check, complete=False)
        return found.code or found.outcome

    assert outcome(RowCount(maximum=2)) is Outcome.FAILED
    assert outcome(RowCount(minimum=3)) is Outcome.PASSED
    assert outcome(RowCount(minimum=4)) == "rule.sampled"
    assert outcome(RowCount(minimum=1, maximum=9)) == "rule.sampled"
    assert outcome(Freshness(column="moment", hours=1)) is Outcome.PASSED
    assert outcome(NotNull(column="number")) is Outcome.FAILED
    old = BATCH.set_column(4, "moment", pa.array([NOW.replace(year=2020)] * 3))
    assert result(Freshness(column="moment", hours=1), old, complete=False).code == "rule.sampled"


@pytest.mark.parametrize(
    ("values", "holds", "failing"),
    [
        (pa.array([], pa.timestamp("us")), False, 0),
        (pa.nulls(3), False, 0),
        (pa.array([None, None], pa.date32()), False, 0),
        (pa.array(["2026-11-20", "junk", None]), True, 0),
        (pa.array(["2026-11-21T07:30:00+01:00"]), True, 0),
        (pa.array(["2026-11-20 20:00"]), False, 1),
        (pa.array([NOW.date()]), True, 0),
        (pa.array([NOW.replace(year=2030)]), True, 0),
    ],
    ids=str,
)
def test_freshness_of_empty_columns_texts_and_the_future(
    values: pa.Array, holds: bool, failing: int
) -> None:
    batch = pa.record_batch([values], ["c"])
    found = result(Freshness(column="c", hours=9), batch)
    assert (found.outcome is Outcome.PASSED, found.failing) == (holds, failing)


def test_any_span_of_freshness_is_answered() -> None:
    old = pa.record_batch([pa.array([NOW.replace(year=1)])], ["c"])
    for hours in (1e300, float("inf")):
        assert result(Freshness(column="c", hours=hours), old).outcome is Outcome.PASSED


def test_a_column_of_nulls_takes_the_bounds_of_every_type() -> None:
    for bound in (5, "5", "2026-11-21", "2026-11-21T08:00Z", "08:30"):
        assert result(Range(column="nothing", minimum=bound)).outcome is Outcome.PASSED


def test_a_date_as_the_maximum_takes_in_its_day_and_times_have_bounds_too() -> None:
    assert result(Range(column="moment", maximum="2026-11-21")).failing == 0
    assert result(Range(column="moment", maximum="2026-11-21T07:59:59Z")).failing == 2
    assert result(Range(column="moment", minimum="2026-11-21T09:00+01:00")).failing == 0
    assert result(Range(column="at", minimum="08:00", maximum="08:30")).failing == 1


def test_narrow_floats_are_compared_as_they_are() -> None:
    batch = pa.record_batch([pa.array([0.1, 0.2], pa.float32())], ["c"])
    assert result(Range(column="c", maximum=0.1), batch).failing == 1
    assert result(InSet(column="c", values=("0.1", "-0")), batch).failing == 1


def test_a_signalling_nan_is_a_nan() -> None:
    signalling = np.array([0x7FF0000000000001, 0], np.uint64).view(np.float64)
    batch = pa.record_batch([pa.array(signalling)], ["c"])
    assert result(Range(column="c", minimum=0), batch).failing == 1
    assert result(InSet(column="c", values=("0",)), batch).failing == 1
    assert result(Unique(columns=("c",)), batch).failing == 0


def test_moments_and_decimals_of_a_set() -> None:
    decimals = pa.array([Decimal("1.50"), Decimal("0.10")], pa.decimal128(5, 2))
    batch = pa.record_batch([decimals, pa.array([NOW, None])], ["d", "m"])
    assert result(InSet(column="d", values=("1.5", "0.123")), batch).failing == 1
    assert result(InSet(column="m", values=("2026-11-21T09:00+01:00",)), batch).failing == 0
    assert result(InSet(column="m", values=("2026-11-21T09:00",)), batch).failing == 1


def test_references_are_asked_for_once_and_default_to_the_rules_own_schema() -> None:
    elsewhere = KEY.model_copy(update={"ref_schema": "other"})
    rules = [spec(KEY, schema_name="s"), spec(elsewhere), spec(elsewhere), spec(RowCount())]
    assert references_needed(rules) == {
        ReferenceKey("s", "u", ("k",)),
        ReferenceKey("other", "u", ("k",)),
    }


def test_an_empty_reference_has_no_key_and_another_type_cannot_be_compared() -> None:
    def outcome(keys: pa.Array) -> RuleResult:
        reference = ReferenceKeys(["k"])
        reference.update(pa.record_batch([keys], ["k"]))
        state = RuleState(spec(KEY), now=NOW, references={ReferenceKey("", "u", ("k",)): reference})
        state.update(BATCH)
        return state.result(True)

    assert outcome(pa.array([], pa.int64())).failing == 2
    assert outcome(pa.nulls(2)).failing == 2
    assert outcome(pa.array(["1", "2"])).code == "rule.type_mismatch"
    assert outcome(pa.array([1.0, 2.5])).failing == 1


def test_keys_beyond_64_bits_are_not_cut() -> None:
    reference = ReferenceKeys(["k"])
    reference.update(pa.record_batch({"k": [5]}))
    state = RuleState(spec(KEY), now=NOW, references={ReferenceKey("", "u", ("k",)): reference})
    large = pa.array([Decimal(2**64 + 5), Decimal(5)], pa.decimal128(38, 0))
    state.update(pa.record_batch([large], ["number"]))
    assert state.result(True).failing == 1


def test_too_many_keys_are_an_error_in_any_order() -> None:
    keys = hash_values(pa.array(range(11)))
    one, first, second = KeySet(10), KeySet(10), KeySet(10)
    one.add(keys)
    first.add(keys[:6])
    second.add(keys[5:])
    first.merge(second)
    for full in (one, first):
        for _ in range(2):
            with pytest.raises(CannotCheck, match="more than 10"):
                full.rows_of_repeated()


def test_states_of_two_rules_do_not_merge() -> None:
    one = RuleState(spec(NotNull(column="a")), now=NOW)
    with pytest.raises(ValueError, match="different rules"):
        one.merge(RuleState(spec(NotNull(column="b")), now=NOW))


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (NotNull(column="email"), "Every row of crm.t has a value in email."),
        (Unique(columns=("a",)), "No two rows of crm.t have the same a."),
        (Unique(columns=("a", "b", "c")), "No two rows of crm.t have the same a, b and c."),
        (Range(column="age", minimum=0, maximum=120), "Every age in crm.t is between 0 and 120."),
        (Range(column="age", minimum=0), "Every age in crm.t is at least 0."),
        (Range(column="age"), "Every age in crm.t is of any size."),
        (Pattern(column="zip", expression="[0-9]{5}"), "Every zip in crm.t has the form [0-9]{5}."),
        (InSet(column="s", values=("a", "b")), "Every s in crm.t is a or b."),
        (InSet(column="s", values=tuple("abcdefg")),
         "Every s in crm.t is one of a, b, c, d, e and 2 more."),
        (RowCount(minimum=1), "The number of rows of crm.t is at least 1."),
        (RowCount(minimum=7, maximum=7), "The number of rows of crm.t is exactly 7."),
        (Freshness(column="at", hours=1), "The newest at in crm.t is at most 1 hour old."),
        (Freshness(column="at", hours=1.5), "The newest at in crm.t is at most 1.5 hours old."),
        (KEY, "Every number in crm.t occurs as k in crm.u."),
    ],
    ids=str,
)  # fmt: skip
def test_a_rule_reads_as_a_sentence(check: Check, sentence: str) -> None:
    assert explain(spec(check, schema_name="crm")) == sentence


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("20261121123", False), ("2026-11-21 08:00", True), ("20261121T0800", True)],
)
def test_a_long_number_is_no_moment(text: str, is_one: bool) -> None:
    assert (span_of(text) is not None) == is_one
