"""Groups: people, programs and other groups that get roles together."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pursight_desktop.operations.asking import Asking, Listed, read_as

_PATH: Final = "/api/v1/groups"

MemberKind = Literal["person", "group", "service_account"]


class Group(BaseModel):
    """A group; `source` says who keeps it: nobody for people, `scim` for a directory."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    description: str
    source: str = ""
    rev: int
    created_at: datetime
    changed_at: datetime

    @property
    def seen(self) -> str:
        """The tag of what is shown of it, for an edit."""
        return f'"{self.rev}"'


class Member(BaseModel):
    """Who is in a group; the name is empty for whoever one may not see."""

    model_config = ConfigDict(frozen=True)

    kind: MemberKind
    id: UUID
    name: str = ""


class _Whole(Group):
    members: tuple[Member, ...]


class Around(BaseModel):
    """A group that somebody is in; not `direct` where only through another group."""

    id: UUID
    name: str
    direct: bool


_AROUND: Final = TypeAdapter(tuple[Around, ...])


async def every(asking: Asking, text: str = "") -> Listed[Group]:
    """List groups by name: all, or those with these words in it."""
    return await asking.listed(Group, _PATH, q=text)


async def find(asking: Asking, text: str) -> Listed[Group]:
    """List the first groups with these words in their names, to choose from."""
    return await asking.first(Group, _PATH, q=text)


async def members(asking: Asking, group_id: UUID) -> tuple[Member, ...]:
    """List who is in a group directly."""
    return (await asking.get(_Whole, f"{_PATH}/{group_id}")).members


async def around(asking: Asking, kind: MemberKind, member_id: UUID) -> tuple[Around, ...]:
    """List the groups somebody is in, also through other groups, by name."""
    return read_as(_AROUND, await asking.ask("GET", f"/api/v1/groups-of/{kind}/{member_id}"))


async def add(asking: Asking, *, name: str, description: str = "") -> UUID:
    """Make an empty group."""
    body = {"name": name, "description": description}
    return (await asking.made(Group, "POST", _PATH, body)).id


async def change(asking: Asking, group: Group, *, name: str, description: str) -> None:
    """Rename or describe a group; refused when somebody else has done so since."""
    body = {"name": name, "description": description}
    await asking.write("PATCH", f"{_PATH}/{group.id}", body, seen=group.seen)


async def delete(asking: Asking, group_id: UUID) -> None:
    """Take away a group that has no role."""
    await asking.write("DELETE", f"{_PATH}/{group_id}")


async def put_in(asking: Asking, group_id: UUID, kind: MemberKind, member_id: UUID) -> None:
    """Put somebody or a group in."""
    body = {"kind": kind, "id": str(member_id)}
    await asking.write("POST", f"{_PATH}/{group_id}/members", body)


async def take_out(asking: Asking, group_id: UUID, kind: MemberKind, member_id: UUID) -> None:
    """Take a member out; what they had through the group ends."""
    await asking.write("DELETE", f"{_PATH}/{group_id}/members/{kind}/{member_id}")
