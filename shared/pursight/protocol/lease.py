"""Leases of jobs at the server: the state machine, and who holds which attempt until when.

The shell loads the row for update, calls one function with the present moment, and stores what it
returns in the same transaction. `expire` is called for every lease that is due before jobs are
offered, and by a sweep every few seconds.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pursight.contracts.agents import RunOutcome
from pursight.errors import Conflict

LEASE_SECONDS = 120.0
MAX_ATTEMPTS = 3


class LeaseState(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    RUNNING = "running"
    COMMITTED = "committed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LeaseEvent(StrEnum):
    """What can happen to a job."""

    OFFER = "offer"  # stands in a poll's answer
    ACCEPT = "accept"  # the agent wants it, and is told that it may
    BEGIN = "begin"  # first renewal of an accepted job
    RENEW = "renew"  # any later one
    RETURN = "return"  # expired or refused, and another attempt is left
    COMMIT = "commit"  # its run was committed as completed
    FAIL = "fail"  # no attempt is left, or its run was committed as failed
    CANCEL = "cancel"  # by a person, or its run was committed as cancelled


_S, _E = LeaseState, LeaseEvent
_HELD = (_S.OFFERED, _S.ACCEPTED, _S.RUNNING)

MOVES: dict[tuple[LeaseState, LeaseEvent], LeaseState] = {
    (_S.QUEUED, _E.OFFER): _S.OFFERED,
    (_S.OFFERED, _E.ACCEPT): _S.ACCEPTED,
    (_S.ACCEPTED, _E.BEGIN): _S.RUNNING,
    (_S.RUNNING, _E.RENEW): _S.RUNNING,
    **{(state, _E.RETURN): _S.QUEUED for state in _HELD},
    # A lease lost to a slow network does not make the work undone: its run may still arrive while
    # the job waits for the next attempt, or after the last one was given up.
    **{(state, _E.COMMIT): _S.COMMITTED for state in (_S.QUEUED, *_HELD, _S.FAILED)},
    **{(state, _E.FAIL): _S.FAILED for state in (_S.QUEUED, *_HELD)},
    **{(state, _E.CANCEL): _S.CANCELLED for state in (_S.QUEUED, *_HELD)},
}
"""The whole diagram; a pair that is not in it cannot happen."""

ENDED = frozenset({LeaseState.COMMITTED, LeaseState.FAILED, LeaseState.CANCELLED})


class IllegalMove(Conflict):
    """A move that the diagram lacks."""

    code = "lease.illegal_move"


def advance(state: LeaseState, event: LeaseEvent) -> LeaseState:
    """Give the state that follows.

    Raises:
        IllegalMove: The diagram has no such arrow.
    """
    try:
        return MOVES[state, event]
    except KeyError:
        raise IllegalMove(f"a job that is {state} cannot take the event {event}") from None


@dataclass(frozen=True, slots=True)
class JobLease:
    """The lease columns of a job's row.

    Attributes:
        attempt: Of the present or last offer; 0 when it was never offered.
        holder: The agent that holds the attempt; None while queued or never offered.
        expires_at: When the holder loses it; None while nobody holds it.
        cancel_asked: A person wants it stopped, and the holder has not confirmed that it did.
    """

    state: LeaseState = LeaseState.QUEUED
    attempt: int = 0
    holder: UUID | None = None
    expires_at: datetime | None = None
    cancel_asked: bool = False

    def held_by(self, agent_id: UUID, attempt: int) -> bool:
        """Whether this attempt is this agent's now."""
        return self.state in _HELD and (self.holder, self.attempt) == (agent_id, attempt)


@dataclass(frozen=True, slots=True)
class Heard:
    """The row to store, and what the poll's answer says about this lease.

    Attributes:
        say: The list of `PollReply` that the lease belongs in. `cancel` goes with a lease that is
            still held, so that the agent stops the worker and commits the run as cancelled.
    """

    lease: JobLease
    say: Literal["confirmed", "renewed", "lost", "cancel"]


def offer(lease: JobLease, agent_id: UUID, now: datetime) -> JobLease:
    """Offer the next attempt of a queued job to an agent.

    An attempt that stands offered to this agent is given again as it is, with the time it has
    left: put it in every answer until the agent accepts or refuses, since an answer can be lost.

    Raises:
        IllegalMove: It is neither queued nor offered to this agent.
    """
    if lease.state is LeaseState.OFFERED and lease.holder == agent_id:
        return lease
    state = advance(lease.state, LeaseEvent.OFFER)
    return replace(
        lease, state=state, attempt=lease.attempt + 1, holder=agent_id, expires_at=_until(now)
    )


def accept(lease: JobLease, agent_id: UUID, attempt: int, now: datetime) -> Heard:
    """Answer an agent that wants what it was offered; repeating the question changes nothing.

    An attempt whose time is up is lost from that moment, swept or not: the answer must not depend
    on when the sweep came by.
    """
    if not lease.held_by(agent_id, attempt) or _is_up(lease, now):
        return Heard(lease, "lost")
    if lease.cancel_asked:
        return Heard(lease, "cancel")
    state = lease.state
    if state is LeaseState.OFFERED:
        state = advance(state, LeaseEvent.ACCEPT)
    return Heard(replace(lease, state=state, expires_at=_until(now)), "confirmed")


def renew(lease: JobLease, agent_id: UUID, attempt: int, now: datetime) -> Heard:
    """Answer an agent whose worker runs."""
    if not lease.held_by(agent_id, attempt) or _is_up(lease, now):
        return Heard(lease, "lost")
    if lease.state is LeaseState.OFFERED:
        # It cannot run what was never confirmed; let it ask.
        return Heard(lease, "lost")
    if lease.cancel_asked:
        return Heard(replace(lease, expires_at=_until(now)), "cancel")
    event = LeaseEvent.BEGIN if lease.state is LeaseState.ACCEPTED else LeaseEvent.RENEW
    state = advance(lease.state, event)
    return Heard(replace(lease, state=state, expires_at=_until(now)), "renewed")


def refuse(lease: JobLease, agent_id: UUID, attempt: int, *, final: bool) -> JobLease:
    """Take back an attempt that the agent will not do.

    Args:
        lease: The row.
        agent_id: Who refuses.
        attempt: What it refuses; a stale refusal changes nothing.
        final: No other attempt would fare better (`consent.refused`, `job.malformed`, …).
    """
    if not lease.held_by(agent_id, attempt):
        return lease
    return _give_up(lease, final=final)


def expire(lease: JobLease, now: datetime) -> JobLease:
    """Take back a lease whose time is up; give any other lease back as it is.

    The job is queued for its next attempt, which another agent may get, or failed after
    `MAX_ATTEMPTS`; one that a person wanted stopped is cancelled.
    """
    return _give_up(lease, final=False) if lease.state in _HELD and _is_up(lease, now) else lease


def cancel(lease: JobLease) -> JobLease:
    """Stop a job for a person: at once if nobody has begun it, else by telling the holder.

    Raises:
        IllegalMove: It has ended already.
    """
    if lease.state in ENDED:
        raise IllegalMove(f"a job that is {lease.state} cannot be cancelled")
    if lease.state in (LeaseState.ACCEPTED, LeaseState.RUNNING):
        return replace(lease, cancel_asked=True)
    return _free(lease, advance(lease.state, LeaseEvent.CANCEL))


def settle(lease: JobLease, outcome: RunOutcome) -> JobLease:
    """End a job because a run of it was committed, whichever attempt that was.

    A job that a person cancelled stays cancelled and a committed one committed, also when a run
    arrives late; a failed one becomes committed when a completed run arrives after all. The run
    itself is kept in every case (`commit.decide`).
    """
    event = {
        RunOutcome.COMPLETED: LeaseEvent.COMMIT,
        RunOutcome.FAILED: LeaseEvent.FAIL,
        RunOutcome.CANCELLED: LeaseEvent.CANCEL,
    }[outcome]
    if lease.state in ENDED and (lease.state, event) not in MOVES:
        return lease
    return _free(lease, advance(lease.state, event))


def _give_up(lease: JobLease, *, final: bool) -> JobLease:
    if lease.cancel_asked:
        event = LeaseEvent.CANCEL
    elif final or lease.attempt >= MAX_ATTEMPTS:
        event = LeaseEvent.FAIL
    else:
        event = LeaseEvent.RETURN
    return _free(lease, advance(lease.state, event))


def _free(lease: JobLease, state: LeaseState) -> JobLease:
    return replace(lease, state=state, holder=None, expires_at=None, cancel_asked=False)


def _until(now: datetime) -> datetime:
    return now + timedelta(seconds=LEASE_SECONDS)


def _is_up(lease: JobLease, now: datetime) -> bool:
    return lease.expires_at is not None and lease.expires_at <= now
