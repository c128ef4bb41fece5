"""API tokens of all persons and service accounts: reading the list, revoking one."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from pursight_desktop.operations.asking import Asking, Listed

_PATH: Final = "/api/v1/api-tokens"


class ApiToken(BaseModel):
    """An API token, without its secret.

    Attributes:
        principal_name: Whose it is; empty for somebody one may not see.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    principal_kind: Literal["person", "service_account"]
    principal_name: str = ""
    permissions: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at


async def every(asking: Asking) -> Listed[ApiToken]:
    """List all tokens with the names of their holders, the oldest first."""
    return await asking.listed(ApiToken, _PATH)


async def working(asking: Asking, principal_id: UUID) -> Listed[ApiToken]:
    """List the tokens of somebody or of a program that work, the oldest first."""
    return await asking.listed(ApiToken, _PATH, principal_id=str(principal_id), alive="true")


async def revoke(asking: Asking, token_id: UUID) -> None:
    """Let a token open nothing any more, from now on."""
    await asking.write("DELETE", f"{_PATH}/{token_id}")
