"""Granularity and range of moments, and of texts that spell them."""

# ruff: noqa: DTZ001  columns without a time zone are what is measured

from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.scans import Profile
from pursight.profiling.column import ColumnProfile


def measured(*chunks: Any) -> Profile:
    whole = ColumnProfile(chunks[0].type)
    for chunk in chunks:
        state = ColumnProfile(chunk.type)
        state.update(chunk)
        whole.merge(state)
    return whole.report(complete=True, mask=False)


DAYS = [date(1890 + n, 1 + n % 12, 1) for n in range(200)]


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (pa.array([date(1850 + n, 1, 1) for n in range(400)]), "year"),
        (pa.array(DAYS), "month"),
        (pa.array([date(2000, 1, 1) + timedelta(days=n) for n in range(99)]), "day"),
        (pa.array([datetime(2000 + n, 1, 1) for n in range(50)]), "year"),
        (pa.array([datetime(2000, 1, 1) + timedelta(days=n) for n in range(50)]), "day"),
        (pa.array([datetime(1960, 1, 1) + timedelta(hours=7 * n) for n in range(50)]), "hour"),
        (pa.array([datetime(1960, 1, 1, 0, n) for n in range(50)]), "minute"),
        (pa.array([n * 1000 for n in range(99)], pa.timestamp("us")), "millisecond"),
        (pa.array([n * 1000 for n in range(99)], pa.timestamp("ns")), "microsecond"),
        (pa.array([n * 3600 for n in range(24)], pa.time32("s")), "hour"),
        (pa.array([n * 86_400 for n in range(24)], pa.duration("s")), "day"),
        (pa.array([n * 86_400_000 for n in range(9)], pa.date64()), "day"),
    ],
)
def test_the_coarsest_unit_is_told(values: Any, unit: str) -> None:
    found = measured(values)
    assert (found.granularity, found.granularity_share) == (unit, 1.0)


def test_one_in_a_hundred_may_be_finer() -> None:
    days = [datetime(2000, 1, 2) + timedelta(days=n) for n in range(99)]
    assert measured(pa.array([*days, datetime(2000, 1, 1, 8)])).granularity == "day"
    assert measured(pa.array([*days, *[datetime(2000, 1, 1, 8)] * 2])).granularity == "hour"


MOMENTS = st.lists(st.datetimes(datetime(1700, 1, 2), datetime(2250, 12, 30)), max_size=30)


@given(MOMENTS, st.data())
def test_order_and_division_do_not_show(moments: list[datetime], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(moments))
    cut = data.draw(st.integers(0, len(moments)))
    kind = pa.timestamp("us")
    whole = measured(pa.array(moments, kind))
    assert measured(pa.array(shuffled[:cut], kind), pa.array(shuffled[cut:], kind)) == whole
    if moments:
        first = datetime(1, 1, 1)
        mean = first + sum((one - first for one in moments), timedelta()) // len(moments)
        assert whole.moment_mean == mean.isoformat(sep=" ")
        assert len(whole.moment_quantiles) == 5
        assert str(whole.min) <= whole.moment_quantiles[0] <= whole.moment_quantiles[4]


@pytest.mark.parametrize(
    ("spell", "unit"),
    [("%Y-%m-%d", "day"), ("%Y/%m/%d", "day"), ("%d.%m.%Y", "day"), ("%Y-%m-%dT%H:%M", "minute"),
     ("%Y-%m-%d %H:%M:%SZ", "minute"), ("%d.%m.%Y %H:%M", "minute"),
     ("%Y-%m-%dT%H:%M:%S+00:00", "minute")],
)  # fmt: skip
def test_texts_that_are_dates_have_a_range(spell: str, unit: str) -> None:
    moments = [datetime(2021, 1, 30, 9, 7) + timedelta(days=n, minutes=n) for n in range(60)]
    found = measured(*(pa.array([one.strftime(spell)]) for one in moments))
    assert found.granularity == unit
    last = moments[-1] if unit == "minute" else datetime(2021, 3, 30)
    assert (found.moment_min or "")[:10] == "2021-01-30"
    assert found.moment_max == last.isoformat(sep=" ")
    assert found.histogram
    assert found.min is None


def test_what_could_mean_two_dates_is_left_alone() -> None:
    found = measured(pa.array(["01/02/2021", "03/04/2022"] * 9))
    assert found.looks_like == "date"
    assert found.moment_min is None


def test_days_that_do_not_exist() -> None:
    found = measured(pa.array(["2021-02-28"] * 199 + ["2021-02-30"]))
    assert (found.moment_max, found.granularity) == ("2021-02-28 00:00:00", "day")
    assert measured(pa.array(["2021-02-28", "2021-02-30"])).moment_max is None


def test_prose_with_a_date_in_it_has_none() -> None:
    assert measured(pa.array(["2021-02-28", "born on 2021-02-28"])).granularity is None


def test_a_masked_column_keeps_its_granularity_alone() -> None:
    state = ColumnProfile(pa.date32())
    state.update(pa.array(DAYS))
    found = state.report(complete=True, mask=True)
    assert found.granularity == "month"
    assert found.moment_mean is found.histogram is found.min is None
    assert found.moment_quantiles == ()
