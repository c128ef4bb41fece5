"""What Okta sends, as its documentation shows it."""

from typing import Any

import httpx
from tests.server.provisioning.conftest import GROUP, PATCH, USER, made

EVE: dict[str, Any] = {
    "schemas": [USER],
    "userName": "eve.example@okta.example",
    "name": {"givenName": "Eve", "familyName": "Example"},
    "emails": [{"primary": True, "value": "eve.example@okta.example", "type": "work"}],
    "displayName": "Eve Example",
    "locale": "en-US",
    "externalId": "00ujl29u0le5T6Aj10h7",
    "groups": [],
    "password": "1mz050nq",
    "active": True,
}


async def test_an_account_is_made_and_its_password_is_not_taken(
    directory: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    found = await directory.get(
        "Users",
        params={"filter": 'userName eq "eve.example@okta.example"', "startIndex": 1, "count": 100},
    )
    assert found.json()["totalResults"] == 0
    answer = await directory.post("Users", json=EVE)
    assert answer.status_code == 201, answer.text
    eve = answer.json()
    assert "password" not in eve
    assert (eve["locale"], eve["active"]) == ("en-US", True)
    signing_in = {
        "organisation": "acme",
        "email": "eve.example@okta.example",
        "password": "1mz050nq",
    }
    assert (await anonymous.post("/api/v1/sessions", json=signing_in)).status_code == 401


async def test_a_profile_is_pushed_whole(directory: httpx.AsyncClient) -> None:
    eve = (await directory.post("Users", json=EVE)).json()
    pushed = {
        **EVE,
        "id": eve["id"],
        "name": {"givenName": "Eve", "familyName": "Another", "middleName": ""},
        "displayName": "Eve Another",
        "meta": {"resourceType": "User", "location": eve["meta"]["location"]},
    }
    del pushed["locale"]
    answer = await directory.put(f"Users/{eve['id']}", json=pushed)
    assert answer.status_code == 200, answer.text
    now = answer.json()
    assert now["name"] == {"givenName": "Eve", "familyName": "Another"}
    assert "locale" not in now
    assert now["externalId"] == EVE["externalId"]


async def test_an_account_is_switched_off_and_on(directory: httpx.AsyncClient) -> None:
    eve = (await directory.post("Users", json=EVE)).json()
    for active in (False, True):
        sent = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": {"active": active}}]}
        answer = await directory.patch(f"Users/{eve['id']}", json=sent)
        assert answer.status_code == 200, answer.text
        assert answer.json()["active"] is active
    answer = await directory.put(f"Users/{eve['id']}", json={**EVE, "active": False})
    assert answer.json()["active"] is False


async def test_a_group_is_pushed(directory: httpx.AsyncClient) -> None:
    eve, ada = [await made(directory, f"{name}@okta.example") for name in ("eve", "ada")]
    sent = {
        "schemas": [GROUP],
        "displayName": "Test SCIMv2",
        "members": [{"value": eve["id"], "display": "eve@okta.example"}],
    }
    group = (await directory.post("Groups", json=sent)).json()
    assert [one["value"] for one in group["members"]] == [eve["id"]]
    where = f"Groups/{group['id']}"
    renamed = {
        "op": "replace",
        "value": {"id": group["id"], "displayName": "Test SCIMv2 renamed"},
    }
    swapped = [
        {"op": "remove", "path": f'members[value eq "{eve["id"]}"]'},
        {"op": "add", "path": "members", "value": [{"value": ada["id"], "display": "ada"}]},
    ]
    replaced = {"op": "replace", "path": "members", "value": [{"value": eve["id"]}]}
    for operations in ([renamed], swapped, [replaced]):
        answer = await directory.patch(where, json={"schemas": [PATCH], "Operations": operations})
        assert answer.status_code == 200, answer.text
    now = (await directory.get(where)).json()
    assert now["displayName"] == "Test SCIMv2 renamed"
    assert [one["value"] for one in now["members"]] == [eve["id"]]
    again = await directory.put(where, json={**sent, "id": group["id"], "members": []})
    assert again.status_code == 200, again.text
    assert "members" not in again.json()
    answer = await directory.post("Groups", json={**sent, "displayName": "TEST SCIMv2"})
    assert answer.status_code == 201
    answer = await directory.post("Groups", json=sent)
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
