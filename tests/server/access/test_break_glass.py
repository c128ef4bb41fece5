"""Access in an emergency: with an alarm, marked in the log, never longer, reviewed by another."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.builders.renewed import Calendar
from tests.server.access.test_service_accounts import me
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access.break_glass.service import sweep_emergencies
from pursight_server.access.model import GRANTS, Permission, Role
from pursight_server.platform.services import Services

URL, MINE = "/api/v1/break-glass", "/api/v1/me/break-glass"
REASON = "Payroll stands still, the steward is on a flight"
FOUND = "Only the rule was touched, see the log"


@pytest.fixture
def calendar(services: Services, clock: StoppedClock) -> Calendar:
    """Time that ends emergencies."""
    return Calendar(services, clock, sweep_emergencies)


async def take(client: httpx.AsyncClient, **other: Any) -> httpx.Response:
    body = {"role": "data_steward", "minutes": 30, "reason": REASON}
    return await client.post(URL, json={**body, **other})


async def review(client: httpx.AsyncClient, taken: Any) -> httpx.Response:
    body = {"verdict": "justified", "note": FOUND}
    return await client.post(f"{URL}/{taken['id']}/review", json=body)


async def permissions(client: httpx.AsyncClient) -> list[str]:
    return list((await client.get("/api/v1/me")).json()["permissions"])


async def test_taken_used_ended_and_reviewed(
    sign_in: SignIn, client: httpx.AsyncClient, calendar: Calendar
) -> None:
    pat, auditor = await sign_in(Role.SYSTEM_ADMINISTRATOR), await sign_in(Role.AUDITOR)
    assert "rules.write" not in await permissions(pat)
    answer = await take(pat)
    assert answer.status_code == 201, answer.text
    taken = answer.json()
    assert set(taken["told"]) == {await me(pat), await me(auditor), await me(client)}
    assert "rules.write" in await permissions(pat)
    alarms = (await auditor.get("/api/v1/events", params={"kind": "break_glass.taken"})).json()
    assert alarms["items"][0]["note"] == REASON
    assert await me(auditor) in alarms["items"][0]["after"]["told"]
    body = {"email": "new@example.com", "name": "New", "roles": []}
    assert (await pat.post("/api/v1/persons", json=body)).status_code == 201
    await calendar.passes(timedelta(minutes=30), pat, auditor, client)
    assert "rules.write" not in await permissions(pat)
    body["email"] = "later@example.com"
    assert (await pat.post("/api/v1/persons", json=body)).status_code == 201
    asked = {"kind": "person.created", "actor_id": await me(pat)}
    events = (await auditor.get("/api/v1/events", params=asked)).json()["items"]
    names = [one["actor"]["name"] for one in events]
    assert names == ["Pat Person", f"Pat Person (break-glass {taken['id']})"]
    waiting = (await auditor.get(URL, params={"stage": "ended"})).json()["items"]
    assert [one["id"] for one in waiting] == [taken["id"]]
    assert (await review(auditor, taken)).json()["stage"] == "reviewed"
    assert (await auditor.get(URL, params={"stage": "ended"})).json()["items"] == []
    twice = await review(client, taken)
    assert (twice.status_code, twice.json()["code"]) == (409, "break_glass.wrong_stage")


async def test_the_alarm_names_whoever_administers_or_audits_by_whatever_way(
    sign_in: SignIn, client: httpx.AsyncClient
) -> None:
    given, member, gone, partly = [await sign_in(Role.DATA_USER) for _ in range(4)]
    group = (await client.post("/api/v1/groups", json={"name": "Inspectors"})).json()["id"]
    inner = (await client.post("/api/v1/groups", json={"name": "Trainees"})).json()["id"]
    inside = {"kind": "group", "id": inner}
    await client.post(f"/api/v1/groups/{group}/members", json=inside)
    await client.post(f"/api/v1/groups/{inner}/members", json={"id": await me(member)})
    own = {"code": "head_auditor", "name": "Head auditor", "inherits": ["auditor"]}
    assert (await client.post("/api/v1/own-roles", json=own)).status_code == 201
    for role, kind, subject in (
        ("system_administrator", "person", await me(given)),
        ("head_auditor", "group", group),
        ("auditor", "person", await me(gone)),
        ("data_steward", "person", await me(partly)),
    ):
        body = {"role": role, "subject": {"kind": kind, "id": subject}}
        answer = await client.post("/api/v1/role-assignments", json=body)
        assert answer.status_code == 201, answer.text
    url = f"/api/v1/persons/{await me(gone)}"
    left = await client.patch(url, json={"disabled": True}, headers={"If-Match": "*"})
    assert left.status_code == 200, left.text
    taken = (await take(client)).json()
    assert set(taken["told"]) == {await me(client), await me(given), await me(member)}


async def test_nobody_reviews_their_own(sign_in: SignIn, client: httpx.AsyncClient) -> None:
    taken = (await take(client)).json()
    early = await review(await sign_in(Role.AUDITOR), taken)
    assert (early.status_code, early.json()["code"]) == (409, "break_glass.wrong_stage")
    ended = await client.post(f"{URL}/{taken['id']}/end", json={"note": "Done"})
    assert ended.json()["stage"] == "ended"
    own = await review(client, taken)
    assert (own.status_code, own.json()["code"]) == (403, "break_glass.own")
    assert own.json()["hint"]


async def test_it_cannot_be_extended(
    sign_in: SignIn, client: httpx.AsyncClient, calendar: Calendar
) -> None:
    pat = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    answers = await asyncio.gather(*[take(pat, minutes=20) for _ in range(3)])
    assert sorted(one.status_code for one in answers) == [201, 409, 409]
    refused = next(one for one in answers if one.status_code == 409).json()
    assert "cannot be extended" in refused["detail"]
    assert refused["hint"]
    held = (await client.get("/api/v1/role-assignments")).json()["items"]
    assert len(held) == 1, "what was refused gave nothing"
    too_long = await take(client, minutes=61)
    assert (too_long.status_code, too_long.json()["code"]) == (422, "break_glass.too_long")
    await calendar.passes(timedelta(minutes=20), pat)
    again = await take(pat)
    assert (again.status_code, again.json()["again"]) == (201, 1), "with an alarm of its own"


async def test_others_end_it_too(sign_in: SignIn) -> None:
    pat, auditor = await sign_in(Role.DATA_ADMINISTRATOR), await sign_in(Role.AUDITOR)
    taken = (await take(pat)).json()
    user = await sign_in(Role.DATA_USER)
    assert (await user.post(f"{URL}/{taken['id']}/end", json={})).status_code == 404
    assert (await user.get(f"{URL}/{taken['id']}")).status_code == 404
    assert (await auditor.post(f"{URL}/{taken['id']}/end", json={})).status_code == 200
    assert "rules.write" not in await permissions(pat)
    own = (await pat.get(MINE)).json()["items"]
    assert [one["stage"] for one in own] == ["ended"]
    assert (await pat.get(URL)).status_code == 403


@pytest.mark.parametrize("role", Role)
async def test_who_may_take_it(sign_in: SignIn, role: Role) -> None:
    somebody = await sign_in(role)
    expected = 201 if Permission.BREAK_GLASS_USE in GRANTS[role] else 403
    assert (await take(somebody)).status_code == expected
    reads = Permission.BREAK_GLASS_REVIEW in GRANTS[role]
    assert (await somebody.get(URL)).status_code == (200 if reads else 403)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"reason": "because"},
        {"reason": f"{REASON}\x00"},
        {"role": "nothing_like_it"},
        {"x": 1},
    ],
)
async def test_what_cannot_be_taken(client: httpx.AsyncClient, wrong: dict[str, Any]) -> None:
    assert (await take(client, **wrong)).status_code in {400, 422}
