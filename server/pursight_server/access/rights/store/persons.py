"""What rights ask of persons: how policies and owners call them, and their own roles."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from pursight_server.access.model import Role
from pursight_server.access.rights.tables import (
    person_group,
)
from pursight_server.access.tables import person
from pursight_server.platform.conditions import of_organisation
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def called(unit: ReadUnit, person_id: UUID) -> tuple[str, str]:
    """Read a person's e-mail address and department; empty for whoever is no person."""
    found = await unit.connection.execute(
        select(person.c.email, person.c.department).where(
            of_organisation(person, unit.organisation_id), person.c.id == person_id
        )
    )
    row = found.one_or_none()
    return ("", "") if row is None else (row[0], row[1])


async def set_department(uow: UnitOfWork, person_id: UUID, department: str) -> None:
    """Write a person's department."""
    await uow.connection.execute(
        update(person)
        .where(of_organisation(person, uow.organisation_id), person.c.id == person_id)
        .values(department=department, rev=person.c.rev + 1, changed_at=uow.clock.now())
    )


async def named(unit: ReadUnit, names: Sequence[str]) -> tuple[list[UUID], list[UUID]]:
    """Find the persons with any of some e-mail addresses, and the groups with any of the names."""
    persons = await unit.connection.execute(
        select(person.c.id).where(
            of_organisation(person, unit.organisation_id), person.c.email.in_(names)
        )
    )
    groups = await unit.connection.execute(
        select(person_group.c.id).where(
            of_organisation(person_group, unit.organisation_id), person_group.c.name.in_(names)
        )
    )
    return list(persons.scalars()), list(groups.scalars())


async def persons_with_role(unit: ReadUnit, role: Role) -> list[UUID]:
    """List the persons who can sign in and have a role of their own."""
    found = await unit.connection.execute(
        select(person.c.id).where(
            of_organisation(person, unit.organisation_id),
            person.c.roles.contains([role.value]),
            person.c.disabled_at.is_(None),
        )
    )
    return list(found.scalars())
