"""Where the organisation wants it, nobody gives anybody more alone; taking away stays possible."""

from typing import Any

import httpx
import pytest
from tests.server.access.test_service_accounts import account, me
from tests.server.conftest import SignIn

from pursight_server.access.model import Role

SETTINGS, PERSONS, REQUESTS = (
    "/api/v1/access-settings",
    "/api/v1/persons",
    "/api/v1/access-requests",
)
ASSIGNMENTS, GROUPS = "/api/v1/role-assignments", "/api/v1/groups"
ANY = {"If-Match": "*"}


async def four_eyes(client: httpx.AsyncClient, *, on: bool = True) -> Any:
    answer = await client.put(SETTINGS, json={"four_eyes": on}, headers=ANY)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: httpx.Response) -> bool:
    """Whether it takes two people; with a way to go on."""
    if answer.status_code != 403:
        return False
    return answer.json()["code"] == "four_eyes.needed" and bool(answer.json()["hint"])


async def test_every_way_to_give_more_takes_two(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    pat = await me(await sign_in(Role.DATA_USER))
    empty, strong = [
        (await client.post(GROUPS, json={"name": name})).json()["id"] for name in ("A", "B")
    ]
    give = {"role": "data_steward", "subject": {"kind": "group", "id": strong}}
    assert (await client.post(ASSIGNMENTS, json=give)).status_code == 201
    await client.post(f"{GROUPS}/{strong}/members", json={"kind": "group", "id": empty})
    robot = (await account(client, roles=["auditor"])).headers["location"]
    role = {"code": "own", "name": "Own", "permissions": ["catalog.read"]}
    own = await client.post("/api/v1/own-roles", json=role)
    assert own.status_code == 201, own.text
    await four_eyes(client)
    person = {"email": "new@example.com", "name": "New"}
    steward = {"roles": ["data_user", "data_steward"]}
    assert refused(await client.post(ASSIGNMENTS, json=give))
    assert refused(await client.post(PERSONS, json=person | steward))
    assert refused(await client.patch(f"{PERSONS}/{pat}", json=steward, headers=ANY))
    assert refused(await client.post(f"{GROUPS}/{strong}/members", json={"id": pat}))
    assert refused(await client.post(f"{GROUPS}/{empty}/members", json={"id": pat}))
    assert refused(await account(client, name="other"))
    assert refused(await client.patch(robot, json=steward, headers=ANY))
    wider = {"permissions": ["catalog.read", "persons.write"]}
    assert refused(await client.patch("/api/v1/own-roles/own", json=wider, headers=ANY))
    assert (await client.post(PERSONS, json=person | {"roles": []})).status_code == 201
    less = await client.patch(f"{PERSONS}/{pat}", json={"roles": []}, headers=ANY)
    assert less.status_code == 200
    assert (await client.patch(robot, json={"roles": []}, headers=ANY)).status_code == 200


async def test_two_people_give_it_with_a_request(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    second, pat = await sign_in(Role.SYSTEM_ADMINISTRATOR), await sign_in(Role.DATA_USER)
    await four_eyes(client)
    wish = {"role": "data_steward", "purpose": "New in the team", "days": 90}
    for_pat = {"subject": {"kind": "person", "id": await me(pat)}}
    request = (await client.post(REQUESTS, json=wish | for_pat)).json()
    own = await client.post(f"{REQUESTS}/{request['id']}/approve", json={})
    assert own.json()["code"] == "access_request.own"
    by_pat = await pat.post(f"{REQUESTS}/{request['id']}/approve", json={})
    assert by_pat.json()["code"] == "access_request.own"
    assert (await second.post(f"{REQUESTS}/{request['id']}/approve", json={})).status_code == 200
    assert "rules.write" in (await pat.get("/api/v1/me")).json()["permissions"]


@pytest.mark.parametrize("tries", [1, 2])
async def test_two_people_switch_it_off(
    client: httpx.AsyncClient, sign_in: SignIn, tries: int
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    await four_eyes(client)
    for _ in range(tries):
        asked = await four_eyes(client, on=False)
        assert (asked["four_eyes"], asked["four_eyes_off_by"]) == (True, await me(client))
    off = await four_eyes(second, on=False)
    assert (off["four_eyes"], off["four_eyes_off_by"]) == (False, None)


async def test_whoever_changes_their_mind_begins_anew(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    await four_eyes(client)
    await four_eyes(client, on=False)
    assert (await four_eyes(client))["four_eyes_off_by"] is None
    assert (await four_eyes(second, on=False))["four_eyes"] is True
