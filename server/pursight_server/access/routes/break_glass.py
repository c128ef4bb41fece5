"""Access in an emergency over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import scope
from pursight_server.access.break_glass import service, store
from pursight_server.access.break_glass.model import BreakGlass, Stage, Verdict
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.messages import STORABLE, Words
from pursight_server.platform.paging import PageOf

router = APIRouter(prefix="/api/v1", tags=["access"])

Taker = Annotated[Caller, Depends(requires(Permission.BREAK_GLASS_USE))]
Reviewer = Annotated[Caller, Depends(requires(Permission.BREAK_GLASS_REVIEW))]
Oneself = Annotated[Caller, Depends(requires(Permission.SELF_READ))]
OneselfWriting = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
Reason = Annotated[
    str, StringConstraints(min_length=10, max_length=2000, strip_whitespace=True, pattern=STORABLE)
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TakeBody(_Body):
    """Which role, for how long, and what has happened."""

    role: Annotated[str, Field(min_length=1, max_length=63, examples=["data_steward"])]
    minutes: Annotated[int, Field(ge=1, le=1440, examples=[30])]
    reason: Annotated[Reason, Field(examples=["Payroll stands still, the steward is on a flight"])]


class EndBody(_Body):
    """How it went."""

    note: Words = Field(default="", examples=["The rule is set right again"])


class ReviewBody(_Body):
    """What was found afterwards."""

    verdict: Verdict
    note: Annotated[Reason, Field(examples=["Only the rule was touched, see the log"])]


class BreakGlassReply(BaseModel):
    """A role that was taken in an emergency, and what became of it."""

    id: UUID
    stage: Stage
    person_id: UUID
    person_name: str
    role: str
    reason: str
    assignment_id: UUID
    told: list[UUID] = Field(description="Administrators and auditors who were alarmed")
    again: int = Field(description="How often the same person did so in the 30 days before")
    taken_at: datetime
    until: datetime
    ended_at: datetime | None
    end_note: str
    reviewed_by: UUID | None
    reviewed_by_name: str
    reviewed_at: datetime | None
    verdict: Verdict | None
    review_note: str

    @classmethod
    def of(cls, one: BreakGlass) -> "BreakGlassReply":
        """Spell one."""
        return cls.model_validate({name: getattr(one, name) for name in cls.model_fields})


@router.get("/me/break-glass", summary="My emergency access")
async def list_own(
    caller: Oneself, unit: Reading, page: Paged, stage: Stage | None = None
) -> PageOf[BreakGlassReply]:
    """List what one has taken oneself, the latest first."""
    visible = scope.visible(caller, Permission.SELF_READ, store.table)
    found = await store.page_of(unit, page, visible, stage=stage, person_id=caller.person_id)
    return PageOf(
        items=[BreakGlassReply.of(one) for one in found.items], next_cursor=found.next_cursor
    )


@router.get("/break-glass", summary="All emergency access")
async def list_all(
    caller: Reviewer,
    unit: Reading,
    page: Paged,
    stage: Stage | None = None,
    person_id: UUID | None = None,
) -> PageOf[BreakGlassReply]:
    """List all of it, the latest first; `stage=ended` waits for a review."""
    visible = scope.visible(caller, Permission.BREAK_GLASS_REVIEW, store.table)
    found = await store.page_of(unit, page, visible, stage=stage, person_id=person_id)
    return PageOf(
        items=[BreakGlassReply.of(one) for one in found.items], next_cursor=found.next_cursor
    )


@router.post("/break-glass", status_code=201, summary="Take a role in an emergency")
async def take(
    body: TakeBody,
    caller: Taker,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> BreakGlassReply:
    """Take a role for some minutes; administrators and auditors are alarmed at once.

    All that is done meanwhile is marked in the log. It cannot be extended, and somebody else
    reviews it afterwards.
    """
    taken = await service.take(
        uow, caller, role=body.role, minutes=body.minutes, reason=body.reason
    )
    response.headers["Location"] = f"/api/v1/break-glass/{taken.id}"
    return BreakGlassReply.of(taken)


@router.get("/break-glass/{one_id}", summary="One emergency access")
async def get_one(one_id: UUID, caller: Oneself, unit: Reading) -> BreakGlassReply:
    """Read one's own, or any as somebody who reviews them."""
    return BreakGlassReply.of(await service.get(unit, caller, one_id))


@router.post("/break-glass/{one_id}/end", summary="End emergency access")
async def end(
    one_id: UUID,
    body: EndBody,
    caller: OneselfWriting,
    uow: Writing,
    _key: IdempotencyKey = None,
) -> BreakGlassReply:
    """Give one's own back before its time, or take it back as somebody who reviews them."""
    return BreakGlassReply.of(await service.end(uow, caller, one_id, note=body.note))


@router.post("/break-glass/{one_id}/review", summary="Review emergency access")
async def review(
    one_id: UUID, body: ReviewBody, caller: Reviewer, uow: Writing, _key: IdempotencyKey = None
) -> BreakGlassReply:
    """Say afterwards, as somebody else, whether it was justified."""
    one = await service.review(uow, caller, one_id, verdict=body.verdict, note=body.note)
    return BreakGlassReply.of(one)
