"""New ids: UUIDv7, in the order of their making."""

import secrets
from datetime import datetime
from uuid import UUID

from pursight.clock import Clock, SystemClock


def new_id(clock: Clock | None = None) -> UUID:
    """Make an id that sorts by the time it was made, to the millisecond.

    Source: RFC 9562, section 5.7 (48 bits Unix milliseconds, 74 random bits).
    """
    return id_at((clock or SystemClock()).now(), secrets.randbits(74))


def id_at(moment: datetime, random_bits: int) -> UUID:
    """Make the UUIDv7 of a moment and 74 random bits (pure; for simulators and `new_id`)."""
    milliseconds = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    upper, lower = (random_bits >> 62) & 0xFFF, random_bits & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=milliseconds << 80 | 0x7 << 76 | upper << 64 | 0b10 << 62 | lower)
