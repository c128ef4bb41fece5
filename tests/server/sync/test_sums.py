"""Digests of who sees a part: what is kept is what would be added up anew, whatever happened."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.builders.governed import Governed, govern
from tests.server.conftest import SignIn

from pursight.contracts.sync import Digests
from pursight_server.access.guard import caller_of
from pursight_server.access.model import Caller, Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.recent import Recent
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync.store import reading, summing

FORBID = "forbid(principal, action, resource is Asset)"
LABELS = 'forbid(principal, action == Action::"classification.read", resource is Asset)'
ELSE = 'unless { principal.roles.contains("system_administrator") }'
POLICIES = (
    f'{FORBID} when {{ resource.tags.contains("hr") }} {ELSE};',
    f'{FORBID} when {{ resource.owners.contains("Finance") && resource.rank < 3 }} {ELSE};',
    f'{FORBID} when {{ resource.environment == "secret" }} {ELSE};',
    f"{LABELS} when {{ resource.rank == 2 }} {ELSE};",
)


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


@pytest.fixture
async def pat(client: httpx.AsyncClient, sign_in: SignIn, governed: Governed) -> httpx.AsyncClient:
    assert governed.sources
    pat = await sign_in(Role.DATA_STEWARD)
    for number, text in enumerate(POLICIES):
        reply = await client.post(
            "/api/v1/access-policies", json={"name": str(number), "text": text}
        )
        assert reply.status_code == 201, reply.text
    return pat


async def told(services: Services, pat: httpx.AsyncClient, recent: Recent) -> Digests:
    caller = await caller_of(services, pat.headers["Authorization"].removeprefix("Bearer "))
    async with services.database.reading(caller.organisation_id) as unit:
        head, feed = await reading.head(unit), await reading.feed_id(unit)
        return await summing.digests(unit, caller, feed=feed, head=head, recent=recent)


async def edit(client: httpx.AsyncClient, path: str, **body: Any) -> None:
    tag = (await client.get(path)).headers["ETag"]
    reply = await client.patch(path, json=body, headers={"If-Match": tag})
    assert reply.status_code == 200, reply.text


async def test_what_is_kept_is_what_is_there(
    client: httpx.AsyncClient, pat: httpx.AsyncClient, services: Services, governed: Governed
) -> None:
    recent = Recent()
    first, second, third = (f"/api/v1/sources/{one}" for one in governed.sources)
    schema, table = (f"/api/v1/assets/{governed.assets[27 + number]}" for number in (1, 2))
    column = f"/api/v1/assets/{governed.assets[3]}"
    changes: Mapping[str, Callable[[], Awaitable[object]]] = {
        "nothing": lambda: told(services, pat, recent),
        "a tag of a schema": lambda: edit(client, schema, tags=["hr"]),
        "an owner of a table elsewhere": lambda: edit(client, table, owner="Finance"),
        "a description": lambda: edit(client, column, description="of it"),
        "the tag again": lambda: edit(client, schema, tags=[]),
        "a source's environment": lambda: edit(client, first, environment="secret"),
        "a source's tags": lambda: edit(client, second, tags=["hr"]),
        "two at once": lambda: edit(client, third, description="third", tags=["hr", "open"]),
        "back": lambda: edit(client, first, environment="test"),
    }
    seen = set()
    for name, change in changes.items():
        await change()
        kept, anew = await told(services, pat, recent), await told(services, pat, Recent())
        assert kept == anew, name
        everything = await told(services, client, recent)
        assert everything["asset"].count == 81
        seen.add(kept["asset"].sum if "asset" in kept else "nothing")
    assert len(seen) >= 5


async def test_only_sources_that_changed_are_added_up_again(
    client: httpx.AsyncClient,
    pat: httpx.AsyncClient,
    services: Services,
    governed: Governed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    add_up = summing._add_up

    async def noted(unit: Any, caller: Caller, entity: str, sources: Any = None) -> Any:
        if entity == "asset":
            asked.append(sources)
        return await add_up(unit, caller, entity, sources)

    monkeypatch.setattr(summing, "_add_up", noted)
    recent = Recent()
    for _ in range(3):
        await told(services, pat, recent)
    assert asked == [None]
    await edit(client, f"/api/v1/assets/{governed.assets[3]}", description="x")
    await told(services, pat, recent)
    _, again = asked
    assert isinstance(again, frozenset)
    assert governed.sources[0] in again
    assert not set(governed.sources[1:]) & again


def test_recent_keeps_what_was_asked_for_last() -> None:
    recent = Recent(most=2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    assert recent.find("a") == 1
    recent.keep("c", UUID(int=3))
    assert (recent.find("a"), recent.find("b"), recent.find("c")) == (1, None, UUID(int=3))
