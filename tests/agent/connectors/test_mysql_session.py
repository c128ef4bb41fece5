"""A session is ready for the next statement, whatever became of the last one."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pymysql
import pytest
from tests.builders.mariadb import MariaServer

from pursight.contracts.agents import Limits, Scope
from pursight_agent.connectors import open_source
from pursight_agent.connectors.mysql.address import parse
from pursight_agent.connectors.mysql.session import Session
from pursight_agent.source import SourceTimeout

MakeDatabase = Callable[[str], str]
TABLES = """CREATE TABLE wide (v text);
INSERT INTO wide SELECT REPEAT('x', 60000) FROM seq_1_to_400;
CREATE TABLE a (n int);
INSERT INTO a VALUES (1), (2);
CREATE VIEW slow AS SELECT n, SLEEP(60) AS s FROM a;
"""


@pytest.fixture
def session(mariadb_server: MariaServer) -> Iterator[Session]:
    with closing(Session(parse(mariadb_server.url(), "", connect_seconds=9), 1)) as opened:
        yield opened


@pytest.mark.parametrize(
    "statement", ["SELECT 1", "SELECT SLEEP(60) FROM seq_1_to_2", "SELECT x", "SELECT 1 LIMIT 0"]
)
def test_the_time_limit_holds_again_after_rows(session: Session, statement: str) -> None:
    with suppress(pymysql.Error):
        list(session.rows(statement, batch_rows=10))
    assert float(session.ask("SELECT @@max_statement_time AS seconds")[0].seconds) == 1
    session.limit(7)
    assert float(session.ask("SELECT @@max_statement_time AS seconds")[0].seconds) == 7


def test_an_interruption_that_comes_too_late_hits_nothing(session: Session) -> None:
    assert session.interrupt()
    assert session.ask("SELECT 5 AS n")[0].n == "5"
    session.run("DO 1")


def test_texts_are_parameters_and_nothing_else(session: Session) -> None:
    for text in ("it's", 'a"b', "a\\b", "%s", "ü日😀", "\0"):
        assert session.ask("SELECT %s AS said", [text])[0].said == text


def test_settings_that_a_server_does_not_know_are_left_out(
    session: Session, mariadb_server: MariaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(type(session)._prepare.__globals__["_SETTINGS"], "no_such_setting", "1")
    address = parse(mariadb_server.url(), "", connect_seconds=9)
    with closing(Session(address, 5)) as other:
        assert other.ask("SELECT @@time_zone AS zone")[0].zone == "+00:00"


def test_an_account_with_a_single_connection_can_be_scanned(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    name = make_mariadb(TABLES).rpartition("/")[2]
    mariadb_server.run(
        "CREATE USER lone@'127.0.0.1' IDENTIFIED BY 'w' WITH MAX_USER_CONNECTIONS 1;\n"
        f"GRANT SELECT ON {name}.* TO lone@'127.0.0.1'"
    )
    try:
        with closing(open_source(mariadb_server.url(name, "lone"), secret="w")) as source:
            source.limit(Limits(statement_seconds=1))
            tables = {t.name: t for t in source.discover(Scope()).tables}
            batches = iter(source.read(tables["wide"], sample_rows=None, batch_rows=1))
            next(batches)
            del batches
            assert sum(b.num_rows for b in source.read(tables["a"], sample_rows=None)) == 2
    finally:
        mariadb_server.run("DROP USER lone@'127.0.0.1'")


def test_a_timeout_leaves_the_snapshot_as_it_is(
    make_mariadb: MakeDatabase, mariadb_server: MariaServer
) -> None:
    url = make_mariadb(TABLES)
    with closing(open_source(url)) as source:
        source.limit(Limits(statement_seconds=1))
        tables = {t.name: t for t in source.discover(Scope()).tables}
        mariadb_server.run("INSERT INTO a VALUES (3)", url.rpartition("/")[2])
        with pytest.raises(SourceTimeout):
            list(source.read(tables["slow"], sample_rows=None))
        assert source.count(tables["a"]) == 2
