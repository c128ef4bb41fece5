"""Leases at the server: only moves of the diagram, and at most three attempts."""

from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.agents import RunOutcome
from pursight.protocol import lease as leases
from pursight.protocol.lease import ENDED, MAX_ATTEMPTS, MOVES, JobLease, LeaseEvent, LeaseState

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=leases.LEASE_SECONDS)
HERE, THERE = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(("state", "event"), list(product(LeaseState, LeaseEvent)))
def test_no_move_that_the_diagram_lacks(state: LeaseState, event: LeaseEvent) -> None:
    if (state, event) in MOVES:
        assert leases.advance(state, event) is MOVES[state, event]
    else:
        with pytest.raises(leases.IllegalMove):
            leases.advance(state, event)


def test_nothing_leaves_committed_or_cancelled() -> None:
    assert not [
        state for state, _ in MOVES if state in (LeaseState.COMMITTED, LeaseState.CANCELLED)
    ]


def test_the_common_road() -> None:
    lease = leases.offer(JobLease(), HERE, NOW)
    assert (lease.state, lease.attempt, lease.holder) == (LeaseState.OFFERED, 1, HERE)
    heard = leases.accept(lease, HERE, 1, NOW)
    assert (heard.say, heard.lease.state) == ("confirmed", LeaseState.ACCEPTED)
    heard = leases.renew(heard.lease, HERE, 1, NOW)
    assert (heard.say, heard.lease.state) == ("renewed", LeaseState.RUNNING)
    lease = leases.settle(heard.lease, RunOutcome.COMPLETED)
    assert (lease.state, lease.holder, lease.expires_at) == (LeaseState.COMMITTED, None, None)


def test_an_accept_may_be_repeated_because_its_answer_can_be_lost() -> None:
    once = leases.accept(leases.offer(JobLease(), HERE, NOW), HERE, 1, NOW)
    assert leases.accept(once.lease, HERE, 1, NOW) == once


def test_an_offer_stands_until_answered_and_does_not_live_longer_for_it() -> None:
    lease = leases.offer(JobLease(), HERE, NOW)
    assert leases.offer(lease, HERE, NOW + timedelta(seconds=50)) == lease
    with pytest.raises(leases.IllegalMove):
        leases.offer(lease, THERE, NOW)


@pytest.mark.parametrize(("agent", "attempt"), [(THERE, 1), (HERE, 2), (HERE, 0)])
def test_only_the_holder_of_the_attempt_is_heard(agent: UUID, attempt: int) -> None:
    lease = leases.accept(leases.offer(JobLease(), HERE, NOW), HERE, 1, NOW).lease
    assert leases.accept(lease, agent, attempt, NOW) == leases.Heard(lease, "lost")
    assert leases.renew(lease, agent, attempt, NOW) == leases.Heard(lease, "lost")
    assert leases.refuse(lease, agent, attempt, final=True) == lease


def test_a_lease_is_lost_when_its_time_is_up_swept_or_not() -> None:
    lease = leases.accept(leases.offer(JobLease(), HERE, NOW), HERE, 1, NOW).lease
    assert leases.renew(lease, HERE, 1, LATER - timedelta(seconds=1)).say == "renewed"
    assert leases.renew(lease, HERE, 1, LATER).say == "lost"
    assert leases.expire(lease, LATER - timedelta(seconds=1)) == lease
    freed = leases.expire(lease, LATER)
    assert (freed.state, freed.attempt, freed.holder) == (LeaseState.QUEUED, 1, None)
    assert leases.offer(freed, THERE, LATER).attempt == 2


def test_nobody_runs_what_was_not_confirmed() -> None:
    assert leases.renew(leases.offer(JobLease(), HERE, NOW), HERE, 1, NOW).say == "lost"


def test_three_attempts_at_most() -> None:
    lease = JobLease()
    for attempt in range(1, MAX_ATTEMPTS + 1):
        lease = leases.offer(lease, HERE, NOW)
        assert lease.attempt == attempt
        lease = leases.expire(lease, LATER)
    assert lease.state is LeaseState.FAILED


def test_a_final_refusal_ends_a_job_and_another_does_not() -> None:
    lease = leases.offer(JobLease(), HERE, NOW)
    assert leases.refuse(lease, HERE, 1, final=True).state is LeaseState.FAILED
    assert leases.refuse(lease, HERE, 1, final=False).state is LeaseState.QUEUED


def test_a_cancelled_job_ends_at_once_or_when_its_holder_has_stopped() -> None:
    assert leases.cancel(JobLease()).state is LeaseState.CANCELLED
    running = leases.accept(leases.offer(JobLease(), HERE, NOW), HERE, 1, NOW).lease
    asked = leases.cancel(running)
    assert asked.state is LeaseState.ACCEPTED
    assert leases.renew(asked, HERE, 1, NOW).say == "cancel"
    assert leases.accept(asked, HERE, 1, NOW).say == "cancel"
    assert leases.settle(asked, RunOutcome.CANCELLED).state is LeaseState.CANCELLED
    assert leases.expire(asked, LATER).state is LeaseState.CANCELLED
    with pytest.raises(leases.IllegalMove):
        leases.cancel(leases.settle(running, RunOutcome.COMPLETED))


def test_a_run_that_arrives_late_counts_unless_a_person_cancelled() -> None:
    for state in (LeaseState.QUEUED, LeaseState.RUNNING, LeaseState.FAILED):
        lease = JobLease(state=state, attempt=3)
        assert leases.settle(lease, RunOutcome.COMPLETED).state is LeaseState.COMMITTED
    for state in (LeaseState.CANCELLED, LeaseState.COMMITTED):
        lease = JobLease(state=state)
        for outcome in RunOutcome:
            assert leases.settle(lease, outcome) == lease


@given(st.randoms(use_true_random=False))
def test_any_history_keeps_the_promises(rng: Random) -> None:
    lease, now, confirmed = JobLease(), NOW, set[int]()
    for _ in range(30):
        now += timedelta(seconds=rng.choice((1, 30, 130)))
        agent, attempt = rng.choice((HERE, THERE)), rng.randint(1, 3)
        before = lease
        match rng.randrange(6):
            case 0 if lease.state is LeaseState.QUEUED:
                lease = leases.offer(lease, agent, now)
            case 1:
                heard = leases.accept(lease, agent, attempt, now)
                lease = heard.lease
                confirmed |= {attempt} if heard.say == "confirmed" else set()
            case 2:
                heard = leases.renew(lease, agent, attempt, now)
                lease = heard.lease
                assert heard.say != "renewed" or attempt in confirmed
            case 3:
                lease = leases.expire(lease, now)
            case 4 if lease.state not in ENDED and rng.random() < 0.2:
                lease = leases.cancel(lease)
            case 5 if rng.random() < 0.2:
                lease = leases.settle(lease, rng.choice(list(RunOutcome)))
            case _:
                pass
        assert before.attempt <= lease.attempt <= MAX_ATTEMPTS
        assert (lease.holder is None) == (lease.expires_at is None)
        held = (LeaseState.OFFERED, LeaseState.ACCEPTED, LeaseState.RUNNING)
        assert (lease.holder is not None) == (lease.state in held)
