"""Delivery at the agent: what each answer leads to, and never a deletion before the receipt."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.agents import Applied, CommitReceipt
from pursight.protocol import delivery
from pursight.protocol.delivery import Commit, DeliveryState, PutChunk, RunInSpool
from pursight.protocol.replies import (
    ChunksMissing,
    ChunkStored,
    ClockIsOff,
    Committed,
    NoAnswer,
    Rejected,
    Revoked,
    ServerSaid,
)

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
RUN = RunInSpool(UUID(int=1), 2, ("aa" * 32, "bb" * 32), "cc" * 32)
RNG = Random(1)
SENT = replace(RUN, stored=frozenset({0, 1}))


def receipt(
    attempt: int = 2, root: str = "cc" * 32, applied: Applied = Applied.APPLIED
) -> Committed:
    return Committed(
        CommitReceipt(
            run_id=UUID(int=1), attempt=attempt, root=root, applied=applied, committed_at=NOW
        )
    )


def answer(run: RunInSpool, step: PutChunk | Commit, said: ServerSaid) -> delivery.After:
    return delivery.on_reply(run, step, said, rng=RNG)


def test_the_common_road() -> None:
    run = RUN
    for number in range(2):
        assert delivery.next_step(run) == PutChunk(number)
        run = answer(run, PutChunk(number), ChunkStored()).run
    assert delivery.next_step(run) == Commit()
    run = answer(run, Commit(), receipt()).run
    assert run.receipt is not None
    assert delivery.next_step(run) == delivery.DeleteChunks()
    assert delivery.next_step(delivery.on_deleted(run)) == delivery.Done()


def test_a_report_without_chunks_is_committed_at_once() -> None:
    assert delivery.next_step(replace(RUN, digests=())) == Commit()


def test_missing_chunks_are_sent_again() -> None:
    run = answer(SENT, Commit(), ChunksMissing((1, 7))).run
    assert delivery.next_step(run) == PutChunk(1)
    assert answer(SENT, Commit(), ChunksMissing((7,))).run.failures == 1


@pytest.mark.parametrize("step", [PutChunk(0), Commit()])
def test_what_was_rejected_is_never_sent_again_and_kept(step: PutChunk | Commit) -> None:
    run = answer(RUN, step, Rejected("commit.bad_root")).run
    assert delivery.next_step(run) == delivery.Quarantined("commit.bad_root")
    assert answer(run, step, ChunkStored()).run == run


def test_a_failure_waits_longer_each_time_and_for_ever() -> None:
    run, longest = RUN, 0.0
    for failures in range(1, 40):
        after = answer(run, PutChunk(0), NoAnswer())
        run, longest = after.run, max(longest, after.wait_seconds)
        assert run.failures == failures
        assert after.wait_seconds <= 300
        assert delivery.next_step(run) == PutChunk(0)
    assert longest > 30
    assert answer(run, PutChunk(0), ChunkStored()).run.failures == 0
    assert answer(RUN, PutChunk(0), NoAnswer(retry_after=77)).wait_seconds >= 77


def test_a_wrong_clock_is_corrected_and_tried_at_once_but_only_once() -> None:
    after = answer(SENT, Commit(), ClockIsOff(NOW))
    assert (after.notes, after.wait_seconds) == ((delivery.AdjustClock(NOW),), 0.0)
    assert answer(after.run, Commit(), ClockIsOff(NOW)).wait_seconds > 0
    assert answer(SENT, Commit(), ClockIsOff(None)).notes == ()


def test_a_revoked_agent_stops_scanning_and_keeps_its_spool() -> None:
    after = answer(SENT, Commit(), Revoked("agent.revoked"))
    assert after.notes == (delivery.StopScanning("agent.revoked"),)
    assert after.run.state is DeliveryState.SENDING
    assert after.wait_seconds > 0


def test_a_superseded_run_is_let_go() -> None:
    superseded = receipt(attempt=1, root="dd" * 32, applied=Applied.SUPERSEDED)
    assert answer(SENT, Commit(), superseded).run.state is DeliveryState.DELIVERED


@pytest.mark.parametrize("said", [receipt(attempt=1), receipt(root="dd" * 32)])
def test_a_receipt_for_other_bytes_is_not_taken(said: Committed) -> None:
    run = answer(SENT, Commit(), said).run
    assert (run.state, run.code) == (DeliveryState.QUARANTINED, "receipt.mismatch")


def test_an_answer_to_another_question_is_a_failure() -> None:
    assert answer(SENT, Commit(), ChunkStored()).run.code == "receipt.absent"
    assert answer(RUN, PutChunk(0), receipt()).run.code == "receipt.not_asked"


def test_damage_is_quarantined_unless_it_no_longer_matters() -> None:
    assert delivery.on_damage(RUN).code == "spool.damaged"
    delivered = answer(SENT, Commit(), receipt()).run
    assert delivery.on_damage(delivered) == delivered


def test_chunks_cannot_be_deleted_without_a_receipt() -> None:
    with pytest.raises(ValueError, match="without a receipt"):
        delivery.on_deleted(SENT)


@given(st.lists(st.sampled_from(range(9)), max_size=30), st.randoms(use_true_random=False))
def test_whatever_the_server_says_chunks_go_only_after_a_receipt(
    answers: list[int], rng: Random
) -> None:
    said: list[ServerSaid] = [
        NoAnswer(),
        ChunkStored(),
        receipt(),
        receipt(attempt=1),
        ChunksMissing((0,)),
        ChunksMissing(()),
        Rejected("x"),
        ClockIsOff(None),
        Revoked("y"),
    ]
    run = RUN
    for number in answers:
        step = delivery.next_step(run)
        if isinstance(step, PutChunk | Commit):
            run = delivery.on_reply(run, step, said[number], rng=rng).run
        if isinstance(step, delivery.DeleteChunks):
            assert run.receipt is not None
