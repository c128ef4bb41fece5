"""PostgreSQL's types reach Arrow without loss, without a crash, in one snapshot."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pyarrow as pa
import pytest

from pursight.contracts.agents import Scope
from pursight.contracts.scans import TableFacts
from pursight_agent.connectors import open_source
from pursight_agent.source import Source

MakeDatabase = Callable[[str], str]

TYPES: list[tuple[str, str, pa.DataType, list[Any]]] = [
    ("smallint", "(1),(NULL)", pa.int16(), [1, None]),
    ("bigint", "(-9223372036854775808)", pa.int64(), [-(2**63)]),
    ("oid", "(4294967295)", pa.int64(), [4294967295]),
    ("real", "(0.1),(1e-30),('-Infinity')", pa.float64(), [0.1, 1e-30, float("-inf")]),
    ("double precision", "('Infinity'),(1e308)", pa.float64(), [float("inf"), 1e308]),
    ("boolean", "(true),(false),(NULL)", pa.bool_(), [True, False, None]),
    ("text", "(''),(NULL),(E'a\"b,\\nc'),('NULL'),('\\N')", pa.string(), None),
    ("character(4)", "('a'),(NULL)", pa.string(), ["a", None]),
    ("bytea", "('\\x00ff'),(''),(NULL)", pa.binary(), [b"\x00\xff", b"", None]),
    ("numeric(6,2)", "(1.5),(NULL)", pa.decimal128(38, 2), None),
    ("numeric", "(1.25),(100)", pa.decimal128(38, 2), None),
    ("numeric", "('NaN'),(1)", pa.string(), ["NaN", "1"]),
    ("numeric", "('Infinity'),('-Infinity')", pa.string(), ["Infinity", "-Infinity"]),
    ("numeric", "(1e60)", pa.string(), ["1" + "0" * 60]),
    ("numeric(5,-2)", "(12345)", pa.decimal128(38, 0), None),
    ("money", "(12.5)", pa.decimal128(38, 2), None),
    ("date", "('2026-11-21'),('0001-01-01'),('9999-12-31')", pa.date32(), None),
    ("date", "('infinity'),('0044-03-15 BC')", pa.string(), ["infinity", "0044-03-15 BC"]),
    ("timestamp", "('2026-11-21 08:00:00.123456')", pa.timestamp("us"), None),
    ("timestamp", "('12026-01-01'),('-infinity')", pa.string(), None),
    ("timestamptz", "('2026-11-21 08:00:00+05:30')", pa.timestamp("us", "UTC"), None),
    ("time", "('23:59:59.5')", pa.time64("us"), None),
    ("time", "('24:00:00')", pa.string(), ["24:00:00"]),
    ("timetz", "('08:00+02')", pa.string(), ["08:00:00+02"]),
    ("interval", "('1 year 2 days 03:04')", pa.string(), ["1 year 2 days 03:04:00"]),
    ("uuid", "('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')", pa.string(), None),
    ("jsonb", "('{\"a\": [1, null]}')", pa.string(), ['{"a": [1, null]}']),
    ("inet", "('10.0.0.1/8'),('::1')", pa.string(), ["10.0.0.1/8", "::1"]),
    ("int[]", "('{1,NULL,3}'),('{}')", pa.string(), ["{1,NULL,3}", "{}"]),
    ("text[]", "('{\"a,b\",\"\"}')", pa.string(), ['{"a,b",""}']),
    ("int4range", "('[1,5)'),('empty')", pa.string(), ["[1,5)", "empty"]),
    ("point", "('(1,2)')", pa.string(), ["(1,2)"]),
    ("tsvector", "('fat cat')", pa.string(), ["'cat' 'fat'"]),
    ("bit(3)", "('101')", pa.string(), ["101"]),
    ("mood", "('happy'),(NULL)", pa.string(), ["happy", None]),
    ("pair", "('(1,\"x y\")')", pa.string(), ['(1,"x y")']),
    ("year", "(2026)", pa.int32(), [2026]),
    ("older", "(2026)", pa.int32(), [2026]),
]  # fmt: skip


@pytest.fixture
def source(make_database: MakeDatabase) -> Iterator[Source]:
    tables = "".join(
        f"CREATE TABLE t{n} (v {kind}); INSERT INTO t{n} VALUES {values};"
        for n, (kind, values, _, _) in enumerate(TYPES)
    )
    url = make_database(
        f"""CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TYPE pair AS (a int, b text);
        CREATE DOMAIN year AS int NOT NULL CHECK (VALUE > 1900); CREATE DOMAIN older AS year;
        {tables}"""
    )
    with closing(open_source(url)) as opened:
        yield opened


def tables_of(source: Source) -> dict[str, TableFacts]:
    return {table.name: table for table in source.discover(Scope()).tables}


def read(source: Source, table: TableFacts) -> pa.Table:
    return pa.Table.from_batches(list(source.read(table, sample_rows=None)))


def test_every_type_arrives(source: Source) -> None:
    tables = tables_of(source)
    for number, (kind, values, type_, expected) in enumerate(TYPES):
        found = read(source, tables[f"t{number}"])
        assert found.schema.field(0).type == type_, f"{kind} {values}"
        if expected is not None:
            assert found.column(0).to_pylist() == expected, kind


def test_values_that_need_a_closer_look(source: Source) -> None:
    tables = tables_of(source)
    by_kind = {
        f"{kind} {values}": read(source, tables[f"t{number}"]).column(0).to_pylist()
        for number, (kind, values, _, _) in enumerate(TYPES)
    }
    texts = next(found for key, found in by_kind.items() if key.startswith("text ("))
    assert texts == ["", None, 'a"b,\nc', "NULL", "\\N"]
    assert [str(v) for v in by_kind["numeric (1.25),(100)"]] == ["1.25", "100.00"]
    assert [str(v) for v in by_kind["numeric(5,-2) (12345)"]] == ["12300"]
    moment = next(found for key, found in by_kind.items() if key.startswith("timestamptz"))
    assert moment[0].isoformat() == "2026-11-21T02:30:00+00:00"
    facts = tables[f"t{[t[0] for t in TYPES].index('year')}"].columns[0]
    assert (facts.type, facts.nullable) == ("public.year", False)


def test_facts_are_spelled_as_the_catalog_spells_them(make_database: MakeDatabase) -> None:
    url = make_database(
        """CREATE TABLE t (
            id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, name text DEFAULT 'x',
            twice int GENERATED ALWAYS AS (length(name) * 2) STORED, UNIQUE (name, n));
        CREATE INDEX low ON t (lower(name), n DESC) INCLUDE (id);
        COMMENT ON TABLE t IS 'said'; COMMENT ON COLUMN t.name IS 'of it';"""
    )
    with closing(open_source(url)) as source:
        table = tables_of(source)["t"]
    columns = {column.name: column for column in table.columns}
    assert columns["n"].default == "nextval('public.t_n_seq'::regclass)"
    assert columns["name"].default == "'x'::text"
    assert (columns["twice"].default, columns["twice"].generated) == (None, True)
    assert (table.comment, columns["name"].comment) == ("said", "of it")
    assert [(u.name, u.columns) for u in table.unique] == [("t_name_n_key", ("name", "n"))]
    indexes = {index.name: index for index in table.indexes}
    assert indexes["low"].columns == ("(expression)", "n")
    assert indexes["t_pkey"].unique


def test_all_tables_are_read_as_of_one_moment(make_database: MakeDatabase) -> None:
    url = make_database("CREATE TABLE a (n int); CREATE TABLE b (n int);")
    with closing(open_source(url)) as source, psycopg.connect(url, autocommit=True) as writer:
        tables = tables_of(source)
        assert read(source, tables["a"]).num_rows == 0
        writer.execute("INSERT INTO b VALUES (1); INSERT INTO a VALUES (1)")
        assert read(source, tables["b"]).num_rows == 0
        assert read(source, tables_of(source)["b"]).num_rows == 1, "a new discovery looks again"


def test_nothing_can_be_written_and_the_path_is_ours(make_database: MakeDatabase) -> None:
    url = make_database(
        """CREATE SCHEMA trap; CREATE TABLE trap.pg_class (oid int);
        CREATE TABLE log (n int); CREATE FUNCTION spy() RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO public.log VALUES (1); RETURN 1; END $$;
        CREATE VIEW spying AS SELECT spy() AS n;"""
    )
    with psycopg.connect(url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET search_path = trap, public".encode())
    with closing(open_source(url)) as source:
        tables = tables_of(source)
        assert set(tables) == {"pg_class", "log", "spying"}
        with pytest.raises(Exception, match="SQLSTATE 25006"):
            read(source, tables["spying"])
        assert read(source, tables["log"]).num_rows == 0


def test_lost_connection_is_made_again(
    make_database: MakeDatabase,
) -> None:
    url = make_database("CREATE TABLE a (n int); INSERT INTO a VALUES (1)")
    with closing(open_source(url)) as source, psycopg.connect(url, autocommit=True) as other:
        table = tables_of(source)["a"]
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'pursight-agent' AND datname = current_database()"
        )
        with pytest.raises(Exception, match=r"session|connection"):
            read(source, table)
        assert read(source, table).num_rows == 1
