"""What lists say of persons, groups and assignments, so that a screen need not ask for each."""

import httpx
import pytest
from tests.server.access.test_rights import grant, group, me
from tests.server.conftest import SignIn

from pursight_server.access.model import Role

PERSONS = "/api/v1/persons"


async def add(client: httpx.AsyncClient, name: str, email: str, department: str = "") -> str:
    body = {"email": email, "name": name, "roles": ["data_user"]}
    person_id = str((await client.post(PERSONS, json=body)).json()["id"])
    if department:
        path = f"{PERSONS}/{person_id}/department"
        said = await client.put(path, json={"department": department})
        assert said.status_code == 204
    return person_id


async def found(client: httpx.AsyncClient, path: str, q: str) -> list[str]:
    answer = await client.get(path, params={"q": q})
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("ADA", ["Ada Lovelace"]),
        ("lace analyt", ["Ada Lovelace"]),
        ("finance", ["Mary 100%"]),
        ("%", ["Mary 100%"]),
        ("_", []),
        ("ada finance", []),
    ],
)
async def test_people_are_found_by_words(
    client: httpx.AsyncClient, q: str, names: list[str]
) -> None:
    await add(client, "Ada Lovelace", "ada@analytical.example")
    await add(client, "Mary 100%", "mary@example.org", "Finance Europe")
    assert await found(client, PERSONS, q) == names


async def test_a_search_is_paged_like_the_list(client: httpx.AsyncClient) -> None:
    for number in range(5):
        await add(client, f"Temp {number}", f"temp{number}@example.org")
    first = (await client.get(PERSONS, params={"q": "temp", "limit": 3})).json()
    rest = {"q": "temp", "limit": 3, "cursor": first["next_cursor"]}
    second = (await client.get(PERSONS, params=rest)).json()
    names = [one["name"] for one in first["items"] + second["items"]]
    assert names == [f"Temp {number}" for number in range(5)]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("path", [PERSONS, "/api/v1/groups"])
async def test_what_cannot_be_kept_cannot_be_looked_for(
    client: httpx.AsyncClient, path: str
) -> None:
    assert (await client.get(path, params={"q": "a\0b"})).status_code == 400


async def test_lists_tell_department_and_second_factor(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    person_id = await add(client, "Ada", "ada@example.org", "Research")
    one = (await client.get(f"{PERSONS}/{person_id}")).json()
    assert (one["department"], one["second_factor"]) == ("Research", False)
    listed = (await client.get(PERSONS, params={"q": "ada@"})).json()["items"]
    assert listed == [one]


async def test_groups_are_found_and_name_their_members(client: httpx.AsyncClient) -> None:
    ada = await add(client, "Ada", "ada@example.org")
    inner = await group(client, "Ledger", ("person", ada))
    outer = await group(client, "Finance", ("group", inner), ("person", ada))
    assert await found(client, "/api/v1/groups", "INAN") == ["Finance"]
    members = (await client.get(f"/api/v1/groups/{outer}")).json()["members"]
    assert [(one["kind"], one["name"]) for one in members] == [
        ("group", "Ledger"),
        ("person", "Ada"),
    ]


async def test_groups_of_somebody_are_told_with_those_around_them(
    client: httpx.AsyncClient,
) -> None:
    ada = await add(client, "Ada", "ada@example.org")
    inner = await group(client, "Ledger", ("person", ada))
    await group(client, "Finance", ("group", inner))
    around = (await client.get(f"/api/v1/groups-of/person/{ada}")).json()
    assert [(one["name"], one["direct"]) for one in around] == [
        ("Finance", False),
        ("Ledger", True),
    ]


async def test_assignments_are_listed_by_role_and_name_who_has_it(
    client: httpx.AsyncClient,
) -> None:
    ada = await add(client, "Ada", "ada@example.org")
    await grant(client, "data_steward", "person", ada)
    await grant(client, "auditor", "person", ada)
    answer = await client.get("/api/v1/role-assignments", params={"role": "auditor"})
    (one,) = answer.json()["items"]
    assert (one["role"], one["subject"]["name"]) == ("auditor", "Ada")


async def test_service_accounts_are_named_only_for_who_may_see_them(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    owner = str((await me(client))["person_id"])
    body = {"name": "nightly", "owner_id": owner, "roles": ["data_user"]}
    machine = (await client.post("/api/v1/service-accounts", json=body)).json()["id"]
    in_it = await group(client, "Robots", ("service_account", machine))
    role = {"code": "people_reader", "name": "Reads people", "permissions": ["persons.read"]}
    assert (await client.post("/api/v1/own-roles", json=role)).status_code == 201
    pat = await sign_in(Role.WORKSPACE_MEMBER)
    await grant(client, "people_reader", "person", str((await me(pat))["person_id"]))
    named = []
    for who in (client, pat):
        (member,) = (await who.get(f"/api/v1/groups/{in_it}")).json()["members"]
        named.append(member["name"])
    assert named == ["nightly", ""]


async def test_those_with_a_role_of_their_own_are_listed(client: httpx.AsyncClient) -> None:
    for name, roles in (("Ada", ["auditor"]), ("Mary", ["data_user", "auditor"]), ("Eve", [])):
        body = {"email": f"{name}@example.org", "name": name, "roles": roles}
        await client.post(PERSONS, json=body)
    answer = await client.get(PERSONS, params={"role": "auditor"})
    assert [one["name"] for one in answer.json()["items"]] == ["Ada", "Mary"]
    assert (await client.get(PERSONS, params={"role": "nobody"})).status_code == 422


@pytest.mark.parametrize(
    ("q", "names"), [("NIGHT", ["exports", "nightly"]), ("night at", ["exports"]), ("%", [])]
)
async def test_service_accounts_are_found_by_words(
    client: httpx.AsyncClient, q: str, names: list[str]
) -> None:
    owner = str((await me(client))["person_id"])
    for name, text in (("nightly", "Scans"), ("exports", "At night"), ("x", "")):
        body = {"name": name, "description": text, "owner_id": owner, "roles": []}
        assert (await client.post("/api/v1/service-accounts", json=body)).status_code == 201
    assert await found(client, "/api/v1/service-accounts", q) == names


async def test_the_department_is_said_with_the_rest_or_not_at_all(
    client: httpx.AsyncClient,
) -> None:
    body = {"email": "ada@example.org", "name": "Ada", "roles": [], "department": " Research "}
    made = await client.post(PERSONS, json=body)
    path = f"{PERSONS}/{made.json()['id']}"
    one = await client.get(path)
    assert one.json()["department"] == "Research"
    assert made.headers["ETag"] == one.headers["ETag"], "what one goes on from is what there is"
    stale = {"If-Match": '"0"'}
    refused = await client.patch(path, json={"department": "Finance"}, headers=stale)
    assert refused.status_code == 412
    seen = {"If-Match": made.headers["ETag"]}
    changed = await client.patch(path, json={"name": "Ada L.", "department": ""}, headers=seen)
    assert changed.status_code == 200, changed.text
    now = await client.get(path)
    assert (now.json()["name"], now.json()["department"]) == ("Ada L.", "")
    assert changed.headers["ETag"] == now.headers["ETag"]
