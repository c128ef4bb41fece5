"""Who decides a request, and who must not: separation of duties."""

from uuid import UUID

from pursight_server.access.holdings import store as holdings
from pursight_server.access.model import Role, Scope, ScopeKind, Subject, SubjectKind
from pursight_server.access.rights import holders
from pursight_server.access.rights import store as rights
from pursight_server.access.store import service_accounts
from pursight_server.access_requests.model import Wish, who_decides
from pursight_server.catalog import service as catalog
from pursight_server.domains import service as domains
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.sources import service as sources


async def have_a_part(unit: ReadUnit, requester_id: UUID, subject: Subject) -> frozenset[UUID]:
    """List who has a part in a request and so never decides it.

    Whoever asks; whoever would get it, also as a member of a group, or of a group in a group; and
    whoever answers for the service account that would get it.
    """
    found = {requester_id, subject.id}
    if subject.kind is SubjectKind.GROUP:
        found |= {one.id for one in await rights.everybody_in(unit, [subject.id])}
    elif subject.kind is SubjectKind.SERVICE_ACCOUNT:
        account = await service_accounts.find(unit, subject.id)
        if account is not None:
            found.add(account.owner_id)
    return frozenset(found)


async def deciders_of(unit: ReadUnit, requester_id: UUID, wish: Wish) -> tuple[UUID, ...]:
    """List who may decide now.

    For something in the catalog, or a domain, its owner and its stewards, and if there are none
    left the data administrators; for the whole organisation, or when nobody else is left, the
    system administrators.
    """
    excluded = await have_a_part(unit, requester_id, wish.subject)
    tiers: list[frozenset[UUID]] = []
    if wish.scope.kind is not ScopeKind.ORGANISATION:
        tiers.append(await _responsible_for(unit, wish.scope))
        tiers.append(await holders.holders_of(unit, Role.DATA_ADMINISTRATOR))
    tiers.append(await holders.holders_of(unit, Role.SYSTEM_ADMINISTRATOR))
    awake = [await holdings.who_can_sign_in(unit, tier) for tier in tiers]
    return who_decides(awake, excluded)


async def _responsible_for(unit: ReadUnit, scope: Scope) -> frozenset[UUID]:
    """List owners, named by the nearest asset that names any, and stewards for it or above.

    Where no asset names any, the owner of its domain is asked.
    """
    places: set[UUID] = set()
    owners: frozenset[UUID] = frozenset()
    domain_id = scope.id if scope.kind is ScopeKind.DOMAIN else None
    at = scope.id if scope.kind is ScopeKind.ASSET else None
    if scope.kind is ScopeKind.SOURCE and scope.id is not None:
        places.add(scope.id)
        domain_id = (await sources.get(unit, scope.id)).domain_id
        at = (await catalog.roots_of(unit, [scope.id])).get(scope.id)
    elif at is not None:
        belonging = (await catalog.get(unit, at)).domain
        domain_id = None if belonging is None else belonging.id
    while at is not None:
        asset = await catalog.get(unit, at)
        places |= {asset.id, asset.source_id}
        if asset.owner and not owners:
            owners = await holders.persons_named(unit, asset.owner)
        at = asset.parent_id
    for domain in (await domains.several(unit, [domain_id] if domain_id else [])).values():
        places.add(domain.id)
        if domain.owner_id is not None and not owners:
            owners = frozenset({domain.owner_id})
    return owners | await holders.stewards_within(unit, places)
