"""A run to be worked on, whoever asked for it."""

from dataclasses import dataclass
from uuid import UUID

from pursight.contracts.agents import Job

Key = tuple[UUID, int]
"""Run and attempt."""


@dataclass(frozen=True, slots=True)
class Order:
    """A run to be worked on; `schedule` names the agent's own schedule that fired."""

    job: Job
    schedule: str | None = None

    @property
    def key(self) -> Key:
        """Run and attempt."""
        return self.job.run_id, self.job.attempt
