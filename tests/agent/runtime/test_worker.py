"""One child, real or a script: what it may use, how it ends, that it never outlives the agent."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.agent.runtime.test_spool import job
from tests.fakes.agent_service import WriteChild

from pursight.contracts.agents import Job, JobKind, RunOutcome, TestRecord
from pursight.contracts.scans import TableFacts, TableKind, TableReport
from pursight.protocol import report
from pursight_agent.runtime import worker
from pursight_agent.runtime.database import StoreBroken
from pursight_agent.runtime.pipe import AGENT_IS_GONE, Assignment
from pursight_agent.runtime.worker import Allowance, Worker, command

ROOMY = Allowance(1 << 30, 600.0)


def made(tmp_path: Path, *, url: str = "/nowhere", allowance: Allowance = ROOMY) -> Worker:
    return Worker(assignment(url), (), tmp_path / "report", allowance)


def assignment(url: str, kind: JobKind = JobKind.TEST) -> Assignment:
    one: Job = job(1).model_copy(update={"kind": kind})
    return Assignment(job=one, url=url, secret="s3cr3t-word")


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, child: WriteChild) -> WriteChild:
    def write(body: str) -> str:
        path = child(body)
        monkeypatch.setattr(worker, "command", lambda: [sys.executable, "-S", path])
        return path

    return write


def test_too_much_processor_time_ends_it(use: WriteChild, tmp_path: Path) -> None:
    use("while True: pass")
    outcome = made(tmp_path, allowance=Allowance(1 << 30, 0.3)).run()
    assert outcome.code == "run.cpu_limit"
    assert outcome.ending is None


def test_grandchildren_count_and_end_too(use: WriteChild, tmp_path: Path) -> None:
    use(
        "import subprocess\n"
        "eater = subprocess.Popen([sys.executable, '-S', '-c',"
        " 'hog = bytearray(b\"x\") * (150 << 20); import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(eater.pid))\n"
        "time.sleep(60)"
    )
    outcome = made(tmp_path, allowance=Allowance(100 << 20, 600.0)).run()
    assert outcome.code == "run.memory_limit"
    pid = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 10
    while psutil.pid_exists(pid) and time.monotonic() < deadline:
        if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.05)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_cancel_before_all_is_fed_comes_after_it(use: WriteChild, tmp_path: Path) -> None:
    """The word must not land in the middle of the last results."""
    use("assert cancelled.wait(10)\nassert fed.index('cancel\\n') == 3001\nend('cancelled', False)")
    tables = [
        TableReport(facts=TableFacts(name=f"t{n}" * 50, kind=TableKind.TABLE)) for n in range(3000)
    ]
    one = Worker(assignment("/nowhere"), tables, tmp_path / "report", ROOMY)
    threading.Timer(0.02, one.cancel).start()
    outcome = one.run()
    assert outcome.ending is not None
    assert outcome.ending.outcome is RunOutcome.CANCELLED


def test_last_results_that_cannot_be_read_end_the_child(use: WriteChild, tmp_path: Path) -> None:
    """It would wait for the rest of them for ever, and its source with it."""

    def broken() -> Iterator[TableReport]:
        yield TableReport(facts=TableFacts(name="t", kind=TableKind.TABLE))
        raise StoreBroken("spool.db cannot be used (SQLITE_CORRUPT).")

    use("time.sleep(60)")
    one = Worker(assignment("/nowhere"), broken(), tmp_path / "report", ROOMY)
    late = threading.Timer(10, one.kill, ("test.too_late", "It hung."))
    late.start()
    outcome = one.run()
    late.cancel()
    assert outcome.code == "run.worker_died"
    assert "SQLITE_CORRUPT" in outcome.reason


def test_half_a_line_is_not_a_record(use: WriteChild, tmp_path: Path) -> None:
    use('record(1)\nsys.stdout.write(\'r{"record":"skip\')\nsys.stdout.flush()\nos._exit(0)')
    one = made(tmp_path)
    assert one.run().code == "run.worker_died"
    assert len(one.report_path.read_bytes().splitlines()) == 1


def test_one_that_was_killed_before_it_began_never_begins(tmp_path: Path) -> None:
    one = made(tmp_path)
    one.kill("lease.lost", "gone")
    assert one.run().code == "lease.lost"
    assert not one.report_path.exists()


def test_the_real_child_has_no_secret_in_its_arguments_or_environment(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://ada@127.0.0.1:{silent.getsockname()[1]}/crm"
        one = made(tmp_path, url=url)
        thread = threading.Thread(target=one.run)
        thread.start()
        silent.settimeout(20)
        silent.accept()[0].close()
        process = one._process
        assert process is not None
        seen = Path(f"/proc/{process.pid}/cmdline").read_bytes()
        seen += Path(f"/proc/{process.pid}/environ").read_bytes()
        thread.join(30)
    assert b"s3cr3t-word" not in seen
    assert os.fsencode(sys.executable) in seen
    (record,) = report.decode(one.report_path.read_bytes().splitlines())
    assert isinstance(record, TestRecord)
    assert not record.reachable
    assert b"s3cr3t-word" not in one.report_path.read_bytes()


def test_the_real_child_dies_when_the_agent_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://ada@127.0.0.1:{silent.getsockname()[1]}/crm"
        process = subprocess.Popen(
            command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert process.stdin is not None
        process.stdin.write(assignment(url).model_dump_json().encode() + b"\n\n")
        process.stdin.flush()
        silent.settimeout(20)
        held, _ = silent.accept()  # it waits for an answer that never comes
        process.stdin.close()
        assert process.wait(10) == AGENT_IS_GONE
        held.close()
