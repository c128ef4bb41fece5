"""Ask for tests and scans, watch and cancel them; the agents' poll."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from pursight.contracts.agents import (
    Applied,
    JobKind,
    PollReply,
    PollRequest,
    Progress,
    RunOutcome,
)
from pursight.contracts.scans import ScanCounts
from pursight.contracts.usage import Usage
from pursight.protocol.lease import LeaseState
from pursight.protocol.models import CAPABILITY_HEADER, can
from pursight_server.access import scope
from pursight_server.access.guard import (
    IdempotencyKey,
    Paged,
    Reading,
    Writing,
    requires,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.agents.guard import AgentRoute, Signed, body_of, parse
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.scans import polling, service, store
from pursight_server.scans.model import Origin, Scan
from pursight_server.sources.store import sources_table

router = APIRouter(prefix="/api/v1", tags=["scans"])
agent_router = APIRouter(prefix="/agent/v1", tags=["agent protocol"], route_class=AgentRoute)

_ROWS = {"scan_id": store.scans_table, "source_id": sources_table}
Reader = Annotated[Caller, Depends(requires(Permission.SCANS_READ, **_ROWS))]
Runner = Annotated[Caller, Depends(requires(Permission.SCANS_RUN, **_ROWS))]


class ScanBody(BaseModel):
    """How to scan."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"full": False}]})

    full: bool = Field(
        default=False, description="Read every table, also those that look unchanged"
    )


class ReasonReply(BaseModel):
    """Why a run did not do its work."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    message: str
    hint: str


class ScanReply(BaseModel):
    """One run of a source, over all its attempts."""

    id: UUID
    source_id: UUID
    kind: JobKind
    state: LeaseState
    attempt: int = Field(description="Of the present or last attempt; 0 before the first")
    agent_id: UUID | None = Field(description="Who holds it now")
    cancel_asked: bool
    progress: Progress
    problem: ReasonReply | None
    outcome: RunOutcome | None
    applied: Applied | None = Field(description="What its report did to the catalog")
    counts: ScanCounts | None
    usage: Usage | None = Field(description="What it cost, as its agent measured it")
    full: bool
    origin: Origin
    requested_by: str
    nominal_time: datetime
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    trace_id: str
    rev: int

    @classmethod
    def of(cls, scan: Scan) -> "ScanReply":
        """Spell a run."""
        problem = scan.problem
        return cls(
            id=scan.id,
            source_id=scan.source_id,
            kind=scan.kind,
            state=scan.lease.state,
            attempt=scan.lease.attempt,
            agent_id=scan.lease.holder,
            cancel_asked=scan.lease.cancel_asked,
            progress=scan.progress,
            problem=None if problem is None else ReasonReply.model_validate(problem),
            outcome=scan.outcome,
            applied=scan.applied,
            counts=scan.counts,
            usage=scan.usage,
            full=scan.full,
            origin=scan.origin,
            requested_by=scan.requested_by,
            nominal_time=scan.nominal_time,
            created_at=scan.created_at,
            started_at=scan.started_at,
            ended_at=scan.ended_at,
            trace_id=scan.trace_id,
            rev=scan.rev,
        )


@router.post("/sources/{source_id}/test", status_code=202, summary="Test a connection")
async def request_test(
    source_id: UUID,
    _caller: Runner,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> ScanReply:
    """Ask the source's agent whether it can reach it; watch the answer's `Location`."""
    return await _accepted(uow, await service.request_test(uow, source_id), response)


@router.post("/sources/{source_id}/scan", status_code=202, summary="Scan a source")
async def request_scan(
    source_id: UUID,
    _caller: Runner,
    uow: Writing,
    response: Response,
    body: ScanBody | None = None,
    _key: IdempotencyKey = None,
) -> ScanReply:
    """Ask the source's agent for a scan; watch the answer's `Location`."""
    full = body is not None and body.full
    return await _accepted(uow, await service.request_scan(uow, source_id, full=full), response)


@router.get("/scans", summary="All scans and tests")
async def list_scans(
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    source_id: UUID | None = None,
    state: Annotated[Sequence[LeaseState], Query(description="Only in these states")] = (),
    kind: JobKind | None = None,
) -> PageOf[ScanReply]:
    """List runs, the newest first."""
    visible = scope.visible(caller, Permission.SCANS_READ, store.scans_table)
    found = await store.page(unit, page, visible, source_id=source_id, states=state, kind=kind)
    items = [ScanReply.of(scan) for scan in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/scans/{scan_id}", summary="One scan")
async def get_scan(scan_id: UUID, _caller: Reader, unit: Reading, response: Response) -> ScanReply:
    """Read a run and how far it is."""
    scan = await service.get(unit, scan_id)
    response.headers["ETag"] = etag(scan.rev)
    return ScanReply.of(scan)


@router.post("/scans/{scan_id}/cancel", summary="Cancel a scan")
async def cancel_scan(
    scan_id: UUID, _caller: Runner, uow: Writing, _key: IdempotencyKey = None
) -> ScanReply:
    """Stop a run: at once if no agent has begun, else at the agent's next poll."""
    return ScanReply.of(await service.cancel(uow, scan_id))


# What is null is left out: an agent that is older than a field refuses an answer with it.
@agent_router.post(
    "/poll",
    summary="Poll for jobs",
    openapi_extra=body_of(PollRequest),
    response_model_exclude_none=True,
)
async def poll(call: Signed, request: Request) -> PollReply:
    """Hear an agent out; answer at once if there is news, else when there is or time is up."""

    async def pause(seconds: float) -> bool:
        await asyncio.sleep(seconds)
        return not (call.services.stopping.is_set() or await request.is_disconnected())

    return await polling.poll(
        call.services.database,
        call.agent,
        parse(call.body, PollRequest),
        job_key=call.services.keys.job_signing,
        pause=pause,
        knows_models=can(request.headers.get(CAPABILITY_HEADER)),
    )


async def _accepted(uow: Writing, scan_id: UUID, response: Response) -> ScanReply:
    response.headers["Location"] = f"/api/v1/scans/{scan_id}"
    return ScanReply.of(await service.get(uow, scan_id))
