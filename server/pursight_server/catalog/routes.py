"""Browse and annotate assets; decide about held deletions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import scope as access
from pursight_server.access.guard import (
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    requires,
)
from pursight_server.access.model import Caller, Permission
from pursight_server.activity.routes.log import EventReply
from pursight_server.activity.store import log as activity
from pursight_server.catalog import holding, service
from pursight_server.catalog.model import Asset, HeldDeletion, Level
from pursight_server.catalog.store import annotating, listing
from pursight_server.domains import service as domains
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import check_if_match, etag

router = APIRouter(prefix="/api/v1", tags=["catalog"])

_ROWS = {"asset_id": listing.assets_table, "held_id": annotating.held_table}
Reader = Annotated[Caller, Depends(requires(Permission.CATALOG_READ, **_ROWS))]
Editor = Annotated[Caller, Depends(requires(Permission.CATALOG_WRITE, **_ROWS))]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class BelongingReply(BaseModel):
    """The domain that an asset belongs to."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    inherited: bool = Field(description="From what it lies in, or from its source")


class AssetLine(BaseModel):
    """One asset in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    source_id: UUID
    parent_id: UUID | None
    level: Level
    kind: str
    name: str
    fqn: str
    position: int | None
    present: bool
    label: str
    label_state: str = Field(description="`decided` by a person, `applied`, `suggested` or `none`")
    label_confidence: float
    sensitivity: str
    quality: float | None
    description: str
    owner: str
    tags: list[str]
    domain_id: UUID | None = Field(description="Its own domain")
    domain: BelongingReply | None = Field(
        description="Its own, or that of the nearest that it lies in, at last of its source"
    )
    comment: str = Field(description="What the source itself says of it")


class AssetReply(AssetLine):
    """One asset with all that is known of it; `ETag` is of what people said."""

    schema_name: str
    table_name: str
    column_name: str
    facts: dict[str, Any]
    measures: dict[str, Any] | None = Field(description="Numbers of the newest scan; no values")
    first_seen_at: datetime
    last_seen_at: datetime
    gone_at: datetime | None
    rev: int


class AnnotationEdit(BaseModel):
    """What to say of an asset; fields left out stay as they are."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"description": "Customers of the web shop", "owner": "Sales", "tags": []}]
        },
    )

    description: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    owner: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] | None = None
    tags: Annotated[list[Tag], Field(max_length=50)] | None = None
    domain_id: UUID | None = Field(
        default=None, description="Its own business domain (domains.write); null: none"
    )


class MeasuresReply(BaseModel):
    """Numbers of an asset as one scan found them, when they were not as before."""

    run_id: UUID
    nominal_time: datetime
    measures: dict[str, Any]


class HeldDeletionReply(BaseModel):
    """Tables that vanished at once and wait for a person."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    source_id: UUID
    run_id: UUID
    state: str
    asset_ids: list[UUID]
    existing: int = Field(description="Tables that were there before")
    created_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str
    rev: int


class Verdict(BaseModel):
    """Why, in words of the person who decides."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"note": "moved"}]})

    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""


@router.get("/assets", summary="Assets")
async def list_assets(
    caller: Reader,
    unit: Reading,
    page: Paged,
    *,
    source_id: UUID | None = None,
    parent_id: UUID | None = None,
    level: Annotated[Sequence[Level], Query()] = (),
    kind: Annotated[Sequence[str], Query(description="`table`, `view`, `file`, `column`, …")] = (),
    label: Annotated[Sequence[str], Query()] = (),
    label_state: Annotated[Sequence[str], Query()] = (),
    sensitivity: Annotated[Sequence[str], Query()] = (),
    owner: Annotated[str | None, Query(max_length=200)] = None,
    tag: Annotated[str | None, Query(max_length=60)] = None,
    domain_id: Annotated[UUID | None, Query(description="Belong to it, also by where they lie")] = (
        None
    ),
    q: Annotated[str, Query(max_length=200, description="Part of the name; may be misspelt")] = "",
    gone: Annotated[bool, Query(description="Also what is no longer there")] = False,
) -> PageOf[AssetLine]:
    """List assets by their qualified names."""
    chosen = listing.AssetFilter(
        source_id=source_id,
        parent_id=parent_id,
        levels=level,
        kinds=kind,
        labels=label,
        label_states=label_state,
        sensitivities=sensitivity,
        owner=owner,
        tag=tag,
        domain_id=domain_id,
        text=q.replace("\x00", ""),
        gone_too=gone,
    )
    visible = access.visible(
        caller, Permission.CATALOG_READ, listing.assets_table, parents=listing.parents_table
    )
    found = await listing.page(unit, page, visible, chosen, labelled=_labelled(caller))
    items = [AssetLine.model_validate(one) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.get("/assets/{asset_id}", summary="One asset")
async def get_asset(
    asset_id: UUID, caller: Reader, unit: Reading, response: Response
) -> AssetReply:
    """Read all that is known of an asset, also of one that is gone."""
    return _reply(await service.get(unit, asset_id, labelled=_labelled(caller)), response)


@router.patch("/assets/{asset_id}", summary="Annotate an asset")
async def annotate_asset(
    asset_id: UUID,
    body: AnnotationEdit,
    caller: Editor,
    uow: Writing,
    response: Response,
    *,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> AssetReply:
    """Describe an asset, name its owner, tag it, put it into a domain; no scan changes this."""
    before = await service.locked(uow, asset_id, body.model_fields_set)
    check_if_match(if_match, before.rev)
    changes = {name: new for name, new in body.model_dump().items() if new is not None}
    if "domain_id" in body.model_fields_set and body.domain_id != before.domain_id:
        domains.check_may_put(caller)
        changes["domain_id"] = body.domain_id
    if "tags" in changes:
        changes["tags"] = tuple(dict.fromkeys(changes["tags"]))
    await service.annotate(uow, asset_id, changes)
    return _reply(await service.get(uow, asset_id, labelled=_labelled(caller)), response)


@router.get("/assets/{asset_id}/children", summary="What lies in an asset")
async def list_children(asset_id: UUID, caller: Reader, unit: Reading) -> list[AssetLine]:
    """List the parts of an asset; columns in the order of their table."""
    await service.get(unit, asset_id)
    visible = access.visible(caller, Permission.CATALOG_READ, listing.assets_table)
    found = await listing.children(unit, asset_id, visible, labelled=_labelled(caller))
    return [AssetLine.model_validate(one) for one in found]


@router.get("/assets/{asset_id}/profiles", summary="Numbers of an asset over time")
async def list_profiles(
    asset_id: UUID,
    _caller: Reader,
    unit: Reading,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[MeasuresReply]:
    """List what scans measured, the latest first; a scan that measured the same adds nothing."""
    await service.get(unit, asset_id)
    found = await listing.profile_history(unit, asset_id, limit)
    return [MeasuresReply.model_validate(one) for one in found]


@router.get("/assets/{asset_id}/history", summary="What happened to an asset")
async def asset_history(
    asset_id: UUID, caller: Reader, unit: Reading, page: Paged
) -> PageOf[EventReply]:
    """List the events of an asset, the latest first; scans report columns with their table."""
    await service.get(unit, asset_id)
    visible = access.visible(caller, Permission.CATALOG_READ, activity.events_table)
    chosen = activity.EventFilter(subject_kind="asset", subject_id=str(asset_id))
    found = (await activity.list_events(unit, page, chosen, visible)).map(EventReply.of)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.get("/held-deletions", summary="Deletions that wait for a person")
async def list_held(
    caller: Reader,
    unit: Reading,
    page: Paged,
    state: Annotated[str | None, Query(max_length=20, examples=["waiting"])] = None,
) -> PageOf[HeldDeletionReply]:
    """List held deletions, the latest first."""
    visible = access.visible(caller, Permission.CATALOG_READ, annotating.held_table)
    found = await annotating.held_page(unit, page, visible, state=state)
    items = [HeldDeletionReply.model_validate(one) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("/held-deletions/{held_id}/confirm", summary="They are gone")
async def confirm_held(
    held_id: UUID,
    body: Verdict,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> HeldDeletionReply:
    """Take the held tables for gone; what a later scan has seen again stays."""
    held = await holding.locked(uow, held_id)
    if if_match is not None:
        check_if_match(if_match, held.rev)
    return _held(await holding.confirm(uow, held_id, body.note), response)


@router.post("/held-deletions/{held_id}/reject", summary="They are still there")
async def reject_held(
    held_id: UUID,
    body: Verdict,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> HeldDeletionReply:
    """Keep the held tables in the catalog."""
    held = await holding.locked(uow, held_id)
    if if_match is not None:
        check_if_match(if_match, held.rev)
    return _held(await holding.reject(uow, held_id, body.note), response)


def _labelled(caller: Caller) -> Condition | None:
    """Say of which assets a caller may see what was found in them; None: of all."""
    if access.sees_all(caller, Permission.CLASSIFICATION_READ):
        return None
    return access.visible(caller, Permission.CLASSIFICATION_READ, listing.assets_table)


def _reply(asset: Asset, response: Response) -> AssetReply:
    response.headers["ETag"] = etag(asset.rev)
    return AssetReply.model_validate(asset)


def _held(held: HeldDeletion, response: Response) -> HeldDeletionReply:
    response.headers["ETag"] = etag(held.rev)
    return HeldDeletionReply.model_validate(held)
