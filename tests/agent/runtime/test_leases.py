"""What the agent answers to an offer of an attempt that it knows already."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pursight.clock import StoppedClock
from pursight.contracts.agents import (
    Applied,
    CommitReceipt,
    CommitRequest,
    Job,
    JobKind,
    PollReply,
    RunOutcome,
)
from pursight.identity import id_at
from pursight.protocol import keys
from pursight.protocol.held import Says
from pursight.protocol.jobs import rules_sha256, sign_job
from pursight.protocol.lease import LEASE_SECONDS
from pursight_agent.runtime.leases import Leases
from pursight_agent.runtime.spool import RunState, Spool

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
KEY = bytes(range(32))
AGENT = UUID(int=2)
JOB = Job(
    id=id_at(NOW, 1),
    organisation_id=UUID(int=1),
    agent_id=AGENT,
    attempt=1,
    run_id=id_at(NOW, 1),
    kind=JobKind.SCAN,
    alias="crm",
    nominal_time=NOW,
    expires_at=NOW + timedelta(hours=1),
    rules_sha256=rules_sha256(()),
)
REQUEST = CommitRequest(
    n_chunks=0,
    root="0" * 64,
    kind=JOB.kind,
    alias=JOB.alias,
    job_id=JOB.id,
    outcome=RunOutcome.COMPLETED,
    complete=True,
    nominal_time=NOW,
    started_at=NOW,
    finished_at=NOW,
)


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path, 1 << 20)) as spool:
        yield spool


def offered(spool: Spool) -> Says:
    """What the next poll says after the job was offered to an agent that holds nothing."""
    leases = Leases(
        spool,
        StoppedClock(NOW),
        agent_id=AGENT,
        job_key=keys.public_bytes(KEY),
        permits=lambda _job: None,
    )
    offer = PollReply(
        now=NOW,
        offers=(sign_job(JOB, KEY),),
        confirmed=(),
        renewed=(),
        lost=(),
        cancel=(),
        lease_seconds=LEASE_SECONDS,
    )
    leases.hear(leases.say({}), offer, 0.0)
    return leases.say({})


def test_a_new_attempt_is_accepted(spool: Spool) -> None:
    assert [lease.job_id for lease in offered(spool).accept] == [JOB.id]


@pytest.mark.parametrize("state", [RunState.DELIVERED, RunState.RETURNED, RunState.QUARANTINED])
def test_an_attempt_that_is_over_here_is_given_back_at_once(spool: Spool, state: RunState) -> None:
    """A server restored from a backup offers it again and would wait for its lease to run out."""
    spool.begin(JOB, NOW, state=RunState.RUNNING)
    key = (JOB.run_id, JOB.attempt)
    if state is RunState.DELIVERED:
        spool.finish(key, b"", REQUEST, NOW)
        receipt = CommitReceipt(
            run_id=JOB.run_id, attempt=1, root="0" * 64, applied=Applied.APPLIED, committed_at=NOW
        )
        spool.store_receipt(key, receipt, NOW)
    else:
        spool.move(key, state, NOW)
    said = offered(spool)
    assert not said.accept
    assert [refusal.code for refusal in said.refuse] == ["run.known"]


def test_a_report_that_waits_for_delivery_answers_by_itself(spool: Spool) -> None:
    spool.begin(JOB, NOW, state=RunState.RUNNING)
    spool.finish((JOB.run_id, JOB.attempt), b"", REQUEST, NOW)
    said = offered(spool)
    assert not said.accept
    assert not said.refuse
