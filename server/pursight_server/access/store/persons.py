"""How persons are asked for and written."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.model import Person, Role
from pursight_server.access.store.rows import PERSON, is_person, to_person
from pursight_server.access.tables import person
from pursight_server.platform.conditions import Condition, among
from pursight_server.platform.one_at_a_time import one_at_a_time
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

persons_table = person
"""For `access.scope.visible`."""


async def add_person(uow: UnitOfWork, new: Person, password_hash: str | None) -> None:
    """Write a new person.

    Raises:
        Conflict: The e-mail address is taken.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(person).values(
                    organisation_id=uow.organisation_id,
                    id=new.id,
                    email=new.email,
                    name=new.name,
                    roles=sorted(new.roles),
                    password_hash=password_hash,
                    disabled_at=new.disabled_at,
                    rev=new.rev,
                    created_at=new.created_at,
                    changed_at=new.changed_at,
                )
            )
    except IntegrityError as error:
        raise Conflict(
            "somebody with this e-mail address is there already",
            hint="Look them up under /api/v1/persons; a disabled person can be enabled again.",
        ) from error


async def find_person(unit: ReadUnit, person_id: UUID, *, lock: bool = False) -> Person | None:
    """Read one person; with `lock` nobody else changes them before this transaction ends."""
    query = select(*PERSON).where(is_person(unit, person_id))
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return to_person(row) if row else None


async def hold_administrators(uow: UnitOfWork) -> None:
    """Let nobody else end administrators before this transaction ends.

    Who may end one, or change roles, calls it before locking any person or right: transactions
    that do it in this order never wait for each other in a circle.
    """
    await one_at_a_time(uow.connection, f"administrators {uow.organisation_id}")


async def hold_person(uow: UnitOfWork, person_id: UUID) -> Person | None:
    """Read one person to change their roles, or to disable them; nobody else does meanwhile."""
    await hold_administrators(uow)
    return await find_person(uow, person_id, lock=True)


async def list_persons(
    unit: ReadUnit,
    page: PageRequest,
    visible: Condition,
    words: Sequence[str] = (),
    *,
    role: Role | None = None,
) -> Page[Person]:
    """Read a page of persons by e-mail address.

    Args:
        unit: Where to read.
        page: Which.
        visible: Which persons the caller may see.
        words: Each must be a part of name, e-mail address or department.
        role: Only those who have it of their own.
    """
    query = select(*PERSON)
    if role is not None:
        query = query.where(person.c.roles.contains([role.value]))
    for word in words:
        parts = (person.c.name, person.c.email, person.c.department)
        query = query.where(or_(*(part.icontains(word, autoescape=True) for part in parts)))
    return await fetch_page(
        unit,
        query,
        page,
        kind="persons",
        order=[person.c.email, person.c.id],
        visible=visible,
        read=to_person,
    )


async def change_person(
    uow: UnitOfWork,
    person_id: UUID,
    *,
    name: str,
    roles: frozenset[Role],
    disabled_at: datetime | None,
) -> None:
    """Write name, roles and whether disabled, and the next revision."""
    await uow.connection.execute(
        update(person)
        .where(is_person(uow, person_id))
        .values(
            name=name,
            roles=sorted(roles),
            disabled_at=disabled_at,
            rev=person.c.rev + 1,
            changed_at=uow.clock.now(),
        )
    )


async def set_email(uow: UnitOfWork, person_id: UUID, email: str) -> None:
    """Write another e-mail address, and the next revision.

    Raises:
        Conflict: Somebody else has it.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                update(person)
                .where(is_person(uow, person_id))
                .values(email=email, rev=person.c.rev + 1, changed_at=uow.clock.now())
            )
    except IntegrityError as error:
        raise Conflict("somebody with this e-mail address is there already") from error


async def set_password_hash(uow: UnitOfWork, person_id: UUID, password_hash: str) -> None:
    """Write another password's hash and forget failed sign-ins."""
    await uow.connection.execute(
        update(person)
        .where(is_person(uow, person_id))
        .values(password_hash=password_hash, failed_sign_ins=0, locked_until=None)
    )


async def password_hash_of(unit: ReadUnit, person_id: UUID) -> str | None:
    """Read a password's hash."""
    query = select(person.c.password_hash).where(is_person(unit, person_id))
    return (await unit.connection.execute(query)).scalar_one_or_none()


async def addresses(unit: ReadUnit, ids: Collection[UUID]) -> dict[UUID, str]:
    """Read the e-mail addresses of some persons; who is disabled is left out."""
    found = await unit.connection.execute(
        select(person.c.id, person.c.email).where(
            person.c.organisation_id == unit.organisation_id,
            among(person.c.id, sorted(ids)),
            person.c.disabled_at.is_(None),
        )
    )
    return {row.id: row.email for row in found}
