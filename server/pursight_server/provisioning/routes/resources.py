"""The routes of one kind of resource, as RFC 7644 has them for each: list, make, change, end."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from scim2_models import AttributeBinding, Context, PatchOp, Resource, ScimFilter

from pursight_server.access.guard import Reading, Writing
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.provisioning.model import spread
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


class Identified(Protocol):
    """What is kept of a resource."""

    @property
    def id(self) -> UUID:
        """What it is named by for ever."""
        ...


Kept = TypeVar("Kept", bound=Identified)
Kept_co = TypeVar("Kept_co", bound=Identified, covariant=True)


class Deeds(Protocol[Kept]):
    """What can be done with one kind of resource."""

    def get(self, unit: ReadUnit, resource_id: UUID, /) -> Awaitable[Kept]:
        """Read one."""
        ...

    def held(self, uow: UnitOfWork, resource_id: UUID, /) -> Awaitable[Kept]:
        """Read one that nobody else changes before this ends."""
        ...

    def create(self, uow: UnitOfWork, wanted: Any, /) -> Awaitable[Kept]:
        """Make one."""
        ...

    def replace(self, uow: UnitOfWork, resource_id: UUID, wanted: Any, /) -> Awaitable[Kept]:
        """Put another one in its place."""
        ...

    def patch(self, uow: UnitOfWork, resource_id: UUID, changes: Any, /) -> Awaitable[Kept]:
        """Change parts of one."""
        ...

    def end(self, uow: UnitOfWork, resource_id: UUID, /) -> Awaitable[None]:
        """End one."""
        ...

    def version(self, kept: Kept, /) -> str:
        """Give its entity tag."""
        ...

    def as_resource(self, kept: Kept, base: str, /) -> Resource[Any]:
        """Spell it as SCIM does; `base` is where the API is."""
        ...


class Shelf(Protocol[Kept_co]):
    """Where one kind of resource is kept."""

    def count(self, unit: ReadUnit, wanted: ScimFilter[Any] | None, /) -> Awaitable[int]:
        """Count those that a filter selects."""
        ...

    def page(
        self,
        unit: ReadUnit,
        wanted: ScimFilter[Any] | None,
        /,
        *,
        order: AttributeBinding | None,
        descending: bool,
        offset: int,
        limit: int,
        around: bool,
    ) -> Awaitable[Sequence[Kept_co]]:
        """Read some of them; `around`: who is in each group, or in which groups each is, too."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Kept]):
    """One kind of resource.

    Attributes:
        name: As paths have it.
        model: As it is on the wire.
        around: The attribute that is looked up only where an answer shows it.
    """

    name: str
    model: type[Resource[Any]]
    around: str
    deeds: Deeds[Kept]
    shelf: Shelf[Kept]


def router_of(kind: Kind[Kept]) -> APIRouter:
    """Make the routes of a kind."""
    router = APIRouter(
        prefix=f"{PREFIX}/{kind.name}",
        route_class=ScimRoute,
        tags=["scim"],
        include_in_schema=False,
    )

    @router.get("")
    async def every(request: Request, _caller: Provisioner, unit: Reading) -> Response:
        """List them."""
        return await _listed(kind, request, unit, wanted(kind.model, dict(request.query_params)))

    @router.post("/.search")
    async def search(request: Request, body: Body, _caller: Provisioner, unit: Reading) -> Response:
        """List them, asked for in a body."""
        return await _listed(kind, request, unit, wanted(kind.model, body))

    @router.post("")
    async def create(request: Request, body: Body, _caller: Provisioner, uow: Writing) -> Response:
        """Make one."""
        new = kind.model.model_validate(body, scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        return _one(kind, request, await kind.deeds.create(uow, new), 201)

    @router.get("/{resource_id}")
    async def get(
        resource_id: UUID, request: Request, _caller: Provisioner, unit: Reading
    ) -> Response:
        """Read one."""
        return _one(kind, request, await kind.deeds.get(unit, resource_id))

    @router.put("/{resource_id}")
    async def replace(
        resource_id: UUID, request: Request, body: Body, _caller: Provisioner, uow: Writing
    ) -> Response:
        """Put another one in its place."""
        new = kind.model.model_validate(body, scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
        check_version(request, kind.deeds.version(await kind.deeds.held(uow, resource_id)))
        return _one(kind, request, await kind.deeds.replace(uow, resource_id, new))

    @router.patch("/{resource_id}")
    async def change(
        resource_id: UUID, request: Request, body: Body, _caller: Provisioner, uow: Writing
    ) -> Response:
        """Change parts of one."""
        changes: Any = PatchOp[kind.model]  # type: ignore[name-defined]
        said = changes.model_validate(spread(body), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
        check_version(request, kind.deeds.version(await kind.deeds.held(uow, resource_id)))
        return _one(kind, request, await kind.deeds.patch(uow, resource_id, said))

    @router.delete("/{resource_id}")
    async def end(
        resource_id: UUID, request: Request, _caller: Provisioner, uow: Writing
    ) -> Response:
        """End one."""
        check_version(request, kind.deeds.version(await kind.deeds.held(uow, resource_id)))
        await kind.deeds.end(uow, resource_id)
        return Response(status_code=204)

    return router


async def _listed(kind: Kind[Kept], request: Request, unit: ReadUnit, part: Wanted) -> Response:
    total = await kind.shelf.count(unit, part.filter)
    found: Sequence[Kept] = []
    if part.limit:
        found = await kind.shelf.page(
            unit,
            part.filter,
            order=part.order,
            descending=part.descending,
            offset=part.start - 1,
            limit=part.limit,
            around=part.shows(kind.around),
        )
    base = base_of(request)
    resources = [kind.deeds.as_resource(one, base) for one in found]
    return answer(part.response(kind.model, resources, total))


def _one(kind: Kind[Kept], request: Request, kept: Kept, status: int = 200) -> Response:
    version, base = kind.deeds.version(kept), base_of(request)
    headers = {"ETag": version, "Location": f"{base}/{kind.name}/{kept.id}"}
    if request.method == "GET" and unchanged(request, version):
        return Response(status_code=304, headers=headers)
    chosen = parameters(kind.model, request)
    return answer(shown(kind.deeds.as_resource(kept, base), chosen), status, headers)
