"""Read and verify the log."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field

from pursight.audit.events import Event
from pursight_server.access import scope
from pursight_server.access.guard import Paged, Reading, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.activity import service
from pursight_server.activity.store import log
from pursight_server.platform.paging import PageOf

router = APIRouter(prefix="/api/v1/events", tags=["activity"])

Reader = Annotated[Caller, Depends(requires(Permission.ACTIVITY_READ))]
Verifier = Annotated[Caller, Depends(requires(Permission.ACTIVITY_VERIFY))]


class ActorReply(BaseModel):
    """Who did it, with the name they had then."""

    kind: str = Field(examples=["person"])
    id: UUID
    name: str = Field(examples=["Grace Hopper"])


class EventReply(BaseModel):
    """One change."""

    seq: int
    at: datetime
    actor: ActorReply
    kind: str = Field(examples=["person.created"])
    subject_kind: str = Field(examples=["person"])
    subject_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    note: str
    trace_id: str
    prev_hash: str
    hash: str

    @classmethod
    def of(cls, event: Event) -> "EventReply":
        """Spell an event."""
        return cls(
            seq=event.seq,
            at=event.at,
            actor=ActorReply(kind=event.actor_kind, id=event.actor_id, name=event.actor_name),
            kind=event.kind,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            before=event.before,
            after=event.after,
            note=event.note,
            trace_id=event.trace_id,
            prev_hash=event.prev_hash,
            hash=event.hash,
        )


class BreakReply(BaseModel):
    """Where the chain does not hold."""

    seq: int
    reason: str


class VerificationReply(BaseModel):
    """What came of checking the chain."""

    holds: bool
    events: int
    head_hash: str
    breaks: list[BreakReply]


@router.get("", summary="What happened")
async def list_events(  # noqa: PLR0917  one parameter a filter
    caller: Reader,
    unit: Reading,
    page: Paged,
    kind: Annotated[
        str | None, Query(max_length=200, examples=["person.created", "source.*"])
    ] = None,
    subject_kind: Annotated[str | None, Query(max_length=200, examples=["person"])] = None,
    subject_id: Annotated[str | None, Query(max_length=500)] = None,
    actor_id: UUID | None = None,
    trace_id: Annotated[str | None, Query(max_length=64)] = None,
    since: Annotated[AwareDatetime | None, Query(examples=["2026-11-21T00:00:00Z"])] = None,
    until: AwareDatetime | None = None,
) -> PageOf[EventReply]:
    """List events, the latest first; `since` is included, `until` is not."""
    chosen = log.EventFilter(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor_id=actor_id,
        trace_id=trace_id,
        since=since,
        until=until,
    )
    visible = scope.visible(caller, Permission.ACTIVITY_READ, log.events_table)
    found = (await log.list_events(unit, page, chosen, visible)).map(EventReply.of)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.post("/verification", summary="Verify the log")
async def verify(_caller: Verifier, unit: Reading) -> VerificationReply:
    """Check the whole chain of hashes; changes nothing."""
    found = await service.verify(unit)
    return VerificationReply(
        holds=found.holds,
        events=found.events,
        head_hash=found.head_hash,
        breaks=[BreakReply(seq=item.seq, reason=item.reason) for item in found.breaks],
    )
