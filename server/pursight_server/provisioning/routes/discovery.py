"""What the server says of itself, over HTTP; and whatever else is asked for under its address."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from scim2_models import Context, ListResponse, NotFoundException, Resource, SCIMException

from pursight_server.provisioning import discovery
from pursight_server.provisioning.routes.answers import (
    PREFIX,
    Provisioner,
    ScimRoute,
    answer,
    base_of,
)

router = APIRouter(prefix=PREFIX, route_class=ScimRoute, tags=["scim"], include_in_schema=False)


class NotOffered(SCIMException):
    """The server does not do this, and says so in its configuration."""

    status = 501


@router.get("/ServiceProviderConfig")
async def provider_config(request: Request, _caller: Provisioner) -> Response:
    """Say what works here."""
    return answer(_said(discovery.provider_config(base_of(request))))


@router.get("/ResourceTypes")
async def resource_types(request: Request, _caller: Provisioner) -> Response:
    """List the kinds of resources."""
    return answer(_listed(discovery.resource_types(base_of(request))))


@router.get("/ResourceTypes/{name}")
async def resource_type(name: str, request: Request, _caller: Provisioner) -> Response:
    """Describe one kind of resources."""
    return answer(_said(_named(discovery.resource_types(base_of(request)), name)))


@router.get("/Schemas")
async def schemas(request: Request, _caller: Provisioner) -> Response:
    """List the schemas."""
    return answer(_listed(discovery.schemas(base_of(request))))


@router.get("/Schemas/{urn}")
async def schema(urn: str, request: Request, _caller: Provisioner) -> Response:
    """Describe one schema."""
    return answer(_said(_named(discovery.schemas(base_of(request)), urn)))


@router.post("/Bulk")
async def bulk(_caller: Provisioner) -> Response:
    """Say that many changes at once are not taken."""
    raise NotOffered(detail="bulk is not offered; /ServiceProviderConfig says so")


@router.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], name="nothing")
async def nothing(_caller: Provisioner) -> Response:
    """Say that there is nothing at an address, or that it does not take the method."""
    raise NotFoundException(detail="there is nothing here that takes this method")


def _said(resource: Resource[Any]) -> dict[str, Any]:
    return resource.model_dump(mode="json", scim_ctx=Context.RESOURCE_QUERY_RESPONSE)


def _listed(found: list[Any]) -> dict[str, Any]:
    return {
        "schemas": [str(ListResponse.__schema__)],
        "totalResults": len(found),
        "startIndex": 1,
        "itemsPerPage": len(found),
        "Resources": [_said(one) for one in found],
    }


def _named(found: list[Any], name: str) -> Any:
    for one in found:
        if str(one.id).lower() == name.lower():
            return one
    raise NotFoundException(detail="there is no such description")
