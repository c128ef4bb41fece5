"""A rule says the same of the same rows, checked by the agent and by the source's own engine."""

import itertools
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.builders.mariadb import MariaServer

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope
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
from pursight.contracts.scans import MeasureWhere
from pursight.identity import new_id
from pursight_agent.connectors import open_source
from pursight_agent.scanning.scan import scan_document

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EXAMPLES = settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),  # to make an example smaller takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
WORDS = ["", "a", "A", "ab", "aB", "é", "a ", " a", "o'k", "b\\c", "%s", ":x", "12", "A1"]
INTEGERS = st.integers(-3, 3) | st.sampled_from([-(2**63), 2**63 - 1])
FLOATS = st.sampled_from([-1.5, 0.0, -0.0, 0.1, 1.0, 1e100, 1e-100])
DECIMALS = st.decimals(-9, 9, places=3)
MOMENTS = st.sampled_from(
    [
        datetime.fromisoformat(text)
        for text in ("2026-11-21 12:00:00", "2026-11-22 00:00:00", "1900-01-01 00:00:00.000001")
    ]
)
DATES = st.sampled_from([date(2026, 11, 21), date(1, 1, 1), date(9999, 12, 31), date(2026, 1, 1)])
ROW = st.tuples(
    *(
        st.none() | values
        for values in (INTEGERS, st.sampled_from(WORDS), FLOATS, DECIMALS, DATES, MOMENTS)
    )
)
"""Of the columns i, s, f, n, d and m."""
Data = tuple[list[Any], list[Any]]
ROWS = st.lists(ROW, max_size=14)
OTHERS = st.lists(st.tuples(INTEGERS, st.sampled_from(WORDS)), max_size=4)
NUMBER = (
    st.none()
    | st.integers(-4, 4)
    | st.sampled_from([0.1, "0.10", 1.5, "-0.0015", 1e30, -1e30, 2**63, "9223372036854775807.5"])
)
DAY = st.none() | st.sampled_from(
    ["2026-11-21", "2026-11-21T12:00:00Z", "0001-01-01", "9999-12-31", "2026-11-21T13:00:00+02:00"]
)
SETS = st.lists(
    st.sampled_from([*WORDS, "1", "1.0", "0.1", "-1.500", "2026-11-21", "2026-11-22T00:00:00"]),
    min_size=1,
    max_size=5,
).map(tuple)
CHECKS = st.one_of(
    st.builds(NotNull, column=st.sampled_from("isfnd")),
    st.lists(st.sampled_from("isfndm"), min_size=1, max_size=3, unique=True).map(
        lambda names: Unique(columns=tuple(names))
    ),
    st.builds(Range, column=st.sampled_from("ifn"), minimum=NUMBER, maximum=NUMBER),
    st.builds(Range, column=st.sampled_from("dm"), minimum=DAY, maximum=DAY),
    st.builds(InSet, column=st.sampled_from("isfndm"), values=SETS),
    st.builds(RowCount, minimum=st.none() | st.integers(0, 9), maximum=st.none() | st.just(5)),
    st.builds(Freshness, column=st.sampled_from("dm"), hours=st.sampled_from([1, 13, 24, 500])),
    st.sampled_from(
        [
            ForeignKeyHolds(columns=("i",), ref_table="o", ref_columns=("i",)),
            ForeignKeyHolds(columns=("s",), ref_table="o", ref_columns=("s",)),
            ForeignKeyHolds(columns=("i", "s"), ref_table="o", ref_columns=("i", "s")),
        ]
    ),
    st.sampled_from([NotNull(column="gone"), Range(column="i", minimum="x")]),
)
LISTS = st.lists(CHECKS, min_size=3, max_size=8)
EDGES: Data = (
    [
        (1, "a", 0.0, 1, date(2026, 11, 21), datetime.fromisoformat("2026-11-21")),
        (2, "A", -0.0, 2, date(2026, 11, 22), datetime.fromisoformat("2026-11-22")),
        (2, "a ", 0.1, 3, None, None),
        (3, "é", 0.1, 3, None, None),
        (None, "e", None, None, None, None),
    ],
    [(1, "A"), (2, "a"), (7, "é")],
)
ALIKE: list[Check] = [
    Unique(columns=("s",)),
    Unique(columns=("i", "s")),
    Unique(columns=("i",)),
    InSet(column="s", values=("a", "E")),
    Range(column="i", minimum=2, maximum=2),
    Range(column="f", minimum="0.1", maximum=0.1),
    ForeignKeyHolds(columns=("s",), ref_table="o", ref_columns=("s",)),
    ForeignKeyHolds(columns=("i", "s"), ref_table="o", ref_columns=("i", "s")),
]
PATTERNS = st.sampled_from(["[a-z]*", "[A-Z][0-9]?", r"\d{1,2}", "a|ab|é", r"(?:a|A)[bB]?\s?", "."])


def checked(
    url: str, schema: str, checks: Sequence[Check], where: MeasureWhere, classifier: Classifier
) -> tuple[RuleResult, ...]:
    rules = [
        RuleSpec(id=identity, name="rule", schema_name=schema, table="t", check=check)
        for identity, check in zip(IDENTITIES, checks, strict=False)
    ]
    source = open_source(url)
    found = scan_document(
        source,
        classifier=classifier,
        scope=Scope(),
        limits=Limits(),
        clock=StoppedClock(NOW),
        rules=rules,
        where=where,
    )
    source.close()
    assert not found.skipped
    (table,) = [table for table in found.tables if table.name == "t"]
    return table.rule_results


IDENTITIES = [new_id() for _ in range(20)]


def assert_alike(
    url: str, schema: str, checks: Sequence[Check], classifier: Classifier, *, pushed: bool = True
) -> None:
    here = checked(url, schema, checks, "at_agent", classifier)
    there = checked(url, schema, checks, "in_source", classifier)
    assert {result.measured for result in here} == {"at_agent"}
    if pushed:
        assert {result.measured for result in there} == {"in_source"}, checks
    for check, one, other in zip(checks, here, there, strict=True):
        assert other.model_copy(update={"measured": "at_agent"}) == one, check


TABLES = """CREATE TABLE t (i bigint, s varchar(20), f double precision, n decimal(12,3), d date,
  m timestamp); CREATE TABLE o (i bigint, s varchar(20));"""


@pytest.fixture
def postgres(make_database: Callable[[str], str]) -> str:
    return make_database(TABLES)


@EXAMPLES
@example(data=EDGES, rules=(ALIKE, ["[a-z]+"]))
@given(data=st.tuples(ROWS, OTHERS), rules=st.tuples(LISTS, st.lists(PATTERNS, max_size=2)))
def test_postgresql(
    data: Data,
    rules: tuple[list[Check], list[str]],
    postgres: str,
    classifier: Classifier,
) -> None:
    (rows, others), (checks, patterns) = data, rules
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("TRUNCATE t; TRUNCATE o")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)", rows)
            cursor.executemany("INSERT INTO o VALUES (%s, %s)", others)
    assert_alike(postgres, "public", checks, classifier)
    with_patterns = [*checks, *(Pattern(column="s", expression=one) for one in patterns)]
    unsure = any("." in one or r"\s" in one or "é" in one for one in patterns)
    assert_alike(postgres, "public", with_patterns, classifier, pushed=not unsure)


@EXAMPLES
@example(data=EDGES, rules=(ALIKE, ["[a-z]+"]))
@given(data=st.tuples(ROWS, OTHERS), rules=st.tuples(LISTS, st.lists(PATTERNS, max_size=2)))
def test_duckdb(
    data: Data,
    rules: tuple[list[Check], list[str]],
    tmp_path_factory: pytest.TempPathFactory,
    classifier: Classifier,
) -> None:
    (rows, others), (checks, patterns) = data, rules
    path = tmp_path_factory.mktemp("duck") / "t.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(TABLES)
        connection.execute("CREATE MACRO sum(x) AS 0; CREATE MACRO count(x) AS 0")
        for row in rows:
            connection.execute("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO t VALUES (7, 'a' || chr(10), NULL, NULL, NULL, NULL)")
        for other in others:
            connection.execute("INSERT INTO o VALUES (?, ?)", other)
    with_patterns = [*checks, *(Pattern(column="s", expression=one) for one in patterns)]
    assert_alike(str(path), "main", with_patterns, classifier)


@EXAMPLES
@example(data=EDGES, checks=ALIKE)
@given(data=st.tuples(ROWS, OTHERS), checks=LISTS)
def test_sqlite(
    data: Data,
    checks: list[Check],
    tmp_path_factory: pytest.TempPathFactory,
    classifier: Classifier,
) -> None:
    rows, others = data
    path = tmp_path_factory.mktemp("sqlite") / "t.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (i INTEGER, s TEXT COLLATE NOCASE, f REAL)")
        connection.execute("CREATE TABLE o (i INTEGER, s TEXT COLLATE RTRIM)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [row[:3] for row in rows])
        connection.executemany("INSERT INTO o VALUES (?, ?)", others)
    known = [one for one in checks if not set(columns_of(one)) & set("ndm")]
    assert_alike(str(path), "main", [NotNull(column="i"), *known], classifier)


@pytest.fixture
def mariadb(make_mariadb: Callable[[str], str]) -> str:
    return make_mariadb(
        TABLES.replace("precision", "").replace("timestamp", "datetime(6)").replace("); ", ");\n")
    )


@EXAMPLES
@example(data=EDGES, checks=ALIKE)
@given(data=st.tuples(ROWS, OTHERS), checks=LISTS)
def test_mariadb(
    data: Data,
    checks: list[Check],
    mariadb: str,
    mariadb_server: MariaServer,
    classifier: Classifier,
) -> None:
    rows, others = data
    name = mariadb.rpartition("/")[2]
    with (
        closing(mariadb_server.connect(database=name)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE t")
        cursor.execute("TRUNCATE o")
        if rows:
            cursor.executemany("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)", rows)
        if others:
            cursor.executemany("INSERT INTO o VALUES (%s, %s)", others)
    assert_alike(mariadb, name, checks, classifier)


def columns_of(check: Check) -> tuple[str, ...]:
    if isinstance(check, Unique | ForeignKeyHolds):
        return check.columns
    return () if isinstance(check, RowCount) else (check.column,)


def test_not_a_number_is_outside_every_range(
    make_database: Callable[[str], str], classifier: Classifier
) -> None:
    url = make_database(
        "CREATE TABLE t (f float8, r real); INSERT INTO t VALUES ('NaN', 0.1), ('Infinity', 0.2), "
        "('-Infinity', NULL), (NULL, 'NaN'), (0.5, 0.1);"
    )
    checks = [
        Range(column=column, minimum=low, maximum=high)
        for column, low, high in itertools.product("fr", (None, 0.1), (None, 0.1, 1e300))
    ]
    assert_alike(url, "public", checks, classifier)


def test_a_rule_that_means_something_else_there_keeps_the_table_at_the_agent(
    make_sqlite: Callable[..., Path], classifier: Classifier
) -> None:
    path = make_sqlite("CREATE TABLE t (s TEXT); INSERT INTO t VALUES ('a'), ('b');")
    checks: list[Check] = [NotNull(column="s"), Pattern(column="s", expression="[a]")]
    results = checked(str(path), "main", checks, "in_source", classifier)
    assert [result.measured for result in results] == ["at_agent", "at_agent"]
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.FAILED]
    (alone,) = checked(str(path), "main", checks[:1], "in_source", classifier)
    assert alone.measured == "in_source"


def test_a_foreign_key_left_to_the_agent_finds_the_other_table(
    make_sqlite: Callable[..., Path], classifier: Classifier
) -> None:
    path = make_sqlite(
        "CREATE TABLE t (f REAL); CREATE TABLE o (f REAL);"
        "INSERT INTO t VALUES (0.5), (1.5), (NULL); INSERT INTO o VALUES (0.5);"
    )
    check = ForeignKeyHolds(columns=("f",), ref_table="o", ref_columns=("f",))
    (result,) = checked(str(path), "main", [check], "in_source", classifier)
    assert (result.measured, result.failing) == ("at_agent", 1)


def test_where_the_arithmetic_of_the_source_gives_up_the_rows_are_read(
    make_database: Callable[[str], str], classifier: Classifier
) -> None:
    url = make_database(
        "CREATE TABLE t (f float8); INSERT INTO t VALUES (1e300), (-1e300), (NULL);"
    )
    (result,) = checked(url, "public", [NotNull(column="f")], "in_source", classifier)
    assert (result.measured, result.failing, result.examined) == ("at_agent", 1, 3)
