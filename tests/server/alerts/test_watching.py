"""The log is watched behind its writers: each alert once, whatever is killed and by whom else."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from pursight.clock import StoppedClock
from pursight_server.access.model import GRANTS, Permission, Role
from pursight_server.alerts.builtin import BUILTIN
from pursight_server.alerts.watching import WATCH, watch, watch_logs
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

ALERTS, RULES = "/api/v1/alerts", "/api/v1/alert-rules"
ACTOR = Actor.system("the tests")


async def happen(services: Services, organisation: Organisation, kind: str, count: int = 1) -> None:
    async with services.database.unit_of_work(organisation.id, ACTOR) as uow:
        for _ in range(count):
            uow.record(kind, "thing", "7", after={"n": 1})


async def alerts(client: httpx.AsyncClient, **asked: Any) -> list[dict[str, Any]]:
    answer = await client.get(ALERTS, params=asked)
    assert answer.status_code == 200
    return list(answer.json()["items"])


async def test_guessing_a_password_raises_one_alert_that_counts_on(
    services: Services, organisation: Organisation, client: httpx.AsyncClient, clock: StoppedClock
) -> None:
    await watch_logs(services)
    assert await alerts(client) == [], "what lies before is history"
    body = {"organisation": organisation.slug, "email": "pat@example.com", "password": "wrong"}
    people = (await client.get("/api/v1/persons")).json()["items"]
    body["email"] = people[0]["email"]
    for _ in range(6):
        clock.advance(timedelta(seconds=40))
        assert (await client.post("/api/v1/sessions", json=body)).status_code == 401
        await watch_logs(services)
    (one,) = await alerts(client)
    assert one["rule_name"] == "Somebody tries passwords for one account"
    assert one["count"] >= 5
    assert one["about"] == people[0]["name"]
    assert (one["subject_kind"], one["subject_id"]) == ("person", people[0]["id"])
    log = (await client.get("/api/v1/events", params={"kind": "alert.raised"})).json()["items"]
    assert [entry["subject_id"] for entry in log] == [one["id"]]
    assert log[0]["actor"]["name"] == WATCH.name


async def test_a_new_administrator_is_told_of_and_a_new_name_is_not(
    services: Services, client: httpx.AsyncClient
) -> None:
    await watch_logs(services)
    made = await client.post(
        "/api/v1/persons",
        json={"email": "eve@example.com", "name": "Eve", "roles": ["system_administrator"]},
    )
    await watch_logs(services)
    (one,) = await alerts(client)
    assert (one["severity"], one["count"]) == ("high", 1)
    await client.patch(
        f"/api/v1/persons/{made.json()['id']}",
        json={"name": "Eva"},
        headers={"If-Match": made.headers["etag"]},
    )
    await watch_logs(services)
    assert [entry["count"] for entry in await alerts(client)] == [1]


async def test_a_rule_of_ones_own(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    rule = {"name": "Things", "kinds": ["thing.*"], "threshold": 3, "per": "organisation"}
    made = await client.post(RULES, json=rule)
    assert made.status_code == 201
    assert (await client.post(RULES, json=rule)).status_code == 409
    bad = await client.post(RULES, json=rule | {"name": "Other", "kinds": ["thing"]})
    assert (bad.status_code, bad.json()["code"]) == (422, "alert_rule.bad_kind")
    await watch_logs(services)
    await happen(services, organisation, "thing.made", 2)
    await watch_logs(services)
    assert await alerts(client) == []
    await happen(services, organisation, "thing.lost")
    await watch_logs(services)
    (one,) = await alerts(client)
    assert (one["count"], one["rule_id"]) == (3, made.json()["id"])
    off = await client.patch(
        f"{RULES}/{one['rule_id']}",
        json={"enabled": False},
        headers={"If-Match": made.headers["etag"]},
    )
    assert off.json()["enabled"] is False
    await happen(services, organisation, "thing.made", 9)
    await watch_logs(services)
    found = [entry for entry in await alerts(client) if entry["rule_id"] == one["rule_id"]]
    assert [entry["count"] for entry in found] == [3]
    stale = await client.patch(
        f"{RULES}/{one['rule_id']}",
        json={"enabled": True},
        headers={"If-Match": made.headers["etag"]},
    )
    assert stale.status_code == 412


async def test_a_long_log_is_looked_at_in_pieces_and_nothing_is_missed(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await client.post(
        RULES, json={"name": "T", "kinds": ["thing.made"], "threshold": 40, "per": "subject"}
    )
    await watch_logs(services)
    await happen(services, organisation, "thing.made", 45)
    more, rounds = True, 0
    while more:
        async with services.database.unit_of_work(organisation.id, WATCH) as uow:
            more = await watch(uow, most=7)
        rounds += 1
    assert rounds == 7
    assert [one["count"] for one in await alerts(client)] == [45]


async def test_two_workers_at_once_raise_each_alert_once(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await client.post(RULES, json={"name": "T", "kinds": ["thing.made"], "threshold": 2})
    await watch_logs(services)
    await happen(services, organisation, "thing.made", 5)
    await asyncio.gather(*(watch_logs(services) for _ in range(4)))
    assert [one["count"] for one in await alerts(client)] == [5]


async def test_what_was_cut_off_is_done_again(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await client.post(RULES, json={"name": "T", "kinds": ["thing.made"]})
    await watch_logs(services)
    await happen(services, organisation, "thing.made")

    async def cut_off() -> None:
        async with services.database.unit_of_work(organisation.id, WATCH) as uow:
            await watch(uow)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await cut_off()
    assert await alerts(client) == []
    await watch_logs(services)
    assert len(await alerts(client)) == 1


async def test_taking_note_is_done_once_and_told(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await client.post(RULES, json={"name": "T", "kinds": ["thing.made"]})
    await watch_logs(services)
    await happen(services, organisation, "thing.made")
    await watch_logs(services)
    (one,) = await alerts(client, open=True)
    url = f"{ALERTS}/{one['id']}/acknowledge"
    done = await client.post(url, json={"note": "a drill"})
    assert done.json()["note"] == "a drill"
    assert (await client.post(url, json={})).status_code == 409
    assert await alerts(client, open=True) == []
    assert len(await alerts(client)) == 1
    log = (await client.get("/api/v1/events", params={"kind": "alert.acknowledged"})).json()
    assert log["items"][0]["note"] == "a drill"


async def test_rules_that_come_are_there_and_can_be_switched_off_for_good(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await watch_logs(services)
    found = (await client.get(RULES, params={"limit": 200})).json()["items"]
    assert {one["name"] for one in found} == {one.name for one in BUILTIN}
    one = found[0]
    off = await client.patch(
        f"{RULES}/{one['id']}",
        json={"enabled": False, "name": "Mine"},
        headers={"If-Match": f'"{one["rev"]}"'},
    )
    assert off.status_code == 200
    await happen(services, organisation, "thing.made")
    await watch_logs(services)
    again = (await client.get(RULES, params={"limit": 200})).json()["items"]
    assert len(again) == len(BUILTIN)
    assert [entry["enabled"] for entry in again if entry["id"] == one["id"]] == [False]


async def test_others_alerts_stay_theirs(
    services: Services,
    organisation: Organisation,
    other_organisation: Organisation,
    client: httpx.AsyncClient,
    sign_in: Any,
) -> None:
    made = await client.post(RULES, json={"name": "T", "kinds": ["thing.made"]})
    await watch_logs(services)
    await happen(services, organisation, "thing.made")
    await watch_logs(services)
    (one,) = await alerts(client)
    stranger = await sign_in(Role.SYSTEM_ADMINISTRATOR, organisation=other_organisation)
    assert await alerts(stranger) == []
    assert (await stranger.get(f"{RULES}/{made.json()['id']}")).status_code == 404
    note = await stranger.post(f"{ALERTS}/{one['id']}/acknowledge", json={})
    assert note.status_code == 404


@pytest.mark.parametrize("role", Role)
async def test_who_may_see_and_change(sign_in: Any, role: Role) -> None:
    who = await sign_in(role)
    for url in (ALERTS, RULES):
        assert ((await who.get(url)).status_code == 200) is (Permission.ALERTS_READ in GRANTS[role])
    made = await who.post(RULES, json={"name": "T", "kinds": ["thing.made"]})
    assert (made.status_code == 201) is (Permission.ALERTS_WRITE in GRANTS[role])
