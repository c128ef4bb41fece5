"""How second factors, and who must have one, are asked for and written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight_server.access.model import Role
from pursight_server.access.tables import recovery_code, sign_in_policy, totp
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Totp:
    """A secret for codes by time, sealed."""

    id: UUID
    person_id: UUID
    secret: bytes
    last_step: int
    created_at: datetime
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPolicy:
    """What an organisation asks of those who sign in."""

    second_factor_roles: frozenset[Role] = frozenset()
    rev: int = 0

    def asks_second_factor(self, roles: frozenset[Role]) -> bool:
        """Whether somebody with these roles must have a second factor."""
        return bool(self.second_factor_roles & roles)


async def totp_of(unit: ReadUnit, person_id: UUID, *, confirmed: bool) -> Totp | None:
    """Read a person's secret: the one in use, or the one being set up."""
    found = await unit.connection.execute(
        select(totp)
        .where(
            totp.c.organisation_id == unit.organisation_id,
            totp.c.person_id == person_id,
            totp.c.confirmed_at.is_not(None) if confirmed else totp.c.confirmed_at.is_(None),
        )
        .order_by(totp.c.created_at.desc(), totp.c.id.desc())
        .limit(1)
    )
    row = found.one_or_none()
    if row is None:
        return None
    return Totp(
        id=row.id,
        person_id=row.person_id,
        secret=bytes(row.secret),
        last_step=row.last_step,
        created_at=row.created_at,
        confirmed_at=row.confirmed_at,
    )


async def begin_totp(uow: UnitOfWork, totp_id: UUID, person_id: UUID, secret: bytes) -> None:
    """Write a secret that is being set up, in place of any other that is."""
    await uow.connection.execute(
        delete(totp).where(
            totp.c.organisation_id == uow.organisation_id,
            totp.c.person_id == person_id,
            totp.c.confirmed_at.is_(None),
        )
    )
    await uow.connection.execute(
        insert(totp).values(
            organisation_id=uow.organisation_id,
            id=totp_id,
            person_id=person_id,
            secret=secret,
            created_at=uow.clock.now(),
        )
    )


async def confirm_totp(uow: UnitOfWork, found: Totp, step: int) -> None:
    """Put a secret in use, in place of any other."""
    await uow.connection.execute(
        delete(totp).where(
            totp.c.organisation_id == uow.organisation_id,
            totp.c.person_id == found.person_id,
            totp.c.id != found.id,
        )
    )
    await uow.connection.execute(
        update(totp)
        .where(totp.c.organisation_id == uow.organisation_id, totp.c.id == found.id)
        .values(confirmed_at=uow.clock.now(), last_step=step)
    )


async def use_step(uow: UnitOfWork, totp_id: UUID, step: int) -> bool:
    """Note the step of an accepted code; False when it, or a later one, was accepted already."""
    noted = await uow.connection.execute(
        update(totp)
        .where(
            totp.c.organisation_id == uow.organisation_id,
            totp.c.id == totp_id,
            totp.c.last_step < step,
        )
        .values(last_step=step)
    )
    return noted.rowcount == 1


async def drop_totp(uow: UnitOfWork, person_id: UUID) -> bool:
    """Delete a person's secrets; tells whether one was in use."""
    gone = await uow.connection.execute(
        delete(totp)
        .where(totp.c.organisation_id == uow.organisation_id, totp.c.person_id == person_id)
        .returning(totp.c.confirmed_at)
    )
    return any(at is not None for at in gone.scalars())


async def replace_recovery_codes(
    uow: UnitOfWork, person_id: UUID, codes: list[tuple[UUID, str]]
) -> None:
    """Write the hashes of a person's recovery codes in place of all before."""
    await uow.connection.execute(
        delete(recovery_code).where(
            recovery_code.c.organisation_id == uow.organisation_id,
            recovery_code.c.person_id == person_id,
        )
    )
    if codes:
        await uow.connection.execute(
            insert(recovery_code),
            [
                {
                    "organisation_id": uow.organisation_id,
                    "id": code_id,
                    "person_id": person_id,
                    "sha256": sha256,
                    "created_at": uow.clock.now(),
                }
                for code_id, sha256 in codes
            ],
        )


async def use_recovery_code(uow: UnitOfWork, person_id: UUID, sha256: str) -> bool:
    """Use a code up; False when there is none such, or it was used."""
    used = await uow.connection.execute(
        update(recovery_code)
        .where(
            recovery_code.c.organisation_id == uow.organisation_id,
            recovery_code.c.person_id == person_id,
            recovery_code.c.sha256 == sha256,
            recovery_code.c.used_at.is_(None),
        )
        .values(used_at=uow.clock.now())
    )
    return used.rowcount == 1


async def recovery_codes_left(unit: ReadUnit, person_id: UUID) -> int:
    """Count a person's unused recovery codes."""
    found = await unit.connection.execute(
        select(func.count()).where(
            recovery_code.c.organisation_id == unit.organisation_id,
            recovery_code.c.person_id == person_id,
            recovery_code.c.used_at.is_(None),
        )
    )
    return found.scalar_one()


async def sign_in_policy_of(unit: ReadUnit) -> SignInPolicy:
    """Read what the organisation asks of those who sign in."""
    found = await unit.connection.execute(
        select(sign_in_policy).where(sign_in_policy.c.organisation_id == unit.organisation_id)
    )
    row = found.one_or_none()
    if row is None:
        return SignInPolicy()
    return SignInPolicy(
        second_factor_roles=frozenset(Role(role) for role in row.second_factor_roles), rev=row.rev
    )


async def write_sign_in_policy(uow: UnitOfWork, policy: SignInPolicy) -> None:
    """Write what the organisation asks of those who sign in."""
    values = {
        "second_factor_roles": sorted(policy.second_factor_roles),
        "rev": policy.rev,
        "changed_at": uow.clock.now(),
    }
    await uow.connection.execute(
        upsert(sign_in_policy)
        .values(organisation_id=uow.organisation_id, **values)
        .on_conflict_do_update(index_elements=["organisation_id"], set_=values)
    )
