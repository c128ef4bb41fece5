"""What somebody may do at this moment: own roles, assignments, groups, policies."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from pursight_server.access.client import Way
from pursight_server.access.model import Rights, Role, ScopeKind, Subject
from pursight_server.access.policy import store as policies
from pursight_server.access.policy.engine import Principal, Texts
from pursight_server.access.policy.judging import PolicyJudge, context_of
from pursight_server.access.rights import store
from pursight_server.access.rights.model import CustomRole, grants_of, is_built_in, lineage
from pursight_server.platform.unit_of_work import ReadUnit


async def rights_of(
    unit: ReadUnit,
    subject: Subject,
    own_roles: Iterable[Role] = (),
    *,
    way: Way,
    in_force: Texts | None = None,
) -> Rights:
    """Read what somebody has been given, also through groups, that has not run out by now.

    Args:
        unit: Where to read.
        subject: Who.
        own_roles: Roles that hold everywhere besides.
        way: From where they ask.
        in_force: Policies to judge by in place of those that hold now; for a simulation.
    """
    own = Rights.of_roles(own_roles)
    if not await policies.version(unit) and in_force is None:  # nobody was ever given anything else
        return own
    groups = await store.groups_of(unit, subject)
    held = await store.assignments_to(unit, [subject.id, *(group_id for group_id, _ in groups)])
    custom: dict[str, CustomRole] = {}
    if any(not is_built_in(one.role) for one in held):
        custom = await store.custom_roles(unit)
    rights = Rights(grants=own.grants + grants_of(held, custom, unit.clock.now()), groups=groups)
    texts = await policies.in_force(unit) if in_force is None else in_force
    if not texts:
        return rights
    principal = await _principal(unit, subject, rights, custom)
    judge = PolicyJudge(texts, principal, context_of(unit.clock.now(), way))
    return replace(rights, judge=judge)


async def _principal(
    unit: ReadUnit, subject: Subject, rights: Rights, custom: dict[str, CustomRole]
) -> Principal:
    email, department = await store.called(unit, subject.id)
    roles = set[str]()
    steward_of: dict[ScopeKind, set[UUID]] = {kind: set() for kind in ScopeKind}
    for grant in rights.grants:
        codes = lineage(grant.role, custom)
        if grant.scope.kind is ScopeKind.ORGANISATION:
            roles |= codes
        elif Role.DATA_STEWARD in codes and grant.scope.id is not None:
            steward_of[grant.scope.kind].add(grant.scope.id)
    return Principal(
        id=subject.id,
        kind=subject.kind.value,
        email=email,
        roles=frozenset(roles),
        groups=rights.groups,
        department=department,
        steward_of=frozenset(steward_of[ScopeKind.ASSET]),
        steward_of_sources=frozenset(steward_of[ScopeKind.SOURCE]),
        steward_of_domains=frozenset(steward_of[ScopeKind.DOMAIN]),
    )
