"""Service accounts: programs with roles, a person who answers for them, and no way to sign in."""

from typing import Any
from uuid import UUID, uuid5

import httpx
import psycopg
import pytest
from tests.server.conftest import SignIn

from pursight_server.access.model import GRANTS, Permission, Role

ACCOUNTS = "/api/v1/service-accounts"
NOBODY = uuid5(UUID(int=0), "nobody")


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


async def account(client: httpx.AsyncClient, **other: Any) -> httpx.Response:
    body = {"name": "nightly scans", "owner_id": await me(client), "roles": ["data_user"]}
    return await client.post(ACCOUNTS, json={**body, **other})


async def test_one_is_added_read_changed_and_listed(client: httpx.AsyncClient) -> None:
    made = await account(client, description=" Starts scans ")
    assert made.status_code == 201, made.text
    url = made.headers["location"]
    assert made.json()["description"] == "Starts scans"
    assert (await client.get(url)).json() == made.json()
    bare = await client.patch(url, json={"name": "B"})
    assert (bare.status_code, bare.json()["code"]) == (428, "precondition.required")
    edit = {"roles": ["auditor"], "name": "B"}
    changed = await client.patch(url, json=edit, headers={"If-Match": made.headers["etag"]})
    assert (changed.json()["roles"], changed.json()["name"]) == (["auditor"], "B")
    assert changed.headers["etag"] == '"2"'
    again = await client.patch(url, json=edit, headers={"If-Match": '"2"'})
    assert again.headers["etag"] == '"2"', "nothing changed"
    listed = (await client.get(ACCOUNTS)).json()["items"]
    assert [one["id"] for one in listed] == [made.json()["id"]]


async def test_what_is_refused(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    made = await account(client)
    twice = await account(client)
    assert (twice.status_code, twice.json()["code"]) == (409, "conflict")
    other = await account(client, name="other")
    renamed = await client.patch(
        other.headers["location"], json={"name": "nightly scans"}, headers={"If-Match": '"1"'}
    )
    assert renamed.status_code == 409
    nobodys = await account(client, name="x", owner_id=str(NOBODY))
    assert (nobodys.status_code, nobodys.json()["code"]) == (422, "service_account.bad_owner")
    gone = await sign_in(Role.DATA_USER)
    gone_id = await me(gone)
    disabled = await client.patch(
        f"/api/v1/persons/{gone_id}", json={"disabled": True}, headers={"If-Match": '"1"'}
    )
    assert disabled.status_code == 200
    answer = await client.patch(
        made.headers["location"], json={"owner_id": gone_id}, headers={"If-Match": '"1"'}
    )
    assert answer.json()["code"] == "service_account.bad_owner"
    assert (await client.get(f"{ACCOUNTS}/{NOBODY}")).status_code == 404
    for field in ("name", "description"):
        assert (await account(client, **{field: "a\x00b"})).status_code in {400, 422}, field
    for answer in (nobodys, twice):
        assert answer.json()["hint"]


@pytest.mark.parametrize("role", Role)
async def test_who_may_see_and_change_them(role: Role, sign_in: SignIn) -> None:
    somebody = await sign_in(role)
    listed, made = await somebody.get(ACCOUNTS), await account(somebody)
    tokens = await somebody.get("/api/v1/api-tokens")
    reads = Permission.SERVICE_ACCOUNTS_READ in GRANTS[role]
    writes = Permission.SERVICE_ACCOUNTS_WRITE in GRANTS[role]
    assert (listed.status_code == 200, tokens.status_code == 200) == (reads, reads)
    assert made.status_code == (201 if writes else 403)


async def test_each_change_is_an_event(client: httpx.AsyncClient, superuser_dsn: str) -> None:
    url = (await account(client)).headers["location"]
    await client.patch(url, json={"disabled": True}, headers={"If-Match": '"1"'})
    await client.patch(url, json={"disabled": False}, headers={"If-Match": '"2"'})
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute(
            "SELECT kind FROM event WHERE subject_kind = 'service_account' ORDER BY seq"
        ).fetchall()
    assert [row[0] for row in rows] == [
        "service_account.created",
        "service_account.disabled",
        "service_account.enabled",
    ]


async def test_roles_are_given_by_those_who_may_give_roles(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER)
    own = {
        "code": "keeper",
        "name": "Keeper of programs",
        "permissions": ["service_accounts.read", "service_accounts.write"],
    }
    assert (await client.post("/api/v1/own-roles", json=own)).status_code == 201
    given = {"role": "keeper", "subject": {"kind": "person", "id": await me(pat)}}
    assert (await client.post("/api/v1/role-assignments", json=given)).status_code == 201
    refused = await account(pat, roles=["system_administrator"])
    assert (refused.status_code, refused.json()["code"]) == (403, "permission.missing")
    made = await account(pat, roles=[])
    assert made.status_code == 201, made.text
    edit, any_rev = {"roles": ["system_administrator"]}, {"If-Match": "*"}
    url = made.headers["location"]
    assert (await pat.patch(url, json=edit, headers=any_rev)).status_code == 403
    assert (await pat.patch(url, json={"name": "B"}, headers=any_rev)).status_code == 200
    assert (await client.patch(url, json=edit, headers=any_rev)).status_code == 200
    assert (await pat.patch(url, json=edit, headers=any_rev)).status_code == 200, "none is added"
    assert (await pat.patch(url, json={"roles": []}, headers=any_rev)).status_code == 200


async def test_why_knows_the_roles_of_a_service_account(client: httpx.AsyncClient) -> None:
    robot = (await account(client, roles=["auditor"])).json()["id"]
    asked = {"person_id": robot, "permission": "activity.verify"}
    why = (await client.get("/api/v1/access/why", params=asked)).json()
    assert (why["allowed"], [one["role"] for one in why["roles"]]) == (True, ["auditor"])


async def test_settings_are_read_by_all_and_set_from_the_revision_that_was_read(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    url = "/api/v1/access-settings"
    reader = await sign_in(Role.DATA_USER)
    before = await reader.get(url)
    assert (before.json()["api_token_days"], before.headers["etag"]) == (365, '"0"')
    assert (await reader.put(url, json={}, headers={"If-Match": "*"})).status_code == 403
    assert (await client.put(url, json={"four_eyes": True})).status_code == 428
    assert (await client.put(url, json={}, headers={"If-Match": '"0"'})).headers["etag"] == '"0"'
    put = await client.put(url, json={"api_token_days": 30}, headers={"If-Match": '"0"'})
    assert (put.status_code, put.headers["etag"]) == (200, '"1"')
    assert (await reader.get(url)).json() == put.json()
    for wrong in ({"api_token_days": 0}, {"undecided": "perhaps"}, {"x": 1}):
        answer = await client.put(url, json=wrong, headers={"If-Match": "*"})
        assert answer.status_code == 422, wrong
