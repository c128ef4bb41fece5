"""What a sign-in is decided on: the person, their password, their failures."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from pursight_server.access.model import Person
from pursight_server.access.store.rows import PERSON, is_person, to_person
from pursight_server.access.tables import person
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """What a sign-in is decided on."""

    person: Person
    password_hash: str | None
    failed_sign_ins: int
    locked_until: datetime | None


async def sign_in_facts(uow: UnitOfWork, email: str) -> SignInFacts | None:
    """Read, and lock, what a sign-in is decided on; None when nobody has this address."""
    return await _facts(uow, person.c.email == email)


async def sign_in_facts_of(uow: UnitOfWork, person_id: UUID) -> SignInFacts | None:
    """Read, and lock, the same of a person who is known."""
    return await _facts(uow, person.c.id == person_id)


async def replace_password_hash(uow: UnitOfWork, person_id: UUID, password_hash: str) -> None:
    """Write another hash of the same password; what went wrong before stays counted."""
    await uow.connection.execute(
        update(person).where(is_person(uow, person_id)).values(password_hash=password_hash)
    )


async def set_failures(
    uow: UnitOfWork, person_id: UUID, failures: int, locked_until: datetime | None
) -> None:
    """Write how many wrong passwords came in a row, and until when to wait."""
    await uow.connection.execute(
        update(person)
        .where(is_person(uow, person_id))
        .values(failed_sign_ins=failures, locked_until=locked_until)
    )


async def _facts(uow: UnitOfWork, whose: Condition) -> SignInFacts | None:
    found = await uow.connection.execute(
        select(*PERSON, person.c.password_hash, person.c.failed_sign_ins, person.c.locked_until)
        .where(person.c.organisation_id == uow.organisation_id, whose)
        .with_for_update()
    )
    row = found.one_or_none()
    if row is None:
        return None
    return SignInFacts(to_person(row), row.password_hash, row.failed_sign_ins, row.locked_until)
