"""The generic connector keeps its promises over real engines, whatever tables are called."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.agent.connectors.test_conformance import MARIADB as ODD_MARIADB
from tests.builders import stand_ins
from tests.builders.stand_ins import opened, opened_file

from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source
from pursight_agent.source import Source, qualified
from pursight_agent.testing.check_source import check_source

HOSTILE = """
CREATE SCHEMA "a""b.c";
CREATE TABLE "a""b.c"."t"";DROP TABLE x;--%s:y'`]" (
  "col""%(n)s:z" int PRIMARY KEY, "select" varchar(20), amount numeric(10,2), moment timestamp,
  on_day date, yes boolean, raw bytea, ratio double precision);
INSERT INTO "a""b.c"."t"";DROP TABLE x;--%s:y'`]"
  SELECT i, 'v' || i, i / 4.0, '2026-01-01'::timestamp + i * interval '1 day', '2026-01-01', i > 3,
         '\\x00ff', i / 3.0 FROM generate_series(1, 50) i;
CREATE TABLE x (id int REFERENCES "a""b.c"."t"";DROP TABLE x;--%s:y'`]", note text);
CREATE VIEW v AS SELECT id FROM x;
"""
HOSTILE_DUCK = (
    HOSTILE.replace(' REFERENCES "a""b.c"."t"";DROP TABLE x;--%s:y\'`]"', "")
    .replace("'\\x00ff'", "'\\x00\\xff'::blob")
    .replace("generate_series(1, 50) i", "range(1, 51) t(i)")
)
REDSHIFT_VIEWS = """
CREATE VIEW svv_tables AS SELECT table_schema::text, table_name::text, table_type::text,
  'a comment'::text AS remarks FROM information_schema.tables;
CREATE VIEW svv_columns AS SELECT *, 'of a column'::text AS remarks FROM information_schema.columns;
CREATE VIEW svv_table_info AS SELECT n.nspname::text AS schema, c.relname::text AS "table",
  c.reltuples::numeric AS tbl_rows FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace;
"""


def _first_hostile(source: Source) -> tuple[int, list[str]]:
    found = source.discover(Scope(include=("*DROP TABLE*",)))
    table = found.tables[0]
    rows = sum(b.num_rows for b in source.read(table, sample_rows=None))
    return rows, [column.name for column in table.columns]


def test_over_postgresql(make_database: Callable[[str], str]) -> None:
    url = make_database(HOSTILE)
    check_source(lambda: opened(stand_ins.POSTGRES, url))
    source = opened(stand_ins.POSTGRES, url)
    rows, names = _first_hostile(source)
    assert rows == 50
    assert names[0] == 'col"%(n)s:z'
    facts = {t.name: t for t in source.discover(Scope()).tables}
    assert facts["x"].foreign_keys[0].ref_columns == ('col"%(n)s:z',)
    assert facts["v"].view_definition_sha256 is not None
    source.close()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM x").fetchone() == (0,)


def test_redshift_over_postgresql_with_its_system_views(
    make_database: Callable[[str], str],
) -> None:
    url = stand_ins.as_redshift(make_database(HOSTILE + REDSHIFT_VIEWS))
    check_source(lambda: open_source(url))
    source = open_source(url)
    assert source.test().kind == "redshift"
    tables = {qualified(t.schema_name, t.name): t for t in source.discover(Scope()).tables}
    hostile = next(t for name, t in tables.items() if "DROP TABLE" in name)
    assert hostile.primary_key == ('col"%(n)s:z',)
    assert [c.type for c in hostile.columns][:3] == [
        "integer",
        "character varying(20)",
        "numeric(10,2)",
    ]
    assert tables["public.x"].foreign_keys[0].ref_table == hostile.name
    assert tables["public.v"].view_definition_sha256
    assert hostile.comment == "a comment"
    source.close()


def test_over_duckdb(make_duckdb: Callable[..., Path]) -> None:
    path = make_duckdb(HOSTILE_DUCK)
    check_source(lambda: opened_file(stand_ins.DUCKDB, path))
    source = opened_file(stand_ins.DUCKDB, path)
    assert _first_hostile(source)[0] == 50
    source.close()


def test_over_sqlite(make_sqlite: Callable[..., Path]) -> None:
    path = make_sqlite(
        'CREATE TABLE "t"";DROP TABLE x;--%s:y`]" ("col""%(n)s:z" INTEGER PRIMARY KEY, b TEXT);'
        'INSERT INTO "t"";DROP TABLE x;--%s:y`]" VALUES (1, \'v\'), (2, NULL); CREATE TABLE x (i);'
    )
    check_source(lambda: opened_file(stand_ins.SQLITE, path))
    source = opened_file(stand_ins.SQLITE, path)
    assert _first_hostile(source) == (2, ['col"%(n)s:z', "b"])
    source.close()


def test_over_mariadb(make_mariadb: Callable[[str], str]) -> None:
    url = make_mariadb(ODD_MARIADB)
    check_source(lambda: opened(stand_ins.MARIADB, url))


@pytest.mark.parametrize("rows", [1, 40])
def test_statements_are_as_many_for_one_table_as_for_many(
    rows: int, make_database: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_database("".join(f"CREATE TABLE t{i} (a int);" for i in range(rows)))
    source = opened(stand_ins.POSTGRES, url)
    asked: list[str] = []
    plain = source._session.rows
    monkeypatch.setattr(source._session, "rows", lambda s, w: (asked.append(s), plain(s, w))[1])
    assert len(source.discover(Scope()).tables) == rows
    assert len(asked) == 4
    source.close()
