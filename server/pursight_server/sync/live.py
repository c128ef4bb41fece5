"""Tell a connected console that there is something to pull, and who else is there."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from pursight.contracts.sync import Hint
from pursight.errors import Unavailable
from pursight_server.access import service as persons
from pursight_server.access import sessions
from pursight_server.access.model import Caller
from pursight_server.platform.services import Services
from pursight_server.sync import devices
from pursight_server.sync.store import devices as store
from pursight_server.sync.store import reading

LOOK_SECONDS = 1.0
LOOKS_A_CHECK = 5
"""Session and device are looked at with every fifth look at the feed."""

_PRESENT = timedelta(seconds=4 * LOOK_SECONDS * LOOKS_A_CHECK)


async def follow(
    given: Services,
    caller: Caller,
    device_id: UUID,
    *,
    pause: Callable[[float], Awaitable[bool]],
) -> AsyncGenerator[Hint, None]:
    """Yield a hint at once, and whenever the feed or the people connected have changed.

    Hints hold no row: one that is lost costs nothing but time.

    Args:
        given: What the server is made of.
        caller: Whose console it is.
        device_id: Which.
        pause: Waits so many seconds; says whether the console is still to be told.

    Raises:
        SessionEnded: The session is over.
        DeviceUnknown, DeviceRevoked: The console may not sync.
    """
    said: Hint | None = None
    looks = 0
    names: dict[UUID, str] = {}
    try:
        while True:
            if looks % LOOKS_A_CHECK == 0:
                await _check(given, caller, device_id)
            looks += 1
            hint = await _look(given, caller, names)
            if hint != said:
                said = hint
                yield hint
            if not await pause(LOOK_SECONDS):
                return
    finally:
        if said is not None:
            with contextlib.suppress(Unavailable):
                await _leave(given, caller, device_id)


async def _check(given: Services, caller: Caller, device_id: UUID) -> None:
    async with given.database.unit_of_work(caller.organisation_id, devices.CONSOLES) as uow:
        who = await sessions.caller(uow, caller.session_id, caller.person_id)
        await devices.admitted(uow, who, device_id)
        await store.change(uow, device_id, connected_until=uow.clock.now() + _PRESENT)


async def _look(given: Services, caller: Caller, names: dict[UUID, str]) -> Hint:
    async with given.database.reading(caller.organisation_id) as unit:
        head = await reading.head(unit)
        present = {one.person_id for one in await store.connected(unit, unit.clock.now())}
        others = present - {caller.person_id}
        for unknown in others - names.keys():
            names[unknown] = (await persons.get_person(unit, unknown)).name
    return Hint(seq=head.seq, people=tuple(sorted(names[other] for other in others)))


async def _leave(given: Services, caller: Caller, device_id: UUID) -> None:
    async with given.database.unit_of_work(caller.organisation_id, devices.CONSOLES) as uow:
        await store.change(uow, device_id, connected_until=None)
