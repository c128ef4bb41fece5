"""What is kept of signing in no longer than it is of use."""

from datetime import timedelta
from typing import Final

from pursight_server.access import store
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

KEPT: Final = timedelta(days=1)
_SWEEP: Final = Actor.system("housekeeping")


async def forget_challenges(services: Services) -> None:
    """Delete half sign-ins of all organisations that ran out a day ago."""
    before = services.clock.now() - KEPT
    for organisation_id in await services.database.organisations():
        async with services.database.unit_of_work(organisation_id, _SWEEP) as uow:
            await store.forget_challenges(uow, before)
            await store.forget_flows(uow, before)
