"""What is approved for a group is for the group; to put somebody in meanwhile takes two people."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.builders.held_up import until_held_up
from tests.builders.renewed import Calendar
from tests.server.access.test_four_eyes import four_eyes, refused
from tests.server.access_requests.test_asking_and_deciding import REQUESTS, approve, ask, me
from tests.server.conftest import SignIn

from pursight_server.access.model import Role, Subject, SubjectKind
from pursight_server.access.rights import groups
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

GROUPS = "/api/v1/groups"


async def group(client: httpx.AsyncClient, name: str, *members: dict[str, str]) -> str:
    made = (await client.post(GROUPS, json={"name": name})).json()["id"]
    for member in members:
        answer = await client.post(f"{GROUPS}/{made}/members", json=member)
        assert answer.status_code == 204, answer.text
    return str(made)


async def put_in(client: httpx.AsyncClient, into: str, who: httpx.AsyncClient) -> httpx.Response:
    return await client.post(f"{GROUPS}/{into}/members", json={"id": await me(who)})


async def approved_for_later(
    client: httpx.AsyncClient, second: httpx.AsyncClient, for_group: str, calendar: Calendar
) -> Any:
    begins_at = (calendar.clock.now() + timedelta(days=3)).isoformat()
    request = await ask(client, subject={"kind": "group", "id": for_group}, begins_at=begins_at)
    answer = await approve(second, request)
    assert answer.json()["state"] == "approved", answer.text
    return request


async def may_write_rules(who: httpx.AsyncClient) -> bool:
    return "rules.write" in (await who.get("/api/v1/me")).json()["permissions"]


async def test_who_is_in_it_when_it_begins_gets_it(
    client: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar
) -> None:
    second, stays, goes, comes = [
        await sign_in(role) for role in (Role.SYSTEM_ADMINISTRATOR, *[Role.DATA_USER] * 3)
    ]
    team = await group(client, "Team", {"id": await me(stays)}, {"id": await me(goes)})
    await approved_for_later(client, second, team, calendar)
    assert (await put_in(client, team, comes)).status_code == 204
    left = await client.delete(f"{GROUPS}/{team}/members/person/{await me(goes)}")
    assert left.status_code == 204
    await calendar.passes(timedelta(days=3), stays, goes, comes)
    assert [await may_write_rules(who) for who in (stays, goes, comes)] == [True, False, True]


@pytest.mark.parametrize("into", ["it", "a group in it"])
async def test_where_giving_takes_two_nobody_is_put_into_it_before_it_begins(
    client: httpx.AsyncClient, sign_in: SignIn, calendar: Calendar, into: str
) -> None:
    second, pat = await sign_in(Role.SYSTEM_ADMINISTRATOR), await sign_in(Role.DATA_USER)
    inner = await group(client, "Inner")
    team = await group(client, "Team", {"kind": "group", "id": inner})
    await four_eyes(client)
    request = await approved_for_later(client, second, team, calendar)
    where = team if into == "it" else inner
    assert refused(await put_in(client, where, pat))
    withdrawn = await client.post(f"{REQUESTS}/{request['id']}/withdraw")
    assert withdrawn.json()["state"] == "withdrawn", withdrawn.text
    assert (await put_in(client, where, pat)).status_code == 204


async def test_who_comes_in_at_the_moment_of_deciding_does_not_decide(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    organisation: Organisation,
    superuser_dsn: str,
) -> None:
    second = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    team = await group(client, "Team")
    request = await ask(client, subject={"kind": "group", "id": team})
    member = Subject(SubjectKind.PERSON, (await second.get("/api/v1/me")).json()["person_id"])
    async with services.database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        await groups.put_in(uow, request["subject"]["id"], member)
        deciding = asyncio.create_task(approve(second, request))
        await until_held_up(superuser_dsn)
    answer = await deciding
    assert (answer.status_code, answer.json()["code"]) == (403, "access_request.own")
