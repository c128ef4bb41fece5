"""Odd but legal databases: scanned whole, names and types as they are."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from pursight.classification.classifier import Classifier
from pursight.clock import SystemClock
from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import DocumentTable, ScanDocument
from pursight_agent.connectors import open_source
from pursight_agent.scanning.scan import scan_document
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

Run = Callable[..., ScanDocument]
MakeDatabase = Callable[[str], str]


@pytest.fixture
def run(classifier: Classifier) -> Run:
    """Scan a target; every row unless told otherwise."""

    def scan(target: str, *, sample: int | None = None) -> ScanDocument:
        source = open_source(target)
        try:
            return scan_document(
                source,
                classifier=classifier,
                scope=Scope(),
                limits=Limits(sample_rows=sample),
                clock=SystemClock(),
            )
        finally:
            source.close()

    return scan


@pytest.fixture
def reader(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """A role that may log in and nothing else."""
    with psycopg.connect(postgres_server.dsn(), autocommit=True) as connection:
        password = postgres_server.password("reader")
        connection.execute(
            sql.SQL("CREATE ROLE reader LOGIN PASSWORD {}").format(sql.Literal(password))
        )
    yield "reader"
    with psycopg.connect(postgres_server.dsn(), autocommit=True) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datallowconn").fetchall()
    for (name,) in names:
        with psycopg.connect(postgres_server.dsn(name), autocommit=True) as connection:
            connection.execute("DROP OWNED BY reader")
    with psycopg.connect(postgres_server.dsn(), autocommit=True) as connection:
        connection.execute("DROP ROLE reader")


def tables_of(document: ScanDocument) -> dict[str, DocumentTable]:
    return {table.name: table for table in document.tables}


def test_no_permission_on_one_table(
    make_database: MakeDatabase, reader: str, run: Run, postgres_server: EmbeddedPostgres
) -> None:
    url = make_database(
        f"""CREATE TABLE open (a int); INSERT INTO open VALUES (1);
        CREATE TABLE "clo""sed" (a int); CREATE TABLE half (a int, b int);
        CREATE TABLE rows_hidden (a int); ALTER TABLE rows_hidden ENABLE ROW LEVEL SECURITY;
        CREATE SCHEMA shut; CREATE TABLE shut.inside (a int);
        GRANT SELECT ON open, rows_hidden TO {reader}; GRANT SELECT (b) ON half TO {reader};"""
    )
    as_reader = postgres_server.dsn(url.rsplit("/", 1)[1], user=reader)
    document = run(as_reader)
    assert set(tables_of(document)) == {"open", "half", "rows_hidden"}
    assert [column.name for column in tables_of(document)["half"].columns] == ["b"]
    entries = {entry.name: entry for entry in document.skipped}
    assert set(entries) == {'clo"sed', "half", "rows_hidden", "inside"}
    assert 'GRANT SELECT ON "public"."clo""sed" TO "reader";' in entries['clo"sed'].hint
    assert "GRANT USAGE ON SCHEMA" in entries["inside"].hint
    assert [entries[name].code for name in ('clo"sed', "half", "inside")] == ["source.denied"] * 3
    assert entries["half"].partial
    assert entries["rows_hidden"].code == "source.row_security"
    # What the hint says helps.
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(entries['clo"sed'].hint.split("Ask its owner for: ")[1].encode())
    assert 'clo"sed' in tables_of(run(as_reader))


def test_circular_foreign_keys_and_self_references(make_database: MakeDatabase, run: Run) -> None:
    document = run(
        make_database(
            """CREATE TABLE a (id int PRIMARY KEY, b int, parent int REFERENCES a);
            CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
            ALTER TABLE a ADD CONSTRAINT a_to_b FOREIGN KEY (b) REFERENCES b;
            INSERT INTO a VALUES (1, NULL, 1); INSERT INTO b VALUES (1, 1);"""
        )
    )
    keys = {key.name: key.ref_table for key in tables_of(document)["a"].foreign_keys}
    assert keys == {"a_to_b": "b", "a_parent_fkey": "a"}
    assert not document.skipped


def test_empty_schema_is_known_and_nothing_else(make_database: MakeDatabase, run: Run) -> None:
    document = run(make_database("CREATE SCHEMA void; COMMENT ON SCHEMA void IS 'none yet'"))
    assert ("void", "none yet") in {(s.name, s.comment) for s in document.source.schemas}
    assert document.tables == document.skipped == ()


def test_four_hundred_columns(make_database: MakeDatabase, run: Run) -> None:
    columns = ", ".join(f"c{number} numeric" for number in range(400))
    url = make_database(f"CREATE TABLE wide ({columns}); INSERT INTO wide (c399) VALUES (1.5)")
    table = tables_of(run(url))["wide"]
    assert len(table.columns) == 400
    profile = table.columns[-1].profile
    assert profile is not None
    assert (profile.min, profile.nulls) == ("1.5", 0)


def test_five_thousand_columns_in_a_file(tmp_path: Path) -> None:
    header = ",".join(f"field_{number}" for number in range(5000))
    rows = "\n".join(",".join(str(row * number) for number in range(5000)) for row in range(3))
    (tmp_path / "wide.csv").write_text(f"{header}\n{rows}\n")
    with closing(open_source(str(tmp_path / "wide.csv"))) as source:
        (table,) = source.discover(Scope()).tables
        (batch,) = source.read(table, sample_rows=None)
    assert (batch.num_columns, batch.num_rows) == (5000, 3)
    assert batch.schema.names[4999] == "field_4999"
    assert batch.column(4999).to_pylist() == ["0", "4999", "9998"]


def test_hostile_names_come_back_as_they_are(
    make_database: MakeDatabase, make_sqlite: Callable[..., Path], run: Run
) -> None:
    names = ['a"b.c', "select", "x'; DROP TABLE y; --", "ütf ☃", " ", "%s {}", "a\\b"]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    script = "".join(
        f"CREATE TABLE {name} ({name} int); INSERT INTO {name} VALUES (1);" for name in quoted
    )
    for target in (make_database(script), str(make_sqlite(script))):
        document = run(target)
        assert set(tables_of(document)) == set(names)
        for table in document.tables:
            assert [column.name for column in table.columns] == [table.name]
            assert table.row_count == 1
        assert not document.skipped


def test_sample_reads_no_more_and_says_so(make_database: MakeDatabase, run: Run) -> None:
    url = make_database(
        "CREATE TABLE many AS SELECT i AS n FROM generate_series(1, 5000) i; ANALYZE many"
    )
    table = tables_of(run(url, sample=100))["many"]
    profile = table.columns[0].profile
    assert profile is not None
    assert (profile.examined, profile.complete) == (100, False)
    assert (table.row_count, table.row_count_exact) == (5000, False)
    small = tables_of(run(url, sample=6000))["many"]
    assert (small.row_count, small.row_count_exact) == (5000, True)


def test_partitions_are_counted_and_read_once(make_database: MakeDatabase, run: Run) -> None:
    document = run(
        make_database(
            """CREATE TABLE t (id int, email text) PARTITION BY LIST (id);
            CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
            CREATE TABLE t_2 PARTITION OF t FOR VALUES IN (2) PARTITION BY LIST (email);
            CREATE TABLE t_2_x PARTITION OF t_2 DEFAULT;
            INSERT INTO t VALUES (1, 'a@b.org'), (2, 'c@d.org'), (2, 'e@f.org');"""
        )
    )
    tables = tables_of(document)
    assert {name: table.row_count for name, table in tables.items()} == {
        "t": 3, "t_1": 1, "t_2": 2, "t_2_x": 2,
    }  # fmt: skip
    assert tables["t_2_x"].partition_of == "public.t_2"
    assert tables["t"].columns[0].profile is not None
    assert tables["t_1"].columns[0].profile is None
    assert document.counts.rows == 3


def test_a_partition_holds_what_its_parent_holds(make_database: MakeDatabase, run: Run) -> None:
    document = run(
        make_database(
            """CREATE TABLE z (id int, opaque text, born date) PARTITION BY LIST (id);
            CREATE TABLE a_2 PARTITION OF z FOR VALUES IN (2) PARTITION BY LIST (opaque);
            CREATE TABLE a_1 (opaque text, born date, id int);
            ALTER TABLE z ATTACH PARTITION a_1 FOR VALUES IN (1);
            CREATE TABLE a_0 PARTITION OF a_2 DEFAULT;
            INSERT INTO z SELECT 1 + n % 2, 'ada' || n || '@example.com', null
                FROM generate_series(1, 60) n;"""
        )
    )
    tables = tables_of(document)
    labels = {
        name: {column.name: column.classification for column in table.columns}
        for name, table in tables.items()
    }
    assert labels["z"]["opaque"].label == "email"
    assert labels["a_0"] == labels["a_1"] == labels["a_2"] == labels["z"]
    assert tables["a_0"].row_count == 30
    assert all(column.profile is None for column in tables["a_0"].columns)
