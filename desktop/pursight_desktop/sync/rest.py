"""Rest: how the engine waits, and what may wake it."""

import asyncio
import contextlib


class Rest:
    """Waits in one event loop; tests pass one that needs no time."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()
        self._light = True
        self._by_a_person = False

    def another(self) -> "Rest":
        """Make one of the same kind that wakes by itself."""
        return type(self)()

    def begin(self) -> None:
        """Belong to the running loop from now on."""
        self._woken = asyncio.Event()

    def nudge(self) -> None:
        """Wake it if it sleeps lightly; one that waits for a server to recover sleeps on."""
        if self._light:
            self._woken.set()

    def wake(self) -> None:
        """Wake it in any case, also if it only begins to wait after this."""
        self._by_a_person = True
        self._woken.set()

    async def lightly(self, seconds: float) -> None:
        """Wait for the next poll; a nudge ends it, also one that came just before."""
        await self._pause(seconds)
        self._is_awake()

    async def patiently(self, seconds: float) -> None:
        """Wait before the next try; a nudge does not end it."""
        self._light = False
        if not self._by_a_person:
            self._woken.clear()
        try:
            await self._pause(seconds)
        finally:
            self._light = True
            self._is_awake()

    async def until_woken(self) -> None:
        """Wait for a person."""
        self._light = False
        try:
            await self._woken.wait()
        finally:
            self._light = True
            self._is_awake()

    def _is_awake(self) -> None:
        self._woken.clear()
        self._by_a_person = False

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)
