"""How a way through the browser is kept, and who somebody is elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from pursight_server.access.tables import external_identity, provider_flow
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFlow:
    """One way through the browser.

    Attributes:
        verifier: Ours towards the provider (PKCE), sealed.
        return_to: The loopback address where the console listens, with its own `return_state`.
        code_challenge: The console's towards us (PKCE).
        person_id: Whom the provider has named.
    """

    id: UUID
    provider_id: UUID
    nonce: str
    verifier: bytes
    return_to: str
    return_state: str
    code_challenge: str
    expires_at: datetime
    used_at: datetime | None = None
    person_id: UUID | None = None
    code_expires_at: datetime | None = None
    code_used_at: datetime | None = None


async def add_flow(uow: UnitOfWork, new: ProviderFlow, state_sha256: str) -> None:
    """Write a new one."""
    await uow.connection.execute(
        insert(provider_flow).values(
            organisation_id=uow.organisation_id,
            id=new.id,
            provider_id=new.provider_id,
            state_sha256=state_sha256,
            nonce=new.nonce,
            verifier=new.verifier,
            return_to=new.return_to,
            return_state=new.return_state,
            code_challenge=new.code_challenge,
            created_at=uow.clock.now(),
            expires_at=new.expires_at,
        )
    )


async def flow_by_state(uow: UnitOfWork, sha256: str) -> ProviderFlow | None:
    """Read, and lock, the flow of a `state`."""
    return await _flow(uow, provider_flow.c.state_sha256 == sha256)


async def flow_by_code(uow: UnitOfWork, sha256: str) -> ProviderFlow | None:
    """Read, and lock, the flow of a code of ours."""
    return await _flow(uow, provider_flow.c.code_sha256 == sha256)


async def use_state(uow: UnitOfWork, flow_id: UUID) -> None:
    """Note that the browser has come back: it does not a second time."""
    await _change(uow, flow_id, used_at=uow.clock.now())


async def give_code(
    uow: UnitOfWork, flow_id: UUID, person_id: UUID, sha256: str, expires_at: datetime
) -> None:
    """Note whom the provider has named, and the code by which the console gets its session."""
    await _change(uow, flow_id, person_id=person_id, code_sha256=sha256, code_expires_at=expires_at)


async def use_code(uow: UnitOfWork, flow_id: UUID) -> None:
    """Note that a code was used, rightly or not: it is worth nothing more."""
    await _change(uow, flow_id, code_used_at=uow.clock.now())


async def forget_flows(uow: UnitOfWork, before: datetime) -> None:
    """Delete flows that ran out before a time."""
    await uow.connection.execute(
        delete(provider_flow).where(
            provider_flow.c.organisation_id == uow.organisation_id,
            provider_flow.c.expires_at < before,
        )
    )


async def person_of_identity(uow: UnitOfWork, provider_id: UUID, subject: str) -> UUID | None:
    """Find who somebody is here whom a provider calls `subject`."""
    found = await uow.connection.execute(
        update(external_identity)
        .where(
            external_identity.c.organisation_id == uow.organisation_id,
            external_identity.c.provider_id == provider_id,
            external_identity.c.subject == subject,
        )
        .values(used_at=uow.clock.now())
        .returning(external_identity.c.person_id)
    )
    person_id: UUID | None = found.scalar_one_or_none()
    return person_id


async def link_identity(uow: UnitOfWork, provider_id: UUID, subject: str, person_id: UUID) -> None:
    """Note who somebody is here."""
    now = uow.clock.now()
    await uow.connection.execute(
        insert(external_identity).values(
            organisation_id=uow.organisation_id,
            provider_id=provider_id,
            subject=subject,
            person_id=person_id,
            created_at=now,
            used_at=now,
        )
    )


async def _flow(uow: UnitOfWork, which: Condition) -> ProviderFlow | None:
    found = await uow.connection.execute(
        select(provider_flow)
        .where(provider_flow.c.organisation_id == uow.organisation_id, which)
        .with_for_update()
    )
    row: Any = found.one_or_none()
    if row is None:
        return None
    return ProviderFlow(
        id=row.id,
        provider_id=row.provider_id,
        nonce=row.nonce,
        verifier=bytes(row.verifier),
        return_to=row.return_to,
        return_state=row.return_state,
        code_challenge=row.code_challenge,
        expires_at=row.expires_at,
        used_at=row.used_at,
        person_id=row.person_id,
        code_expires_at=row.code_expires_at,
        code_used_at=row.code_used_at,
    )


async def _change(uow: UnitOfWork, flow_id: UUID, **values: object) -> None:
    await uow.connection.execute(
        update(provider_flow)
        .where(
            provider_flow.c.organisation_id == uow.organisation_id, provider_flow.c.id == flow_id
        )
        .values(**values)
    )
