"""An agent that may measure with two processes: killed, cancelled and held to its memory alike."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.fakes.agent_process import AgentProcess
from tests.fakes.protocol_server import ProtocolServer, ServerJob

from pursight.contracts.agents import FailureRecord, RunOutcome, SkippedRecord, TableRecord
from pursight.protocol.lease import LeaseState

pytestmark = pytest.mark.timeout(400)  # three processes with the whole engine

TABLES, ROWS, COLUMNS = 8, 24_000, 10
CHILD = "pursight_agent.runtime.work"
MODEST = 400
"""Mebibytes: enough for one process that measures, not for two."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables that are each worth dividing."""
    folder = tmp_path / "tables"
    folder.mkdir()
    for table in range(TABLES):
        columns = {
            f"c{at}": [f"{table}-{at}-{row * 7919 % 10_007:x}" for row in range(ROWS)]
            for at in range(COLUMNS)
        }
        # names without numbers, else they would be parts of one table
        pq.write_table(pa.table(columns), folder / f"{'abcdefgh'[table] * 3}.parquet")
    return folder


def an_agent(
    make_agent: Callable[..., AgentProcess],
    server: ProtocolServer,
    folder: Path,
    *,
    workers: int,
    load: str = "share_of_time = 0.05\n",
) -> AgentProcess:
    """One that may use so many processes, and reads slowly, so that it is met in the middle."""
    agent = make_agent(server, extra=f"workers = {workers}\n")
    agent.add_source("db", str(folder))
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text() + load)  # the last block is the source's
    agent.start()
    return agent


def kept(agent: AgentProcess) -> set[str]:
    with closing(agent.spool()) as spool, spool.database.reading() as connection:
        return {row[0] for row in connection.execute("SELECT name FROM checkpoint")}


def measurers(agent: AgentProcess) -> list[psutil.Process]:
    """The processes that help the scan's child; none while there is no child."""
    assert agent.process is not None
    found: list[psutil.Process] = []
    try:
        for child in psutil.Process(agent.process.pid).children():
            if CHILD in " ".join(child.cmdline()):
                found += child.children()
    except psutil.NoSuchProcess:
        return []
    return found


def in_the_middle(server: ProtocolServer, agent: AgentProcess) -> list[psutil.Process]:
    """Wait until some tables are through and the helper measures; returns all that work."""
    server.wait(lambda: len(kept(agent)) >= 2 and busy(agent), 120)
    assert agent.process is not None
    return psutil.Process(agent.process.pid).children(recursive=True)


def busy(agent: AgentProcess) -> bool:
    """Whether the helper has begun: what it lies in wait with is loaded."""
    try:
        return any(one.cpu_times().user > 0.3 for one in measurers(agent))
    except psutil.NoSuchProcess:
        return False


def gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=30)
    assert not alive


def full_speed(agent: AgentProcess) -> None:
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text().replace("share_of_time = 0.05\n", ""))


def tables_of(server: ProtocolServer, row: ServerJob) -> list[str]:
    """Names of the tables that were read to their end, as they stand in the report."""
    return sorted(
        one.table.facts.name
        for one in server.reports[row.job.run_id]
        if isinstance(one, TableRecord) and all(column.profile for column in one.table.columns)
    )


def test_killed_in_the_middle_it_goes_on_where_it_was(
    server: ProtocolServer, make_agent: Callable[..., AgentProcess], folder: Path
) -> None:
    agent = an_agent(make_agent, server, folder, workers=2)
    row = server.ask("db")
    working = in_the_middle(server, agent)
    assert len(working) >= 2
    assert agent.process is not None
    agent.process.kill()
    agent.wait_killed()
    gone(working)
    finished = kept(agent)
    full_speed(agent)
    agent.start()
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 180)
    request = server.requests[row.job.run_id]
    assert request.outcome is RunOutcome.COMPLETED
    assert request.usage is not None
    assert (request.usage.workers, request.usage.starts) == (2, 2)
    assert request.usage.tables_resumed >= len(finished) >= 2
    assert request.usage.tables_read + request.usage.tables_resumed == TABLES
    found = tables_of(server, row)
    assert len(found) == len(set(found)) == TABLES
    assert not [r for r in server.reports[row.job.run_id] if isinstance(r, SkippedRecord)]


def test_a_helper_that_is_killed_costs_its_table_alone(
    server: ProtocolServer, make_agent: Callable[..., AgentProcess], folder: Path
) -> None:
    agent = an_agent(make_agent, server, folder, workers=2)
    row = server.ask("db")
    in_the_middle(server, agent)
    for helper in measurers(agent):
        helper.kill()
    full_speed(agent)
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 180)
    records = server.reports[row.job.run_id]
    (lost,) = [one.skipped for one in records if isinstance(one, SkippedRecord)]
    assert lost.code == "scan.measurer_lost"
    assert len(tables_of(server, row)) == TABLES - 1
    assert lost.name not in tables_of(server, row)


def test_cancelled_all_of_them_end(
    server: ProtocolServer, make_agent: Callable[..., AgentProcess], folder: Path
) -> None:
    agent = an_agent(make_agent, server, folder, workers=2)
    row = server.ask("db")
    working = in_the_middle(server, agent)
    server.cancel(row)
    server.wait(lambda: row.lease.state is LeaseState.CANCELLED, 60)
    assert server.requests[row.job.run_id].outcome is RunOutcome.CANCELLED
    gone(working)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_memory_of_all_of_them_counts(
    server: ProtocolServer,
    make_agent: Callable[..., AgentProcess],
    folder: Path,
    workers: int,
) -> None:
    agent = an_agent(make_agent, server, folder, workers=workers)
    row = server.ask("db", memory=MODEST)
    if workers == 1:
        server.wait(lambda: len(kept(agent)) >= 3, 120)
        server.cancel(row)
        server.wait(lambda: row.lease.state is LeaseState.CANCELLED, 60)
        return
    server.wait(lambda: row.lease.state in {LeaseState.COMMITTED, LeaseState.FAILED}, 120)
    failures = [one for one in server.reports[row.job.run_id] if isinstance(one, FailureRecord)]
    assert [one.code for one in failures] == ["run.memory_limit"]
    assert agent.process is not None
    gone(psutil.Process(agent.process.pid).children(recursive=True))
