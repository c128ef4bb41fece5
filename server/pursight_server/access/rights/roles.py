"""Custom roles: put together, change, take away."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pursight.errors import Conflict, NotFound, Refused
from pursight_server.access.model import Permission
from pursight_server.access.policy.store import count_up
from pursight_server.access.rights import store
from pursight_server.access.rights.model import CustomRole, is_built_in, lineage
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_CODE = re.compile(r"[a-z][a-z0-9_]{1,62}", re.ASCII)


class BadRole(Refused):
    """The role cannot be what was asked for."""

    code = "role.bad"


class RoleCycle(Conflict):
    """A role would inherit itself."""

    code = "role.cycle"


class RoleInUse(Conflict):
    """Somebody has the role, or another role inherits it."""

    code = "role.in_use"


async def names(unit: ReadUnit) -> dict[str, str]:
    """Read what the organisation's own roles are called, by code."""
    return {code: role.name for code, role in (await store.custom_roles(unit)).items()}


async def create(
    uow: UnitOfWork,
    *,
    code: str,
    name: str,
    description: str = "",
    permissions: Iterable[Permission] = (),
    inherits: Iterable[str] = (),
) -> CustomRole:
    """Put a role together.

    Raises:
        BadRole: The code is none, or it inherits what is no role.
        Conflict: There is a role with this code.
    """
    await count_up(uow)
    if not _CODE.fullmatch(code):
        raise BadRole(
            "this is no code for a role",
            hint="Use small letters, digits and underscores, a letter first: finance_steward.",
        )
    known = await store.custom_roles(uow)
    if is_built_in(code) or code in known:
        raise Conflict("there is a role with this code", hint="Choose another one.")
    now = uow.clock.now()
    role = CustomRole(
        code=code,
        name=name.strip(),
        description=description,
        permissions=frozenset(permissions),
        inherits=frozenset(inherits),
        rev=1,
        created_at=now,
        changed_at=now,
    )
    _check(role, known)
    await store.put_role(uow, role)
    uow.record("role.created", "role", code, after=_facts(role))
    return role


async def get(unit: ReadUnit, code: str) -> CustomRole:
    """Read a custom role.

    Raises:
        NotFound: There is none with this code.
    """
    role = (await store.custom_roles(unit)).get(code)
    if role is None:
        raise NotFound("there is no such role of your own")
    return role


async def change(
    uow: UnitOfWork,
    code: str,
    *,
    if_match: str | None,
    name: str | None = None,
    description: str | None = None,
    permissions: Iterable[Permission] | None = None,
    inherits: Iterable[str] | None = None,
) -> CustomRole:
    """Change a role; whoever has it feels it with their next request.

    Raises:
        NotFound: There is none with this code.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        BadRole, RoleCycle: It inherits what is no role, or itself.
    """
    await count_up(uow)
    before = await get(uow, code)
    check_if_match(if_match, before.rev)
    after = replace(
        before,
        name=before.name if name is None else name.strip(),
        description=before.description if description is None else description,
        permissions=before.permissions if permissions is None else frozenset(permissions),
        inherits=before.inherits if inherits is None else frozenset(inherits),
    )
    if after == before:
        return before
    after = replace(after, rev=before.rev + 1, changed_at=uow.clock.now())
    _check(after, await store.custom_roles(uow))
    await store.put_role(uow, after)
    uow.record("role.changed", "role", code, before=_facts(before), after=_facts(after))
    return after


async def delete(uow: UnitOfWork, code: str) -> None:
    """Take a role away that nobody has.

    Raises:
        NotFound: There is none with this code.
        RoleInUse: Somebody has it, or another role inherits it.
    """
    await count_up(uow)
    role = await get(uow, code)
    heirs = [one.code for one in (await store.custom_roles(uow)).values() if code in one.inherits]
    if heirs or await store.assignments_of_role(uow, [code]):
        raise RoleInUse(
            "this role is in use",
            hint="Revoke its assignments, and take it out of the roles that inherit it.",
        )
    await store.drop_role(uow, code)
    uow.record("role.deleted", "role", code, before=_facts(role))


async def check_known(unit: ReadUnit, code: str) -> None:
    """Refuse what is no role.

    Raises:
        BadRole: It is neither built in nor one of the organisation's own.
    """
    if not is_built_in(code) and code not in await store.custom_roles(unit):
        raise BadRole(f"there is no role {code[:80]}", hint="GET /api/v1/roles lists them.")


def _check(role: CustomRole, known: dict[str, CustomRole]) -> None:
    for parent in sorted(role.inherits):
        if not is_built_in(parent) and parent not in known and parent != role.code:
            raise BadRole(f"there is no role {parent[:80]} to inherit")
        if role.code in lineage(parent, {**known, role.code: role}):
            raise RoleCycle("a role cannot inherit itself", hint=f"Leave {parent} out.")


def _facts(role: CustomRole) -> dict[str, object]:
    return {
        "name": role.name,
        "description": role.description,
        "permissions": sorted(role.permissions),
        "inherits": sorted(role.inherits),
    }
