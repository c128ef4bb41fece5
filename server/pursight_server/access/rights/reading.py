"""What somebody may do at this moment: own roles, assignments, groups."""

from collections.abc import Iterable

from pursight_server.access.model import Rights, Role, Subject
from pursight_server.access.rights import store
from pursight_server.access.rights.model import grants_of, is_built_in
from pursight_server.platform.unit_of_work import ReadUnit


async def rights_of(unit: ReadUnit, subject: Subject, own_roles: Iterable[Role] = ()) -> Rights:
    """Read what somebody has been given, also through groups, that has not run out by now."""
    own = Rights.of_roles(own_roles)
    if not await store.version(unit):  # nobody was ever given anything else
        return own
    groups = await store.groups_of(unit, subject)
    held = await store.assignments_to(unit, [subject.id, *(group_id for group_id, _ in groups)])
    custom = {}
    if any(not is_built_in(one.role) for one in held):
        custom = await store.custom_roles(unit)
    return Rights(grants=own.grants + grants_of(held, custom, unit.clock.now()), groups=groups)
