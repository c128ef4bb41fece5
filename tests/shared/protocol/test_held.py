"""Leases at the agent: a worker starts only when confirmed; a lost lease stops it."""

from datetime import datetime

import pytest

from pursight.contracts.agents import Job, JobRefusal, Lease, PollReply, Progress
from pursight.protocol import held
from pursight.protocol.held import Phase, Start, Stop


def reply(now: datetime, **lists: tuple[Lease, ...]) -> PollReply:
    return PollReply(now=now, **lists)  # type: ignore[arg-type]


def of(job: Job) -> tuple[Lease, ...]:
    return (Lease(job_id=job.id, attempt=job.attempt),)


def running(job: Job, now: datetime) -> dict[held.Key, held.HeldJob]:
    wanted = held.take({}, job)
    after, _ = held.hear(
        wanted, held.say(wanted, {}), reply(now, confirmed=of(job)), waited_seconds=1
    )
    return after


def test_an_offer_is_only_asked_for(job: Job, now: datetime) -> None:
    wanted = held.take({}, job)
    assert held.say(wanted, {}).accept == of(job)
    after, todo = held.hear(wanted, held.say(wanted, {}), reply(now), waited_seconds=1)
    assert (after, todo) == (wanted, ())


def test_a_confirmed_accept_starts_the_worker_once(job: Job, now: datetime) -> None:
    wanted = held.take({}, job)
    said, answer = held.say(wanted, {}), reply(now, confirmed=of(job))
    after, todo = held.hear(wanted, said, answer, waited_seconds=1)
    assert todo == (Start(job),)
    assert after[job.id, 1].phase is Phase.RUNNING
    assert held.hear(after, said, answer, waited_seconds=1) == (after, ())
    assert held.after_restart(after) == (Start(job),)


def test_a_confirmation_as_old_as_the_lease_is_not_believed(job: Job, now: datetime) -> None:
    wanted = held.take({}, job)
    answer = reply(now, confirmed=of(job))
    after, todo = held.hear(wanted, held.say(wanted, {}), answer, waited_seconds=120)
    assert (after, todo) == (wanted, ())


def test_what_was_not_asked_is_not_believed(job: Job, now: datetime) -> None:
    nothing = held.Says((), (), ())
    wanted = held.take({}, job)
    answer = reply(now, confirmed=of(job), lost=of(job))
    assert held.hear(wanted, nothing, answer, waited_seconds=1) == (wanted, ())


def test_a_running_job_is_renewed_with_its_progress(job: Job, now: datetime) -> None:
    now_held = running(job, now)
    progress = Progress(phase="profiling", tables_done=2, tables_total=5)
    [renewal] = held.say(now_held, {(job.id, 1): progress}).renew
    assert (renewal.job_id, renewal.progress) == (job.id, progress)


@pytest.mark.parametrize(("answer", "deliver"), [("lost", False), ("cancel", True)])
def test_a_lost_or_cancelled_lease_stops_the_worker(
    job: Job, now: datetime, answer: str, deliver: bool
) -> None:
    now_held = running(job, now)
    _, todo = held.hear(
        now_held, held.say(now_held, {}), reply(now, **{answer: of(job)}), waited_seconds=1
    )
    assert todo == (Stop(job, deliver=deliver),)


def test_a_lost_lease_spools_nothing(job: Job, now: datetime) -> None:
    now_held = running(job, now)
    lost, _ = held.hear(
        now_held, held.say(now_held, {}), reply(now, lost=of(job)), waited_seconds=1
    )
    with pytest.raises(KeyError):
        held.finished(lost, (job.id, 1))
    assert held.settled(lost) == {}
    assert held.finished(now_held, (job.id, 1))[job.id, 1].phase is Phase.FINISHED


def test_silence_is_not_loss(job: Job, now: datetime) -> None:
    now_held = running(job, now)
    assert held.hear(now_held, held.say(now_held, {}), reply(now), waited_seconds=9) == (
        now_held,
        (),
    )


def test_a_refusal_is_said_until_a_poll_is_answered(job: Job, now: datetime) -> None:
    refusal = JobRefusal(job_id=job.id, attempt=1, code="consent.refused", reason="Not allowed.")
    refused = held.turn_down({}, refusal, job)
    said = held.say(refused, {})
    assert said.refuse == (refusal,)
    assert held.hear(refused, said, reply(now), waited_seconds=1) == ({}, ())


def test_an_offer_that_comes_again_changes_nothing(job: Job, now: datetime) -> None:
    now_held = running(job, now)
    assert held.take(now_held, job) == now_held
    refusal = JobRefusal(job_id=job.id, attempt=1, code="consent.refused", reason="")
    assert held.turn_down(now_held, refusal, job) == now_held
