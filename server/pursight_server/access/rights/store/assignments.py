"""How assignments of roles are kept and asked for."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from pursight_server.access.model import Scope, ScopeKind, Subject, SubjectKind
from pursight_server.access.rights.model import Assignment
from pursight_server.access.rights.tables import (
    role_assignment,
)
from pursight_server.platform.conditions import Condition, among, of_organisation
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

assignments_table = role_assignment
"""For `access.scope.visible`."""


async def add_assignment(uow: UnitOfWork, new: Assignment) -> None:
    """Write a new assignment."""
    await uow.connection.execute(
        insert(role_assignment).values(
            organisation_id=uow.organisation_id,
            id=new.id,
            role=new.role,
            subject_kind=new.subject.kind.value,
            subject_id=new.subject.id,
            scope_kind=new.scope.kind.value,
            scope_id=new.scope.id,
            expires_at=new.expires_at,
            reason=new.reason,
            granted_by=new.granted_by,
            granted_by_name=new.granted_by_name,
            created_at=new.created_at,
        )
    )


async def drop_assignment(uow: UnitOfWork, assignment_id: UUID) -> None:
    """Take an assignment away."""
    await uow.connection.execute(
        delete(role_assignment).where(
            of_organisation(role_assignment, uow.organisation_id),
            role_assignment.c.id == assignment_id,
        )
    )


async def find_assignment(unit: ReadUnit, assignment_id: UUID) -> Assignment | None:
    """Read one assignment."""
    found = await unit.connection.execute(
        select(role_assignment).where(
            of_organisation(role_assignment, unit.organisation_id),
            role_assignment.c.id == assignment_id,
        )
    )
    row = found.one_or_none()
    return None if row is None else assignment_of(row)


async def assignments_to(unit: ReadUnit, subject_ids: Iterable[UUID]) -> list[Assignment]:
    """Read what was given to any of some subjects, also what has run out."""
    found = await unit.connection.execute(
        select(role_assignment).where(
            of_organisation(role_assignment, unit.organisation_id),
            among(role_assignment.c.subject_id, list(subject_ids)),
        )
    )
    return [assignment_of(row) for row in found]


async def assignments_of_role(unit: ReadUnit, codes: Iterable[str]) -> list[Assignment]:
    """Read who was given any of some roles, also what has run out."""
    found = await unit.connection.execute(
        select(role_assignment)
        .where(
            of_organisation(role_assignment, unit.organisation_id),
            role_assignment.c.role.in_(sorted(codes)),
        )
        .order_by(role_assignment.c.id)
    )
    return [assignment_of(row) for row in found]


async def assignments(
    unit: ReadUnit, page: PageRequest, visible: Condition, *, subject_id: UUID | None, role: str
) -> Page[Assignment]:
    """Read a page of assignments, the latest first: of one subject, of one role, or all."""
    query = select(role_assignment)
    if subject_id is not None:
        query = query.where(role_assignment.c.subject_id == subject_id)
    if role:
        query = query.where(role_assignment.c.role == role)
    return await fetch_page(
        unit,
        query,
        page,
        kind="role_assignments",
        order=[role_assignment.c.id],
        visible=visible,
        read=assignment_of,
        descending=True,
    )


def assignment_of(row: Any) -> Assignment:
    """Read an assignment from its row."""
    return Assignment(
        id=row.id,
        role=row.role,
        subject=Subject(SubjectKind(row.subject_kind), row.subject_id),
        scope=Scope(ScopeKind(row.scope_kind), row.scope_id),
        expires_at=row.expires_at,
        reason=row.reason,
        granted_by=row.granted_by,
        granted_by_name=row.granted_by_name,
        created_at=row.created_at,
    )
