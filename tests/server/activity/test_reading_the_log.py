"""The log is read in pages and by filters, and verified; only by who may."""

from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest

from pursight.clock import StoppedClock
from pursight_server.access.model import GRANTS, Permission, Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

EVENTS = "/api/v1/events"


@pytest.fixture
async def history(database: Database, organisation: Organisation, clock: StoppedClock) -> None:
    for number in range(5):
        clock.advance(timedelta(seconds=10))
        async with database.unit_of_work(
            organisation.id, Actor.system("the tests"), trace_id=f"trace{number % 2}"
        ) as uow:
            uow.record("thing.made", "thing", str(number), after={"n": number})
            uow.record("thing_x.made", "thing_x", str(number))


async def find(client: httpx.AsyncClient, **filters: Any) -> list[str]:
    answer = await client.get(EVENTS, params={"limit": 200, **filters})
    assert answer.status_code == 200, answer.text
    return [f"{item['kind']} {item['subject_id']}" for item in answer.json()["items"]]


async def test_the_latest_comes_first_and_pages_join(
    history: None, client: httpx.AsyncClient
) -> None:
    whole = (await client.get(EVENTS, params={"limit": 200})).json()["items"]
    assert [item["seq"] for item in whole] == list(range(len(whole), 0, -1))
    paged, cursor = [], None
    while True:
        params = {"limit": 4} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(EVENTS, params=params)).json()
        paged += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert paged == whole
    assert whole[1]["after"] == {"n": 4}
    assert whole[1]["actor"] == {
        "kind": "system",
        "id": "00000000-0000-0000-0000-000000000000",
        "name": "the tests",
    }


async def test_filters(history: None, client: httpx.AsyncClient, clock: StoppedClock) -> None:
    assert await find(client, kind="thing.made", subject_id="3") == ["thing.made 3"]
    assert len(await find(client, kind="thing.*")) == 5, "thing_x is another family"
    assert len(await find(client, kind="thing_.*")) == 0, "an underscore is no wildcard"
    assert len(await find(client, subject_kind="thing_x")) == 5
    assert len(await find(client, trace_id="trace1")) == 4
    since = (clock.now() - timedelta(seconds=10)).isoformat()
    assert await find(client, since=since, subject_kind="thing") == ["thing.made 4", "thing.made 3"]
    assert "thing.made 4" not in await find(client, until=clock.now().isoformat())
    assert len(await find(client, actor_id="00000000-0000-0000-0000-000000000000")) == 11
    assert (await client.get(EVENTS, params={"since": "yesterday"})).status_code == 422
    assert (await client.get(EVENTS, params={"since": "2026-11-21T00:00:00"})).status_code == 422


async def test_verification_over_the_api(
    history: None, client: httpx.AsyncClient, superuser_dsn: str
) -> None:
    good = (await client.post(f"{EVENTS}/verification")).json()
    assert (good["holds"], good["events"], good["breaks"]) == (True, 11, [])
    with psycopg.connect(superuser_dsn) as connection:
        connection.execute("UPDATE event SET subject_id = '99' WHERE seq = 4")
    bad = (await client.post(f"{EVENTS}/verification")).json()
    assert not bad["holds"]
    assert [item["seq"] for item in bad["breaks"]] == [4]


async def test_others_logs_are_not_there(
    history: None, sign_in: Any, other_organisation: Organisation
) -> None:
    stranger = await sign_in(Role.AUDITOR, organisation=other_organisation)
    assert await find(stranger) == [f"organisation.founded {other_organisation.id}"]


@pytest.mark.parametrize("role", Role)
async def test_who_may_read_and_who_may_verify(sign_in: Any, role: Role) -> None:
    who = await sign_in(role)
    reads = (await who.get(EVENTS)).status_code == 200
    verifies = (await who.post(f"{EVENTS}/verification")).status_code == 200
    assert reads == (Permission.ACTIVITY_READ in GRANTS[role])
    assert verifies == (Permission.ACTIVITY_VERIFY in GRANTS[role])
