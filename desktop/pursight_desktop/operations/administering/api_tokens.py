"""API tokens of all persons and service accounts: reading the list, revoking one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.administering import principals
from pursight_desktop.operations.asking import Asking, Listed
from pursight_desktop.session.account import Account

_PATH = "/api/v1/api-tokens"


class _Token(BaseModel):
    id: UUID
    principal_kind: str
    principal_id: UUID
    name: str
    permissions: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class ApiToken:
    """An API token, without its secret.

    Attributes:
        holder: Whose it is; empty for somebody one may not see.
        machine: Whether a service account holds it.
    """

    id: UUID
    name: str
    holder: str
    machine: bool
    permissions: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at


async def every(asking: Asking, account: Account) -> Listed[ApiToken]:
    """List all tokens with the names of their holders, the oldest first."""
    tokens = await asking.listed(_Token, _PATH)
    named = await principals.names(asking, account)
    return Listed(
        tuple(
            ApiToken(
                id=one.id,
                name=one.name,
                holder=named.get(one.principal_id, ""),
                machine=one.principal_kind == "service_account",
                permissions=one.permissions,
                created_at=one.created_at,
                expires_at=one.expires_at,
                used_at=one.used_at,
                revoked_at=one.revoked_at,
            )
            for one in tokens.rows
        ),
        tokens.more,
    )


async def revoke(asking: Asking, token_id: UUID) -> None:
    """Let a token open nothing any more, from now on."""
    await asking.write("DELETE", f"{_PATH}/{token_id}")
