"""MySQL's and MariaDB's types reach Arrow without loss, without a crash, in one snapshot."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from tests.builders.mariadb import MariaServer

from pursight.contracts.agents import Scope
from pursight.contracts.scans import TableFacts, TableKind
from pursight_agent.connectors import open_source
from pursight_agent.source import Source

MakeDatabase = Callable[[str], str]
NO_MODE = "SET SESSION sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00';\n"
POINT = bytes.fromhex("000000000101000000000000000000f03f0000000000000040")

TYPES: list[tuple[str, str, pa.DataType, list[Any]]] = [
    ("tinyint", "(-128),(NULL)", pa.int8(), [-128, None]),
    ("tinyint(1)", "(1),(0),(7)", pa.int8(), [1, 0, 7]),
    ("smallint unsigned", "(65535)", pa.uint16(), [65535]),
    ("mediumint", "(-8388608)", pa.int32(), [-(2**23)]),
    ("int(8) unsigned zerofill", "(42)", pa.uint32(), [42]),
    ("bigint", "(-9223372036854775808)", pa.int64(), [-(2**63)]),
    ("bigint unsigned", "(18446744073709551615),(NULL)", pa.uint64(), [2**64 - 1, None]),
    ("float", "(0.1),(16777217),(1e-30),(NULL)", pa.float64(), [0.1, 16777216.0, 1e-30, None]),
    ("float(7,4)", "(999.00009)", pa.float64(), [999.0001]),
    ("double", "(0.1),(1.7976931348623157e308)", pa.float64(), [0.1, 1.7976931348623157e308]),
    ("decimal(6,2)", "(1.5),(NULL)", pa.decimal128(38, 2), [Decimal("1.50"), None]),
    ("decimal(5,1) zerofill", "(3)", pa.decimal128(38, 1), [Decimal("3.0")]),
    ("decimal(65,30)", "(12345678.9)", pa.decimal128(38, 30), [Decimal("12345678.9")]),
    ("decimal(65,30)", "(-123456789)", pa.string(), ["-123456789." + "0" * 30]),
    ("decimal(65,0)", f"({'9' * 65})", pa.string(), ["9" * 65]),
    ("decimal(39,0)", "(NULL)", pa.decimal128(38, 0), [None]),
    ("bit", "(b'1'),(b'0'),(NULL)", pa.bool_(), [True, False, None]),
    ("bit(10)", "(b'101')", pa.string(), ["0000000101"]),
    ("bit(64)", "(0xffffffffffffffff)", pa.string(), ["1" * 64]),
    ("year", "(2026),(0),(1901)", pa.int16(), [2026, 0, 1901]),
    ("date", "('2026-11-21'),('0001-01-01'),('9999-12-31')", pa.date32(), None),
    ("date", "('0000-00-00'),('2026-11-21')", pa.string(), ["0000-00-00", "2026-11-21"]),
    ("date", "('2026-00-10')", pa.string(), ["2026-00-10"]),
    ("date", "('2026-10-00')", pa.string(), ["2026-10-00"]),
    ("date", "('2026-02-31')", pa.string(), ["2026-02-31"]),
    ("date", "('0000-05-05')", pa.string(), ["0000-05-05"]),
    ("date", "('2024-02-29'),(NULL)", pa.date32(), [date(2024, 2, 29), None]),
    ("datetime", "('2026-11-21 08:00:00')", pa.timestamp("us"), [datetime(2026, 11, 21, 8)]),  # noqa: DTZ001
    ("datetime(6)", "('9999-12-31 23:59:59.999999')", pa.timestamp("us"), None),
    ("datetime(3)", "('0000-00-00')", pa.string(), ["0000-00-00 00:00:00.000"]),
    ("timestamp(6) NULL", "('2026-11-21 08:00:00.123456')", pa.timestamp("us", "UTC"), None),
    ("timestamp NULL", "('0000-00-00')", pa.string(), ["0000-00-00 00:00:00"]),
    ("time(6)", "('23:59:59.999999'),('00:00:00')", pa.time64("us"), None),
    ("time", "('838:59:59'),('-10:00:00')", pa.string(), ["838:59:59", "-10:00:00"]),
    ("time", "('24:00:00')", pa.string(), ["24:00:00"]),
    ("char(4)", "('a'),(NULL),('b ')", pa.string(), ["a", None, "b"]),
    ("varchar(9)", "('b '),(''),('a''\"\\nc')", pa.string(), ["b ", "", "a'\"\nc"]),
    ("varchar(9) CHARACTER SET latin1", "('Grüße €')", pa.string(), ["Grüße €"]),
    ("varchar(9) CHARACTER SET ucs2", "('日本')", pa.string(), ["日本"]),
    ("varchar(9) CHARACTER SET utf16", "('😀')", pa.string(), ["😀"]),
    ("varchar(9) CHARACTER SET sjis", "('日本')", pa.string(), ["日本"]),
    ("text", "('😀日本\\0x')", pa.string(), ["😀日本\0x"]),
    ("enum('sad','ü, ''x')", "('ü, ''x'),(NULL)", pa.string(), ["ü, 'x", None]),
    ("set('a','b')", "('a,b'),('')", pa.string(), ["a,b", ""]),
    ("json", "('{\"a\": [1, null]}')", pa.string(), ['{"a": [1, null]}']),
    ("uuid", "('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')", pa.string(), None),
    ("inet6", "('::1')", pa.string(), ["::1"]),
    ("binary(4)", "('a'),(NULL)", pa.binary(), [b"a\0\0\0", None]),
    ("varbinary(4)", "(0x00ff),('')", pa.binary(), [b"\0\xff", b""]),
    ("blob", "(0xfffe)", pa.binary(), [b"\xff\xfe"]),
    ("point", "(POINT(1, 2))", pa.binary(), [POINT]),
    ("geometry", "(POINT(1, 2)),(NULL)", pa.binary(), [POINT, None]),
]  # fmt: skip


def tables_of(source: Source) -> dict[str, TableFacts]:
    return {table.name: table for table in source.discover(Scope()).tables}


def read(source: Source, table: TableFacts, sample: int | None = None) -> pa.Table:
    return pa.Table.from_batches(list(source.read(table, sample_rows=sample)))


@pytest.fixture
def source(make_mariadb: MakeDatabase) -> Iterator[Source]:
    tables = "".join(
        f"CREATE TABLE t{n} (v {kind});\nINSERT INTO t{n} VALUES {values};\n"
        f"CREATE VIEW v{n} AS SELECT v FROM t{n};\n"
        for n, (kind, values, _, _) in enumerate(TYPES)
    )
    with closing(open_source(make_mariadb(NO_MODE + tables))) as opened:
        yield opened


def test_every_type_arrives_from_tables_views_and_samples(source: Source) -> None:
    tables = tables_of(source)
    for (number, (kind, values, type_, expected)), origin in itertools.product(
        enumerate(TYPES), "tv"
    ):
        for sample in (None, 10):
            found = read(source, tables[f"{origin}{number}"], sample)
            assert found.schema.field(0).type == type_, f"{kind} {values}"
            if expected is not None:
                assert found.column(0).to_pylist() == expected, kind


def test_values_that_need_a_closer_look(source: Source) -> None:
    tables = tables_of(source)
    by_kind = {
        f"{kind} {values}": read(source, tables[f"t{number}"]).column(0).to_pylist()
        for number, (kind, values, _, _) in enumerate(TYPES)
    }
    moment = next(found for key, found in by_kind.items() if key.startswith("timestamp(6)"))
    assert moment[0].isoformat() == "2026-11-21T08:00:00.123456+00:00"
    last = next(found for key, found in by_kind.items() if key.startswith("time(6)"))
    assert [str(v) for v in last] == ["23:59:59.999999", "00:00:00"]
    days = next(found for key, found in by_kind.items() if key.startswith("date ('2026-11"))
    assert days == [date(2026, 11, 21), date(1, 1, 1), date(9999, 12, 31)]
    facts = tables[f"t{[t[0] for t in TYPES].index('bigint unsigned')}"].columns[0]
    assert facts.type == "bigint(20) unsigned"


def test_all_tables_are_read_as_of_one_moment(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    url = make_mariadb("CREATE TABLE a (n int);\nCREATE TABLE b (n int);\n")
    name = url.rpartition("/")[2]
    with closing(open_source(url)) as source:
        tables = tables_of(source)
        assert read(source, tables["a"]).num_rows == 0
        mariadb_server.run("INSERT INTO b VALUES (1);\nINSERT INTO a VALUES (1)", name)
        assert read(source, tables["b"]).num_rows == 0
        assert source.count(tables["b"]) == 0
        assert read(source, tables_of(source)["b"]).num_rows == 1, "a new discovery looks again"


def test_who_wants_to_alter_a_table_that_was_read_need_not_wait(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    url = make_mariadb("CREATE TABLE a (n int);\nINSERT INTO a VALUES (1);\n")
    with closing(open_source(url)) as source:
        table = tables_of(source)["a"]
        assert read(source, table).num_rows == 1
        source.count(table)
        list(itertools.islice(source.read(table, sample_rows=None, batch_rows=1), 1))
        mariadb_server.run(
            "SET SESSION lock_wait_timeout = 1;\nALTER TABLE a ADD COLUMN m int DEFAULT 5",
            url.rpartition("/")[2],
        )


def test_nothing_can_be_written(make_mariadb: MakeDatabase) -> None:
    url = make_mariadb(
        """CREATE TABLE log (n int);
CREATE FUNCTION spy() RETURNS int MODIFIES SQL DATA BEGIN INSERT INTO log VALUES (1); RETURN 1; END;
CREATE VIEW spying AS SELECT spy() AS n;
"""
    )
    with closing(open_source(url)) as source:
        tables = tables_of(source)
        with pytest.raises(Exception, match="wants to write"):
            read(source, tables["spying"])
        assert read(source, tables["log"]).num_rows == 0


def test_without_a_database_all_of_the_account_are_scanned(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    one = make_mariadb("CREATE TABLE a (n int);\n").rpartition("/")[2]
    two = make_mariadb("CREATE TABLE a (n int);\n").rpartition("/")[2]
    with closing(open_source(mariadb_server.url(scheme="mariadb"))) as source:
        found = source.discover(Scope())
    schemas = {table.schema_name for table in found.tables}
    assert {one, two} <= schemas
    assert not schemas & {"mysql", "sys", "information_schema", "performance_schema"}
    assert (found.source.kind, found.source.database) == ("mariadb", "")
    assert {schema.name for schema in found.source.schemas} >= {one, two}


def test_names_that_differ_in_case_only_are_different(mariadb_server: MariaServer) -> None:
    mariadb_server.run(
        "CREATE DATABASE cased;\nCREATE DATABASE CASED;\n"
        "CREATE TABLE cased.a (n int);\nCREATE TABLE CASED.b (n int);\nCREATE TABLE cased.A (m int)"
    )
    with closing(open_source(mariadb_server.url("cased"))) as source:
        tables = tables_of(source)
    assert {name: table.columns[0].name for name, table in tables.items()} == {"a": "n", "A": "m"}
    mariadb_server.run("DROP DATABASE cased;\nDROP DATABASE CASED")


def test_samples_are_spread_and_always_the_same(
    make_mariadb: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_mariadb(
        """CREATE TABLE keyed (id int PRIMARY KEY, v int);
INSERT INTO keyed SELECT seq, seq FROM seq_1_to_20000;
CREATE TABLE gaps (id bigint PRIMARY KEY);
INSERT INTO gaps SELECT seq FROM seq_1_to_20000;
INSERT INTO gaps VALUES (4000000000000000000);
ANALYZE TABLE keyed;
ANALYZE TABLE gaps;
"""
    )
    for row_by_row in (True, False):
        if not row_by_row:
            monkeypatch.setattr(
                "pursight_agent.connectors.mysql.sampling._DRAWN_ROW_BY_ROW", 10_000
            )
        with closing(open_source(url)) as source:
            for name, table in tables_of(source).items():
                ids = read(source, table, 500).column("id").to_pylist()
                assert 400 <= len(set(ids)) == len(ids) <= 500, name
                assert max(ids) > 5_000, f"{name}: only the first rows"
                assert ids == read(source, table, 500).column("id").to_pylist()
    kinds = {table.kind for table in tables_of(source).values()}
    source.close()
    assert kinds == {TableKind.TABLE}
