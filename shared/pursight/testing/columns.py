"""Arrow columns of every type, for property tests with Hypothesis."""

from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from pursight.values.arrow import ArrowArray

_EXACT = Context(prec=100)

Values = st.SearchStrategy[Any]


def texts() -> st.SearchStrategy[str]:
    """Texts of all scripts, and of lengths at which hashing and cutting change their way."""
    odd_lengths = st.sampled_from([7, 8, 9, 16, 95, 96, 97, 120, 121, 511, 512, 513, 1000])
    return st.one_of(
        st.text(max_size=12),
        st.text(alphabet="aZ09 -.é日😀", max_size=30),
        st.sampled_from(["", "0", "007", "1.5", "2026-11-21", "12:30", "true", "1,234", "\x00"]),
        odd_lengths.map(lambda length: "x" * length),
        odd_lengths.map(lambda length: "é" * length),
    )


def _decimals(precision: int, scale: int) -> st.SearchStrategy[Decimal]:
    most = 10**precision - 1
    return st.integers(-most, most).map(lambda unscaled: Decimal(unscaled).scaleb(-scale, _EXACT))


def _integers(bits: int, *, signed: bool) -> st.SearchStrategy[int]:
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return st.one_of(st.integers(low, high), st.integers(max(low, -3), 3))


_MOMENTS = st.datetimes(datetime(1700, 1, 1), datetime(2250, 1, 1))  # noqa: DTZ001  made zoned below
_SECONDS = _MOMENTS.map(lambda moment: moment.replace(microsecond=0))
_ZONED = _MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC))


def _types() -> list[tuple[pa.DataType, Values]]:
    scalars: list[tuple[Any, Values]] = [
        (pa.null(), st.none()),
        (pa.bool_(), st.booleans()),
        *((getattr(pa, f"int{n}")(), _integers(n, signed=True)) for n in (8, 16, 32, 64)),
        *((getattr(pa, f"uint{n}")(), _integers(n, signed=False)) for n in (8, 16, 32, 64)),
        (pa.float32(), st.floats(width=32)),
        (pa.float64(), st.one_of(st.floats(), st.sampled_from([0.0, -0.0, 0.1, 1e308, 5e-324]))),
        (pa.decimal128(12, 2), _decimals(12, 2)),
        (pa.decimal128(38, 0), _decimals(38, 0)),
        (pa.decimal256(70, 30), _decimals(70, 30)),
        *((text_type, texts()) for text_type in (pa.string(), pa.large_string())),
        (pa.string_view(), texts()),
        (pa.dictionary(pa.int32(), pa.string()), texts()),
        (pa.binary(), st.binary(max_size=20)),
        (pa.binary(3), st.binary(min_size=3, max_size=3)),
        (pa.date32(), st.dates()),
        (pa.date64(), st.dates()),
        (pa.time32("s"), st.times().map(lambda at: at.replace(microsecond=0))),
        (pa.time64("us"), st.times()),
        (pa.timestamp("s"), _SECONDS),
        (pa.timestamp("us"), _MOMENTS),
        (pa.timestamp("ns"), _MOMENTS),
        (pa.timestamp("us", "Europe/Berlin"), _ZONED),
        (pa.duration("us"), st.timedeltas(timedelta(days=-999), timedelta(days=999))),
        (pa.month_day_nano_interval(), st.tuples(*[st.integers(-9, 9)] * 3)),
        (pa.list_(pa.int64()), st.lists(st.integers(0, 3), max_size=2)),
        (pa.struct([("a", pa.string())]), st.fixed_dictionaries({"a": st.text(max_size=2)})),
        (pa.map_(pa.string(), pa.int8()), st.just([("k", 1)]) | st.just([])),
    ]
    return scalars


EVERY_TYPE = _types()
"""Each type with a strategy for its values as Python objects."""


@st.composite
def columns(
    draw: st.DrawFn, types: list[tuple[pa.DataType, Values]] | None = None, *, most: int = 40
) -> tuple[pa.DataType, list[Any]]:
    """A type and values of it, some of them null and many of them repeated."""
    arrow_type, values = draw(st.sampled_from(types or EVERY_TYPE))
    some = draw(st.lists(values | st.none(), max_size=most))
    again = draw(st.lists(st.sampled_from(some), max_size=most // 2)) if some else []
    return arrow_type, some + again


@st.composite
def cuts(draw: st.DrawFn, values: list[Any], arrow_type: pa.DataType) -> list[ArrowArray]:
    """The values as chunks of any lengths, in any order, each somewhere inside a larger array."""
    at = sorted(draw(st.lists(st.integers(0, len(values)), max_size=4)))
    parts = [values[a:b] for a, b in zip([0, *at], [*at, len(values)], strict=True)]
    parts = draw(st.permutations(parts))
    before = draw(st.integers(0, 2))
    chunks: list[ArrowArray] = []
    for part in parts:
        filler = values[:before]
        whole = pa.array([*filler, *part, *filler], arrow_type)
        chunks.append(whole.slice(len(filler), len(part)))
    return chunks
