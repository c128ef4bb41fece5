"""Delivering runs: chunks, commits, receipts, and what each does to its source."""

from datetime import timedelta

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver, code_of, receipt_of
from tests.builders.enrolled import a_scan_job
from tests.builders.own_runs import own_commit, own_run
from tests.builders.reports import a_report, a_table, a_test
from tests.builders.server_state import ServerState

from pursight.clock import StoppedClock
from pursight.contracts.agents import (
    MAX_CHUNK_BYTES,
    Applied,
    FailureRecord,
    RunOutcome,
)
from pursight.contracts.usage import Usage
from pursight.identity import new_id
from pursight.protocol import chunks, report
from pursight.protocol.runs import run_id_for_schedule

WAY = [
    "scanning", "scanned", "classifying", "classified",
    "validating", "validated", "cataloged", "monitoring",
]  # fmt: skip


async def state_of(client: httpx.AsyncClient, source: str) -> str:
    return str((await client.get(f"/api/v1/sources/{source}")).json()["state"])


async def test_a_scan_takes_its_source_all_the_way(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, state: ServerState
) -> None:
    job = await a_scan_job(client, agent, connected)
    assert await state_of(client, connected) == "scanning"
    receipt = await agent.delivered(job, a_report())
    assert (receipt.run_id, receipt.attempt) == (job.run_id, 1)
    assert receipt.applied is Applied.APPLIED
    found = (await client.get(f"/api/v1/sources/{connected}")).json()
    assert found["state"] == "monitoring"
    assert found["last_scan_at"]
    events = (await client.get(f"/api/v1/sources/{connected}/history")).json()["items"]
    moves = [e["after"]["state"] for e in reversed(events) if e["kind"] == "source.moved"]
    assert moves == ["configuring", "connected", *WAY]
    scan = (await client.get(f"/api/v1/scans/{job.id}")).json()
    assert (scan["state"], scan["outcome"], scan["applied"]) == (
        "committed", "completed", "applied",
    )  # fmt: skip
    assert scan["counts"]["tables"] == 1
    assert state.count("run_chunk") == 0
    assert state.log_is_dense()
    job = await a_scan_job(client, agent, connected)
    await agent.delivered(job, a_report())
    assert await state_of(client, connected) == "monitoring"


async def test_what_a_run_cost_is_kept_and_shown(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    used = Usage(
        wall_seconds=12.5,
        source_seconds=2.5,
        busy_share=0.2,
        statements={"copy": 3, "select": 11},
        connections=1,
        tables_resumed=2,
        resumed_since=agent.clock.now(),
    )
    told = []
    for usage in (used, None):
        job = await a_scan_job(client, agent, connected)
        await agent.delivered(job, a_report(), usage=usage)
        told.append((await client.get(f"/api/v1/scans/{job.id}")).json()["usage"])
    assert Usage.model_validate(told[0]) == used
    assert told[1] is None, "an older agent says nothing of it"


@pytest.mark.parametrize("reachable", [True, False])
async def test_a_test_moves_its_source_on(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, reachable: bool
) -> None:
    await client.post(f"/api/v1/sources/{source}/test")
    await agent.delivered(await agent.begin(), a_test(reachable=reachable))
    found = (await client.get(f"/api/v1/sources/{source}")).json()
    assert found["state"] == ("connected" if reachable else "failed")
    assert found["last_test"]["reachable"] is reachable
    if reachable:
        assert found["problem"] is None
        assert found["last_test"]["latency_ms"] == 3.5
    else:
        assert found["problem"]["message"] == "nobody listens at db.example:5432"
        assert found["problem"]["hint"]
        assert (await client.post(f"/api/v1/sources/{source}/test")).status_code == 202


async def test_a_later_test_that_fails_does_not_move_a_source(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    await agent.delivered(await a_scan_job(client, agent, connected), a_report())
    await client.post(f"/api/v1/sources/{connected}/test")
    await agent.delivered(await agent.begin(), a_test(reachable=False))
    found = (await client.get(f"/api/v1/sources/{connected}")).json()
    assert (found["state"], found["last_test"]["reachable"]) == ("monitoring", False)


@pytest.mark.parametrize(
    ("outcome", "state"), [(RunOutcome.FAILED, "failed"), (RunOutcome.CANCELLED, "cancelled")]
)
async def test_a_scan_that_failed_says_why_on_its_source(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    outcome: RunOutcome,
    state: str,
) -> None:
    job = await a_scan_job(client, agent, connected)
    failure = FailureRecord(code="source.denied", message="no right to read", hint="GRANT it")
    await agent.delivered(job, [failure], outcome=outcome, complete=False)
    found = (await client.get(f"/api/v1/sources/{connected}")).json()
    assert found["state"] == "scan_failed"
    assert found["problem"] == failure.model_dump(include={"code", "message", "hint"})
    scan = (await client.get(f"/api/v1/scans/{job.id}")).json()
    assert (scan["state"], scan["outcome"]) == (state, outcome.value)
    job = await a_scan_job(client, agent, connected)
    await agent.delivered(job, a_report())
    assert await state_of(client, connected) == "monitoring"


async def test_the_same_commit_again_gives_the_same_receipt_and_does_nothing(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    clock: StoppedClock,
    state: ServerState,
) -> None:
    job = await a_scan_job(client, agent, connected)
    first = await agent.delivered(job, a_report())
    before = state.everything()
    clock.advance(timedelta(minutes=1))
    for _ in range(2):  # chunks and all: the agent may have lost every answer
        again = await agent.delivered(job, a_report(), started_at=first.committed_at)
        assert again == first
    after = state.everything()
    assert {name for name in after if after[name] != before[name]} <= {"agent_nonce"}


async def test_other_content_for_a_committed_attempt_is_refused(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    first = await agent.delivered(job, a_report())
    answer = await agent.deliver(job, a_report(a_table(name="other")))
    assert (answer.status_code, answer.json()["code"]) == (422, "run.quarantined")
    assert (await agent.delivered(job, a_report())) == first


async def test_missing_chunks_are_named_and_then_taken(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, clock: StoppedClock
) -> None:
    job = await a_scan_job(client, agent, connected)
    records = a_report(*[a_table(name=f"t{n}") for n in range(40)])
    lines = report.encode(records)
    third = len(lines) // 3
    cut = [
        chunk
        for piece in (lines[:third], lines[third : 2 * third], lines[2 * third :])
        for chunk in chunks.cut(piece)
    ]
    root = chunks.root(chunks.digest(chunk) for chunk in cut)
    request = agent.commit_of(job, records, n_chunks=3, root=root)
    (await agent.put_chunk(job.run_id, 1, 1, cut[1])).raise_for_status()
    answer = await agent.commit(job.run_id, 1, request)
    assert (answer.status_code, code_of(answer)) == (409, "commit.chunks_missing")
    assert answer.json()["missing"] == [0, 2]
    for n in (2, 0):
        for _ in range(2):
            stored = await agent.put_chunk(job.run_id, 1, n, cut[n])
            assert stored.json() == {"number": n, "sha256": chunks.digest(cut[n])}
    assert receipt_of(await agent.commit(job.run_id, 1, request)).applied is Applied.APPLIED


async def test_a_chunk_sent_wrong_and_then_right_is_right(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    [wrong] = chunks.cut(report.encode(a_report(a_table(name="wrong"))))
    (await agent.put_chunk(job.run_id, 1, 0, wrong)).raise_for_status()
    assert (await agent.delivered(job, a_report())).applied is Applied.APPLIED


async def test_a_chunk_over_the_limit_is_refused(agent: AgentDriver, connected: str) -> None:
    answer = await agent.put_chunk(new_id(), 1, 0, bytes(MAX_CHUNK_BYTES + 1))
    assert (answer.status_code, code_of(answer)) == (413, "chunk.too_large")
    answer = await agent.put_chunk(new_id(), 1, 0, bytes(5 * 1024 * 1024))
    assert answer.status_code == 413


async def test_a_run_of_the_agents_own_schedule_is_taken_as_it_comes(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    nominal = clock.now() - timedelta(hours=3)
    run_id = run_id_for_schedule(agent.id, "nightly", nominal)
    receipt = await own_run(agent, run_id, nominal)
    assert receipt.applied is Applied.APPLIED
    assert await state_of(client, source) == "monitoring"
    scan = (await client.get(f"/api/v1/scans/{run_id}")).json()
    assert (scan["origin"], scan["state"], scan["source_id"]) == ("agent", "committed", source)
    assert await own_run(agent, run_id, nominal) == receipt


async def test_a_run_of_an_unregistered_source_waits_at_the_agent(
    client: httpx.AsyncClient, agent: AgentDriver, clock: StoppedClock
) -> None:
    run_id = run_id_for_schedule(agent.id, "nightly", clock.now())
    request, cut = own_commit(agent, clock.now())
    await agent.put_chunks(run_id, 1, cut)
    answer = await agent.commit(run_id, 1, request)
    assert (answer.status_code, code_of(answer)) == (404, "source.unregistered")
    body = {"name": "CRM", "kind": "postgresql", "agent_id": str(agent.id), "alias": "crm"}
    await client.post("/api/v1/sources", json=body)
    assert receipt_of(await agent.commit(run_id, 1, request)).applied is Applied.APPLIED


async def test_an_older_scan_becomes_history_and_changes_nothing(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    source: str,
    clock: StoppedClock,
    state: ServerState,
) -> None:
    newer, older = clock.now(), clock.now() - timedelta(days=1)
    await own_run(agent, new_id(clock), newer)
    recorded = len(state.events("source.moved"))
    run_id = new_id(clock)
    receipt = await own_run(agent, run_id, older)
    assert receipt.applied is Applied.HISTORY
    assert len(state.events("source.moved")) == recorded
    assert state.count("run_history") == 1, "its report is kept"
    assert state.count("run_chunk") == 0
    assert (await client.get(f"/api/v1/scans/{run_id}")).json()["applied"] == "history"
    assert await own_run(agent, run_id, older) == receipt


async def test_a_job_overtaken_by_a_newer_scan_leaves_its_source_monitoring(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, clock: StoppedClock
) -> None:
    await client.post(f"/api/v1/sources/{connected}/scan")
    clock.advance(timedelta(seconds=5))
    await own_run(agent, new_id(clock), clock.now())
    job = await agent.begin()
    assert await state_of(client, connected) == "scanning"
    assert (await agent.delivered(job, a_report())).applied is Applied.HISTORY
    assert await state_of(client, connected) == "monitoring"


async def test_a_run_dated_ahead_of_the_server_does_not_hide_the_next(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    await own_run(agent, new_id(clock), clock.now() + timedelta(days=1))
    clock.advance(timedelta(minutes=1))
    receipt = await own_run(agent, new_id(clock), clock.now())
    assert receipt.applied is Applied.APPLIED


async def test_what_comes_for_an_archived_source_is_history(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    await client.post(f"/api/v1/sources/{connected}/archive", headers={"If-Match": "*"})
    assert (await agent.delivered(job, a_report())).applied is Applied.HISTORY
    assert await state_of(client, connected) == "archived"


async def test_a_late_report_of_a_job_given_up_is_applied_after_all(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, clock: StoppedClock
) -> None:
    job = await a_scan_job(client, agent, connected)
    clock.advance(timedelta(seconds=121))
    assert (await agent.offered()).attempt == 2
    assert (await agent.delivered(job, a_report())).applied is Applied.APPLIED
    scan = (await client.get(f"/api/v1/scans/{job.id}")).json()
    assert (scan["state"], scan["applied"]) == ("committed", "applied")
    assert await state_of(client, connected) == "monitoring"
    assert (await agent.poll()).offers == ()
