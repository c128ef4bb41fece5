"""Which fires of the agent's own schedules were handled, and what they repeat from the server."""

from datetime import datetime

from pursight.contracts.agents import Job, JobKind
from pursight.contracts.rules import RuleSpec
from pursight_agent.runtime.spool import Spool

_SCHEMA = """
CREATE TABLE IF NOT EXISTS schedule (
    name TEXT PRIMARY KEY, rhythm TEXT NOT NULL, since TEXT NOT NULL
) STRICT;
"""


class FireHistory:
    """Reads the run table, and keeps since when each schedule has its rhythm."""

    def __init__(self, spool: Spool) -> None:
        self._database = spool.database
        self._database.prepare(_SCHEMA)

    def last_nominal(self, schedule: str) -> datetime | None:
        """Return the newest fire of a schedule that was handled, run or skipped."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT max(nominal) AS newest FROM run WHERE schedule = ?", (schedule,)
            ).fetchone()
        return datetime.fromisoformat(row["newest"]) if row["newest"] else None

    def schedule_since(self, schedule: str, rhythm: str, now: datetime) -> datetime:
        """Return since when a schedule has its rhythm: from now on if it is new or was changed."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "INSERT INTO schedule VALUES (?,?,?) ON CONFLICT (name) DO UPDATE SET"
                " since = CASE rhythm WHEN excluded.rhythm THEN since ELSE excluded.since END,"
                " rhythm = excluded.rhythm RETURNING since",
                (schedule, rhythm, now.isoformat()),
            ).fetchone()
        return datetime.fromisoformat(row["since"])

    def last_rules(self, alias: str) -> tuple[RuleSpec, ...]:
        """Return the rules of the newest job that the server sent for a source."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT job FROM run WHERE alias = ? AND kind = ? AND schedule IS NULL"
                " ORDER BY nominal DESC LIMIT 1",
                (alias, JobKind.SCAN),
            ).fetchone()
        return Job.model_validate_json(row["job"]).rules if row else ()
