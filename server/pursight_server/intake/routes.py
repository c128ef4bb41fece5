"""Where agents deliver runs: chunks, then a commit."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel

from pursight.contracts.agents import CommitReceipt, CommitRequest
from pursight_server.agents.guard import AgentRoute, Signed, body_of, parse
from pursight_server.intake import service
from pursight_server.intake.model import Delivery

agent_router = APIRouter(
    prefix="/agent/v1/runs/{run_id}/attempts/{attempt}",
    tags=["agent protocol"],
    route_class=AgentRoute,
)

Attempt = Annotated[int, Path(ge=1, le=2**31 - 1)]
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]

_CHUNK = {
    "requestBody": {
        "required": True,
        "content": {"application/zstd": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ChunkReply(BaseModel):
    """The chunk is stored; this is what the server computed from its bytes."""

    number: int
    sha256: str


@agent_router.put("/chunks/{number}", summary="Deliver a chunk", openapi_extra=_CHUNK)
async def put_chunk(run_id: UUID, attempt: Attempt, number: Number, call: Signed) -> ChunkReply:
    """Keep one zstd chunk of at most 1 MiB; its signed Content-Digest has been checked."""
    delivery = Delivery(call.agent, run_id, attempt)
    sha256 = await service.take_chunk(call.services.database, delivery, number, call.body)
    return ChunkReply(number=number, sha256=sha256)


@agent_router.post("/commit", summary="Commit a run", openapi_extra=body_of(CommitRequest))
async def commit(run_id: UUID, attempt: Attempt, call: Signed) -> CommitReceipt:
    """Apply a run in one transaction and give its receipt; the same again gives the same."""
    delivery = Delivery(call.agent, run_id, attempt)
    request = parse(call.body, CommitRequest)
    return await service.commit_run(call.services.database, delivery, request)
