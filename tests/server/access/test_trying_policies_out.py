"""Before a policy is saved, and for oneself: who would feel it, and why may I."""

from uuid import UUID

import httpx
import pytest
from tests.builders.governed import Governed, govern
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

_SIMULATE = "/api/v1/access-policies/simulate"
_NOBODY_WRITES = 'forbid(principal, action == Action::"policies.write", resource);'
_RESTRICTED = "forbid(principal, action, resource is Asset) when { resource.rank == 3 };"


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


async def test_a_simulation_goes_on_where_it_stopped(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    for _ in range(3):
        await sign_in(Role.DATA_USER)
    body: dict[str, object] = {"text": _RESTRICTED, "people": 500}
    whole = (await client.post(_SIMULATE, json=body)).json()
    assert whole["everybody"]
    assert whole["following"] is None
    assert whole["looked_at"] == whole["persons"]
    parts, steps, after = [], 0, None
    while True:
        reply = await client.post(_SIMULATE, json={**body, "people": 2, "after": after})
        found = reply.json()
        assert found["persons"] == whole["persons"]
        parts += found["differences"]
        steps += found["looked_at"]
        after = found["following"]
        assert found["everybody"] == (after is None)
        if after is None:
            break
    assert parts == whole["differences"]
    assert steps == whole["persons"]
    assert len(parts) >= 3


async def test_whoever_would_lock_themselves_out_is_told(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    reply = await client.post(_SIMULATE, json={"text": _NOBODY_WRITES})
    assert reply.json()["yours_lost"] == ["policies.write"]
    of_others = _NOBODY_WRITES.replace("principal,", f'principal == Person::"{UUID(int=7)}",', 1)
    assert (await client.post(_SIMULATE, json={"text": of_others})).json()["yours_lost"] == []


async def test_what_is_about_the_whole_comes_or_goes_at_once(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    me = str((await client.get("/api/v1/me")).json()["person_id"])
    body = {"text": _NOBODY_WRITES, "permission": "policies.write"}
    differences = (await client.post(_SIMULATE, json=body)).json()["differences"]
    mine = next(one for one in differences if one["person_id"] == me)
    assert (mine["gained"], mine["lost"], mine["first_lost"]) == (0, 1, [])


async def test_everybody_may_ask_why_of_what_they_see(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_USER)
    rows = (await client.get("/api/v1/assets", params={"level": "table", "limit": 200})).json()
    hidden = next(one["id"] for one in rows["items"] if one["sensitivity"] == "restricted")
    asked = {"permission": "catalog.read", "object_id": hidden}
    before = (await pat.get("/api/v1/me/why", params=asked)).json()
    assert before["allowed"]
    assert [one["role"] for one in before["roles"]] == ["data_user"]
    writes = await pat.get("/api/v1/me/why", params={**asked, "permission": "catalog.write"})
    assert not writes.json()["allowed"]
    saved = await client.post(
        "/api/v1/access-policies", json={"name": "Restricted", "text": _RESTRICTED}
    )
    assert saved.status_code == 201
    for permission in ("catalog.read", "catalog.write"):
        reply = await pat.get("/api/v1/me/why", params={**asked, "permission": permission})
        there_is_none = await pat.get(
            "/api/v1/me/why", params={"permission": permission, "object_id": str(UUID(int=9))}
        )
        assert reply.status_code == there_is_none.status_code == 404
        assert reply.json()["detail"] == there_is_none.json()["detail"]
    assert (await pat.get("/api/v1/access/why", params=asked)).status_code == 403


async def test_why_knows_service_accounts(client: httpx.AsyncClient, governed: Governed) -> None:
    me = (await client.get("/api/v1/me")).json()["person_id"]
    body = {"name": "Nightly export", "owner_id": me, "roles": ["data_user"]}
    made = await client.post("/api/v1/service-accounts", json=body)
    assert made.status_code == 201, made.text
    account = made.json()["id"]
    asked = {
        "person_id": account,
        "permission": "catalog.write",
        "object_id": str(governed.assets[2]),
    }
    before = (await client.get("/api/v1/access/why", params=asked)).json()
    assert not before["allowed"]
    assert before["sentence"].startswith("Nightly export may not")
    given = {
        "role": "data_steward",
        "subject": {"kind": "service_account", "id": account},
        "scope": {"kind": "source", "id": str(governed.sources[0])},
    }
    assert (await client.post("/api/v1/role-assignments", json=given)).status_code == 201
    after = (await client.get("/api/v1/access/why", params=asked)).json()
    assert after["allowed"]
    assert [one["scope"]["kind"] for one in after["roles"]] == ["source"]
