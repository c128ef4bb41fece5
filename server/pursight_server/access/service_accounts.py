"""Service accounts: add, change, disable."""

from dataclasses import replace
from uuid import UUID

from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight_server.access import store
from pursight_server.access.api_tokens import revoke_all
from pursight_server.access.machines import ServiceAccount
from pursight_server.access.model import Role
from pursight_server.access.store import service_accounts as accounts
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


class BadOwner(Refused):
    """Nobody, or somebody disabled, would have to answer for the account."""

    code = "service_account.bad_owner"


async def create(
    uow: UnitOfWork, *, name: str, description: str, owner_id: UUID, roles: frozenset[Role]
) -> ServiceAccount:
    """Add a service account; it can do something once it has an API token.

    Raises:
        BadOwner: The owner is no person who can sign in.
        Conflict: The name is taken.
    """
    await _check_owner(uow, owner_id)
    now = uow.clock.now()
    account = ServiceAccount(
        id=new_id(uow.clock),
        name=name,
        description=description,
        owner_id=owner_id,
        roles=roles,
        disabled_at=None,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    await accounts.add(uow, account)
    uow.record("service_account.created", "service_account", account.id, after=_facts(account))
    return account


async def get(unit: ReadUnit, account_id: UUID) -> ServiceAccount:
    """Read one.

    Raises:
        NotFound: There is none with this id.
    """
    return _there(await accounts.find(unit, account_id))


async def change(
    uow: UnitOfWork,
    account_id: UUID,
    *,
    if_match: str | None,
    name: str | None = None,
    description: str | None = None,
    owner_id: UUID | None = None,
    roles: frozenset[Role] | None = None,
    disabled: bool | None = None,
) -> ServiceAccount:
    """Change what is given; its tokens feel it with their next request.

    Disabling revokes every token of the account: enabled again, it needs new ones.

    Raises:
        NotFound: There is no such account.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        BadOwner: The owner is no person who can sign in.
        Conflict: The name is taken.
    """
    before = _there(await accounts.find(uow, account_id, lock=True))
    check_if_match(if_match, before.rev)
    after = replace(
        before,
        name=before.name if name is None else name,
        description=before.description if description is None else description,
        owner_id=before.owner_id if owner_id is None else owner_id,
        roles=before.roles if roles is None else roles,
    )
    if disabled is not None and disabled != (before.disabled_at is not None):
        after = replace(after, disabled_at=uow.clock.now() if disabled else None)
    if after == before:
        return before
    if after.owner_id != before.owner_id:
        await _check_owner(uow, after.owner_id)
    after = replace(after, rev=before.rev + 1, changed_at=uow.clock.now())
    await accounts.change(uow, after)
    uow.record(
        _verb(before, after),
        "service_account",
        account_id,
        before=_facts(before),
        after=_facts(after),
    )
    if after.disabled_at is not None and before.disabled_at is None:
        await revoke_all(uow, account_id, "service account disabled")
    return after


async def _check_owner(uow: UnitOfWork, owner_id: UUID) -> None:
    owner = await store.find_person(uow, owner_id)
    if owner is None or owner.disabled_at is not None:
        raise BadOwner(
            "the owner of a service account must be a person who can sign in",
            hint="Name somebody of this organisation who answers for the account.",
        )


def _verb(before: ServiceAccount, after: ServiceAccount) -> str:
    if (before.disabled_at is None) != (after.disabled_at is None):
        return f"service_account.{'enabled' if after.disabled_at is None else 'disabled'}"
    return "service_account.changed"


def _facts(account: ServiceAccount) -> dict[str, object]:
    return {
        "name": account.name,
        "description": account.description,
        "owner_id": account.owner_id,
        "roles": sorted(account.roles),
        "disabled": account.disabled_at is not None,
    }


def _there(account: ServiceAccount | None) -> ServiceAccount:
    if account is None:
        raise NotFound("there is no such service account")
    return account
