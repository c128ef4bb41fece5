"""Leases at the agent: what to say in the next poll, and when a worker may start or must stop.

The shell keeps one `HeldJob` for each job in its `job` table, stores what these functions return
before it acts on it, and starts or stops workers only by the `Start` and `Stop` it is handed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from pursight.contracts.agents import Job, JobRefusal, Lease, LeaseRenewal, PollReply, Progress

Key = tuple[UUID, int]
"""Job id and attempt."""


class Phase(StrEnum):
    """Where an attempt is at this agent."""

    WANTED = "wanted"  # offered and found good: stands in `accept` of every poll till answered
    REFUSED = "refused"  # stands in `refuse` until a poll was answered
    RUNNING = "running"  # confirmed; its worker was started; stands in `renew`
    FINISHED = "finished"  # its report is in the spool; delivery has it now
    LOST = "lost"  # the server gave it to somebody else or ended it; nothing is delivered


@dataclass(frozen=True, slots=True)
class HeldJob:
    """One attempt of a job as this agent sees it."""

    job: Job
    phase: Phase = Phase.WANTED
    refusal: JobRefusal | None = None

    @property
    def key(self) -> Key:
        """Job id and attempt."""
        return self.job.id, self.job.attempt


@dataclass(frozen=True, slots=True)
class Start:
    """Start the worker of this job; its accept was confirmed."""

    job: Job


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the worker.

    Attributes:
        deliver: Commit what became of it, as cancelled. Without it the lease is lost: delete what
            the worker made and spool nothing.
    """

    job: Job
    deliver: bool


Held = Mapping[Key, HeldJob]


def take(held: Held, job: Job) -> dict[Key, HeldJob]:
    """Note an offer that `open_job` and the consent file let through; known ones stay."""
    key = (job.id, job.attempt)
    return dict(held) if key in held else {**held, key: HeldJob(job)}


def turn_down(held: Held, refusal: JobRefusal, job: Job) -> dict[Key, HeldJob]:
    """Note an offer that must be refused."""
    key = (job.id, job.attempt)
    return (
        dict(held) if key in held else {**held, key: HeldJob(job, Phase.REFUSED, refusal=refusal)}
    )


@dataclass(frozen=True, slots=True)
class Says:
    """The lease lists of the next `PollRequest`."""

    accept: tuple[Lease, ...]
    refuse: tuple[JobRefusal, ...]
    renew: tuple[LeaseRenewal, ...]


def say(held: Held, progress: Mapping[Key, Progress]) -> Says:
    """Fill the lease lists of a poll."""
    ordered = [held[key] for key in sorted(held, key=lambda key: (str(key[0]), key[1]))]
    return Says(
        accept=tuple(
            Lease(job_id=one.job.id, attempt=one.job.attempt)
            for one in ordered
            if one.phase is Phase.WANTED
        ),
        refuse=tuple(
            one.refusal for one in ordered if one.phase is Phase.REFUSED and one.refusal is not None
        ),
        renew=tuple(
            LeaseRenewal(
                job_id=one.job.id,
                attempt=one.job.attempt,
                progress=progress.get(one.key, Progress()),
            )
            for one in ordered
            if one.phase is Phase.RUNNING
        ),
    )


def hear(
    held: Held, said: Says, reply: PollReply, *, waited_seconds: float
) -> tuple[dict[Key, HeldJob], tuple[Start | Stop, ...]]:
    """Take in a poll's answer, offers aside (`take` and `turn_down` are for those).

    Args:
        held: As stored, perhaps changed since the poll was sent.
        said: What the poll said; only that is answered.
        reply: The answer.
        waited_seconds: From before the poll was sent till now, by a clock that cannot be set.

    Returns:
        What to store, and then what to do. Silence is not loss: while the server is away a worker
        goes on, and its report waits in the spool. A confirmation older than the lease is not
        believed, since somebody else may hold the job by now; the agent simply asks again.
    """
    after = dict(held)
    todo: list[Start | Stop] = []
    confirmed, lost = _keys(reply.confirmed), _keys(reply.lost)
    cancelled = _keys(reply.cancel)
    fresh = waited_seconds < reply.lease_seconds
    for lease in said.accept:
        key = (lease.job_id, lease.attempt)
        one = after.get(key)
        if one is None or one.phase is not Phase.WANTED:
            continue
        if key in lost or key in cancelled:
            after[key] = replace(one, phase=Phase.LOST)
        elif key in confirmed and fresh:
            after[key] = replace(one, phase=Phase.RUNNING)
            todo.append(Start(one.job))
    for renewal in said.renew:
        key = (renewal.job_id, renewal.attempt)
        one = after.get(key)
        if one is None or one.phase is not Phase.RUNNING:
            continue
        if key in lost:
            after[key] = replace(one, phase=Phase.LOST)
            todo.append(Stop(one.job, deliver=False))
        elif key in cancelled:
            todo.append(Stop(one.job, deliver=True))
    for refusal in said.refuse:
        after.pop((refusal.job_id, refusal.attempt), None)
    return after, tuple(todo)


def finished(held: Held, key: Key) -> dict[Key, HeldJob]:
    """Note, in the transaction that spools the report, that the worker is done.

    Raises:
        KeyError: No such attempt, or it is not running: its report must not be spooled.
    """
    one = held[key]
    if one.phase is not Phase.RUNNING:
        raise KeyError(key)
    return {**held, key: replace(one, phase=Phase.FINISHED)}


def after_restart(held: Held) -> tuple[Start, ...]:
    """Which workers to start again after the agent was killed: those that were running.

    The lease is still asked for in the next poll; if it was lost meanwhile, `hear` stops them.
    """
    return tuple(Start(one.job) for one in held.values() if one.phase is Phase.RUNNING)


def settled(held: Held) -> dict[Key, HeldJob]:
    """Drop attempts that are over, once the agent no longer needs to show them."""
    return {key: one for key, one in held.items() if one.phase not in (Phase.FINISHED, Phase.LOST)}


def _keys(leases: tuple[Lease, ...]) -> frozenset[Key]:
    return frozenset((lease.job_id, lease.attempt) for lease in leases)
