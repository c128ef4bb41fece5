"""What every route can reach: settings, database, clock, keys."""

import asyncio
from dataclasses import dataclass, field

from pursight.clock import Clock, SystemClock
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.database import Database
from pursight_server.platform.rate_limits import RateLimits
from pursight_server.platform.recent import Recent
from pursight_server.platform.settings import Settings
from pursight_server.platform.token_keys import TokenRing


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Chosen once, when the application is made; nothing else is global."""

    settings: Settings
    database: Database
    keys: ServerKeys
    clock: Clock = field(default_factory=SystemClock)
    spki_sha256: str = ""
    """Fingerprint of the server's TLS key, for enrolment tokens; empty without TLS."""
    ring: TokenRing | None = None
    """Keys of access tokens that change while the server runs; None where only one is."""
    limits: RateLimits = field(init=False)
    """How often people and addresses may ask."""
    recent: Recent = field(default_factory=Recent)
    """What was worked out lately."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the server is told to stop; whoever holds a request open answers then."""

    def __post_init__(self) -> None:
        given = self.settings
        limits = RateLimits.of(given.rate_limit, given.sign_in_limit)
        object.__setattr__(self, "limits", limits)

    @property
    def token_ring(self) -> TokenRing:
        """The keys of access tokens."""
        return self.ring or TokenRing(self.keys)
