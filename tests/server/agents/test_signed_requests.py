"""What a signature must be to open the door, and that every refusal looks the same."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from tests.builders.agent_driver import AgentDriver, code_of

from pursight import zstd
from pursight.clock import StoppedClock
from pursight.contracts.agents import PollReply, PollRequest
from pursight.identity import new_id
from pursight.protocol.replies import PROTOCOL_HEADER
from pursight_server.agents import service
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database, DatabaseUnavailable
from pursight_server.platform.unit_of_work import Actor

POLL = "/agent/v1/poll"
BODY = PollRequest(capacity=0).model_dump_json().encode()


async def test_a_signed_poll_is_answered(agent: AgentDriver) -> None:
    reply = await agent.poll()
    assert reply.now == agent.clock.now()
    assert reply.offers == ()


def other_body(agent: AgentDriver) -> httpx.Request:
    request = agent.sign("POST", POLL, BODY)
    return httpx.Request("POST", request.url, headers=request.headers, content=BODY + b" ")


def other_path(agent: AgentDriver) -> httpx.Request:
    signed = agent.sign("POST", "/agent/v1/elsewhere", BODY)
    url = signed.url.copy_with(path=POLL)
    return httpx.Request("POST", url, headers=signed.headers, content=BODY)


def other_query(agent: AgentDriver) -> httpx.Request:
    signed = agent.sign("POST", POLL, BODY)
    return httpx.Request("POST", str(signed.url) + "?a=b", headers=signed.headers, content=BODY)


def unsigned(agent: AgentDriver) -> httpx.Request:
    return agent.http.build_request("POST", POLL, content=BODY, headers={PROTOCOL_HEADER: "1"})


def other_key(agent: AgentDriver) -> httpx.Request:
    return AgentDriver(agent.http, agent.clock, agent_id=agent.id).sign("POST", POLL, BODY)


def unknown_agent(agent: AgentDriver) -> httpx.Request:
    return AgentDriver(agent.http, agent.clock).sign("POST", POLL, BODY)


def shifted(seconds: int) -> Callable[[AgentDriver], httpx.Request]:
    def forge(agent: AgentDriver) -> httpx.Request:
        agent.clock = StoppedClock(agent.clock.now() + timedelta(seconds=seconds))
        return agent.sign("POST", POLL, BODY)

    return forge


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        other_body,
        other_path,
        other_query,
        other_key,
        unknown_agent,
        pytest.param(shifted(-302), id="too old"),
        pytest.param(shifted(32), id="too far ahead"),
    ],
)
async def test_what_is_not_signed_well_gets_one_generic_answer_with_the_time(
    agent: AgentDriver, clock: StoppedClock, forge: Callable[[AgentDriver], httpx.Request]
) -> None:
    answer = await agent.http.send(forge(agent))
    found = answer.json()
    assert answer.status_code == 401
    assert answer.headers[PROTOCOL_HEADER] == "1"
    assert found.pop("now") == clock.now().isoformat()
    assert found.pop("trace_id")
    assert found == {
        "type": "urn:pursight:problem:signature.refused",
        "title": "The request is not signed by a known agent, or its time is too far from the"
        " server's",
        "status": 401,
        "code": "signature.refused",
        "detail": "the request is not signed by a known agent, or its time is too far from the"
        " server's",
        "hint": "",
        "errors": [],
    }


@pytest.mark.parametrize("seconds", [-299, 29])
async def test_a_clock_a_little_off_is_let_through(agent: AgentDriver, seconds: int) -> None:
    assert (await agent.http.send(shifted(seconds)(agent))).status_code == 200


async def test_a_repeated_nonce_is_refused_until_its_request_would_be_too_old(
    agent: AgentDriver, clock: StoppedClock, database: Database, organisation: Organisation
) -> None:
    request = agent.sign("POST", POLL, BODY)
    assert (await agent.http.send(request)).status_code == 200
    again = httpx.Request("POST", request.url, headers=request.headers, content=BODY)
    assert (await agent.http.send(again)).status_code == 401
    clock.advance(timedelta(seconds=299))
    async with database.unit_of_work(organisation.id, Actor.system("worker")) as uow:
        await service.forget_nonces(uow)
    again = httpx.Request("POST", request.url, headers=request.headers, content=BODY)
    assert (await agent.http.send(again)).status_code == 401
    clock.advance(timedelta(seconds=32))
    async with database.unit_of_work(organisation.id, Actor.system("worker")) as uow:
        assert await service.forget_nonces(uow) >= 1


async def test_a_nonce_counts_as_used_when_its_request_failed(agent: AgentDriver) -> None:
    request = agent.sign("POST", POLL, b"{}")
    assert (await agent.http.send(request)).status_code == 400
    again = httpx.Request("POST", request.url, headers=request.headers, content=b"{}")
    assert (await agent.http.send(again)).status_code == 401


async def test_every_agent_route_wants_a_signature(
    app: FastAPI, anonymous: httpx.AsyncClient
) -> None:
    walked = 0
    for path, operations in app.openapi()["paths"].items():
        if not path.startswith("/agent/") or path.endswith("/enroll"):
            continue
        for method in operations:
            url = path.replace("{run_id}", str(new_id()))
            url = url.replace("{attempt}", "1").replace("{number}", "0")
            answer = await anonymous.request(method, url, headers={PROTOCOL_HEADER: "1"})
            assert (answer.status_code, code_of(answer)) == (401, "signature.refused"), path
            walked += 1
    assert walked >= 3


@pytest.mark.parametrize("version", [None, "0", "2", "1.0", "x"])
async def test_an_unknown_protocol_version_is_refused(
    agent: AgentDriver, version: str | None
) -> None:
    request = agent.sign("POST", POLL, BODY)
    del request.headers[PROTOCOL_HEADER]
    if version is not None:
        request.headers[PROTOCOL_HEADER] = version
    answer = await agent.http.send(request)
    assert (answer.status_code, code_of(answer)) == (426, "agent.protocol_unknown")
    assert answer.headers[PROTOCOL_HEADER] == "1"


async def test_a_revoked_agent_is_told_so(client: httpx.AsyncClient, agent: AgentDriver) -> None:
    answer = await client.post(f"/api/v1/agents/{agent.id}/revoke", json={"note": "stolen"})
    assert answer.json()["state"] == "revoked"
    refused = await agent.post(POLL, PollRequest(capacity=0))
    assert (refused.status_code, code_of(refused)) == (403, "agent.revoked")
    unknown = AgentDriver(agent.http, agent.clock, agent_id=agent.id)
    assert (await unknown.post(POLL, PollRequest(capacity=0))).status_code == 401


async def test_a_revoked_agent_does_not_come_back_with_a_new_token(
    client: httpx.AsyncClient, agent: AgentDriver
) -> None:
    await client.post(f"/api/v1/agents/{agent.id}/revoke", json={})
    token = (await client.post("/api/v1/agents/tokens", json={})).json()["token"]
    answer = await agent.try_to_enrol(token)
    assert (answer.status_code, code_of(answer)) == (403, "agent.revoked")


@pytest.mark.parametrize(
    ("encoding", "body", "status", "code"),
    [
        ("gzip", BODY, 400, "body.malformed"),
        ("zstd", BODY, 400, "body.malformed"),
        ("zstd", zstd.compress(bytes(17 * 1024 * 1024)), 413, "body.too_large"),
        ("identity", b'{"capacity": -1}', 400, "body.malformed"),
        ("identity", b'{"capacity": 1, "secret": 5}', 400, "body.malformed"),
        ("identity", b"\xff", 400, "body.malformed"),
    ],
)
async def test_bodies_that_are_not_what_they_should_be(
    agent: AgentDriver, encoding: str, body: bytes, status: int, code: str
) -> None:
    request = agent.sign("POST", POLL, body, headers={"Content-Encoding": encoding})
    answer = await agent.http.send(request)
    assert (answer.status_code, code_of(answer)) == (status, code)


@pytest.mark.logs_warnings
async def test_an_unreachable_database_is_said_to_be_temporary(
    agent: AgentDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise DatabaseUnavailable("the database does not answer")

    monkeypatch.setattr(service, "find_for_request", away)
    answer = await agent.post(POLL, PollRequest(capacity=0))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


async def test_health_and_sources_of_a_poll_are_shown_and_logged_once(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    database: Database,
    organisation: Organisation,
) -> None:
    for _ in range(3):
        reply = await agent.poll(health={"warnings": ["no keyring"], "spool_bytes": 7})
        assert isinstance(reply, PollReply)
    shown = (await client.get(f"/api/v1/agents/{agent.id}")).json()
    assert shown["health"]["warnings"] == ["no keyring"]
    assert shown["sources"] == [
        {"alias": "crm", "kind": "postgresql", "consents": ["test", "scan"]}
    ]
    assert shown["last_seen_at"]
    async with database.reading(organisation.id) as unit:
        count = await unit.connection.scalar(
            text("SELECT count(*) FROM event WHERE kind = 'agent.sources_announced'")
        )
    assert count == 1
