"""Register, read, edit and archive sources."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from pursight.contracts.agents import Alias, Limits, Scope
from pursight.contracts.base import Code
from pursight_server.access import scope as access
from pursight_server.access.guard import (
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    requires,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.activity.routes.log import EventReply
from pursight_server.activity.store import log as activity
from pursight_server.domains import service as domains
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import check_if_match, etag
from pursight_server.sources import service, store
from pursight_server.sources.model import Source, SourceDraft, SourceState

router = APIRouter(prefix="/api/v1/sources", tags=["sources"])

_ROWS = {"source_id": store.sources_table}
Reader = Annotated[Caller, Depends(requires(Permission.SOURCES_READ, **_ROWS))]
Editor = Annotated[Caller, Depends(requires(Permission.SOURCES_WRITE, **_ROWS))]
WholeEditor = Annotated[Caller, Depends(requires(Permission.SOURCES_WRITE, whole=True))]

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Tags = Annotated[list[Tag], Field(max_length=50)]

_DOMAIN = "The business domain of all in it that has no nearer one (domains.write)"

_EXAMPLE: dict[str, JsonValue] = {
    "name": "CRM",
    "kind": "postgresql",
    "agent_id": "019e1f3a-7b1c-7cc2-9a55-0242ac120002",
    "alias": "crm",
    "environment": "production",
    "tags": ["customers"],
    "description": "Customers, orders and invoices",
    "scope": {"include": [], "exclude": ["audit.*"]},
    "limits": {"sample_rows": None, "statement_seconds": 300},
}


class SourceBody(BaseModel):
    """A source to register."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    name: Name
    kind: Code = Field(examples=["postgresql", "mysql", "mariadb", "sqlite", "files"])
    agent_id: UUID = Field(description="The agent that reaches it")
    alias: Alias = Field(description="What that agent calls it")
    environment: Annotated[str, StringConstraints(max_length=60)] = ""
    domain_id: UUID | None = Field(default=None, description=_DOMAIN)
    tags: Tags = []
    description: Annotated[str, StringConstraints(max_length=10_000)] = ""
    scope: Scope = Field(default=Scope(), description="What scans look at")
    limits: Limits = Field(default=Limits(), description="What a scan may cost")


class SourceEdit(BaseModel):
    """What to change; fields left out stay as they are."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"environment": "staging"}]}
    )

    name: Name | None = None
    kind: Code | None = None
    agent_id: UUID | None = None
    alias: Alias | None = None
    environment: Annotated[str, StringConstraints(max_length=60)] | None = None
    domain_id: UUID | None = Field(default=None, description=f"{_DOMAIN}; null: none")
    tags: Tags | None = None
    description: Annotated[str, StringConstraints(max_length=10_000)] | None = None
    scope: Scope | None = None
    limits: Limits | None = None


class SourceProblemReply(BaseModel):
    """Why a source is `failed` or `scan_failed`."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    message: str
    hint: str


class ConnectionTestReply(BaseModel):
    """What came of the last connection test."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    reachable: bool
    code: str
    message: str
    hint: str
    latency_ms: float | None


class SourceReply(BaseModel):
    """One source."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    kind: str
    agent_id: UUID
    alias: str
    environment: str
    domain_id: UUID | None
    tags: list[str]
    description: str
    scope: Scope
    limits: Limits
    state: SourceState
    state_since: datetime
    problem: SourceProblemReply | None
    last_test: ConnectionTestReply | None
    last_scan_at: datetime | None
    rev: int
    created_at: datetime
    changed_at: datetime


@router.post("", status_code=201, summary="Register a source")
async def register_source(
    body: SourceBody,
    caller: WholeEditor,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> SourceReply:
    """Register a source under the alias its agent knows; credentials stay with the agent."""
    if body.domain_id is not None:
        domains.check_may_put(caller)
    values = {**_given(body), "tags": tuple(body.tags)}
    source = await service.register(uow, SourceDraft(**values))
    response.headers["Location"] = f"/api/v1/sources/{source.id}"
    return _reply(source, response)


@router.get("", summary="All sources")
async def list_sources(
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    state: Annotated[Sequence[SourceState], Query(description="Only in these states")] = (),
    agent_id: UUID | None = None,
    text: Annotated[str, Query(max_length=200, description="Part of the name")] = "",
) -> PageOf[SourceReply]:
    """List sources in the order of their registration, archived ones too."""
    visible = access.visible(caller, Permission.SOURCES_READ, store.sources_table)
    found = await store.page(unit, page, visible, states=state, agent_id=agent_id, text=text)
    items = [SourceReply.model_validate(source) for source in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/{source_id}", summary="One source")
async def get_source(
    source_id: UUID, _caller: Reader, unit: Reading, response: Response
) -> SourceReply:
    """Read a source and where it stands."""
    return _reply(await service.get(unit, source_id), response)


@router.patch("/{source_id}", summary="Edit a source")
async def edit_source(
    source_id: UUID,
    body: SourceEdit,
    caller: Editor,
    uow: Writing,
    response: Response,
    *,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> SourceReply:
    """Change what is said of a source; its state moves only by what happens."""
    source = await service.locked(uow, source_id)
    check_if_match(if_match, source.rev)
    changes = {name: new for name, new in _given(body).items() if new is not None}
    if "domain_id" in body.model_fields_set and body.domain_id != source.domain_id:
        domains.check_may_put(caller)
        changes["domain_id"] = body.domain_id
    if "tags" in changes:
        changes["tags"] = tuple(changes["tags"])
    return _reply(await service.edit(uow, source_id, changes), response)


@router.post("/{source_id}/archive", summary="Archive a source")
async def archive_source(
    source_id: UUID,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> SourceReply:
    """Take a source out of use for good; what is known of it stays, its name becomes free."""
    source = await service.locked(uow, source_id)
    check_if_match(if_match, source.rev)
    return _reply(await service.archive(uow, source_id), response)


@router.get("/{source_id}/history", summary="What happened to a source")
async def source_history(
    source_id: UUID, caller: Reader, unit: Reading, page: Paged
) -> PageOf[EventReply]:
    """List the events of a source, the latest first."""
    await service.get(unit, source_id)
    visible = access.visible(caller, Permission.SOURCES_READ, activity.events_table)
    chosen = activity.EventFilter(subject_kind="source", subject_id=str(source_id))
    found = (await activity.list_events(unit, page, chosen, visible)).map(EventReply.of)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


def _given(body: BaseModel) -> dict[str, Any]:
    """Read the fields that were sent or have defaults, as values and not as JSON."""
    return {name: getattr(body, name) for name in type(body).model_fields}


def _reply(source: Source, response: Response) -> SourceReply:
    response.headers["ETag"] = etag(source.rev)
    return SourceReply.model_validate(source)
