"""Access requests over HTTP."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import scope
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.model import (
    Caller,
    Permission,
    Scope,
    ScopeKind,
    Subject,
    SubjectKind,
)
from pursight_server.access.routes.messages import STORABLE
from pursight_server.access_requests import service, store
from pursight_server.access_requests.model import AccessRequest, RequestState, Wish
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1/access-requests", tags=["access"])

Maker = Annotated[Caller, Depends(requires(Permission.ACCESS_REQUESTS_MAKE))]
Decider = Annotated[Caller, Depends(requires(Permission.ACCESS_REQUESTS_DECIDE))]
Words = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True, pattern=STORABLE)]
Purpose = Annotated[
    str, StringConstraints(min_length=3, max_length=2000, strip_whitespace=True, pattern=STORABLE)
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SubjectBody(_Body):
    """Who is to get it."""

    kind: SubjectKind = SubjectKind.PERSON
    id: UUID


class ScopeBody(_Body):
    """For what: the organisation, a source, or an asset with all that lies in it."""

    kind: ScopeKind = ScopeKind.ORGANISATION
    id: UUID | None = None


class NewRequestBody(_Body):
    """What is asked for."""

    role: Annotated[str, Field(min_length=1, max_length=63, examples=["data_user"])]
    scope: ScopeBody = ScopeBody()
    columns: Annotated[list[UUID], Field(max_length=500)] = Field(
        default=[], description="Only these columns of the table, by their asset ids"
    )
    purpose: Annotated[Purpose, Field(examples=["Reconcile invoices of the third quarter"])]
    days: Annotated[int, Field(ge=1, le=3650, examples=[30])]
    begins_at: AwareDatetime | None = Field(default=None, description="Null: at once")
    subject: SubjectBody | None = Field(default=None, description="Null: for oneself")
    draft: bool = Field(default=False, description="Keep it as a draft for now")


class DecisionBody(_Body):
    """Why."""

    note: Words = Field(default="", examples=["Agreed with the head of finance"])


class RefusalBody(_Body):
    """Why not; whoever asked reads it."""

    note: Annotated[Purpose, Field(examples=["The report has these figures already"])]


class AccessRequestReply(BaseModel):
    """A request and what became of it."""

    id: UUID
    state: RequestState
    requester_id: UUID
    requester_name: str
    subject: SubjectBody
    role: str
    scope: ScopeBody
    columns: list[UUID]
    purpose: str
    days: int
    begins_at: datetime | None
    deciders: list[UUID] = Field(description="Who was asked to decide")
    expires_at: datetime | None = Field(description="Until when it must be decided")
    ends_at: datetime | None = Field(description="When the access ends")
    decided_by: UUID | None
    decided_by_name: str
    decided_at: datetime | None
    note: str
    assignments: list[UUID]
    rev: int
    created_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, one: AccessRequest) -> "AccessRequestReply":
        """Spell a request."""
        plain = set(cls.model_fields) - {"subject", "scope"}
        return cls.model_validate(
            {name: getattr(one, name) for name in plain}
            | {
                "subject": SubjectBody(kind=one.subject.kind, id=one.subject.id),
                "scope": ScopeBody(kind=one.scope.kind, id=one.scope.id),
            }
        )


Which = Annotated[
    Literal["mine", "inbox", "all"],
    Query(description="Mine, those I was asked to decide, or all (access_requests.read)"),
]


@router.get("", summary="Access requests")
async def list_requests(
    caller: Maker,
    unit: Reading,
    page: Paged,
    which: Which = "mine",
    state: RequestState | None = None,
) -> PageOf[AccessRequestReply]:
    """List requests, the latest first."""
    permission = Permission.ACCESS_REQUESTS_MAKE
    if which == "all":
        permission = Permission.ACCESS_REQUESTS_READ
    found = await store.page_of(
        unit,
        page,
        scope.visible(caller, permission, store.requests_table),
        state=state,
        about=caller.person_id if which == "mine" else None,
        decider=caller.person_id if which == "inbox" else None,
    )
    return PageOf(
        items=[AccessRequestReply.of(one) for one in found.items], next_cursor=found.next_cursor
    )


@router.post("", status_code=201, summary="Ask for access")
async def ask(
    body: NewRequestBody,
    caller: Maker,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AccessRequestReply:
    """Ask for a role on something for some time; somebody else decides."""
    subject = Subject(SubjectKind.PERSON, caller.person_id)
    if body.subject is not None:
        subject = Subject(body.subject.kind, body.subject.id)
    wish = Wish(
        subject=subject,
        role=body.role,
        scope=Scope(body.scope.kind, body.scope.id),
        columns=tuple(dict.fromkeys(body.columns)),
        purpose=body.purpose,
        days=body.days,
        begins_at=body.begins_at,
    )
    request = await service.ask(uow, caller, wish, draft=body.draft)
    response.headers["Location"] = f"/api/v1/access-requests/{request.id}"
    return _reply(request, response)


@router.get("/{request_id}", summary="One access request")
async def get_request(
    request_id: UUID, caller: Maker, unit: Reading, response: Response
) -> AccessRequestReply:
    """Read one that one made, gets, decides or looks after."""
    return _reply(await service.get(unit, caller, request_id), response)


@router.post("/{request_id}/submit", summary="Send a draft off")
async def submit(
    request_id: UUID, caller: Maker, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> AccessRequestReply:
    """Send a draft to whoever decides."""
    return _reply(await service.submit(uow, caller, request_id), response)


@router.post("/{request_id}/withdraw", summary="Withdraw a request")
async def withdraw(
    request_id: UUID, caller: Maker, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> AccessRequestReply:
    """Take one's own request back as long as nothing was given."""
    return _reply(await service.withdraw(uow, caller, request_id), response)


@router.post("/{request_id}/approve", summary="Approve a request")
async def approve(
    request_id: UUID,
    body: DecisionBody,
    caller: Decider,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AccessRequestReply:
    """Approve what somebody else asked for; it is given at once, or when it is to begin."""
    request = await service.decide(uow, caller, request_id, approve=True, note=body.note)
    return _reply(request, response)


@router.post("/{request_id}/refuse", summary="Refuse a request")
async def refuse(
    request_id: UUID,
    body: RefusalBody,
    caller: Decider,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AccessRequestReply:
    """Refuse what somebody else asked for, and say why."""
    request = await service.decide(uow, caller, request_id, approve=False, note=body.note)
    return _reply(request, response)


@router.post("/{request_id}/end", summary="End access before its time")
async def end(
    request_id: UUID,
    body: DecisionBody,
    caller: Maker,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AccessRequestReply:
    """Give access back, or take it back as one of those who decide."""
    return _reply(await service.end(uow, caller, request_id, note=body.note), response)


def _reply(request: AccessRequest, response: Response) -> AccessRequestReply:
    response.headers["ETag"] = etag(request.rev)
    return AccessRequestReply.of(request)
