"""Roles given for a business domain: what they reach, from where they come, and when they end."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from tests.builders.governed import FINANCE, SALES, Governed, govern
from tests.server.access.test_same_everywhere import listed, synced
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

ASSIGNMENTS, POLICIES = "/api/v1/role-assignments", "/api/v1/access-policies"
ANY = {"If-Match": "*"}


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


@pytest.fixture
async def pat(sign_in: SignIn) -> httpx.AsyncClient:
    """Somebody without any role."""
    return await sign_in()


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


async def number(client: httpx.AsyncClient, pat: httpx.AsyncClient) -> str:
    """Say who pat is, who may not even ask that yet."""
    everybody = (await client.get("/api/v1/persons")).json()["items"]
    return str(next(one["id"] for one in everybody if one["roles"] == []))


async def give(
    client: httpx.AsyncClient,
    who: str,
    domain: UUID = FINANCE,
    *,
    role: str = "data_steward",
    kind: str = "person",
) -> str:
    body = {
        "role": role,
        "subject": {"kind": kind, "id": who},
        "scope": {"kind": "domain", "id": str(domain)},
    }
    answer = await client.post(ASSIGNMENTS, json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["scope"] == {"kind": "domain", "id": str(domain)}
    return str(answer.json()["id"])


def inside(governed: Governed, domain: UUID = FINANCE) -> set[str]:
    return {str(one) for one in governed.assets if governed.belongs_to[one] == domain}


async def test_it_reaches_what_belongs_to_it_and_nothing_else(
    client: httpx.AsyncClient, pat: httpx.AsyncClient, services: Services, governed: Governed
) -> None:
    given = await give(client, await number(client, pat))
    mine = inside(governed)
    assert 10 < len(mine) < 70
    assert await listed(pat) == mine
    assert await synced(services, pat) == mine
    sources = (await pat.get("/api/v1/sources")).json()["items"]
    of_finance = {str(one) for one in governed.sources if governed.belongs_to[one] == FINANCE}
    assert {one["id"] for one in sources} == of_finance
    assert await synced(services, pat, "source") == of_finance
    for one in governed.assets[::5]:
        there = str(one) in mine
        url = f"/api/v1/assets/{one}"
        assert (await pat.get(url)).status_code == (200 if there else 404)
        edited = await pat.patch(url, json={"description": "x"}, headers=ANY)
        assert edited.status_code == (200 if there else 404)
    assert (await pat.get("/api/v1/persons")).status_code == 403
    await client.delete(f"{ASSIGNMENTS}/{given}")
    assert (await pat.get("/api/v1/assets")).status_code == 403


async def test_what_changes_its_domain_is_seen_or_not_with_the_next_request(
    client: httpx.AsyncClient, pat: httpx.AsyncClient, services: Services, governed: Governed
) -> None:
    await give(client, await number(client, pat))
    schema = governed.assets[1]
    around = set(map(str, governed.assets[1:14]))
    for domain, seen in ((FINANCE, True), (SALES, False), (None, None)):
        for one in governed.assets[1:14]:
            now = domain if one == schema else None
            body = {"domain_id": now and str(now)}
            answer = await client.patch(f"/api/v1/assets/{one}", json=body, headers=ANY)
            assert answer.status_code == 200, answer.text
        if seen is None:
            body = {"domain_id": str(FINANCE)}
            for path in (f"assets/{governed.assets[0]}", f"sources/{governed.sources[0]}"):
                answer = await client.patch(f"/api/v1/{path}", json=body, headers=ANY)
                assert answer.status_code == 200
        found = await listed(pat)
        assert found & around == (set() if seen is False else around)
        assert await synced(services, pat) == found


async def test_through_a_group_and_for_a_service_account(
    client: httpx.AsyncClient,
    pat: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    governed: Governed,
    clock: StoppedClock,
) -> None:
    group = (await client.post("/api/v1/groups", json={"name": "Treasury"})).json()["id"]
    who = await number(client, pat)
    member = {"kind": "person", "id": who}
    assert (await client.post(f"/api/v1/groups/{group}/members", json=member)).status_code == 204
    await give(client, group, SALES, kind="group", role="data_user")
    assert await listed(pat) == inside(governed, SALES)
    account = await client.post(
        "/api/v1/service-accounts",
        json={"name": "loader", "owner_id": await me(client), "roles": []},
    )
    assert account.status_code == 201, account.text
    machine = account.json()["id"]
    await give(client, machine, kind="service_account", role="data_user")
    until = (clock.now() + timedelta(days=1)).isoformat()
    scope = {"name": "t", "permissions": ["catalog.read"], "expires_at": until}
    token = await client.post(f"/api/v1/service-accounts/{machine}/api-tokens", json=scope)
    assert token.status_code == 201, token.text
    anonymous.headers["Authorization"] = f"Bearer {token.json()['token']}"
    assert await listed(anonymous) == inside(governed)


async def test_why_and_simulation_know_it(
    client: httpx.AsyncClient, pat: httpx.AsyncClient, governed: Governed
) -> None:
    who = await number(client, pat)
    await give(client, who)
    for one in (*governed.assets[::6], *governed.sources):
        asked = {"person_id": who, "permission": "catalog.read", "object_id": str(one)}
        told = (await client.get("/api/v1/access/why", params=asked)).json()
        assert told["allowed"] == (governed.belongs_to[one] == FINANCE), told["sentence"]
        assert [role["role"] for role in told["roles"]] == ["data_steward"] * told["allowed"]
    text = f'forbid(principal, action, resource in Domain::"{FINANCE}") when {{ true }};'
    body = {"text": text, "permission": "catalog.read"}
    [mine] = [
        one
        for one in (await client.post(f"{POLICIES}/simulate", json=body)).json()["differences"]
        if one["person_id"] == who
    ]
    assert (mine["gained"], mine["lost"]) == (0, len(inside(governed)))


async def test_a_steward_of_a_domain_is_a_steward(
    client: httpx.AsyncClient, pat: httpx.AsyncClient, governed: Governed
) -> None:
    await give(client, await number(client, pat))
    await give(client, await number(client, pat), SALES, role="data_user")
    form = {
        "effect": "forbid",
        "conditions": [{"relation": "steward", "holds": False}],
        "within": [{"kind": "domain", "id": str(one)} for one in (FINANCE, SALES)],
    }
    saved = await client.post(POLICIES, json={"name": "p", "form": form})
    assert saved.status_code == 201, saved.text
    assert f'resource in Domain::"{SALES}"' in saved.json()["text"]
    assert await listed(pat) == inside(governed) - _in_tables_of(governed, SALES)
    read = (await client.get(f"{POLICIES}/{saved.json()['id']}")).json()
    spelled = await client.post(f"{POLICIES}/check", json={"text": read["text"]})
    assert spelled.json()["form"]["conditions"] == [{"relation": "steward", "holds": False}]


def _in_tables_of(governed: Governed, domain: UUID) -> set[str]:
    """Columns of tables of a domain: what is forbidden for a table is forbidden for them."""
    found = set()
    for first in range(len(governed.assets)):
        if first % 27 >= 2 and (first % 27 - 2) % 13 in range(0, 12, 4):
            table = governed.assets[first]
            if governed.belongs_to[table] == domain:
                found |= set(map(str, governed.assets[first + 1 : first + 4]))
    return found
