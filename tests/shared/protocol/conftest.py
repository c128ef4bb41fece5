"""A job and a commit request that protocol tests start from."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from pursight.contracts.agents import CommitRequest, Job, JobKind, RunOutcome
from pursight.contracts.rules import NotNull, RuleSpec
from pursight.protocol.chunks import root
from pursight.protocol.jobs import rules_sha256

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Tell the present moment."""
    return NOW


@pytest.fixture
def job() -> Job:
    """Make a job with one rule."""
    rules = (RuleSpec(id=UUID(int=9), name="name “é”", table="t", check=NotNull(column="c")),)
    return Job(
        id=UUID(int=1),
        organisation_id=UUID(int=2),
        agent_id=UUID(int=3),
        attempt=1,
        run_id=UUID(int=4),
        kind=JobKind.SCAN,
        alias="crm",
        nominal_time=NOW,
        expires_at=NOW.replace(hour=9),
        rules=rules,
        rules_sha256=rules_sha256(rules),
    )


@pytest.fixture
def request_of_two() -> CommitRequest:
    """Make the commit request of a run with two chunks."""
    return CommitRequest(
        n_chunks=2,
        root=root(["aa" * 32, "bb" * 32]),
        kind=JobKind.SCAN,
        alias="crm",
        outcome=RunOutcome.COMPLETED,
        complete=True,
        nominal_time=NOW,
        started_at=NOW,
        finished_at=NOW,
    )
