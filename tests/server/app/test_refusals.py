"""Refusals are in the log: who, where, what was missing; and no loop of requests fills it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg

from pursight.clock import StoppedClock
from pursight_server.access.model import Role
from pursight_server.alerts.watching import watch_logs
from pursight_server.app.refusals import Refusals
from pursight_server.platform.services import Services


async def refusals(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/events", params={"kind": "access.refused"})
    return list(answer.json()["items"])


async def test_what_was_missing_is_noted_once_a_minute(
    client: httpx.AsyncClient, sign_in: Any, clock: StoppedClock
) -> None:
    user = await sign_in(Role.DATA_USER)
    for _ in range(5):
        assert (await user.get("/api/v1/persons")).status_code == 403
    assert (await user.post("/api/v1/agents/tokens", json={})).status_code == 403
    found = await refusals(client)
    assert [one["after"]["route"] for one in found] == [
        "POST /api/v1/agents/tokens",
        "GET /api/v1/persons",
    ]
    assert "persons.read" in found[1]["note"]
    assert found[0]["actor"]["kind"] == "person"
    clock.advance(timedelta(seconds=61))
    assert (await user.get("/api/v1/persons")).status_code == 403
    assert len(await refusals(client)) == 3


async def test_strangers_and_other_errors_leave_no_note(client: httpx.AsyncClient) -> None:
    assert (
        await client.get("/api/v1/persons/01930000-0000-7000-8000-000000000000")
    ).status_code == 404
    bare = await client.get("/api/v1/persons", headers={"Authorization": "Bearer x"})
    assert bare.status_code == 401
    assert await refusals(client) == []


async def test_who_is_refused_again_and_again_raises_an_alert(
    services: Services, client: httpx.AsyncClient, sign_in: Any, clock: StoppedClock
) -> None:
    await watch_logs(services)
    user = await sign_in(Role.DATA_USER)
    for path in ("persons", "agents", "events", "alerts", "rules", "scans") * 2:
        await user.get(f"/api/v1/{path}")
        clock.advance(timedelta(seconds=20))
    await watch_logs(services)
    found = (await client.get("/api/v1/alerts")).json()["items"]
    assert [one["rule_name"] for one in found] == ["Somebody is refused again and again"]


async def test_a_log_that_cannot_be_written_lets_nobody_through(
    sign_in: Any, superuser_dsn: str
) -> None:
    user = await sign_in(Role.DATA_USER)
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute("ALTER TABLE event RENAME TO event_away")
    try:
        assert (await user.get("/api/v1/persons")).status_code == 500
    finally:
        with psycopg.connect(superuser_dsn, autocommit=True) as connection:
            connection.execute("ALTER TABLE event_away RENAME TO event")


def test_memory_is_bounded(clock: StoppedClock) -> None:
    refusals = Refusals()
    first = (UUID(int=1), UUID(int=1), "GET /x")
    for number in range(20_000):
        assert refusals.due((UUID(int=1), UUID(int=number), "GET /x"), clock.now())
    assert refusals.due(first, clock.now()), "forgotten, and not kept for ever"
