"""Time that passes: the clock moves, the clockwork runs, people go on with their sessions."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import httpx
import jwt

from pursight.clock import StoppedClock
from pursight_server.access import tokens
from pursight_server.platform.services import Services


def renewed(services: Services, client: httpx.AsyncClient) -> None:
    """Give a client the access token it would get by going on with its session now."""
    old = client.headers["Authorization"].removeprefix("Bearer ")
    said = jwt.decode(old, options={"verify_signature": False})
    claims = tokens.Claims(UUID(said["sub"]), UUID(said["org"]), UUID(said["sid"]))
    new = tokens.issue(
        claims,
        keys=services.keys,
        now=services.clock.now(),
        life=services.settings.access_token_life,
    )
    client.headers["Authorization"] = f"Bearer {new}"


@dataclass(frozen=True)
class Calendar:
    """The server's clock, and what the server does by itself as it moves."""

    services: Services
    clock: StoppedClock
    clockwork: Callable[[Services], Awaitable[None]]

    async def passes(self, time: timedelta, *clients: httpx.AsyncClient) -> None:
        """Let time pass, let the clockwork run, and let people go on with their sessions."""
        self.clock.advance(time)
        await self.clockwork(self.services)
        for client in clients:
            renewed(self.services, client)
