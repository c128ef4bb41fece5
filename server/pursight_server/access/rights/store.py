"""How groups, custom roles and assignments are kept and asked for."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.model import Permission, Role, Scope, ScopeKind, Subject, SubjectKind
from pursight_server.access.rights.model import Assignment, CustomRole, Group
from pursight_server.access.rights.tables import (
    custom_role,
    group_member,
    person_group,
    role_assignment,
)
from pursight_server.access.tables import person
from pursight_server.platform.conditions import Condition, among, of_organisation
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

groups_table = person_group
members_table = group_member
roles_table = custom_role
assignments_table = role_assignment
"""For `access.scope.visible`."""


async def called(unit: ReadUnit, person_id: UUID) -> tuple[str, str]:
    """Read a person's e-mail address and department; empty for whoever is no person."""
    found = await unit.connection.execute(
        select(person.c.email, person.c.department).where(
            _of(unit, person), person.c.id == person_id
        )
    )
    row = found.one_or_none()
    return ("", "") if row is None else (row[0], row[1])


async def set_department(uow: UnitOfWork, person_id: UUID, department: str) -> None:
    """Write a person's department."""
    await uow.connection.execute(
        update(person)
        .where(_of(uow, person), person.c.id == person_id)
        .values(department=department, rev=person.c.rev + 1, changed_at=uow.clock.now())
    )


# --- groups ---------------------------------------------------------------------------------------


async def add_group(uow: UnitOfWork, new: Group) -> None:
    """Write a new group.

    Raises:
        Conflict: Its name is taken.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(person_group).values(organisation_id=uow.organisation_id, **_fields(new))
            )
    except IntegrityError as error:
        raise _group_taken() from error


async def change_group(uow: UnitOfWork, group_id: UUID, *, name: str, description: str) -> None:
    """Write name and description, and the next revision.

    Raises:
        Conflict: The name is taken.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                update(person_group)
                .where(_of(uow, person_group), person_group.c.id == group_id)
                .values(
                    name=name,
                    description=description,
                    rev=person_group.c.rev + 1,
                    changed_at=uow.clock.now(),
                )
            )
    except IntegrityError as error:
        raise _group_taken() from error


async def drop_group(uow: UnitOfWork, group_id: UUID) -> None:
    """Take a group away, with its memberships."""
    await uow.connection.execute(
        delete(group_member).where(
            _of(uow, group_member),
            or_(
                group_member.c.group_id == group_id,
                (group_member.c.member_kind == SubjectKind.GROUP)
                & (group_member.c.member_id == group_id),
            ),
        )
    )
    await uow.connection.execute(
        delete(person_group).where(_of(uow, person_group), person_group.c.id == group_id)
    )


async def find_group(unit: ReadUnit, group_id: UUID) -> Group | None:
    """Read one group."""
    found = await unit.connection.execute(
        select(person_group).where(_of(unit, person_group), person_group.c.id == group_id)
    )
    row = found.one_or_none()
    return None if row is None else _group(row)


async def groups(
    unit: ReadUnit, page: PageRequest, visible: Condition, words: Iterable[str] = ()
) -> Page[Group]:
    """Read a page of groups by name; each word must be a part of it."""
    parts = (person_group.c.name.icontains(word, autoescape=True) for word in words)
    return await fetch_page(
        unit,
        select(person_group).where(*parts),
        page,
        kind="groups",
        order=[person_group.c.name, person_group.c.id],
        visible=visible,
        read=_group,
    )


async def add_member(uow: UnitOfWork, group_id: UUID, member: Subject) -> bool:
    """Put somebody or a group in; False when they are in already."""
    added = await uow.connection.execute(
        upsert(group_member)
        .values(
            organisation_id=uow.organisation_id,
            group_id=group_id,
            member_kind=member.kind.value,
            member_id=member.id,
        )
        .on_conflict_do_nothing()
    )
    return bool(added.rowcount)


async def drop_member(uow: UnitOfWork, group_id: UUID, member: Subject) -> bool:
    """Take somebody or a group out; False when they are not in it."""
    gone = await uow.connection.execute(
        delete(group_member).where(
            _of(uow, group_member),
            group_member.c.group_id == group_id,
            group_member.c.member_kind == member.kind.value,
            group_member.c.member_id == member.id,
        )
    )
    return bool(gone.rowcount)


async def members(unit: ReadUnit, group_id: UUID) -> list[Subject]:
    """List who is in a group directly."""
    found = await unit.connection.execute(
        select(group_member.c.member_kind, group_member.c.member_id)
        .where(_of(unit, group_member), group_member.c.group_id == group_id)
        .order_by(group_member.c.member_kind, group_member.c.member_id)
    )
    return [Subject(SubjectKind(row[0]), row[1]) for row in found]


async def groups_with(unit: ReadUnit, subject: Subject) -> list[UUID]:
    """List the groups that somebody is in directly."""
    of = group_member.c
    mine = (of.member_kind == subject.kind.value) & (of.member_id == subject.id)
    query = select(of.group_id).where(_of(unit, group_member), mine).order_by(of.group_id)
    return list((await unit.connection.execute(query)).scalars())


async def groups_of(unit: ReadUnit, subject: Subject) -> tuple[tuple[UUID, str], ...]:
    """List the groups that somebody is in, also through other groups, by id with the name."""
    first = select(group_member.c.group_id).where(
        _of(unit, group_member),
        group_member.c.member_kind == subject.kind.value,
        group_member.c.member_id == subject.id,
    )
    above = first.cte("above", recursive=True)
    more = select(group_member.c.group_id).join(
        above,
        (group_member.c.organisation_id == literal(unit.organisation_id))
        & (group_member.c.member_kind == SubjectKind.GROUP.value)
        & (group_member.c.member_id == above.c.group_id),
    )
    every = above.union(more)
    found = await unit.connection.execute(
        select(person_group.c.id, person_group.c.name)
        .where(_of(unit, person_group), person_group.c.id.in_(select(every.c.group_id)))
        .order_by(person_group.c.id)
    )
    return tuple((row[0], row[1]) for row in found)


async def everybody_in(unit: ReadUnit, group_ids: Sequence[UUID]) -> frozenset[Subject]:
    """List the persons and service accounts of groups, also of groups inside them."""
    first = select(group_member.c.member_kind, group_member.c.member_id).where(
        _of(unit, group_member), among(group_member.c.group_id, group_ids)
    )
    below = first.cte("below", recursive=True)
    more = select(group_member.c.member_kind, group_member.c.member_id).join(
        below,
        (group_member.c.organisation_id == literal(unit.organisation_id))
        & (below.c.member_kind == SubjectKind.GROUP.value)
        & (group_member.c.group_id == below.c.member_id),
    )
    every = below.union(more)
    found = await unit.connection.execute(
        select(every.c.member_kind, every.c.member_id).where(
            every.c.member_kind != SubjectKind.GROUP.value
        )
    )
    return frozenset(Subject(SubjectKind(row[0]), row[1]) for row in found)


async def named(unit: ReadUnit, names: Sequence[str]) -> tuple[list[UUID], list[UUID]]:
    """Find the persons with any of some e-mail addresses, and the groups with any of the names."""
    persons = await unit.connection.execute(
        select(person.c.id).where(_of(unit, person), person.c.email.in_(names))
    )
    groups = await unit.connection.execute(
        select(person_group.c.id).where(_of(unit, person_group), person_group.c.name.in_(names))
    )
    return list(persons.scalars()), list(groups.scalars())


async def persons_with_role(unit: ReadUnit, role: Role) -> list[UUID]:
    """List the persons who can sign in and have a role of their own."""
    found = await unit.connection.execute(
        select(person.c.id).where(
            _of(unit, person),
            person.c.roles.contains([role.value]),
            person.c.disabled_at.is_(None),
        )
    )
    return list(found.scalars())


# --- roles ----------------------------------------------------------------------------------------


async def custom_roles(unit: ReadUnit) -> dict[str, CustomRole]:
    """Read all custom roles, by code."""
    found = await unit.connection.execute(
        select(custom_role).where(_of(unit, custom_role)).order_by(custom_role.c.code)
    )
    return {row.code: _role(row) for row in found}


async def put_role(uow: UnitOfWork, role: CustomRole) -> None:
    """Write a role as it is now."""
    values = _fields(role) | {
        "permissions": sorted(role.permissions),
        "inherits": sorted(role.inherits),
    }
    statement = upsert(custom_role).values(organisation_id=uow.organisation_id, **values)
    await uow.connection.execute(
        statement.on_conflict_do_update(index_elements=["organisation_id", "code"], set_=values)
    )


async def drop_role(uow: UnitOfWork, code: str) -> None:
    """Take a role away."""
    await uow.connection.execute(
        delete(custom_role).where(_of(uow, custom_role), custom_role.c.code == code)
    )


# --- assignments ----------------------------------------------------------------------------------


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
            _of(uow, role_assignment), role_assignment.c.id == assignment_id
        )
    )


async def find_assignment(unit: ReadUnit, assignment_id: UUID) -> Assignment | None:
    """Read one assignment."""
    found = await unit.connection.execute(
        select(role_assignment).where(
            _of(unit, role_assignment), role_assignment.c.id == assignment_id
        )
    )
    row = found.one_or_none()
    return None if row is None else _assignment(row)


async def assignments_to(unit: ReadUnit, subject_ids: Iterable[UUID]) -> list[Assignment]:
    """Read what was given to any of some subjects, also what has run out."""
    found = await unit.connection.execute(
        select(role_assignment).where(
            _of(unit, role_assignment),
            among(role_assignment.c.subject_id, list(subject_ids)),
        )
    )
    return [_assignment(row) for row in found]


async def assignments_of_role(unit: ReadUnit, codes: Iterable[str]) -> list[Assignment]:
    """Read who was given any of some roles, also what has run out."""
    found = await unit.connection.execute(
        select(role_assignment)
        .where(_of(unit, role_assignment), role_assignment.c.role.in_(sorted(codes)))
        .order_by(role_assignment.c.id)
    )
    return [_assignment(row) for row in found]


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
        read=_assignment,
        descending=True,
    )


# --- rows to things -------------------------------------------------------------------------------


def _of(unit: ReadUnit, table: Any) -> Condition:
    return of_organisation(table, unit.organisation_id)


def _fields(one: Group | CustomRole) -> dict[str, Any]:
    return {name: getattr(one, name) for name in type(one).__dataclass_fields__}


def _group(row: Any) -> Group:
    return Group(**{name: getattr(row, name) for name in Group.__dataclass_fields__})


def _role(row: Any) -> CustomRole:
    known = {one.value for one in Permission}
    values = {name: getattr(row, name) for name in CustomRole.__dataclass_fields__}
    values["permissions"] = frozenset(Permission(one) for one in row.permissions if one in known)
    return CustomRole(**(values | {"inherits": frozenset(row.inherits)}))


def _assignment(row: Any) -> Assignment:
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


def _group_taken() -> Conflict:
    return Conflict("there is a group with this name", hint="Choose another name.")
