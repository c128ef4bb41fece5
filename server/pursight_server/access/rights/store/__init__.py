"""How groups, custom roles and assignments are kept and asked for."""

from pursight_server.access.rights.store.assignments import (
    add_assignment,
    assignments,
    assignments_of_role,
    assignments_table,
    assignments_to,
    drop_assignment,
    find_assignment,
)
from pursight_server.access.rights.store.groups import (
    add_group,
    add_member,
    change_group,
    drop_group,
    drop_member,
    everybody_in,
    find_group,
    groups,
    groups_of,
    groups_table,
    groups_with,
    members,
    members_table,
)
from pursight_server.access.rights.store.persons import (
    called,
    named,
    persons_with_role,
    set_department,
)
from pursight_server.access.rights.store.roles import (
    custom_roles,
    drop_role,
    put_role,
    roles_table,
)

__all__ = [
    "add_assignment",
    "add_group",
    "add_member",
    "assignments",
    "assignments_of_role",
    "assignments_table",
    "assignments_to",
    "called",
    "change_group",
    "custom_roles",
    "drop_assignment",
    "drop_group",
    "drop_member",
    "drop_role",
    "everybody_in",
    "find_assignment",
    "find_group",
    "groups",
    "groups_of",
    "groups_table",
    "groups_with",
    "members",
    "members_table",
    "named",
    "persons_with_role",
    "put_role",
    "roles_table",
    "set_department",
]
