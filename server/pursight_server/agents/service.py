"""Let agents enrol, hear them, revoke them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pursight.contracts.agents import (
    AgentHealth,
    AnnouncedSource,
    EnrolReply,
    EnrolRequest,
    PollRequest,
)
from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight.protocol import keys
from pursight.protocol.signatures import NONCE_MEMORY_SECONDS, SignatureRefused, Verified
from pursight_server.agents import store
from pursight_server.agents.model import (
    MAX_TOKEN_USES,
    TOKEN_LIFETIME,
    AgentFacts,
    AgentState,
    Enrolment,
    TokenFacts,
    decide_enrolment,
    hash_secret,
    read_token_id,
    revoked,
    spell_token_id,
)
from pursight_server.organisations import service as organisations
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token as it is shown, once."""

    id: UUID
    token: str
    facts: TokenFacts


async def issue_token(
    uow: UnitOfWork, *, agent_group: str, uses: int = 1, note: str = "", pin: str
) -> IssuedToken:
    """Make an enrolment token; only the hash of its secret is kept.

    Args:
        uow: Whose organisation the agents will belong to.
        agent_group: Agents of one group stand in for each other when an attempt is lost.
        uses: How many agents it may enrol.
        note: What it is for, in words of the person who asks.
        pin: SHA-256 of the public key (SPKI) of the server's TLS certificate; where agents reach
            it without TLS, on the same machine, `keys.pin` of the key that signs jobs.

    Raises:
        Refused: A number of uses out of bounds.
    """
    if not 1 <= uses <= MAX_TOKEN_USES:
        raise Refused(f"a token has between 1 and {MAX_TOKEN_USES} uses, not {uses}")
    secret = secrets.token_urlsafe(32)
    token = TokenFacts(
        id=new_id(uow.clock),
        secret_sha256=hash_secret(secret),
        agent_group=agent_group,
        expires_at=uow.clock.now() + TOKEN_LIFETIME,
        uses_left=uses,
    )
    await store.add_token(uow, token, note)
    uow.record(
        "enrolment_token.issued",
        "enrolment_token",
        token.id,
        after={"agent_group": agent_group, "uses": uses, "expires_at": token.expires_at},
        note=note,
    )
    text = keys.EnrolmentToken(spell_token_id(uow.organisation_id, token.id), secret, pin)
    return IssuedToken(token.id, str(text), token)


def organisation_of_token(text: str) -> UUID:
    """Read which organisation a token belongs to; nothing of it is verified yet.

    Raises:
        TokenRefused: It is none of ours.
        BadKey: It is no token at all.
    """
    return read_token_id(keys.EnrolmentToken.parse(text).token_id)[0]


async def enrol(uow: UnitOfWork, request: EnrolRequest, job_public: bytes) -> EnrolReply:
    """Trust a new agent, whose signature by the key it presents has been verified.

    The same token and key get the same reply again, however often the answer was lost.

    Raises:
        TokenRefused: The token is not good.
        KeyConflict: The agent id belongs to another key or organisation.
        AgentRevoked: The agent was revoked.
    """
    parsed = keys.EnrolmentToken.parse(request.token)
    keys.from_text(request.public_key)
    _, token_id = read_token_id(parsed.token_id)
    token = await store.lock_token(uow, token_id)
    row = await store.find(uow, request.agent_id)
    decision = decide_enrolment(
        token,
        None if row is None else store.facts(row),
        secret=parsed.secret,
        public_key=request.public_key,
        now=uow.clock.now(),
    )
    if token is not None and decision is not Enrolment.REPEAT:
        await store.use_token(uow, token.id)
        if decision is Enrolment.ENROL:
            await store.add(uow, request, token)
        else:
            await store.change(
                uow, request.agent_id, token_id=token.id, agent_group=token.agent_group
            )
        uow.record(
            "agent.enrolled",
            "agent",
            request.agent_id,
            after={
                "name": request.name,
                "agent_group": token.agent_group,
                "public_key": request.public_key,
                "token_id": token.id,
            },
        )
    organisation = await organisations.get(uow)
    return EnrolReply(
        agent_id=request.agent_id,
        organisation_id=uow.organisation_id,
        organisation=organisation.name,
        job_key=keys.to_text(job_public),
        now=uow.clock.now(),
    )


async def find_for_request(database: Database, agent_id: UUID) -> AgentFacts | None:
    """Find whom a request claims to come from; its signature is still to be verified."""
    async with database.outside() as connection:
        organisation_id = await store.organisation_of_agent(connection, agent_id)
    if organisation_id is None:
        return None
    async with database.reading(organisation_id) as unit:
        row = await store.find(unit, agent_id)
    return None if row is None else store.facts(row)


async def admit(database: Database, agent: AgentFacts, verified: Verified) -> None:
    """Let one verified request in: not a replayed one, and not one of a revoked agent.

    The nonce is kept in a transaction of its own: it counts as used also if the request fails.

    Raises:
        SignatureRefused: The nonce was used before.
        AgentRevoked: The agent is no longer trusted.
    """
    forget_at = verified.created + timedelta(seconds=NONCE_MEMORY_SECONDS)
    async with database.unit_of_work(agent.organisation_id, as_actor(agent)) as uow:
        fresh = await store.remember_nonce(uow, agent.id, verified.nonce, forget_at)
    if not fresh:
        raise SignatureRefused("signature.replayed")
    if agent.state is AgentState.REVOKED:
        raise revoked()


def as_actor(agent: AgentFacts) -> Actor:
    """Name an agent as the one who does something."""
    return Actor("agent", agent.id, agent.name)


async def hear(uow: UnitOfWork, agent: AgentFacts, request: PollRequest) -> None:
    """Keep what a poll says of the agent itself; an event only when its sources have changed.

    Raises:
        Refused: An alias is announced twice.
    """
    aliases = [source.alias for source in request.sources]
    if len(aliases) != len(set(aliases)):
        raise Refused("a poll announces an alias twice")
    await store.note_seen(uow, agent.id, health=request.health, software=request.software)
    before = await store.announced(uow, agent.id)
    after = tuple(sorted(request.sources, key=lambda source: source.alias))
    if before != after:
        await store.replace_announced(uow, agent.id, after)
        uow.record(
            "agent.sources_announced",
            "agent",
            agent.id,
            before={"sources": [source.model_dump(mode="json") for source in before]},
            after={"sources": [source.model_dump(mode="json") for source in after]},
        )


async def get(unit: ReadUnit, agent_id: UUID) -> store.AgentRow:
    """Read one agent.

    Raises:
        NotFound: There is none.
    """
    row = await store.find(unit, agent_id)
    if row is None:
        raise NotFound("there is no such agent")
    return row


async def facts_of(unit: ReadUnit, agent_id: UUID) -> AgentFacts:
    """Read what matters for trusting one agent.

    Raises:
        NotFound: There is none.
    """
    return store.facts(await get(unit, agent_id))


async def announced(unit: ReadUnit, agent_id: UUID) -> tuple[AnnouncedSource, ...]:
    """Read what an agent last announced."""
    return await store.announced(unit, agent_id)


async def several(
    unit: ReadUnit, ids: Sequence[UUID]
) -> dict[UUID, tuple[store.AgentRow, tuple[AnnouncedSource, ...]]]:
    """Read agents by id, each with what it last announced."""
    found, announced = await store.several(unit, ids), await store.announced_by(unit, ids)
    return {row.id: (row, announced.get(row.id, ())) for row in found}


def health(row: store.AgentRow) -> AgentHealth:
    """Read how an agent last felt."""
    return AgentHealth.model_validate(row.health)


async def revoke(uow: UnitOfWork, agent_id: UUID, *, note: str = "") -> None:
    """Withdraw trust for good; revoking twice changes nothing.

    Raises:
        NotFound: There is no such agent.
    """
    row = await get(uow, agent_id)
    if row.state == AgentState.REVOKED:
        return
    await store.change(uow, agent_id, state=AgentState.REVOKED, revoked_at=uow.clock.now())
    uow.record(
        "agent.revoked",
        "agent",
        agent_id,
        before={"state": row.state},
        after={"state": AgentState.REVOKED},
        note=note,
    )


async def forget_nonces(uow: UnitOfWork) -> int:
    """Drop nonces that no fresh request can carry any more; the worker calls it now and then."""
    return await store.forget_nonces(uow)
