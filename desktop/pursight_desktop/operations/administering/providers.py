"""Identity providers: reading them all, adding, changing and removing one."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.asking import Asking

_PATH = "/api/v1/identity-providers"


class IdentityProvider(BaseModel):
    """A provider of OpenID Connect; its secret never comes back from the server.

    Attributes:
        has_secret: Whether it has one.
        role_map: Roles by what the provider calls a group.
    """

    id: UUID
    name: str
    issuer: str
    client_id: str
    has_secret: bool
    scopes: tuple[str, ...]
    groups_claim: str
    role_map: dict[str, tuple[str, ...]]
    creates_persons: bool
    trusts_email: bool
    vouches_for_second_factor: bool
    enabled: bool
    rev: int


async def every(asking: Asking) -> tuple[IdentityProvider, ...]:
    """List them."""
    return await asking.get(tuple[IdentityProvider, ...], _PATH)


async def add(asking: Asking, wanted: Mapping[str, object]) -> IdentityProvider:
    """Add one.

    Args:
        asking: Of the server.
        wanted: What the API takes; `client_secret` with it, if there is one.
    """
    return await asking.made(IdentityProvider, "POST", _PATH, wanted)


async def change(
    asking: Asking, before: IdentityProvider, wanted: Mapping[str, object]
) -> IdentityProvider:
    """Change one; without `client_secret` the present secret stays."""
    return await asking.made(
        IdentityProvider, "PUT", f"{_PATH}/{before.id}", wanted, seen=f'"{before.rev}"'
    )


async def remove(asking: Asking, provider_id: UUID) -> None:
    """Let nobody sign in with it any more."""
    await asking.write("DELETE", f"{_PATH}/{provider_id}")
