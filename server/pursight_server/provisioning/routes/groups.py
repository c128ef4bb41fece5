"""Groups over HTTP."""

from typing import Final

from scim2_models import Group

from pursight_server.provisioning import groups
from pursight_server.provisioning.model import KeptGroup
from pursight_server.provisioning.routes.resources import Kind, router_of
from pursight_server.provisioning.store import groups as store

GROUPS: Final[Kind[KeptGroup]] = Kind(
    name="Groups", model=Group, around="members", deeds=groups, shelf=store
)

router = router_of(GROUPS)
