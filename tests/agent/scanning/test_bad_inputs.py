"""Forty bad inputs: each ends in a clear message with a hint, and the rest is complete."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pursight.classification.classifier import Classifier
from pursight.clock import SystemClock
from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import DocumentTable, ScanDocument, Skipped
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.scanning.scan import scan_document
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

CANARY = "canary-7741"

Run = Callable[..., ScanDocument]


@pytest.fixture
def run(classifier: Classifier) -> Run:
    """Scan a target; every row unless told otherwise."""

    def scan(target: str, *, seconds: int = 300, secret: str | None = None) -> ScanDocument:
        source = open_source(target, secret=secret)
        try:
            return scan_document(
                source,
                classifier=classifier,
                scope=Scope(),
                limits=Limits(statement_seconds=seconds),
                clock=SystemClock(),
            )
        finally:
            source.close()

    return scan


def entry_of(document: ScanDocument, name: str) -> Skipped:
    """The one entry of an object, with what every entry must have."""
    entries = [one for one in document.skipped if one.name == name]
    assert len(entries) == 1, [one.name for one in document.skipped]
    assert entries[0].reason
    assert entries[0].hint, entries[0]
    assert CANARY not in document.model_dump_json(include={"skipped"})
    return entries[0]


def table_of(document: ScanDocument, name: str) -> DocumentTable:
    return next(table for table in document.tables if table.name == name)


def assert_good_table_is_complete(document: ScanDocument) -> None:
    good = table_of(document, next(t.name for t in document.tables if t.name.startswith("good")))
    assert (good.row_count, good.row_count_exact) == (3, True)
    assert all(column.profile is not None and column.profile.complete for column in good.columns)


# --- the whole source cannot be scanned -----------------------------------------------------------


@dataclass(frozen=True)
class Hopeless:
    """A target that cannot be scanned at all, and the code that says why."""

    name: str
    target: Callable[[Path], str]
    code: str


def _file(name: str, content: bytes) -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        path = folder / name
        path.write_bytes(content)
        return str(path)

    return make


HOPELESS = [
    Hopeless("no such path", lambda folder: str(folder / "nowhere.csv"), "source.not_found"),
    Hopeless("unknown scheme", lambda _: "ftp://host/file", "source.unsupported"),
    Hopeless("port closed", lambda _: "postgresql://u:hunter2@127.0.0.1:1/d", "source.unreachable"),
    Hopeless(
        "host unknown", lambda _: "postgresql://u:hunter2@nohost.invalid/d", "source.unreachable"
    ),
    Hopeless("bad URL", lambda _: "postgresql://u:hunter2@[::1/d", "source.unsupported"),
    Hopeless("bad port", lambda _: "postgresql://u:hunter2@h:notaport/d", "source.unsupported"),
    Hopeless("not a database", _file("a.sqlite", CANARY.encode() * 200), "source.corrupt"),
    Hopeless(
        "cut off database",
        _file("a.sqlite", b"SQLite format 3\x00" + b"\x10\x00\x01\x01" + b"\x07" * 50),
        "source.corrupt",
    ),
    Hopeless("folder as database", lambda folder: f"sqlite:///{folder}", "source.not_found"),
    Hopeless("no such database", lambda f: f"sqlite:///{f / 'no.sqlite'}", "source.not_found"),
]


@pytest.mark.parametrize("case", HOPELESS, ids=lambda case: case.name)
def test_hopeless_target_says_why(case: Hopeless, tmp_path: Path, run: Run) -> None:
    with pytest.raises(PurSightError) as raised:
        run(case.target(tmp_path))
    assert raised.value.code == case.code
    assert raised.value.message.endswith(".")
    assert raised.value.hint
    for secret in ("hunter2", CANARY):
        assert secret not in raised.value.message + raised.value.hint


def test_wrong_password_and_missing_database(postgres_server: EmbeddedPostgres, run: Run) -> None:
    url = postgres_server.dsn()
    with pytest.raises(PurSightError) as wrong:
        run(url, secret="hunter2")
    assert wrong.value.code == "source.refused"
    with pytest.raises(PurSightError) as missing:
        run(url.rsplit("/", 1)[0] + "/no_such_database")
    assert missing.value.code == "source.not_found"
    with pytest.raises(PurSightError) as unnamed:
        run(postgres_server.dsn(user="nobody_here", password="hunter2"))
    assert unnamed.value.code == "source.refused"
    for error in (wrong.value, missing.value, unnamed.value):
        assert error.hint
        assert "hunter2" not in error.message + error.hint


def test_database_without_a_password_asks_for_one(
    postgres_server: EmbeddedPostgres, run: Run
) -> None:
    url = f"postgresql://postgres@127.0.0.1:{postgres_server.port}/postgres"
    with pytest.raises(PurSightError) as needed:
        run(url)
    assert needed.value.code == "source.password_needed"


def test_locked_sqlite_is_busy(make_sqlite: Callable[..., Path], run: Run) -> None:
    import sqlite3

    from pursight_agent.connectors.sqlite import SqliteSource

    path = make_sqlite("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    writer = sqlite3.connect(path, isolation_level=None)
    try:
        writer.execute("BEGIN EXCLUSIVE")
        source = SqliteSource(path, busy_seconds=0.1)
        with pytest.raises(PurSightError) as busy:
            source.test()
        source.close()
    finally:
        writer.close()
    assert busy.value.code == "source.busy"
    assert busy.value.hint


# --- one file of a folder is bad, the rest is complete --------------------------------------------

BAD_FILES = [
    ("invalid.json", b'{"a": ' + CANARY.encode(), "file.corrupt", False),
    ("empty.json", b"", "file.corrupt", False),
    ("deep.json", b"[" * 200_000, "file.corrupt", False),
    ("latin.json", b'[{"n": "\xe9' + CANARY.encode() + b'"}]', "file.corrupt", False),
    ("lines.jsonl", b'{"a": 1}\n{"a": ' + CANARY.encode() + b"\n", "file.broken_lines", True),
    ("noise.jsonl", CANARY.encode() + b"\n" + CANARY.encode(), "file.corrupt", False),
    ("empty.parquet", b"", "file.corrupt", False),
    ("cut.parquet", b"PAR1" + CANARY.encode() * 9, "file.corrupt", False),
    ("false.parquet", b"a,b\n1,2\n", "file.corrupt", False),
    ("cut.xlsx", b"PK\x03\x04" + CANARY.encode() * 9, "file.corrupt", False),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.unknown_format", False),
    ("cut.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03K", "file.corrupt", False),
    ("binary.csv", bytes(range(256)) * 40, "file.unknown_format", False),
    ("ragged.csv", b"a,b\n1\n1,2,3\n4,5\n", "file.ragged_rows", True),
    ("wide.csv", b",".join(b"c%d" % n for n in range(20_001)), "file.too_wide", False),
    ("mixed.csv", "naïve,ü\nä,ö\nß,é\n".encode() + b"\xe9,1\n", "file.mixed_encoding", True),
    ("picture.png", b"\x89PNG" + CANARY.encode(), "file.unknown_format", False),
    ("paper.pdf", b"%PDF-1.7" + CANARY.encode(), "file.unknown_format", False),
    ("base.sqlite", b"SQLite format 3\x00" + CANARY.encode(), "file.unknown_format", False),
]


@pytest.mark.parametrize("case", BAD_FILES, ids=lambda case: case[0])
def test_bad_file_does_not_stop_the_rest(
    case: tuple[str, bytes, str, bool], tmp_path: Path, run: Run
) -> None:
    name, content, code, partial = case
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.csv").write_text("id,name\n1,ann\n2,bob\n3,cid\n")
    document = run(str(tmp_path))
    entry = entry_of(document, name)
    assert (entry.code, entry.partial) == (code, partial)
    assert any(table.name == name for table in document.tables) == partial
    assert_good_table_is_complete(document)


# --- one object of a database is bad, the rest is complete ----------------------------------------

GOOD = "CREATE TABLE good (id int, name text); INSERT INTO good VALUES (1,'a'),(2,'b'),(3,'c');"
BAD_IN_POSTGRES = [
    (
        "divides",
        f"CREATE VIEW divides AS SELECT 1/(id-2) AS x, '{CANARY}' AS y FROM good",
        "source.object_failed",
    ),
    (
        "casts",
        f"CREATE VIEW casts AS SELECT ('{CANARY}' || id)::int AS n FROM good",
        "source.object_failed",
    ),
    (
        "raises",
        f"""CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'row %', '{CANARY}'; END $$;
        CREATE VIEW raises AS SELECT f() AS n""",
        "source.object_failed",
    ),
    (
        "unready",
        "CREATE MATERIALIZED VIEW unready AS SELECT * FROM good WITH NO DATA",
        "source.object_failed",
    ),
    ("sleeps", "CREATE VIEW sleeps AS SELECT pg_sleep(30)::text FROM good", "source.timeout"),
]


@pytest.mark.parametrize(
    ("name", "script", "code"), BAD_IN_POSTGRES, ids=[case[0] for case in BAD_IN_POSTGRES]
)
def test_bad_object_in_postgres_does_not_stop_the_rest(
    name: str, script: str, code: str, make_database: Callable[[str], str], run: Run
) -> None:
    document = run(make_database(f"{GOOD} {script}"), seconds=1 if name == "sleeps" else 60)
    entry = entry_of(document, name)
    assert (entry.code, entry.partial) == (code, True)
    assert [column.profile for column in table_of(document, name).columns if column.profile] == []
    assert_good_table_is_complete(document)


BAD_IN_SQLITE = [
    ("stale", "CREATE VIEW stale AS SELECT gone FROM nowhere", "source.object_failed"),
    (
        "endless",
        """CREATE VIEW endless AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c)
        SELECT sum(n) AS n FROM c""",
        "source.timeout",
    ),
    (
        "alone",
        f"""CREATE TABLE t (j); INSERT INTO t VALUES ('{CANARY}');
        CREATE VIEW alone AS SELECT json_extract(j, '$') AS x FROM t""",
        "source.object_failed",
    ),
]


@pytest.mark.parametrize(
    ("name", "script", "code"), BAD_IN_SQLITE, ids=[case[0] for case in BAD_IN_SQLITE]
)
def test_bad_object_in_sqlite_does_not_stop_the_rest(
    name: str, script: str, code: str, make_sqlite: Callable[..., Path], run: Run
) -> None:
    document = run(str(make_sqlite(f"{GOOD} {script}")), seconds=1)
    assert entry_of(document, name).code == code
    assert_good_table_is_complete(document)
