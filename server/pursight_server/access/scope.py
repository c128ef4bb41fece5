"""The one permission predicate: which rows of a table a caller may see."""

from typing import Any
from uuid import UUID

from pursight.errors import NotFound
from pursight_server.access.model import EVERYWHERE_ONLY, Caller, Permission
from pursight_server.access.policy import compiling, store
from pursight_server.access.sight import ALWAYS, NEVER, Sight
from pursight_server.platform import conditions
from pursight_server.platform.unit_of_work import ReadUnit


def visible(caller: Caller, permission: Permission, table: Any) -> conditions.Condition:
    """Say which rows of a tenant table a caller may see, as a condition for the list's query.

    Every list, search, count, export and feed goes through here, and so does each single row by
    `require`. Roles say for what they are given, policies permit and forbid; see `access.policy`.
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
    return compiling.rows(sight, table, caller.organisation_id)


async def sees(
    unit: ReadUnit, caller: Caller, permission: Permission, table: Any, row_id: object
) -> bool:
    """Whether a caller may do something with one row."""
    condition = visible(caller, permission, table)
    return await store.there(unit, table, key_of(table), row_id, condition)


async def require(
    unit: ReadUnit,
    caller: Caller,
    permission: Permission,
    table: Any,
    row_id: UUID,
) -> None:
    """Refuse a row that a caller may not see just like one that is not there.

    Raises:
        NotFound: It is one or the other.
    """
    if not await sees(unit, caller, permission, table, row_id):
        raise NotFound("it is not there, or you may not see it")


def key_of(table: Any) -> Any:
    """Give the column that names a row of a table."""
    return table.c.id if "id" in table.c else table.c.asset_id
