"""A column's profile: every field against plain Python, merged states against one pass."""

import math
import statistics
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.contracts.scans import LocalProfile, Profile
from pursight.profiling.column import ColumnProfile
from pursight.testing.columns import EVERY_TYPE, columns, cuts

LEAST_MICROSECOND = "-290308-12-21 19:59:05.224192"
LEAST_SECOND = "-292277022657-01-27 08:29:52"
GREATEST_MILLISECOND = "292278994-08-17 07:12:55.807000"

BY_NAME = {str(arrow_type): (arrow_type, values) for arrow_type, values in EVERY_TYPE}


def of(*names: str) -> list[tuple[pa.DataType, Any]]:
    return [BY_NAME[name] for name in names]


def profile(values: list[Any], arrow_type: pa.DataType, **how: Any) -> LocalProfile:
    state = ColumnProfile(arrow_type)
    state.update(pa.array(values, arrow_type))
    report = state.report(**{"complete": True, "mask": False, "text_extremes": True} | how)
    assert isinstance(report, LocalProfile)
    return report


@settings(max_examples=200, deadline=None)
@given(data=st.data(), exact=st.sampled_from([0, 3, 1_000_000]))
def test_merging_equals_one_pass(data: st.DataObject, exact: int) -> None:
    arrow_type, values = data.draw(columns())
    one = ColumnProfile(arrow_type, exact_distinct=exact)
    one.update(pa.array(values, arrow_type))
    parts = [ColumnProfile(arrow_type, exact_distinct=exact) for _ in range(3)]
    for chunk in data.draw(cuts(values, arrow_type)):
        data.draw(st.sampled_from(parts)).update(chunk)
    first, second, third = data.draw(st.permutations(parts))
    merged = (
        first.merge(second.merge(third))
        if data.draw(st.booleans())
        else (first.merge(second).merge(third))
    )
    for mask in (False, True):
        for text_extremes in (False, True):
            how = {"complete": True, "mask": mask, "text_extremes": text_extremes}
            assert merged.report(**how) == one.report(**how)


def equal(value: Any) -> Any:
    """A value so spelled that equal ones are equal and nan is one."""
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return str(value) if isinstance(value, list | dict | tuple) else value


@settings(max_examples=200, deadline=None)
@given(columns())
def test_counts_are_those_of_python(column: tuple[pa.DataType, list[Any]]) -> None:
    arrow_type, values = column
    # What Python put in and what Arrow keeps differ for dates in ms, float32 and so on.
    kept = pa.array(values, arrow_type).to_pylist()
    present = [value for value in kept if value is not None]
    found = profile(values, arrow_type)
    assert found.examined == len(values)
    assert found.nulls == len(values) - len(present)
    assert found.distinct == len({equal(value) for value in present})
    assert found.distinct_exact
    assert Profile.model_validate_json(
        ColumnProfile(arrow_type).report(complete=True, mask=False).model_dump_json()
    )
    assert LocalProfile.model_validate_json(found.model_dump_json()).examined == len(values)


@settings(max_examples=120, deadline=None)
@given(
    columns(
        of(
            "int8",
            "int64",
            "uint64",
            "decimal128(12, 2)",
            "decimal128(38, 0)",
            "decimal256(70, 30)",
        )
    )
)
def test_exact_numbers_are_those_of_python(column: tuple[pa.DataType, list[Any]]) -> None:
    arrow_type, values = column
    present = [value for value in values if value is not None]
    found = profile(values, arrow_type)
    if not present:
        assert (found.min, found.max, found.sum, found.mean, found.quantiles) == (None,) * 4 + ((),)
        return
    exact = [Fraction(value) for value in present]
    assert Fraction(found.min) == min(exact)
    assert Fraction(found.max) == max(exact)
    assert Fraction(found.sum) == sum(exact)
    assert found.mean == float(sum(exact) / len(exact))
    assert found.stddev == pytest.approx(statistics.pstdev(exact), rel=1e-15)
    ranked = sorted(float(value) for value in present)
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    expected = [ranked[max(math.ceil(share * len(ranked)) - 1, 0)] for share in shares]
    assert found.quantiles == pytest.approx(expected, rel=1e-15)
    if isinstance(present[0], Decimal):
        places = arrow_type.scale
        assert found.min == f"{min(present):.{places}f}"


@settings(max_examples=120, deadline=None)
@given(columns(of("double", "float")))
def test_floats_are_those_of_python(column: tuple[pa.DataType, list[Any]]) -> None:
    arrow_type, values = column
    present = [v for v in pa.array(values, arrow_type).to_pylist() if v is not None]
    known = [value + 0.0 for value in present if not math.isnan(value)]
    finite = [value for value in known if math.isfinite(value)]
    found = profile(values, arrow_type)
    assert found.not_finite == len(present) - len(finite)
    assert found.min == (repr(min(known)) if known else None)
    assert found.max == (repr(max(known)) if known else None)
    if finite:
        exact = sum(map(Fraction, finite))
        assert found.mean == float(exact / len(finite))
        assert found.stddev == pytest.approx(statistics.pstdev(map(Fraction, finite)), rel=1e-15)
        try:
            assert float(str(found.sum)) == float(exact)
        except OverflowError:
            assert float(str(found.sum)) == (math.inf if exact > 0 else -math.inf)


def test_a_sum_in_which_naive_addition_loses_everything() -> None:
    found = profile([1e300, 1.0, -1e300] * 1000, pa.float64())
    assert found.sum == "1000.0"
    assert found.mean == 1000 / 3000
    # The textbook formula loses all digits of a deviation of 1 around 10**9.
    assert profile([10.0**9 + n % 2 * 2 for n in range(1000)], pa.float64()).stddev == 1.0


@settings(max_examples=120, deadline=None)
@given(columns(of("string", "large_string", "string_view")))
def test_texts_are_those_of_python(column: tuple[pa.DataType, list[Any]]) -> None:
    arrow_type, values = column
    present = [value for value in values if value is not None]
    found = profile(values, arrow_type)
    assert found.empties == present.count("")
    if present:
        lengths = [len(text) for text in present]
        assert (found.length_min, found.length_max) == (min(lengths), max(lengths))
        assert found.length_mean == sum(lengths) / len(lengths)
        assert (found.min, found.max) == (min(present)[:120], max(present)[:120])
        shown = min(present)[:120]
        assert found.min_cut == all(
            t[:120] == shown and len(t) > 120 for t in present if t[:121] == min(present)[:121]
        )
    assert sum(shape.count for shape in found.shapes) <= len(present) - found.empties


MOMENT = datetime(2021, 1, 1, 12, 30, 5)  # noqa: DTZ001  a column without a zone


@pytest.mark.parametrize(
    ("arrow_type", "values", "least", "greatest"),
    [
        (pa.int32(), [3, -4, None], -4, 3),
        (pa.uint64(), [2**64 - 1, 2**63], 2**63, 2**64 - 1),
        (pa.float64(), [1e300, -0.0, math.nan], "0.0", "1e+300"),
        (pa.float64(), [-math.inf, math.inf], "-inf", "inf"),
        (pa.float64(), [math.nan], None, None),
        (pa.decimal128(10, 2), [Decimal("1.5"), Decimal("-0.05")], "-0.05", "1.50"),
        (pa.decimal128(38, 0), [Decimal(10**37)], str(10**37), str(10**37)),
        (pa.decimal128(5, -2), [Decimal(12300), Decimal(-500)], "-500", "12300"),
        (pa.date32(), [date(1, 1, 1), date(9999, 12, 31)], "0001-01-01", "9999-12-31"),
        (pa.date64(), [date(1969, 12, 31)], "1969-12-31", "1969-12-31"),
        (pa.time32("s"), [time(8, 30)], "08:30:00", "08:30:00"),
        (pa.time64("ns"), [8 * 3600 * 10**9 + 1], "08:00:00.000000001", "08:00:00.000000001"),
        (pa.time64("us"), [time(0, 0, 0, 20000)], "00:00:00.020000", "00:00:00.020000"),
        (pa.timestamp("s"), [MOMENT], "2021-01-01 12:30:05", "2021-01-01 12:30:05"),
        (
            pa.timestamp("us", "Asia/Tokyo"),
            [0],
            "1970-01-01 00:00:00+00:00",
            "1970-01-01 00:00:00+00:00",
        ),
        (pa.timestamp("ns"), [1], "1970-01-01 00:00:00.000000001", "1970-01-01 00:00:00.000000001"),
        (pa.timestamp("us"), [-(2**63)], LEAST_MICROSECOND, LEAST_MICROSECOND),
        (pa.timestamp("s"), [-(2**63)], LEAST_SECOND, LEAST_SECOND),
        (pa.timestamp("ms"), [2**63 - 1], GREATEST_MILLISECOND, GREATEST_MILLISECOND),
        (pa.timestamp("s"), [10**12], "33658-09-27 01:46:40", "33658-09-27 01:46:40"),
        (pa.duration("s"), [timedelta(days=3), timedelta(seconds=-90)], "-0:01:30", "72:00:00"),
        (pa.string(), ["b", "a", "ä", "\U0001f600"], "a", "\U0001f600"),
        (pa.bool_(), [True, False], None, None),
        (pa.binary(), [b"a"], None, None),
        (pa.list_(pa.string()), [["a"]], None, None),
    ],
    ids=str,
)
def test_extremes_are_spelled_so_that_nothing_is_lost(
    arrow_type: pa.DataType, values: list[Any], least: object, greatest: object
) -> None:
    found = profile(values, arrow_type)
    assert (found.min, found.max) == (least, greatest)


@settings(max_examples=100, deadline=None)
@given(columns(of("timestamp[us]", "timestamp[us, tz=Europe/Berlin]", "timestamp[s]")))
def test_moments_are_spelled_as_python_spells_them(column: tuple[pa.DataType, list[Any]]) -> None:
    arrow_type, values = column
    present = [value for value in values if value is not None]
    found = profile(values, arrow_type)
    assert found.min == (min(present).isoformat(sep=" ") if present else None)
    assert found.max == (max(present).isoformat(sep=" ") if present else None)


def test_texts_never_stand_in_a_profile_that_may_leave() -> None:
    state = ColumnProfile(pa.string())
    state.update(pa.array(["confidential"] * 100))
    assert "confidential" not in state.report(complete=True, mask=False).model_dump_json()
    masked = state.report(complete=True, mask=True, text_extremes=True)
    assert "confidential" not in masked.model_dump_json()
    long = profile(["confidential" * 20], pa.string(), mask=True)
    assert (long.min, long.min_cut, long.max_cut) == (None, False, False)
    assert isinstance(state.report(complete=True, mask=False), Profile)
    assert not isinstance(state.report(complete=True, mask=False), LocalProfile)


def test_a_mask_hides_whatever_shows_a_single_value() -> None:
    found = profile([70_000.0, 55_000.5], pa.float64(), mask=True)
    assert found.masked
    assert found.model_dump(exclude_defaults=True) == {
        "examined": 2,
        "complete": True,
        "nulls": 0,
        "distinct": 2,
        "distinct_exact": True,
        "masked": True,
        "not_finite": 0,
    }
    rare = profile(["A-12"] + ["ab"] * 10, pa.string(), mask=True)
    assert [shape.shape for shape in rare.shapes] == ["a~"]


def test_bytes_that_are_no_utf8_do_no_harm() -> None:
    content = b"ok\xff\xfe\xc3broken\xf0\x9f"
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 2, len(content))))
    broken = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(content))
    state = ColumnProfile(pa.string())
    state.update(broken)
    found = state.report(complete=True, mask=False, text_extremes=True)
    assert found.distinct == 2
    assert found.model_dump_json()


@pytest.mark.parametrize(
    ("arrow_type", "values"),
    [
        (pa.float16(), [1.0, 2.5]),
        (pa.run_end_encoded(pa.int32(), pa.string()), ["a", "a", None]),
        (pa.uuid(), [b"0123456789abcdef"]),
        (pa.decimal32(5, 2), [Decimal("1.50")]),
        (pa.large_list(pa.int8()), [[1], None]),
        (pa.binary_view(), [b"a"]),
    ],
    ids=str,
)
def test_rare_types_are_profiled_too(arrow_type: pa.DataType, values: list[Any]) -> None:
    found = profile(values, arrow_type)
    assert found.examined == len(values)
    assert found.distinct == len({str(value) for value in values if value is not None})


def test_unions_and_dictionaries_of_dictionaries() -> None:
    union = pa.UnionArray.from_dense(
        pa.array([0, 1, 0], pa.int8()),
        pa.array([0, 0, 1], pa.int32()),
        [pa.array([1, 1]), pa.array(["x"])],
    )
    state = ColumnProfile(union.type)
    state.update(union)
    assert state.report(complete=True, mask=False).distinct == 2


def test_another_type_is_refused() -> None:
    state = ColumnProfile(pa.int64())
    with pytest.raises(TypeError, match="int64"):
        state.update(pa.array(["text"]))
    with pytest.raises(TypeError, match="string"):
        state.merge(ColumnProfile(pa.string()))
    state.update(pa.array([1]).dictionary_encode())
    assert state.report(complete=True, mask=False).distinct == 1


def test_every_field_of_a_profile_survives_json() -> None:
    for arrow_type, values in [
        (pa.float64(), [1e308, 1e308, -1e308, math.inf, math.nan]),
        (pa.uint64(), [2**64 - 1] * 10),
        (pa.decimal256(76, 0), [Decimal(10**75)]),
    ]:
        state = ColumnProfile(arrow_type)
        state.update(pa.array(values, arrow_type))
        found = state.report(complete=False, mask=False)
        assert Profile.model_validate_json(found.model_dump_json()) == found
