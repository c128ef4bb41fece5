"""Policies that ask from where somebody asks: a console, another program, an API token; a network.

What is claimed and what the server sees itself: `docs/access.md`.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from tests.builders.governed import Governed, govern
from tests.server.access.at_the_door import Door, bearer
from tests.server.access.test_policies import person, save
from tests.server.access.test_same_everywhere import listed, synced
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access.client import Client, Network, Through, Way
from pursight_server.access.guard import caller_of
from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync.model import epoch_of

_ONLY_CONSOLES = {
    "effect": "forbid",
    "conditions": [
        {"attribute": "level", "test": "is", "values": ["column"]},
        {"attribute": "sensitivity", "test": "is", "values": ["restricted"]},
        {"through": ["console"], "holds": False},
    ],
}


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


async def restricted_columns(client: httpx.AsyncClient) -> list[UUID]:
    asked = {"level": "column", "sensitivity": "restricted", "limit": 200}
    reply = await client.get("/api/v1/assets", params=asked)  # type: ignore[arg-type]
    assert reply.status_code == 200, reply.text
    return [UUID(one["id"]) for one in reply.json()["items"]]


async def token_of(client: httpx.AsyncClient, clock: StoppedClock) -> str:
    body = {
        "name": "script",
        "permissions": ["catalog.read"],
        "expires_at": (clock.now() + timedelta(days=3)).isoformat(),
    }
    reply = await client.post("/api/v1/me/api-tokens", json=body)
    assert reply.status_code == 201, reply.text
    return str(reply.json()["token"])


async def test_restricted_columns_are_for_consoles(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    governed: Governed,
    clock: StoppedClock,
) -> None:
    body = {"name": "only in consoles", "form": _ONLY_CONSOLES}
    reply = await client.post("/api/v1/access-policies", json=body)
    assert reply.status_code == 201, reply.text
    assert reply.json()["form"]["conditions"][2] == {"through": ["console"], "holds": False}
    console = await sign_in(Role.DATA_USER, email="ada@example.com", device="ada-laptop")
    browser = await sign_in(Role.DATA_USER, email="eve@example.com")
    found = await restricted_columns(console)
    assert found
    assert await restricted_columns(browser) == []
    path = f"/api/v1/assets/{found[0]}"
    seen = [(await one.get(path)).status_code for one in (console, browser)]
    assert seen == [200, 404]

    # the same person, by a token of theirs
    token = await token_of(console, clock)
    console.headers["Authorization"], kept = f"Bearer {token}", console.headers["Authorization"]
    assert await restricted_columns(console) == []
    assert (await console.get(path)).status_code == 404
    console.headers["Authorization"] = kept

    asked = {"permission": "catalog.read", "object_id": str(governed.assets[0])}
    for one, through in ((console, "console"), (browser, "program")):
        why = (await one.get("/api/v1/me/why", params=asked)).json()
        assert (why["allowed"], why["through"], why["network"]) == (True, through, "unknown")

    # a console's copy is what the same session is shown, whatever it is
    for one in (console, browser):
        assert await synced(services, one) == await listed(one)
    tokens = [one.headers["Authorization"].removeprefix("Bearer ") for one in (console, browser)]
    epochs = {epoch_of(await caller_of(services, one)) for one in tokens}
    assert len(epochs) == 2


async def test_the_network_counts(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    forbids = 'forbid(principal, action, resource is Asset) when { context.network == "public" };'
    await save(client, forbids)
    office = await sign_in(Role.DATA_USER, address_class="private")
    abroad = await sign_in(Role.DATA_USER, address_class="public")
    assert (await office.get("/api/v1/assets")).status_code == 200
    assert (await abroad.get("/api/v1/assets")).status_code == 403


async def test_a_session_that_goes_on_elsewhere_is_elsewhere(app: FastAPI, door: Door) -> None:
    signed_in = (await door.password(device="ada-laptop")).json()
    sessions = [(await door.client.get("/api/v1/sessions", headers=bearer(_access(signed_in))))]
    transport = httpx.ASGITransport(app=app, client=("203.0.114.7", 1))
    async with httpx.AsyncClient(transport=transport, base_url="https://server.test") as abroad:
        body = {"refresh_token": signed_in["refresh_token"]}
        gone_on = (await abroad.post("/api/v1/sessions/refresh", json=body)).json()
        sessions.append(await abroad.get("/api/v1/sessions", headers=bearer(_access(gone_on))))
    assert [one.json()[0]["address_class"] for one in sessions] == ["this_machine", "public"]
    assert {one.json()[0]["device"] for one in sessions} == {"ada-laptop"}


def _access(signed_in: dict[str, Any]) -> str:
    return str(signed_in["access_token"])


async def test_by_token_it_is_the_network_of_the_request(
    app: FastAPI, client: httpx.AsyncClient, governed: Governed, clock: StoppedClock
) -> None:
    await save(
        client,
        'forbid(principal, action, resource is Asset) when { context.through == "token"'
        ' && context.network != "private" };',
    )
    headers = bearer(await token_of(client, clock))
    for address, status in (("10.0.0.9", 200), ("203.0.114.7", 403)):
        transport = httpx.ASGITransport(app=app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="https://server.test") as one:
            assert (await one.get("/api/v1/assets", headers=headers)).status_code == status


@pytest.mark.parametrize(
    "asked", ['["fax"].contains(context.through)', "[9].contains(context.weekday)"]
)
async def test_what_the_form_does_not_offer_stays_a_text(
    client: httpx.AsyncClient, asked: str
) -> None:
    text = f"forbid(principal, action, resource is Asset) when {{ {asked} }};"
    reply = await client.post("/api/v1/access-policies/check", json={"text": text})
    assert (reply.status_code, reply.json().get("form", "")) == (200, None)


async def test_why_and_simulations_say_from_where_it_is_taken_that_they_ask(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_USER)
    text = 'forbid(principal, action, resource is Asset) unless { context.through == "console" };'
    for through, lost in (("console", 0), ("token", 81)):
        body = {"text": text, "through": through, "permission": "catalog.read"}
        reply = (await client.post("/api/v1/access-policies/simulate", json=body)).json()
        assert (reply["through"], reply["network"]) == (through, "private")
        assert {one["lost"] for one in reply["differences"]} == ({lost} if lost else set())
        # whoever tries it out is no console, and would shut themselves out either way
        assert "catalog.read" in reply["yours_lost"]
    await save(client, text)
    asked = {
        "person_id": await person(client, pat),
        "permission": "catalog.read",
        "object_id": str(governed.assets[0]),
    }
    ways: dict[str, bool] = {"console": True, "program": False, "token": False, "": True}
    for through, allowed in ways.items():
        way = {"through": through} if through else {}
        why = (await client.get("/api/v1/access/why", params={**asked, **way})).json()
        assert why["allowed"] is allowed, why
        assert (why["through"], why["network"]) == (way.get("through", "console"), "private")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("127.0.0.1", "this_machine"),
        ("::1", "this_machine"),
        ("::ffff:127.0.0.1", "this_machine"),
        ("192.168.1.4", "private"),
        ("fd00::1", "private"),
        ("::ffff:10.1.2.3", "private"),
        ("::ffff:8.8.8.8", "public"),
        ("2a00:1450::1", "public"),
        ("", "unknown"),
        ("testclient", "unknown"),
    ],
)
def test_addresses_have_a_class(address: str, network: str) -> None:
    assert Client(address=address).network == network


def test_a_session_for_no_device_is_no_console() -> None:
    assert Way.of_session("ada-laptop", "public") == Way(Through.CONSOLE, Network.PUBLIC)
    assert Way.of_session(" ", "") == Way(Through.PROGRAM, Network.UNKNOWN)
