"""Signed heads of the log, proofs under them, and exports for auditors."""

import base64
from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, Field

from pursight.audit.heads import key_id
from pursight.contracts.audit import LogKey, TreeHead
from pursight_server.access.guard import Given, Reading, actor_of, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.activity import seals
from pursight_server.activity.exporting import export
from pursight_server.activity.packing import packed
from pursight_server.activity.store import log
from pursight_server.activity.store import seals as stored
from pursight_server.platform.services import Services

router = APIRouter(prefix="/api/v1/events", tags=["activity"])

Verifier = Annotated[Caller, Depends(requires(Permission.ACTIVITY_VERIFY))]


class Form(StrEnum):
    """What an export comes as."""

    LINES = "jsonl"
    PACKAGE = "zip"


class HeadsReply(BaseModel):
    """Signed heads, the newest first, and the key that signs now."""

    items: list[TreeHead]
    key: LogKey


class InclusionReply(BaseModel):
    """Proof that an event is under a signed head; check it as RFC 9162 says in 2.1.3.2."""

    seq: int
    hash: str = Field(description="Of the event; the leaf is SHA-256 of 0x00 and its 32 bytes")
    head: TreeHead
    path: list[str] = Field(description="Nearest to the leaf first, hex")


class ConsistencyReply(BaseModel):
    """Proof that the log under one head begins with that under another; RFC 9162, 2.1.4.2."""

    before: TreeHead
    after: TreeHead
    path: list[str]


@router.get("/heads", summary="Signed heads of the log")
async def list_heads(
    given: Given,
    _caller: Verifier,
    unit: Reading,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[int | None, Query(ge=1, description="Heads over fewer events only")] = None,
) -> HeadsReply:
    """List signed heads. The log is sealed once a minute when something has happened."""
    public_key = given.keys.log_public
    return HeadsReply(
        items=await stored.heads(unit, most=limit, before=before),
        key=LogKey(key_id=key_id(public_key), public_key=base64.b64encode(public_key).decode()),
    )


@router.get("/{seq}/inclusion", summary="Prove that an event is in the log")
async def prove_inclusion(
    seq: int,
    _caller: Verifier,
    unit: Reading,
    size: Annotated[int | None, Query(ge=1, description="Of the head; else the newest")] = None,
) -> InclusionReply:
    """Give the path from an event to the root that a head signs for."""
    found = await seals.inclusion(unit, seq, size)
    return InclusionReply(
        seq=found.seq, hash=found.event_hash, head=found.head, path=list(found.path)
    )


@router.get("/consistency", summary="Prove that nothing before was changed")
async def prove_consistency(
    _caller: Verifier,
    unit: Reading,
    before: Annotated[int, Query(ge=1, description="Size of the earlier head")],
    after: Annotated[int, Query(ge=1, description="Size of the later head")],
) -> ConsistencyReply:
    """Give what shows that the log only grew between two signed heads."""
    earlier, later, path = await seals.consistency(unit, before, after)
    return ConsistencyReply(before=earlier, after=later, path=path)


@router.get(
    "/export",
    summary="Export the log with its proofs",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/x-ndjson": {}, "application/zip": {}}}},
)
async def export_log(  # noqa: PLR0917  one parameter a filter
    given: Given,
    caller: Verifier,
    unit: Reading,
    kind: Annotated[str | None, Query(max_length=200, examples=["person.*"])] = None,
    subject_kind: Annotated[str | None, Query(max_length=200)] = None,
    subject_id: Annotated[str | None, Query(max_length=500)] = None,
    actor_id: UUID | None = None,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    form: Annotated[
        Form, Query(alias="format", description="The lines alone, or with a sheet and a document")
    ] = Form.LINES,
) -> StreamingResponse:
    """Stream JSON lines for `pursight audit verify`; with a filter an excerpt, each event proven.

    As `zip` they come with the same events as CSV and PDF. That it was exported, and by whom, is an
    event itself.
    """
    chosen = log.EventFilter(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor_id=actor_id,
        since=since,
        until=until,
    )
    excerpt = chosen if chosen.conditions() else None
    if excerpt is not None:
        await seals.inclusion(unit, 1)  # says so before the answer begins when nothing is sealed
    async with given.database.unit_of_work(caller.organisation_id, actor_of(caller)) as uow:
        uow.record(
            "log.exported", "organisation", caller.organisation_id, after={"whole": excerpt is None}
        )
    lines = _lines(given, caller.organisation_id, excerpt)
    if form is Form.PACKAGE:
        return _attached(packed(lines, given.settings.data_dir), "application/zip", "zip")
    return _attached(lines, "application/x-ndjson", "jsonl")


def _attached(content: AsyncIterator[bytes], media_type: str, ending: str) -> StreamingResponse:
    return StreamingResponse(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="pursight-log.{ending}"'},
    )


async def _lines(
    given: Services, organisation_id: UUID, excerpt: log.EventFilter | None
) -> AsyncIterator[bytes]:
    async with given.database.reading(organisation_id) as unit:
        async for line in export(unit, given.keys.log_public, excerpt):
            yield line
