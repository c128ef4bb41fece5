"""Roles: the six that every organisation has, and those of its own."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pursight_desktop.operations.asking import Asking, Listed, read_as

_PATH: Final = "/api/v1/own-roles"


class Role(BaseModel):
    """A role.

    Attributes:
        name: Empty for a built-in role, which is named in the person's language.
        permissions: Its own; what it inherits is not among them.
        allows: Its own and the inherited.
        rev: 0 for a built-in role.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    name: str = ""
    description: str = ""
    permissions: tuple[str, ...]
    inherits: tuple[str, ...] = ()
    allows: tuple[str, ...]
    rev: int = 0

    @property
    def id(self) -> UUID:
        """Names it where rows and places are named by an id; the same for the same code."""
        return uuid5(NAMESPACE_URL, f"pursight:role:{self.code}")

    @property
    def own(self) -> bool:
        """Whether the organisation has put it together."""
        return self.rev > 0

    @property
    def seen(self) -> str:
        """The tag of what is shown of it, for an edit."""
        return f'"{self.rev}"'


class _BuiltIn(BaseModel):
    role: str
    permissions: tuple[str, ...]


_BUILT_IN: Final = TypeAdapter(tuple[_BuiltIn, ...])
_OWN: Final = TypeAdapter(tuple[Role, ...])


async def every(asking: Asking) -> Listed[Role]:
    """List the built-in roles, then those of the organisation's own by name."""
    built_in = read_as(_BUILT_IN, await asking.ask("GET", "/api/v1/roles"))
    own = read_as(_OWN, await asking.ask("GET", _PATH))
    six = [
        Role(code=one.role, permissions=one.permissions, allows=one.permissions) for one in built_in
    ]
    return Listed((*six, *sorted(own, key=lambda one: one.name.casefold())))


def own_names(roles: Iterable[Role]) -> dict[str, str]:
    """Give the names of the organisation's own roles by their codes."""
    return {one.code: one.name for one in roles if one.own}


def allowed(
    permissions: Iterable[str], inherits: Iterable[str], known: Mapping[str, Role]
) -> frozenset[str]:
    """Join permissions with what is inherited."""
    inherited = (known[code].allows for code in inherits if code in known)
    return frozenset(permissions).union(*inherited)


def heirs(code: str, known: Mapping[str, Role]) -> frozenset[str]:
    """List a role with those that inherit it, also through others: it can inherit none of them."""
    found = {code}
    while more := {
        one.code for one in known.values() if one.code not in found and found & set(one.inherits)
    }:
        found |= more
    return frozenset(found)


async def add(
    asking: Asking,
    *,
    code: str,
    name: str,
    description: str,
    permissions: Iterable[str],
    inherits: Iterable[str],
) -> Role:
    """Put a role together."""
    body = {
        "code": code,
        "name": name,
        "description": description,
        "permissions": sorted(permissions),
        "inherits": sorted(inherits),
    }
    return await asking.made(Role, "POST", _PATH, body)


async def change(
    asking: Asking,
    role: Role,
    *,
    name: str,
    description: str,
    permissions: Iterable[str],
    inherits: Iterable[str],
) -> None:
    """Change a role for all who have it; refused when somebody else has changed it since.

    What it allows is sent only where it is another: that alone may take two people.
    """
    body: dict[str, object] = {"name": name, "description": description}
    if set(permissions) != set(role.permissions):
        body["permissions"] = sorted(permissions)
    if set(inherits) != set(role.inherits):
        body["inherits"] = sorted(inherits)
    await asking.write("PATCH", f"{_PATH}/{role.code}", body, seen=role.seen)


async def delete(asking: Asking, code: str) -> None:
    """Take away a role that nobody has and no other inherits."""
    await asking.write("DELETE", f"{_PATH}/{code}")
