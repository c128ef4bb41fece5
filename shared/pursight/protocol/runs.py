"""Run ids of an agent's own schedules, and what to do about fires that were missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5


def run_id_for_schedule(agent_id: UUID, schedule: str, nominal: datetime) -> UUID:
    """Name the run of one fire, so that one fire can never make two runs, whoever triggers it.

    Args:
        agent_id: Whose schedule it is.
        schedule: The schedule's name, unique within the agent.
        nominal: When it was due, aware; taken in UTC to the second, so that a clock that is set
            back, or a daylight-saving fold, meets the same id for the same fire and another one
            for the other.

    Raises:
        ValueError: `nominal` has no time zone.
    """
    if nominal.tzinfo is None:
        raise ValueError("a nominal time needs a time zone")
    instant = nominal.astimezone(UTC).replace(microsecond=0)
    return uuid5(agent_id, f"{schedule}\n{instant:%Y-%m-%dT%H:%M:%SZ}")


@dataclass(frozen=True, slots=True)
class MissedFires:
    """What becomes of the fires since the last look."""

    run: datetime | None
    skipped: tuple[datetime, ...]


def missed(fires: Iterable[datetime], *, now: datetime, grace: timedelta) -> MissedFires:
    """Coalesce fires that are due into one run, and name those that get none.

    Args:
        fires: Nominal times since the last one handled, in any order; those after `now` are left.
        now: The present moment.
        grace: How late a fire may still start. The newest due fire inside it runs.

    Returns:
        The fire to run, if any, and every other due fire, oldest first, to be listed as skipped.
    """
    due = sorted({fire.astimezone(UTC) for fire in fires if fire <= now})
    if due and now - due[-1] <= grace:
        return MissedFires(due[-1], tuple(due[:-1]))
    return MissedFires(None, tuple(due))
