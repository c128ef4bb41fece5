"""A gate before what the server is asked: it is passed once a test opens it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any


class Gate:
    """Holds calls up; `held` says how many have come to it."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self.held = 0

    def open(self) -> None:
        """Let through all that waits, and whatever comes."""
        self._open.set()

    def close(self) -> None:
        """Hold up what comes from now on."""
        self._open.clear()

    def before(self, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """Put the gate before a function of the other thread."""

        async def passed(*given: Any, **named: Any) -> Any:
            self.held += 1
            while not self._open.is_set():  # noqa: ASYNC110  it is opened on another thread
                await asyncio.sleep(0.01)
            return await call(*given, **named)

        return passed
