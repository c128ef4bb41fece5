"""Laws of the spool: what went in comes out, moves are what they say, nothing undelivered goes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import Serve
from tests.fakes.protocol_server import ProtocolServer

from pursight.contracts.agents import (
    Applied,
    CommitReceipt,
    CommitRequest,
    Job,
    JobKind,
    RunOutcome,
)
from pursight.contracts.rules import NotNull, RuleSpec
from pursight.identity import id_at
from pursight.protocol import chunks
from pursight.protocol.jobs import rules_sha256
from pursight_agent.runtime.database import DiskFull
from pursight_agent.runtime.fire_history import FireHistory
from pursight_agent.runtime.spool import RunState, Spool

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def job(number: int, *, attempt: int = 1, minutes: int = 0) -> Job:
    return Job(
        id=id_at(NOW, number),
        organisation_id=UUID(int=1),
        agent_id=UUID(int=2),
        attempt=attempt,
        run_id=id_at(NOW, number + 1_000_000),
        kind=JobKind.SCAN,
        alias="crm",
        nominal_time=NOW + timedelta(minutes=minutes),
        expires_at=NOW + timedelta(hours=1),
        rules_sha256=rules_sha256(()),
    )


def request(one: Job) -> CommitRequest:
    return CommitRequest(
        n_chunks=0,
        root="0" * 64,
        kind=one.kind,
        alias=one.alias,
        job_id=one.id,
        outcome=RunOutcome.COMPLETED,
        complete=True,
        nominal_time=one.nominal_time,
        started_at=NOW,
        finished_at=NOW,
    )


def receipt(one: Job, root: str) -> CommitReceipt:
    return CommitReceipt(
        run_id=one.run_id, attempt=one.attempt, root=root, applied=Applied.APPLIED, committed_at=NOW
    )


def key(one: Job) -> tuple[UUID, int]:
    return one.run_id, one.attempt


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path, 1 << 20)) as opened:
        yield opened


def test_a_finished_run_is_there_whole(spool: Spool) -> None:
    one, report = job(1), b"line\n" * 1000
    assert spool.begin(one, NOW, state=RunState.RUNNING)
    assert not spool.begin(one, NOW, state=RunState.RUNNING), "an attempt is entered once"
    assert spool.finish(key(one), report, request(one), NOW)
    (run,) = spool.runs(RunState.FINISHED)
    stored = spool.chunks_of(run.key)
    bodies = [spool.body(run.key, chunk.n) or b"" for chunk in stored]
    assert chunks.join(bodies) == report
    assert run.request is not None
    assert run.request.root == chunks.root(chunk.digest for chunk in stored)
    assert run.request.n_chunks == len(stored)


def test_a_run_that_was_lost_meanwhile_is_not_spooled(spool: Spool) -> None:
    one = job(1)
    spool.begin(one, NOW, state=RunState.RUNNING)
    spool.move(key(one), RunState.RETURNED, NOW, code="lease.lost")
    assert not spool.finish(key(one), b"x", request(one), NOW)
    assert spool.stored_bytes() == 0
    assert not spool.runs(RunState.FINISHED)


def test_chunks_go_only_after_the_receipt(spool: Spool) -> None:
    one = job(1)
    spool.begin(one, NOW, state=RunState.RUNNING)
    spool.finish(key(one), b"x" * 100, request(one), NOW)
    spool.drop_chunks(key(one))
    assert spool.chunks_of(key(one)), "an undelivered run lost its chunks"
    spool.store_receipt(key(one), receipt(one, "1" * 64), NOW)
    assert spool.with_leftovers() == [key(one)]
    spool.drop_chunks(key(one))
    assert spool.with_leftovers() == []
    assert spool.stored_bytes() == 0


def test_a_flipped_bit_is_found_at_reading(spool: Spool) -> None:
    one = job(1)
    spool.begin(one, NOW, state=RunState.RUNNING)
    spool.finish(key(one), b"x" * 100, request(one), NOW)
    body = bytearray(spool.body(key(one), 0) or b"")
    body[-1] ^= 1
    with spool.database.transaction() as connection:
        connection.execute("UPDATE chunk SET body = ?", (bytes(body),))
    assert spool.body(key(one), 0) is None


def test_a_full_disk_leaves_everything_as_it_was(spool: Spool) -> None:
    one = job(1)
    spool.begin(one, NOW, state=RunState.RUNNING)
    with spool.database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull):
        spool.finish(key(one), os.urandom(100_000), request(one), NOW)
    assert [run.key for run in spool.runs(RunState.RUNNING)] == [key(one)]
    assert spool.stored_bytes() == 0


def test_old_rows_are_forgotten_but_nothing_undelivered(spool: Spool) -> None:
    later = NOW + timedelta(days=100)
    made = [job(number, minutes=number) for number in range(4)]
    for one in made:
        spool.begin(one, NOW, state=RunState.RUNNING, schedule="nightly")
        spool.finish(key(one), b"x", request(one), NOW)
    for one in made[:2]:
        spool.store_receipt(key(one), receipt(one, "1" * 64), NOW)
    spool.drop_chunks(key(made[0]))
    assert spool.forget(later) == 1
    assert spool.find(key(made[0])) is None
    assert FireHistory(spool).last_nominal("nightly") == made[3].nominal_time
    assert len(spool.runs(RunState.FINISHED)) == 2


def test_the_rules_of_a_source_outlive_the_rows_of_its_runs(spool: Spool) -> None:
    """Own schedules take them from the server's last job, however long ago that was."""
    rule = RuleSpec(id=UUID(int=9), name="named", table="person", check=NotNull(column="name"))
    jobs = [job(n, minutes=n).model_copy(update={"rules": (rule,)}) for n in (1, 2)]
    jobs.append(job(3, minutes=3).model_copy(update={"kind": JobKind.TEST}))
    for one in jobs:
        spool.begin(one, NOW, state=RunState.RUNNING)
        spool.move(key(one), RunState.RETURNED, NOW)
    assert spool.forget(NOW + timedelta(days=365)) == 2
    assert FireHistory(spool).last_rules("crm") == (rule,)


def test_a_service_that_runs_for_months_forgets_too(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    service = serve(agent)
    server.wait(lambda: service._forget_at > service.clock.now())
    one = job(1).model_copy(update={"kind": JobKind.TEST})
    long_ago = service.clock.now() - timedelta(days=91)
    service._spool.begin(one, long_ago, state=RunState.RUNNING)
    service._spool.move(key(one), RunState.RETURNED, long_ago)
    service._forget_at -= timedelta(days=1)  # a day later
    server.wait(lambda: service._spool.find(key(one)) is None)


STEP = st.sampled_from(["begin", "finish", "return", "deliver", "drop", "quarantine", "reopen"])


@settings(max_examples=30)
@given(st.lists(st.tuples(STEP, st.integers(0, 3)), max_size=25))
def test_whatever_is_done_undelivered_reports_stay(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder), 1 << 20)
        finished: dict[int, bytes] = {}
        delivered: set[int] = set()
        for step, number in steps:
            one = job(number)
            if step == "begin":
                spool.begin(one, NOW, state=RunState.RUNNING)
            elif step == "finish":
                report = f"report {number}".encode() * 10
                if spool.finish(key(one), report, request(one), NOW):
                    assert number not in finished, "a run was finished twice"
                    finished[number] = report
            elif step == "return":
                moved = spool.move(key(one), RunState.RETURNED, NOW)
                assert not (moved and number in finished)
            elif step == "deliver" and number in finished:
                spool.store_receipt(key(one), receipt(one, "1" * 64), NOW)
                delivered.add(number)
            elif step == "drop":
                spool.drop_chunks(key(one))
            elif step == "quarantine":
                spool.move(key(one), RunState.QUARANTINED, NOW, allowed=(RunState.FINISHED,))
            elif step == "reopen":
                spool.close()
                spool = Spool(Path(folder), 1 << 20)
        for number in finished.keys() - delivered:
            place = key(job(number))
            found = [spool.body(place, chunk.n) for chunk in spool.chunks_of(place)]
            assert chunks.join(body for body in found if body) == finished[number]
        spool.close()
