"""Enrolling: tokens, keys, repeats, and what is refused."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from tests.builders.agent_driver import AgentDriver, code_of

from pursight.clock import StoppedClock
from pursight.contracts.agents import EnrolRequest
from pursight.protocol import keys
from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


async def token_from(client: httpx.AsyncClient, **body: object) -> str:
    answer = await client.post("/api/v1/agents/tokens", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


async def test_a_token_enrols_an_agent_and_pins_the_server(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    clock: StoppedClock,
    services: Services,
    organisation: Organisation,
) -> None:
    token = await token_from(client, agent_group="berlin")
    assert keys.EnrolmentToken.parse(token).pin == services.spki_sha256
    agent = AgentDriver(anonymous, clock)
    reply = await agent.enrol(token, name="db1")
    assert reply.organisation_id == organisation.id
    assert reply.organisation == "Acme"
    assert keys.from_text(reply.job_key) == services.keys.job_public
    shown = (await client.get(f"/api/v1/agents/{agent.id}")).json()
    assert (shown["name"], shown["agent_group"], shown["state"]) == ("db1", "berlin", "active")
    listed = (await client.get("/api/v1/agents")).json()
    assert [item["id"] for item in listed["items"]] == [str(agent.id)]


async def test_the_same_token_and_key_get_the_same_answer_however_often(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    agent = AgentDriver(anonymous, clock)
    token = await token_from(client, uses=1)
    first = await agent.enrol(token)
    together = await asyncio.gather(*[agent.enrol(token) for _ in range(5)])
    assert {reply.model_copy(update={"now": first.now}) for reply in together} == {first}
    clock.advance(timedelta(hours=25))
    assert (await agent.enrol(token)).job_key == first.job_key


async def test_five_at_once_with_a_token_of_three_uses_enrol_three(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    token = await token_from(client, uses=3)
    answers = await asyncio.gather(
        *[AgentDriver(anonymous, clock).try_to_enrol(token) for _ in range(5)]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 401, 401]


async def test_another_key_for_the_same_id_is_a_conflict(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    token = await token_from(client, uses=2)
    agent = AgentDriver(anonymous, clock)
    await agent.enrol(token)
    thief = AgentDriver(anonymous, clock, agent_id=agent.id)
    answer = await thief.try_to_enrol(token)
    assert (answer.status_code, code_of(answer)) == (409, "agent.key_conflict")
    await agent.poll()


async def test_an_id_of_another_organisation_is_a_conflict(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    other_organisation: Organisation,
    anonymous: httpx.AsyncClient,
    clock: StoppedClock,
) -> None:
    agent = AgentDriver(anonymous, clock)
    await agent.enrol(await token_from(client))
    elsewhere = await sign_in(Role.DATA_ADMINISTRATOR, organisation=other_organisation)
    answer = await agent.try_to_enrol(await token_from(elsewhere))
    assert (answer.status_code, code_of(answer)) == (409, "agent.key_conflict")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token.replace(token.split(".")[2], "A" * 43),
        lambda token: token.replace(token.split(".")[1], "A" * 43),
        lambda token: token.replace(token.split(".")[1], "AA"),
    ],
    ids=["wrong secret", "unknown token", "no token id"],
)
async def test_a_token_that_is_not_good_is_refused_in_one_way(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    clock: StoppedClock,
    spoil: Callable[[str], str],
) -> None:
    token = await token_from(client)
    answer = await AgentDriver(anonymous, clock).try_to_enrol(spoil(token))
    assert (answer.status_code, code_of(answer)) == (401, "enrolment.token_refused")


async def test_a_token_dies_after_a_day(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    token = await token_from(client)
    clock.advance(timedelta(hours=24))
    answer = await AgentDriver(anonymous, clock).try_to_enrol(token)
    assert code_of(answer) == "enrolment.token_refused"


async def test_the_request_must_be_signed_with_the_key_it_presents(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    token = await token_from(client)
    victim, thief = AgentDriver(anonymous, clock), AgentDriver(anonymous, clock)
    request = EnrolRequest(token=token, agent_id=thief.id, name="x", public_key=victim.public_key)
    answer = await thief.post("/agent/v1/enroll", request)
    assert (answer.status_code, code_of(answer)) == (401, "signature.refused")


async def test_the_secret_is_not_in_the_database(
    client: httpx.AsyncClient, database: Database, organisation: Organisation
) -> None:
    token = await token_from(client, note="for db1")
    secret = keys.EnrolmentToken.parse(token).secret
    async with database.reading(organisation.id) as unit:
        rows = (
            await unit.connection.execute(
                text(
                    "SELECT to_jsonb(t)::text FROM enrolment_token t"
                    " UNION ALL SELECT to_jsonb(e)::text FROM event e"
                )
            )
        ).scalars()
        stored = "\n".join(rows)
    assert "for db1" in stored
    assert secret not in stored
