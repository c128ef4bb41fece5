"""How the log is asked for."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, any_, literal, or_, select

from pursight.audit.events import Event
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.tables import event, log_head
from pursight_server.platform.unit_of_work import ReadUnit

events_table = event
"""For `access.scope.visible`."""

_BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events; None is all."""

    kind: str | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    actor_id: UUID | None = None
    trace_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[Condition]:
        """Spell it for a query; a kind that ends in `.*` is a whole family."""
        found: list[Condition] = []
        if self.kind is not None:
            found.append(_of_kind(self.kind))
        for column, wanted in (
            (event.c.subject_kind, self.subject_kind),
            (event.c.subject_id, self.subject_id),
            (event.c.actor_id, self.actor_id),
            (event.c.trace_id, self.trace_id),
        ):
            if wanted is not None:
                found.append(column == wanted)
        if self.since is not None:
            found.append(event.c.at >= self.since)
        if self.until is not None:
            found.append(event.c.at < self.until)
        return found


async def list_events(
    unit: ReadUnit, page: PageRequest, chosen: EventFilter, visible: Condition
) -> Page[Event]:
    """Read a page of events, the latest first."""
    return await fetch_page(
        unit,
        select(event).where(*chosen.conditions()),
        page,
        kind="events",
        order=[event.c.seq],
        visible=visible,
        read=_event,
        descending=True,
    )


async def events_after(
    unit: ReadUnit, seq: int, *, until: int | None = None, chosen: EventFilter | None = None
) -> AsyncIterator[Event]:
    """Read events after a number, in order, some thousands at a time.

    Args:
        unit: Whose.
        seq: The number before the first.
        until: The last number; None is as many as there are.
        chosen: Which of them; None is all.
    """
    some = [] if chosen is None else chosen.conditions()
    if until is not None:
        some.append(event.c.seq <= until)
    while True:
        found = await unit.connection.execute(
            select(event)
            .where(event.c.organisation_id == unit.organisation_id, event.c.seq > seq, *some)
            .order_by(event.c.seq)
            .limit(_BATCH)
        )
        rows = found.all()
        for row in rows:
            yield _event(row)
        if len(rows) < _BATCH:
            return
        seq = rows[-1].seq


async def between(
    unit: ReadUnit, kinds: Sequence[str], *, since: datetime, after: int, until: int
) -> list[Event]:
    """Read events of some kinds up to a number that come after another, or after a moment."""
    found = await unit.connection.execute(
        select(event)
        .where(
            event.c.organisation_id == unit.organisation_id,
            event.c.seq <= until,
            or_(event.c.seq > after, event.c.at >= since),
            or_(*[_of_kind(kind) for kind in kinds]),
        )
        .order_by(event.c.seq)
    )
    return [_event(row) for row in found]


async def several(unit: ReadUnit, numbers: Sequence[int]) -> list[Event]:
    """Read events by their numbers."""
    found = await unit.connection.execute(
        select(event).where(
            event.c.organisation_id == unit.organisation_id,
            event.c.seq == any_(literal(list(numbers), ARRAY(BigInteger))),
        )
    )
    return [_event(row) for row in found]


async def head(unit: ReadUnit) -> tuple[int, str]:
    """Read number and hash of the latest event as the log's head has them."""
    row = (
        await unit.connection.execute(
            select(log_head.c.seq, log_head.c.hash).where(
                log_head.c.organisation_id == unit.organisation_id
            )
        )
    ).one()
    return row.seq, row.hash


def _of_kind(kind: str) -> Condition:
    if kind.endswith(".*"):
        return event.c.kind.startswith(kind[:-1], autoescape=True)
    return event.c.kind == kind


def _event(row: Any) -> Event:
    return Event(**row._mapping)  # noqa: SLF001  SQLAlchemy's documented name
