"""Snapshot, changes, rescope, repair, push: console sync v1 over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from pursight.contracts.sync import (
    SYNC_SCHEMA,
    ChangesReply,
    PushReply,
    PushRequest,
    RepairReply,
    RepairRequest,
    RescopeReply,
    RescopeRequest,
    SnapshotReply,
)
from pursight.protocol.sync_server import DEVICE_HEADER, SCHEMA_HEADER
from pursight_server.access.guard import Given, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.sync.routes.compressed import reply
from pursight_server.sync.service import ENTRIES_A_PAGE, LARGEST_PAGE, ROWS_A_PAGE, ServerSync

router = APIRouter(prefix="/sync/v1", tags=["console sync"])

Reader = Annotated[Caller, Depends(requires(Permission.SELF_READ))]
Writer = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
Device = Annotated[UUID, Header(alias=DEVICE_HEADER, description="Id of the console that asks")]
Schema = Annotated[int, Header(alias=SCHEMA_HEADER, description="Of the rows that it knows")]


def reading(
    caller: Reader, given: Given, device: Device, schema: Schema = SYNC_SCHEMA
) -> ServerSync:
    """Give the console that asks its way in."""
    return ServerSync(given, caller, device, schema)


def writing(
    caller: Writer, given: Given, device: Device, schema: Schema = SYNC_SCHEMA
) -> ServerSync:
    """Give the console that writes its way in."""
    return ServerSync(given, caller, device, schema)


Read = Annotated[ServerSync, Depends(reading)]
Write = Annotated[ServerSync, Depends(writing)]
Cursor = Annotated[str, Query(min_length=1, max_length=1000)]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]


@router.get("/snapshot", summary="All rows", response_model=SnapshotReply)
async def snapshot(
    request: Request,
    sync: Read,
    *,
    page: Annotated[str | None, Query(max_length=1000, description="`next` of the last")] = None,
    limit: Limit = ROWS_A_PAGE,
) -> Response:
    """Read all that the person may see, a page at a time; changes from `cursor` then complete it.

    Pages come in the order in which a console can use them: sources and assets first.
    """
    return reply(request, await sync.snapshot_json(page, limit))


@router.get("/changes", summary="What changed", response_model=ChangesReply)
async def changes(
    request: Request, sync: Read, cursor: Cursor, *, limit: Limit = ENTRIES_A_PAGE
) -> Response:
    """Read what changed after a cursor; the last page has the digests of what the replica holds."""
    return reply(request, await sync.changes_json(cursor, limit))


@router.post("/rescope", summary="Which scopes differ")
async def rescope(body: RescopeRequest, sync: Read) -> RescopeReply:
    """Compare what the replica holds with what the person may see now."""
    return await sync.rescope(body.cursor, body.digests)


@router.post("/repair", summary="Make a scope right", response_model=RepairReply)
async def repair(request: Request, body: RepairRequest, sync: Read) -> Response:
    """Tell what makes one scope right; in ranges of ids where it is large."""
    return reply(request, await sync.repair_json(body))


@router.post("/push", summary="Carry out commands")
async def push(body: PushRequest, sync: Write) -> PushReply:
    """Carry out commands in order, each in a transaction of its own; a known one is only answered.

    A command that comes before those it follows is answered 409 with `PurSight-Last-Mid`.
    """
    return await sync.push(body.commands)
