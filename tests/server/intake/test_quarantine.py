"""Deliveries that can never be taken: refused whole, noted without their content, done again."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver, code_of
from tests.builders.enrolled import a_scan_job
from tests.builders.reports import a_report, a_table, a_test
from tests.builders.server_state import ServerState

from pursight import zstd
from pursight.clock import StoppedClock
from pursight.contracts.agents import Applied, JobKind
from pursight.identity import new_id
from pursight.protocol import chunks, report
from pursight_server.intake.sweep import sweep_stale_chunks

SECRET = "4111 1111 1111 1111"


async def deliver_raw(
    agent: AgentDriver, job: Any, cut: list[bytes], **fields: object
) -> httpx.Response:
    await agent.put_chunks(job.run_id, job.attempt, cut)
    root = chunks.root(chunks.digest(chunk) for chunk in cut)
    request = agent.commit_of(job, a_report(), n_chunks=len(cut), root=root)
    return await agent.commit(job.run_id, job.attempt, request.model_copy(update=dict(fields)))


def smuggled(place: Callable[[dict[str, Any]], dict[str, Any]]) -> bytes:
    """A valid report with one value of a source put somewhere."""
    lines = report.encode(a_report()).splitlines()
    table = json.loads(lines[1])
    place(table["table"])["sample"] = SECRET
    return b"\n".join([lines[0], json.dumps(table).encode()]) + b"\n"


PLACES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "table": lambda table: table,
    "facts": lambda table: dict.setdefault(table, "facts", {}),
    "column": lambda table: dict(table)["columns"][0],
    "profile": lambda table: dict(table)["columns"][0]["profile"],
    "classification": lambda table: dict(table)["columns"][1]["classification"],
    "evidence": lambda table: dict(table)["columns"][1]["classification"]["evidence"][0],
}


@pytest.mark.parametrize("place", PLACES)
async def test_a_field_the_contract_does_not_know_is_never_taken(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    state: ServerState,
    place: str,
) -> None:
    job = await a_scan_job(client, agent, connected)
    answer = await deliver_raw(agent, job, chunks.cut(smuggled(PLACES[place])))
    assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")
    assert SECRET not in answer.text
    assert "line 2" in answer.json()["detail"]
    [(code, reason)] = state.rows("SELECT code, reason FROM run_quarantine")
    assert code == "report.bad"
    assert SECRET not in reason
    log = state.rows("SELECT coalesce(string_agg(e::text, ' '), '') FROM event e")[0][0]
    assert "run.quarantined" in log
    assert SECRET not in log
    assert state.rows("SELECT applied FROM run_receipt WHERE run_id = %s", job.run_id) == []


BAD_CHUNKS = {
    "not zstd": b"no zstd at all",
    "cut off": zstd.compress(bytes(range(256)) * 40)[:-4],
    "a bomb": zstd.compress(bytes(64 * 1024 * 1024)),
    "not json": zstd.compress(b"{\n"),
    "text that is not utf-8": zstd.compress(b'{"record":"source","facts":{"kind":"\xff"}}\n'),
    "an unknown record": zstd.compress(b'{"record":"rows","rows":[]}\n'),
}


@pytest.mark.parametrize("name", BAD_CHUNKS)
async def test_chunks_that_hold_no_report(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, name: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    answer = await deliver_raw(agent, job, [BAD_CHUNKS[name]])
    assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")


@pytest.mark.parametrize(
    ("records", "fields"),
    [
        (a_report(), {"root": "0" * 64}),
        (a_report(), {"counts": {"tables": 2}}),
        (a_report(a_table(), a_table()), {}),
        (a_report() + a_test(), {}),
        (a_report() + a_report()[:1], {}),
        (a_report(), {"kind": JobKind.TEST}),
        (a_report(), {"alias": "other"}),
        (a_report(), {"nominal_time": "2020-01-01T00:00:00Z"}),
    ],
    ids=[
        "root", "counts", "table twice", "test in scan", "source twice", "kind", "alias", "nominal",
    ],
)  # fmt: skip
async def test_reports_that_do_not_add_up(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    records: Any,
    fields: dict[str, Any],
) -> None:
    job = await a_scan_job(client, agent, connected)
    answer = await agent.deliver(job, records, **fields)
    assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")
    found = (await client.get(f"/api/v1/sources/{connected}")).json()
    assert found["state"] == "scanning", "the job goes to its next attempt"
    again = await agent.begin()
    assert (again.run_id, again.attempt) == (job.run_id, 2)
    assert (await agent.delivered(again, a_report())).applied is Applied.APPLIED


async def test_a_test_must_bring_its_result_and_nothing_else(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    for records in ([], a_report(), a_test() + a_test()):
        await client.post(f"/api/v1/sources/{source}/test")
        answer = await agent.deliver(await agent.begin(), records)
        assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")
    found = (await client.get(f"/api/v1/sources/{source}")).json()
    assert found["state"] == "failed", "three attempts were in vain"
    assert found["problem"]["code"].startswith("report.")


async def test_after_three_bad_deliveries_the_scan_has_failed(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    for attempt in (1, 2, 3):
        answer = await deliver_raw(agent, job, [b"bad"])
        assert answer.status_code == 422
        if attempt < 3:
            job = await agent.begin()
    scan = (await client.get(f"/api/v1/scans/{job.id}")).json()
    assert (scan["state"], scan["problem"]["code"]) == ("failed", "chunk.bad")
    found = (await client.get(f"/api/v1/sources/{connected}")).json()
    assert (found["state"], found["problem"]["code"]) == ("scan_failed", "chunk.bad")


async def test_nobody_delivers_what_another_agent_was_asked_to_do(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    clock: StoppedClock,
    state: ServerState,
) -> None:
    job = await a_scan_job(client, agent, connected)
    thief = AgentDriver(agent.http, clock)
    await thief.enrol((await client.post("/api/v1/agents/tokens", json={})).json()["token"])
    [chunk] = chunks.cut(report.encode(a_report()))
    answer = await thief.put_chunk(job.run_id, 1, 0, chunk)
    assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")
    request = thief.commit_of(job, a_report())
    assert (await thief.commit(job.run_id, 1, request)).status_code == 422
    assert (await agent.put_chunk(job.run_id, 7, 0, chunk)).status_code == 422
    assert state.count("run_chunk") == 0
    receipt = await agent.delivered(job, a_report())
    assert receipt.applied is Applied.APPLIED
    assert (await thief.commit(job.run_id, 1, request)).status_code == 422


@pytest.mark.parametrize(
    "path", ["attempts/0/chunks/0", "attempts/1/chunks/-1", "attempts/x/commit"]
)
async def test_addresses_that_cannot_be(agent: AgentDriver, path: str) -> None:
    method = "POST" if path.endswith("commit") else "PUT"
    answer = await agent.http.send(agent.sign(method, f"/agent/v1/runs/{new_id()}/{path}", b"{}"))
    assert (answer.status_code, code_of(answer)) == (400, "body.malformed")
    assert answer.headers["PurSight-Agent-Protocol"] == "1"


async def test_a_chunk_number_beyond_any_report_is_refused(agent: AgentDriver) -> None:
    answer = await agent.put_chunk(new_id(), 1, 65_536, b"x")
    assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")


async def test_chunks_of_deliveries_never_finished_are_swept(
    client: httpx.AsyncClient, agent: AgentDriver, clock: StoppedClock, state: ServerState, app: Any
) -> None:
    await agent.put_chunk(new_id(), 1, 0, b"left behind")
    clock.advance(timedelta(days=29))
    await sweep_stale_chunks(app.state.services)
    assert state.count("run_chunk") == 1
    clock.advance(timedelta(days=2))
    await sweep_stale_chunks(app.state.services)
    assert state.count("run_chunk") == 0
