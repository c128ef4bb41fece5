"""How long an account waits after wrong passwords (pure)."""

from datetime import datetime, timedelta

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


def wait_after(failures: int) -> timedelta:
    """Say how long nobody can sign in after so many wrong passwords in a row.

    None for the first four; then half a minute, doubling up to a quarter of an hour.
    """
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(failures - FREE_TRIES, 16)))


def locked(locked_until: datetime | None, now: datetime) -> bool:
    """Whether the wait is not over yet."""
    return locked_until is not None and now < locked_until
