"""Accounts over HTTP."""

from typing import Final

from pursight_server.provisioning import users
from pursight_server.provisioning.model import Account, Kept
from pursight_server.provisioning.routes.resources import Kind, router_of
from pursight_server.provisioning.store import people

ACCOUNTS: Final[Kind[Kept]] = Kind(
    name="Users", model=Account, around="groups", deeds=users, shelf=people
)

router = router_of(ACCOUNTS)
