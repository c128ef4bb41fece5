"""Every connector keeps the promises of the Source port, also on odd sources."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pursight_agent.connectors import open_source
from pursight_agent.testing.check_source import check_source

POSTGRES = """
CREATE SCHEMA "a""b.c"; CREATE SCHEMA empty;
CREATE TABLE "a""b.c"."t.""x" ("col.""1" int PRIMARY KEY, "select" text, "ü ñ" numeric, " " int);
INSERT INTO "a""b.c"."t.""x" SELECT i, 'v' || i, i / 7.0, NULL FROM generate_series(1, 50) i;
CREATE TABLE no_columns (); INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
CREATE TABLE nothing (id int, note text);
CREATE TABLE dropped (a int, b int, c text); ALTER TABLE dropped DROP COLUMN b;
INSERT INTO dropped VALUES (1, 'x'), (2, NULL), (3, '');
CREATE TABLE months (id int, day date) PARTITION BY RANGE (day);
CREATE TABLE months_1 PARTITION OF months FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE months_2 (day date, id int);
ALTER TABLE months ATTACH PARTITION months_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
INSERT INTO months SELECT i, date '2026-01-01' + i FROM generate_series(1, 40) i;
CREATE VIEW v AS SELECT id * 2 AS twice, day FROM months;
CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n, sum(id) AS s FROM months;
ANALYZE;
"""
MARIADB = """
CREATE TABLE `t.``"x` (`col.``1` int PRIMARY KEY, `select` text, `ü ñ` decimal(40,5), ` x` int);
INSERT INTO `t.``"x` SELECT seq, CONCAT('v', seq), seq / 7.0, NULL FROM seq_1_to_50;
CREATE TABLE nothing (id int, note text);
CREATE TABLE unseen (id int, hidden int INVISIBLE DEFAULT 7);
INSERT INTO unseen (id) VALUES (1), (2);
CREATE TABLE dropped (a int, b int, c text);
INSERT INTO dropped VALUES (1, 2, 'x'), (2, 2, NULL), (3, 2, '');
ALTER TABLE dropped DROP COLUMN b;
CREATE TABLE months (id int, day date) PARTITION BY RANGE (MONTH(day)) (
  PARTITION p1 VALUES LESS THAN (2), PARTITION p2 VALUES LESS THAN MAXVALUE);
INSERT INTO months SELECT seq, date '2026-01-01' + INTERVAL seq DAY FROM seq_1_to_40;
CREATE TABLE versions (id int) WITH SYSTEM VERSIONING;
INSERT INTO versions VALUES (1), (2);
DELETE FROM versions WHERE id = 1;
CREATE TABLE old (id int, note varchar(10)) ENGINE = MyISAM;
INSERT INTO old VALUES (1, 'x');
CREATE SEQUENCE counter;
CREATE VIEW v AS SELECT id * 2 AS twice, day, CAST('x' AS char(3)) AS three FROM months;
"""
SQLITE = """
CREATE TABLE "a""b.c" ("x.""y" INTEGER PRIMARY KEY, "select" TEXT,
  v GENERATED ALWAYS AS (1) VIRTUAL);
INSERT INTO "a""b.c" ("select") VALUES ('one'), (NULL), (x'ff00'), (4), (5.5);
CREATE TABLE empty (a, b BLOB);
CREATE TABLE keyed (k TEXT PRIMARY KEY, n) WITHOUT ROWID;
INSERT INTO keyed VALUES ('a', 9223372036854775807), ('b', 1.5);
CREATE VIEW v AS SELECT k, n FROM keyed;
CREATE VIRTUAL TABLE docs USING fts5(title, body);
INSERT INTO docs VALUES ('t', 'some words');
"""
DUCKDB = """
CREATE SCHEMA "a""b.c"; CREATE SCHEMA empty; CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE "a""b.c"."t.""x" ("col.""1" int PRIMARY KEY, "select" text, "ü ñ" hugeint, " " mood);
INSERT INTO "a""b.c"."t.""x" SELECT i, 'v' || i, i, 'sad' FROM range(50) t(i);
CREATE TABLE nothing (id int, note text);
CREATE TABLE odd (a int, g int AS (a * 2), n struct(x int[], y map(text, date)), d date);
INSERT INTO odd VALUES (1, {'x': [1, NULL], 'y': map {'k': DATE 'infinity'}}, 'infinity');
CREATE VIEW v AS SELECT a, g, NULL AS nix FROM odd;
CREATE MACRO count(x) AS 42; CREATE MACRO min(x) AS 'x'; CREATE MACRO to_json(x) AS 7;
CREATE MACRO duckdb_tables() AS TABLE SELECT 1 AS one;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    deep = root / 'deep "quoted".dir' / "x"
    deep.mkdir(parents=True)
    (root / "plain.csv").write_text("id,name\n1,ann\n2,\n3,bob\n")
    (root / "ragged.csv").write_text("id,name,age\n1,ann\n2,bob,3,4\n")
    (root / "empty.csv").write_bytes(b"")
    (root / "one.csv").write_text("id\n1\n2\n3\n4\n5\n6\n7\n8\n9\n")
    (deep / 'a"b.c.tsv').write_text('a\tb\n1\t"x\ny"\n2\tz\n')
    (root / "packed.csv.gz").write_bytes(gzip.compress(b"k;v\n1;2\n3;4\n"))
    (root / "list.json").write_text(json.dumps([{"a": 1, "b": {"c": [1]}}, {"a": 2.5}]))
    (root / "lines.jsonl").write_text('{"a": 1}\n{"a": "x", "n": 12345678901234567890123}\n')
    table = pa.table({"i": [1, 2, 3], "n": [[1], None, []], "t": ["a", None, "c"]})
    pq.write_table(table, root / "data.parquet", row_group_size=2)
    book = openpyxl.Workbook()
    book.active.append(["name", "n", None])  # type: ignore[union-attr]
    book.active.append(["ann", 1, "x"])  # type: ignore[union-attr]
    book.active.append(["bob", "two", None])  # type: ignore[union-attr]
    book.create_sheet("ʤ ünï.x")
    book.save(root / "book.xlsx")
    (root / "picture.png").write_bytes(b"\x89PNG\r\n")
    (root / "broken.json").write_text("{")
    (root / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (root / "loop").symlink_to(root)
    (root / "dangling").symlink_to(root / "nowhere")
    return root


@pytest.fixture
def postgres(make_database: Callable[[str], str]) -> str:
    return make_database(POSTGRES)


@pytest.fixture
def mariadb(make_mariadb: Callable[[str], str]) -> str:
    return make_mariadb(MARIADB)


@pytest.fixture
def sqlite(make_sqlite: Callable[..., Path]) -> str:
    return str(make_sqlite(SQLITE))


@pytest.fixture
def duck(make_duckdb: Callable[..., Path]) -> str:
    return str(make_duckdb(DUCKDB))


@pytest.mark.parametrize("kind", ["postgres", "mariadb", "sqlite", "duck", "folder"])
def test_connector_keeps_its_promises(kind: str, request: pytest.FixtureRequest) -> None:
    target = str(request.getfixturevalue(kind))
    check_source(lambda: open_source(target))


@pytest.mark.parametrize("name", ["plain.csv", "lines.jsonl", "data.parquet", "book.xlsx"])
def test_single_file_is_a_source_too(name: str, folder: Path) -> None:
    check_source(lambda: open_source(str(folder / name)))
