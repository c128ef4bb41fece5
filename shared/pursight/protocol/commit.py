"""The server's half of delivery: what a commit does, given what is stored (pure).

The shell opens one transaction, locks the run's row (made if it is new) and the source's row for
update, loads `StoredRun`, calls `decide`, and carries the decision out in that transaction:

| decision | does | answers |
| --- | --- | --- |
| `Accept` | receipt, catalog changes, event, `lease.settle` | 200 with the receipt |
| `AlreadyCommitted` | nothing | 200 with the stored receipt |
| `Superseded` | receipt for this attempt with `applied=superseded` | 200 with it |
| `Missing` | nothing | 409 with `MissingChunks` |
| `BadHash` | nothing | 422 with its code |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pursight.contracts.agents import Applied, CommitReceipt, CommitRequest, JobKind, RunOutcome
from pursight.protocol.chunks import root


@dataclass(frozen=True, slots=True)
class StoredRun:
    """What is stored about a run when one attempt of it asks to be committed.

    Attributes:
        receipts: Of every attempt that was answered with one, superseded ones too.
        chunks: Number to SHA-256 (computed by the server from the bytes) for this attempt.
        newest_applied: Nominal time of the newest scan that the source's catalog shows; None
            before the first. It moves when an `Accept` says `moves_newest`.
    """

    receipts: Mapping[int, CommitReceipt] = field(default_factory=dict)
    chunks: Mapping[int, str] = field(default_factory=dict)
    newest_applied: datetime | None = None


@dataclass(frozen=True, slots=True)
class Accept:
    """Apply it.

    Attributes:
        applied: `history` when a newer scan is shown already: keep the report, change no asset.
        nominal_time: Of the request, or the server's now if the agent's clock was ahead of it.
        moves_newest: Set the source's `newest_applied` to `nominal_time`.
        may_delete: What the scope no longer shows may be taken as gone (`deletions_held` still
            decides whether that waits for a person).
    """

    applied: Applied
    nominal_time: datetime
    moves_newest: bool
    may_delete: bool


@dataclass(frozen=True, slots=True)
class AlreadyCommitted:
    """The same attempt with the same content again: give the same receipt."""

    receipt: CommitReceipt


@dataclass(frozen=True, slots=True)
class Superseded:
    """Another attempt of this run was committed first; this one is let go."""

    by_attempt: int


@dataclass(frozen=True, slots=True)
class Missing:
    """These chunks have not arrived, or have been lost with a restore."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BadHash:
    """What arrived is not what the agent says it sent; it must not try again as it is."""

    code: str


Decision = Accept | AlreadyCommitted | Superseded | Missing | BadHash


def decide(
    stored: StoredRun, request: CommitRequest, attempt: int, *, now: datetime | None = None
) -> Decision:
    """Decide about a commit; repeated after an `Accept`, the answer is `AlreadyCommitted`.

    Args:
        stored: What the server has.
        request: What the agent says it sent.
        attempt: Of the run, from the path.
        now: The server's clock. A nominal time beyond it counts as now, or else one scan of an
            agent whose clock is a day ahead would hide every scan of the next day.
    """
    mine = stored.receipts.get(attempt)
    if mine is not None:
        same = mine.root == request.root
        return AlreadyCommitted(mine) if same else BadHash("commit.other_content")
    for other, receipt in sorted(stored.receipts.items()):
        if receipt.applied is not Applied.SUPERSEDED:
            return Superseded(other)
    absent = tuple(n for n in range(request.n_chunks) if n not in stored.chunks)
    if absent:
        return Missing(absent)
    if root(stored.chunks[n] for n in range(request.n_chunks)) != request.root:
        return BadHash("commit.bad_root")
    nominal = request.nominal_time if now is None else min(request.nominal_time, now)
    return _placed(request, nominal, stored.newest_applied)


def _placed(request: CommitRequest, nominal: datetime, newest: datetime | None) -> Accept:
    if newest is not None and nominal < newest:
        return Accept(Applied.HISTORY, nominal, moves_newest=False, may_delete=False)
    scanned = request.kind is JobKind.SCAN and request.outcome is RunOutcome.COMPLETED
    return Accept(
        Applied.APPLIED, nominal, moves_newest=scanned, may_delete=scanned and request.complete
    )


def deletions_held(existing: int, gone: int, share: float = 0.5, floor: int = 5) -> bool:
    """Whether so much vanished at once that a person must say it is true.

    Args:
        existing: Things of the source (tables and files) that were shown before this scan.
        gone: How many of them a complete scan no longer found.
        share: More than this share of them is too much.
        floor: Fewer gone than this are never held, unless they are all there was.
    """
    if gone <= 0 or existing <= 0:
        return False
    return gone >= existing or (gone >= floor and gone > share * existing)
