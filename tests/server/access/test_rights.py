"""Groups, roles of one's own and assignments: who may what, where and until when."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access.model import Role


async def me(client: httpx.AsyncClient) -> dict[str, object]:
    reply = await client.get("/api/v1/me")
    return dict(reply.json()) if reply.status_code == 200 else {"permissions": []}


async def group(client: httpx.AsyncClient, name: str, *members: tuple[str, str]) -> str:
    reply = await client.post("/api/v1/groups", json={"name": name})
    assert reply.status_code == 201, reply.text
    group_id = str(reply.json()["id"])
    for kind, member in members:
        added = await client.post(
            f"/api/v1/groups/{group_id}/members", json={"kind": kind, "id": member}
        )
        assert added.status_code == 204, added.text
    return group_id


async def grant(
    client: httpx.AsyncClient, role: str, kind: str, subject: str, **more: object
) -> str:
    body = {"role": role, "subject": {"kind": kind, "id": subject}, **more}
    reply = await client.post("/api/v1/role-assignments", json=body)
    assert reply.status_code == 201, reply.text
    return str(reply.json()["id"])


async def test_a_role_reaches_through_groups_inside_groups(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.WORKSPACE_MEMBER)
    pat_id = str((await me(pat))["person_id"])
    assert (await pat.get("/api/v1/rules")).status_code == 403
    inner = await group(client, "Inner", ("person", pat_id))
    outer = await group(client, "Outer", ("group", inner))
    given = await grant(client, "data_steward", "group", outer)
    assert (await pat.get("/api/v1/rules")).status_code == 200
    assert "rules.write" in (await me(pat))["permissions"]  # type: ignore[operator]
    gone = await client.delete(f"/api/v1/role-assignments/{given}")
    assert gone.status_code == 204
    assert (await pat.get("/api/v1/rules")).status_code == 403


async def test_leaving_a_group_ends_what_came_through_it(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.WORKSPACE_MEMBER)
    pat_id = str((await me(pat))["person_id"])
    made = await group(client, "Auditors", ("person", pat_id))
    await grant(client, "auditor", "group", made)
    assert (await pat.get("/api/v1/events")).status_code == 200
    assert (await client.delete(f"/api/v1/groups/{made}")).status_code == 409
    out = await client.delete(f"/api/v1/groups/{made}/members/person/{pat_id}")
    assert out.status_code == 204
    assert (await pat.get("/api/v1/events")).status_code == 403


async def test_an_assignment_ends_by_itself(
    client: httpx.AsyncClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    pat = await sign_in(Role.WORKSPACE_MEMBER)
    pat_id = str((await me(pat))["person_id"])
    end = (clock.now() + timedelta(minutes=2)).isoformat()
    await grant(client, "auditor", "person", pat_id, expires_at=end)
    assert (await pat.get("/api/v1/rules")).status_code == 200
    clock.advance(timedelta(minutes=2))
    assert (await pat.get("/api/v1/rules")).status_code == 403


@pytest.mark.parametrize("deep", [0, 1, 2])
async def test_no_group_is_inside_itself(client: httpx.AsyncClient, deep: int) -> None:
    first = await group(client, "first")
    last = first
    for number in range(deep):
        last = await group(client, f"around {number}", ("group", last))
    body = {"kind": "group", "id": last}
    reply = await client.post(f"/api/v1/groups/{first}/members", json=body)
    assert (reply.status_code, reply.json()["code"]) == (409, "group.cycle")


async def test_a_role_of_ones_own_inherits(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    base = {"code": "reader", "name": "Reader", "permissions": ["rules.read"]}
    assert (await client.post("/api/v1/own-roles", json=base)).status_code == 201
    heir = {"code": "finance", "name": "Finance", "inherits": ["reader", "data_user"]}
    made = await client.post("/api/v1/own-roles", json=heir)
    assert made.status_code == 201
    assert {"rules.read", "catalog.read"} <= set(made.json()["allows"])
    pat = await sign_in()
    pat_id = (await client.get("/api/v1/persons")).json()["items"][-1]["id"]
    await grant(client, "finance", "person", pat_id)
    assert (await pat.get("/api/v1/rules")).status_code == 200
    assert (await pat.get("/api/v1/persons")).status_code == 403
    edit = {"inherits": ["finance"]}
    one = await client.get("/api/v1/own-roles/reader")
    match = {"If-Match": one.headers["ETag"]}
    reply = await client.patch("/api/v1/own-roles/reader", json=edit, headers=match)
    assert (reply.status_code, reply.json()["code"]) == (409, "role.cycle")
    narrowed = await client.patch(
        "/api/v1/own-roles/reader", json={"permissions": []}, headers=match
    )
    assert narrowed.status_code == 200
    assert (await pat.get("/api/v1/rules")).status_code == 403
    assert (await client.delete("/api/v1/own-roles/reader")).json()["code"] == "role.in_use"


async def test_a_role_for_a_part_gives_nothing_that_is_about_the_whole(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.WORKSPACE_MEMBER)
    pat_id = str((await me(pat))["person_id"])
    some = str(UUID(int=7))
    await grant(
        client, "system_administrator", "person", pat_id, scope={"kind": "source", "id": some}
    )
    assert (await pat.get("/api/v1/persons")).status_code == 403
    assert (await pat.get("/api/v1/events")).status_code == 403


async def test_what_cannot_be_given_is_refused(
    client: httpx.AsyncClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    pat = await sign_in(Role.AUDITOR)
    pat_id = str((await me(pat))["person_id"])
    body = {"role": "auditor", "subject": {"kind": "person", "id": pat_id}}
    assert (await pat.post("/api/v1/role-assignments", json=body)).status_code == 403
    for wrong, code in (
        ({"role": "emperor"}, "role.bad"),
        ({"scope": {"kind": "source"}}, "assignment.bad"),
        ({"expires_at": clock.now().isoformat()}, "assignment.bad"),
        ({"subject": {"kind": "person", "id": str(UUID(int=9))}}, "not_found"),
        ({"subject": {"kind": "group", "id": str(UUID(int=9))}}, "not_found"),
    ):
        reply = await client.post("/api/v1/role-assignments", json=body | wrong)
        assert reply.json()["code"] == code, reply.text


async def test_rights_of_another_organisation_are_not_there(
    client: httpx.AsyncClient, sign_in: SignIn, other_organisation: object
) -> None:
    made = await group(client, "Ours")
    other = await sign_in(
        Role.SYSTEM_ADMINISTRATOR,
        organisation=other_organisation,
    )
    assert (await other.get(f"/api/v1/groups/{made}")).status_code == 404
    assert (await other.get("/api/v1/groups")).json()["items"] == []
