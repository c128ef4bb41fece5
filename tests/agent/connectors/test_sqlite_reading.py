"""SQLite's dynamic types, odd schemas and odd files."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest

from pursight.contracts.agents import Scope
from pursight.contracts.scans import ForeignKey, TableFacts
from pursight_agent.connectors import open_source
from pursight_agent.source import Source

MakeSqlite = Callable[..., Path]


def tables_of(source: Source) -> dict[str, TableFacts]:
    return {table.name: table for table in source.discover(Scope()).tables}


@pytest.mark.parametrize(
    ("declared", "values", "type_", "expected"),
    [
        ("INTEGER", "1), (NULL", pa.int64(), [1, None]),
        ("INTEGER", "9223372036854775807), (-1", pa.int64(), [2**63 - 1, -1]),
        ("NUMERIC(10,2)", "0.99), (1", pa.float64(), [0.99, 1.0]),
        ("NUMERIC", "0.5), (9007199254740993", pa.string(), ["0.5", "9007199254740993"]),
        ("TEXT", "'a'), (''), (NULL", pa.string(), ["a", "", None]),
        ("BLOB", "x'00ff'), (NULL", pa.binary(), [b"\x00\xff", None]),
        ("", "1), ('one'), (x'41'), (x'ff'", pa.string(), ["1", "one", "A", "\\xff"]),
        ("TEXT", "CAST(x'61ff62' AS TEXT)", pa.string(), ["a\ufffdb"]),
        ("TEXT", "CAST(x'610062' AS TEXT)", pa.string(), ["a\x00b"]),
        ("VARCHAR(5)", "NULL", pa.string(), [None]),
        ("DOUBLE", "NULL", pa.float64(), [None]),
    ],
)  # fmt: skip
def test_storage_classes_become_one_type(
    declared: str, values: str, type_: pa.DataType, expected: list[object], make_sqlite: MakeSqlite
) -> None:
    path = make_sqlite(f"CREATE TABLE t (v {declared}); INSERT INTO t VALUES ({values});")
    with closing(open_source(str(path))) as source:
        table = tables_of(source)["t"]
        found = pa.Table.from_batches(list(source.read(table, sample_rows=None)))
    assert table.columns[0].type == declared
    assert found.schema.field(0).type == type_
    assert found.column(0).to_pylist() == expected


def test_facts(make_sqlite: MakeSqlite) -> None:
    path = make_sqlite(
        """CREATE TABLE parent (x INT, y INT, PRIMARY KEY (y, x)) WITHOUT ROWID;
        CREATE TABLE child (a INT NOT NULL DEFAULT (1+1), b TEXT DEFAULT 'it''s', c INT UNIQUE,
            d INT AS (a * 2) STORED, FOREIGN KEY (a, c) REFERENCES parent,
            FOREIGN KEY (c) REFERENCES missing (id));
        CREATE INDEX i ON child (lower(b), a);
        CREATE VIEW v AS SELECT a FROM child;
        CREATE TABLE strict_one (n INT, t ANY) STRICT;
        CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT);"""
    )
    with closing(open_source(str(path))) as source:
        tables = tables_of(source)
    assert set(tables) == {"parent", "child", "v", "strict_one", "counted"}
    child = tables["child"]
    assert tables["parent"].primary_key == ("y", "x")
    assert child.foreign_keys == (
        ForeignKey(
            columns=("a", "c"), ref_schema="main", ref_table="parent", ref_columns=("y", "x")
        ),
        ForeignKey(columns=("c",), ref_schema="main", ref_table="missing", ref_columns=("id",)),
    )
    assert [(c.nullable, c.default) for c in child.columns[:2]] == [
        (False, "1+1"),
        (True, "'it''s'"),
    ]
    assert [c.generated for c in child.columns] == [False, False, False, True]
    assert child.unique[0].columns == ("c",)
    assert {index.name: index.columns for index in child.indexes}["i"] == ("(expression)", "a")
    assert tables["v"].view_definition_sha256 is not None


def test_database_in_wal_mode_is_read_with_its_log(tmp_path: Path) -> None:
    path = tmp_path / "wal.db"
    writer = sqlite3.connect(path, isolation_level=None)
    with closing(writer):
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("CREATE TABLE t (a)")
        writer.execute("INSERT INTO t VALUES (1)")
        with closing(open_source(str(path))) as source:
            table = tables_of(source)["t"]
            before = source.content_state(table)
            assert source.count(table) == 1
            writer.execute("INSERT INTO t VALUES (2)")
            assert source.content_state(table) != before
            assert source.count(table) == 2


def test_nothing_is_written(make_sqlite: MakeSqlite) -> None:
    path = make_sqlite("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
    before = path.read_bytes()
    with closing(open_source(str(path))) as source:
        for table in source.discover(Scope()).tables:
            list(source.read(table, sample_rows=None))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_utf16_database(tmp_path: Path) -> None:
    path = tmp_path / "wide.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        connection.execute("CREATE TABLE t (naïve TEXT)")
        connection.execute("INSERT INTO t VALUES ('häuser ☃')")
    with closing(open_source(str(path))) as source:
        assert source.test().encoding == "UTF-16le"
        table = tables_of(source)["t"]
        (batch,) = source.read(table, sample_rows=None)
    assert batch.to_pylist() == [{"naïve": "häuser ☃"}]


def test_a_file_name_that_is_no_utf_8(make_sqlite: MakeSqlite) -> None:
    path = make_sqlite("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    odd = path.rename(os.fsdecode(os.fsencode(path.parent) + b"/odd\xff.sqlite"))
    with closing(open_source(str(odd))) as source:
        assert source.test().name == "odd\ufffd.sqlite"
        source.discover(Scope()).source.model_dump_json()
        (table,) = tables_of(source).values()
        assert [batch.num_rows for batch in source.read(table, sample_rows=None)] == [1]
