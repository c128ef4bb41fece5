"""Policies held against a source: violations open, stay, are accepted, and close."""

from typing import Any

import httpx
from tests.builders.scanned import Scanner, seen, table
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.compliance import service

URL = "/api/v1/compliance"
OWN = {
    "id": "own.described",
    "name": "Customers are described",
    "severity": "critical",
    "when": {"kinds": ["table"], "names": ["*customer"]},
    "require": [{"require": "description"}],
    "message": "Everybody asks what this is.",
    "remedy": "Say it.",
}
CUSTOMER = table("customer", "id", seen("email", label="email"), seen("pw", label="password"))


async def _violations(client: httpx.AsyncClient, **asked: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"{URL}/violations", params={"limit": 200} | asked)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def _own(client: httpx.AsyncClient) -> dict[str, Any]:
    [one] = await _violations(client, policy="own.described", state=["open", "accepted"])
    return one


async def test_built_in_policies_are_there_from_the_start(client: httpx.AsyncClient) -> None:
    found = (await client.get(f"{URL}/policies")).json()
    assert len(found) >= 10
    assert all(one["builtin"] and one["enabled"] for one in found)


async def test_a_scan_opens_violations_and_the_next_one_keeps_them(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(CUSTOMER)
    first = await _violations(client)
    assert first
    assert {one["state"] for one in first} == {"open"}
    assert all(one["remedy"] and one["sentence"] for one in first)
    await scanner.scan(CUSTOMER)
    assert await _violations(client) == first


async def test_what_is_put_right_closes(scanner: Scanner, client: httpx.AsyncClient) -> None:
    assert (await client.post(f"{URL}/policies", json=OWN)).status_code == 201
    assert (await client.post(f"{URL}/policies", json=OWN)).status_code == 409
    await scanner.scan(CUSTOMER)
    one = await _own(client)
    assert (one["severity"], one["fqn"]) == ("critical", "CRM.public.customer")
    address = f"/api/v1/assets/{one['asset_id']}"
    tag = {"If-Match": (await client.get(address)).headers["ETag"]}
    await client.patch(address, json={"description": "Who buys"}, headers=tag)
    body = {"source_id": str(scanner.source_id)}
    assessed = (await client.post(f"{URL}/assessments", json=body)).json()
    assert (assessed["opened"], assessed["closed"] >= 1) == (0, True)
    closed = (await client.get(f"{URL}/violations/{one['id']}")).json()
    assert closed["state"] == "closed"
    assert closed["closed_at"]


async def test_an_accepted_risk_stays_accepted_and_can_be_reopened(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await client.post(f"{URL}/policies", json=OWN)
    await scanner.scan(CUSTOMER)
    address = f"{URL}/violations/{(await _own(client))['id']}"
    assert (await client.post(f"{address}/accept", json={"reason": " "})).status_code == 422
    accepted = await client.post(f"{address}/accept", json={"reason": "Switched off in May"})
    assert accepted.json()["state"] == "accepted"
    assert (await client.post(f"{address}/accept", json={"reason": "x"})).status_code == 409
    await scanner.scan(CUSTOMER)
    again = await _own(client)
    assert (again["state"], again["reason"]) == ("accepted", "Switched off in May")
    await client.post(f"{address}/reopen", json={"reason": "it is still on"})
    assert (await _own(client))["state"] == "open"


async def test_a_switched_off_policy_closes_what_it_opened(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(CUSTOMER)
    code = (await _violations(client))[0]["policy_code"]
    switched = await client.put(f"{URL}/policies/{code}/enabled", json={"enabled": False})
    assert switched.json()["enabled"] is False
    await scanner.scan(CUSTOMER)
    assert {one["state"] for one in await _violations(client, policy=code)} == {"closed"}
    read = {one["policy"]["id"]: one for one in (await client.get(f"{URL}/policies")).json()}
    assert read[code]["enabled"] is False


async def test_own_policies_are_reworded_and_built_in_ones_are_not(
    client: httpx.AsyncClient,
) -> None:
    made = await client.post(f"{URL}/policies", json=OWN)
    tag = {"If-Match": made.headers["ETag"]}
    changed = OWN | {"severity": "low"}
    address = f"{URL}/policies/own.described"
    reworded = await client.put(address, json=changed, headers=tag)
    assert (reworded.json()["policy"]["version"], reworded.json()["policy"]["severity"]) == (
        2,
        "low",
    )
    builtin = (await client.get(f"{URL}/policies")).json()[0]["policy"]
    address, changed = f"{URL}/policies/{builtin['id']}", builtin | {"severity": "low"}
    refused = await client.put(address, json=changed, headers={"If-Match": "*"})
    assert refused.json()["code"] == "policy.builtin"


async def test_an_auditor_reads_and_accepts_nothing(scanner: Scanner, sign_in: SignIn) -> None:
    await scanner.scan(CUSTOMER)
    auditor = await sign_in(Role.AUDITOR)
    one = (await _violations(auditor))[0]
    answer = await auditor.post(f"{URL}/violations/{one['id']}/accept", json={"reason": "x"})
    assert answer.status_code == 403


async def test_a_gone_table_closes_its_violations(scanner: Scanner) -> None:
    other = table("plain", "x")
    await scanner.scan(CUSTOMER, other)
    gone = (await scanner.assets())["CRM.public.customer"].id
    await scanner.scan(other)
    async with scanner.database.reading(scanner.organisation_id) as unit:
        left = await service.unsettled(unit, scanner.source_id)
    assert gone not in {one.asset_id for one in left}
