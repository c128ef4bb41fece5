"""Groups that a directory keeps: make, replace, change and take away."""

from typing import Final
from uuid import UUID

from scim2_models import Group, InvalidValueException, PatchOp

from pursight.errors import Conflict, NotFound
from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.policy.store import count_up
from pursight_server.access.rights import assignments
from pursight_server.access.rights import groups as rights
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.provisioning.model import LENIENT, SOURCE, KeptGroup
from pursight_server.provisioning.store import groups as store
from pursight_server.provisioning.store import people

_LONGEST_NAME: Final = 200


class GroupNameTaken(Conflict):
    """There is a group with this name."""

    code = "provisioning.group_taken"


async def get(unit: ReadUnit, group_id: UUID, *, with_members: bool = True) -> KeptGroup:
    """Read a group.

    Raises:
        NotFound: There is none that a directory keeps.
    """
    found = await store.get(unit, group_id, with_members=with_members)
    if found is None:
        raise NotFound("there is no such group")
    return found


async def held(uow: UnitOfWork, group_id: UUID) -> KeptGroup:
    """Read a group that nobody else changes before this ends.

    Raises:
        NotFound: There is none that a directory keeps.
    """
    await count_up(uow)
    return await get(uow, group_id)


async def create(uow: UnitOfWork, wanted: Group) -> KeptGroup:
    """Make a group, with members.

    Raises:
        GroupNameTaken: There is one with this name, perhaps one that people keep.
        InvalidValueException: It has no name, or a member is nobody.
    """
    try:
        group = await rights.create(uow, name=_name(wanted), source=SOURCE)
    except Conflict as error:
        raise _taken() from error
    await store.put(uow, group.id, wanted.external_id or None)
    await _fill(uow, group.id, frozenset(), _members(wanted))
    return await get(uow, group.id)


async def replace(uow: UnitOfWork, group_id: UUID, wanted: Group) -> KeptGroup:
    """Put another group in the place of one.

    Raises:
        NotFound, GroupNameTaken, InvalidValueException: As the name says.
    """
    before = await held(uow, group_id)
    await _write(uow, before, wanted)
    return await get(uow, group_id)


async def patch(uow: UnitOfWork, group_id: UUID, changes: PatchOp[Group]) -> KeptGroup:
    """Change parts of a group.

    Raises:
        NotFound, GroupNameTaken, InvalidValueException: As the name says.
        SCIMException: The changes cannot be applied.
    """
    before = await held(uow, group_id)
    wanted = as_resource(before)
    changes.patch(wanted, scim_policy=LENIENT)
    await _write(uow, before, wanted)
    return await get(uow, group_id)


async def end(uow: UnitOfWork, group_id: UUID) -> None:
    """Take a group away, and the roles that were given to it.

    Raises:
        NotFound: There is none that a directory keeps.
    """
    await get(uow, group_id, with_members=False)
    for given in await assignments.of_subject(uow, Subject(SubjectKind.GROUP, group_id)):
        await assignments.revoke(uow, given.id, reason="the directory took the group away")
    await rights.delete(uow, group_id, by=SOURCE)


def as_resource(kept: KeptGroup, base: str = "") -> Group:
    """Spell a group as SCIM does; `base` is where the API is."""
    return Group.model_validate(
        {
            "schemas": [str(Group.__schema__)],
            "id": str(kept.id),
            "externalId": kept.external_id,
            "displayName": kept.display_name,
            "members": [
                {
                    "value": str(member_id),
                    "type": kind,
                    "display": name,
                    "$ref": f"{base}/{kind}s/{member_id}",
                }
                for kind, member_id, name in kept.members or ()
            ]
            or None,
            "meta": {
                "resourceType": "Group",
                "created": kept.created_at,
                "lastModified": kept.changed_at,
                "location": f"{base}/Groups/{kept.id}",
                "version": version(kept),
            },
        },
        scim_policy=LENIENT,
    )


def version(kept: KeptGroup) -> str:
    """Give the entity tag of a group."""
    return f'W/"{kept.version}"'


async def _write(uow: UnitOfWork, before: KeptGroup, wanted: Group) -> None:
    name, external_id = _name(wanted), wanted.external_id or None
    now_in = frozenset(member_id for _kind, member_id, _name in before.members or ())
    wanted_in = _members(wanted)
    if (name, external_id, wanted_in) == (before.display_name, before.external_id, now_in):
        return
    try:
        await rights.change(uow, before.id, if_match="*", name=name, by=SOURCE)
    except Conflict as error:
        raise _taken() from error
    await store.put(uow, before.id, external_id)
    for kind, member_id, _shown in before.members or ():
        if member_id not in wanted_in:
            subject = Subject(_KINDS[kind], member_id)
            await rights.take_out(uow, before.id, subject, by=SOURCE)
    await _fill(uow, before.id, now_in, wanted_in)


async def _fill(
    uow: UnitOfWork, group_id: UUID, now_in: frozenset[UUID], wanted_in: frozenset[UUID]
) -> None:
    for member_id in sorted(wanted_in - now_in):
        if await people.get(uow, member_id) is not None:
            kind = SubjectKind.PERSON
        elif await store.get(uow, member_id, with_members=False) is not None:
            kind = SubjectKind.GROUP
        else:
            raise InvalidValueException(detail=f"there is no user or group {member_id}")
        await rights.put_in(uow, group_id, Subject(kind, member_id), by=SOURCE)


def _members(group: Group) -> frozenset[UUID]:
    try:
        return frozenset(UUID(one.value or "") for one in group.members or [])
    except ValueError as error:
        raise InvalidValueException(detail="a member is no id of a user or group") from error


def _name(group: Group) -> str:
    name = (group.display_name or "").strip()
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidValueException(detail="displayName must be a text of 1 to 200 characters")
    return name


def _taken() -> GroupNameTaken:
    return GroupNameTaken(
        "there is a group with this name", hint="One that people keep must be renamed first."
    )


_KINDS: Final = {"User": SubjectKind.PERSON, "Group": SubjectKind.GROUP}
