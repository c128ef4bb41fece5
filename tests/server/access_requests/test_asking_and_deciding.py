"""From asking for access to its end, over HTTP."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from tests.builders.renewed import Calendar, renewed
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.catalog.model import Asset
from pursight_server.organisations.model import Organisation

REQUESTS = "/api/v1/access-requests"
CUSTOMER = "CRM.public.customer"
Assets = dict[str, Asset]


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


def wish(asset: Asset | None = None, **other: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"role": "data_steward", "purpose": "Check invoices", "days": 7}
    if asset is not None:
        body["scope"] = {"kind": "asset", "id": str(asset.id)}
    return {**body, **other}


async def ask(client: httpx.AsyncClient, asset: Asset | None = None, **other: Any) -> Any:
    answer = await client.post(REQUESTS, json=wish(asset, **other))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def owned_by(client: httpx.AsyncClient, asset: Asset, owner: str) -> None:
    answer = await client.patch(
        f"/api/v1/assets/{asset.id}", json={"owner": owner}, headers={"If-Match": "*"}
    )
    assert answer.status_code == 200, answer.text


async def approve(client: httpx.AsyncClient, request: Any) -> httpx.Response:
    return await client.post(f"{REQUESTS}/{request['id']}/approve", json={"note": "Agreed"})


async def test_from_asking_to_the_end(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets, calendar: Calendar
) -> None:
    owner = await sign_in(Role.DATA_USER, email="owner@example.com")
    pat = await sign_in(Role.DATA_USER)
    await owned_by(client, assets[CUSTOMER], "Owner@example.com")
    request = await ask(pat, assets[CUSTOMER])
    assert (request["state"], request["deciders"]) == ("open", [await me(owner)])
    inbox = (await owner.get(REQUESTS, params={"which": "inbox", "state": "open"})).json()
    assert [one["id"] for one in inbox["items"]] == [request["id"]]
    approved = await approve(owner, request)
    assert (approved.status_code, approved.json()["state"]) == (200, "active"), approved.text
    assert approved.json()["decided_by"] == await me(owner)
    url = f"/api/v1/assets/{assets[CUSTOMER].id}"
    assert "catalog.write" in (await pat.get("/api/v1/me")).json()["permissions"]
    calendar.clock.advance(timedelta(days=7))
    renewed(calendar.services, pat)
    assert "catalog.write" not in (await pat.get("/api/v1/me")).json()["permissions"]
    assert (await pat.patch(url, json={}, headers={"If-Match": "*"})).status_code == 403
    await calendar.passes(timedelta(0))
    ended = (await pat.get(f"{REQUESTS}/{request['id']}")).json()
    assert ended["state"] == "ended"
    renewed(calendar.services, client)
    events = await client.get("/api/v1/events", params={"subject_id": request["id"]})
    kinds = [one["kind"] for one in reversed(events.json()["items"])]
    assert [kind.removeprefix("access_request.") for kind in kinds] == [
        "drafted",
        "opened",
        "approved",
        "begun",
        "ended",
    ]


async def test_approved_for_less_with_names_and_a_history_for_those_concerned(
    sign_in: SignIn, client: httpx.AsyncClient, assets: Assets
) -> None:
    owner = await sign_in(Role.DATA_USER, email="owner@example.com")
    pat, stranger = await sign_in(Role.DATA_USER), await sign_in(Role.DATA_USER)
    await owned_by(client, assets[CUSTOMER], "owner@example.com")
    request = await ask(pat, assets[CUSTOMER])
    url = f"{REQUESTS}/{request['id']}"
    name = (await owner.get("/api/v1/me")).json()["name"]
    assert (request["decider_names"], request["subject_name"]) == ([name], "Pat Person")
    more = await owner.post(f"{url}/approve", json={"days": 8})
    assert (more.status_code, more.json()["code"]) == (422, "access_request.bad")
    given = (await owner.post(f"{url}/approve", json={"days": 2, "note": "Two will do"})).json()
    assert (given["state"], given["days"]) == ("active", 2)
    lasts = datetime.fromisoformat(given["ends_at"]) - datetime.fromisoformat(given["decided_at"])
    assert lasts == timedelta(days=2)
    told = (await pat.get(f"{url}/history")).json()
    assert [one["kind"].removeprefix("access_request.") for one in told] == [
        "drafted",
        "opened",
        "approved",
        "begun",
    ]
    assert (told[2]["actor_name"], told[2]["note"]) == (name, "Two will do")
    assert (await stranger.get(f"{url}/history")).status_code == 404


async def test_only_some_columns(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets
) -> None:
    pat = await sign_in(Role.DATA_USER)
    columns = [str(assets[f"{CUSTOMER}.{name}"].id) for name in ("email", "iban")]
    strange = str(assets["CRM.public.orders.total"].id)
    answer = await pat.post(REQUESTS, json=wish(assets[CUSTOMER], columns=[*columns, strange]))
    assert (answer.status_code, answer.json()["code"]) == (422, "access_request.bad")
    request = await ask(pat, assets[CUSTOMER], columns=columns)
    assert (await approve(client, request)).json()["state"] == "active"
    given = (await client.get("/api/v1/role-assignments")).json()["items"]
    assert {one["scope"]["id"] for one in given} == set(columns)
    assert {one["subject"]["id"] for one in given} == {await me(pat)}


async def test_nobody_approves_their_own_not_even_an_administrator(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets
) -> None:
    alone = await client.post(REQUESTS, json=wish(assets[CUSTOMER]))
    assert (alone.status_code, alone.json()["code"]) == (422, "access_request.nobody_to_decide")
    assert alone.json()["hint"]
    other = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    request = await ask(client, assets[CUSTOMER])
    assert request["deciders"] == [await me(other)]
    own = await approve(client, request)
    assert (own.status_code, own.json()["code"]) == (403, "access_request.own")
    refuse = await client.post(f"{REQUESTS}/{request['id']}/refuse", json={"note": "No, no"})
    assert refuse.json()["code"] == "access_request.own"
    assert (await approve(other, request)).status_code == 200


async def test_nobody_approves_what_they_would_get_through_a_group(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets
) -> None:
    """The owner is in a group inside the group that would get it."""
    owner = await sign_in(Role.DATA_USER, email="owner@example.com")
    pat = await sign_in(Role.DATA_USER)
    await owned_by(client, assets[CUSTOMER], "owner@example.com")
    made = [await client.post("/api/v1/groups", json={"name": name}) for name in ("All", "Some")]
    outer, inner = (one.json()["id"] for one in made)
    for group, kind, member in (
        (outer, "group", inner),
        (inner, "person", await me(owner)),
        (outer, "person", await me(pat)),
    ):
        answer = await client.post(
            f"/api/v1/groups/{group}/members", json={"kind": kind, "id": member}
        )
        assert answer.status_code < 300, answer.text
    request = await ask(pat, assets[CUSTOMER], subject={"kind": "group", "id": outer})
    assert await me(owner) not in request["deciders"]
    assert (await approve(owner, request)).status_code == 404, "not asked, so not to be seen"
    for_others = await sign_in(Role.DATA_USER)
    stranger = await for_others.post(
        REQUESTS, json=wish(assets[CUSTOMER], subject={"kind": "group", "id": outer})
    )
    assert (stranger.status_code, stranger.json()["code"]) == (403, "access_request.not_yours")
    assert (await approve(client, request)).json()["state"] == "active"


async def test_who_joins_the_group_after_being_asked_decides_no_more(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets
) -> None:
    owner = await sign_in(Role.DATA_USER, email="owner@example.com")
    pat = await sign_in(Role.DATA_USER)
    await owned_by(client, assets[CUSTOMER], "owner@example.com")
    group = (await client.post("/api/v1/groups", json={"name": "All"})).json()["id"]
    members = f"/api/v1/groups/{group}/members"
    await client.post(members, json={"id": await me(pat)})
    request = await ask(pat, assets[CUSTOMER], subject={"kind": "group", "id": group})
    assert request["deciders"] == [await me(owner)]
    await client.post(members, json={"id": await me(owner)})
    answer = await approve(owner, request)
    assert (answer.status_code, answer.json()["code"]) == (403, "access_request.own")


async def test_of_five_who_decide_at_once_one_does(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets, superuser_dsn: str
) -> None:
    others = [await sign_in(Role.DATA_ADMINISTRATOR) for _ in range(5)]
    pat = await sign_in(Role.DATA_USER)
    request = await ask(pat, assets[CUSTOMER])
    answers = await asyncio.gather(*[approve(one, request) for one in others])
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409, 409]
    lost = next(one for one in answers if one.status_code == 409).json()
    assert lost["code"] == "access_request.illegal_move"
    with psycopg.connect(superuser_dsn) as connection:
        decided = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'access_request.approved'"
        ).fetchone()
        given = connection.execute("SELECT count(*) FROM role_assignment").fetchone()
    assert (decided, given) == ((1,), (1,))


async def test_others_neither_see_nor_decide_it(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    assets: Assets,
    other_organisation: Organisation,
) -> None:
    pat, auditor = await sign_in(Role.DATA_USER), await sign_in(Role.AUDITOR)
    request = await ask(pat, assets[CUSTOMER])
    url = f"{REQUESTS}/{request['id']}"
    for somebody in (
        await sign_in(Role.DATA_STEWARD),
        await sign_in(Role.DATA_ADMINISTRATOR, organisation=other_organisation),
    ):
        listed = (await somebody.get(REQUESTS, params={"which": "inbox"})).json()["items"]
        assert (await approve(somebody, request)).status_code in {403, 404}
        assert request["id"] not in [one["id"] for one in listed]
        assert (await somebody.post(f"{url}/withdraw")).status_code == 404
    assert (await auditor.get(url)).status_code == 200
    assert (await approve(auditor, request)).json()["code"] == "access_request.not_yours"
    everything = (await auditor.get(REQUESTS, params={"which": "all"})).json()["items"]
    assert [one["id"] for one in everything] == [request["id"]]
    assert (await pat.get(REQUESTS, params={"which": "all"})).json()["items"] == []


async def test_drafts_refusals_and_withdrawals(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets
) -> None:
    pat = await sign_in(Role.DATA_USER)
    draft = await ask(pat, assets[CUSTOMER], draft=True)
    assert (draft["state"], draft["deciders"]) == ("draft", [])
    assert (await approve(client, draft)).status_code in {403, 409}
    opened = await pat.post(f"{REQUESTS}/{draft['id']}/submit")
    assert opened.json()["state"] == "open"
    empty = await client.post(f"{REQUESTS}/{draft['id']}/refuse", json={"note": " "})
    assert empty.status_code == 422, "a refusal says why"
    refused = await client.post(f"{REQUESTS}/{draft['id']}/refuse", json={"note": "Too much"})
    assert (refused.json()["state"], refused.json()["note"]) == ("refused", "Too much")
    assert (await pat.post(f"{REQUESTS}/{draft['id']}/withdraw")).status_code == 409
    second = await ask(pat, assets[CUSTOMER])
    assert (await pat.post(f"{REQUESTS}/{second['id']}/withdraw")).json()["state"] == "withdrawn"
    assert (await approve(client, second)).status_code == 409


async def test_it_can_be_given_back_and_taken_back(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets, calendar: Calendar
) -> None:
    pat = await sign_in(Role.DATA_USER)
    requests = [await ask(pat, assets[CUSTOMER]) for _ in range(3)]
    for request in requests:
        await approve(client, request)
    for somebody, request in zip((pat, client), requests, strict=False):
        answer = await somebody.post(f"{REQUESTS}/{request['id']}/end", json={"note": "Done"})
        assert answer.json()["state"] == "ended", answer.text
    auditor = await sign_in(Role.AUDITOR)
    answer = await auditor.post(f"{REQUESTS}/{requests[2]['id']}/end", json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "access_request.not_yours")
    given = (await client.get("/api/v1/role-assignments")).json()["items"]
    assert len(given) == 1
    await client.delete(f"/api/v1/role-assignments/{given[0]['id']}")
    await calendar.passes(timedelta(0))
    assert (await pat.get(f"{REQUESTS}/{requests[2]['id']}")).json()["state"] == "ended"
    assert "catalog.write" not in (await pat.get("/api/v1/me")).json()["permissions"]


async def test_time_reminds_expires_and_begins(
    client: httpx.AsyncClient, sign_in: SignIn, assets: Assets, calendar: Calendar
) -> None:
    settings = await client.put(
        "/api/v1/access-settings", json={"request_days": 8}, headers={"If-Match": "*"}
    )
    assert settings.status_code == 200
    pat, later = await sign_in(Role.DATA_USER), calendar.clock.now() + timedelta(days=3)
    waiting = await ask(pat, assets[CUSTOMER])
    planned = await ask(pat, begins_at=later.isoformat())
    assert (await approve(client, planned)).json()["state"] == "approved"
    for days, state in ((0, "approved"), (3, "active")):
        await calendar.passes(timedelta(days=days), pat)
        assert (await pat.get(f"{REQUESTS}/{planned['id']}")).json()["state"] == state
    for days, reminders in ((0, 0), (1, 1), (3, 2), (0, 2)):
        await calendar.passes(timedelta(days=days), client)
        params = {"kind": "access_request.reminded"}
        told = (await client.get("/api/v1/events", params=params)).json()["items"]
        assert len(told) == reminders
    calendar.clock.advance(timedelta(days=1))
    renewed(calendar.services, client)
    late = await approve(client, waiting)
    assert (late.status_code, late.json()["code"]) == (409, "access_request.illegal_move")
    await calendar.passes(timedelta(0))
    assert (await client.get(f"{REQUESTS}/{waiting['id']}")).json()["state"] == "expired"


@pytest.mark.parametrize("approved", [True, False])
async def test_a_role_that_took_the_name_of_another_is_not_given(
    client: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar, *, approved: bool
) -> None:
    role = {"code": "reader", "name": "Reader", "permissions": ["catalog.read"]}
    assert (await client.post("/api/v1/own-roles", json=role)).status_code == 201
    pat, later = await sign_in(Role.DATA_USER), calendar.clock.now() + timedelta(days=2)
    request = await ask(pat, role="reader", begins_at=later.isoformat())
    assert (request["role"], request["role_name"]) == ("reader", "Reader")
    if approved:
        assert (await approve(client, request)).json()["state"] == "approved"
    await calendar.passes(timedelta(hours=1), client, pat)
    assert (await client.delete("/api/v1/own-roles/reader")).status_code == 204
    more = role | {"permissions": ["catalog.read", "persons.write"]}
    assert (await client.post("/api/v1/own-roles", json=more)).status_code == 201
    if not approved:
        answer = await approve(client, request)
        assert (answer.status_code, answer.json()["code"]) == (422, "access_request.bad")
    await calendar.passes(timedelta(days=2), client, pat)
    state = (await pat.get(f"{REQUESTS}/{request['id']}")).json()["state"]
    assert state == ("withdrawn" if approved else "open")
    assert "persons.write" not in (await pat.get("/api/v1/me")).json()["permissions"]


async def test_a_draft_is_looked_at_again_when_it_is_sent_off(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER)
    group = (await client.post("/api/v1/groups", json={"name": "Team"})).json()["id"]
    member = {"id": (await pat.get("/api/v1/me")).json()["person_id"]}
    put_in = await client.post(f"/api/v1/groups/{group}/members", json=member)
    assert put_in.status_code == 204
    draft = await ask(pat, subject={"kind": "group", "id": group}, draft=True)
    out = await client.delete(f"/api/v1/groups/{group}/members/person/{member['id']}")
    assert out.status_code == 204
    sent = await pat.post(f"{REQUESTS}/{draft['id']}/submit")
    assert (sent.status_code, sent.json()["code"]) == (403, "access_request.not_yours")
    assert (await pat.get(f"{REQUESTS}/{draft['id']}")).json()["state"] == "draft"


async def test_what_was_approved_for_later_and_is_gone_by_then_is_dropped(
    client: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    role = {"code": "helper", "name": "Helper", "permissions": ["catalog.read"]}
    assert (await client.post("/api/v1/own-roles", json=role)).status_code == 201
    pat, later = await sign_in(Role.DATA_USER), calendar.clock.now() + timedelta(days=1)
    gone = await ask(pat, role="helper", begins_at=later.isoformat())
    stays = await ask(pat, begins_at=later.isoformat())
    for request in (gone, stays):
        assert (await approve(client, request)).json()["state"] == "approved"
    answer = await client.delete("/api/v1/own-roles/helper", headers={"If-Match": "*"})
    assert answer.status_code == 204, answer.text
    await calendar.passes(timedelta(days=1), pat)
    assert (await pat.get(f"{REQUESTS}/{gone['id']}")).json()["state"] == "withdrawn"
    assert (await pat.get(f"{REQUESTS}/{stays['id']}")).json()["state"] == "active"


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "nothing_like_it"},
        {"begins_at": "9999-12-31T23:59:59-12:00"},
        {"days": 0},
        {"days": 366},
        {"purpose": ""},
        {"columns": ["01930000-0000-7000-8000-000000000000"]},
        {"scope": {"kind": "asset"}},
        {"scope": {"kind": "organisation", "id": "01930000-0000-7000-8000-000000000000"}},
        {"begins_at": "2099-01-01T00:00:00Z"},
    ],
)
async def test_what_cannot_be_asked_for(sign_in: SignIn, wrong: dict[str, Any]) -> None:
    pat = await sign_in(Role.DATA_USER)
    answer = await pat.post(REQUESTS, json=wish(**wrong))
    assert answer.status_code == 422, wrong
    assert answer.json()["hint"]


@pytest.mark.parametrize("kind", ["asset", "source"])
async def test_what_is_not_there_cannot_be_asked_for(sign_in: SignIn, kind: str) -> None:
    pat = await sign_in(Role.DATA_USER)
    nothing = {"kind": kind, "id": "01930000-0000-7000-8000-000000000000"}
    assert (await pat.post(REQUESTS, json=wish(scope=nothing))).status_code == 404
