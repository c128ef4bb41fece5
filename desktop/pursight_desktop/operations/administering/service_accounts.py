"""Service accounts: programs that work for the organisation, and the tokens they sign in with."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter

from pursight_desktop.operations.administering.api_tokens import ApiToken
from pursight_desktop.operations.asking import Asking, Listed, read_as

_PATH: Final = "/api/v1/service-accounts"


class ServiceAccount(BaseModel):
    """A program's account.

    Attributes:
        owner_name: Who answers for it; empty for somebody one may not see.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    description: str
    owner_id: UUID
    owner_name: str = ""
    roles: tuple[str, ...]
    disabled: bool
    rev: int
    created_at: datetime
    changed_at: datetime

    @property
    def seen(self) -> str:
        """The tag of what is shown of it, for an edit."""
        return f'"{self.rev}"'


class IssuedToken(ApiToken):
    """A new API token with its secret, which is shown once and kept nowhere."""

    token: str


async def every(asking: Asking, text: str = "") -> Listed[ServiceAccount]:
    """List service accounts by name: all, or those with these words in name or description."""
    return await asking.listed(ServiceAccount, _PATH, q=text)


async def find(asking: Asking, text: str) -> Listed[ServiceAccount]:
    """List the first with these words in name or description, to choose from."""
    return await asking.first(ServiceAccount, _PATH, q=text)


async def add(
    asking: Asking, *, name: str, description: str, owner_id: UUID, roles: Iterable[str]
) -> UUID:
    """Add one; it needs a token to do anything."""
    body = {
        "name": name,
        "description": description,
        "owner_id": str(owner_id),
        "roles": sorted(roles),
    }
    return (await asking.made(ServiceAccount, "POST", _PATH, body)).id


async def change(asking: Asking, account: ServiceAccount, **changed: Any) -> None:
    """Change name, description, owner_id, roles or disabled; what is left out stays.

    Disabling revokes its tokens for good.
    """
    body = {
        field: str(one) if isinstance(one, UUID) else sorted(one) if field == "roles" else one
        for field, one in changed.items()
    }
    await asking.write("PATCH", f"{_PATH}/{account.id}", body, seen=account.seen)


async def issue(
    asking: Asking,
    account_id: UUID,
    *,
    name: str,
    permissions: Iterable[str],
    expires_at: datetime,
) -> IssuedToken:
    """Make a token; its secret is in the answer and can never be had again."""
    body = {
        "name": name,
        "permissions": sorted(permissions),
        "expires_at": expires_at.isoformat(),
    }
    # without the key that would have the server keep the answer, and the secret with it
    answer = await asking.ask("POST", f"{_PATH}/{account_id}/api-tokens", json=body)
    return read_as(TypeAdapter(IssuedToken), answer)
