"""The ledger outside the agent simulation: what was asked, what was promised, what was done.

It learns of a step only when that step is durable, and believes no component about another.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pursight.contracts.agents import Applied, RunOutcome
from pursight.testing.simulation_tables import TableLedger
from pursight.testing.simulation_world import Violation


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it was committed."""

    alias: str
    nominal: datetime
    content: bytes
    outcome: RunOutcome
    applied: Applied


@dataclass(slots=True)
class Ledger:
    """All that the driver asked for and all that became durable."""

    asked: dict[UUID, UUID] = field(default_factory=dict)  # job to run
    cancelled: set[UUID] = field(default_factory=set)
    confirmed: set[tuple[UUID, int, UUID]] = field(default_factory=set)
    spooled: dict[tuple[UUID, int], bytes] = field(default_factory=dict)
    committed: dict[UUID, Made] = field(default_factory=dict)
    shown: dict[str, Made] = field(default_factory=dict)
    processed: set[tuple[UUID, str]] = field(default_factory=set)
    fires: dict[tuple[UUID, str, datetime], UUID] = field(default_factory=dict)
    tables: TableLedger = field(default_factory=TableLedger)

    def request_took_effect(self, agent_id: UUID, nonce: str) -> None:
        """Note a signed request; each may take effect once."""
        if (agent_id, nonce) in self.processed:
            raise Violation("a signed request took effect twice")
        self.processed.add((agent_id, nonce))

    def worker_started(self, job_id: UUID, attempt: int, agent_id: UUID) -> None:
        """Note the start of a worker for a job of the server."""
        if (job_id, attempt, agent_id) not in self.confirmed:
            raise Violation("a worker started for an attempt that was never confirmed")

    def fire_ran(self, agent_id: UUID, schedule: str, nominal: datetime, run_id: UUID) -> None:
        """Note that a fire of an agent's own schedule has its report in the spool."""
        if self.fires.setdefault((agent_id, schedule, nominal), run_id) != run_id:
            raise Violation("one fire made two runs")

    def report_spooled(self, run_id: UUID, attempt: int, content: bytes) -> None:
        """Note that an agent holds a report."""
        if self.spooled.setdefault((run_id, attempt), content) != content:
            raise Violation("one attempt of a run has two contents")

    def run_committed(self, run_id: UUID, attempt: int, made: Made) -> None:
        """Note that the server made a report part of its truth."""
        if run_id in self.committed:
            raise Violation("a run was committed twice")
        if self.spooled.get((run_id, attempt)) != made.content:
            raise Violation("what was committed is not what the agent spooled")
        self.committed[run_id] = made
        shown = self.shown.get(made.alias)
        if made.applied is not Applied.APPLIED or made.outcome is not RunOutcome.COMPLETED:
            return
        if shown is not None and made.nominal < shown.nominal:
            raise Violation("an older scan overwrote a newer one")
        self.shown[made.alias] = made

    def chunks_deleted(self, run_id: UUID) -> None:
        """Note that an agent let go of a report."""
        if run_id not in self.committed:
            raise Violation("an agent deleted a report that the server does not have")

    def job_ended_right(self, job_id: UUID, state: str, attempt: int) -> None:
        """Check the end of a job against what became of its run."""
        made = self.committed.get(self.asked[job_id])
        expected = {
            "committed": made is not None and made.outcome is RunOutcome.COMPLETED,
            "failed": made is None and attempt == 3,
            "cancelled": job_id in self.cancelled,
        }
        if not expected.get(state, False):
            raise Violation(f"a job ended as {state} after attempt {attempt}, its run is {made}")

    def everything_arrived(self) -> None:
        """Check that no report which an agent ever held is missing at the server."""
        lost = {run_id for run_id, _ in self.spooled} - self.committed.keys()
        if lost:
            raise Violation(f"{len(lost)} reports that agents held never arrived")
        for alias, made in self.shown.items():
            newest = max(
                one.nominal
                for one in self.committed.values()
                if one.alias == alias and one.outcome is RunOutcome.COMPLETED
            )
            if made.nominal != newest:
                raise Violation(f"source {alias} does not show its newest scan")
