"""A real scan killed again and again, cut off from its source, and with a disk that fills up."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress

import psutil
import pytest
from tests.builders.watched import Watched, watched
from tests.fakes.agent_process import QUICK, AgentProcess
from tests.fakes.protocol_server import ProtocolServer, ServerJob

from pursight.contracts.agents import RunOutcome, SkippedRecord, TableRecord
from pursight.contracts.scans import TableReport
from pursight.protocol.lease import MAX_ATTEMPTS, LeaseState

pytestmark = pytest.mark.timeout(400)

TABLES = 16
ROWS = 500
CHILD = "pursight_agent.runtime.work"
SLOW = "share_of_time = 0.05\n"
"""Slows the scan down, so that it is met in the middle."""


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Watched:
    return watched(make_database, tables=TABLES, rows=ROWS)


def use(agent: AgentProcess, database: Watched) -> None:
    agent.add_source("db", database.url)
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text() + SLOW)  # the last block is the source's


def full_speed(agent: AgentProcess) -> None:
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text().replace(SLOW, ""))


def kept(agent: AgentProcess) -> set[str]:
    with closing(agent.spool()) as spool, spool.database.reading() as connection:
        rows = connection.execute("SELECT name FROM checkpoint").fetchall()
    return {row[0].removeprefix("public.") for row in rows}


def children(agent: AgentProcess) -> list[psutil.Process]:
    """The processes of the scan under way; none between two starts."""
    assert agent.process is not None
    try:
        found = psutil.Process(agent.process.pid).children()
        return [one for one in found if CHILD in " ".join(one.cmdline())]
    except psutil.NoSuchProcess:
        return []


def copies(database: Watched) -> dict[str, int]:
    """How often each of our tables was read to its end."""
    return {name: count for name, count in database.copies().items() if name.startswith("t0")}


def tables_of(server: ProtocolServer, row: ServerJob) -> dict[str, TableReport]:
    """The tables of a report, each of which must be in it once."""
    records = server.reports[row.job.run_id]
    found = [one.table for one in records if isinstance(one, TableRecord)]
    ours = {table.facts.name: table for table in found if table.facts.name.startswith("t0")}
    assert len(ours) == TABLES == len([one for one in found if one.facts.name in ours])
    return ours


@pytest.mark.parametrize("seed", range(3))
def test_killed_again_and_again_each_table_is_read_once_but_those_in_hand(
    server: ProtocolServer,
    make_agent: Callable[..., AgentProcess],
    database: Watched,
    seed: int,
) -> None:
    chance = random.Random(seed)
    whom = ["agent"] * 4 + ["child"] * (MAX_ATTEMPTS - 1)
    chance.shuffle(whom)
    agent = make_agent(server)
    use(agent, database)
    agent.start()
    row = server.ask("db")
    settled: dict[str, int] = {}
    for number, one in enumerate(whom):
        server.wait(lambda n=number: len(kept(agent)) >= 2 * n + 1 and children(agent), 60)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.3))
        working = children(agent)
        settled |= {name: copies(database).get(name, 0) for name in kept(agent) - settled.keys()}
        assert agent.process is not None
        if one == "agent":
            os.kill(agent.process.pid, signal.SIGKILL)
            agent.wait_killed()
            agent.start()
        else:
            for process in working:
                process.kill()
        psutil.wait_procs(working, timeout=20)
    full_speed(agent)
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 120)
    assert server.requests[row.job.run_id].outcome is RunOutcome.COMPLETED
    assert server.applied[row.job.run_id] == 1
    assert all(table.facts.row_count == ROWS for table in tables_of(server, row).values())
    read = copies(database)
    assert len(read) == TABLES
    again = {name for name, before in settled.items() if read[name] != before}
    assert not again, f"read again although it was kept: {again}"
    assert sum(read.values()) - TABLES <= len(whom), "a kill cost more than the table in hand"
    server.wait(lambda: not kept(agent))


def test_a_connection_that_is_cut_within_a_table_costs_that_table_alone(
    server: ProtocolServer, make_agent: Callable[..., AgentProcess], database: Watched
) -> None:
    agent = make_agent(server)
    use(agent, database)
    large, rows = "t007", 100_000  # more than the buffers on the way can hold
    database.ask(
        f"INSERT INTO {large} SELECT i, 'p' || i || repeat('x', 400)"
        f" FROM generate_series({ROWS + 1}, {rows}) i RETURNING 1"
    )
    agent.start()
    row = server.ask("db")

    def cut() -> bool:
        return bool(
            database.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
                " AND query LIKE %s AND state = 'active'",
                database.reader,
                f"COPY%{large}%",
            )
        )

    server.wait(cut, 60)
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 120)
    [lost] = [
        one.skipped
        for one in server.reports[row.job.run_id]
        if isinstance(one, SkippedRecord) and one.skipped.name.startswith("t0")
    ]
    assert lost.name == large
    assert lost.hint
    found = tables_of(server, row)
    assert {name for name, table in found.items() if table.fingerprint is None} == {large}
    assert copies(database) == dict.fromkeys(found.keys() - {large}, 1)

    full_speed(agent)
    second = server.ask("db")
    server.wait(lambda: second.lease.state is LeaseState.COMMITTED, 120)
    assert tables_of(server, second)[large].facts.row_count == rows
    assert copies(database) == dict.fromkeys(found, 1), "only what was cut off is read again"


def test_a_disk_that_fills_up_in_mid_scan(
    server: ProtocolServer, make_agent: Callable[..., AgentProcess], database: Watched
) -> None:
    """Everything the agent keeps lies on a small file system; needs root to be made."""
    agent = make_agent(server)
    small = str(agent.directory)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", small], check=False
    )
    if mounted.returncode != 0:
        pytest.skip("not run: needs the right to mount")
    try:
        agent.configure(QUICK)
        use(agent, database)
        agent.enrol(server.url, server.token)
        agent.start()
        row = server.ask("db")
        server.wait(lambda: len(kept(agent)) >= 4, 60)
        ballast = agent.directory / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(1 << 12))
        before = kept(agent)
        server.wait(lambda: "run waits for disk" in agent.log, 120)
        assert row.lease.state is LeaseState.RUNNING
        assert not server.reports
        ballast.unlink()
        full_speed(agent)
        server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 120)
        assert len(tables_of(server, row)) == TABLES
        assert server.applied[row.job.run_id] == 1
        read = copies(database)
        assert {name for name, count in read.items() if count > 1} & before == set()
        assert max(read.values()) <= 2
        agent.stop()
    finally:
        agent.stop()
        subprocess.run(["umount", "--lazy", small], check=True)
