"""Who answers for an asset: its stewards by assignment, its owners by what people wrote."""

from uuid import UUID

from pursight.errors import NotFound
from pursight_server.access.model import Role, ScopeKind, Subject, SubjectKind
from pursight_server.access.policy import store as facts
from pursight_server.access.rights import store
from pursight_server.access.rights.model import Assignment, lineage
from pursight_server.platform.unit_of_work import ReadUnit


async def stewards_of(unit: ReadUnit, asset_id: UUID) -> tuple[UUID, ...]:
    """List the persons who are stewards of an asset, or of a source by its id.

    Those come who were given a role of a steward for the nearest place around it that has any:
    the asset, what it lies in from the inside out, its source, and at last the organisation.

    Raises:
        NotFound: There is no such asset or source.
    """
    found = await facts.facts_of(unit, [asset_id]) or await facts.facts_of_sources(unit, [asset_id])
    if asset_id not in found:
        raise NotFound("there is no such asset")
    custom = await store.custom_roles(unit)
    codes = {code for code in (*custom, *Role) if Role.DATA_STEWARD in lineage(code, custom)}
    now = unit.clock.now()
    held = [one for one in await store.assignments_of_role(unit, codes) if one.holds(now)]
    here = found[asset_id]
    for place in (*reversed(here.path), here.source_id):
        if stewards := await _persons(unit, [one for one in held if one.scope.id == place]):
            return stewards
    everywhere = [one for one in held if one.scope.kind is ScopeKind.ORGANISATION]
    own = await store.persons_with_role(unit, Role.DATA_STEWARD)
    return tuple(sorted({*await _persons(unit, everywhere), *own}))


async def owners_of(unit: ReadUnit, asset_id: UUID) -> tuple[UUID, ...]:
    """List the persons whom an asset's owner names, here or above: by e-mail, or a group by name.

    Raises:
        NotFound: There is no such asset.
    """
    found = await facts.facts_of(unit, [asset_id])
    if asset_id not in found:
        raise NotFound("there is no such asset")
    owners = [str(owner) for owner in found[asset_id].attributes["owners"]]
    persons, groups = await store.named(unit, owners)
    members = await store.everybody_in(unit, groups) if groups else frozenset[Subject]()
    people = {one.id for one in members if one.kind is SubjectKind.PERSON}
    return tuple(sorted({*persons, *people}))


async def _persons(unit: ReadUnit, held: list[Assignment]) -> tuple[UUID, ...]:
    direct = {one.subject.id for one in held if one.subject.kind is SubjectKind.PERSON}
    groups = [one.subject.id for one in held if one.subject.kind is SubjectKind.GROUP]
    members = await store.everybody_in(unit, groups) if groups else frozenset[Subject]()
    return tuple(sorted(direct | {one.id for one in members if one.kind is SubjectKind.PERSON}))
