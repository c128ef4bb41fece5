"""Access requests over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import scope
from pursight_server.access.guard import IdempotencyKey, Paged, Reading, Writing, requires
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import (
    Caller,
    Permission,
    Scope,
    Subject,
    SubjectKind,
)
from pursight_server.access.rights import roles
from pursight_server.access.routes.messages import STORABLE, ScopeBody, Words
from pursight_server.access_requests import service, store
from pursight_server.access_requests.model import AccessRequest, RequestState, Wish
from pursight_server.activity import service as activity
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.platform.unit_of_work import ReadUnit

router = APIRouter(prefix="/api/v1/access-requests", tags=["access"])

Maker = Annotated[Caller, Depends(requires(Permission.ACCESS_REQUESTS_MAKE))]
Decider = Annotated[Caller, Depends(requires(Permission.ACCESS_REQUESTS_DECIDE))]
Purpose = Annotated[
    str, StringConstraints(min_length=3, max_length=2000, strip_whitespace=True, pattern=STORABLE)
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SubjectBody(_Body):
    """Who is to get it."""

    kind: SubjectKind = SubjectKind.PERSON
    id: UUID


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
    draft: bool = Field(default=False, description="Keep it as a draft, to be sent off later")


class EndBody(_Body):
    """Why."""

    note: Words = Field(default="", examples=["The work is done"])


class ApprovalBody(_Body):
    """Why, and for how long."""

    note: Words = Field(default="", examples=["Agreed with the head of finance"])
    days: Annotated[int, Field(ge=1, le=3650)] | None = Field(
        default=None, description="For fewer days than were asked for; null: for as many"
    )


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
    subject_name: str = Field(description="Empty for somebody who is gone")
    role: str
    role_name: str = Field(description="Of an own role; empty for one that is built in or gone")
    scope: ScopeBody
    columns: list[UUID]
    purpose: str
    days: int
    begins_at: datetime | None
    deciders: list[UUID] = Field(description="Who was asked to decide")
    decider_names: list[str] = Field(description="The same by name")
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
    def of(
        cls, one: AccessRequest, names: Mapping[UUID, str], own_roles: Mapping[str, str]
    ) -> "AccessRequestReply":
        """Spell a request; `names` are those of persons, groups and service accounts."""
        derived = {
            "subject": SubjectBody(kind=one.subject.kind, id=one.subject.id),
            "subject_name": names.get(one.subject.id, ""),
            "role_name": own_roles.get(one.role, ""),
            "scope": ScopeBody(kind=one.scope.kind, id=one.scope.id),
            "decider_names": [names[who] for who in one.deciders if who in names],
        }
        plain = set(cls.model_fields) - derived.keys()
        return cls.model_validate({name: getattr(one, name) for name in plain} | derived)


class EntryReply(BaseModel):
    """Something that happened to a request."""

    at: datetime
    kind: Annotated[str, Field(examples=["access_request.approved"])]
    actor_name: str
    note: str


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
    items = await _replies(unit, found.items)
    return PageOf(items=items, next_cursor=found.next_cursor)


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
    return await _reply(uow, request, response)


@router.get("/{request_id}", summary="One access request")
async def get_request(
    request_id: UUID, caller: Maker, unit: Reading, response: Response
) -> AccessRequestReply:
    """Read one that one made, gets, decides or looks after."""
    return await _reply(unit, await service.get(unit, caller, request_id), response)


@router.get("/{request_id}/history", summary="What happened to an access request")
async def get_history(request_id: UUID, caller: Maker, unit: Reading) -> list[EntryReply]:
    """Read what happened to a request that one may read, the first first."""
    request = await service.get(unit, caller, request_id)
    return [
        EntryReply(at=one.at, kind=one.kind, actor_name=one.actor_name, note=one.note)
        for one in await activity.about(unit, "access_request", request.id)
    ]


@router.post("/{request_id}/submit", summary="Send a draft off")
async def submit(
    request_id: UUID, caller: Maker, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> AccessRequestReply:
    """Send a draft to whoever decides."""
    return await _reply(uow, await service.submit(uow, caller, request_id), response)


@router.post("/{request_id}/withdraw", summary="Withdraw a request")
async def withdraw(
    request_id: UUID, caller: Maker, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> AccessRequestReply:
    """Take one's own request back as long as nothing was given."""
    return await _reply(uow, await service.withdraw(uow, caller, request_id), response)


@router.post("/{request_id}/approve", summary="Approve a request")
async def approve(
    request_id: UUID,
    body: ApprovalBody,
    caller: Decider,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AccessRequestReply:
    """Approve what somebody else asked for; it is given at once, or when it is to begin."""
    request = await service.decide(
        uow, caller, request_id, approve=True, note=body.note, days=body.days
    )
    return await _reply(uow, request, response)


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
    return await _reply(uow, request, response)


@router.post("/{request_id}/end", summary="End access before its time")
async def end(
    request_id: UUID,
    body: EndBody,
    caller: Maker,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AccessRequestReply:
    """Give access back, or take it back as one of those who decide."""
    return await _reply(uow, await service.end(uow, caller, request_id, note=body.note), response)


async def _reply(unit: ReadUnit, request: AccessRequest, response: Response) -> AccessRequestReply:
    response.headers["ETag"] = etag(request.rev)
    return (await _replies(unit, [request]))[0]


async def _replies(unit: ReadUnit, requests: Sequence[AccessRequest]) -> list[AccessRequestReply]:
    wanted = {who for one in requests for who in (one.subject.id, *one.deciders)}
    names, own_roles = await holdings.names_of(unit, sorted(wanted)), await roles.names(unit)
    return [AccessRequestReply.of(one, names, own_roles) for one in requests]
