"""Verify the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pursight.audit.events import GENESIS, Break, Event, breaks
from pursight_server.activity.store import log
from pursight_server.platform.unit_of_work import ReadUnit

_MOST_BREAKS = 100


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking the chain."""

    events: int
    head_hash: str
    breaks: tuple[Break, ...]
    """Where it does not hold, at most a hundred; empty when it does."""

    @property
    def holds(self) -> bool:
        """Whether no event was changed, dropped, added or moved."""
        return not self.breaks


async def several(unit: ReadUnit, numbers: Sequence[int]) -> list[Event]:
    """Read events by their numbers; what does not exist is left out."""
    return await log.several(unit, numbers)


async def between(
    unit: ReadUnit, kinds: Sequence[str], *, since: datetime, after: int, until: int
) -> list[Event]:
    """Read events of some kinds (`person.*` is a family) that are new, or not older than a moment.

    Args:
        unit: Whose.
        kinds: Of events.
        since: Older ones are left out, unless they are new.
        after: Events after this number are new.
        until: The last number.
    """
    return await log.between(unit, kinds, since=since, after=after, until=until)


async def about(unit: ReadUnit, subject_kind: str, subject_id: UUID) -> list[Event]:
    """Read all that happened to one thing, the first first."""
    chosen = log.EventFilter(subject_kind=subject_kind, subject_id=str(subject_id))
    return [event async for event in log.events_after(unit, 0, chosen=chosen)]


async def size(unit: ReadUnit) -> int:
    """Tell the number of the latest event."""
    return (await log.head(unit))[0]


async def verify(unit: ReadUnit) -> Verification:
    """Check every event of the organisation against its hash, its predecessor and the head."""
    seq, head_hash = await log.head(unit)
    found: list[Break] = []
    count, last, previous = 0, 0, GENESIS
    async for event in log.events_after(unit, 0):
        found += breaks([event], after=last, prev_hash=previous)
        count, last, previous = count + 1, event.seq, event.hash
    if last != seq:
        found.append(Break(min(last, seq) + 1, f"the log's head is {seq}, its last event {last}"))
    elif previous != head_hash:
        found.append(Break(seq, "the log's head has another hash than its last event"))
    return Verification(count, head_hash, tuple(found[:_MOST_BREAKS]))
