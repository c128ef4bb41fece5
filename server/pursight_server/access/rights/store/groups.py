"""How groups and who is in them are kept and asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.rights.model import Group
from pursight_server.access.rights.tables import (
    group_member,
    person_group,
)
from pursight_server.platform.conditions import Condition, among, of_organisation
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

groups_table, members_table = person_group, group_member
"""For `access.scope.visible`."""


async def add_group(uow: UnitOfWork, new: Group) -> None:
    """Write a new group.

    Raises:
        Conflict: Its name is taken.
    """
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(
                insert(person_group).values(organisation_id=uow.organisation_id, **asdict(new))
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
                .where(
                    of_organisation(person_group, uow.organisation_id),
                    person_group.c.id == group_id,
                )
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
            of_organisation(group_member, uow.organisation_id),
            or_(
                group_member.c.group_id == group_id,
                (group_member.c.member_kind == SubjectKind.GROUP)
                & (group_member.c.member_id == group_id),
            ),
        )
    )
    await uow.connection.execute(
        delete(person_group).where(
            of_organisation(person_group, uow.organisation_id), person_group.c.id == group_id
        )
    )


async def find_group(unit: ReadUnit, group_id: UUID) -> Group | None:
    """Read one group."""
    found = await unit.connection.execute(
        select(person_group).where(
            of_organisation(person_group, unit.organisation_id), person_group.c.id == group_id
        )
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
            of_organisation(group_member, uow.organisation_id),
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
        .where(
            of_organisation(group_member, unit.organisation_id), group_member.c.group_id == group_id
        )
        .order_by(group_member.c.member_kind, group_member.c.member_id)
    )
    return [Subject(SubjectKind(row[0]), row[1]) for row in found]


async def groups_with(unit: ReadUnit, subject: Subject) -> list[UUID]:
    """List the groups that somebody is in directly."""
    of = group_member.c
    mine = (of.member_kind == subject.kind.value) & (of.member_id == subject.id)
    query = (
        select(of.group_id)
        .where(of_organisation(group_member, unit.organisation_id), mine)
        .order_by(of.group_id)
    )
    return list((await unit.connection.execute(query)).scalars())


async def groups_of(unit: ReadUnit, subject: Subject) -> tuple[tuple[UUID, str], ...]:
    """List the groups that somebody is in, also through other groups, by id with the name."""
    first = select(group_member.c.group_id).where(
        of_organisation(group_member, unit.organisation_id),
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
        .where(
            of_organisation(person_group, unit.organisation_id),
            person_group.c.id.in_(select(every.c.group_id)),
        )
        .order_by(person_group.c.id)
    )
    return tuple((row[0], row[1]) for row in found)


async def everybody_in(unit: ReadUnit, group_ids: Sequence[UUID]) -> frozenset[Subject]:
    """List the persons and service accounts of groups, also of groups inside them."""
    first = select(group_member.c.member_kind, group_member.c.member_id).where(
        of_organisation(group_member, unit.organisation_id),
        among(group_member.c.group_id, group_ids),
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


def _group(row: Any) -> Group:
    return Group(**{name: getattr(row, name) for name in Group.__dataclass_fields__})


def _group_taken() -> Conflict:
    return Conflict("there is a group with this name", hint="Choose another name.")
