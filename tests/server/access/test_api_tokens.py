"""API tokens: what they let in, what they never do, and when they stop."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from tests.server.access.test_service_accounts import account, me
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access import lockout, machines
from pursight_server.access.guard import guards_of
from pursight_server.access.model import FIRST_ADMINISTRATOR, Permission, Role, permissions_of
from pursight_server.app.openapi import all_routes
from pursight_server.organisations.model import Organisation

MINE, ALL = "/api/v1/me/api-tokens", "/api/v1/api-tokens"
PERSONS, ASSETS = "/api/v1/persons", "/api/v1/assets"
READS = ["catalog.read", "persons.read"]

Bearer = Callable[[str], httpx.AsyncClient]


@pytest.fixture
async def bearer(app: FastAPI) -> AsyncIterator[Bearer]:
    """Make a client that sends a token."""
    async with AsyncExitStack() as stack:
        opened: list[httpx.AsyncClient] = []

        def bearer(token: str) -> httpx.AsyncClient:
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app=app, raise_app_exceptions=True),
                base_url="https://server.test",
                headers={"Authorization": f"Bearer {token}"},
            )
            opened.append(client)
            stack.push_async_callback(client.aclose)
            return client

        yield bearer


@pytest.fixture
def make(clock: StoppedClock) -> Callable[..., Awaitable[Any]]:
    """Make a token for whoever is signed in, or at another address."""

    async def make(
        client: httpx.AsyncClient,
        permissions: list[str] = READS,
        days: float = 30,
        url: str = MINE,
        **headers: str,
    ) -> httpx.Response:
        expires = clock.now() + timedelta(days=days)
        body = {"name": "ci", "permissions": permissions, "expires_at": expires.isoformat()}
        return await client.post(url, json=body, headers=headers)

    return make


Make = Callable[..., Awaitable[httpx.Response]]


async def test_a_token_does_what_it_is_for_and_no_more(
    client: httpx.AsyncClient, bearer: Bearer, make: Make, superuser_dsn: str
) -> None:
    made = await make(client)
    assert made.status_code == 201, made.text
    text = made.json()["token"]
    assert re.fullmatch(r"psk1\.[0-9a-f]{32}\.[A-Za-z0-9_-]{43}", text)
    program = bearer(text)
    assert (await program.get(PERSONS)).status_code == 200
    refused = await program.get("/api/v1/rules")
    assert (refused.status_code, refused.json()["code"]) == (403, "permission.missing")
    listed = (await client.get(MINE)).json()["items"]
    assert [one["name"] for one in listed] == ["ci"]
    assert "token" not in listed[0]
    secret = text.split(".")[2]
    with psycopg.connect(superuser_dsn) as connection:
        for table in ("api_token", "event", "stored_reply"):
            rows = connection.execute(f"SELECT {table}::text FROM {table}").fetchall()
            assert not any(secret in row[0] for row in rows), table


async def test_a_service_account_acts_in_its_own_name(
    client: httpx.AsyncClient, bearer: Bearer, make: Make
) -> None:
    made = await account(client, roles=["system_administrator"])
    url = f"{made.headers['location']}/api-tokens"
    token = (await make(client, ["persons.read", "persons.write"], url=url)).json()
    assert token["principal_kind"] == "service_account"
    body = {"email": "new@example.com", "name": "New", "roles": []}
    assert (await bearer(token["token"]).post(PERSONS, json=body)).status_code == 201
    events = (await client.get("/api/v1/events", params={"kind": "person.created"})).json()
    actor = events["items"][-1]["actor"]
    assert (actor["kind"], actor["id"]) == ("service_account", made.json()["id"])
    assert actor["name"] == "nightly scans"


async def test_what_a_person_does_with_a_token_is_told_apart(
    client: httpx.AsyncClient, bearer: Bearer, make: Make
) -> None:
    token = (await make(client, ["persons.write"])).json()["token"]
    body = {"email": "new@example.com", "name": "New", "roles": []}
    assert (await bearer(token).post(PERSONS, json=body)).status_code == 201
    events = (await client.get("/api/v1/events", params={"kind": "person.created"})).json()
    actor = events["items"][-1]["actor"]
    assert (actor["kind"], actor["id"]) == ("person", await me(client))
    assert actor["name"] == "Pat Person (API token)"


async def test_it_never_does_more_than_its_owner_may_now(
    client: httpx.AsyncClient, sign_in: SignIn, bearer: Bearer, make: Make
) -> None:
    auditor = await sign_in(Role.AUDITOR)
    program = bearer((await make(auditor)).json()["token"])
    assert (await program.get(PERSONS)).status_code == 200
    who = f"{PERSONS}/{await me(auditor)}"
    await client.patch(who, json={"roles": ["data_user"]}, headers={"If-Match": "*"})
    assert (await program.get(PERSONS)).status_code == 403
    await client.patch(who, json={"roles": ["auditor"]}, headers={"If-Match": "*"})
    assert (await program.get(PERSONS)).status_code == 200
    await client.patch(who, json={"disabled": True}, headers={"If-Match": "*"})
    assert (await program.get(PERSONS)).status_code == 401
    await client.patch(who, json={"disabled": False}, headers={"If-Match": "*"})
    assert (await program.get(PERSONS)).status_code == 401, "disabling revokes for good"


async def test_a_role_that_was_given_for_a_while_ends_for_tokens_too(
    client: httpx.AsyncClient, bearer: Bearer, make: Make, clock: StoppedClock
) -> None:
    made = await account(client, roles=["auditor"])
    refused = await make(client, ["rules.write"], url=f"{made.headers['location']}/api-tokens")
    assert refused.json()["code"] == "api_token.scope"
    given = {
        "role": "system_administrator",
        "subject": {"kind": "service_account", "id": made.json()["id"]},
        "expires_at": (clock.now() + timedelta(days=1)).isoformat(),
    }
    answer = await client.post("/api/v1/role-assignments", json=given)
    assert answer.status_code == 201, answer.text
    url = f"{made.headers['location']}/api-tokens"
    program = bearer((await make(client, ["persons.write", "rules.read"], url=url)).json()["token"])
    assert (await program.post(PERSONS, json={})).status_code == 422
    assert (await program.get(PERSONS)).status_code == 403, "not in the token's scope"
    clock.advance(timedelta(days=1))
    assert (await program.post(PERSONS, json={})).status_code == 403
    assert (await program.get("/api/v1/rules")).status_code == 200


async def test_no_policy_widens_what_a_token_is_for(
    client: httpx.AsyncClient, bearer: Bearer, make: Make
) -> None:
    """A policy lets everybody read rules and the catalog; the token is for the catalog only."""
    url = (await account(client, roles=["data_user"])).headers["location"]
    text = (await make(client, ["catalog.read"], url=f"{url}/api-tokens")).json()["token"]
    policy = {
        "name": "Everybody",
        "text": 'permit(principal, action in [Action::"rules.read", Action::"catalog.read"],'
        " resource);",
    }
    answer = await client.post("/api/v1/access-policies", json=policy)
    assert answer.status_code == 201, answer.text
    assert (await bearer(text).get(ASSETS)).status_code == 200
    assert (await bearer(text).get("/api/v1/rules")).status_code == 403
    wider = (await make(client, ["rules.read"], url=f"{url}/api-tokens")).json()["token"]
    assert (await bearer(wider).get("/api/v1/rules")).status_code == 200, "what a policy gives"


async def test_a_disabled_account_is_out_at_once_and_for_good(
    client: httpx.AsyncClient, bearer: Bearer, make: Make
) -> None:
    url = (await account(client, roles=["auditor"])).headers["location"]
    program = bearer((await make(client, url=f"{url}/api-tokens")).json()["token"])
    assert (await program.get(PERSONS)).status_code == 200
    await client.patch(url, json={"disabled": True}, headers={"If-Match": "*"})
    assert (await program.get(PERSONS)).status_code == 401
    nobody = await make(client, url=f"{url}/api-tokens")
    assert nobody.status_code == 404
    await client.patch(url, json={"disabled": False}, headers={"If-Match": "*"})
    assert (await program.get(PERSONS)).status_code == 401


async def test_scope_and_life_are_checked_when_it_is_made(
    client: httpx.AsyncClient, sign_in: SignIn, make: Make
) -> None:
    user = await sign_in(Role.DATA_USER)
    for permissions in (["persons.read"], ["self.write"], ["catalog.read", "self.read"]):
        answer = await make(user, permissions)
        assert (answer.status_code, answer.json()["code"]) == (422, "api_token.scope"), permissions
        assert answer.json()["hint"]
    assert (await make(user, [])).status_code == 422
    assert (await make(user, ["catalog.everything"])).status_code == 422
    for days in (0, -1, 366):
        answer = await make(user, ["catalog.read"], days=days)
        assert (answer.status_code, answer.json()["code"]) == (422, "api_token.life"), days
    settings = {"api_token_days": 7}
    await client.put("/api/v1/access-settings", json=settings, headers={"If-Match": "*"})
    assert (await make(user, ["catalog.read"], days=8)).status_code == 422
    assert (await make(user, ["catalog.read"], days=7)).status_code == 201
    kept = await make(user, ["catalog.read"], days=7, **{"Idempotency-Key": "1"})
    assert kept.status_code == 422, "a kept answer would keep the secret"


async def test_no_token_reaches_what_is_for_people(
    app: FastAPI, client: httpx.AsyncClient, bearer: Bearer, make: Make
) -> None:
    scope = permissions_of(FIRST_ADMINISTRATOR) - machines.FOR_PERSONS
    program = bearer((await make(client, sorted(scope))).json()["token"])
    for_people = re.compile(
        r"sessions|password|mfa|totp|webauthn|passkey|recovery|api-tokens|/me(/|$)"
    )
    tried = 0
    for route in all_routes(app):
        for method in route.methods:
            if not route.path.startswith("/api/") or not for_people.search(route.path):
                continue
            if guards_of(route) == {"public"}:
                continue
            url = re.sub(r"\{[^}]*\}", "01930000-0000-7000-8000-000000000000", route.path)
            body = {"password": "several words in a row", "present": "x"}
            answer = await program.request(method, url, json=body)
            reads_tokens = (method, route.path) == ("GET", ALL)
            assert answer.status_code == (200 if reads_tokens else 403), (method, route.path)
            tried += 1
    assert tried >= 10
    person = {"email": "a@example.com", "name": "A", "roles": []}
    with_password = {**person, "password": "several words in a row"}
    assert (await program.post(PERSONS, json=with_password)).status_code == 403
    assert (await program.post(PERSONS, json=person)).status_code == 201
    settings = await program.put("/api/v1/access-settings", json={}, headers={"If-Match": "*"})
    assert settings.status_code == 403


async def test_revoked_and_expired_tokens_are_dead_with_the_next_request(
    client: httpx.AsyncClient, sign_in: SignIn, bearer: Bearer, make: Make, clock: StoppedClock
) -> None:
    auditor = await sign_in(Role.AUDITOR)
    first, second, third = [(await make(auditor)).json() for _ in range(3)]
    others = await client.delete(f"{MINE}/{first['id']}")
    assert others.status_code == 404, "not one's own"
    assert (await auditor.delete(f"{MINE}/{first['id']}")).status_code == 204
    assert (await bearer(first["token"]).get(PERSONS)).status_code == 401
    assert (await auditor.delete(f"{MINE}/{first['id']}")).status_code == 404
    assert (await client.delete(f"{ALL}/{second['id']}")).status_code == 204
    assert (await bearer(second["token"]).get(PERSONS)).status_code == 401
    assert (await bearer(third["token"]).get(PERSONS)).status_code == 200
    alive = (await auditor.get(MINE, params={"alive": True})).json()["items"]
    dead = (await auditor.get(MINE, params={"alive": False})).json()["items"]
    assert [one["id"] for one in alive] == [third["id"]]
    assert {one["id"] for one in dead} == {first["id"], second["id"]}
    clock.advance(timedelta(days=30))
    assert (await bearer(third["token"]).get(PERSONS)).status_code == 401


async def test_when_it_was_used_is_known_to_the_hour(
    client: httpx.AsyncClient,
    bearer: Bearer,
    make: Make,
    clock: StoppedClock,
    superuser_dsn: str,
) -> None:
    program = bearer((await make(client)).json()["token"])

    def used() -> datetime | None:
        with psycopg.connect(superuser_dsn) as connection:
            row = connection.execute("SELECT used_at FROM api_token").fetchone()
        return row[0] if row else None

    assert used() is None
    began = clock.now()
    await program.get(PERSONS)
    first = used()
    assert first == began.replace(minute=0, second=0, microsecond=0)
    to_the_full_hour = timedelta(hours=1) - (began - first)
    clock.advance(to_the_full_hour - timedelta(seconds=1))
    await program.get(PERSONS)
    assert used() == first
    clock.advance(timedelta(seconds=1))
    await program.get(PERSONS)
    assert used() == first + timedelta(hours=1)


async def test_wrong_secrets_wait_longer_and_longer(
    client: httpx.AsyncClient, bearer: Bearer, make: Make, clock: StoppedClock
) -> None:
    text = (await make(client)).json()["token"]
    wrong = bearer(text[:-43] + "A" * 43)
    await asyncio.gather(*[wrong.get(PERSONS) for _ in range(lockout.FREE_TRIES - 1)])
    assert (await bearer(text).get(PERSONS)).status_code == 200, "and they are forgotten"
    for _ in range(lockout.FREE_TRIES):
        assert (await wrong.get(PERSONS)).status_code == 401
    assert (await bearer(text).get(PERSONS)).status_code == 401, "the right one waits too"
    clock.advance(lockout.FIRST_WAIT)
    assert (await bearer(text).get(PERSONS)).status_code == 200
    told = (await client.get("/api/v1/events", params={"kind": "api_token.refused"})).json()
    assert len(told["items"]) == 2 * lockout.FREE_TRIES - 1


async def test_all_ways_to_be_wrong_look_the_same(
    client: httpx.AsyncClient, bearer: Bearer, make: Make
) -> None:
    text = (await make(client)).json()["token"]
    _, token_id, secret = text.split(".")
    unknown = f"psk1.{'0' * 32}.{secret}"
    tries = [
        unknown,
        f"psk1.{token_id}.{'B' * 43}",
        f"psk1.{token_id}.{secret}.",
        f"psk1.{token_id.upper()}.{secret}x",
        "psk1.",
        f"psk1.{token_id}.",
    ]
    answers = [await bearer(one).get(PERSONS) for one in tries]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [{**answer.json(), "trace_id": ""} for answer in answers]
    assert all(body == bodies[0] for body in bodies)
    assert bodies[0]["hint"]


async def test_another_organisations_tokens_are_not_there(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    other_organisation: Organisation,
    bearer: Bearer,
    make: Make,
) -> None:
    stranger = await sign_in(*FIRST_ADMINISTRATOR, organisation=other_organisation)
    token = (await make(client)).json()
    assert (await stranger.delete(f"{ALL}/{token['id']}")).status_code == 404
    assert (await stranger.get(ALL)).json()["items"] == []
    seen = (await bearer(token["token"]).get(PERSONS)).json()["items"]
    assert {one["id"] for one in seen} == {await me(client)}


@pytest.mark.parametrize("permission", sorted(machines.FOR_PERSONS))
async def test_what_is_for_people_is_in_no_scope(
    client: httpx.AsyncClient, make: Make, permission: Permission
) -> None:
    answer = await make(client, [permission.value])
    assert (answer.status_code, answer.json()["code"]) == (422, "api_token.scope")
