"""What happens to requests by itself: begin, remind, expire, end."""

from typing import Final

from pursight.errors import NotFound, Refused
from pursight_server.access.waiting import reminders_due
from pursight_server.access_requests import service, store
from pursight_server.access_requests.model import AccessRequest, RequestState
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

_CLOCKWORK = Actor.system("access requests")
_MOVING: Final = (RequestState.OPEN, RequestState.APPROVED, RequestState.ACTIVE)


async def sweep_requests(given: Services) -> None:
    """Look at every request that time can move; each in a transaction of its own."""
    for organisation_id in await given.database.organisations():
        async with given.database.reading(organisation_id) as unit:
            waiting = await store.in_states(unit, _MOVING)
        for request_id in waiting:
            async with given.database.unit_of_work(organisation_id, _CLOCKWORK) as uow:
                request = await store.find(uow, request_id, lock=True)
                if request is not None:
                    await _look_at(uow, request)


async def _look_at(uow: UnitOfWork, request: AccessRequest) -> None:
    now = uow.clock.now()
    if request.state is RequestState.OPEN and request.expires_at is not None:
        if now >= request.expires_at:
            await service.expire(uow, request)
            return
        due = reminders_due(request.created_at, request.expires_at, now)
        if due > request.reminders:
            await service.remind(uow, request, due)
    elif request.state is RequestState.APPROVED:
        if request.begins_at is None or now >= request.begins_at:
            await _begin(uow, request)
    elif request.state is RequestState.ACTIVE:
        if request.ends_at is not None and now >= request.ends_at:
            await service.close(uow, request, "its time is over")
        elif not await service.still_given(uow, request):
            await service.close(uow, request, "it was taken back")


async def _begin(uow: UnitOfWork, request: AccessRequest) -> None:
    """Give what was approved for later, unless role, subject or asset are gone by now."""
    try:
        async with uow.attempt():
            await service.begin(uow, request)
    except (NotFound, Refused) as error:
        await service.drop(uow, request, error.message)
