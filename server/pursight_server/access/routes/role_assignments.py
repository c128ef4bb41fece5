"""Who is given which role where."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from pursight_server.access import four_eyes, scope
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.model import (
    Caller,
    Permission,
    Scope,
    Subject,
)
from pursight_server.access.rights import assignments, store
from pursight_server.access.rights.model import Assignment
from pursight_server.access.routes.groups import MemberBody, NamedMember, named_members
from pursight_server.access.routes.messages import STORABLE, Code, ScopeBody, Words
from pursight_server.platform.paging import PageOf

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.PERSONS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AssignmentBody(_Body):
    """A role to give."""

    role: Annotated[Code, Field(examples=["data_steward"])]
    subject: MemberBody
    scope: ScopeBody = ScopeBody()
    expires_at: AwareDatetime | None = Field(default=None, description="It ends then by itself")
    reason: Words = ""


class AssignmentReply(BaseModel):
    """Who was given which role where."""

    id: UUID
    role: str
    subject: NamedMember
    scope: ScopeBody
    expires_at: datetime | None
    over: bool = Field(description="Whether its time is over")
    reason: str
    granted_by: UUID
    granted_by_name: str
    created_at: datetime


@router.get("/role-assignments", summary="Who has which role where")
async def list_assignments(
    caller: Reader,
    unit: Reading,
    page: Paged,
    subject_id: UUID | None = None,
    role: Annotated[str, Query(max_length=63, pattern=STORABLE)] = "",
) -> PageOf[AssignmentReply]:
    """List assignments, the latest first; a person's own roles stand with the person."""
    visible = scope.visible(caller, Permission.PERSONS_READ, store.assignments_table)
    found = await store.assignments(unit, page, visible, subject_id=subject_id, role=role)
    now = unit.clock.now()
    named = await named_members(unit, caller, [one.subject for one in found.items])
    items = [_assignment(one, named[one.subject], now) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/role-assignments", status_code=201, summary="Give a role")
async def grant(
    body: AssignmentBody, caller: Editor, uow: Writing, _key: IdempotencyKey = None
) -> AssignmentReply:
    """Give somebody, or a group, a role: everywhere or for a part, for ever or for a while."""
    await four_eyes.check_giving(uow)
    given = await assignments.grant(
        uow,
        role=body.role,
        subject=Subject(body.subject.kind, body.subject.id),
        scope=Scope(body.scope.kind, body.scope.id),
        expires_at=body.expires_at,
        reason=body.reason,
    )
    named = await named_members(uow, caller, [given.subject])
    return _assignment(given, named[given.subject], uow.clock.now())


@router.delete("/role-assignments/{assignment_id}", status_code=204, summary="Take a role back")
async def revoke(assignment_id: UUID, _caller: Editor, uow: Writing) -> None:
    """Take a role back; it is felt with the next request."""
    await assignments.revoke(uow, assignment_id)


def _assignment(one: Assignment, subject: NamedMember, now: datetime) -> AssignmentReply:
    return AssignmentReply(
        id=one.id,
        role=one.role,
        subject=subject,
        scope=ScopeBody(kind=one.scope.kind, id=one.scope.id),
        expires_at=one.expires_at,
        over=not one.holds(now),
        reason=one.reason,
        granted_by=one.granted_by,
        granted_by_name=one.granted_by_name,
        created_at=one.created_at,
    )
