"""Accounts over HTTP."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from scim2_models import Context, PatchOp

from pursight_server.access.guard import Reading, Writing
from pursight_server.provisioning import users
from pursight_server.provisioning.model import Account, Kept, spread
from pursight_server.provisioning.routes.answers import (
    PREFIX,
    Body,
    Provisioner,
    ScimRoute,
    answer,
    base_of,
    check_version,
    unchanged,
)
from pursight_server.provisioning.routes.listing import Wanted, parameters, shown, wanted
from pursight_server.provisioning.store import people

router = APIRouter(
    prefix=f"{PREFIX}/Users", route_class=ScimRoute, tags=["scim"], include_in_schema=False
)


@router.get("")
async def list_users(request: Request, _caller: Provisioner, unit: Reading) -> Response:
    """List accounts."""
    return await _listed(request, unit, wanted(Account, dict(request.query_params)))


@router.post("/.search")
async def search_users(
    request: Request, body: Body, _caller: Provisioner, unit: Reading
) -> Response:
    """List accounts, asked for in a body."""
    return await _listed(request, unit, wanted(Account, body))


@router.post("")
async def create_user(request: Request, body: Body, _caller: Provisioner, uow: Writing) -> Response:
    """Make an account."""
    account = Account.model_validate(body, scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    return _one(request, await users.create(uow, account), 201)


@router.get("/{user_id}")
async def get_user(
    user_id: UUID, request: Request, _caller: Provisioner, unit: Reading
) -> Response:
    """Read an account."""
    return _one(request, await users.get(unit, user_id))


@router.put("/{user_id}")
async def replace_user(
    user_id: UUID, request: Request, body: Body, _caller: Provisioner, uow: Writing
) -> Response:
    """Put another account in the place of one."""
    account = Account.model_validate(body, scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    check_version(request, users.version(await users.held(uow, user_id)))
    return _one(request, await users.replace(uow, user_id, account))


@router.patch("/{user_id}")
async def change_user(
    user_id: UUID, request: Request, body: Body, _caller: Provisioner, uow: Writing
) -> Response:
    """Change parts of an account."""
    changes = PatchOp[Account].model_validate(spread(body), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    check_version(request, users.version(await users.held(uow, user_id)))
    return _one(request, await users.patch(uow, user_id, changes))


@router.delete("/{user_id}")
async def end_user(user_id: UUID, request: Request, _caller: Provisioner, uow: Writing) -> Response:
    """End an account."""
    check_version(request, users.version(await users.held(uow, user_id)))
    await users.end(uow, user_id)
    return Response(status_code=204)


async def _listed(request: Request, unit: Any, part: Wanted) -> Response:
    total = await people.count(unit, part.filter)
    found: list[Kept] = []
    if part.limit:
        found = await people.page(
            unit,
            part.filter,
            order=part.order,
            descending=part.descending,
            offset=part.start - 1,
            limit=part.limit,
            with_groups=part.shows("groups"),
        )
    base = base_of(request)
    return answer(part.response(Account, [users.as_resource(one, base) for one in found], total))


def _one(request: Request, kept: Kept, status: int = 200) -> Response:
    version, base = users.version(kept), base_of(request)
    headers = {"ETag": version, "Location": f"{base}/Users/{kept.id}"}
    if request.method == "GET" and unchanged(request, version):
        return Response(status_code=304, headers=headers)
    chosen = parameters(Account, request)
    return answer(shown(users.as_resource(kept, base), chosen), status, headers)
