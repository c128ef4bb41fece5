"""Persons: pages, edits that nobody overwrites, writes that can be repeated."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import psycopg
import pytest

from pursight_server.access.model import GRANTS, Permission, Role
from pursight_server.access.service import BadEmail, spell_email
from pursight_server.organisations.model import Organisation

PERSONS = "/api/v1/persons"
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


def someone(number: int, **other: Any) -> dict[str, Any]:
    return {
        "email": f"p{number:03}@example.com",
        "name": f"Person {number}",
        "roles": ["data_user"],
        **other,
    }


async def walk(client: httpx.AsyncClient, url: str, limit: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        params: dict[str, Any] = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(url, params=params)).json()
        assert len(page["items"]) <= limit
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


async def test_pages_join_to_the_whole_list(client: httpx.AsyncClient) -> None:
    for number in range(7):
        assert (await client.post(PERSONS, json=someone(number))).status_code == 201
    whole = await walk(client, PERSONS, 200)
    assert [item["email"] for item in whole] == sorted(item["email"] for item in whole)
    assert len(whole) == 8
    for limit in (1, 3, 4, 8):
        assert await walk(client, PERSONS, limit) == whole


async def test_a_page_does_not_shift_when_somebody_comes_in_before_it(
    client: httpx.AsyncClient,
) -> None:
    for number in (10, 20, 30):
        await client.post(PERSONS, json=someone(number))
    first = (await client.get(PERSONS, params={"limit": 2})).json()
    await client.post(PERSONS, json=someone(5))
    second = (await client.get(PERSONS, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    emails = [item["email"] for item in first["items"] + second["items"]]
    assert len(emails) == len(set(emails))


async def test_cursors_are_of_one_list_and_one_organisation(
    client: httpx.AsyncClient, sign_in: SignIn, other_organisation: Organisation
) -> None:
    for number in range(3):
        await client.post(PERSONS, json=someone(number))
    cursor = (await client.get(PERSONS, params={"limit": 1})).json()["next_cursor"]
    stranger = await sign_in(Role.SYSTEM_ADMINISTRATOR, organisation=other_organisation)
    for who, url in ((stranger, PERSONS), (client, "/api/v1/events")):
        answer = await who.get(url, params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor.bad")
    other = "B" if cursor[0] == "A" else "A"
    for tampered in (cursor[:-2] + "**", other + cursor[1:], cursor + "A", "🙂", "=", "A" * 500):
        answer = await client.get(PERSONS, params={"cursor": tampered})
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor.bad"), tampered


async def test_an_edit_needs_the_revision_it_was_made_from(client: httpx.AsyncClient) -> None:
    made = await client.post(PERSONS, json=someone(1))
    url = made.headers["location"]
    assert made.headers["etag"] == '"1"'
    assert (await client.get(url)).headers["etag"] == '"1"'
    bare = await client.patch(url, json={"name": "A"})
    assert (bare.status_code, bare.json()["code"]) == (428, "precondition.required")
    right = await client.patch(url, json={"name": "A"}, headers={"If-Match": '"1"'})
    assert (right.status_code, right.headers["etag"]) == (200, '"2"')
    for stale in ('"1"', "2", 'W/"2"', '"7", "1"'):
        answer = await client.patch(url, json={"name": "B"}, headers={"If-Match": stale})
        assert (answer.status_code, answer.json()["code"]) == (412, "precondition.failed")
    assert (await client.get(url)).json()["name"] == "A"
    several = await client.patch(url, json={"name": "B"}, headers={"If-Match": '"1", "2"'})
    assert several.status_code == 200


async def test_of_two_edits_at_once_one_is_told(client: httpx.AsyncClient) -> None:
    url = (await client.post(PERSONS, json=someone(1))).headers["location"]
    edits = [
        client.patch(url, json={"name": f"N{i}"}, headers={"If-Match": '"1"'}) for i in range(5)
    ]
    answers = await asyncio.gather(*edits)
    assert sorted(a.status_code for a in answers) == [200, 412, 412, 412, 412]


async def test_an_edit_that_changes_nothing_is_no_event(
    client: httpx.AsyncClient, superuser_dsn: str
) -> None:
    url = (await client.post(PERSONS, json=someone(1))).headers["location"]
    same = await client.patch(url, json={"name": "Person 1"}, headers={"If-Match": '"1"'})
    assert same.headers["etag"] == '"1"'
    with psycopg.connect(superuser_dsn) as connection:
        rows = connection.execute("SELECT kind FROM event ORDER BY seq").fetchall()
    assert [row[0] for row in rows] == ["organisation.founded", "person.created"]


async def test_a_repeated_write_is_done_once(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "order-1"}
    first = await client.post(PERSONS, json=someone(1), headers=key)
    again = await client.post(PERSONS, json=someone(1), headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotent-replay"] == "true"
    without = await client.post(PERSONS, json=someone(1))
    assert (without.status_code, without.json()["code"]) == (409, "conflict")
    other = await client.post(PERSONS, json=someone(2), headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.bad_key")
    for bad in ("", "x" * 201):
        answer = await client.post(PERSONS, json=someone(3), headers={"Idempotency-Key": bad})
        assert answer.json()["code"] == "idempotency.bad_key"


async def test_five_repeats_at_once_are_done_once(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "order-2"}
    answers = await asyncio.gather(
        *[client.post(PERSONS, json=someone(1), headers=key) for _ in range(5)]
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(await walk(client, PERSONS, 50)) == 2


async def test_a_refused_write_keeps_no_reply(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "order-3"}
    bad = await client.post(PERSONS, json=someone(1, email="nonsense"), headers=key)
    assert bad.json()["code"] == "person.bad_email"
    assert (await client.post(PERSONS, json=someone(1), headers=key)).status_code == 201


async def test_keys_are_each_callers_own(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    key = {"Idempotency-Key": "order-4"}
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    assert (await client.post(PERSONS, json=someone(1), headers=key)).status_code == 201
    assert (await second.post(PERSONS, json=someone(2), headers=key)).status_code == 201


async def test_the_last_administrator_stays(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    me = (await client.get("/api/v1/me")).json()["person_id"]
    for edit in ({"disabled": True}, {"roles": ["data_user"]}):
        answer = await client.patch(f"{PERSONS}/{me}", json=edit, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (409, "person.last_administrator")
    await sign_in(Role.SYSTEM_ADMINISTRATOR)
    answer = await client.patch(
        f"{PERSONS}/{me}", json={"roles": ["data_user"]}, headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 200


async def test_persons_of_others_are_not_there(
    client: httpx.AsyncClient, sign_in: SignIn, other_organisation: Organisation
) -> None:
    stranger = await sign_in(
        Role.SYSTEM_ADMINISTRATOR, organisation=other_organisation, email="eve@example.com"
    )
    eve = (await stranger.get("/api/v1/me")).json()["person_id"]
    assert (await client.get(f"{PERSONS}/{eve}")).status_code == 404
    edit = await client.patch(f"{PERSONS}/{eve}", json={"name": "X"}, headers={"If-Match": "*"})
    assert edit.status_code == 404
    assert "eve@example.com" not in (await client.get(PERSONS)).text
    same = await client.post(PERSONS, json=someone(1, email="eve@example.com"))
    assert same.status_code == 201, "an address is taken only inside its organisation"


@pytest.mark.parametrize("role", Role)
async def test_each_role_may_what_it_says(sign_in: SignIn, role: Role) -> None:
    who = await sign_in(role)
    may_read = Permission.PERSONS_READ in GRANTS[role]
    may_write = Permission.PERSONS_WRITE in GRANTS[role]
    assert ((await who.get(PERSONS)).status_code == 200) == may_read
    assert ((await who.post(PERSONS, json=someone(9))).status_code == 201) == may_write
    assert (await who.get("/api/v1/me")).json()["roles"] == [role.value]


def test_addresses_have_one_spelling() -> None:
    assert spell_email("  Ada.L@Example.COM ") == "ada.l@example.com"
    for bad in (
        "",
        "ada",
        "@",
        "a@",
        "@b",
        "a b@c.d",
        "a@b@c",
        "ä@b.c",
        "a@b..\n",
        "a@-b",
        "a" * 99,
    ):
        with pytest.raises(BadEmail):
            spell_email(bad)
