"""Principals: the names of persons and service accounts, for lists that know only their ids."""

from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.asking import Asking
from pursight_desktop.session.account import Account


class _Named(BaseModel):
    id: UUID
    name: str


_LISTS = (
    ("persons.read", "/api/v1/persons"),
    ("service_accounts.read", "/api/v1/service-accounts"),
)


async def names(asking: Asking, account: Account) -> dict[UUID, str]:
    """Read who is called what, as far as one may: persons and service accounts."""
    found: dict[UUID, str] = {}
    for permission, path in _LISTS:
        if account.may(permission):
            found |= {one.id: one.name for one in (await asking.listed(_Named, path)).rows}
    return found
