"""A review of who has what: a frozen list, two pairs of eyes, effect at once, evidence."""

import asyncio
import csv
import hashlib
import io
from datetime import timedelta
from itertools import product
from typing import Any

import httpx
import pytest
from tests.builders.renewed import Calendar
from tests.server.conftest import SignIn

from pursight.canonical import canonical
from pursight.clock import StoppedClock
from pursight_server.access.model import GRANTS, Permission, Role
from pursight_server.access_reviews.model import MOVES, IllegalMove, ReviewEvent, ReviewState, move
from pursight_server.access_reviews.sweep import sweep_reviews
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services

REVIEWS, GROUPS = "/api/v1/access-reviews", "/api/v1/groups"
ASSIGNMENTS = "/api/v1/role-assignments"
Items = list[dict[str, Any]]


@pytest.fixture
def calendar(services: Services, clock: StoppedClock) -> Calendar:
    """Time that ends reviews."""
    return Calendar(services, clock, sweep_reviews)


@pytest.fixture
async def second(sign_in: SignIn) -> httpx.AsyncClient:
    """A second administrator, for what the first one may not decide."""
    return await sign_in(Role.SYSTEM_ADMINISTRATOR)


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


async def begin(
    client: httpx.AsyncClient, calendar: Calendar, *reviewers: httpx.AsyncClient, **other: Any
) -> httpx.Response:
    body = {
        "name": "Second quarter",
        "reviewers": [await me(one) for one in reviewers],
        "due_at": (calendar.clock.now() + timedelta(days=10)).isoformat(),
    }
    return await client.post(REVIEWS, json={**body, **other})


async def items(client: httpx.AsyncClient, review: Any, **asked: Any) -> Items:
    answer = await client.get(f"{REVIEWS}/{review['id']}/items", params={"limit": 200, **asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def decide(
    client: httpx.AsyncClient, review: Any, item: Any, *, keep: bool, reason: str = "Left in May"
) -> httpx.Response:
    url = f"{REVIEWS}/{review['id']}/items/{item['number']}/decide"
    return await client.post(url, json={"keep": keep, "reason": reason})


async def given(client: httpx.AsyncClient, subject: str, kind: str = "person") -> str:
    body = {"role": "data_steward", "subject": {"kind": kind, "id": subject}}
    answer = await client.post(ASSIGNMENTS, json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def permissions(client: httpx.AsyncClient) -> list[str]:
    return list((await client.get("/api/v1/me")).json()["permissions"])


@pytest.mark.parametrize(("state", "event"), list(product(ReviewState, ReviewEvent)))
def test_only_what_is_open_moves(state: ReviewState, event: ReviewEvent) -> None:
    diagram = {"close": ReviewState.CLOSED, "cancel": ReviewState.CANCELLED}
    if state is ReviewState.OPEN:
        assert move(state, event) is diagram[event.value] is MOVES[state, event]
    else:
        with pytest.raises(IllegalMove):
            move(state, event)


async def test_each_way_to_have_something_is_revoked_at_once(
    client: httpx.AsyncClient, second: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    pat = await sign_in(Role.DATA_USER, Role.AUDITOR)
    group = (await client.post(GROUPS, json={"name": "All"})).json()["id"]
    await client.post(f"{GROUPS}/{group}/members", json={"id": await me(pat)})
    await given(client, group, "group")
    await given(client, await me(pat))
    account = {"name": "nightly", "owner_id": await me(second), "roles": ["auditor"]}
    await client.post("/api/v1/service-accounts", json=account)
    assert {"rules.write", "persons.read"} <= set(await permissions(pat))
    answer = await begin(client, calendar, client, second)
    assert answer.status_code == 201, answer.text
    review = answer.json()
    all_of_it = await items(client, review)
    assert {one["kind"] for one in all_of_it} == {
        "own_role",
        "service_role",
        "assignment",
        "membership",
    }
    pats = [one for one in all_of_it if one["subject_id"] == await me(pat)]
    others = [one for one in all_of_it if one["kind"] == "service_role"]
    assert len(pats) == 4
    for item in [*pats, *others]:
        keep = item["role"] == "data_user"
        answer = await decide(client, review, item, keep=keep)
        assert answer.json()["outcome"] == ("kept" if keep else "revoked"), answer.text
    assert not {"rules.write", "persons.read"} & set(await permissions(pat))
    assert "catalog.read" in await permissions(pat)
    accounts = (await client.get("/api/v1/service-accounts")).json()["items"]
    assert accounts[0]["roles"] == []
    twice = await decide(second, review, pats[0], keep=True)
    assert (twice.status_code, twice.json()["code"]) == (409, "access_review.decided")


async def test_nobody_decides_their_own_nor_what_their_group_has(
    client: httpx.AsyncClient, second: httpx.AsyncClient, calendar: Calendar
) -> None:
    group = (await client.post(GROUPS, json={"name": "All"})).json()["id"]
    await client.post(f"{GROUPS}/{group}/members", json={"id": await me(client)})
    await given(client, group, "group")
    alone = await begin(client, calendar, client)
    assert (alone.status_code, alone.json()["code"]) == (422, "access_review.bad")
    assert "reviewer" in alone.json()["hint"]
    review = (await begin(client, calendar, client, second)).json()
    mine = {await me(client), group}
    for item in await items(client, review):
        answer = await decide(client, review, item, keep=True)
        if item["subject_id"] in mine:
            assert (answer.status_code, answer.json()["code"]) == (403, "access_review.own")
        else:
            assert answer.status_code == 200


async def test_only_reviewers_decide_and_others_see_nothing(
    client: httpx.AsyncClient,
    second: httpx.AsyncClient,
    sign_in: SignIn,
    calendar: Calendar,
    other_organisation: Organisation,
) -> None:
    review = (await begin(client, calendar, client, second)).json()
    item = (await items(client, review))[0]
    auditor, user = await sign_in(Role.AUDITOR), await sign_in(Role.DATA_USER)
    stranger = await sign_in(Role.SYSTEM_ADMINISTRATOR, organisation=other_organisation)
    refused = await decide(auditor, review, item, keep=True)
    assert (refused.status_code, refused.json()["code"]) == (403, "access_review.not_yours")
    for somebody in (user, stranger):
        assert (await decide(somebody, review, item, keep=True)).status_code == 404
        assert (await somebody.get(f"{REVIEWS}/{review['id']}/report")).status_code == 404
        assert (await somebody.get(REVIEWS)).json()["items"] == []
    assert len((await auditor.get(REVIEWS)).json()["items"]) == 1


@pytest.mark.parametrize("undecided", ["keep", "revoke"])
async def test_what_is_undecided_at_the_due_date(
    client: httpx.AsyncClient,
    second: httpx.AsyncClient,
    sign_in: SignIn,
    calendar: Calendar,
    undecided: str,
) -> None:
    pat = await sign_in(Role.DATA_USER)
    await given(client, await me(pat))
    plan = {"about": "role", "which": "data_steward", "undecided": undecided}
    review = (await begin(client, calendar, client, second, **plan)).json()
    await given(client, await me(second))
    for days, reminders in ((4, 0), (1, 1), (4, 2)):
        await calendar.passes(timedelta(days=days), client, pat)
        asked = {"kind": "access_review.reminded"}
        told = (await client.get("/api/v1/events", params=asked)).json()["items"]
        assert len(told) == reminders
    await calendar.passes(timedelta(days=1), client, pat, second)
    closed = (await client.get(f"{REVIEWS}/{review['id']}")).json()
    assert closed["state"] == "closed"
    assert closed["counts"]["undecided"] == 0
    kept = undecided == "keep"
    assert ("rules.write" in await permissions(pat)) == kept
    assert "rules.write" in await permissions(second), "given later, so not in the list"
    late = await decide(second, review, {"number": 1}, keep=True)
    assert (late.status_code, late.json()["code"]) == (409, "access_review.illegal_move")


async def test_the_last_administrator_is_not_lost(
    client: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    auditor = await sign_in(Role.AUDITOR)
    plan = {"about": "role", "which": "system_administrator"}
    review = (await begin(client, calendar, auditor, **plan)).json()
    item = (await items(auditor, review))[0]
    refused = await decide(auditor, review, item, keep=False)
    assert (refused.status_code, refused.json()["code"]) == (409, "person.last_administrator")
    await calendar.passes(timedelta(days=10), client)
    failed = (await items(client, review))[0]
    assert failed["outcome"] == "failed"
    assert "last system administrator" in failed["reason"]
    assert "persons.write" in await permissions(client)


async def test_the_report_is_what_the_log_has_the_digest_of(
    client: httpx.AsyncClient, second: httpx.AsyncClient, calendar: Calendar
) -> None:
    plan = {"about": "role", "which": "data_steward", "name": '=cmd|" /C calc"!A0'}
    review = (await begin(client, calendar, second, **plan)).json()
    early = await client.post(f"{REVIEWS}/{review['id']}/close")
    assert (early.status_code, early.json()["code"]) == (422, "access_review.bad")
    for item in await items(second, review):
        await decide(second, review, item, keep=True, reason="=1+1")
    assert (await client.post(f"{REVIEWS}/{review['id']}/close")).json()["state"] == "closed"
    told = (await client.get(f"{REVIEWS}/{review['id']}/report")).json()
    assert told["sha256"] == hashlib.sha256(canonical(told["report"])).hexdigest()
    asked = {"kind": "access_review.closed"}
    event = (await client.get("/api/v1/events", params=asked)).json()["items"][0]
    assert event["after"]["report_sha256"] == told["sha256"]
    assert told["report"]["counts"]["kept"] == len(told["report"]["items"]) == 1
    sheet = await client.get(f"{REVIEWS}/{review['id']}/report.csv")
    assert sheet.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(sheet.text)))
    assert [row["reason"] for row in rows] == ["'=1+1"]
    assert rows[0]["decided_by"] == await me(second)


async def test_of_several_who_decide_one_item_at_once_one_does(
    client: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    others = [await sign_in(Role.AUDITOR) for _ in range(5)]
    plan = {"about": "role", "which": "data_steward"}
    review = (await begin(client, calendar, *others, **plan)).json()
    item = (await items(client, review))[0]
    answers = await asyncio.gather(*[decide(one, review, item, keep=True) for one in others])
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409, 409]


async def test_what_is_gone_by_then_and_what_was_given_up(
    client: httpx.AsyncClient, second: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    pat = await sign_in(Role.DATA_USER)
    assignment = await given(client, await me(pat))
    group = (await client.post(GROUPS, json={"name": "All"})).json()["id"]
    await client.post(f"{GROUPS}/{group}/members", json={"id": await me(pat)})
    review = (await begin(client, calendar, client, second)).json()
    await client.delete(f"{ASSIGNMENTS}/{assignment}")
    gone = next(one for one in await items(client, review) if one["kind"] == "assignment")
    assert (await decide(client, review, gone, keep=False)).json()["outcome"] == "gone"
    only = {"about": "group", "which": group}
    members = (await begin(client, calendar, client, **only)).json()
    assert [one["kind"] for one in await items(client, members)] == ["membership"]
    up = await client.post(f"{REVIEWS}/{review['id']}/cancel", json={"reason": "Begun too early"})
    assert up.json()["state"] == "cancelled"
    left = (await items(client, review, decided=False))[0]
    assert (await decide(client, review, left, keep=True)).status_code in {403, 409}
    await calendar.passes(timedelta(days=11), client)
    assert (await client.get(f"{REVIEWS}/{review['id']}")).json()["state"] == "cancelled"


async def test_a_review_of_a_role_has_those_that_inherit_it(
    client: httpx.AsyncClient, second: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    pat = await me(await sign_in(Role.DATA_USER))
    for code, parent in (
        ("chief", "system_administrator"),
        ("boss", "chief"),
        ("other", "auditor"),
    ):
        own = {"code": code, "name": f"The {code}", "inherits": [parent]}
        assert (await client.post("/api/v1/own-roles", json=own)).status_code == 201
    for code in ("boss", "other"):
        give = {"role": code, "subject": {"kind": "person", "id": pat}}
        assert (await client.post(ASSIGNMENTS, json=give)).status_code == 201
    about = {"about": "role", "which": "system_administrator"}
    answer = await begin(client, calendar, client, second, **about)
    assert answer.status_code == 201, answer.text
    found = await items(client, answer.json())
    assert {(one["kind"], one["role"], one["role_name"]) for one in found} == {
        ("own_role", "system_administrator", ""),
        ("assignment", "boss", "The boss"),
    }
    assert answer.json()["which_name"] == ""
    about = {"about": "role", "which": "boss", "name": "Bosses"}
    of_boss = (await begin(client, calendar, client, second, **about)).json()
    assert of_boss["which_name"] == "The boss"
    [boss] = await items(client, of_boss)
    decided = await decide(second, of_boss, boss, keep=True)
    assert decided.json()["role_name"] == "The boss"


async def test_nobody_is_given_less_than_a_day_to_decide(
    client: httpx.AsyncClient, second: httpx.AsyncClient, calendar: Calendar
) -> None:
    at_once = (calendar.clock.now() + timedelta(hours=23)).isoformat()
    hasty = await begin(client, calendar, client, second, due_at=at_once, undecided="revoke")
    assert (hasty.status_code, hasty.json()["code"]) == (422, "access_review.bad")
    tomorrow = (calendar.clock.now() + timedelta(days=1)).isoformat()
    answer = await begin(client, calendar, client, second, due_at=tomorrow, undecided="revoke")
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_at": "2020-01-01T00:00:00Z"},
        {"due_at": "9999-12-31T23:59:59-12:00"},
        {"about": "role", "which": "nothing_like_it"},
        {"about": "source", "which": "01930000-0000-7000-8000-000000000000"},
        {"about": "source", "which": "no id"},
        {"reviewers": []},
    ],
)
async def test_what_cannot_be_reviewed(
    client: httpx.AsyncClient, calendar: Calendar, wrong: dict[str, Any]
) -> None:
    answer = await begin(client, calendar, client, **wrong)
    assert answer.status_code == 422, answer.text
    assert answer.json()["hint"]


@pytest.mark.parametrize("role", Role)
async def test_who_may_begin_one(
    sign_in: SignIn, client: httpx.AsyncClient, calendar: Calendar, role: Role
) -> None:
    somebody, auditor = await sign_in(role), await sign_in(Role.AUDITOR)
    answer = await begin(somebody, calendar, auditor, client)
    may = Permission.ACCESS_REVIEWS_WRITE in GRANTS[role]
    assert answer.status_code == (201 if may else 403), answer.text
