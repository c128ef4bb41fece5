"""What goes wrong with a MySQL or MariaDB server is said in our words, and nothing else fails."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.builders.mariadb import MariaServer

from pursight.classification.classifier import Classifier
from pursight.clock import SystemClock
from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import ScanDocument, Skipped, TableFacts
from pursight_agent.connectors import open_source
from pursight_agent.scanning.scan import scan_document
from pursight_agent.source import (
    ObjectFailed,
    PasswordNeeded,
    Source,
    SourceBusy,
    SourceDenied,
    SourceError,
    SourceNotFound,
    SourceRefused,
    SourceTimeout,
    SourceUnreachable,
    SourceUnsupported,
)

MakeDatabase = Callable[[str], str]
SECRET = "secret-4711"
GREETING = (
    b"\x0a8.0.40\0" + b"\x01\0\0\0" + b"12345678\0" + b"\xff\xf7" + b"\x21" + b"\x02\0"
    + b"\xff\xc7" + b"\x15" + b"\0" * 10 + b"123456789012\0"
)  # fmt: skip
"""A handshake of a server of no name."""


def tables_of(source: Source) -> dict[str, TableFacts]:
    return {table.name: table for table in source.discover(Scope()).tables}


def packet(number: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3, "little") + bytes([number]) + payload


@contextmanager
def listening(*answers: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that says the same to everybody; gives its port and what it was told."""
    told: list[bytes] = []

    def serve() -> None:
        with listener.accept()[0] as connection:
            connection.settimeout(5)
            for answer in answers:
                connection.sendall(answer)
                told.append(connection.recv(65_536))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1], told
        thread.join(10)


@pytest.fixture
def reader(mariadb_server: MariaServer) -> Iterator[Callable[[str], None]]:
    """Grant something to an account that may log in and nothing else."""
    mariadb_server.run(f"CREATE USER reader@'127.0.0.1' IDENTIFIED BY '{SECRET}'")
    yield lambda what: mariadb_server.run(f"GRANT {what} TO reader@'127.0.0.1'")
    mariadb_server.run("DROP USER reader@'127.0.0.1'")


def document_of(url: str, classifier: Classifier, secret: str = "") -> ScanDocument:
    with closing(open_source(url, secret=secret)) as source:
        return scan_document(
            source,
            classifier=classifier,
            scope=Scope(),
            limits=Limits(),
            clock=SystemClock(),
        )


def entry(document: ScanDocument, name: str) -> Skipped:
    return next(one for one in document.skipped if one.name == name)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    ("secret", "name", "expected", "words"),
    [
        ("wrong-one", "", SourceRefused, "does not accept"),
        ("", "", PasswordNeeded, "asks for a password"),
        (SECRET, "mysql", SourceDenied, "may not use"),
    ],
)
def test_who_may_not_come_in_is_told_why(
    secret: str, name: str, expected: type[SourceError], words: str, mariadb_server: MariaServer
) -> None:
    with (
        closing(open_source(mariadb_server.url(name, "reader"), secret=secret)) as source,
        pytest.raises(expected, match=words) as caught,
    ):
        source.test()
    assert "wrong-one" not in f"{caught.value.message}{caught.value.hint}"


def test_an_unknown_database_and_a_server_that_is_not_there(mariadb_server: MariaServer) -> None:
    with pytest.raises(SourceNotFound, match="no database of this name"):
        open_source(mariadb_server.url("nowhere")).test()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(SourceUnreachable, match="No server listens"):
        open_source(f"mysql://root@127.0.0.1:{port}/x").test()
    with pytest.raises(SourceUnreachable, match="No server listens"):
        open_source("mysql://root@localhost/x?unix_socket=/nowhere/socket").test()


def test_what_listens_may_be_no_such_server() -> None:
    with (
        listening(b"HTTP/1.1 400 Bad Request\r\n\r\nThis is a web server, and it speaks.") as (
            port,
            _,
        ),
        pytest.raises((SourceUnsupported, SourceUnreachable)),
    ):
        open_source(f"mysql://root@127.0.0.1:{port}/x?ssl_mode=disabled", secret=SECRET).test()


@pytest.mark.parametrize("way", [b"mysql_clear_password", b"dialog"])
def test_the_password_is_not_sent_as_it_is_to_whoever_asks(way: bytes) -> None:
    asks = packet(2, b"\xfe" + way + b"\0" + b"\x03Password: ")
    with listening(packet(0, GREETING), asks) as (port, told):
        source = open_source(f"mysql://root@127.0.0.1:{port}/x?ssl_mode=disabled", secret=SECRET)
        with pytest.raises(SourceRefused, match="the password as it is"):
            source.test()
    assert not any(SECRET.encode() in said for said in told)


def test_a_server_that_asks_for_a_local_file_gets_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(SECRET)
    ok, wants = b"\0\0\0\x02\0\0\0", b"\xfb" + bytes(tmp_path / "file")
    answers = packet(0, GREETING), packet(2, ok), packet(1, ok), packet(1, wants)
    with listening(*answers) as (port, told):
        source = open_source(f"mysql://root@127.0.0.1:{port}/x?ssl_mode=disabled")
        with pytest.raises(SourceError):
            source.test()
    assert any(b"VERSION()" in said for said in told)
    assert not any(SECRET.encode() in said for said in told)


def test_what_may_not_be_read_is_skipped_with_the_grant(
    make_mariadb: MakeDatabase,
    reader: Callable[[str], None],
    mariadb_server: MariaServer,
    classifier: Classifier,
) -> None:
    url = make_mariadb(
        "CREATE TABLE open_one (a int, b int);\nCREATE TABLE closed (a int);\n"
        "CREATE TABLE some (a int, b int, c int);\nCREATE TABLE first (a int, b int);\n"
        "CREATE VIEW seen AS SELECT a FROM closed;\n"
        "INSERT INTO some VALUES (1, 2, 3);\n"
    )
    name = url.rpartition("/")[2]
    reader(f"SELECT ON {name}.open_one")
    reader(f"INSERT ON {name}.closed")
    reader(f"SELECT (a, c) ON {name}.some")
    reader(f"SELECT (a) ON {name}.first")
    reader(f"SELECT ON {name}.seen")
    document = document_of(mariadb_server.url(name, "reader"), classifier, SECRET)
    assert {table.name for table in document.tables} == {"open_one", "some", "first", "seen"}
    denied = entry(document, "closed")
    assert (denied.code, denied.partial) == ("source.denied", False)
    assert f"GRANT SELECT ON `{name}`.`closed` TO 'reader'@'127.0.0.1';" in denied.hint
    part = entry(document, "some")
    assert part.partial
    assert f"GRANT SELECT ON `{name}`.`some` TO 'reader'@'127.0.0.1';" in part.hint
    assert entry(document, "first").partial, "the last column is invisible to it"
    some = next(table for table in document.tables if table.name == "some")
    assert [column.name for column in some.columns] == ["a", "c"]
    assert (some.row_count, some.row_count_exact) == (1, True)
    reader(f"SELECT ON {name}.*")
    assert not document_of(mariadb_server.url(name, "reader"), classifier, SECRET).skipped


def test_what_a_role_may_read_by_columns_only_is_said_too(
    make_mariadb: MakeDatabase, reader: Callable[[str], None], mariadb_server: MariaServer
) -> None:
    name = make_mariadb("CREATE TABLE a (n int, m int);\n").rpartition("/")[2]
    mariadb_server.run(f"CREATE ROLE clerks;\nGRANT SELECT (n) ON {name}.a TO clerks")
    reader("clerks")
    mariadb_server.run("SET DEFAULT ROLE clerks FOR reader@'127.0.0.1'")
    with closing(open_source(mariadb_server.url(name, "reader"), secret=SECRET)) as source:
        (told,) = source.discover(Scope()).skipped
    mariadb_server.run("DROP ROLE clerks")
    assert (told.name, told.code, told.partial) == ("a", "source.denied", True)


def test_what_was_granted_and_is_taken_back_is_told_with_the_grant(
    make_mariadb: MakeDatabase, reader: Callable[[str], None], mariadb_server: MariaServer
) -> None:
    name = make_mariadb("CREATE TABLE a (n int);\n").rpartition("/")[2]
    reader(f"SELECT ON {name}.a")
    with closing(open_source(mariadb_server.url(name, "reader"), secret=SECRET)) as source:
        table = tables_of(source)["a"]
        mariadb_server.run(f"REVOKE SELECT ON {name}.a FROM reader@'127.0.0.1'")
        with pytest.raises(SourceDenied) as caught:
            list(source.read(table, sample_rows=None))
    assert f"GRANT SELECT ON `{name}`.`a` TO 'reader'@'127.0.0.1';" in caught.value.hint


def test_objects_that_fail_do_not_stop_the_others(
    make_mariadb: MakeDatabase, classifier: Classifier
) -> None:
    document = document_of(
        make_mariadb(
            """CREATE TABLE a (n int);
INSERT INTO a VALUES (1), (0);
CREATE TABLE gone (n int);
CREATE VIEW stale AS SELECT n FROM gone;
DROP TABLE gone;
CREATE VIEW overflows AS SELECT n, 18446744073709551615 * (n + 1) AS m FROM a;
CREATE DEFINER = nobody@nowhere SQL SECURITY DEFINER VIEW orphan AS SELECT n FROM a;
CREATE SEQUENCE counter;
"""
        ),
        classifier,
    )
    assert {t.name for t in document.tables} == {"a", "stale", "overflows", "orphan"}
    assert {s.name: s.code for s in document.skipped} == {
        "stale": "source.object_failed",
        "overflows": "source.object_failed",
        "orphan": "source.denied",
        "counter": "source.sequence",
    }
    assert next(t for t in document.tables if t.name == "a").row_count == 2
    assert "18446744073709551615" not in document.model_dump_json()


def test_a_table_that_is_dropped_in_between(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    url = make_mariadb("CREATE TABLE a (n int);\nCREATE TABLE b (n int, m int);\n")
    name = url.rpartition("/")[2]
    with closing(open_source(url)) as source:
        tables = tables_of(source)
        mariadb_server.run("DROP TABLE a;\nALTER TABLE b DROP COLUMN m, ADD COLUMN k int", name)
        with pytest.raises(ObjectFailed, match="gone"):
            list(source.read(tables["a"], sample_rows=None))
        with pytest.raises((ObjectFailed, SourceBusy), match=r"gone|altered"):
            list(source.read(tables["b"], sample_rows=None))
        assert source.count(tables_of(source)["b"]) == 0


def test_what_takes_too_long_is_ended_and_the_session_goes_on(make_mariadb: MakeDatabase) -> None:
    url = make_mariadb(
        """CREATE TABLE a (n int);
INSERT INTO a VALUES (1), (2);
CREATE VIEW slow AS SELECT n, SLEEP(60) AS s FROM a;
CREATE VIEW slow_to_ask AS SELECT n, DATE '2026-01-01' + INTERVAL SLEEP(60) DAY AS d FROM a;
CREATE VIEW slow_to_count AS SELECT n FROM a WHERE SLEEP(60) = 0;
"""
    )
    with closing(open_source(url)) as source:
        source.limit(Limits(statement_seconds=1))
        tables = tables_of(source)
        for name in ("slow", "slow_to_ask"):
            with pytest.raises(SourceTimeout):
                list(source.read(tables[name], sample_rows=None))
        with pytest.raises(SourceTimeout):
            source.count(tables["slow_to_count"])
        assert sum(b.num_rows for b in source.read(tables["a"], sample_rows=None)) == 2


def test_a_locked_table_is_busy(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        __import__("pursight_agent.connectors.mysql.session", fromlist=["x"])._SETTINGS,
        "lock_wait_timeout",
        "1",
    )
    url = make_mariadb("CREATE TABLE a (n int);\nCREATE TABLE b (n int);\n")
    with (
        closing(open_source(url)) as source,
        closing(mariadb_server.connect(database=url.rpartition("/")[2])) as other,
    ):
        tables = tables_of(source)
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLES a WRITE")
        with pytest.raises(SourceBusy, match="lock"):
            list(source.read(tables["a"], sample_rows=None))
        assert sum(b.num_rows for b in source.read(tables["b"], sample_rows=None)) == 0


def test_a_reading_that_is_given_up_does_not_read_to_the_end(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    url = make_mariadb(
        "CREATE TABLE wide (v text);\n"
        "INSERT INTO wide SELECT REPEAT('x', 60000) FROM seq_1_to_400;\n"
        "CREATE TABLE a (n int);\n"
    )
    with closing(open_source(url)) as source, closing(mariadb_server.connect()) as other:
        tables = tables_of(source)
        batches = iter(source.read(tables["wide"], sample_rows=None, batch_rows=1))
        next(batches)
        del batches
        assert sum(b.num_rows for b in source.read(tables["a"], sample_rows=None)) == 0
        with other.cursor() as cursor:
            cursor.execute("SHOW GLOBAL STATUS LIKE 'Com_kill'")
            assert int(cursor.fetchall()[0][1]) >= 1


@pytest.mark.usefixtures("mariadb_programs")
def test_a_server_that_is_killed_in_mid_scan_and_comes_back(classifier: Classifier) -> None:
    server = MariaServer()
    try:
        server.start()
        server.run(
            "CREATE DATABASE d;\nCREATE TABLE d.a (v text);\nCREATE TABLE d.b (n int);\n"
            "INSERT INTO d.a SELECT REPEAT('x', 60000) FROM mysql.help_topic LIMIT 400;\n"
            "INSERT INTO d.b VALUES (1)"
        )
        with closing(open_source(server.url("d"))) as source:
            tables = tables_of(source)
            batches = iter(source.read(tables["a"], sample_rows=None, batch_rows=1))
            next(batches)
            server.kill()
            with pytest.raises(SourceUnreachable, match="lost"):
                list(batches)
            with pytest.raises(SourceUnreachable, match="No server listens"):
                list(source.read(tables["b"], sample_rows=None))
            server.start()
            assert sum(b.num_rows for b in source.read(tables["b"], sample_rows=None)) == 1
            server.kill()
            with pytest.raises(SourceUnreachable):
                source.count(tables["b"])
        server.start()
        assert len(document_of(server.url("d"), classifier).tables) == 2
    finally:
        server.remove()


def test_a_session_that_an_administrator_ends_is_made_again(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    url = make_mariadb("CREATE TABLE a (n int);\nINSERT INTO a VALUES (1);\n")
    with closing(open_source(url)) as source, closing(mariadb_server.connect()) as other:
        table = tables_of(source)["a"]
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM information_schema.PROCESSLIST WHERE db = %s",
                [url.rpartition("/")[2]],
            )
            for (number,) in cursor.fetchall():
                cursor.execute(f"KILL CONNECTION {number}")
        with pytest.raises(SourceUnreachable):
            list(source.read(table, sample_rows=None))
        assert sum(b.num_rows for b in source.read(table, sample_rows=None)) == 1
