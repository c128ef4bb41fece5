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


POLICIES, PROPOSALS = "/api/v1/access-policies", "/api/v1/access-policy-proposals"
PERMIT = "permit(principal, action, resource is Asset) when { resource.rank < 2 };"
FORBID = "forbid(principal, action, resource is Asset) when { resource.rank == 3 };"


async def test_a_policy_that_may_allow_more_takes_two(client: httpx.AsyncClient) -> None:
    made = [
        await client.post(POLICIES, json={"name": text[:6], "text": text})
        for text in (PERMIT, FORBID)
    ]
    permit, forbid = (one.headers["Location"] for one in made)
    await four_eyes(client)
    assert refused(await client.post(POLICIES, json={"name": "more", "text": PERMIT}))
    wider = {"text": PERMIT.replace("2", "3")}
    assert refused(await client.patch(permit, json=wider, headers=ANY))
    assert refused(await client.patch(forbid, json={"enabled": False}, headers=ANY))
    assert refused(await client.patch(forbid, json={"text": PERMIT}, headers=ANY))
    less = FORBID.replace("rank == 3", 'name == "x"')
    assert refused(await client.patch(forbid, json={"text": less}, headers=ANY))
    off = {"name": "later", "text": PERMIT, "enabled": False}
    later = await client.post(POLICIES, json=off)
    assert later.status_code == 201
    on = await client.patch(later.headers["Location"], json={"enabled": True}, headers=ANY)
    assert refused(on)
    assert (await client.post(POLICIES, json={"name": "no", "text": FORBID})).status_code == 201
    ended = await client.patch(permit, json={"enabled": False}, headers=ANY)
    assert ended.status_code == 200
    renamed = await client.patch(forbid, json={"name": "restricted"}, headers=ANY)
    assert renamed.status_code == 200
    hint = (await client.post(POLICIES, json={"name": "b", "text": PERMIT})).json()["hint"]
    assert PROPOSALS in hint


async def test_two_people_make_a_policy(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    second, nobody = await sign_in(Role.SYSTEM_ADMINISTRATOR), await sign_in(Role.DATA_USER)
    await four_eyes(client)
    wish = {"name": "Open", "text": PERMIT, "note": "For the fair"}
    made = await client.post(PROPOSALS, json=wish)
    assert made.status_code == 201, made.text
    address = made.headers["Location"]
    assert (await client.get(POLICIES)).json()["items"] == []
    assert (await nobody.get(address)).status_code == 403
    own = await client.post(f"{address}/approve")
    assert (own.status_code, own.json()["code"]) == (403, "access_policy_proposal.own")
    (listed,) = (await second.get(PROPOSALS, params={"state": "open"})).json()["items"]
    assert (listed["note"], listed["state"]) == ("For the fair", "open")
    agreed = await second.post(f"{address}/approve")
    assert agreed.json()["state"] == "approved"
    (policy,) = (await client.get(POLICIES)).json()["items"]
    assert (policy["id"], policy["text"]) == (agreed.json()["policy_id"], PERMIT)
    again = await second.post(f"{address}/approve")
    assert (again.status_code, again.json()["code"]) == (409, "access_policy_proposal.decided")
    kinds = [one["kind"] for one in (await client.get("/api/v1/events")).json()["items"]]
    assert {"access_policy_proposal.made", "access_policy_proposal.approved"} <= set(kinds)


async def test_a_proposal_for_what_has_changed_since_comes_too_late(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    made = await client.post(POLICIES, json={"name": "Restricted", "text": FORBID})
    await four_eyes(client)
    wish = {"policy_id": made.json()["id"], "enabled": False}
    assert (await client.post(PROPOSALS, json=wish)).status_code == 428
    stale = await client.post(PROPOSALS, json=wish, headers={"If-Match": made.headers["ETag"]})
    policy = made.headers["Location"]
    assert (await client.patch(policy, json={"name": "R"}, headers=ANY)).status_code == 200
    late = await second.post(f"{stale.headers['Location']}/approve")
    assert late.status_code == 412
    gone = await client.post(f"{stale.headers['Location']}/dismiss")
    assert gone.json()["state"] == "dismissed"
    fresh = await client.post(PROPOSALS, json=wish, headers=ANY)
    assert (await second.post(f"{fresh.headers['Location']}/approve")).status_code == 200
    assert (await client.get(policy)).json()["enabled"] is False
