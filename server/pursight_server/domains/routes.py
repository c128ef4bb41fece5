"""Business domains over HTTP."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import scope as access
from pursight_server.access.guard import IdempotencyKey, IfMatch, Paged, Reading, Writing, requires
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Caller, Permission
from pursight_server.access.policy.resources import declared
from pursight_server.access.routes.messages import STORABLE, Looked, Name
from pursight_server.domains import service, store
from pursight_server.domains.model import Domain, DomainDraft
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag
from pursight_server.platform.unit_of_work import ReadUnit

router = APIRouter(prefix="/api/v1/domains", tags=["domains"])

Reader = Annotated[Caller, Depends(requires(Permission.DOMAINS_READ))]
Writer = Annotated[Caller, Depends(requires(Permission.DOMAINS_WRITE))]
DomainName = Annotated[Name, Field(examples=["Finance"])]
Words = Annotated[
    str, StringConstraints(max_length=10_000, strip_whitespace=True, pattern=STORABLE)
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DomainBody(_Body):
    """A new domain."""

    name: DomainName
    description: Words = Field(default="", examples=["Ledgers, invoices, budgets"])
    owner_id: UUID | None = Field(default=None, description="The person who answers for it")


class DomainEdit(_Body):
    """What to change; what is left out stays, an owner of null is nobody."""

    name: DomainName | None = None
    description: Words | None = None
    owner_id: UUID | None = None


class DomainReply(BaseModel):
    """A domain."""

    id: UUID
    name: str
    description: str
    owner_id: UUID | None
    owner_name: str = Field(description="Empty where nobody answers for it")
    assets: int = Field(description="Have it as their own, as far as you may see them")
    sources: int = Field(description="Have it as their own, as far as you may see them")
    rev: int
    created_at: datetime
    changed_at: datetime


@router.get("", summary="Business domains")
async def list_domains(
    caller: Reader, unit: Reading, page: Paged, q: Looked = ""
) -> PageOf[DomainReply]:
    """List domains by name; `q` looks in it."""
    visible = access.visible(caller, Permission.DOMAINS_READ, store.domains_table)
    found = await store.page(unit, page, visible, q.split())
    return PageOf(items=await _replies(unit, caller, found.items), next_cursor=found.next_cursor)


@router.post("", status_code=201, summary="Make a business domain")
async def create_domain(
    body: DomainBody, caller: Writer, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> DomainReply:
    """Make a domain; what belongs to it is said of sources and assets."""
    new = await service.create(uow, DomainDraft(**body.model_dump()))
    response.headers["Location"] = f"/api/v1/domains/{new.id}"
    return await _reply(uow, caller, new, response)


@router.get("/{domain_id}", summary="One business domain")
async def get_domain(
    domain_id: UUID, caller: Reader, unit: Reading, response: Response
) -> DomainReply:
    """Read a domain."""
    return await _reply(unit, caller, await service.get(unit, domain_id), response)


@router.patch("/{domain_id}", summary="Change a business domain")
async def change_domain(
    domain_id: UUID,
    body: DomainEdit,
    caller: Writer,
    uow: Writing,
    response: Response,
    *,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> DomainReply:
    """Rename or describe it, or say who answers for it; policies name it by its id."""
    sent = body.model_dump(include=body.model_fields_set)
    changes = {name: new for name, new in sent.items() if new is not None or name == "owner_id"}
    after = await service.change(uow, domain_id, changes, if_match=if_match)
    return await _reply(uow, caller, after, response)


@router.delete("/{domain_id}", status_code=204, summary="Delete a business domain")
async def delete_domain(
    domain_id: UUID, _caller: Writer, uow: Writing, _key: IdempotencyKey = None
) -> None:
    """Delete a domain that nothing belongs to and that no role or policy names."""
    await service.delete(uow, domain_id)


async def _reply(unit: ReadUnit, caller: Caller, one: Domain, response: Response) -> DomainReply:
    response.headers["ETag"] = etag(one.rev)
    [reply] = await _replies(unit, caller, [one])
    return reply


async def _replies(unit: ReadUnit, caller: Caller, found: Sequence[Domain]) -> list[DomainReply]:
    ids = [one.id for one in found]
    of_assets = access.visible(caller, Permission.CATALOG_READ, declared("asset"))
    of_sources = access.visible(caller, Permission.SOURCES_READ, declared("source"))
    assets = await store.assets_in(unit, ids, of_assets)
    sources = await store.sources_in(unit, ids, of_sources)
    names = await holdings.names_of(unit, sorted({one.owner_id for one in found if one.owner_id}))
    return [
        DomainReply(
            id=one.id,
            name=one.name,
            description=one.description,
            owner_id=one.owner_id,
            owner_name=names.get(one.owner_id, "") if one.owner_id else "",
            assets=assets.get(one.id, 0),
            sources=sources.get(one.id, 0),
            rev=one.rev,
            created_at=one.created_at,
            changed_at=one.changed_at,
        )
        for one in found
    ]
