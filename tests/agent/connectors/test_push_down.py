"""What a source measures itself is what the agent would have measured."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from tests.builders import stand_ins
from tests.builders.measured import DUCK, NOW, POSTGRES, ROWS, assert_same, document
from tests.builders.stand_ins import opened, opened_file

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope, TableRecord
from pursight.contracts.scans import MeasureWhere, TableReport
from pursight_agent.connectors.warehouse.connector import WarehouseSource
from pursight_agent.scanning.scan import scan, scan_document

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
