"""A run as the server keeps it, and what a change of its lease means (pure)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pursight.contracts.agents import Applied, JobKind, Progress, RunOutcome
from pursight.contracts.scans import ScanCounts
from pursight.contracts.usage import Usage
from pursight.errors import Conflict
from pursight.protocol.lease import MAX_ATTEMPTS, JobLease, LeaseState


class Origin(StrEnum):
    """Who wanted a run."""

    REQUEST = "request"  # somebody here
    AGENT = "agent"  # the agent's own schedule


class ScanUnderway(Conflict):
    """The source is being tested or scanned already."""

    code = "scan.underway"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a run did not do its work, for a person."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One run of one source, over all its attempts.

    Attributes:
        id: Of the run and, if it was asked for here, of the job: they are the same.
        target_agent_id: Whose alias it is; an agent of the same group that announces the alias
            may take a later attempt.
        outcome: How it ended at the agent; None until a report was committed.
        applied: What the committed report did to the catalog.
        usage: What it cost, as the agent measured it; None when the agent told nothing.
    """

    id: UUID
    source_id: UUID
    kind: JobKind
    origin: Origin
    requested_by: str
    alias: str
    target_agent_id: UUID
    agent_group: str
    nominal_time: datetime
    created_at: datetime
    changed_at: datetime
    full: bool = False
    lease: JobLease = field(default_factory=JobLease)
    progress: Progress = field(default_factory=Progress)
    problem: Reason | None = None
    outcome: RunOutcome | None = None
    applied: Applied | None = None
    counts: ScanCounts | None = None
    usage: Usage | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    trace_id: str = ""
    rev: int = 1


def underway() -> ScanUnderway:
    """Word the refusal of a second run at the same time."""
    return ScanUnderway(
        "the source is being tested or scanned already",
        hint="Wait until that has ended, or cancel it.",
    )


_FINAL: Final = frozenset(
    {
        "agent.revoked",
        "job.bad_signature",
        "job.malformed",
        "job.not_ours",
        "job.rules_changed",
        "source.unknown",
    }
)


def is_final(refusal_code: str) -> bool:
    """Whether no other attempt would fare better than the one refused for this reason."""
    return refusal_code in _FINAL or refusal_code.startswith("consent.")


def reason_for_expiry(attempt: int) -> Reason:
    """Word why a run was given up whose leases ran out."""
    return Reason(
        "scan.lease_expired",
        f"no agent finished it: {attempt} of {MAX_ATTEMPTS} attempts went silent",
        "Look whether the agent runs and can reach this server, then try again.",
    )


def reason_for_cancel(who: str) -> Reason:
    """Word why a run was stopped."""
    return Reason("scan.cancelled", f"it was cancelled by {who}", "Ask for it again when wanted.")


def event_kind(before: LeaseState, after: LeaseState) -> str:
    """Name the event of a lease's move; a lease that goes back to the queue was returned."""
    if after is LeaseState.QUEUED and before is not LeaseState.QUEUED:
        return "scan.returned"
    return f"scan.{after.value}"
