"""How long to wait before trying again: full jitter, doubling, for ever."""

from random import Random

LONGEST_REQUESTED = 3600.0
"""Seconds; a `Retry-After` beyond an hour is taken as an hour."""


def backoff(
    attempt: int,
    rng: Random,
    *,
    base: float = 1.0,
    cap: float = 300.0,
    retry_after: float | None = None,
) -> float:
    """Choose the seconds to wait after so many failures in a row.

    Args:
        attempt: Failures so far, from 1; the bound doubles with each.
        rng: Where chance comes from.
        base: Bound of the first wait in seconds.
        cap: Bound of every wait in seconds.
        retry_after: What the server asked for in seconds; never undercut, up to an hour.

    Returns:
        Uniform between 0 and the bound; with `retry_after`, that plus up to `base` of jitter, so
        that a fleet which was sent away together does not come back together.
    """
    if retry_after is not None:
        return min(max(retry_after, 0.0), LONGEST_REQUESTED) + rng.uniform(0.0, base)
    doublings = min(max(attempt, 1) - 1, 60)
    return rng.uniform(0.0, min(cap, base * 2.0**doublings))
