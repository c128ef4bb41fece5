"""Events and the chain of hashes that binds them (pure)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pursight.canonical import canonical, plain

GENESIS = "0" * 64
"""What stands for the hash before an organisation's first event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event without its place in the log; all values plain JSON."""

    kind: str
    subject_kind: str
    subject_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change, as it is kept and as it is hashed."""

    organisation_id: UUID
    seq: int
    at: datetime
    actor_kind: str
    actor_id: UUID
    actor_name: str
    kind: str
    subject_kind: str
    subject_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    note: str
    trace_id: str
    prev_hash: str
    hash: str


def link(event: Event) -> str:
    """Compute the hash an event must carry: SHA-256 over the canonical JSON of all other fields.

    The previous hash is one of the fields, so that a changed, dropped, added or moved event breaks
    the chain from there on.
    """
    content = {
        "organisation_id": str(event.organisation_id),
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [event.actor_kind, str(event.actor_id), event.actor_name],
        "kind": event.kind,
        "subject": [event.subject_kind, event.subject_id],
        "before": plain(event.before),
        "after": plain(event.after),
        "note": event.note,
        "trace_id": event.trace_id,
        "prev_hash": event.prev_hash,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold, and how."""

    seq: int
    reason: str


def breaks(events: Iterable[Event], *, after: int = 0, prev_hash: str = GENESIS) -> Iterator[Break]:
    """Check a run of events in order of their numbers; yield each place where it does not hold.

    Args:
        events: Ordered by `seq`.
        after: Number of the event before the first one given.
        prev_hash: That event's hash.
    """
    expected = after + 1
    for event in events:
        if event.seq != expected:
            yield Break(expected, f"events {expected} to {event.seq - 1} are missing")
        elif event.prev_hash != prev_hash:
            yield Break(event.seq, "does not follow from the event before it")
        if event.hash != link(event):
            yield Break(event.seq, "was changed after it was written")
        expected, prev_hash = event.seq + 1, event.hash
