"""PostgreSQL, MySQL, SQLite and DuckDB measure their tables as the agent would."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.builders.mariadb import MariaServer
from tests.builders.measured import DUCK, MOMENTS, POSTGRES, ROWS, TEXTS, assert_same, document

from pursight.classification.classifier import Classifier
from pursight.contracts.scans import DocumentTable
from pursight_agent.connectors import open_source

EXAMPLES = settings(
    max_examples=10,
    phases=(Phase.generate,),  # to make an example smaller takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)


def both(url: str, classifier: Classifier) -> dict[str, tuple[DocumentTable, DocumentTable]]:
    here = document(open_source(url), "at_agent", classifier)
    there = document(open_source(url), "in_source", classifier)
    assert here.keys() == there.keys()
    return {name: (here[name], there[name]) for name in here}


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
    assert_same(*both(postgres, classifier)["t"])


def test_what_only_postgresql_has(
    make_database: Callable[[str], str], classifier: Classifier
) -> None:
    url = make_database(
        "CREATE TYPE mood AS ENUM ('glad', 'sad'); "
        "CREATE TABLE odd (s smallint, r real, n numeric, far numeric, d date, u uuid, j jsonb, "
        "a int[], e mood, c char(6), m money, t text, i interval, p inet);"
        "INSERT INTO odd VALUES "
        "(1, 0.1, 1.5, 'NaN', '-infinity', gen_random_uuid(), '{\"a\": 1}', '{1,2}', 'glad', 'ab', "
        "'12.50', 'Ab', '1 day', '10.0.0.1'), (2, 1e10, 12345.678, 1, '2026-01-01', NULL, "
        "'{\"a\":1}', '{1,2}', 'sad', 'ab    ', '-1', 'aB', '24 hours', '10.0.0.1/8'), "
        "(NULL, 'NaN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, 'ab', NULL, NULL), "
        "(-7, -2.5, -3, 2, '2020-02-29', gen_random_uuid(), '[]', '{}', 'sad', 'zz', '3', 'x', "
        "'2 days', '::1');"
    )
    assert_same(*both(url, classifier)["odd"])


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
    assert_same(*both(str(path), classifier)["t"])


def test_what_only_duckdb_has(make_duckdb: Callable[..., Path], classifier: Classifier) -> None:
    path = make_duckdb(
        "CREATE MACRO sum(x) AS 0; CREATE MACRO count(x) AS 0;"
        "CREATE TABLE odd (u UBIGINT, h HUGEINT, f FLOAT, e ENUM ('a', 'bc'), q UUID, "
        "s TIMESTAMP_S, ms TIMESTAMP_MS, ns TIMESTAMP_NS, l INT[], d DATE, b BIT, iv INTERVAL);"
        "INSERT INTO odd VALUES (18446744073709551615, 7, 0.1, 'a', uuid(), '2026-01-01', "
        "'2026-01-01 10:00:00.125', '2026-01-01', [1], 'infinity', '0101', INTERVAL 1 DAY), "
        "(1, -7, -2.5, 'bc', NULL, '1999-12-31 23:59:59', '2020-01-01', '1999-01-01', [], "
        "'2026-01-01', NULL, INTERVAL 24 HOUR), "
        "(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), "
        "(1, 0, 'inf', 'a', NULL, '2000-01-01', '2000-01-01', NULL, NULL, NULL, NULL, NULL);"
    )
    assert_same(*both(str(path), classifier)["odd"])


CELL = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-6)
    | st.sampled_from([float("inf"), 2**53 + 1, 1, 1.0])
    | TEXTS
    | st.sampled_from(["a\0b", "", "A", "a", "é"])
    | st.binary(max_size=9)
)
SORTS = (
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.integers(-5, 5) | st.floats(-1e9, 1e9).filter(lambda x: abs(x) > 1e-6),
    st.none() | TEXTS,
    st.none() | st.binary(max_size=9),
    CELL,
)


@EXAMPLES
@given(rows=st.lists(st.tuples(*SORTS), max_size=25))
def test_sqlite(
    rows: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory, classifier: Classifier
) -> None:
    path = tmp_path_factory.mktemp("sqlite") / "t.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (i INTEGER, f REAL, s TEXT, b BLOB, x)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)
    assert_same(*both(str(path), classifier)["t"])


def test_a_small_deviation_of_large_numbers_in_sqlite(
    make_sqlite: Callable[..., Path], classifier: Classifier
) -> None:
    """A mean of squares less a square of the mean would leave nothing of it."""
    path = make_sqlite(
        "CREATE TABLE t (i INTEGER, f REAL);"
        "INSERT INTO t VALUES (1000000000001, 1e12), (1000000000002, 1000000000001.0), "
        "(1000000000003, 1000000000002.0);"
    )
    _, there = both(str(path), classifier)["t"]
    for column in there.columns:
        assert column.profile is not None
        assert column.profile.stddev == pytest.approx((2 / 3) ** 0.5, rel=1e-9)


MARIADB = """CREATE TABLE t (i int, u bigint unsigned, n decimal(12,3), f double, r float,
  s varchar(20) CHARACTER SET utf8mb4, l varchar(20) CHARACTER SET latin1, d date,
  m datetime(6), z timestamp(3) NULL, h time(2), b varbinary(9), e enum('a', 'bc'), y bit(1),
  w bit(6), j json, wide decimal(60,2), c char(5), ye year, big longtext)"""
WORDS = st.sampled_from(["", "a", "A", "ä", "a ", " a", "é", "ß", "ss"])
MARIADB_ROW = st.tuples(
    *(
        st.none() | values
        for values in (
            st.integers(-(2**31), 2**31 - 1),
            st.integers(0, 2**64 - 1),
            st.decimals(-(10**8), 10**8, places=3),
            st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-6),
            st.floats(-1e9, 1e9, width=32).filter(lambda x: x == 0 or abs(x) > 1e-6),
            TEXTS,
            WORDS,
            st.dates(),
            MOMENTS,
            st.datetimes(
                datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2030-01-01")
            ),
            st.times(),
            st.binary(max_size=9),
            st.sampled_from(["a", "bc"]),
            st.sampled_from([0, 1]),
            st.integers(0, 63),
            st.sampled_from(["{}", '{"a": 1}']),
            st.sampled_from(["1" * 50, "-2.25"]),
            WORDS,
            st.integers(1901, 2155),
            st.sampled_from(["x" * 5000 + "y", "x" * 5000 + "z", "x"]),
        )
    )
)


@pytest.fixture
def mariadb(make_mariadb: Callable[[str], str]) -> str:
    return make_mariadb(MARIADB + ";")


@EXAMPLES
@given(rows=st.lists(MARIADB_ROW, max_size=25))
def test_mariadb(
    rows: list[tuple[Any, ...]],
    mariadb: str,
    mariadb_server: MariaServer,
    classifier: Classifier,
) -> None:
    with (
        closing(
            mariadb_server.connect(database=mariadb.rpartition("/")[2].partition("?")[0])
        ) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE t")
        if rows:
            cursor.executemany(f"INSERT INTO t VALUES ({', '.join(['%s'] * 20)})", rows)
        connection.commit()
    assert_same(*both(mariadb, classifier)["t"])
