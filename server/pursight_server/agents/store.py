"""Queries over agents, their tokens, announced sources and nonces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from pursight.contracts.agents import AgentHealth, AnnouncedSource, EnrolRequest
from pursight_server.agents.model import AgentFacts, AgentState, TokenFacts, key_conflict
from pursight_server.agents.tables import (
    agent,
    agent_nonce,
    announced_source,
    enrolment_token,
)
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

AgentRow = Row[Any]

agents_table = agent
"""For `access.scope.visible`."""


async def organisation_of_agent(connection: AsyncConnection, agent_id: UUID) -> UUID | None:
    """Find an agent's organisation before any is entered."""
    found = await connection.execute(
        text("SELECT organisation_of_agent(:agent_id)"), {"agent_id": agent_id}
    )
    return found.scalar_one_or_none()


async def add_token(uow: UnitOfWork, token: TokenFacts, note: str) -> None:
    """Keep a new enrolment token."""
    await uow.connection.execute(
        insert(enrolment_token).values(
            organisation_id=uow.organisation_id,
            id=token.id,
            secret_sha256=token.secret_sha256,
            agent_group=token.agent_group,
            note=note,
            uses=token.uses_left,
            uses_left=token.uses_left,
            expires_at=token.expires_at,
            created_at=uow.clock.now(),
        )
    )


async def lock_token(uow: UnitOfWork, token_id: UUID) -> TokenFacts | None:
    """Read a token and keep others from using it until the end of the transaction."""
    t = enrolment_token.c
    found = await uow.connection.execute(
        select(t.id, t.secret_sha256, t.agent_group, t.expires_at, t.uses_left)
        .where(t.organisation_id == uow.organisation_id, t.id == token_id)
        .with_for_update()
    )
    row = found.mappings().one_or_none()
    return None if row is None else TokenFacts(**row)


async def use_token(uow: UnitOfWork, token_id: UUID) -> None:
    """Take one use off a token."""
    t = enrolment_token.c
    await uow.connection.execute(
        update(enrolment_token)
        .where(t.organisation_id == uow.organisation_id, t.id == token_id)
        .values(uses_left=t.uses_left - 1)
    )


async def find(unit: ReadUnit, agent_id: UUID) -> AgentRow | None:
    """Read an agent's row."""
    found = await unit.connection.execute(
        select(agent).where(agent.c.organisation_id == unit.organisation_id, agent.c.id == agent_id)
    )
    return found.one_or_none()


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> list[AgentRow]:
    """Read agents' rows."""
    found = await unit.connection.execute(
        select(agent).where(agent.c.organisation_id == unit.organisation_id, among(agent.c.id, ids))
    )
    return list(found)


def facts(row: AgentRow) -> AgentFacts:
    """Take what matters for trust out of an agent's row."""
    return AgentFacts(
        id=row.id,
        organisation_id=row.organisation_id,
        name=row.name,
        agent_group=row.agent_group,
        public_key=row.public_key,
        token_id=row.token_id,
        state=AgentState(row.state),
    )


async def add(uow: UnitOfWork, request: EnrolRequest, token: TokenFacts) -> None:
    """Keep a new agent.

    Raises:
        KeyConflict: Another organisation has an agent with this id.
    """
    now = uow.clock.now()
    try:
        await uow.connection.execute(
            insert(agent).values(
                organisation_id=uow.organisation_id,
                id=request.agent_id,
                name=request.name,
                agent_group=token.agent_group,
                public_key=request.public_key,
                token_id=token.id,
                state=AgentState.ACTIVE,
                software=request.software,
                platform=request.platform,
                health=AgentHealth().model_dump(mode="json"),
                enrolled_at=now,
                rev=1,
                created_at=now,
                changed_at=now,
            )
        )
    except IntegrityError as error:
        raise key_conflict() from error


async def page(unit: ReadUnit, wanted: PageRequest, visible: Condition) -> Page[AgentRow]:
    """Read a page of agents by name."""
    return await fetch_page(
        unit,
        select(agent),
        wanted,
        kind="agents",
        order=[agent.c.name, agent.c.id],
        visible=visible,
        read=lambda row: row,
    )


async def change(uow: UnitOfWork, agent_id: UUID, **values: object) -> None:
    """Change fields of an agent and count its revision up."""
    await uow.connection.execute(
        update(agent)
        .where(agent.c.organisation_id == uow.organisation_id, agent.c.id == agent_id)
        .values(rev=agent.c.rev + 1, changed_at=uow.clock.now(), **values)
    )


async def note_seen(uow: UnitOfWork, agent_id: UUID, *, health: AgentHealth, software: str) -> None:
    """Keep when an agent was last heard and how it feels; no revision, no event: it is a pulse."""
    values: dict[str, object] = {
        "last_seen_at": uow.clock.now(),
        "health": health.model_dump(mode="json"),
    }
    if software:
        values["software"] = software
    await uow.connection.execute(
        update(agent)
        .where(agent.c.organisation_id == uow.organisation_id, agent.c.id == agent_id)
        .values(**values)
    )


async def announced(unit: ReadUnit, agent_id: UUID) -> tuple[AnnouncedSource, ...]:
    """Read what an agent last announced, by alias."""
    a = announced_source.c
    found = await unit.connection.execute(
        select(a.alias, a.kind, a.consents)
        .where(a.organisation_id == unit.organisation_id, a.agent_id == agent_id)
        .order_by(a.alias)
    )
    return tuple(
        AnnouncedSource(alias=row.alias, kind=row.kind, consents=tuple(row.consents))
        for row in found
    )


async def announced_by(
    unit: ReadUnit, agent_ids: Sequence[UUID]
) -> dict[UUID, tuple[AnnouncedSource, ...]]:
    """Read what several agents last announced, each by alias."""
    a = announced_source.c
    found = await unit.connection.execute(
        select(a.agent_id, a.alias, a.kind, a.consents)
        .where(a.organisation_id == unit.organisation_id, among(a.agent_id, agent_ids))
        .order_by(a.agent_id, a.alias)
    )
    announced: dict[UUID, tuple[AnnouncedSource, ...]] = {}
    for row in found:
        one = AnnouncedSource(alias=row.alias, kind=row.kind, consents=tuple(row.consents))
        announced[row.agent_id] = (*announced.get(row.agent_id, ()), one)
    return announced


async def replace_announced(
    uow: UnitOfWork, agent_id: UUID, sources: Sequence[AnnouncedSource]
) -> None:
    """Make an agent's announced sources exactly these; no alias twice."""
    a = announced_source.c
    await uow.connection.execute(
        delete(announced_source).where(
            a.organisation_id == uow.organisation_id, a.agent_id == agent_id
        )
    )
    if sources:
        await uow.connection.execute(
            insert(announced_source),
            [
                {
                    "organisation_id": uow.organisation_id,
                    "agent_id": agent_id,
                    "alias": source.alias,
                    "kind": source.kind,
                    "consents": list(source.consents),
                    "seen_at": uow.clock.now(),
                }
                for source in sources
            ],
        )


async def remember_nonce(uow: UnitOfWork, agent_id: UUID, nonce: str, forget_at: datetime) -> bool:
    """Keep a nonce; False when it is known already."""
    added = await uow.connection.execute(
        upsert(agent_nonce)
        .values(
            organisation_id=uow.organisation_id,
            agent_id=agent_id,
            nonce=nonce,
            forget_at=forget_at,
        )
        .on_conflict_do_nothing()
        .returning(agent_nonce.c.nonce)
    )
    return added.scalar_one_or_none() is not None


async def forget_nonces(uow: UnitOfWork) -> int:
    """Drop nonces whose requests can no longer be fresh; return how many."""
    dropped = await uow.connection.execute(
        delete(agent_nonce).where(
            agent_nonce.c.organisation_id == uow.organisation_id,
            agent_nonce.c.forget_at < uow.clock.now(),
        )
    )
    return dropped.rowcount
