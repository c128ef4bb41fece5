"""Tell a connected console that there is something to pull, and who else is there."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pursight.contracts.sync import Hint, LookingAt, Present
from pursight.errors import Unavailable
from pursight_server.access import service as persons
from pursight_server.access import sessions
from pursight_server.access.model import Caller
from pursight_server.platform.services import Services
from pursight_server.sync import devices
from pursight_server.sync.store import devices as store
from pursight_server.sync.store import reading

LOOK_SECONDS = 1.0
LOOKS_A_CHECK = 4
"""Session and device are looked at with every fourth look at the feed."""

_PRESENT = timedelta(seconds=4 * LOOK_SECONDS * LOOKS_A_CHECK)


@dataclass(slots=True)
class Attention:
    """What a console has said that its person looks at; None as long as it says nothing."""

    said: LookingAt | None = None

    @property
    def asset_id(self) -> UUID | None:
        """The asset, if any."""
        return self.said.looking_at if self.said is not None else None


async def follow(
    given: Services,
    caller: Caller,
    device_id: UUID,
    *,
    pause: Callable[[float], Awaitable[bool]],
    attention: Attention,
) -> AsyncGenerator[Hint, None]:
    """Yield a hint at once, and whenever the feed or the people connected have changed.

    Hints hold no row: one that is lost costs nothing but time.

    Args:
        given: What the server is made of.
        caller: Whose console it is.
        device_id: Which.
        pause: Waits so many seconds; says whether the console is still to be told.
        attention: Changes as the console says what its person looks at.

    Raises:
        SessionEnded: The session is over.
        DeviceUnknown, DeviceRevoked: The console may not sync.
    """
    said: Hint | None = None
    looks, told = 0, attention.asset_id
    names: dict[UUID, str] = {}
    who = caller
    try:
        while True:
            if looks % LOOKS_A_CHECK == 0 or told != attention.asset_id:
                told = attention.asset_id
                who = await _check(given, caller, device_id, told)
            looks += 1
            hint = await _look(given, who, names, talks=attention.said is not None)
            if hint != said:
                said = hint
                yield hint
            if not await pause(LOOK_SECONDS):
                return
    finally:
        if said is not None:
            with contextlib.suppress(Unavailable):
                await _leave(given, caller, device_id)


async def _check(
    given: Services, caller: Caller, device_id: UUID, looking_at: UUID | None
) -> Caller:
    """Stay known as connected; gives who the person is by now."""
    async with given.database.unit_of_work(caller.organisation_id, devices.CONSOLES) as uow:
        who = await sessions.caller(uow, caller.session_id, caller.person_id)
        await devices.admitted(uow, who, device_id)
        until = uow.clock.now() + _PRESENT
        await store.change(uow, device_id, connected_until=until, looking_at=looking_at)
        return who


async def _look(given: Services, caller: Caller, names: dict[UUID, str], *, talks: bool) -> Hint:
    async with given.database.reading(caller.organisation_id) as unit:
        head = await reading.head(unit)
        connected = await store.connected(unit, unit.clock.now())
        others = {one.person_id for one in connected} - {caller.person_id}
        for unknown in others - names.keys():
            names[unknown] = (await persons.get_person(unit, unknown)).name
        looked_at = {one.looking_at for one in connected if talks and one.looking_at}
        seen = await reading.seen_assets(unit, caller, looked_at) if looked_at else set()
    # an older console does not know the field, and who may not see an asset not who looks at it
    looking = {
        (names[one.person_id], one.looking_at)
        for one in connected
        if one.person_id in others and one.looking_at in seen
    }
    return Hint(
        seq=head.seq,
        people=tuple(sorted(names[other] for other in others)),
        present=tuple(Present(name=name, looking_at=asset) for name, asset in sorted(looking)),
    )


async def _leave(given: Services, caller: Caller, device_id: UUID) -> None:
    async with given.database.unit_of_work(caller.organisation_id, devices.CONSOLES) as uow:
        await store.change(uow, device_id, connected_until=None, looking_at=None)
