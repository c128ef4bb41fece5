"""The one permission predicate: which rows of a table a caller may see."""

from typing import Any

from pursight.errors import Forbidden, NotFound
from pursight_server.access.model import EVERYWHERE_ONLY, Caller, Permission
from pursight_server.access.policy import compiling, store
from pursight_server.access.sight import ALWAYS, NEVER, Sight
from pursight_server.platform import conditions
from pursight_server.platform.unit_of_work import ReadUnit


class NotAllowed(Forbidden):
    """The caller's roles lack a permission, or a policy forbids it."""

    code = "permission.missing"


def visible(
    caller: Caller, permission: Permission, table: Any, *, parents: Any | None = None
) -> conditions.Condition:
    """Say which rows of a tenant table a caller may see, as a condition for the list's query.

    Every list, search, count, export and feed goes through here, and so does each single row by
    `require`. Roles say for what they are given, policies permit and forbid; see `access.policy`.

    Args:
        caller: Who asks.
        permission: What for.
        table: Whose rows.
        parents: What a query of assets has joined as each column's table, so that no other query
            looks it up again.
    """
    sight = caller.sight(permission)
    if permission in EVERYWHERE_ONLY:
        if not sight.anything:
            return conditions.nothing()
        # What is about the whole is seen, but for what it says of assets that are forbidden.
        forbidden = caller.sight(Permission.CATALOG_READ).forbid
        return compiling.mentions(Sight(ALWAYS, forbidden), table, caller.organisation_id)
    if sight == Sight(NEVER):
        return conditions.nothing()
    return compiling.rows(sight, table, caller.organisation_id, parents=parents)


def sees_all(caller: Caller, permission: Permission) -> bool:
    """Whether a caller may see every row there is, so that nothing needs to be asked of rows."""
    sight = caller.sight(permission)
    if permission in EVERYWHERE_ONLY:
        return sight.anything and caller.sight(Permission.CATALOG_READ).forbid == NEVER
    return sight.everything


async def sees(
    unit: ReadUnit,
    caller: Caller,
    permission: Permission,
    table: Any,
    row_id: object,
    *,
    key: Any | None = None,
) -> bool:
    """Whether a caller may do something with one row; `key` is the column that names it."""
    condition = visible(caller, permission, table)
    named = key_of(table) if key is None else key
    return await store.there(unit, table, named, row_id, condition)


async def require(
    unit: ReadUnit,
    caller: Caller,
    permission: Permission,
    table: Any,
    row_id: object,
    *,
    key: Any | None = None,
) -> None:
    """Refuse a row that a caller may not see just like one that is not there.

    Raises:
        NotFound: It is one or the other.
    """
    if not await sees(unit, caller, permission, table, row_id, key=key):
        raise NotFound("it is not there, or you may not see it")


async def require_for(
    unit: ReadUnit,
    caller: Caller,
    permission: Permission,
    table: Any,
    row_id: object,
    *,
    key: Any | None = None,
) -> None:
    """Refuse what a caller may not do with a row; one they may not see is as if not there.

    Raises:
        NotFound: There is no such row that they may see.
        NotAllowed: They may see it, but not do this with it.
    """
    resource = permission.value.partition(".")[0]
    reads = Permission(f"{resource}.read")
    await require(unit, caller, reads, table, row_id, key=key)
    if permission is reads:
        return
    if not await sees(unit, caller, permission, table, row_id, key=key):
        raise lacks(permission)


def lacks(permission: Permission, *, whole: bool = False) -> NotAllowed:
    """Word the refusal."""
    where = " for the whole organisation" if whole else ""
    return NotAllowed(
        f"this needs the permission {permission.value}{where}",
        hint="Ask a system administrator for a role that has it, "
        + ("given everywhere." if whole else "here or everywhere."),
    )


def key_of(table: Any) -> Any:
    """Give the column that names a row of a table."""
    return table.c.id if "id" in table.c else table.c.asset_id
