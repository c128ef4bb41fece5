"""Children that die, eat, hang or must stop; and the real child on a real database."""

import errno
import os
import signal
from pathlib import Path

import psutil
import pytest
from tests.agent.runtime.test_faults import GOOD, ended, settled, states
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import Serve, WriteChild
from tests.fakes.protocol_server import ProtocolServer, ServerJob

from pursight.contracts.agents import FailureRecord, JobKind, RunOutcome, SourceRecord, TestRecord
from pursight.protocol.lease import LeaseState
from pursight_agent.runtime import consent, foreman
from pursight_agent.runtime.spool import RunState
from pursight_agent.runtime.worker import Outcome, Worker

FOREVER = 'say("p", {"phase": "reading"})\nrecord(1)\nwhile not cancelled.wait(0.05): pass\n'


def failure_of(server: ProtocolServer, row: ServerJob) -> FailureRecord:
    (record,) = server.reports[row.job.run_id]
    assert isinstance(record, FailureRecord)
    return record


ALREADY: set[int] = set()
"""Children that other fixtures have in this process, such as a PostgreSQL."""


@pytest.fixture(autouse=True)
def _note_other_children() -> None:
    ALREADY.clear()
    ALREADY.update(child.pid for child in psutil.Process().children())


def children() -> list[psutil.Process]:
    """Return the scan workers."""
    return [child for child in psutil.Process().children() if child.pid not in ALREADY]


def test_the_real_child_tests_a_real_source(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    serve(agent)
    good = server.ask("crm", JobKind.TEST)
    server.wait(ended(good))
    facts, result = server.reports[good.job.run_id]
    assert isinstance(facts, SourceRecord)
    assert facts.facts.kind == "sqlite"
    assert isinstance(result, TestRecord)
    assert result.reachable


def test_a_source_that_is_gone_is_a_finished_test(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, tmp_path: Path
) -> None:
    agent.add_source("gone", str(tmp_path / "gone.sqlite"))
    serve(agent)
    row = server.ask("gone", JobKind.TEST)
    server.wait(ended(row))
    (result,) = server.reports[row.job.run_id]
    assert isinstance(result, TestRecord)
    assert not result.reachable
    assert result.hint
    assert server.requests[row.job.run_id].outcome is RunOutcome.COMPLETED


def test_a_killed_child_is_tried_three_times_and_then_the_reason_is_told(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    serve(agent, child=child("record(1)\nos.kill(os.getpid(), 9)"))
    row = server.ask("crm")
    server.wait(ended(row))
    assert row.lease.state is LeaseState.FAILED
    assert row.refusals == ["run.worker_died"] * 2
    failure = failure_of(server, row)
    assert failure.code == "run.worker_died"
    assert "signal 9" in failure.message
    server.wait(settled(agent, RunState.RETURNED, RunState.RETURNED, RunState.DELIVERED))


def test_a_child_that_eats_memory_is_ended(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    serve(agent, child=child("hog = bytearray(os.urandom(1)) * (120 << 20)\ntime.sleep(30)"))
    row = server.ask("crm", memory=64)
    server.wait(ended(row))
    failure = failure_of(server, row)
    assert failure.code == "run.memory_limit"
    assert "64 MiB" in failure.message


def test_a_cancelled_run_is_delivered_as_cancelled(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    serve(agent, child=child(FOREVER + 'end("cancelled", False)'))
    row = server.ask("crm")
    server.wait(lambda: "reading" in row.progress)
    server.cancel(row)
    server.wait(ended(row))
    assert row.lease.state is LeaseState.CANCELLED
    request = server.requests[row.job.run_id]
    assert (request.outcome, request.complete) == (RunOutcome.CANCELLED, False)


def test_a_run_that_waits_for_disk_can_be_cancelled(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Worker) -> Outcome:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Worker, "run", full)
    monkeypatch.setattr(foreman, "_SOME_SPACE", 1 << 60)
    serve(agent)
    row = server.ask("crm")
    server.wait(lambda: row.lease.state is LeaseState.RUNNING)
    server.wait(lambda: len(row.progress) > 2)
    server.cancel(row)
    server.wait(ended(row))
    assert row.lease.state is LeaseState.CANCELLED


def test_a_defect_around_a_child_ends_its_run_and_not_its_source(
    server: ProtocolServer,
    agent: AgentProcess,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(_: Worker) -> Outcome:
        raise RuntimeError("canary-7741")

    monkeypatch.setattr(Worker, "run", broken)
    serve(agent)
    for _ in range(2):
        row = server.ask("crm")
        server.wait(ended(row))
        told = failure_of(server, row)
        assert told.code == "internal"
        assert "RuntimeError" in told.message
        assert "canary" not in told.message
    assert "canary" not in str(capsys.readouterr())


def test_a_lost_lease_stops_the_worker_and_delivers_nothing(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    serve(agent, child=child(FOREVER))
    row = server.ask("crm")
    server.wait(lambda: "reading" in row.progress)
    (running,) = children()
    with server.changed:
        row.lease = type(row.lease)(LeaseState.FAILED, row.lease.attempt)
    server.wait(lambda: not running.is_running())
    server.wait(settled(agent, RunState.RETURNED))
    assert not server.received


def test_consent_withdrawn_stops_the_worker(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    serve(agent, child=child(FOREVER))
    row = server.ask("crm")
    server.wait(lambda: "reading" in row.progress)
    consent.withdraw(agent.directory, "crm")
    server.wait(ended(row))
    assert row.refusals == ["consent.refused"]
    server.wait(lambda: not children())


def test_a_job_without_consent_is_refused_before_anything_is_read(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    consent.allow(agent.directory, "crm", [JobKind.TEST])
    serve(agent, child=child(GOOD))
    rows = [server.ask("crm"), server.ask("unknown")]
    for row in rows:
        server.wait(ended(row))
    assert [row.refusals for row in rows] == [["consent.refused"], ["source.unknown"]]
    assert states(agent) == []


def test_a_job_that_the_server_did_not_sign_is_refused(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    serve(agent, child=child(GOOD))
    server.job_key = b"x" * 32
    row = server.ask("crm")
    server.wait(lambda: bool(row.refusals))
    assert row.refusals[0] == "job.bad_signature"
    assert states(agent) == []


def test_children_die_with_the_agent(
    server: ProtocolServer, agent: AgentProcess, child: WriteChild
) -> None:
    row = server.ask("crm")
    agent.environment["PURSIGHT_TEST_CHILD"] = child(FOREVER)
    agent.start()
    server.wait(lambda: "reading" in row.progress)
    assert agent.process is not None
    (orphan,) = psutil.Process(agent.process.pid).children()
    os.kill(agent.process.pid, signal.SIGKILL)
    agent.wait_killed()
    _, alive = psutil.wait_procs([orphan], timeout=10)
    assert not alive


def test_a_clean_stop_ends_the_child_and_the_run_goes_on_later(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, child: WriteChild
) -> None:
    row = server.ask("crm")
    serve(agent, child=child(FOREVER))
    server.wait(lambda: "reading" in row.progress)
    serve.stop()
    assert not children()
    assert states(agent) == [RunState.RUNNING]
    serve(agent, child=child(GOOD))
    server.wait(ended(row))
    assert list(server.receipts[row.job.run_id]) == [1]
