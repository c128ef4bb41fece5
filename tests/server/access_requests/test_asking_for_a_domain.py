"""Access to a business domain: who decides about it, and what is given."""

from typing import Any
from uuid import UUID

import httpx
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.catalog.model import Asset

REQUESTS, DOMAINS = "/api/v1/access-requests", "/api/v1/domains"
ANY = {"If-Match": "*"}
Assets = dict[str, Asset]


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


async def ask(client: httpx.AsyncClient, kind: str, one: object) -> dict[str, Any]:
    body = {
        "role": "data_steward",
        "purpose": "Close the books",
        "days": 7,
        "scope": {"kind": kind, "id": str(one)},
    }
    answer = await client.post(REQUESTS, json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def make(client: httpx.AsyncClient, owner: httpx.AsyncClient | None = None) -> str:
    body = {"name": "Finance", "owner_id": owner and await me(owner)}
    answer = await client.post(DOMAINS, json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def put(client: httpx.AsyncClient, path: str, domain: str | None) -> None:
    answer = await client.patch(f"/api/v1/{path}", json={"domain_id": domain}, headers=ANY)
    assert answer.status_code == 200, answer.text


async def test_its_owner_and_its_stewards_decide(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets
) -> None:
    owner, steward, pat = [await sign_in(Role.DATA_USER) for _ in range(3)]
    finance = await make(client, owner)
    body = {
        "role": "data_steward",
        "subject": {"kind": "person", "id": await me(steward)},
        "scope": {"kind": "domain", "id": finance},
    }
    assert (await client.post("/api/v1/role-assignments", json=body)).status_code == 201
    await put(client, f"assets/{assets['CRM.public.customer'].id}", finance)
    request = await ask(pat, "domain", finance)
    assert set(request["deciders"]) == {await me(owner), await me(steward)}
    assert (await ask(owner, "domain", finance))["deciders"] == [await me(steward)]
    approve = {"note": "Agreed"}
    answer = await owner.post(f"{REQUESTS}/{request['id']}/approve", json=approve)
    assert (answer.status_code, answer.json()["state"]) == (200, "active"), answer.text
    url = f"/api/v1/assets/{assets['CRM.public.customer.email'].id}"
    assert (await pat.patch(url, json={"description": "x"}, headers=ANY)).status_code == 200
    url = f"/api/v1/assets/{assets['CRM.public.orders'].id}"
    assert (await pat.patch(url, json={"description": "x"}, headers=ANY)).status_code == 403


async def test_they_decide_about_what_is_in_it_where_no_asset_names_an_owner(
    client: httpx.AsyncClient, sign_in: SignIn, source: str, assets: Assets
) -> None:
    owner = await sign_in(Role.DATA_USER)
    keeper = await sign_in(Role.DATA_USER, email="keeper@example.com")
    pat = await sign_in(Role.DATA_USER)
    finance = await make(client, owner)
    column = assets["CRM.public.customer.email"].id
    undecided = (await ask(pat, "asset", column))["deciders"]
    assert await me(owner) not in undecided
    await put(client, f"sources/{source}", finance)
    for kind, one in (("asset", column), ("source", source)):
        assert (await ask(pat, kind, one))["deciders"] == [await me(owner)], kind
    url = f"/api/v1/assets/{assets['CRM.public.customer'].id}"
    body = {"owner": "keeper@example.com"}
    assert (await client.patch(url, json=body, headers=ANY)).status_code == 200
    assert (await ask(pat, "asset", column))["deciders"] == [await me(keeper)]
    await put(client, f"sources/{source}", None)
    assert (await ask(pat, "source", source))["deciders"] == undecided


async def test_what_cannot_be_asked_for(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    pat = await sign_in(Role.DATA_USER)
    finance = await make(client)
    body: dict[str, Any] = {"role": "data_steward", "purpose": "Close the books", "days": 7}
    for scope, status in (
        ({"kind": "domain", "id": str(UUID(int=7))}, 404),
        ({"kind": "domain"}, 422),
    ):
        assert (await pat.post(REQUESTS, json=body | {"scope": scope})).status_code == status
    columns = {"scope": {"kind": "domain", "id": finance}, "columns": [str(UUID(int=7))]}
    assert (await pat.post(REQUESTS, json=body | columns)).status_code == 422
