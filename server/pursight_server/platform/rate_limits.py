"""How often somebody may ask: token buckets in bounded memory."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from pursight.errors import Fault, PurSightError

MOST_BUCKETS = 20_000
"""Of each kind; who has not asked for longest is forgotten first."""


class TooManyRequests(PurSightError):
    """Somebody asks more often than they may."""

    code = "rate.limited"
    fault = Fault.CALLER
    status = 429

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests", hint="Wait as long as Retry-After says.")
        self.retry_after = max(1, int(seconds) + 1)


@dataclass(slots=True)
class Buckets:
    """One bucket for each who asks: filled evenly, emptied by asking.

    Args:
        per_minute: How much flows in; 0 is no limit.
        burst: How much it holds.
        clock: Seconds of any clock that only goes on.
    """

    per_minute: int
    burst: int
    clock: Callable[[], float] = time.monotonic
    most: int = MOST_BUCKETS
    _held: OrderedDict[Hashable, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, who: Hashable) -> None:
        """Count one request.

        Raises:
            TooManyRequests: The bucket is empty.
        """
        if self.per_minute == 0:
            return
        now, flow = self.clock(), self.per_minute / 60
        held, at = self._held.pop(who, (float(self.burst), now))
        held = min(self.burst, held + (now - at) * flow)
        enough = held >= 1
        self._held[who] = (held - 1 if enough else held, now)
        if len(self._held) > self.most:
            self._held.popitem(last=False)
        if not enough:
            raise TooManyRequests((1 - held) / flow)

    def __len__(self) -> int:
        return len(self._held)


@dataclass(frozen=True, slots=True)
class RateLimits:
    """The limits of one server process."""

    people: Buckets
    addresses: Buckets
    sign_ins: Buckets

    @classmethod
    def of(
        cls, rate: int, sign_in: int, clock: Callable[[], float] = time.monotonic
    ) -> "RateLimits":
        """Make them: an address may hold several people, and asks four times as often."""
        return cls(
            people=Buckets(rate, rate, clock),
            addresses=Buckets(rate * 4, rate * 4, clock),
            sign_ins=Buckets(sign_in, sign_in, clock),
        )


def network_of(address: str) -> str:
    """Name whom an address belongs to: itself, or its /64, of which one subscriber has all."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
