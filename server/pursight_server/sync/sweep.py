"""Keep feeds short: what is old, and what tells nobody anything."""

from datetime import timedelta

from pursight_server.platform.services import Services
from pursight_server.sync.feed import FEED
from pursight_server.sync.store import feeding

KEPT = timedelta(days=90)
"""A console that was away for longer takes a new snapshot."""


async def sweep_feeds(services: Services) -> None:
    """Purge the feeds of all organisations."""
    for organisation_id in await services.database.organisations():
        async with services.database.unit_of_work(organisation_id, FEED) as uow:
            await feeding.purge(uow, uow.clock.now() - KEPT)
        async with services.database.unit_of_work(organisation_id, FEED) as uow:
            await feeding.thin_out(uow)
