"""The state of a table's content changes whenever its rows may have, or is not known."""

from collections.abc import Callable
from contextlib import closing

import pytest
from tests.builders.mariadb import MariaServer

from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source

MakeDatabase = Callable[[str], str]
States = dict[str, str | None]


def states_of(url: str, secret: str | None = None) -> States:
    with closing(open_source(url, secret=secret)) as source:
        return {t.name: source.content_state(t) for t in source.discover(Scope()).tables}


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take dates for settled as soon as their second is over: a negative wait is the future's."""
    monkeypatch.setattr("pursight_agent.connectors.mysql.state._SETTLED_SECONDS", -2)


@pytest.fixture
def url(make_mariadb: MakeDatabase) -> str:
    return make_mariadb(
        """CREATE TABLE kept (n int);
INSERT INTO kept VALUES (1);
CREATE TABLE busy (n int);
INSERT INTO busy VALUES (1);
CREATE TABLE old (n int) ENGINE = MyISAM;
INSERT INTO old VALUES (1);
CREATE TABLE never (n int);
CREATE VIEW seen AS SELECT n FROM kept;
CREATE TABLE months (id int) PARTITION BY HASH (id) PARTITIONS 3;
INSERT INTO months VALUES (1), (2);
"""
    )


def test_what_was_just_written_is_read_again(url: str) -> None:
    assert set(states_of(url).values()) == {None}


@pytest.mark.usefixtures("at_once")
def test_only_what_was_written_is_read_again(url: str, mariadb_server: MariaServer) -> None:
    before = states_of(url)
    assert {name for name, state in before.items() if state} == {"kept", "busy", "months"}
    assert states_of(url) == before
    mariadb_server.run(
        # The server dates changes by whole seconds.
        "DO SLEEP(1);\nUPDATE busy SET n = 2;\nINSERT INTO months VALUES (3)",
        url.rpartition("/")[2],
    )
    after = states_of(url)
    assert {name for name in before if before[name] != after[name]} == {"busy", "months"}


@pytest.mark.usefixtures("at_once")
def test_a_transaction_that_is_under_way_makes_its_time_doubtful(
    url: str, mariadb_server: MariaServer
) -> None:
    name = url.rpartition("/")[2]
    with closing(mariadb_server.connect(database=name)) as other, other.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute("INSERT INTO busy VALUES (7)")
        mariadb_server.run("INSERT INTO kept VALUES (2)", name)
        assert states_of(url)["kept"] is None, "it may yet be dated like this one"
        other.commit()
    mariadb_server.run("DO SLEEP(0.2)")  # for a tenth it repeats what it said of transactions
    assert states_of(url)["kept"] is not None


@pytest.mark.usefixtures("at_once")
def test_without_the_right_to_see_transactions_nothing_is_known(
    url: str, mariadb_server: MariaServer
) -> None:
    name = url.rpartition("/")[2]
    mariadb_server.run(
        f"CREATE USER watcher@'127.0.0.1' IDENTIFIED BY 'w';\n"
        f"GRANT SELECT ON {name}.* TO watcher@'127.0.0.1'"
    )
    try:
        account = mariadb_server.url(name, "watcher")
        assert set(states_of(account, "w").values()) == {None}
        mariadb_server.run("GRANT PROCESS ON *.* TO watcher@'127.0.0.1'")
        assert states_of(account, "w")["kept"] is not None
    finally:
        mariadb_server.run("DROP USER watcher@'127.0.0.1'")
