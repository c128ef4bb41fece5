"""The marked steps at which fault tests kill the server lie where their names say."""

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver
from tests.builders.enrolled import a_scan_job
from tests.builders.reports import a_report
from tests.builders.server_state import ServerState

from pursight_server.intake import service


async def test_before_a_commit_nothing_is_durable_and_after_it_all(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    state: ServerState,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = await a_scan_job(client, agent, connected)
    seen: dict[str, tuple[int, int]] = {}

    def look(point: str) -> None:
        receipts = state.rows("SELECT count(*) FROM run_receipt WHERE run_id = %s", job.run_id)
        seen.setdefault(point, (state.count("run_chunk"), int(receipts[0][0])))

    monkeypatch.setattr(service, "crash_point", look)
    await agent.delivered(job, a_report())
    assert seen == {
        "intake.before_chunk_commit": (0, 0),
        "intake.after_chunk_commit": (1, 0),
        "intake.before_run_commit": (1, 0),
        "intake.after_run_commit": (0, 1),
    }
