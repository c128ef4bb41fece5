"""Refusals at the door take as long for whoever is known as for whoever is not."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from pursight.errors import Unauthenticated

STEP: Final = 0.2
"""Seconds, of which a refusal takes a whole number: more than the most that is done before one.

Of somebody who is known a try is counted and noted, which a clock would tell from afar."""

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def evenly(
    door: Callable[_Given, Awaitable[_Found]],
) -> Callable[_Given, Awaitable[_Found]]:
    """Hold a refusal of somebody who wants to be let in back until the step is full."""

    @wraps(door)
    async def held(*args: _Given.args, **kwargs: _Given.kwargs) -> _Found:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            return await door(*args, **kwargs)
        except Unauthenticated:
            await asyncio.sleep(STEP - (loop.time() - began) % STEP)
            raise

    return held
