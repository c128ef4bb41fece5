"""Roles of one's own: what they allow, and what they inherit."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from pursight_server.access import four_eyes
from pursight_server.access.guard import IdempotencyKey, IfMatch, Reading, Writing, requires
from pursight_server.access.model import (
    Caller,
    Permission,
)
from pursight_server.access.rights import roles, store
from pursight_server.access.rights.model import CustomRole, allowed_by
from pursight_server.access.routes.messages import Code, Name, Words
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.PERSONS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.PERSONS_WRITE))]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


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
