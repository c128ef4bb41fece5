"""What a policy would change for whom, before it is saved."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pursight_server.access.client import Way
from pursight_server.access.model import (
    EVERYWHERE_ONLY,
    Permission,
    Rights,
    Role,
    Subject,
    SubjectKind,
)
from pursight_server.access.policy import compiling, store
from pursight_server.access.policy.engine import Texts
from pursight_server.access.policy.resources import declared
from pursight_server.access.rights.explaining import USUAL
from pursight_server.access.rights.reading import rights_of
from pursight_server.platform.unit_of_work import ReadUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What would change for one person: how many assets, and some of them.

    For what is about the organisation as a whole, 1 is gained or lost, and nothing is named.
    """

    person_id: UUID
    name: str
    gained: int
    lost: int
    first_gained: tuple[str, ...] = ()
    first_lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What would change for some of the persons.

    Attributes:
        differences: Whoever feels one.
        looked_at: For how many persons it was looked.
        of: How many there are.
        following: After whom to go on; None: these were the last.
    """

    differences: tuple[Difference, ...]
    looked_at: int
    of: int
    following: UUID | None


async def simulate(
    unit: ReadUnit,
    texts: Texts,
    permission: Permission,
    *,
    people: int,
    first: int,
    after: UUID | None = None,
    way: Way = USUAL,
) -> Simulation:
    """Say for whom which assets would come or go if these policies were in force.

    Args:
        unit: Where to read.
        texts: All policies that would be in force.
        permission: For doing what.
        people: For so many persons at most, in the order of their ids.
        first: How many assets to name of each.
        after: Only for persons that follow this one.
        way: From where it is taken that all of them ask.
    """
    found = await store.some_persons(unit, people + 1, after)
    differences = []
    for person_id, name, roles in found[:people]:
        subject = Subject(SubjectKind.PERSON, person_id)
        now = await rights_of(unit, subject, roles, way=way)
        then = await rights_of(unit, subject, roles, way=way, in_force=texts)
        if now.sight(permission) == then.sight(permission):
            continue
        compared = await _compare(unit, now, then, permission, first)
        if compared["gained"] or compared["lost"]:
            differences.append(Difference(person_id=person_id, name=name, **compared))
    return Simulation(
        differences=tuple(differences),
        looked_at=min(len(found), people),
        of=await store.count_persons(unit),
        following=found[people - 1][0] if len(found) > people else None,
    )


async def _compare(
    unit: ReadUnit, now: Rights, then: Rights, permission: Permission, first: int
) -> dict[str, Any]:
    had, has = now.sight(permission), then.sight(permission)
    if permission in EVERYWHERE_ONLY:
        return {
            "gained": int(has.anything and not had.anything),
            "lost": int(had.anything and not has.anything),
        }
    asset: Any = declared("asset")
    before = compiling.rows(had, asset, unit.organisation_id)
    after = compiling.rows(has, asset, unit.organisation_id)
    gained, first_gained = await store.some_assets(unit, after & ~before, first)
    lost, first_lost = await store.some_assets(unit, before & ~after, first)
    return {
        "gained": gained,
        "lost": lost,
        "first_gained": first_gained,
        "first_lost": first_lost,
    }


async def lost_by(
    unit: ReadUnit, texts: Texts, subject: Subject, own_roles: frozenset[Role], *, way: Way
) -> tuple[Permission, ...]:
    """Say what somebody could do nowhere any more if these policies were in force.

    They are taken to ask from where they ask now: who shuts out all but consoles by a script
    learns that the script is among them.
    """
    now = await rights_of(unit, subject, own_roles, way=way)
    then = await rights_of(unit, subject, own_roles, way=way, in_force=texts)
    return tuple(sorted(now.permissions - then.permissions))


async def with_policy(unit: ReadUnit, policy_id: UUID | None, text: str | None) -> Texts:
    """List what would be in force with a policy written, changed, or (without text) ended."""
    now = dict(await store.in_force(unit))
    named = str(policy_id) if policy_id is not None else str(UUID(int=0))
    now.pop(named, None)
    if text is not None:
        now[named] = text
    return tuple(sorted(now.items()))
