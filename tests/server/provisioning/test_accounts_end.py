"""What it means here that a directory switches an account off, or deletes it."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from tests.server.provisioning.conftest import GROUP, USER, changes, made

from pursight_server.access.model import Role

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
API = "/api/v1"


async def account_of(directory: httpx.AsyncClient, email: str) -> dict[str, Any]:
    found = await directory.get("Users", params={"filter": f'userName eq "{email}"'})
    [account] = found.json()["Resources"]
    assert isinstance(account, dict)
    return account


async def events(root: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await root.get(f"{API}/events", params={"limit": 200})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_whoever_was_there_before_is_found_and_taken_over(
    directory: httpx.AsyncClient, root: httpx.AsyncClient, sign_in: SignIn
) -> None:
    await sign_in(Role.DATA_STEWARD, email="old@example.com")
    old = await account_of(directory, "OLD@example.com")
    assert old["displayName"] == "Pat Person"
    assert old["emails"] == [{"value": "old@example.com", "type": "work", "primary": True}]
    answer = await directory.patch(
        f"Users/{old['id']}", json=changes({"op": "add", "path": "externalId", "value": "x-1"})
    )
    assert answer.json()["externalId"] == "x-1"
    person = (await root.get(f"{API}/persons/{old['id']}")).json()
    assert person["roles"] == ["data_steward"]


async def test_sessions_of_an_account_that_is_switched_off_end_at_once(
    directory: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER, email="pat@example.com")
    assert (await pat.get("/api/v1/me")).status_code == 200
    account = await account_of(directory, "pat@example.com")
    off = changes({"op": "replace", "path": "active", "value": False})
    assert (await directory.patch(f"Users/{account['id']}", json=off)).status_code == 200
    assert (await pat.get("/api/v1/me")).status_code == 401
    on = changes({"op": "replace", "path": "active", "value": True})
    assert (await directory.patch(f"Users/{account['id']}", json=on)).status_code == 200
    assert (await pat.get("/api/v1/me")).status_code == 401


async def test_a_deleted_account_is_disabled_unlinked_and_stays_in_the_log(
    directory: httpx.AsyncClient, root: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER, email="pat@example.com")
    account = await account_of(directory, "pat@example.com")
    sent = {"schemas": [GROUP], "displayName": "G", "members": [{"value": account["id"]}]}
    group = (await directory.post("Groups", json=sent)).json()
    given = await root.post(
        f"{API}/role-assignments",
        json={"role": "auditor", "subject": {"kind": "person", "id": account["id"]}},
    )
    assert (await directory.delete(f"Users/{account['id']}")).status_code == 204, given.text
    assert (await pat.get("/api/v1/me")).status_code == 401
    assert (await directory.get(f"Users/{account['id']}")).status_code == 404
    assert (await directory.delete(f"Users/{account['id']}")).status_code == 404
    person = (await root.get(f"{API}/persons/{account['id']}")).json()
    assert (person["disabled"], person["roles"]) == (True, [])
    assert "members" not in (await directory.get(f"Groups/{group['id']}")).json()
    kinds = [one["kind"] for one in await events(root)]
    assert {"person.unlinked", "person.disabled", "group.member_removed"} <= set(kinds)
    back = await made(directory, "pat@example.com", displayName="Pat Again")
    assert back["id"] == account["id"]
    assert "groups" not in back
    person = (await root.get(f"{API}/persons/{account['id']}")).json()
    assert (person["disabled"], person["roles"], person["name"]) == (False, [], "Pat Again")


async def test_the_last_administrator_cannot_be_switched_off_or_deleted(
    directory: httpx.AsyncClient,
) -> None:
    root = await account_of(directory, "root@example.com")
    off = changes({"op": "replace", "path": "active", "value": False})
    for answer in (
        await directory.patch(f"Users/{root['id']}", json=off),
        await directory.put(
            f"Users/{root['id']}",
            json={"schemas": [USER], "userName": "root@example.com", "active": False},
        ),
        await directory.delete(f"Users/{root['id']}"),
    ):
        assert answer.status_code == 409
        assert "last system administrator" in answer.json()["detail"]
    assert (await account_of(directory, "root@example.com"))["active"] is True


async def test_two_accounts_cannot_have_one_name_or_address(
    directory: httpx.AsyncClient, sign_in: SignIn
) -> None:
    await sign_in(Role.DATA_USER, email="by.hand@example.com")
    await made(directory, "ada", emails=[{"value": "ada@example.com", "primary": True}])
    bob = await made(directory, "bob@example.com")
    for user_name, address in (
        ("ADA", "other@example.com"),
        ("other", "Ada@example.com"),
        ("By.Hand@example.com", "other@example.com"),
        ("other", "by.hand@example.com"),
    ):
        sent = {"schemas": [USER], "userName": user_name, "emails": [{"value": address}]}
        for answer in (
            await directory.post("Users", json=sent),
            await directory.put(f"Users/{bob['id']}", json=sent),
        ):
            assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness"), sent
    assert (await directory.get("Users")).json()["totalResults"] == 4


async def test_a_group_of_a_directory_is_not_changed_by_hand(
    directory: httpx.AsyncClient,
    root: httpx.AsyncClient,
) -> None:
    ada = await made(directory, "ada@example.com")
    sent = {"schemas": [GROUP], "displayName": "G"}
    group = (await directory.post("Groups", json=sent)).json()
    where = f"{API}/groups/{group['id']}"
    tag = {"If-Match": (await root.get(where)).headers["etag"]}
    member = {"kind": "person", "id": ada["id"]}
    refused = [
        await root.patch(where, json={"name": "H"}, headers=tag),
        await root.post(f"{where}/members", json=member),
        await root.delete(where),
    ]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [
        (409, "group.managed")
    ] * 3
    by_hand = (await root.post(f"{API}/groups", json={"name": "Hand"})).json()
    assert (await directory.get(f"Groups/{by_hand['id']}")).status_code == 404
    assert (await directory.delete(f"Groups/{by_hand['id']}")).status_code == 404
    answer = await directory.post("Groups", json={**sent, "displayName": "Hand"})
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")


async def test_roles_come_through_groups_and_go_with_them(
    directory: httpx.AsyncClient, root: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(email="pat@example.com")
    account = await account_of(directory, "pat@example.com")
    sent = {"schemas": [GROUP], "displayName": "G", "members": [{"value": account["id"]}]}
    group = (await directory.post("Groups", json=sent)).json()
    assert (await pat.get("/api/v1/persons")).status_code == 403
    given = await root.post(
        f"{API}/role-assignments",
        json={"role": "auditor", "subject": {"kind": "group", "id": group["id"]}},
    )
    assert given.status_code == 201, given.text
    assert (await pat.get("/api/v1/persons")).status_code == 200
    assert (await directory.delete(f"Groups/{group['id']}")).status_code == 204
    assert (await pat.get("/api/v1/persons")).status_code == 403
