"""The agent's half of delivery: what to do next for a spooled run (pure).

The shell's loop for each run in the spool:

1. `step = next_step(run)`; do it (send, or delete the chunks).
2. After a request: `after = on_reply(run, step, read_reply(...), rng=rng)`. Store `after.run` in
   one SQLite transaction **before** anything else is done; then carry out `after.notes`; then wait
   `after.wait_seconds` before the next step of this run.
3. After `DeleteChunks`: delete them and store `on_deleted(run)`, in one transaction.

Because the receipt is stored in step 2 and chunks are deleted only by a later step, a kill at any
point leaves either the chunks or the receipt.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import assert_never
from uuid import UUID

from pursight.contracts.agents import Applied, CommitReceipt
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
from pursight.protocol.retry import backoff


class DeliveryState(StrEnum):
    """Where a spooled run is."""

    SENDING = "sending"
    DELIVERED = "delivered"  # a receipt is stored; chunks may go
    QUARANTINED = "quarantined"  # the server will never take it as it is; chunks stay
    CLEARED = "cleared"  # the chunks are gone; the receipt stays


@dataclass(frozen=True, slots=True)
class RunInSpool:
    """The spool's row of a run. Its chunks and its `CommitRequest` are the shell's to keep.

    Attributes:
        digests: SHA-256 of each chunk, in order, as spooled.
        stored: Numbers of the chunks that the server said it has.
        failures: Failed requests in a row.
        code: Why it is in quarantine, or what failed last.
    """

    run_id: UUID
    attempt: int
    digests: tuple[str, ...]
    root: str
    state: DeliveryState = DeliveryState.SENDING
    stored: frozenset[int] = frozenset()
    receipt: CommitReceipt | None = None
    failures: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class PutChunk:
    """`PUT …/runs/{run}/attempts/{attempt}/chunks/{number}`."""

    number: int


@dataclass(frozen=True, slots=True)
class Commit:
    """`POST …/runs/{run}/attempts/{attempt}/commit`."""


@dataclass(frozen=True, slots=True)
class DeleteChunks:
    """The receipt is stored: delete the run's chunks, then store `on_deleted(run)`."""


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Kept, never sent again as it is; show `code` to the administrator, redo the run."""

    code: str


Step = PutChunk | Commit | DeleteChunks | Done | Quarantined


@dataclass(frozen=True, slots=True)
class AdjustClock:
    """Correct the agent's own offset so that its clock shows this; never set the system's."""

    now: datetime


@dataclass(frozen=True, slots=True)
class StopScanning:
    """The agent was revoked: no new scans, running ones stop, the spool stays as it is."""

    code: str


@dataclass(frozen=True, slots=True)
class After:
    """What a reply leads to."""

    run: RunInSpool
    wait_seconds: float = 0.0
    notes: tuple[AdjustClock | StopScanning, ...] = ()


def next_step(run: RunInSpool) -> Step:
    """Say what this run needs next."""
    match run.state:
        case DeliveryState.QUARANTINED:
            return Quarantined(run.code)
        case DeliveryState.CLEARED:
            return Done()
        case DeliveryState.DELIVERED:
            return DeleteChunks()
        case DeliveryState.SENDING:
            absent = (n for n in range(len(run.digests)) if n not in run.stored)
            number = next(absent, None)
            return Commit() if number is None else PutChunk(number)


def on_reply(run: RunInSpool, step: PutChunk | Commit, said: ServerSaid, *, rng: Random) -> After:
    """Take in the answer to a step; a run that is no longer being sent is left as it is."""
    if run.state is not DeliveryState.SENDING:
        return After(run)
    match said:
        case ChunkStored():
            after = _on_stored(run, step, rng)
        case Committed(receipt=receipt):
            after = _on_receipt(run, step, receipt, rng)
        case ChunksMissing(numbers=numbers):
            after = _on_missing(run, numbers, rng)
        case Rejected(code=code):
            after = After(replace(run, state=DeliveryState.QUARANTINED, code=code))
        case ClockIsOff(now=now):
            notes = () if now is None else (AdjustClock(now),)
            # The first refusal is tried again at once with the corrected time; later ones wait.
            wait = run.failures > 0 or now is None
            after = _failed(run, "signature.refused", rng, notes=notes, wait=wait)
        case Revoked(code=code):
            after = _failed(run, code, rng, notes=(StopScanning(code),))
        case NoAnswer(retry_after=retry_after, code=code):
            after = _failed(run, code, rng, retry_after=retry_after)
        case _:
            assert_never(said)
    return after


def on_deleted(run: RunInSpool) -> RunInSpool:
    """Note that the chunks are gone.

    Raises:
        ValueError: No receipt is stored: they must not be gone.
    """
    if run.receipt is None:
        raise ValueError(f"chunks of run {run.run_id} deleted without a receipt")
    return replace(run, state=DeliveryState.CLEARED)


def on_damage(run: RunInSpool) -> RunInSpool:
    """Take a run out of delivery whose chunks no longer have their digests (`chunks.damaged`)."""
    if run.state is not DeliveryState.SENDING:
        return run
    return replace(run, state=DeliveryState.QUARANTINED, code="spool.damaged")


def _on_stored(run: RunInSpool, step: PutChunk | Commit, rng: Random) -> After:
    if isinstance(step, Commit):
        return _failed(run, "receipt.absent", rng)
    return After(replace(run, stored=run.stored | {step.number}, failures=0))


def _on_receipt(
    run: RunInSpool, step: PutChunk | Commit, receipt: CommitReceipt, rng: Random
) -> After:
    if isinstance(step, PutChunk) or receipt.run_id != run.run_id:
        return _failed(run, "receipt.not_asked", rng)
    ours = (receipt.attempt, receipt.root) == (run.attempt, run.root)
    if not ours and receipt.applied is not Applied.SUPERSEDED:
        # It vouches for other bytes than these: keep these for a person to look at.
        return After(replace(run, state=DeliveryState.QUARANTINED, code="receipt.mismatch"))
    return After(replace(run, state=DeliveryState.DELIVERED, receipt=receipt, failures=0, code=""))


def _on_missing(run: RunInSpool, numbers: tuple[int, ...], rng: Random) -> After:
    known = frozenset(numbers) & frozenset(range(len(run.digests)))
    if not known:
        return _failed(run, "missing.unknown", rng)
    return After(replace(run, stored=run.stored - known, failures=0))


def _failed(
    run: RunInSpool,
    code: str,
    rng: Random,
    *,
    retry_after: float | None = None,
    notes: tuple[AdjustClock | StopScanning, ...] = (),
    wait: bool = True,
) -> After:
    failures = run.failures + 1
    seconds = backoff(failures, rng, retry_after=retry_after) if wait else 0.0
    return After(replace(run, failures=failures, code=code), seconds, notes)
