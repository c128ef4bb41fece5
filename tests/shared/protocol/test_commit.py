"""The server's decision about a commit, and the guard over deletions."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pursight.contracts.agents import (
    MAX_CHUNKS,
    Applied,
    CommitReceipt,
    CommitRequest,
    JobKind,
    RunOutcome,
)
from pursight.protocol import commit
from pursight.protocol.commit import Missing, StoredRun, decide, deletions_held

CHUNKS = {0: "aa" * 32, 1: "bb" * 32}


def receipt(
    request: CommitRequest, attempt: int, applied: Applied = Applied.APPLIED
) -> CommitReceipt:
    return CommitReceipt(
        run_id="00000000-0000-0000-0000-000000000001",  # type: ignore[arg-type]
        attempt=attempt,
        root=request.root,
        applied=applied,
        committed_at=request.nominal_time,
    )


def test_a_complete_scan_is_applied(request_of_two: CommitRequest, now: datetime) -> None:
    decision = decide(StoredRun(chunks=CHUNKS), request_of_two, 1)
    assert decision == commit.Accept(Applied.APPLIED, now, moves_newest=True, may_delete=True)


def test_the_same_again_gets_the_same_receipt(request_of_two: CommitRequest) -> None:
    mine = receipt(request_of_two, 1)
    stored = StoredRun(receipts={1: mine})
    assert decide(stored, request_of_two, 1) == commit.AlreadyCommitted(mine)
    other = request_of_two.model_copy(update={"root": "0" * 64})
    assert decide(stored, other, 1) == commit.BadHash("commit.other_content")


def test_another_attempt_that_was_committed_first_supersedes(
    request_of_two: CommitRequest,
) -> None:
    stored = StoredRun(receipts={1: receipt(request_of_two, 1)}, chunks=CHUNKS)
    assert decide(stored, request_of_two, 2) == commit.Superseded(1)
    lost = StoredRun(receipts={2: receipt(request_of_two, 2, Applied.SUPERSEDED)}, chunks=CHUNKS)
    assert isinstance(decide(lost, request_of_two, 3), commit.Accept)


def test_missing_chunks_are_named(request_of_two: CommitRequest) -> None:
    assert decide(StoredRun(), request_of_two, 1) == commit.Missing((0, 1))
    assert decide(StoredRun(chunks={1: CHUNKS[1]}), request_of_two, 1) == commit.Missing((0,))


def test_other_bytes_are_refused(request_of_two: CommitRequest) -> None:
    swapped = {0: CHUNKS[1], 1: CHUNKS[0]}
    decision = decide(StoredRun(chunks=swapped), request_of_two, 1)
    assert decision == commit.BadHash("commit.bad_root")


def test_chunks_beyond_the_last_do_not_matter(request_of_two: CommitRequest) -> None:
    stored = StoredRun(chunks={**CHUNKS, 2: "cc" * 32})
    assert isinstance(decide(stored, request_of_two, 1), commit.Accept)


def test_an_older_scan_becomes_history(request_of_two: CommitRequest, now: datetime) -> None:
    newer = StoredRun(chunks=CHUNKS, newest_applied=now + timedelta(seconds=1))
    assert decide(newer, request_of_two, 1) == commit.Accept(
        Applied.HISTORY, now, moves_newest=False, may_delete=False
    )
    same = StoredRun(chunks=CHUNKS, newest_applied=now)
    decision = decide(same, request_of_two, 1)
    assert isinstance(decision, commit.Accept)
    assert decision.applied is Applied.APPLIED


def test_a_clock_ahead_does_not_hide_the_scans_of_tomorrow(
    request_of_two: CommitRequest, now: datetime
) -> None:
    tomorrow = request_of_two.model_copy(update={"nominal_time": now + timedelta(days=1)})
    decision = decide(StoredRun(chunks=CHUNKS), tomorrow, 1, now=now)
    assert isinstance(decision, commit.Accept)
    assert decision.nominal_time == now


@pytest.mark.parametrize(
    ("change", "moves", "deletes"),
    [
        ({"complete": False}, True, False),
        ({"outcome": RunOutcome.FAILED}, False, False),
        ({"outcome": RunOutcome.CANCELLED}, False, False),
        ({"kind": JobKind.TEST}, False, False),
    ],
)
def test_only_a_complete_scan_may_delete(
    request_of_two: CommitRequest, change: dict[str, object], moves: bool, deletes: bool
) -> None:
    decision = decide(StoredRun(chunks=CHUNKS), request_of_two.model_copy(update=change), 1)
    assert isinstance(decision, commit.Accept)
    assert (decision.moves_newest, decision.may_delete) == (moves, deletes)


@pytest.mark.parametrize(
    ("existing", "gone", "held"),
    [
        (0, 0, False),
        (10, 0, False),
        (10, 5, False),  # half is not more than half
        (10, 6, True),
        (4, 3, False),  # few things vanish easily
        (4, 4, True),  # but not all of them
        (1, 1, True),
        (1000, 499, False),
    ],
)
def test_much_gone_at_once_waits_for_a_person(existing: int, gone: int, held: bool) -> None:
    assert deletions_held(existing, gone) is held


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1))
def test_more_gone_is_never_held_less(existing: int, gone: int, share: float) -> None:
    if deletions_held(existing, gone, share):
        assert deletions_held(existing, gone + 1, share)


@pytest.mark.parametrize("number", [-1, MAX_CHUNKS + 1, 10**12])
def test_a_number_of_chunks_that_nobody_could_list_is_no_request(
    request_of_two: CommitRequest, number: int
) -> None:
    fields = request_of_two.model_dump(mode="json")
    with pytest.raises(ValidationError):
        CommitRequest.model_validate({**fields, "n_chunks": number})
    most = CommitRequest.model_validate({**fields, "n_chunks": MAX_CHUNKS})
    assert isinstance(decide(StoredRun(), most, 1), Missing)
