"""Groups, and who is in them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from pursight_server.access import four_eyes, scope
from pursight_server.access.guard import IdempotencyKey, IfMatch, Paged, Reading, Writing, requires
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import (
    Caller,
    Permission,
    Subject,
    SubjectKind,
)
from pursight_server.access.rights import groups, store
from pursight_server.access.rights.model import Group
from pursight_server.access.routes.messages import Looked, Name, Words
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.platform.unit_of_work import ReadUnit

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.PERSONS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]


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


async def _group(unit: ReadUnit, caller: Caller, group: Group, response: Response) -> OneGroupReply:
    response.headers["ETag"] = etag(group.rev)
    named = await named_members(unit, caller, await store.members(unit, group.id))
    return OneGroupReply(
        **GroupReply.model_validate(group).model_dump(),
        members=sorted(named.values(), key=lambda one: (one.kind, one.name.casefold(), one.id)),
    )


async def named_members(
    unit: ReadUnit, caller: Caller, subjects: Iterable[Subject]
) -> dict[Subject, NamedMember]:
    """Name them; service accounts only for whoever may see those."""
    hidden = (
        set() if caller.may(Permission.SERVICE_ACCOUNTS_READ) else {SubjectKind.SERVICE_ACCOUNT}
    )
    wanted = list(subjects)
    names = await holdings.names_of(unit, [one.id for one in wanted if one.kind not in hidden])
    return {
        one: NamedMember(kind=one.kind, id=one.id, name=names.get(one.id, "")) for one in wanted
    }
