"""Kill -9 of the agent at every marked step: nothing lost, nothing doubled."""

import hashlib
from contextlib import closing
from uuid import UUID

import pytest
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import Serve, WriteChild
from tests.fakes.protocol_server import ProtocolServer

from pursight.clock import SystemClock
from pursight.crash import AGENT_POINTS
from pursight.protocol.lease import LeaseState
from pursight_agent.runtime.ledger import Ledger
from pursight_agent.runtime.spool import OPEN, RunState

TWO_CHUNKS = """
say("r", {"record": "table", "table": {"facts": {"name": "t", "kind": "table"}}})
say("d", {"mark": {"name": "t", "identity": "x"},
    "usage": {"wall_seconds": 1, "source_seconds": 1, "busy_share": 1}})
noise = os.urandom(1_200_000).hex()
for at in range(0, len(noise), 4000):
    say("r", {"record": "skipped", "skipped": {"name": noise[at:at + 4000], "code": "source.denied",
        "reason": "r"}})
end()
"""


@pytest.mark.parametrize("point", sorted(AGENT_POINTS))
def test_killed_at(
    point: str,
    server: ProtocolServer,
    agent: AgentProcess,
    serve: Serve,
    child: WriteChild,
) -> None:
    script = agent.environment["PURSIGHT_TEST_CHILD"] = child(TWO_CHUNKS)
    asked = [server.ask("crm")]
    agent.start(PURSIGHT_CRASH_AT=point)
    agent.wait_killed()
    serve(agent, child=script)
    for row in asked:
        server.wait(lambda row=row: row.lease.state is LeaseState.COMMITTED)
    agree(server, agent, serve, [row.job.run_id for row in asked])


def test_a_run_that_ends_the_agent_each_time_is_given_back(
    server: ProtocolServer,
    agent: AgentProcess,
    serve: Serve,
    child: WriteChild,
) -> None:
    script = agent.environment["PURSIGHT_TEST_CHILD"] = child("record(1)\nend()")
    row = server.ask("crm")
    for _ in range(3):
        agent.start(PURSIGHT_CRASH_AT="worker.after_child_started")
        agent.wait_killed()
    serve(agent, child=script)
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED)
    assert row.refusals == ["run.interrupted"]
    assert list(server.receipts[row.job.run_id]) == [2]
    agree(server, agent, serve, [row.job.run_id])


def agree(server: ProtocolServer, agent: AgentProcess, serve: Serve, asked: list[UUID]) -> None:
    """Hold what was asked for against the server's catalog, the agent's spool and its ledger."""
    assert dict(server.applied) == dict.fromkeys(asked, 1)

    def delivered() -> bool:
        with closing(agent.spool()) as spool:
            return len(spool.runs(RunState.DELIVERED)) == len(asked) and not spool.stored_bytes()

    server.wait(delivered)
    serve.stop()
    with closing(agent.spool()) as spool:
        assert sorted(run.job.run_id for run in spool.runs(RunState.DELIVERED)) == sorted(asked)
        assert not spool.runs(*OPEN, RunState.FINISHED, RunState.QUARANTINED)
    with closing(Ledger(agent.directory, SystemClock(), 1 << 30)) as ledger:
        assert ledger.verify().holds
        entered = {entry.digest for entry in ledger.entries()}
    left = {
        hashlib.sha256(raw).hexdigest()
        for _, _, headers, raw in server.traffic
        if len(raw) == int(headers["content-length"])  # a kill may have cut one short
    }
    assert left <= entered, "something left that the egress ledger does not know"
