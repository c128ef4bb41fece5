"""Make, change and delete business domains."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pursight.errors import NotFound
from pursight.identity import new_id
from pursight_server.access import scope
from pursight_server.access import service as persons
from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Caller, Permission, Scope, ScopeKind
from pursight_server.access.policy import store as policies
from pursight_server.domains import store
from pursight_server.domains.model import Domain, DomainDraft, Uses
from pursight_server.domains.store import DomainInUse
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def create(uow: UnitOfWork, draft: DomainDraft) -> Domain:
    """Make a domain; nothing belongs to it yet.

    Raises:
        DomainTaken: There is one with this name.
        NotFound: There is no such person to own it.
    """
    await _check_owner(uow, draft.owner_id)
    now = uow.clock.now()
    new = Domain(
        name=draft.name,
        description=draft.description,
        owner_id=draft.owner_id,
        id=new_id(uow.clock),
        rev=1,
        created_at=now,
        changed_at=now,
    )
    await store.add(uow, new)
    uow.record("domain.created", "domain", new.id, after=_facts(new))
    return new


async def get(unit: ReadUnit, domain_id: UUID) -> Domain:
    """Read a domain.

    Raises:
        NotFound: There is none with this id.
    """
    return _there(await store.find(unit, domain_id))


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Domain]:
    """Read domains by id; what does not exist is left out."""
    return await store.several(unit, ids) if ids else {}


async def check_there(unit: ReadUnit, domain_id: UUID | None) -> None:
    """Check that something can be put into a domain; None takes it out of any.

    Raises:
        NotFound: There is none with this id.
    """
    if domain_id is not None:
        await get(unit, domain_id)


def check_may_put(caller: Caller) -> None:
    """Check that somebody may say to which domain something belongs: it may decide who sees it.

    Raises:
        NotAllowed: They may not.
    """
    if not caller.may(Permission.DOMAINS_WRITE):
        raise scope.lacks(Permission.DOMAINS_WRITE, whole=True)


async def change(
    uow: UnitOfWork, domain_id: UUID, changes: Mapping[str, Any], *, if_match: str | None
) -> Domain:
    """Change name, description or owner; what is the same already changes nothing.

    Raises:
        NotFound: There is no such domain, or no such person to own it.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        DomainTaken: There is another with this name.
    """
    before = _there(await store.find(uow, domain_id, lock=True))
    check_if_match(if_match, before.rev)
    after = replace(before, **changes)
    if after == before:
        return before
    if after.owner_id != before.owner_id:
        await _check_owner(uow, after.owner_id)
    await store.change(uow, domain_id, _facts(after))
    uow.record("domain.changed", "domain", domain_id, before=_facts(before), after=_facts(after))
    return await get(uow, domain_id)


async def delete(uow: UnitOfWork, domain_id: UUID) -> None:
    """Take away a domain that nothing uses.

    Raises:
        NotFound: There is none with this id.
        DomainInUse: Something belongs to it or speaks of it; by how many it is used is said.
    """
    await policies.count_up(uow)  # nobody gives a role for it meanwhile, or writes a policy
    before = _there(await store.find(uow, domain_id, lock=True))
    used = await uses(uow, domain_id)
    if used.said:
        raise DomainInUse(
            f"this domain is in use: {used.said}",
            hint="Put what is in it elsewhere, take the roles back, change the policies; "
            "assets that are gone and archived sources count too.",
        )
    await store.drop(uow, domain_id)
    uow.record("domain.deleted", "domain", domain_id, before=_facts(before))


async def uses(unit: ReadUnit, domain_id: UUID) -> Uses:
    """Count what uses a domain, whoever may see it."""
    scope_of = Scope(ScopeKind.DOMAIN, domain_id)
    return Uses(
        assets=(await store.assets_in(unit, [domain_id])).get(domain_id, 0),
        sources=(await store.sources_in(unit, [domain_id])).get(domain_id, 0),
        roles=sum(one.scope == scope_of for one in await holdings.given(unit)),
        policies=sum(str(domain_id) in one.text for one in await policies.every(unit)),
    )


async def _check_owner(uow: UnitOfWork, owner_id: UUID | None) -> None:
    if owner_id is not None:
        await persons.get_person(uow, owner_id)


def _there(found: Domain | None) -> Domain:
    if found is None:
        raise NotFound("there is no such domain")
    return found


def _facts(one: Domain) -> dict[str, object]:
    return {"name": one.name, "description": one.description, "owner_id": one.owner_id}
