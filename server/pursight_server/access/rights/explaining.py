"""Why somebody may or may not do something, and what a policy would change for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pursight.errors import NotFound
from pursight_server.access import store as persons
from pursight_server.access.model import (
    EVERYWHERE_ONLY,
    Grant,
    Permission,
    Person,
    ScopeKind,
    Subject,
    SubjectKind,
)
from pursight_server.access.policy import compiling, store
from pursight_server.access.policy.engine import Texts
from pursight_server.access.policy.judging import Facts, PolicyJudge, Verdict, decide
from pursight_server.access.policy.model import Policy
from pursight_server.access.policy.resources import declared
from pursight_server.access.rights.reading import rights_of
from pursight_server.platform.unit_of_work import ReadUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A decision with all that led to it.

    Attributes:
        grants: Roles that reach it.
        policies: What decides: those that forbid, or else those that permit.
    """

    allowed: bool
    sentence: str
    grants: tuple[Grant, ...]
    policies: tuple[Policy, ...]
    through_table: bool


async def why(
    unit: ReadUnit, person_id: UUID, permission: Permission, object_id: UUID | None
) -> Why:
    """Say whether a person may do something with an asset, a source or the whole, and why.

    Raises:
        NotFound: There is no such person, asset or source.
    """
    person = await _person(unit, person_id)
    rights = await rights_of(unit, Subject(SubjectKind.PERSON, person.id), person.roles)
    facts = None if permission in EVERYWHERE_ONLY else await _facts(unit, object_id)
    reaching = tuple(
        grant for grant in rights.giving(permission) if facts is None or _reaches(grant, facts)
    )
    if person.disabled_at is not None:
        return Why(
            allowed=False,
            sentence=f"{person.name} is disabled and may do nothing",
            grants=reaching,
            policies=(),
            through_table=False,
        )
    judge = rights.judge if isinstance(rights.judge, PolicyJudge) else None
    verdict = decide(judge, bool(reaching), permission, facts)
    found = await store.several(unit, [UUID(one) for one in verdict.policies])
    policies = tuple(found.values())
    return Why(
        allowed=verdict.allowed,
        sentence=_sentence(person, permission, verdict, reaching, policies),
        grants=reaching,
        policies=policies,
        through_table=verdict.through_table,
    )


def _sentence(
    person: Person,
    permission: Permission,
    verdict: Verdict,
    grants: Sequence[Grant],
    policies: Sequence[Policy],
) -> str:
    may = "may" if verdict.allowed else "may not"
    start = f"{person.name} {may} {permission.value}"
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
    return scope.id in facts.path or scope.id == facts.source_id


async def _person(unit: ReadUnit, person_id: UUID) -> Person:
    person = await persons.find_person(unit, person_id)
    if person is None:
        raise NotFound("there is no such person")
    return person


async def _facts(unit: ReadUnit, object_id: UUID | None) -> Facts:
    if object_id is not None:
        found = await store.facts_of(unit, [object_id])
        found = found or await store.facts_of_sources(unit, [object_id])
        if object_id in found:
            return found[object_id]
    raise NotFound("there is no such asset or source", hint="Name one by its id.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What would change for one person: how many assets, and some of them."""

    person_id: UUID
    name: str
    gained: int
    lost: int
    first_gained: tuple[str, ...]
    first_lost: tuple[str, ...]


async def simulate(
    unit: ReadUnit,
    texts: Texts,
    permission: Permission,
    *,
    people: int,
    first: int,
) -> tuple[list[Difference], bool]:
    """Say for whom which assets would come or go if these policies were in force.

    Args:
        unit: Where to read.
        texts: All policies that would be in force.
        permission: For doing what.
        people: For so many persons at most, in the order of their ids.
        first: How many assets to name of each.

    Returns:
        Whoever feels a difference, and whether all persons were looked at.
    """
    everybody = await store.some_persons(unit, people + 1)
    differences = []
    asset: Any = declared("asset")
    for person_id, name, roles in everybody[:people]:
        subject = Subject(SubjectKind.PERSON, person_id)
        now = await rights_of(unit, subject, roles)
        then = await rights_of(unit, subject, roles, in_force=texts)
        if now.sight(permission) == then.sight(permission):
            continue
        before, after = (
            compiling.rows(one.sight(permission), asset, unit.organisation_id)
            for one in (now, then)
        )
        gained, first_gained = await store.some_assets(unit, after & ~before, first)
        lost, first_lost = await store.some_assets(unit, before & ~after, first)
        if gained or lost:
            differences.append(
                Difference(
                    person_id=person_id,
                    name=name,
                    gained=gained,
                    lost=lost,
                    first_gained=first_gained,
                    first_lost=first_lost,
                )
            )
    return differences, len(everybody) <= people


async def with_policy(unit: ReadUnit, policy_id: UUID | None, text: str | None) -> Texts:
    """List what would be in force with a policy written, changed, or (without text) ended."""
    now = dict(await store.in_force(unit))
    named = str(policy_id) if policy_id is not None else str(UUID(int=0))
    now.pop(named, None)
    if text is not None:
        now[named] = text
    return tuple(sorted(now.items()))
