"""Random rows of many types, and the comparison of what a source and the agent make of them."""

import math
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import DocumentColumn, DocumentTable, MeasureWhere
from pursight_agent.scanning.scan import scan_document
from pursight_agent.source import Source

NOW = datetime(2026, 11, 21, tzinfo=UTC)
COMPARED = (
    "examined", "complete", "nulls", "empties", "distinct", "distinct_exact", "masked",
    "min", "max", "not_finite", "sum", "length_min", "length_max", "length_mean", "trues", "falses",
)  # fmt: skip
CLOSE = ("mean", "stddev", "length_mean")
"""Computed in doubles by the source: equal to nine digits of the largest value."""


def document(
    source: Source, where: MeasureWhere, classifier: Classifier
) -> dict[str, DocumentTable]:
    found = scan_document(
        source,
        classifier=classifier,
        scope=Scope(),
        limits=Limits(),
        clock=StoppedClock(NOW),
        where=where,
    )
    source.close()
    assert not found.skipped
    return {table.name: table for table in found.tables}


def assert_same(at_agent: DocumentTable, in_source: DocumentTable) -> None:
    assert in_source.row_count == at_agent.row_count
    assert in_source.row_count_exact
    for here, there in zip(at_agent.columns, in_source.columns, strict=True):
        assert here.profile is not None
        assert there.profile is not None
        assert (here.profile.measured, there.profile.measured) == ("at_agent", "in_source")
        if there.profile.distinct is None:  # nested values are counted, no more
            assert there.profile.nulls == here.profile.nulls
            continue
        text = here.profile.length_min is not None
        for name in COMPARED:
            if text and name in {"min", "max"}:
                continue  # extremes of texts are left to the agent
            left, right = getattr(here.profile, name), getattr(there.profile, name)
            if name == "sum" and isinstance(left, str) and ("e" in left or here.type in DOUBLES):
                # Of a single, the agent takes the shortest text, the source all digits.
                close = 1e-6 * 25 * _scale(here) if here.type == "float" else 1e-9
                assert math.isclose(float(left), float(right), rel_tol=1e-9, abs_tol=close)
            else:
                assert left == right, f"{at_agent.name}.{here.name} {name}"
        scale = _scale(here)
        for name in CLOSE:
            left, right = getattr(here.profile, name), getattr(there.profile, name)
            assert (left is None) == (right is None), name
            if left is not None:
                rough = name == "stddev" or here.type == "float"
                tolerance = 1e-6 * scale if rough else 1e-9 * scale
                assert abs(left - right) <= tolerance, f"{here.name} {name}: {left} {right}"
        assert here.classification == there.classification


def _scale(column: DocumentColumn) -> float:
    profile = column.profile
    if profile is None or profile.mean is None:
        return 1.0
    return max(abs(float(profile.min or 0)), abs(float(profile.max or 0)), 1.0)


DOUBLES = {"double precision", "DOUBLE", "REAL", "double", "float"}
POSTGRES = """
CREATE TABLE t (i int, b bigint, n numeric(12,3), f double precision, y boolean, s text,
  c varchar(30), d date, m timestamp, z timestamptz, r bytea, j json, h time);
"""
DUCK = POSTGRES.replace("bytea", "blob").replace("json", "int[]").replace(
    "double precision", "double"
)  # fmt: skip

TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cn")),
    max_size=12,
)
CASES = st.sampled_from(["", "a", "A", "ä", "a ", " a", "ab", "AB", "🙂", "é", "e\u0301"])
MOMENTS = st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2200-01-01"))
ROW = st.tuples(
    *(
        st.none() | values
        for values in (
            st.integers(-(2**31), 2**31 - 1),
            st.integers(-(2**63), 2**63 - 1),
            st.decimals(-(10**8), 10**8, places=3),
            st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-6)
            | st.sampled_from([math.nan, math.inf, -math.inf, 0.0]),
            st.booleans(),
            TEXTS,
            CASES,
            st.dates(date(1, 1, 1), date(9999, 12, 31)),
            MOMENTS,
            MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
            st.binary(max_size=9),
            st.none(),
            st.times(),
        )
    )
)
ROWS = st.lists(ROW, max_size=25)
