"""Why somebody may or may not do something."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pursight.errors import NotFound
from pursight_server.access import store as persons
from pursight_server.access.client import Network, Through, Way
from pursight_server.access.machines import ServiceAccount
from pursight_server.access.model import (
    EVERYWHERE_ONLY,
    Grant,
    Permission,
    Person,
    Rights,
    ScopeKind,
    Subject,
    SubjectKind,
)
from pursight_server.access.policy import store
from pursight_server.access.policy.judging import Facts, PolicyJudge, Verdict, decide
from pursight_server.access.policy.model import Policy
from pursight_server.access.rights.reading import rights_of
from pursight_server.access.store import service_accounts
from pursight_server.platform.unit_of_work import ReadUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A decision with all that led to it.

    Attributes:
        grants: Roles that reach it.
        policies: What decides: those that forbid, or else those that permit.
        disabled: Whether they may do nothing, whatever roles and policies say.
        way: From where it is taken that they ask.
    """

    allowed: bool
    sentence: str
    grants: tuple[Grant, ...]
    policies: tuple[Policy, ...]
    through_table: bool = False
    disabled: bool = False
    way: Way


USUAL: Final = Way(Through.CONSOLE, Network.PRIVATE)
"""From where people ask, as far as nobody says otherwise."""


async def why(
    unit: ReadUnit,
    who_id: UUID,
    permission: Permission,
    object_id: UUID | None,
    *,
    through: Through | None = None,
    network: Network = USUAL.network,
) -> Why:
    """Say whether somebody may do something with an asset, a source or the whole, and why.

    Args:
        unit: Where to read.
        who_id: A person, or a service account.
        permission: What to do.
        object_id: With which asset or source; not looked at for what is about the whole.
        through: Through what; None: people through a console, service accounts with a token.
        network: From which network.

    Raises:
        NotFound: There is no such person, service account, asset or source.
    """
    who = await _who(unit, who_id)
    usual = USUAL.through if isinstance(who, Person) else Through.TOKEN
    way = Way(through or usual, network)
    rights = await _rights(unit, who, way)
    facts = None if permission in EVERYWHERE_ONLY else await _facts(unit, object_id)
    return await _why(unit, who, rights, permission, facts, way=way)


async def why_oneself(
    unit: ReadUnit, who_id: UUID, permission: Permission, object_id: UUID | None, *, way: Way
) -> Why:
    """Do as `why` for whoever asks; what they may not see is as if it were not there.

    Raises:
        NotFound: There is no asset or source that they may see.
    """
    who = await _who(unit, who_id)
    rights = await _rights(unit, who, way)
    facts = None if permission in EVERYWHERE_ONLY else await _facts(unit, object_id)
    if facts is not None:
        of_source = facts.attributes["level"] == "source"
        seeing = Permission.SOURCES_READ if of_source else Permission.CATALOG_READ
        if not _verdict(rights, seeing, facts).allowed:
            raise _not_there()
    return await _why(unit, who, rights, permission, facts, way=way)


async def _why(
    unit: ReadUnit,
    who: Person | ServiceAccount,
    rights: Rights,
    permission: Permission,
    facts: Facts | None,
    *,
    way: Way,
) -> Why:
    reaching = _reaching(rights, permission, facts)
    if who.disabled_at is not None:
        return Why(
            allowed=False,
            sentence=f"{who.name} is disabled and may do nothing",
            grants=reaching,
            policies=(),
            disabled=True,
            way=way,
        )
    verdict = _verdict(rights, permission, facts)
    found = await store.several(unit, [UUID(one) for one in verdict.policies])
    policies = tuple(found.values())
    return Why(
        allowed=verdict.allowed,
        sentence=_sentence(who.name, permission, verdict, reaching, policies),
        grants=reaching,
        policies=policies,
        through_table=verdict.through_table,
        way=way,
    )


def _reaching(rights: Rights, permission: Permission, facts: Facts | None) -> tuple[Grant, ...]:
    return tuple(
        grant for grant in rights.giving(permission) if facts is None or _reaches(grant, facts)
    )


def _verdict(rights: Rights, permission: Permission, facts: Facts | None) -> Verdict:
    judge = rights.judge if isinstance(rights.judge, PolicyJudge) else None
    return decide(judge, bool(_reaching(rights, permission, facts)), permission, facts)


def _sentence(
    name: str,
    permission: Permission,
    verdict: Verdict,
    grants: Sequence[Grant],
    policies: Sequence[Policy],
) -> str:
    may = "may" if verdict.allowed else "may not"
    start = f"{name} {may} {permission.value}"
    named = ", ".join(policy.name for policy in policies)
    if policies and not verdict.allowed:
        where = " for its table" if verdict.through_table else ""
        return f"{start}: forbidden{where} by the policy {named}"
    if grants:
        return f"{start}: allowed by the role {', '.join(sorted({one.role for one in grants}))}"
    if policies:
        return f"{start}: permitted by the policy {named}"
    return f"{start}: no role that reaches it allows it, and no policy permits it"


def _reaches(grant: Grant, facts: Facts) -> bool:
    scope = grant.scope
    if scope.kind is ScopeKind.ORGANISATION:
        return True
    if scope.kind is ScopeKind.DOMAIN:
        return str(scope.id) == facts.attributes.get("domain")
    return scope.id in facts.path or scope.id == facts.source_id


async def _who(unit: ReadUnit, who_id: UUID) -> Person | ServiceAccount:
    found = await persons.find_person(unit, who_id) or await service_accounts.find(unit, who_id)
    if found is None:
        raise NotFound("there is no such person")
    return found


async def _rights(unit: ReadUnit, who: Person | ServiceAccount, way: Way) -> Rights:
    kind = SubjectKind.PERSON if isinstance(who, Person) else SubjectKind.SERVICE_ACCOUNT
    return await rights_of(unit, Subject(kind, who.id), who.roles, way=way)


async def _facts(unit: ReadUnit, object_id: UUID | None) -> Facts:
    if object_id is not None:
        found = await store.facts_of(unit, [object_id])
        found = found or await store.facts_of_sources(unit, [object_id])
        if object_id in found:
            return found[object_id]
    raise _not_there()


def _not_there() -> NotFound:
    return NotFound("there is no such asset or source", hint="Name one by its id.")
