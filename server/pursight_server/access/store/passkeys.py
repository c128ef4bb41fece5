"""How passkeys are asked for and written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.tables import passkey
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A credential of WebAuthn and whose it is."""

    id: UUID
    person_id: UUID
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    used_at: datetime | None


async def add_passkey(uow: UnitOfWork, new: Passkey) -> None:
    """Write a new one.

    Raises:
        Conflict: The authenticator is registered already.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(passkey).values(
                    organisation_id=uow.organisation_id,
                    id=new.id,
                    person_id=new.person_id,
                    credential_id=new.credential_id,
                    public_key=new.public_key,
                    sign_count=new.sign_count,
                    name=new.name,
                    created_at=new.created_at,
                    used_at=new.used_at,
                )
            )
    except IntegrityError as error:
        raise Conflict("this passkey is registered already") from error


async def passkeys_of(unit: ReadUnit, person_id: UUID) -> Sequence[Passkey]:
    """List a person's passkeys, the oldest first."""
    found = await unit.connection.execute(
        select(passkey)
        .where(passkey.c.organisation_id == unit.organisation_id, passkey.c.person_id == person_id)
        .order_by(passkey.c.created_at, passkey.c.id)
    )
    return [_passkey(row) for row in found]


async def find_passkey(uow: UnitOfWork, credential_id: bytes) -> Passkey | None:
    """Read, and lock, a passkey by what the authenticator calls it."""
    found = await uow.connection.execute(
        select(passkey)
        .where(
            passkey.c.organisation_id == uow.organisation_id,
            passkey.c.credential_id == credential_id,
        )
        .with_for_update()
    )
    row = found.one_or_none()
    return _passkey(row) if row else None


async def note_passkey_use(uow: UnitOfWork, passkey_id: UUID, sign_count: int) -> None:
    """Write how often the authenticator says that it has signed."""
    await uow.connection.execute(
        update(passkey)
        .where(passkey.c.organisation_id == uow.organisation_id, passkey.c.id == passkey_id)
        .values(sign_count=sign_count, used_at=uow.clock.now())
    )


async def drop_passkey(uow: UnitOfWork, person_id: UUID, passkey_id: UUID) -> str | None:
    """Delete one of a person's passkeys; returns its name, None when there is none such."""
    gone = await uow.connection.execute(
        delete(passkey)
        .where(
            passkey.c.organisation_id == uow.organisation_id,
            passkey.c.person_id == person_id,
            passkey.c.id == passkey_id,
        )
        .returning(passkey.c.name)
    )
    return gone.scalar_one_or_none()


async def drop_passkeys(uow: UnitOfWork, person_id: UUID) -> None:
    """Delete all of a person's passkeys."""
    await uow.connection.execute(
        delete(passkey).where(
            passkey.c.organisation_id == uow.organisation_id, passkey.c.person_id == person_id
        )
    )


def _passkey(row: Any) -> Passkey:
    return Passkey(
        id=row.id,
        person_id=row.person_id,
        credential_id=bytes(row.credential_id),
        public_key=bytes(row.public_key),
        sign_count=row.sign_count,
        name=row.name,
        created_at=row.created_at,
        used_at=row.used_at,
    )
