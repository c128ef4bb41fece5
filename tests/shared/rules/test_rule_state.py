"""Rules against a naive loop over rows, in one pass and in merged parts."""

import math
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

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
from pursight.rules.relations import ReferenceKey, ReferenceKeys
from pursight.rules.state import RuleState
from pursight.testing.columns import EVERY_TYPE, columns, cuts, texts

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
BY_NAME = {str(arrow_type): (arrow_type, values) for arrow_type, values in EVERY_TYPE}


def of(*names: str) -> list[tuple[pa.DataType, Any]]:
    return [BY_NAME[name] for name in names]


def spec(check: Check) -> RuleSpec:
    return RuleSpec(id=UUID(int=1), name="rule", schema_name="s", table="t", check=check)


def check_both_ways(
    data: st.DataObject, check: Check, arrow_type: pa.DataType, values: list[Any], **given_too: Any
) -> RuleResult:
    """The result of one pass, after asserting that merged parts in any order give the same."""
    one = RuleState(spec(check), now=NOW, **given_too)
    one.update(pa.record_batch([pa.array(values, arrow_type)], ["c"]))
    parts = [RuleState(spec(check), now=NOW, **given_too) for _ in range(3)]
    for chunk in data.draw(cuts(values, arrow_type)):
        data.draw(st.sampled_from(parts)).update(pa.record_batch([chunk], ["c"]))
    first, second, third = data.draw(st.permutations(parts))
    assert first.merge(second.merge(third)).result(True) == one.result(True)
    return one.result(True)


def assert_failing(result: RuleResult, failing: int, rows: int) -> None:
    assert result.outcome is (Outcome.FAILED if failing else Outcome.PASSED), result.reason
    assert (result.failing, result.examined) == (failing, rows)


def same(value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return str(value) if isinstance(value, list | dict | tuple) else value


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_not_null(data: st.DataObject) -> None:
    arrow_type, values = data.draw(columns())
    result = check_both_ways(data, NotNull(column="c"), arrow_type, values)
    assert_failing(result, values.count(None), len(values))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_unique(data: st.DataObject) -> None:
    arrow_type, values = data.draw(columns())
    result = check_both_ways(data, Unique(columns=("c",)), arrow_type, values)
    kept = pa.array(values, arrow_type).to_pylist()
    counts = Counter(same(value) for value in kept if value is not None)
    assert_failing(result, sum(n for n in counts.values() if n > 1), len(values))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "ab", None]), st.sampled_from(["b", "", "x", None]))
    )
)
def test_unique_together(rows: list[tuple[str | None, str | None]]) -> None:
    state = RuleState(spec(Unique(columns=("second", "first"))), now=NOW)
    first, second = ([row[at] for row in rows] for at in (0, 1))
    state.update(
        pa.record_batch(
            [pa.array(first, pa.string()), pa.array(second, pa.string())], ["first", "second"]
        )
    )
    counts = Counter(row for row in rows if None not in row)
    assert_failing(state.result(True), sum(n for n in counts.values() if n > 1), len(rows))


BOUNDS = st.one_of(
    st.none(),
    st.integers(-300, 300),
    st.integers(-(2**70), 2**70),
    st.sampled_from([0.1, -0.5, 1e20, 2.5]),
    st.sampled_from(["0.1", "-7", "1e3", " 5 "]),
)


def outside(value: Fraction, minimum: Any, maximum: Any) -> bool:
    low, high = (None if b is None else Fraction(Decimal(str(b))) for b in (minimum, maximum))
    return (low is not None and value < low) or (high is not None and value > high)


@settings(max_examples=150, deadline=None)
@given(st.data(), BOUNDS, BOUNDS)
def test_range_of_exact_numbers(data: st.DataObject, minimum: Any, maximum: Any) -> None:
    names = ("int8", "int64", "uint64", "decimal128(12, 2)", "decimal256(70, 30)")
    arrow_type, values = data.draw(columns(of(*names)))
    near = [bound for bound in (minimum, maximum) if isinstance(bound, int) and -128 <= bound < 128]
    if pa.types.is_decimal(arrow_type):
        tenths = [bound for bound in (minimum, maximum) if bound in {0.1, -0.5, 2.5, "0.1", "-7"}]
        values += [Decimal(str(bound)) for bound in tenths]
    elif arrow_type != pa.uint64():
        values += near
    result = check_both_ways(
        data, Range(column="c", minimum=minimum, maximum=maximum), arrow_type, values
    )
    present = [Fraction(value) for value in values if value is not None]
    failing = sum(outside(value, minimum, maximum) for value in present)
    assert_failing(result, failing, len(values))


@settings(max_examples=150, deadline=None)
@given(st.data(), BOUNDS, BOUNDS)
def test_range_of_floats(data: st.DataObject, minimum: Any, maximum: Any) -> None:
    arrow_type, values = data.draw(columns(of("double")))
    values += [float(str(bound)) for bound in (minimum, maximum) if bound is not None]
    check = Range(column="c", minimum=minimum, maximum=maximum)
    result = check_both_ways(data, check, arrow_type, values)
    low, high = (None if b is None else float(str(b)) for b in (minimum, maximum))
    failing = sum(
        math.isnan(value)
        or (low is not None and value < low)
        or (high is not None and value > high)
        for value in values
        if value is not None
    )
    assert_failing(result, failing, len(values))


NUMERIC = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)
NUMBERS_AS_TEXT = st.one_of(
    st.integers(-400, 400).map(str),
    st.sampled_from(
        [
            "0.1",
            "0.10000000000000000001",
            "0.09999999999999999999",
            "+5",
            " 7 ",
            ".5",
            "1e9999",
            "-1E-9999",
            "100000000000000000000",
            "5.",
            "1,5",
            "abc",
            "",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.data(), BOUNDS, BOUNDS)
def test_range_of_texts_that_are_numbers(data: st.DataObject, minimum: Any, maximum: Any) -> None:
    values = data.draw(st.lists(NUMBERS_AS_TEXT | st.none(), max_size=30))
    check = Range(column="c", minimum=minimum, maximum=maximum)
    result = check_both_ways(data, check, pa.string(), values)
    failing = sum(
        not NUMERIC.fullmatch(value.strip())
        or outside(Fraction(Decimal(value.strip())), minimum, maximum)
        for value in values
        if value is not None
    )
    assert_failing(result, failing, len(values))


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 9))  # noqa: DTZ001  naive on purpose


def bounds_of(minimum: Any, maximum: Any) -> tuple[datetime, datetime]:
    low = (
        minimum if isinstance(minimum, datetime) else datetime.combine(minimum, datetime.min.time())
    )
    high = (
        maximum
        if isinstance(maximum, datetime)
        else datetime.combine(maximum, datetime.min.time()) + timedelta(days=1, microseconds=-1)
    )
    return low, high


@settings(max_examples=150, deadline=None)
@given(st.data(), DAYS | MOMENTS, DAYS | MOMENTS)
def test_range_of_moments(data: st.DataObject, minimum: Any, maximum: Any) -> None:
    low, high = bounds_of(minimum, maximum)
    kind: tuple[pa.DataType, st.SearchStrategy[Any]] = data.draw(
        st.sampled_from(
            [
                (pa.timestamp("us"), MOMENTS),
                (pa.timestamp("us", "UTC"), MOMENTS),
                (pa.timestamp("ns"), MOMENTS),
                (pa.date32(), DAYS),
                (pa.date64(), DAYS),
                (pa.string(), MOMENTS.map(str) | DAYS.map(str) | st.just("yesterday")),
            ]
        )
    )
    arrow_type, strategy = kind
    values = data.draw(st.lists(strategy | st.none(), max_size=20))
    check = Range(column="c", minimum=minimum.isoformat(), maximum=maximum.isoformat())
    result = check_both_ways(data, check, arrow_type, values)

    def breaks(value: Any) -> bool:
        return value == "yesterday" or not low <= datetime.fromisoformat(str(value)) <= high

    assert_failing(result, sum(breaks(v) for v in values if v is not None), len(values))


PATTERNS = ["[a-z]+", "()", "a|b", "(?i)a.*", r"\d{3}-\d{2}", ".*", r"[^ ]*", "é+", "x*", "a$|^9"]


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(PATTERNS))
def test_pattern(data: st.DataObject, expression: str) -> None:
    values = data.draw(st.lists(texts() | st.none(), max_size=20))
    arrow_type = data.draw(
        st.sampled_from(
            [
                pa.string(),
                pa.large_string(),
                pa.string_view(),
                pa.dictionary(pa.int8(), pa.string()),
            ]
        )
    )
    result = check_both_ways(data, Pattern(column="c", expression=expression), arrow_type, values)
    whole = re.compile(expression.replace("$", r"\Z"), re.ASCII)
    failing = sum(whole.fullmatch(value) is None for value in values if value is not None)
    assert_failing(result, failing, len(values))


READ: dict[str, Callable[[str], Any]] = {
    "int8": int,
    "uint64": int,
    "double": float,
    "decimal128(12, 2)": Decimal,
    "bool": lambda text: {"true": True, "false": False}[text.lower()],
    "string": str,
    "date32[day]": date.fromisoformat,
}
LISTED = st.sampled_from(
    [
        "1",
        "-1",
        "0",
        "1.0",
        "1.50",
        "0.1",
        "TRUE",
        "false",
        "",
        "a",
        "é",
        "2026-11-21",
        "999999999999999999999999",
        "nonsense",
        "1e2",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.lists(LISTED, min_size=1, max_size=6), st.sampled_from(sorted(READ)))
def test_in_set(data: st.DataObject, listed: list[str], kind: str) -> None:
    arrow_type, values = data.draw(columns(of(kind)))
    wanted = []
    for text in listed:
        try:
            wanted.append(READ[kind](text))
        except (ValueError, KeyError, ArithmeticError):
            continue
    values += [v for v in wanted if kind in {"double", "string", "bool"} or v in range(128)]
    result = check_both_ways(data, InSet(column="c", values=tuple(listed)), arrow_type, values)
    failing = sum(value not in wanted for value in values if value is not None)
    assert_failing(result, failing, len(values))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.none() | st.integers(0, 30), st.none() | st.integers(0, 30))
def test_row_count(data: st.DataObject, minimum: int | None, maximum: int | None) -> None:
    values = [1] * data.draw(st.integers(0, 40))
    check = RowCount(minimum=minimum, maximum=maximum)
    result = check_both_ways(data, check, pa.int8(), values)
    missing = max((minimum or 0) - len(values), 0)
    beyond = max(len(values) - maximum, 0) if maximum is not None else 0
    assert_failing(result, beyond or missing, len(values))


@settings(max_examples=80, deadline=None)
@given(st.data(), st.integers(1, 1200).map(lambda quarters: quarters / 4))
def test_freshness(data: st.DataObject, hours: float) -> None:
    ages = data.draw(st.lists(st.floats(-10, 400) | st.none(), max_size=10))
    moments = [None if age is None else NOW - timedelta(hours=age) for age in ages]
    result = check_both_ways(
        data, Freshness(column="c", hours=hours), pa.timestamp("us", "UTC"), moments
    )
    present = [moment for moment in moments if moment is not None]
    fresh = bool(present) and max(present) >= NOW - timedelta(hours=hours)
    assert result.outcome is (Outcome.PASSED if fresh else Outcome.FAILED)
    assert result.failing == (1 if present and not fresh else 0)


KEYS: list[tuple[pa.DataType, Callable[[int], Any]]] = [
    (pa.int64(), int),
    (pa.int16(), int),
    (pa.uint64(), abs),
    (pa.float64(), float),
    (pa.decimal128(38, 0), Decimal),
    (pa.decimal128(38, 10), Decimal),
    (pa.decimal256(70, 30), Decimal),
]


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from([1, 2, 10]))
def test_foreign_key_between_numbers_of_any_types(
    data: st.DataObject, here: Any, there: Any, divisor: int
) -> None:
    whole = divisor == 1 or pa.types.is_integer(here[0]) or pa.types.is_integer(there[0])

    def draw(kind: Any) -> list[Any]:
        scale = getattr(kind[0], "scale", 10)
        numbers = data.draw(st.lists(st.integers(-20, 20), max_size=12))
        return [kind[1](n) if whole or not scale else kind[1](n) / divisor for n in numbers]

    present, keys = draw(here), draw(there)
    target = ReferenceKey("other", "u", ("k",))
    reference, second = ReferenceKeys(["k"]), ReferenceKeys(["k"])
    for at, chunk in enumerate(data.draw(cuts([*keys, None], there[0]))):
        (reference, second)[at % 2].update(pa.record_batch([chunk], ["k"]))
    references = {target: reference.merge(second)}
    check = ForeignKeyHolds(columns=("c",), ref_schema="other", ref_table="u", ref_columns=("k",))
    result = check_both_ways(data, check, here[0], [*present, None], references=references)
    known = {Fraction(str(key)) for key in keys}
    failing = sum(Fraction(str(value)) not in known for value in present)
    assert_failing(result, failing, len(present) + 1)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_foreign_key_within_any_type(data: st.DataObject) -> None:
    arrow_type, values = data.draw(columns())
    keys = data.draw(st.lists(st.sampled_from(values), max_size=10)) if values else []
    reference = ReferenceKeys(["k"])
    reference.update(pa.record_batch([pa.array(keys, arrow_type)], ["k"]))
    references = {ReferenceKey("s", "u", ("k",)): reference}
    check = ForeignKeyHolds(columns=("c",), ref_table="u", ref_columns=("k",))
    result = check_both_ways(data, check, arrow_type, values, references=references)
    known = {same(key) for key in pa.array(keys, arrow_type).to_pylist() if key is not None}
    kept = pa.array(values, arrow_type).to_pylist()
    failing = sum(same(value) not in known for value in kept if value is not None)
    assert_failing(result, failing, len(values))
