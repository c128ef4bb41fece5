"""DuckDB's types, facts and samples: nothing lost, nothing told that should not be."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.contracts.agents import Scope
from pursight.contracts.scans import ForeignKey, TableFacts
from pursight_agent.connectors import open_source
from pursight_agent.connectors.duckdb import connector
from pursight_agent.connectors.duckdb.columns import settle, wanted_columns
from pursight_agent.source import Source

MakeDuckDb = Callable[..., Path]


def tables_of(source: Source) -> dict[str, TableFacts]:
    return {table.name: table for table in source.discover(Scope()).tables}


def read(path: Path, name: str = "t", sample: int | None = None) -> pa.Table:
    with closing(open_source(str(path))) as source:
        table = tables_of(source)[name]
        return pa.Table.from_batches(list(source.read(table, sample_rows=sample)))


LARGE = pa.large_string()
ZONED = pa.timestamp("us", "UTC")


@pytest.mark.parametrize(
    ("declared", "values", "type_", "expected"),
    [
        ("BOOLEAN", "true | NULL", pa.bool_(), [True, None]),
        ("TINYINT", "-128", pa.int8(), [-128]),
        ("UBIGINT", "18446744073709551615", pa.uint64(), [2**64 - 1]),
        ("HUGEINT", f"-{'9' * 38} | 12 | NULL", pa.decimal128(38, 0),
         [Decimal(f"-{'9' * 38}"), 12, None]),
        ("HUGEINT", f"{2**127 - 1} | -1 | NULL", LARGE, [str(2**127 - 1), "-1", None]),
        ("HUGEINT", f"-{10**38}", LARGE, [f"-{10**38}"]),
        ("UHUGEINT", "7", pa.decimal128(38, 0), [Decimal(7)]),
        ("UHUGEINT", f"{2**128 - 1}", LARGE, [str(2**128 - 1)]),
        ("BIGNUM", f"{'9' * 60}", LARGE, ["9" * 60]),
        ("DECIMAL(38, 10)", "1.0000000001", pa.decimal128(38, 10), [Decimal("1.0000000001")]),
        ("DECIMAL(4, 1)", "1.5", pa.decimal128(4, 1), [Decimal("1.5")]),
        ("FLOAT", "0.1 | nan | -inf | NULL", pa.float64(), None),
        ("DOUBLE", "0.1", pa.float64(), [0.1]),
        ("VARCHAR", "ü☃ |  | NULL | 42", LARGE, ["ü☃", "", None, "42"]),
        ("JSON", '{"a": 1}', LARGE, ['{"a": 1}']),
        ("BLOB", "\\x00\\xFFa", pa.large_binary(), [b"\x00\xffa"]),
        ("BIT", "0101", LARGE, ["0101"]),
        ("UUID", "12345678-9abc-def0-1234-56789abcdef0", LARGE,
         ["12345678-9abc-def0-1234-56789abcdef0"]),
        ("DATE", "2026-02-28 | NULL", pa.date32(), [date(2026, 2, 28), None]),
        ("DATE", "0001-01-01 | 9999-12-31", pa.date32(), [date.min, date.max]),
        ("DATE", "infinity | -infinity | 0044-03-15 (BC) | 10000-01-01", LARGE,
         ["infinity", "-infinity", "0044-03-15 (BC)", "10000-01-01"]),
        ("DATE", "0001-12-31 (BC)", LARGE, ["0001-12-31 (BC)"]),
        ("TIME", "23:59:59.999999", pa.time64("us"), [time.max]),
        ("TIME", "24:00:00 | 01:00:00", LARGE, ["24:00:00", "01:00:00"]),
        ("TIME_NS", "12:00:00.123456789", pa.time64("ns"), None),
        ("TIMETZ", "12:00:00+02 | NULL", LARGE, ["12:00:00+02", None]),
        ("TIMESTAMP", "9999-12-31 23:59:59.999999", pa.timestamp("us"), [datetime.max]),  # noqa: DTZ901
        ("TIMESTAMP", "infinity | 2026-01-01 00:00:00.5", LARGE,
         ["infinity", "2026-01-01 00:00:00.5"]),
        ("TIMESTAMP", "-infinity", LARGE, ["-infinity"]),
        ("TIMESTAMP_S", "2026-01-01 10:20:30", pa.timestamp("s"),
         [datetime(2026, 1, 1, 10, 20, 30)]),  # noqa: DTZ001
        ("TIMESTAMP_MS", "2026-01-01 00:00:00.5", pa.timestamp("ms"),
         [datetime(2026, 1, 1, microsecond=500_000)]),  # noqa: DTZ001
        ("TIMESTAMP_NS", "2026-01-01 00:00:00.123456789", pa.timestamp("ns"), None),
        ("TIMESTAMP_NS", "infinity", LARGE, ["infinity"]),
        ("TIMESTAMP_S", "infinity", LARGE, ["infinity"]),
        ("TIMESTAMPTZ", "2026-01-01 00:00:00+02", ZONED,
         [datetime(2025, 12, 31, 22, tzinfo=timezone.utc)]),  # noqa: UP017
        ("TIMESTAMPTZ", "infinity | 2026-01-01 00:00:00+02", LARGE,
         ["infinity", "2025-12-31 22:00:00+00"]),
        ("INTERVAL", "300000 years 3 days 04:00:00", LARGE, ["300000 years 3 days 04:00:00"]),
        ("ENUM('a', 'b')", "b | NULL | a", LARGE, ["b", None, "a"]),
        ("INTEGER[]", "[1, NULL] | NULL | []", LARGE, ["[1,null]", None, "[]"]),
        ("INTEGER[2]", "[1, 2]", LARGE, ["[1,2]"]),
        ("MAP(VARCHAR, DATE)", "{k=infinity}", LARGE, ['{"k":"infinity"}']),
        ("STRUCT(a HUGEINT, b BLOB, c INTERVAL)", f"{{'a': {2**127 - 1}, 'b': x, 'c': 2 days}}",
         LARGE, [f'{{"a":{2**127 - 1},"b":"x","c":"2 days"}}']),
        ("GEOMETRY", "POINT (1 2)", LARGE, ["POINT (1 2)"]),
        ("VARCHAR[][]", '[["say ""hi""", NULL]]', LARGE, None),
    ],
)  # fmt: skip
def test_types(
    declared: str,
    values: str,
    type_: pa.DataType,
    expected: list[object] | None,
    make_duckdb: MakeDuckDb,
) -> None:
    cells = "), (".join(_quoted(value) for value in values.split(" | "))
    path = make_duckdb(f"CREATE TABLE t (v {declared}); INSERT INTO t VALUES ({cells})")
    found = read(path)
    assert found.schema.field(0).type == type_
    if expected is not None:
        assert found.column(0).to_pylist() == expected


def _quoted(value: str) -> str:
    return value if value == "NULL" else "'" + value.replace("'", "''") + "'"


def test_what_python_has_no_literal_for(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(
        """CREATE TABLE t AS SELECT union_value(num := 2)::UNION(num INT, str VARCHAR) AS u,
        0.1::FLOAT AS f, TIMESTAMP_NS '2026-01-01 00:00:00.123456789' AS ns, NULL AS nix;
        CREATE VIEW v AS
        SELECT NULL AS nothing, 0.1::FLOAT AS f, 42::VARIANT AS var, row(1, 'x') AS r;"""
    )
    (row,) = read(path).select(["u", "f"]).to_pylist()
    assert row == {"u": '{"num":2}', "f": 0.1}
    nanoseconds = read(path)["ns"].cast(pa.int64()).to_pylist()
    assert nanoseconds == [1_767_225_600_123_456_789]
    assert read(path, "v").to_pylist() == [
        {"nothing": None, "f": 0.1, "var": "42", "r": '{"":1,"":"x"}'}
    ]


_LEAVES: dict[str, st.SearchStrategy[Any]] = {
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "HUGEINT": st.integers(-(10**38) + 1, 10**38 - 1),
    "DOUBLE": st.floats(allow_nan=False),
    "VARCHAR": st.text(),
    "BLOB": st.binary(),
    "BOOLEAN": st.booleans(),
    "DATE": st.dates(),
    "TIMESTAMP": st.datetimes(),
    "TIME": st.times(),
    "DECIMAL(18, 4)": st.decimals(-(10**13), 10**13, places=4),
}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(_LEAVES)).flatmap(
        lambda type_: st.tuples(st.just(type_), st.lists(st.none() | _LEAVES[type_], max_size=20))
    )
)
def test_what_was_put_in_comes_out(column: tuple[str, Sequence[Any]]) -> None:
    type_, cells = column
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t (v {type_})")
        for cell in cells:
            connection.execute("INSERT INTO t VALUES (?)", [cell])
        selected = settle(connection, "t", wanted_columns(connection, "t", ["v"]))
        found = connection.execute(f"SELECT {selected[0]} FROM t").to_arrow_table()
    assert found.column(0).to_pylist() == list(cells)


def test_facts(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(
        """CREATE SCHEMA s; CREATE SEQUENCE s.seq;
        CREATE TABLE s.parent (x INT, y INT, PRIMARY KEY (y, x));
        CREATE TABLE s.child (a INT NOT NULL DEFAULT nextval('s.seq'), b VARCHAR DEFAULT 'it''s',
            c INT UNIQUE, "d, (GENERATED ALWAYS AS" INT AS (a * 2), "e""f" INT DEFAULT 3,
            note VARCHAR DEFAULT ' x INT GENERATED ALWAYS AS (1)', CHECK (length(b) < 9),
            UNIQUE (c, b), FOREIGN KEY (a, c) REFERENCES s.parent (y, x));
        CREATE INDEX i ON s.child (lower(b), A, "e""f");
        CREATE UNIQUE INDEX j ON s.child (b);
        CREATE VIEW v AS SELECT a FROM s.child;
        CREATE TEMP TABLE passing (a INT);
        COMMENT ON TABLE s.child IS 'all of them'; COMMENT ON COLUMN s.child.b IS 'a note';
        COMMENT ON VIEW v IS 'a view';"""
    )
    with closing(open_source(str(path))) as source:
        discovery = source.discover(Scope())
    tables = {table.name: table for table in discovery.tables}
    assert set(tables) == {"parent", "child", "v"}
    assert [schema.name for schema in discovery.source.schemas] == ["main", "s"]
    assert (discovery.source.kind, discovery.source.version) == ("duckdb", duckdb.__version__)
    child = tables["child"]
    assert tables["parent"].primary_key == ("y", "x")
    (key,) = child.foreign_keys
    assert key.model_copy(update={"name": None}) == ForeignKey(
        columns=("a", "c"), ref_schema="s", ref_table="parent", ref_columns=("y", "x")
    )
    assert {c.name: (c.type, c.nullable, c.default, c.generated) for c in child.columns} == {
        "a": ("INTEGER", False, "nextval('s.seq')", False),
        "b": ("VARCHAR", True, "'it''s'", False),
        "c": ("INTEGER", True, None, False),
        "d, (GENERATED ALWAYS AS": ("INTEGER", True, None, True),
        'e"f': ("INTEGER", True, "3", False),
        "note": ("VARCHAR", True, "' x INT GENERATED ALWAYS AS (1)'", False),
    }
    assert [key.columns for key in child.unique] == [("c",), ("c", "b")]
    assert {i.name: (i.columns, i.unique) for i in child.indexes} == {
        "i": (("(expression)", "a", 'e"f'), False),
        "j": (("b",), True),
    }
    assert (child.comment, child.columns[1].comment) == ("all of them", "a note")
    assert tables["v"].comment == "a view"
    assert tables["v"].view_definition_sha256 is not None


def test_labels_of_an_enum_do_not_leave(make_duckdb: MakeDuckDb) -> None:
    """`AS ENUM (SELECT …)` makes them of rows, and facts leave the agent."""
    path = make_duckdb(
        """CREATE TABLE people AS SELECT 'ann''s@x.org)' AS mail UNION SELECT 'canary';
        CREATE TYPE mails AS ENUM (SELECT mail FROM people);
        CREATE TABLE t (a mails, b mails[], c STRUCT(m mails, "ENUM('own name')" INT));"""
    )
    with closing(open_source(str(path))) as source:
        table = tables_of(source)["t"]
    assert [column.type for column in table.columns] == [
        "ENUM", "ENUM[]", """STRUCT(m ENUM, "ENUM('own name')" INTEGER)""",
    ]  # fmt: skip
    assert "canary" not in table.model_dump_json()


def test_discovery_asks_a_constant_number_of_times(make_duckdb: MakeDuckDb) -> None:
    asked = []

    class Listening:
        def __init__(self, inner: duckdb.DuckDBPyConnection) -> None:
            self._inner = inner

        def execute(self, statement: str) -> Any:
            asked.append(statement)
            return self._inner.execute(statement)

    from pursight_agent.connectors.duckdb.discovery import read_catalog

    path = make_duckdb("; ".join(f"CREATE TABLE t{n} (a INT UNIQUE, b INT)" for n in range(40)))
    with duckdb.connect(path) as connection:
        catalog = read_catalog(Listening(connection))  # type: ignore[arg-type]
    assert len(catalog.tables) == 40
    assert len(asked) == 6


def test_a_sample_is_the_same_rows_each_time_and_from_all_over(make_duckdb: MakeDuckDb) -> None:
    path = make_duckdb(
        """CREATE TABLE t AS SELECT range AS i FROM range(100_000);
        CREATE TABLE large AS SELECT range AS i, hash(range)::text AS s FROM range(3_000_000)"""
    )
    for name, rows in (("t", 100_000), ("large", 3_000_000)):
        first = read(path, name, 5_000)["i"].to_pylist()
        assert len(first) == 5_000
        assert first == read(path, name, 5_000)["i"].to_pylist()
        assert max(first) > rows / 4, "not just the beginning"
        assert first[:10] != list(range(10))
    assert read(path, "t", 60_000)["i"].to_pylist() == list(range(60_000))


def test_macros_called_like_functions_of_the_engine_change_nothing(
    make_duckdb: MakeDuckDb,
) -> None:
    path = make_duckdb(
        """CREATE TABLE t AS SELECT [range] AS l, range::HUGEINT AS h FROM range(1000);
        CREATE MACRO to_json(x) AS 'mine'; CREATE MACRO min(x) AS NULL; CREATE MACRO max(x) AS NULL;
        CREATE MACRO hash(x) AS 0; CREATE MACRO count() AS 7;"""
    )
    sample = read(path, "t", 10)
    assert sample.num_rows == 10
    assert sample["l"].to_pylist() == [f"[{number}]" for number in sample["h"].to_pylist()]
    assert sample["h"].to_pylist() != list(range(10))
    with closing(open_source(str(path))) as source:
        assert source.count(tables_of(source)["t"]) == 1000


def test_long_cells_come_in_small_batches(
    make_duckdb: MakeDuckDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector, "_CHUNK", 1_000_000)
    path = make_duckdb("CREATE TABLE t AS SELECT repeat('x', 1000) AS v FROM range(20_000)")
    with closing(open_source(str(path))) as source:
        batches = [b.num_rows for b in source.read(tables_of(source)["t"], sample_rows=None)]
    assert sum(batches) == 20_000
    assert max(batches) <= 2048


def test_zone_of_the_machine_does_not_matter(
    make_duckdb: MakeDuckDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    path = make_duckdb("CREATE TABLE t AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00+00' AS z")
    moment = read(path)["z"].to_pylist()[0]
    assert moment.utcoffset() == timedelta(0)
    assert (moment.day, moment.hour) == (1, 0)
