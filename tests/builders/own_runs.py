"""Runs of an agent's own schedule, which nobody at the server asked for."""

from datetime import datetime
from uuid import UUID

from tests.builders.agent_driver import AgentDriver, commit_fields, receipt_of
from tests.builders.reports import a_report

from pursight.contracts.agents import CommitReceipt, CommitRequest, JobKind, RunOutcome
from pursight.protocol import chunks, report


def own_commit(agent: AgentDriver, nominal: datetime) -> tuple[CommitRequest, list[bytes]]:
    """Word the commit of a scan of `crm` with one table, and cut its report."""
    records = a_report()
    cut = chunks.cut(report.encode(records))
    now = agent.clock.now()
    request = CommitRequest.model_validate(
        commit_fields(records)
        | {
            "kind": JobKind.SCAN,
            "alias": "crm",
            "outcome": RunOutcome.COMPLETED,
            "complete": True,
            "nominal_time": nominal,
            "started_at": now,
            "finished_at": now,
            "counts": {"tables": 1},
        }
    )
    return request, cut


async def own_run(agent: AgentDriver, run_id: UUID, nominal: datetime) -> CommitReceipt:
    """Deliver and commit such a run."""
    request, cut = own_commit(agent, nominal)
    await agent.put_chunks(run_id, 1, cut)
    return receipt_of(await agent.commit(run_id, 1, request))
