"""Kill -9 in mid scan: what was finished is not read again, and of nothing else is it kept."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing

import psutil
import psycopg
import pytest
from tests.builders.watched import Watched, watched
from tests.fakes.agent_process import AgentProcess
from tests.fakes.protocol_server import ProtocolServer, ServerJob

from pursight.contracts.agents import RunOutcome, TableRecord
from pursight.protocol.lease import LeaseState

TABLES = 20
SLOW = "share_of_time = 0.05\n"
"""Slows the scan down, so that it is met in the middle."""


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Watched:
    return watched(make_database, tables=TABLES, rows=500)


@pytest.fixture
def agent(server: ProtocolServer, make_agent: "Callable[..., AgentProcess]") -> AgentProcess:
    return make_agent(server)


def kept(agent: AgentProcess) -> list[str]:
    with closing(agent.spool()) as spool, spool.database.reading() as connection:
        rows = connection.execute("SELECT name FROM checkpoint ORDER BY name").fetchall()
    return [row[0].removeprefix("public.") for row in rows]


def use(agent: AgentProcess, database: Watched, load: str = SLOW) -> None:
    agent.add_source("db", database.url)
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text() + load)  # the last block is the source's


def scan_until(server: ProtocolServer, agent: AgentProcess, tables: int) -> ServerJob:
    row = server.ask("db")
    server.wait(lambda: len(kept(agent)) >= tables, 60)
    return row


def child_of(agent: AgentProcess) -> psutil.Process:
    assert agent.process is not None
    (child,) = [
        one
        for one in psutil.Process(agent.process.pid).children()
        if "pursight_agent.runtime.work" in " ".join(one.cmdline())
    ]
    return child


def killed(agent: AgentProcess) -> None:
    assert agent.process is not None
    child = child_of(agent)
    os.kill(agent.process.pid, signal.SIGKILL)
    agent.wait_killed()
    child.wait(20)


def full_speed(agent: AgentProcess) -> None:
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text().replace(SLOW, ""))


def check_read_once(
    server: ProtocolServer, database: Watched, row: ServerJob, finished: list[str]
) -> None:
    """Every table once, the one in hand at the kill perhaps a second time."""
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 90)
    run = row.job.run_id
    request = server.requests[run]
    found = [r.table for r in server.reports[run] if isinstance(r, TableRecord)]
    ours = [table for table in found if table.facts.name.startswith("t0")]
    assert sorted(table.facts.name for table in ours) == [f"t{n:03}" for n in range(TABLES)]
    assert all(table.facts.row_count == 500 for table in ours)
    assert request.outcome is RunOutcome.COMPLETED
    assert request.usage is not None
    assert request.usage.tables_resumed >= 3
    assert request.usage.resumed_since is not None
    assert request.usage.resumed_since < request.started_at
    assert request.usage.starts == 2
    assert server.applied[run] == 1
    copies = {name: count for name, count in database.copies().items() if name.startswith("t0")}
    assert sorted(copies) == [f"t{n:03}" for n in range(TABLES)]
    twice = {name for name, count in copies.items() if count > 1}
    assert not twice & set(finished), f"read again although finished: {twice}"
    assert len(twice) <= 1, f"more than the table in hand was read again: {twice}"
    assert max(copies.values()) <= 2


def test_the_child_is_killed(
    server: ProtocolServer, agent: AgentProcess, database: Watched
) -> None:
    use(agent, database)
    agent.start()
    row = scan_until(server, agent, 4)
    full_speed(agent)
    finished = kept(agent)
    child_of(agent).kill()
    check_read_once(server, database, row, finished)
    assert list(server.receipts[row.job.run_id]) == [2], "it is another attempt of the same run"
    server.wait(lambda: not kept(agent))


def test_the_service_is_killed(
    server: ProtocolServer, agent: AgentProcess, database: Watched
) -> None:
    use(agent, database)
    agent.start()
    row = scan_until(server, agent, 4)
    killed(agent)
    full_speed(agent)
    finished = kept(agent)
    agent.start()
    check_read_once(server, database, row, finished)
    assert list(server.receipts[row.job.run_id]) == [1]
    server.wait(lambda: not kept(agent))


def test_what_changed_since_is_read_again(
    server: ProtocolServer, agent: AgentProcess, database: Watched
) -> None:
    use(agent, database)
    agent.start()
    row = scan_until(server, agent, 3)
    killed(agent)
    filled, altered, *_ = sorted(database.copies())
    database.ask(f"INSERT INTO {filled} VALUES (0, 'new@example.com') RETURNING 1")
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(f"ALTER TABLE {altered} ADD COLUMN added int".encode())
    full_speed(agent)
    agent.start()
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 90)
    records = server.reports[row.job.run_id]
    tables = {r.table.facts.name: r.table for r in records if isinstance(r, TableRecord)}
    assert tables[filled].facts.row_count == 501
    assert len(tables[altered].columns) == 3


def test_another_place_under_the_same_name_is_read_anew(
    server: ProtocolServer,
    agent: AgentProcess,
    database: Watched,
    make_database: Callable[[str], str],
) -> None:
    use(agent, database)
    agent.start()
    row = scan_until(server, agent, 3)
    killed(agent)
    other = watched(make_database, tables=TABLES, rows=7)
    full_speed(agent)
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text().replace(database.url, other.url))
    agent.start()
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 90)
    tables = [r.table for r in server.reports[row.job.run_id] if isinstance(r, TableRecord)]
    assert {t.facts.row_count for t in tables if t.facts.name.startswith("t0")} == {7}
    usage = server.requests[row.job.run_id].usage
    assert usage is not None
    assert usage.tables_resumed == 0


def test_a_cancel_ends_a_pause(
    server: ProtocolServer, agent: AgentProcess, database: Watched
) -> None:
    use(agent, database, "share_of_time = 0.01\n")
    agent.start()
    row = scan_until(server, agent, 1)
    asked = time.monotonic()
    server.cancel(row)
    server.wait(lambda: row.lease.state is LeaseState.CANCELLED, 20)
    assert time.monotonic() - asked < 10
    server.wait(lambda: not kept(agent))
