"""Who has a role, and who answers for something: of their own, given to them, or to a group."""

from collections.abc import Collection
from uuid import UUID

from pursight_server.access.model import Role, ScopeKind, Subject, SubjectKind
from pursight_server.access.rights import store
from pursight_server.access.rights.model import Assignment, lineage
from pursight_server.platform.unit_of_work import ReadUnit


async def holders_of(unit: ReadUnit, role: Role) -> frozenset[UUID]:
    """List who has a role for the whole organisation, also as part of a role that inherits it.

    Those come who have it of their own, to whom it was given, and who are in a group, or in a group
    in a group, to which it was given. Who is disabled may be among them.
    """
    everywhere = [
        one for one in await _given(unit, role) if one.scope.kind is ScopeKind.ORGANISATION
    ]
    own = await store.persons_with_role(unit, role)
    return frozenset(own) | await _persons_of(unit, everywhere)


async def stewards_within(unit: ReadUnit, places: Collection[UUID]) -> frozenset[UUID]:
    """List who was made a steward of any of some assets, sources or domains."""
    given = await _given(unit, Role.DATA_STEWARD)
    return await _persons_of(unit, [one for one in given if one.scope.id in places])


async def persons_named(unit: ReadUnit, owner: str) -> frozenset[UUID]:
    """Say who is meant by an owner that somebody wrote: a person by e-mail, or a group by name."""
    persons, groups = await store.named(unit, [owner.strip(), owner.strip().lower()])
    return frozenset(persons) | await _persons_in(unit, groups)


async def _given(unit: ReadUnit, role: Role) -> list[Assignment]:
    custom = await store.custom_roles(unit)
    codes = {role.value} | {code for code in custom if role.value in lineage(code, custom)}
    now = unit.clock.now()
    return [one for one in await store.assignments_of_role(unit, codes) if one.holds(now)]


async def _persons_of(unit: ReadUnit, given: Collection[Assignment]) -> frozenset[UUID]:
    direct = {one.subject.id for one in given if one.subject.kind is SubjectKind.PERSON}
    groups = [one.subject.id for one in given if one.subject.kind is SubjectKind.GROUP]
    return frozenset(direct) | await _persons_in(unit, groups)


async def _persons_in(unit: ReadUnit, groups: list[UUID]) -> frozenset[UUID]:
    members = await store.everybody_in(unit, groups) if groups else frozenset[Subject]()
    return frozenset(one.id for one in members if one.kind is SubjectKind.PERSON)
