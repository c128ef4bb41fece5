"""API tokens: one's own, and all of them for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from pursight_server.access import api_tokens, scope
from pursight_server.access.guard import Paged, Reading, Writing, requires, shown_once
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.machine_messages import (
    ApiTokenReply,
    IssuedTokenReply,
    ListedApiTokenReply,
    NewApiTokenBody,
)
from pursight_server.access.store import api_tokens as kept
from pursight_server.platform.paging import PageOf

router = APIRouter(prefix="/api/v1", tags=["access"])

Oneself = Annotated[Caller, Depends(requires(Permission.SELF_READ))]
OneselfWriting = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]
Reader = Annotated[Caller, Depends(requires(Permission.SERVICE_ACCOUNTS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.SERVICE_ACCOUNTS_WRITE))]
Alive = Annotated[bool | None, Query(description="Only those that work, or only those that do not")]


@router.get("/me/api-tokens", summary="My API tokens")
async def list_own(
    caller: Oneself, unit: Reading, page: Paged, alive: Alive = None
) -> PageOf[ApiTokenReply]:
    """List one's own tokens, the oldest first."""
    visible = scope.visible(caller, Permission.SELF_READ, kept.api_tokens_table)
    found = await kept.page_of(unit, page, visible, principal_id=caller.person_id, alive=alive)
    tokens = found.map(ApiTokenReply.of)
    return PageOf(items=list(tokens.items), next_cursor=tokens.next_cursor)


@router.post(
    "/me/api-tokens",
    status_code=201,
    summary="Make an API token for me",
    dependencies=[Depends(shown_once)],
)
async def issue_own(
    body: NewApiTokenBody, caller: OneselfWriting, uow: Writing
) -> IssuedTokenReply:
    """Make a token, shown this once; it never does more than one may do oneself then."""
    issued = await api_tokens.issue(
        uow,
        kind="person",
        principal_id=caller.person_id,
        name=body.name,
        permissions=frozenset(body.permissions),
        expires_at=body.expires_at,
        created_by=caller.person_id,
    )
    return IssuedTokenReply.issued(issued)


@router.delete("/me/api-tokens/{token_id}", status_code=204, summary="Revoke one of my API tokens")
async def revoke_own(token_id: UUID, caller: OneselfWriting, uow: Writing) -> None:
    """Revoke it at once."""
    await api_tokens.revoke(uow, token_id, of=caller.person_id)


@router.get("/api-tokens", summary="All API tokens")
async def list_all(
    caller: Reader,
    unit: Reading,
    page: Paged,
    principal_id: UUID | None = None,
    alive: Alive = None,
) -> PageOf[ListedApiTokenReply]:
    """List everybody's tokens, the oldest first."""
    visible = scope.visible(caller, Permission.SERVICE_ACCOUNTS_READ, kept.api_tokens_table)
    found = await kept.page_of(unit, page, visible, principal_id=principal_id, alive=alive)
    persons = caller.may(Permission.PERSONS_READ)
    holders = [one.principal_id for one in found.items if persons or one.principal_kind != "person"]
    names = await holdings.names_of(unit, holders)
    items = [ListedApiTokenReply.told(one, names) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.delete("/api-tokens/{token_id}", status_code=204, summary="Revoke an API token")
async def revoke_any(token_id: UUID, _caller: Editor, uow: Writing) -> None:
    """Revoke anybody's token at once."""
    await api_tokens.revoke(uow, token_id)
