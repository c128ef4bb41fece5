"""What a source measures itself is what the agent would have measured."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import stand_ins
from tests.builders.stand_ins import opened, opened_file

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope, TableRecord
from pursight.contracts.scans import DocumentTable, MeasureWhere, TableReport
from pursight_agent.connectors.warehouse.connector import WarehouseSource
from pursight_agent.scanning.scan import scan, scan_document

NOW = datetime(2026, 11, 21, tzinfo=UTC)
COMPARED = (
    "examined", "complete", "nulls", "empties", "distinct", "distinct_exact", "masked",
    "min", "max", "not_finite", "sum", "length_min", "length_max", "length_mean", "trues", "falses",
)  # fmt: skip
CLOSE = ("mean", "stddev", "length_mean")
"""Computed in doubles by the source: equal to nine digits of the largest value."""


def document(
    source: WarehouseSource, where: MeasureWhere, classifier: Classifier
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
                assert math.isclose(float(left), float(right), rel_tol=1e-9, abs_tol=1e-9)
            else:
                assert left == right, f"{at_agent.name}.{here.name} {name}"
        scale = max(abs(float(here.profile.min or 0)), abs(float(here.profile.max or 0)), 1.0) if (
            here.profile.mean is not None
        ) else 1.0  # fmt: skip
        for name in CLOSE:
            left, right = getattr(here.profile, name), getattr(there.profile, name)
            assert (left is None) == (right is None), name
            if left is not None:
                tolerance = 1e-6 * scale if name == "stddev" else 1e-9 * scale
                assert abs(left - right) <= tolerance, f"{here.name} {name}: {left} {right}"
        assert here.classification == there.classification


DOUBLES = {"double precision", "DOUBLE", "REAL", "double"}
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
EXAMPLES = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@pytest.fixture
def postgres(make_database: Callable[[str], str]) -> str:
    return make_database(POSTGRES)


@EXAMPLES
@given(rows=ROWS)
def test_postgresql(rows: list[tuple[Any, ...]], postgres: str, classifier: Classifier) -> None:
    rows = [tuple(v.replace("\0", "") if isinstance(v, str) else v for v in row) for row in rows]
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("TRUNCATE t")
        with connection.cursor() as cursor:
            holders = ", ".join(["%s"] * 13)
            cursor.executemany(f"INSERT INTO t VALUES ({holders})".encode(), rows)
    here = document(opened(stand_ins.POSTGRES, postgres), "at_agent", classifier)
    there = document(opened(stand_ins.POSTGRES, postgres), "in_source", classifier)
    assert_same(here["t"], there["t"])


@EXAMPLES
@given(rows=ROWS)
def test_duckdb(
    rows: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory, classifier: Classifier
) -> None:
    path = tmp_path_factory.mktemp("duck") / "t.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(DUCK)
        if rows:
            connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * 13)})", rows)
    here = document(opened_file(stand_ins.DUCKDB, path), "at_agent", classifier)
    there = document(opened_file(stand_ins.DUCKDB, path), "in_source", classifier)
    assert_same(here["t"], there["t"])


SQLITE = "CREATE TABLE t (i INTEGER, s TEXT, f REAL, r BLOB);"


def test_sqlite(make_sqlite: Callable[..., Path], classifier: Classifier) -> None:
    path = make_sqlite(
        SQLITE + "INSERT INTO t VALUES (1, 'a', 1.5, x'00'), (NULL, NULL, NULL, NULL), "
        "(9000000000, 'A', -2.25, x'0102'), (1, '', 1.5, x''), (7, 'üñ', 9e999, x'ff'), "
        "(-3, 'a', 0.0, x'00'); CREATE TABLE hollow (i INTEGER, s TEXT, f REAL, y BOOLEAN);"
    )
    here = document(opened_file(stand_ins.SQLITE, path), "at_agent", classifier)
    there = document(opened_file(stand_ins.SQLITE, path), "in_source", classifier)
    assert_same(here["t"], there["t"])
    assert_same(here["hollow"], there["hollow"])


def test_mariadb(make_mariadb: Callable[[str], str], classifier: Classifier) -> None:
    url = make_mariadb(
        "CREATE TABLE t (i int, b bigint, n decimal(12,3), f double, s varchar(20), d date, "
        "m datetime(6), r varbinary(9));\n"
        "INSERT INTO t VALUES (1, 9223372036854775807, 1.250, 0.1, 'a', '2026-01-01', "
        "'2026-01-01 10:00:00.5', x'00ff'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), "
        "(2, 9223372036854775807, -7.125, 1e10, 'A', '1999-12-31', '1999-01-01', x''), "
        "(1, -5, 0, -3, 'ä', '2026-01-01', '2026-01-01', x'01'), (1, 1, 1, 1, '', NULL, NULL, "
        "NULL), (5, 5, 5, 5, 'a', NULL, NULL, NULL);"
    )
    here = document(opened(stand_ins.MARIADB, url), "at_agent", classifier)
    there = document(opened(stand_ins.MARIADB, url), "in_source", classifier)
    assert_same(here["t"], there["t"])


def report(source: WarehouseSource, where: MeasureWhere, classifier: Classifier) -> TableReport:
    records = scan(
        source,
        classifier=classifier,
        scope=Scope(),
        limits=Limits(),
        rules=(),
        clock=StoppedClock(NOW),
        progress=lambda _: None,
        cancelled=lambda: False,
        where=where,
    )
    found = [record.table for record in records if isinstance(record, TableRecord)]
    source.close()
    return found[0]


def test_nothing_sensitive_shows_in_extremes(
    make_database: Callable[[str], str], classifier: Classifier
) -> None:
    url = make_database(
        "CREATE TABLE people (salary int, birth_date date, few int, city text);"
        "INSERT INTO people SELECT 30000 + i, date '1970-01-01' + i, CASE WHEN i < 4 THEN 4711 END,"
        " 'x' FROM generate_series(1, 200) i;"
    )
    for where in ("at_agent", "in_source"):
        table = report(opened(stand_ins.POSTGRES, url), where, classifier)
        profiles = {column.name: column.profile for column in table.columns}
        for name in ("salary", "birth_date", "few"):
            profile = profiles[name]
            assert profile is not None
            assert profile.measured == where
            assert profile.masked, name
            shown = profile.model_dump(
                include={"min", "max", "sum", "mean", "stddev", "quantiles"}, exclude_defaults=True
            )
            assert not shown, name
        assert "4711" not in table.model_dump_json()
        assert "30001" not in table.model_dump_json()


@pytest.mark.parametrize(
    "case",
    [
        ("auto", 2_000_000, None, "in_source"),
        ("auto", 999, None, "at_agent"),
        ("auto", 2_000_000, 10, "at_agent"),
        ("at_agent", 2_000_000, None, "at_agent"),
        ("in_source", 999, 10, "in_source"),
    ],
)
def test_large_tables_of_far_sources_are_measured_there(
    case: tuple[MeasureWhere, int, int | None, str],
    make_duckdb: Callable[..., Path],
    classifier: Classifier,
) -> None:
    where, rows, sample, expected = case
    tables = stand_ins.DUCKDB.tables.replace("NULL, NULL FROM", f"{rows}, NULL FROM")
    far = replace(stand_ins.DUCKDB, billed=True, tables=tables)
    path = make_duckdb("CREATE TABLE t AS SELECT range AS i FROM range(50)")
    source = opened_file(far, path)
    found = scan_document(
        source,
        classifier=classifier,
        scope=Scope(),
        limits=Limits(sample_rows=sample),
        clock=StoppedClock(NOW),
        where=where,
    )
    source.close()
    profile = found.tables[0].columns[0].profile
    assert profile is not None
    assert profile.measured == expected
    assert profile.examined == (50 if sample is None or expected == "in_source" else sample)
