"""The one permission predicate: which rows of a table a caller may see."""

from typing import Any

from pursight_server.access.model import Caller, Permission
from pursight_server.platform import conditions


def visible(caller: Caller, permission: Permission, table: Any) -> conditions.Condition:
    """Say which rows of a tenant table a caller may see, as a condition for the list's query.

    Every list, search, count, export and feed goes through here. What a role allows, it allows for
    the whole organisation; whoever lacks the permission sees no row.
    """
    if not caller.may(permission):
        return conditions.nothing()
    return conditions.of_organisation(table, caller.organisation_id)
