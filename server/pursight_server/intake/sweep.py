"""What the worker does for agents now and then: leases that ran out, nonces, stale chunks."""

from datetime import timedelta
from typing import Final

from pursight_server.agents import service as agents
from pursight_server.intake import store
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor
from pursight_server.scans import service as scans

STALE_AFTER: Final = timedelta(days=30)
"""An agent that comes back later is told that its chunks are missing, and sends them again."""

_ACTOR: Final = Actor.system("worker")


async def sweep_leases(given: Services) -> None:
    """Give the jobs of silent agents to the next attempt, in every organisation."""
    for organisation_id in await given.database.organisations():
        async with given.database.unit_of_work(organisation_id, _ACTOR) as uow:
            await scans.take_back_expired(uow)


async def sweep_nonces(given: Services) -> None:
    """Forget nonces that no fresh request can carry any more."""
    for organisation_id in await given.database.organisations():
        async with given.database.unit_of_work(organisation_id, _ACTOR) as uow:
            await agents.forget_nonces(uow)


async def sweep_stale_chunks(given: Services) -> None:
    """Drop chunks of deliveries that were never finished."""
    for organisation_id in await given.database.organisations():
        async with given.database.unit_of_work(organisation_id, _ACTOR) as uow:
            await store.drop_stale_chunks(uow, uow.clock.now() - STALE_AFTER)
