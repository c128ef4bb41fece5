"""Groups, roles of one's own, and who is given which role where."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import four_eyes, scope
from pursight_server.access.guard import IdempotencyKey, IfMatch, Paged, Reading, Writing, requires
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import (
    Caller,
    Permission,
    Scope,
    ScopeKind,
    Subject,
    SubjectKind,
)
from pursight_server.access.rights import assignments, groups, roles, store
from pursight_server.access.rights.model import Assignment, CustomRole, Group, allowed_by
from pursight_server.access.routes.messages import STORABLE, Looked, Name
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.platform.unit_of_work import ReadUnit

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.PERSONS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]
_MACHINE = SubjectKind.SERVICE_ACCOUNT
Words = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True, pattern=STORABLE)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=63)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class GroupBody(_Body):
    """A new group."""

    name: Annotated[Name, Field(examples=["Finance"])]
    description: Words = Field(default="", examples=["Everybody in finance"])


class GroupEdit(_Body):
    """What to change; what is left out stays."""

    name: Name | None = Field(default=None, examples=["Finance Europe"])
    description: Words | None = None


class MemberBody(_Body):
    """Somebody, or a group, to put into a group."""

    kind: SubjectKind = SubjectKind.PERSON
    id: UUID


class NamedMember(MemberBody):
    """Somebody, or a group, as people know them."""

    name: str = Field(description="Empty for whoever is gone, or may not be seen")


class GroupReply(BaseModel):
    """A group."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    description: str
    source: str = Field(description="Who keeps it: empty for people, `scim` for a directory")
    rev: int
    created_at: datetime
    changed_at: datetime


class OneGroupReply(GroupReply):
    """A group with who is in it directly."""

    members: list[NamedMember]


class GroupAround(BaseModel):
    """A group that somebody is in."""

    id: UUID
    name: str = Field(examples=["Finance"])
    direct: bool = Field(description="False where they are in it only through another group")


class RoleBody(_Body):
    """A new role."""

    code: Annotated[Code, Field(examples=["finance_steward"])]
    name: Annotated[Name, Field(examples=["Steward of finance"])]
    description: Words = ""
    permissions: Annotated[list[Permission], Field(examples=[["catalog.write"]])] = []
    inherits: Annotated[list[Code], Field(max_length=50, examples=[["data_user"]])] = []


class RoleEdit(_Body):
    """What to change; what is left out stays."""

    name: Name | None = Field(default=None, examples=["Steward of finance"])
    description: Words | None = None
    permissions: list[Permission] | None = None
    inherits: Annotated[list[Code], Field(max_length=50)] | None = None


class OwnRoleReply(BaseModel):
    """A role of the organisation's own."""

    code: str
    name: str
    description: str
    permissions: list[Permission] = Field(description="Its own")
    inherits: list[str]
    allows: list[Permission] = Field(description="Its own and the inherited")
    rev: int
    created_at: datetime
    changed_at: datetime


class ScopeBody(_Body):
    """Where a role holds: everywhere, in a domain or source, or in an asset and what lies in it."""

    kind: ScopeKind = ScopeKind.ORGANISATION
    id: UUID | None = None


class AssignmentBody(_Body):
    """A role to give."""

    role: Annotated[Code, Field(examples=["data_steward"])]
    subject: MemberBody
    scope: ScopeBody = ScopeBody()
    expires_at: AwareDatetime | None = Field(default=None, description="It ends then by itself")
    reason: Words = ""


class AssignmentReply(BaseModel):
    """Who was given which role where."""

    id: UUID
    role: str
    subject: NamedMember
    scope: ScopeBody
    expires_at: datetime | None
    over: bool = Field(description="Whether its time is over")
    reason: str
    granted_by: UUID
    granted_by_name: str
    created_at: datetime


@router.get("/groups", summary="All groups")
async def list_groups(
    caller: Reader, unit: Reading, page: Paged, q: Looked = ""
) -> PageOf[GroupReply]:
    """List groups by name; `q` looks in it."""
    visible = scope.visible(caller, Permission.PERSONS_READ, store.groups_table)
    found = await store.groups(unit, page, visible, q.split())
    items = [GroupReply.model_validate(one) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/groups-of/{kind}/{member_id}", summary="The groups somebody is in")
async def list_groups_of(
    kind: SubjectKind, member_id: UUID, _caller: Reader, unit: Reading
) -> list[GroupAround]:
    """List the groups that somebody or a group is in, also through other groups, by name."""
    member = Subject(kind, member_id)
    direct = set(await store.groups_with(unit, member))
    found = [
        GroupAround(id=one, name=name, direct=one in direct)
        for one, name in await store.groups_of(unit, member)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


@router.post("/groups", status_code=201, summary="Make a group")
async def create_group(
    body: GroupBody, caller: Editor, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> OneGroupReply:
    """Make an empty group."""
    group = await groups.create(uow, name=body.name, description=body.description)
    return await _group(uow, caller, group, response)


@router.get("/groups/{group_id}", summary="One group")
async def get_group(
    group_id: UUID, caller: Reader, unit: Reading, response: Response
) -> OneGroupReply:
    """Read a group with who is in it directly."""
    return await _group(unit, caller, await groups.get(unit, group_id), response)


@router.patch("/groups/{group_id}", summary="Change a group")
async def change_group(
    group_id: UUID,
    body: GroupEdit,
    caller: Editor,
    uow: Writing,
    response: Response,
    *,
    if_match: IfMatch = None,
) -> OneGroupReply:
    """Rename or describe it."""
    if body.name is not None and body.name != (await groups.get(uow, group_id)).name:
        await four_eyes.check_asked_for(uow, four_eyes.CALLED)
    group = await groups.change(
        uow, group_id, if_match=if_match, name=body.name, description=body.description
    )
    return await _group(uow, caller, group, response)


@router.delete("/groups/{group_id}", status_code=204, summary="Take a group away")
async def delete_group(group_id: UUID, _caller: Editor, uow: Writing) -> None:
    """Take away a group to which no role is given."""
    await groups.delete(uow, group_id)


@router.post("/groups/{group_id}/members", status_code=204, summary="Put somebody into a group")
async def put_in(group_id: UUID, body: MemberBody, _caller: Editor, uow: Writing) -> None:
    """Put a person, a service account or another group in."""
    await four_eyes.check_membership(uow, Subject(SubjectKind.GROUP, group_id))
    await groups.put_in(uow, group_id, Subject(body.kind, body.id))


@router.delete(
    "/groups/{group_id}/members/{kind}/{member_id}",
    status_code=204,
    summary="Take somebody out of a group",
)
async def take_out(
    group_id: UUID, kind: SubjectKind, member_id: UUID, _caller: Editor, uow: Writing
) -> None:
    """Take a member out; what they had through the group ends with their next request."""
    await groups.take_out(uow, group_id, Subject(kind, member_id))


@router.get("/own-roles", summary="Roles of our own")
async def list_own_roles(_caller: Reader, unit: Reading) -> list[OwnRoleReply]:
    """List the roles that the organisation has put together."""
    known = await store.custom_roles(unit)
    return [_role(role, known) for role in known.values()]


@router.post("/own-roles", status_code=201, summary="Put a role together")
async def create_role(
    body: RoleBody, _caller: Editor, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> OwnRoleReply:
    """Put a role together of permissions and of other roles."""
    role = await roles.create(uow, **body.model_dump())
    response.headers["ETag"] = etag(role.rev)
    return _role(role, await store.custom_roles(uow))


@router.patch("/own-roles/{code}", summary="Change a role")
async def change_role(
    code: str,
    body: RoleEdit,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> OwnRoleReply:
    """Change a role; whoever has it feels it with their next request."""
    if body.permissions is not None or body.inherits is not None:
        await four_eyes.check_giving(uow)
    role = await roles.change(uow, code, if_match=if_match, **body.model_dump())
    response.headers["ETag"] = etag(role.rev)
    return _role(role, await store.custom_roles(uow))


@router.get("/own-roles/{code}", summary="One role of our own")
async def get_role(code: str, _caller: Reader, unit: Reading, response: Response) -> OwnRoleReply:
    """Read a role."""
    role = await roles.get(unit, code)
    response.headers["ETag"] = etag(role.rev)
    return _role(role, await store.custom_roles(unit))


@router.delete("/own-roles/{code}", status_code=204, summary="Take a role away")
async def delete_role(code: str, _caller: Editor, uow: Writing) -> None:
    """Take away a role that nobody has and no other inherits."""
    await roles.delete(uow, code)


@router.get("/role-assignments", summary="Who has which role where")
async def list_assignments(
    caller: Reader,
    unit: Reading,
    page: Paged,
    subject_id: UUID | None = None,
    role: Annotated[str, Query(max_length=63, pattern=STORABLE)] = "",
) -> PageOf[AssignmentReply]:
    """List assignments, the latest first; a person's own roles stand with the person."""
    visible = scope.visible(caller, Permission.PERSONS_READ, store.assignments_table)
    found = await store.assignments(unit, page, visible, subject_id=subject_id, role=role)
    now = unit.clock.now()
    named = await _named(unit, caller, [one.subject for one in found.items])
    items = [_assignment(one, named[one.subject], now) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/role-assignments", status_code=201, summary="Give a role")
async def grant(
    body: AssignmentBody, caller: Editor, uow: Writing, _key: IdempotencyKey = None
) -> AssignmentReply:
    """Give somebody, or a group, a role: everywhere or for a part, for ever or for a while."""
    await four_eyes.check_giving(uow)
    given = await assignments.grant(
        uow,
        role=body.role,
        subject=Subject(body.subject.kind, body.subject.id),
        scope=Scope(body.scope.kind, body.scope.id),
        expires_at=body.expires_at,
        reason=body.reason,
    )
    named = await _named(uow, caller, [given.subject])
    return _assignment(given, named[given.subject], uow.clock.now())


@router.delete("/role-assignments/{assignment_id}", status_code=204, summary="Take a role back")
async def revoke(assignment_id: UUID, _caller: Editor, uow: Writing) -> None:
    """Take a role back; it is felt with the next request."""
    await assignments.revoke(uow, assignment_id)


async def _group(unit: ReadUnit, caller: Caller, group: Group, response: Response) -> OneGroupReply:
    response.headers["ETag"] = etag(group.rev)
    named = await _named(unit, caller, await store.members(unit, group.id))
    return OneGroupReply(
        **GroupReply.model_validate(group).model_dump(),
        members=sorted(named.values(), key=lambda one: (one.kind, one.name.casefold(), one.id)),
    )


async def _named(
    unit: ReadUnit, caller: Caller, subjects: Iterable[Subject]
) -> dict[Subject, NamedMember]:
    """Name them; service accounts only for whoever may see those."""
    hidden = set() if caller.may(Permission.SERVICE_ACCOUNTS_READ) else {_MACHINE}
    wanted = list(subjects)
    names = await holdings.names_of(unit, [one.id for one in wanted if one.kind not in hidden])
    return {
        one: NamedMember(kind=one.kind, id=one.id, name=names.get(one.id, "")) for one in wanted
    }


def _role(role: CustomRole, known: dict[str, CustomRole]) -> OwnRoleReply:
    return OwnRoleReply(
        code=role.code,
        name=role.name,
        description=role.description,
        permissions=sorted(role.permissions),
        inherits=sorted(role.inherits),
        allows=sorted(allowed_by(role.code, known)),
        rev=role.rev,
        created_at=role.created_at,
        changed_at=role.changed_at,
    )


def _assignment(one: Assignment, subject: NamedMember, now: datetime) -> AssignmentReply:
    return AssignmentReply(
        id=one.id,
        role=one.role,
        subject=subject,
        scope=ScopeBody(kind=one.scope.kind, id=one.scope.id),
        expires_at=one.expires_at,
        over=not one.holds(now),
        reason=one.reason,
        granted_by=one.granted_by,
        granted_by_name=one.granted_by_name,
        created_at=one.created_at,
    )
