"""Enrolment tokens, the list of agents, and the door through which a new agent comes in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from pursight.contracts.agents import AgentHealth, AnnouncedSource, EnrolReply, EnrolRequest
from pursight.protocol import keys
from pursight_server.access import scope
from pursight_server.access.guard import (
    Given,
    IdempotencyKey,
    Paged,
    Reading,
    Writing,
    public,
    requires,
    services,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.agents import service, store
from pursight_server.agents.guard import AgentRoute, body_of, self_signed
from pursight_server.agents.model import MAX_TOKEN_USES
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.platform.unit_of_work import Actor, ReadUnit

router = APIRouter(prefix="/api/v1/agents", tags=["agents"])
agent_router = APIRouter(prefix="/agent/v1", tags=["agent protocol"], route_class=AgentRoute)

_ROWS = {"agent_id": store.agents_table}
Reader = Annotated[Caller, Depends(requires(Permission.AGENTS_READ, **_ROWS))]
Editor = Annotated[Caller, Depends(requires(Permission.AGENTS_WRITE, **_ROWS))]


class TokenBody(BaseModel, extra="forbid"):
    """What an enrolment token is for."""

    agent_group: str = Field(
        default="default",
        pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$",
        description="Agents of one group stand in for each other",
    )
    uses: int = Field(default=1, ge=1, le=MAX_TOKEN_USES, description="Agents it may enrol")
    note: str = Field(default="", max_length=500)


class TokenReply(BaseModel):
    """A token, shown this once."""

    id: UUID
    token: str = Field(examples=["pst1.AZ4f….mR2….9f86d081…"])
    agent_group: str
    uses: int
    expires_at: datetime


class AgentReply(BaseModel):
    """One agent."""

    id: UUID
    name: str
    agent_group: str
    state: str = Field(examples=["active", "revoked"])
    software: str
    platform: str
    health: AgentHealth
    enrolled_at: datetime
    last_seen_at: datetime | None
    revoked_at: datetime | None
    rev: int

    @classmethod
    def of(cls, row: store.AgentRow) -> "AgentReply":
        """Spell an agent."""
        return cls(
            id=row.id,
            name=row.name,
            agent_group=row.agent_group,
            state=row.state,
            software=row.software,
            platform=row.platform,
            health=service.health(row),
            enrolled_at=row.enrolled_at,
            last_seen_at=row.last_seen_at,
            revoked_at=row.revoked_at,
            rev=row.rev,
        )


class AgentDetailReply(AgentReply):
    """One agent with the sources that its administrator has set up there."""

    sources: list[AnnouncedSource] = []


class RevokeBody(BaseModel, extra="forbid"):
    """Why an agent is revoked."""

    note: str = Field(default="", max_length=500)


@router.post("/tokens", status_code=201, summary="Make an enrolment token")
async def issue_token(
    body: TokenBody, _caller: Editor, uow: Writing, given: Given, _key: IdempotencyKey = None
) -> TokenReply:
    """Make a token; it lives 24 hours and is shown only now.

    Its last part pins the server: the SHA-256 of its TLS key, or where agents on the same machine
    reach it without TLS, of the key that signs jobs.
    """
    pin = given.spki_sha256 or keys.pin(given.keys.job_public)
    issued = await service.issue_token(
        uow, agent_group=body.agent_group, uses=body.uses, note=body.note, pin=pin
    )
    return TokenReply(
        id=issued.id,
        token=issued.token,
        agent_group=issued.facts.agent_group,
        uses=issued.facts.uses_left,
        expires_at=issued.facts.expires_at,
    )


@router.get("", summary="All agents")
async def list_agents(caller: Reader, unit: Reading, page: Paged) -> PageOf[AgentReply]:
    """List agents by name."""
    visible = scope.visible(caller, Permission.AGENTS_READ, store.agents_table)
    found = (await store.page(unit, page, visible)).map(AgentReply.of)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.get("/{agent_id}", summary="One agent")
async def get_agent(
    agent_id: UUID, _caller: Reader, unit: Reading, response: Response
) -> AgentDetailReply:
    """Read an agent, its health and its announced sources."""
    return await _detail(unit, agent_id, response)


@router.post("/{agent_id}/revoke", summary="Revoke an agent")
async def revoke_agent(
    agent_id: UUID,
    body: RevokeBody,
    _caller: Editor,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> AgentDetailReply:
    """Withdraw trust for good: the agent stops scanning and keeps what it has not delivered."""
    await service.revoke(uow, agent_id, note=body.note)
    return await _detail(uow, agent_id, response)


@agent_router.post("/enroll", summary="Enrol an agent", openapi_extra=body_of(EnrolRequest))
@public
async def enrol(request: Request) -> EnrolReply:
    """Trust a new agent: signed by the key it presents, vouched for by its token."""
    wanted = await self_signed(request, EnrolRequest, lambda body: body.public_key)
    given = services(request)
    organisation_id = service.organisation_of_token(wanted.token)
    actor = Actor("agent", wanted.agent_id, wanted.name)
    async with given.database.unit_of_work(organisation_id, actor) as uow:
        return await service.enrol(uow, wanted, given.keys.job_public)


async def _detail(unit: ReadUnit, agent_id: UUID, response: Response) -> AgentDetailReply:
    row = await service.get(unit, agent_id)
    response.headers["ETag"] = etag(row.rev)
    announced = await service.announced(unit, agent_id)
    return AgentDetailReply(**AgentReply.of(row).model_dump(), sources=list(announced))
