"""A rest that needs no time: polls wait to be woken, waits for a server are only written down."""

import asyncio

from typing_extensions import override

from pursight_desktop.sync.rest import Rest


class QuickRest(Rest):
    """Notes how long it would have waited.

    Attributes:
        waits: Seconds that it waited for a server to recover.
        resting: It waits for the next poll, with nothing to wake it yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.resting = False

    @override
    def another(self) -> "QuickRest":
        return QuickRest()

    @override
    async def lightly(self, seconds: float) -> None:
        assert seconds == 30.0
        self.resting = not self._woken.is_set()
        try:
            await super().lightly(60.0)
        finally:
            self.resting = False

    @override
    async def _pause(self, seconds: float) -> None:
        if seconds == 60.0:
            await super()._pause(seconds)
            return
        self.waits.append(seconds)
        await asyncio.sleep(0.002)
