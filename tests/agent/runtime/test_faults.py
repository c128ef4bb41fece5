"""Network, server and disk misbehave; the agent loses nothing, doubles nothing, says what is so."""

import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from itertools import count

import pytest
from tests.fakes.agent_process import QUICK, AgentProcess
from tests.fakes.agent_service import MakeAgent, Serve, WriteChild
from tests.fakes.protocol_server import ProtocolServer, Reply, ServerJob

from pursight.clock import SystemClock
from pursight.protocol.lease import LeaseState
from pursight_agent.runtime import ledger, status
from pursight_agent.runtime.spool import FILE_NAME, RunState

GOOD = "record(1)\nend()"
HUGE = """
noise = os.urandom(1_100_000).hex()
for at in range(0, len(noise), 4000):
    say("r", {"record": "skipped", "skipped": {"name": noise[at:at + 4000],
        "code": "source.denied", "reason": ""}})
end()
"""

PORTAL = Reply(200, b"<html>Please sign in</html>", {"Content-Type": "text/html"})


def ended(row: ServerJob) -> Callable[[], bool]:
    done = {LeaseState.COMMITTED, LeaseState.FAILED, LeaseState.CANCELLED}
    return lambda: row.lease.state in done


def states(agent: AgentProcess) -> list[RunState]:
    with closing(agent.spool()) as spool:
        return [run.state for run in spool.recent(100)]


def settled(agent: AgentProcess, *expected: RunState) -> Callable[[], bool]:
    return lambda: sorted(states(agent)) == sorted(expected)


def test_requests_and_answers_are_lost(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    turn = count()
    server.fault = lambda method, path: Reply(cut=True) if next(turn) % 3 == 0 else None
    server.after_fault = lambda method, path: Reply(cut=True) if next(turn) % 3 == 0 else None
    serve(agent, child=child(GOOD))
    rows = [server.ask("crm") for _ in range(3)]
    for row in rows:
        server.wait(ended(row))
    server.wait(settled(agent, *[RunState.DELIVERED] * 3))
    assert dict(server.applied) == {row.job.run_id: 1 for row in rows}


@pytest.mark.parametrize("status_code", [200, 403, 422])
def test_a_captive_portal_is_a_network_failure(
    status_code: int,
    server: ProtocolServer,
    agent: AgentProcess,
    serve: Serve,
    child: WriteChild,
) -> None:
    row = server.ask("crm")
    portal = Reply(status_code, PORTAL.body, dict(PORTAL.headers))
    server.fault = lambda method, path: portal if "/runs/" in path else None
    service = serve(agent, child=child(GOOD))
    server.wait(settled(agent, RunState.FINISHED))
    server.fault = lambda method, path: portal
    server.wait(lambda: "network" in service._poll.last_problem)
    assert states(agent) == [RunState.FINISHED]
    server.fault = lambda method, path: None
    server.wait(ended(row))
    server.wait(settled(agent, RunState.DELIVERED))
    assert server.applied[row.job.run_id] == 1


def test_the_server_is_away_and_comes_back(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    row = server.ask("crm")
    server.fault = lambda method, path: Reply(503, b"{}") if "/runs/" in path else None
    serve(agent, child=child(GOOD))
    server.wait(settled(agent, RunState.FINISHED))
    server.expire_all()
    server.fault = lambda method, path: Reply(cut=True)
    serve.stop()
    serve(agent, child=child(GOOD))
    server.fault = lambda method, path: None
    server.wait(ended(row))
    server.wait(lambda: RunState.FINISHED not in states(agent))
    assert server.applied[row.job.run_id] == 1


@pytest.mark.parametrize("hours", [-24, 24])
def test_the_clock_is_a_day_off(
    hours: int, server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    service = serve(agent, SystemClock(timedelta(hours=hours)), child=child(GOOD))
    row = server.ask("crm")
    server.wait(ended(row))
    assert row.lease.state is LeaseState.COMMITTED
    assert abs(service.clock.offset + timedelta(hours=hours)) < timedelta(seconds=5)
    assert "clock" in " ".join(service.health().warnings)


def test_revoked_it_stops_and_keeps_what_it_has(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    first = server.ask("crm")
    server.fault = lambda method, path: Reply(503, b"{}") if "/runs/" in path else None
    service = serve(agent, child=child("if job['attempt'] > 0: record(1)\nend()"))
    server.wait(settled(agent, RunState.FINISHED))
    server.revoked = set(server.agents)
    server.fault = lambda method, path: None
    server.wait(lambda: (found := status.read(agent.directory)) is not None and found.revoked != "")
    received, sent = len(server.received), len(server.traffic)
    server.ask("crm")
    service._delivery.step()
    assert not [path for _, path, _, _ in server.traffic[sent:] if "/runs/" in path]
    serve.stop()
    assert states(agent) == [RunState.FINISHED]
    assert len(server.received) == received
    assert server.applied[first.job.run_id] == 0

    server.revoked = set()  # a mistake, taken back
    serve(agent, child=child(GOOD))
    server.wait(lambda: server.applied[first.job.run_id] == 1)


def test_the_disk_is_full_and_then_freed(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    service = serve(agent, child=child('say("p", {"phase": "reading"})\ntime.sleep(0.5)\n' + BIG))
    row = server.ask("crm")
    server.wait(lambda: row.lease.state is LeaseState.RUNNING)
    with service._spool.database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")
    server.wait(lambda: len(row.progress) > 8)
    assert states(agent) == [RunState.RUNNING]
    assert row.lease.state is LeaseState.RUNNING, "it must hold the lease while it waits for space"
    with service._spool.database.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    server.wait(ended(row))
    assert row.lease.state is LeaseState.COMMITTED
    assert len(server.reports[row.job.run_id]) == 1 + BIG_LINES
    assert row.refusals == []


BIG_LINES = 2000
BIG = f"""
noise = os.urandom(100 * {BIG_LINES}).hex()
record(0)
for n in range({BIG_LINES}):
    say("r", {{"record": "skipped", "skipped": {{"name": noise[n * 200:n * 200 + 200],
        "code": "source.denied", "reason": ""}}}})
end()
"""


def test_a_disk_that_is_really_full(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    """A file system of four megabytes under the agent; needs root to be made."""
    small = str(agent.directory)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "tmpfs", small], check=False
    )
    if mounted.returncode != 0:
        pytest.skip("not run: needs the right to mount")
    try:
        agent.configure(QUICK)
        agent.add_source("crm", "/nowhere")
        agent.enrol(server.url, server.token)
        serve(agent, child=child(HUGE))
        row = server.ask("crm")
        server.fault = lambda method, path: Reply(503, b"{}") if "/runs/" in path else None
        server.wait(lambda: RunState.FINISHED in states(agent))
        second = server.ask("crm")
        server.wait(lambda: second.lease.state is LeaseState.RUNNING)
        server.wait(lambda: len(second.progress) > 8)
        assert second.lease.state is LeaseState.RUNNING
        assert second.refusals == []
        subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
        server.fault = lambda method, path: None
        for one in (row, second):
            server.wait(ended(one))
        assert dict(server.applied) == {row.job.run_id: 1, second.job.run_id: 1}
        serve.stop()
    finally:
        serve.stop()
        subprocess.run(["umount", "--lazy", small], check=True)


def test_a_corrupted_chunk_is_quarantined_and_the_run_done_again(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    row = server.ask("crm")
    server.fault = lambda method, path: Reply(503, b"{}") if "/runs/" in path else None
    serve(agent, child=child(GOOD))
    server.wait(settled(agent, RunState.FINISHED))
    serve.stop()
    with closing(agent.spool()) as spool, spool.database.transaction() as connection:
        connection.execute("UPDATE chunk SET body = zeroblob(length(body))")
    server.fault = lambda method, path: None
    service = serve(agent, child=child(GOOD))
    server.wait(ended(row))
    server.wait(settled(agent, RunState.QUARANTINED, RunState.DELIVERED))
    assert row.lease.state is LeaseState.COMMITTED
    assert list(server.receipts[row.job.run_id]) == [2]
    assert row.refusals == ["spool.damaged"]
    assert "quarantine" in " ".join(service.health().warnings)


def test_a_corrupted_spool_file_is_set_aside(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    row = server.ask("crm")
    server.fault = lambda method, path: Reply(503, b"{}") if "/runs/" in path else None
    serve(agent, child=child(GOOD))
    server.wait(settled(agent, RunState.FINISHED))
    serve.stop()
    for name in (FILE_NAME, ledger.FILE_NAME):
        path = agent.directory / name
        path.write_bytes(path.read_bytes()[:1000] + b"\x00" * 5000)
    server.fault = lambda method, path: None
    service = serve(agent, child=child(GOOD))
    assert list(agent.directory.glob("spool.damaged-*"))
    assert list(agent.directory.glob("egress.damaged-*"))
    assert " ".join(service.health().warnings).count("was damaged and is kept") == 2
    server.expire_all()
    server.wait(ended(row))
    assert server.applied[row.job.run_id] == 1


def test_a_report_that_the_server_will_never_take_is_kept_aside(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    row = server.ask("crm")
    refused = Reply(422, b'{"code":"report.bad"}', {"PurSight-Agent-Protocol": "1"})
    server.fault = lambda method, path: refused if "/attempts/1/commit" in path else None
    serve(agent, child=child(GOOD))
    server.wait(ended(row))
    server.wait(settled(agent, RunState.QUARANTINED, RunState.DELIVERED))
    with closing(agent.spool()) as spool:
        (aside,) = spool.runs(RunState.QUARANTINED)
        assert aside.code == "report.bad"
        assert spool.chunks_of(aside.key), "what was refused is kept to be looked at"
        # it takes no room from what can be delivered; what was delivered goes after its receipt
        server.wait(lambda: spool.stored_bytes() == 0)
    commits = [path for _, path, _, _ in server.traffic if path.endswith("/attempts/1/commit")]
    assert len(commits) == 1, "422 must not be tried again as it is"


def test_a_spool_that_fills_up_takes_no_jobs(
    server: ProtocolServer, make_agent: MakeAgent, serve: Serve, child: WriteChild
) -> None:
    agent = make_agent(server, extra="spool_mebibytes = 1\n")
    row = server.ask("crm")
    server.fault = lambda method, path: Reply(503, b"{}") if "/runs/" in path else None
    service = serve(agent, child=child(HUGE))
    server.wait(settled(agent, RunState.FINISHED))
    second = server.ask("crm")
    server.wait(lambda: server.polls[-1].capacity == 0)
    assert "nearly full" in " ".join(service.health().warnings)
    assert second.lease.state is LeaseState.QUEUED
    server.fault = lambda method, path: None
    server.wait(ended(row))
    server.wait(ended(second))
    assert dict(server.applied) == {row.job.run_id: 1, second.job.run_id: 1}
