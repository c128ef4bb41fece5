"""Groups: make, rename, take away, put in, take out."""

from dataclasses import replace
from uuid import UUID

from pursight.errors import Conflict, NotFound
from pursight.identity import new_id
from pursight_server.access import store as persons
from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.policy.store import count_up
from pursight_server.access.rights import store
from pursight_server.access.rights.model import Group
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


class GroupCycle(Conflict):
    """A group would be inside itself."""

    code = "group.cycle"


class GroupInUse(Conflict):
    """Roles are given to the group."""

    code = "group.in_use"


class GroupManaged(Conflict):
    """A directory keeps the group; what a person changed would be overwritten."""

    code = "group.managed"


async def create(uow: UnitOfWork, *, name: str, description: str = "", source: str = "") -> Group:
    """Make an empty group; with a `source` only that one changes it from then on.

    Raises:
        Conflict: There is one with this name.
    """
    await count_up(uow)
    now = uow.clock.now()
    group = Group(
        id=new_id(uow.clock),
        name=name.strip(),
        description=description,
        rev=1,
        created_at=now,
        changed_at=now,
        source=source,
    )
    await store.add_group(uow, group)
    uow.record("group.created", "group", group.id, after=_facts(group))
    return group


async def get(unit: ReadUnit, group_id: UUID) -> Group:
    """Read a group.

    Raises:
        NotFound: There is none with this id.
    """
    group = await store.find_group(unit, group_id)
    if group is None:
        raise NotFound("there is no such group")
    return group


async def change(
    uow: UnitOfWork,
    group_id: UUID,
    *,
    if_match: str | None,
    name: str | None = None,
    description: str | None = None,
    by: str = "",
) -> Group:
    """Rename or describe a group; policies name groups by id, so nothing else changes.

    Raises:
        NotFound: There is none with this id.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        Conflict: There is another with this name.
        GroupManaged: A directory keeps it.
    """
    await count_up(uow)
    before = await _kept_by(uow, group_id, by)
    check_if_match(if_match, before.rev)
    after = replace(
        before,
        name=before.name if name is None else name.strip(),
        description=before.description if description is None else description,
    )
    if after == before:
        return before
    await store.change_group(uow, group_id, name=after.name, description=after.description)
    uow.record("group.changed", "group", group_id, before=_facts(before), after=_facts(after))
    return await get(uow, group_id)


async def delete(uow: UnitOfWork, group_id: UUID, *, by: str = "") -> None:
    """Take a group away; its members stay, and lose what they had through it.

    Raises:
        NotFound: There is none with this id.
        GroupInUse: Roles are given to it.
        GroupManaged: A directory keeps it.
    """
    await count_up(uow)
    group = await _kept_by(uow, group_id, by)
    if await store.assignments_to(uow, [group_id]):
        raise GroupInUse("roles are given to this group", hint="Revoke them first.")
    await store.drop_group(uow, group_id)
    uow.record("group.deleted", "group", group_id, before=_facts(group))


async def put_in(uow: UnitOfWork, group_id: UUID, member: Subject, *, by: str = "") -> None:
    """Put a person, a service account or another group in; again it changes nothing.

    Raises:
        NotFound: There is no such group, person, or group to put in.
        GroupCycle: The group would be inside itself.
        GroupManaged: A directory keeps it.
    """
    await count_up(uow)
    group = await _kept_by(uow, group_id, by)
    if member.kind is SubjectKind.GROUP:
        await get(uow, member.id)
        above = {one for one, _ in await store.groups_of(uow, Subject(SubjectKind.GROUP, group_id))}
        if member.id == group_id or member.id in above:
            raise GroupCycle(
                "a group cannot be inside itself",
                hint="This group is in the other one already, perhaps through a third.",
            )
    elif member.kind is SubjectKind.PERSON and not await persons.find_person(uow, member.id):
        raise NotFound("there is no such person")
    if await store.add_member(uow, group_id, member):
        uow.record("group.member_added", "group", group_id, after=_of(group, member))


async def take_out(uow: UnitOfWork, group_id: UUID, member: Subject, *, by: str = "") -> None:
    """Take somebody or a group out of a group.

    Raises:
        NotFound: There is no such group, or they are not in it.
        GroupManaged: A directory keeps it.
    """
    await count_up(uow)
    group = await _kept_by(uow, group_id, by)
    if not await store.drop_member(uow, group_id, member):
        raise NotFound("they are not in this group")
    uow.record("group.member_removed", "group", group_id, before=_of(group, member))


async def _kept_by(unit: ReadUnit, group_id: UUID, by: str) -> Group:
    group = await get(unit, group_id)
    if group.source != by:
        raise GroupManaged(
            "a directory keeps this group" if group.source else "people keep this group",
            hint="Change it there: what was changed here would be overwritten.",
        )
    return group


def _facts(group: Group) -> dict[str, object]:
    return {"name": group.name, "description": group.description}


def _of(group: Group, member: Subject) -> dict[str, object]:
    return {
        "group": group.name,
        "member_kind": member.kind.value,
        "member_id": str(member.id),
    }
