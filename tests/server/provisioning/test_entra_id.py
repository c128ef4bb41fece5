"""What Microsoft Entra ID sends, as its documentation shows it."""

from typing import Any

import httpx
from tests.server.provisioning.conftest import ENTERPRISE, GROUP, PATCH, USER, made

ADA: dict[str, Any] = {
    "schemas": [USER, ENTERPRISE],
    "externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
    "userName": "Ada.Adams@contoso.example",
    "active": True,
    "addresses": None,
    "displayName": "Ada Adams",
    "emails": [{"type": "work", "value": "ada.adams@contoso.example", "primary": True}],
    "meta": {"resourceType": "User"},
    "name": {"formatted": "Ada Adams", "familyName": "Adams", "givenName": "Ada"},
    "roles": [],
}


async def test_an_account_is_looked_for_and_then_made(
    directory: httpx.AsyncClient, root: httpx.AsyncClient
) -> None:
    wanted = {"filter": f'userName eq "{ADA["userName"]}"'}
    none = await directory.get("Users", params=wanted)
    assert (none.status_code, none.json()["totalResults"], none.json()["Resources"]) == (200, 0, [])
    answer = await directory.post("Users", json=ADA)
    assert answer.status_code == 201, answer.text
    assert answer.headers["content-type"] == "application/scim+json"
    made = answer.json()
    assert answer.headers["location"] == made["meta"]["location"]
    assert made["meta"]["location"] == f"https://server.test/scim/v2/Users/{made['id']}"
    assert answer.headers["etag"] == made["meta"]["version"]
    assert made["externalId"] == ADA["externalId"]
    assert made["userName"] == ADA["userName"]
    assert made["name"] == ADA["name"]
    assert made["emails"] == ADA["emails"]
    again = await directory.get(
        "Users", params={"filter": wanted["filter"].upper().replace("EQ", "Eq")}
    )
    assert [one["id"] for one in again.json()["Resources"]] == [made["id"]]
    person = await root.get(f"/api/v1/persons/{made['id']}")
    assert person.json()["email"] == "ada.adams@contoso.example"
    assert person.json()["name"] == "Ada Adams"
    assert person.json()["roles"] == []


async def test_parts_are_changed(directory: httpx.AsyncClient, root: httpx.AsyncClient) -> None:
    ada = (await directory.post("Users", json=ADA)).json()
    answer = await directory.patch(
        f"Users/{ada['id']}",
        json={
            "schemas": [PATCH],
            "Operations": [
                {
                    "op": "Replace",
                    "path": 'emails[type eq "work"].value',
                    "value": "ada@contoso.example",
                },
                {"op": "Replace", "path": "name.familyName", "value": "Lovelace"},
                {"op": "Add", "path": "displayName", "value": "Ada Lovelace"},
                {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Engines"},
                {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": "26118915-6090"},
                {"op": "Add", "path": 'addresses[type eq "work"].country', "value": "GB"},
                {"op": "Add", "path": 'phoneNumbers[type eq "work"].value', "value": "+44 1"},
            ],
        },
    )
    assert answer.status_code == 200, answer.text
    now = answer.json()
    assert now["emails"] == [{"type": "work", "value": "ada@contoso.example", "primary": True}]
    assert now["name"] == {"formatted": "Ada Adams", "familyName": "Lovelace", "givenName": "Ada"}
    assert now[ENTERPRISE] == {"department": "Engines"}
    assert "phoneNumbers" not in now
    person = (await root.get(f"/api/v1/persons/{ada['id']}")).json()
    assert (person["email"], person["name"]) == ("ada@contoso.example", "Ada Lovelace")


async def test_an_address_that_is_not_there_is_added(directory: httpx.AsyncClient) -> None:
    bob = await made(directory, "bob@contoso.example")
    path = 'emails[type eq "work"].value'
    answer = await directory.patch(
        f"Users/{bob['id']}",
        json={
            "schemas": [PATCH],
            "Operations": [{"op": "Add", "path": path, "value": "b@contoso.example"}],
        },
    )
    assert answer.json()["emails"] == [{"type": "work", "value": "b@contoso.example"}]


async def test_active_comes_as_a_word(directory: httpx.AsyncClient) -> None:
    ada = (await directory.post("Users", json=ADA)).json()
    off = {
        "schemas": [PATCH],
        "Operations": [{"op": "Replace", "path": "active", "value": "False"}],
    }
    answer = await directory.patch(f"Users/{ada['id']}", json=off)
    assert answer.json()["active"] is False
    on = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": {"active": "True"}}]}
    assert (await directory.patch(f"Users/{ada['id']}", json=on)).json()["active"] is True


async def test_several_attributes_come_by_their_paths(directory: httpx.AsyncClient) -> None:
    ada = (await directory.post("Users", json=ADA)).json()
    value = {
        "displayName": "Ada L",
        "name.givenName": "Augusta",
        'emails[type eq "work"].value': "augusta@contoso.example",
        f"{ENTERPRISE}:employeeNumber": "1815",
    }
    sent = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": value}]}
    answer = await directory.patch(f"Users/{ada['id']}", json=sent)
    assert answer.status_code == 200, answer.text
    now = answer.json()
    assert now["name"]["givenName"] == "Augusta"
    assert now["emails"][0]["value"] == "augusta@contoso.example"
    assert now[ENTERPRISE] == {"employeeNumber": "1815"}


async def test_a_group_is_made_filled_emptied_and_renamed(directory: httpx.AsyncClient) -> None:
    ada, bob = [await made(directory, f"{name}@contoso.example") for name in ("ada", "bob")]
    sent = {
        "schemas": [
            GROUP,
            "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
        ],
        "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159",
        "displayName": "Finance",
        "meta": {"resourceType": "Group"},
    }
    answer = await directory.post("Groups", json=sent)
    assert answer.status_code == 201, answer.text
    group = answer.json()
    assert "members" not in group
    where = f"Groups/{group['id']}"

    async def change(operation: dict[str, Any]) -> None:
        patched = await directory.patch(where, json={"schemas": [PATCH], "Operations": [operation]})
        assert patched.status_code == 200, patched.text

    async def members() -> set[str]:
        found = (await directory.get(where)).json().get("members", [])
        return {one["value"] for one in found}

    await change({"op": "Add", "path": "members", "value": [{"$ref": None, "value": ada["id"]}]})
    await change({"op": "Add", "path": "members", "value": [{"value": bob["id"]}]})
    assert await members() == {ada["id"], bob["id"]}
    seen = (await directory.get(f"Users/{ada['id']}")).json()
    assert [(one["value"], one["display"]) for one in seen["groups"]] == [(group["id"], "Finance")]
    await change({"op": "Remove", "path": "members", "value": [{"$ref": None, "value": ada["id"]}]})
    assert await members() == {bob["id"]}
    await change({"op": "Remove", "path": f'members[value eq "{bob["id"]}"]'})
    assert await members() == set()
    await change({"op": "Replace", "path": "displayName", "value": "Money"})
    wanted = {"excludedAttributes": "members", "filter": 'displayName eq "money"'}
    listed = (await directory.get("Groups", params=wanted)).json()
    assert [one["displayName"] for one in listed["Resources"]] == ["Money"]
    assert (await directory.delete(where)).status_code == 204
    assert (await directory.get(where)).status_code == 404
