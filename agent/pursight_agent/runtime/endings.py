"""How runs end: which endings lead to another attempt, and the words of a commit (pure)."""

from datetime import datetime

from pursight.contracts.agents import CommitRequest, Job
from pursight_agent.runtime.pipe import Ending

ANOTHER_ATTEMPT = frozenset({"run.worker_died", "run.interrupted"})
SILENT = frozenset({"lease.lost", "agent.revoked"})
NOT_HERE = SILENT | {"spool.full", "source.unknown"}
TAKEN_UP_AGAIN = ANOTHER_ATTEMPT | {"lease.lost", "spool.full"}
"""What such a run was through with is kept: its next attempt may come to this agent."""


def commit_of(job: Job, ending: Ending, began: datetime, ended: datetime) -> CommitRequest:
    """Word the commit; chunks and root are filled in by the spool."""
    return CommitRequest(
        n_chunks=0,
        root="0" * 64,
        kind=job.kind,
        alias=job.alias,
        job_id=None if job.id == job.run_id else job.id,
        outcome=ending.outcome,
        complete=ending.complete,
        nominal_time=job.nominal_time,
        started_at=began,
        finished_at=ended,
        scope=job.scope,
        counts=ending.counts,
        usage=ending.usage,
        trace_id=job.trace_id,
    )
