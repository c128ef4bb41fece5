"""Jobs from request to lease: offers, accepts, renewals, losses, cancellations, refusals."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver, code_of

from pursight.clock import StoppedClock
from pursight.contracts.agents import JobKind, JobRefusal, Lease, Progress
from pursight_server.access.model import FIRST_ADMINISTRATOR
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor
from pursight_server.scans import service

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
def sweep(database: Database, organisation: Organisation) -> Callable[[], Awaitable[int]]:
    async def sweep() -> int:
        async with database.unit_of_work(organisation.id, Actor.system("worker")) as uow:
            return await service.take_back_expired(uow)

    return sweep


async def ask(client: httpx.AsyncClient, source: str, what: str = "test") -> str:
    answer = await client.post(f"/api/v1/sources/{source}/{what}")
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def scan_of(client: httpx.AsyncClient, scan_id: str) -> dict[str, Any]:
    return dict((await client.get(f"/api/v1/scans/{scan_id}")).json())


async def state_of(client: httpx.AsyncClient, source: str) -> str:
    return str((await client.get(f"/api/v1/sources/{source}")).json()["state"])


async def test_a_job_goes_from_request_to_running(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    scan_id = await ask(client, source)
    assert await state_of(client, source) == "configuring"
    job = await agent.offered()
    assert (str(job.id), job.run_id, job.attempt, job.kind) == (scan_id, job.id, 1, JobKind.TEST)
    assert (await scan_of(client, scan_id))["state"] == "offered"
    lease = Lease(job_id=job.id, attempt=1)
    for _ in range(3):  # the answer may be lost: asking again changes nothing
        reply = await agent.poll(capacity=0, accept=(lease,))
        assert reply.confirmed == (lease,)
    assert (await scan_of(client, scan_id))["state"] == "accepted"
    progress = Progress(phase="reading", tables_done=3, tables_total=9, rows=1234)
    assert (await agent.renew(job, progress)).renewed == (lease,)
    shown = await scan_of(client, scan_id)
    assert (shown["state"], shown["progress"]) == ("running", progress.model_dump())


async def test_an_offer_is_repeated_until_it_is_answered(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    await ask(client, source)
    first, again = await agent.offered(), await agent.offered()
    assert first == again
    assert (await agent.poll(capacity=0)).offers == ()


async def test_one_scan_of_a_source_at_a_time(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    answers = await asyncio.gather(
        *[client.post(f"/api/v1/sources/{source}/test") for _ in range(5)]
    )
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409, 409]
    assert {code_of(a) for a in answers if a.status_code == 409} == {"scan.underway"}


async def test_a_source_is_tested_before_it_is_scanned(
    client: httpx.AsyncClient, source: str
) -> None:
    answer = await client.post(f"/api/v1/sources/{source}/scan")
    assert (answer.status_code, code_of(answer)) == (409, "source.illegal_move")
    assert answer.json()["hint"] == "Test the connection first."


async def test_many_polls_at_once_get_one_offer(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    await ask(client, source)
    replies = await asyncio.gather(*[agent.poll() for _ in range(6)])
    jobs = {job.attempt for reply in replies for job in agent.open(reply)}
    assert jobs == {1}


async def test_a_silent_agent_loses_its_lease_and_after_three_attempts_the_job_fails(
    sign_in: SignIn, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    scan_id = await ask(await sign_in(*FIRST_ADMINISTRATOR), source)
    for attempt in (1, 2, 3):
        job = await agent.begin()
        assert job.attempt == attempt
        clock.advance(timedelta(seconds=119))
        assert (await agent.renew(job)).renewed
        clock.advance(timedelta(seconds=121))
        assert (await agent.renew(job)).lost, "lost from that moment, swept or not"
        client = await sign_in(*FIRST_ADMINISTRATOR)  # the last token is too old by now
        shown = await scan_of(client, scan_id)
        assert shown["state"] == ("queued" if attempt < 3 else "failed")
        assert await state_of(client, source) == ("configuring" if attempt < 3 else "failed")
    client = await sign_in(*FIRST_ADMINISTRATOR)
    assert (await scan_of(client, scan_id))["problem"]["code"] == "scan.lease_expired"
    found = (await client.get(f"/api/v1/sources/{source}")).json()
    assert found["problem"]["code"] == "scan.lease_expired"
    assert found["problem"]["hint"]
    await ask(client, source)  # a failed source is tested again


async def test_the_sweep_takes_back_what_ran_out(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    source: str,
    clock: StoppedClock,
    sweep: Callable[[], Awaitable[int]],
) -> None:
    scan_id = await ask(client, source)
    await agent.begin()
    clock.advance(timedelta(seconds=121))
    assert sorted(await asyncio.gather(*[sweep() for _ in range(4)])) == [0, 0, 0, 1]
    assert (await scan_of(client, scan_id))["state"] == "queued"


async def test_another_agent_of_the_group_takes_a_lost_attempt(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    twin, stranger = AgentDriver(agent.http, clock), AgentDriver(agent.http, clock)
    for driver, group in ((twin, "default"), (stranger, "elsewhere")):
        body = {"agent_group": group}
        token = (await client.post("/api/v1/agents/tokens", json=body)).json()["token"]
        await driver.enrol(token)
    await ask(client, source)
    assert (await twin.poll()).offers == (), "the first attempt is the source's own agent's"
    await agent.begin()
    clock.advance(timedelta(seconds=121))
    assert (await stranger.poll()).offers == ()
    job = await twin.begin()
    assert job.attempt == 2
    assert (await agent.poll()).offers == ()


async def test_a_queued_job_is_cancelled_at_once(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    scan_id = await ask(client, source)
    answer = await client.post(f"/api/v1/scans/{scan_id}/cancel")
    assert answer.json()["state"] == "cancelled"
    assert (await agent.poll()).offers == ()
    assert await state_of(client, source) == "failed"
    again = await client.post(f"/api/v1/scans/{scan_id}/cancel")
    assert again.status_code == 409


async def test_the_holder_of_a_running_job_is_told_to_stop(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    scan_id = await ask(client, source)
    job = await agent.begin()
    await agent.renew(job)
    waiting = asyncio.create_task(agent.renew(job, wait_seconds=20))
    await asyncio.sleep(0.2)
    answer = await client.post(f"/api/v1/scans/{scan_id}/cancel")
    assert (answer.json()["state"], answer.json()["cancel_asked"]) == ("running", True)
    reply = await asyncio.wait_for(waiting, timeout=15)
    assert reply.cancel == (Lease(job_id=job.id, attempt=1),)
    clock.advance(timedelta(seconds=121))
    await agent.poll(capacity=0)
    assert (await scan_of(client, scan_id))["state"] == "cancelled", "the agent said no more"


async def test_a_waiting_poll_hears_of_a_new_job_soon(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    waiting = asyncio.create_task(agent.poll(wait_seconds=20))
    await asyncio.sleep(0.2)
    scan_id = await ask(client, source)
    [job] = agent.open(await asyncio.wait_for(waiting, timeout=15))
    assert str(job.id) == scan_id


async def test_a_waiting_poll_holds_no_connection(
    client: httpx.AsyncClient, agent: AgentDriver, database: Database
) -> None:
    waiting = [asyncio.create_task(agent.poll(wait_seconds=1.5)) for _ in range(40)]
    await asyncio.sleep(1.0)
    answers = await asyncio.gather(*[client.get("/api/v1/sources") for _ in range(5)])
    assert {answer.status_code for answer in answers} == {200}
    assert database.connections_in_use <= 16
    assert len(await asyncio.gather(*waiting)) == 40


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("consent.refused", "failed"),
        ("consent.outside_hours", "failed"),
        ("job.bad_signature", "failed"),
        ("source.unknown", "failed"),
        ("job.expired", "queued"),
        ("spool.full", "queued"),
        ("run.worker_died", "queued"),
    ],
)
async def test_a_refusal_is_final_or_gives_the_job_to_the_next_attempt(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, code: str, state: str
) -> None:
    scan_id = await ask(client, source)
    job = await agent.offered()
    refusal = JobRefusal(job_id=job.id, attempt=1, code=code, reason="The owner said no.")
    for _ in range(2):
        await agent.poll(capacity=0, refuse=(refusal,))
    shown = await scan_of(client, scan_id)
    assert shown["state"] == state
    found = (await client.get(f"/api/v1/sources/{source}")).json()
    if state == "failed":
        assert found["problem"]["code"] == code
        assert found["problem"]["message"] == "The owner said no."
    else:
        assert (await agent.offered()).attempt == 2


async def test_leases_of_others_and_of_nothing_are_lost(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    await ask(client, source)
    job = await agent.begin()
    other = AgentDriver(agent.http, clock)
    await other.enrol((await client.post("/api/v1/agents/tokens", json={})).json()["token"])
    lease = Lease(job_id=job.id, attempt=1)
    assert (await other.poll(accept=(lease,))).lost == (lease,)
    assert (await other.renew(job)).lost == (lease,)
    unknown = Lease(job_id=other.id, attempt=1)
    assert (await agent.poll(accept=(unknown,))).lost == (unknown,)
    assert (await agent.renew(job)).renewed == (lease,)


async def test_an_archived_source_is_not_scanned_any_more(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    scan_id = await ask(client, source)
    await client.post(f"/api/v1/sources/{source}/archive", headers={"If-Match": "*"})
    assert (await agent.poll()).offers == ()
    assert (await scan_of(client, scan_id))["state"] == "cancelled"


async def test_an_accept_after_archiving_is_cancelled(
    client: httpx.AsyncClient, agent: AgentDriver, source: str
) -> None:
    scan_id = await ask(client, source)
    job = await agent.offered()
    await client.post(f"/api/v1/sources/{source}/archive", headers={"If-Match": "*"})
    lease = Lease(job_id=job.id, attempt=1)
    assert (await agent.poll(capacity=0, accept=(lease,))).cancel == (lease,)
    assert (await scan_of(client, scan_id))["state"] == "cancelled"


async def test_scans_are_listed_newest_first(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, clock: StoppedClock
) -> None:
    ids = []
    for _ in range(3):
        clock.advance(timedelta(seconds=1))
        ids.append(await ask(client, source))
        await client.post(f"/api/v1/scans/{ids[-1]}/cancel")
    page = (await client.get("/api/v1/scans", params={"limit": 2})).json()
    rest = (
        await client.get("/api/v1/scans", params={"limit": 2, "cursor": page["next_cursor"]})
    ).json()
    assert [item["id"] for item in page["items"] + rest["items"]] == ids[::-1]
    assert rest["next_cursor"] is None
    none = await client.get("/api/v1/scans", params={"state": "running", "source_id": source})
    assert none.json()["items"] == []
