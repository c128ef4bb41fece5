"""Rest: a nudge ends a light one only, a person ends any."""

import asyncio

from pursight_desktop.sync.rest import Rest

LONG = 3600.0
SOON = 60.0
"""On a machine that is busy; what fails waits for `LONG`."""


async def ends(waiting: asyncio.Task[None]) -> bool:
    done, _ = await asyncio.wait({waiting}, timeout=0.05)
    return bool(done)


async def test_a_nudge_ends_a_light_rest_also_when_it_comes_just_before() -> None:
    rest = Rest()
    rest.nudge()
    await asyncio.wait_for(rest.lightly(LONG), SOON)
    waiting = asyncio.create_task(rest.lightly(LONG))
    assert not await ends(waiting)
    rest.nudge()
    await asyncio.wait_for(waiting, SOON)


async def test_who_waits_for_a_server_is_not_hurried_by_an_edit() -> None:
    rest = Rest()
    rest.nudge()
    waiting = asyncio.create_task(rest.patiently(LONG))
    assert not await ends(waiting)
    rest.nudge()
    assert not await ends(waiting)
    rest.wake()
    await asyncio.wait_for(waiting, SOON)


async def test_only_a_person_ends_the_wait_for_a_person() -> None:
    rest = Rest()
    waiting = asyncio.create_task(rest.until_woken())
    assert not await ends(waiting)
    rest.nudge()
    assert not await ends(waiting)
    rest.wake()
    await asyncio.wait_for(waiting, SOON)


async def test_a_rest_ends_by_itself() -> None:
    rest = Rest()
    await asyncio.wait_for(rest.lightly(0.01), SOON)
    await asyncio.wait_for(rest.patiently(0.01), SOON)


async def test_a_person_who_asks_just_before_it_waits_is_heard() -> None:
    rest = Rest()
    rest.wake()
    await asyncio.wait_for(rest.patiently(LONG), SOON)
    waiting = asyncio.create_task(rest.patiently(LONG))
    assert not await ends(waiting)
    rest.wake()
    await asyncio.wait_for(waiting, SOON)
