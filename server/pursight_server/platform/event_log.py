"""The one log: append events with dense numbers in the order of commits."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from pursight.audit.events import GENESIS, Draft, Event, link
from pursight.clock import Clock
from pursight_server.platform.tables import event as event_table
from pursight_server.platform.tables import log_head


class NoLog(RuntimeError):
    """The organisation has no log: it does not exist, or is another's."""


async def append_events(
    connection: AsyncConnection,
    *,
    organisation_id: UUID,
    actor: tuple[str, UUID, str],
    trace_id: str,
    clock: Clock,
    drafts: Sequence[Draft],
) -> None:
    """Give the drafts their numbers and write them; nothing may follow but the commit.

    The update locks the organisation's head row until the commit, so that whoever gets the next
    number commits later. A sequence would hand out numbers that become visible out of order.

    Raises:
        NoLog: The organisation has no head row.
    """
    taken = await connection.execute(
        update(log_head)
        .where(log_head.c.organisation_id == organisation_id)
        .values(seq=log_head.c.seq + len(drafts))
        .returning(log_head.c.seq, log_head.c.hash)
    )
    head = taken.one_or_none()
    if head is None:
        raise NoLog(f"organisation {organisation_id} has no log")
    seq, previous, now = head.seq - len(drafts), head.hash, clock.now()
    events: list[Event] = []
    for draft in drafts:
        seq += 1
        event = Event(
            organisation_id=organisation_id,
            seq=seq,
            at=now,
            actor_kind=actor[0],
            actor_id=actor[1],
            actor_name=actor[2],
            kind=draft.kind,
            subject_kind=draft.subject_kind,
            subject_id=draft.subject_id,
            before=draft.before,
            after=draft.after,
            note=draft.note,
            trace_id=trace_id,
            prev_hash=previous,
            hash="",
        )
        previous = link(event)
        events.append(replace(event, hash=previous))
    await connection.execute(insert(event_table), [asdict(event) for event in events])
    await connection.execute(
        update(log_head).where(log_head.c.organisation_id == organisation_id).values(hash=previous)
    )


async def begin_log(connection: AsyncConnection, organisation_id: UUID) -> None:
    """Give a new organisation its empty log."""
    await connection.execute(
        insert(log_head).values(organisation_id=organisation_id, seq=0, hash=GENESIS)
    )
