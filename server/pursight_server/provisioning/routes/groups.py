"""Groups over HTTP."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from scim2_models import Context, Group, PatchOp

from pursight_server.access.guard import Reading, Writing
from pursight_server.provisioning import groups
from pursight_server.provisioning.model import KeptGroup, spread
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
from pursight_server.provisioning.store import groups as store

router = APIRouter(
    prefix=f"{PREFIX}/Groups", route_class=ScimRoute, tags=["scim"], include_in_schema=False
)


@router.get("")
async def list_groups(request: Request, _caller: Provisioner, unit: Reading) -> Response:
    """List groups."""
    return await _listed(request, unit, wanted(Group, dict(request.query_params)))


@router.post("/.search")
async def search_groups(
    request: Request, body: Body, _caller: Provisioner, unit: Reading
) -> Response:
    """List groups, asked for in a body."""
    return await _listed(request, unit, wanted(Group, body))


@router.post("")
async def create_group(
    request: Request, body: Body, _caller: Provisioner, uow: Writing
) -> Response:
    """Make a group."""
    group = Group.model_validate(body, scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    return _one(request, await groups.create(uow, group), 201)


@router.get("/{group_id}")
async def get_group(
    group_id: UUID, request: Request, _caller: Provisioner, unit: Reading
) -> Response:
    """Read a group."""
    return _one(request, await groups.get(unit, group_id))


@router.put("/{group_id}")
async def replace_group(
    group_id: UUID, request: Request, body: Body, _caller: Provisioner, uow: Writing
) -> Response:
    """Put another group in the place of one."""
    group = Group.model_validate(body, scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
    check_version(request, groups.version(await groups.held(uow, group_id)))
    return _one(request, await groups.replace(uow, group_id, group))


@router.patch("/{group_id}")
async def change_group(
    group_id: UUID, request: Request, body: Body, _caller: Provisioner, uow: Writing
) -> Response:
    """Change parts of a group."""
    changes = PatchOp[Group].model_validate(spread(body), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    check_version(request, groups.version(await groups.held(uow, group_id)))
    return _one(request, await groups.patch(uow, group_id, changes))


@router.delete("/{group_id}")
async def delete_group(
    group_id: UUID, request: Request, _caller: Provisioner, uow: Writing
) -> Response:
    """Take a group away."""
    check_version(request, groups.version(await groups.held(uow, group_id)))
    await groups.delete(uow, group_id)
    return Response(status_code=204)


async def _listed(request: Request, unit: Any, part: Wanted) -> Response:
    total = await store.count(unit, part.filter)
    found: list[KeptGroup] = []
    if part.limit:
        found = await store.page(
            unit,
            part.filter,
            order=part.order,
            descending=part.descending,
            offset=part.start - 1,
            limit=part.limit,
            with_members=part.shows("members"),
        )
    base = base_of(request)
    return answer(part.response(Group, [groups.as_resource(one, base) for one in found], total))


def _one(request: Request, kept: KeptGroup, status: int = 200) -> Response:
    version, base = groups.version(kept), base_of(request)
    headers = {"ETag": version, "Location": f"{base}/Groups/{kept.id}"}
    if request.method == "GET" and unchanged(request, version):
        return Response(status_code=304, headers=headers)
    chosen = parameters(Group, request)
    return answer(shown(groups.as_resource(kept, base), chosen), status, headers)
