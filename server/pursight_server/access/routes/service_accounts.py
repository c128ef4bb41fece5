"""Service accounts."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from pursight_server.access import api_tokens, four_eyes, scope, service_accounts
from pursight_server.access.guard import (
    IdempotencyKey,
    IfMatch,
    Paged,
    Reading,
    Writing,
    requires,
    shown_once,
)
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.machine_messages import (
    IssuedTokenReply,
    ListedServiceAccountReply,
    NewApiTokenBody,
    NewServiceAccountBody,
    ServiceAccountEdit,
    ServiceAccountReply,
)
from pursight_server.access.routes.messages import Looked
from pursight_server.access.store import service_accounts as kept
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1/service-accounts", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.SERVICE_ACCOUNTS_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.SERVICE_ACCOUNTS_WRITE))]


@router.get("", summary="All service accounts")
async def list_service_accounts(
    caller: Reader, unit: Reading, page: Paged, q: Looked = ""
) -> PageOf[ListedServiceAccountReply]:
    """List them by name; `q` looks in name and description."""
    visible = scope.visible(caller, Permission.SERVICE_ACCOUNTS_READ, kept.service_accounts_table)
    found = await kept.page_of(unit, page, visible, q.split())
    owners = [one.owner_id for one in found.items] if caller.may(Permission.PERSONS_READ) else []
    names = await holdings.names_of(unit, owners)
    items = [ListedServiceAccountReply.told(one, names) for one in found.items]
    return PageOf(items=items, next_cursor=found.next_cursor)


@router.post("", status_code=201, summary="Add a service account")
async def create_service_account(
    body: NewServiceAccountBody,
    caller: Editor,
    uow: Writing,
    response: Response,
    _key: IdempotencyKey = None,
) -> ServiceAccountReply:
    """Add one; it neither signs in nor has a password, and needs an API token to do anything."""
    _check_may_give(caller, (), body.roles)
    await four_eyes.check_roles(uow, (), body.roles)
    account = await service_accounts.create(
        uow,
        name=body.name,
        description=body.description,
        owner_id=body.owner_id,
        roles=frozenset(body.roles),
    )
    response.headers["ETag"] = etag(account.rev)
    response.headers["Location"] = f"/api/v1/service-accounts/{account.id}"
    return ServiceAccountReply.of(account)


@router.get("/{account_id}", summary="One service account")
async def get_service_account(
    account_id: UUID, _caller: Reader, unit: Reading, response: Response
) -> ServiceAccountReply:
    """Read one."""
    account = await service_accounts.get(unit, account_id)
    response.headers["ETag"] = etag(account.rev)
    return ServiceAccountReply.of(account)


@router.patch("/{account_id}", summary="Change a service account")
async def change_service_account(
    account_id: UUID,
    body: ServiceAccountEdit,
    caller: Editor,
    uow: Writing,
    response: Response,
    *,
    if_match: IfMatch = None,
    _key: IdempotencyKey = None,
) -> ServiceAccountReply:
    """Change one; its tokens feel it with their next request. Disabling revokes them for good."""
    if body.roles is not None:
        await kept.find(uow, account_id, lock=True)  # nobody takes a role meanwhile
        before = await service_accounts.get(uow, account_id)
        _check_may_give(caller, before.roles, body.roles)
        await four_eyes.check_roles(uow, before.roles, body.roles)
    account = await service_accounts.change(
        uow,
        account_id,
        if_match=if_match,
        name=body.name,
        description=body.description,
        owner_id=body.owner_id,
        roles=None if body.roles is None else frozenset(body.roles),
        disabled=body.disabled,
    )
    response.headers["ETag"] = etag(account.rev)
    return ServiceAccountReply.of(account)


@router.post(
    "/{account_id}/api-tokens",
    status_code=201,
    summary="Make an API token for a service account",
    dependencies=[Depends(shown_once)],
)
async def issue_for_account(
    account_id: UUID, body: NewApiTokenBody, caller: Editor, uow: Writing
) -> IssuedTokenReply:
    """Make a token, shown this once; it never does more than the account may do then."""
    issued = await api_tokens.issue(
        uow,
        kind="service_account",
        principal_id=account_id,
        name=body.name,
        permissions=frozenset(body.permissions),
        expires_at=body.expires_at,
        created_by=caller.person_id,
    )
    return IssuedTokenReply.issued(issued)


def _check_may_give(caller: Caller, before: Iterable[str], after: Iterable[str]) -> None:
    """Refuse roles from whoever may not give any: an account's token has what the account has.

    Raises:
        NotAllowed: A role would be added.
    """
    if set(after) - set(before) and not caller.may(Permission.PERSONS_WRITE):
        raise scope.lacks(Permission.PERSONS_WRITE)
