"""Activations of a column model at the server: their serials, and whose verdicts count (pure).

Agents refuse a serial below the one they hold, and a report names the serial that judged it. So no
serial may ever stand for two activations, not even at a server that was restored from a backup and
has forgotten some.
"""

from datetime import datetime, timedelta
from typing import Final

OVERTAKEN_AT_MOST_EVERY: Final = timedelta(hours=1)
"""An agent that says untrue things must not make all others fetch models without end."""

_CREDIBLE: Final = 1 << 62


def next_serial(active: int | None, now: datetime, *, held: int | None = None) -> int:
    """Number an activation.

    Above the last one, and no less than the microseconds since 1970: so it is also above all that
    were made since the backup from which this server may have been restored.

    Args:
        active: Serial of the activation in use, as far as the server knows.
        now: Of the server's clock. One that was set back costs nothing without a restore.
        held: What an agent holds.
    """
    return max((active or 0) + 1, (held or 0) + 1, int(now.timestamp() * 1_000_000))


def is_overtaken(
    active: int | None, since: datetime | None, now: datetime, *, held: int | None
) -> bool:
    """Whether an agent holds a later activation than this server knows: it must be overtaken.

    Args:
        active: Serial of the activation in use; None before the first.
        since: When that was activated.
        now: Of the server's clock.
        held: What an agent says it holds.
    """
    if held is None or not (active or 0) < held < _CREDIBLE:
        return False
    return since is None or abs(now - since) >= OVERTAKEN_AT_MOST_EVERY


def must_be_judged_again(active: int | None, judged_by: int | None) -> bool:
    """Whether a report's columns were judged by another model than the one in use.

    Args:
        active: Serial of the activation in use; None before the first.
        judged_by: What the report names; None for the model that came with the agent.
    """
    return active != judged_by
