"""When somebody who is waited for is reminded (pure)."""

from datetime import datetime, timedelta


def reminders_due(opened_at: datetime, until: datetime, now: datetime) -> int:
    """Say how many reminders should have been sent by now: at half the time, and a day before."""
    half = opened_at + (until - opened_at) / 2
    last = max(half, until - timedelta(days=1))
    return int(now >= half) + int(now >= last)
