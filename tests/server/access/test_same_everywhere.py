"""List, search, filter, children, single rows, history and sync show a person the same assets."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx
import pytest
from tests.builders.governed import FINANCE, SALES, Governed, govern
from tests.server.conftest import SignIn

from pursight.contracts.sync import Row
from pursight.identity import new_id
from pursight.protocol.sync import Rescope, digests
from pursight_server.access.guard import caller_of
from pursight_server.access.model import Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync.service import ServerSync

Ask = Callable[[httpx.AsyncClient], Awaitable[set[str]]]

_OWN = "resource.owners.containsAny(principal.called)"
_FORBID = "forbid(principal, action, resource is Asset)"
SEEING = {
    "nothing": [],
    "no restricted column": [
        f'{_FORBID} when {{ resource.level == "column" && resource.rank == 3 }};'
    ],
    "no restricted asset": [f'{_FORBID} when {{ resource.sensitivity == "restricted" }};'],
    "not in production, but own": [
        f'{_FORBID} when {{ resource.environment == "production" }} unless {{ {_OWN} }};'
    ],
    "nothing of finance, no column without a domain": [
        f'{_FORBID} when {{ resource has domain && resource.domain == "{FINANCE}" }};',
        f'{_FORBID} when {{ resource.level == "column" }} unless {{ resource has domain }};',
    ],
    "nothing tagged, nothing with a label": [
        f'{_FORBID} when {{ resource.tags.contains("hr") }};',
        f"{_FORBID} unless {{ !(resource has label) }};",
    ],
}


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


async def save(client: httpx.AsyncClient, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        body = {"name": f"policy {number}", "text": text}
        reply = await client.post("/api/v1/access-policies", json=body)
        assert reply.status_code == 201, reply.text


async def listed(
    client: httpx.AsyncClient, path: str = "/api/v1/assets", **asked: object
) -> set[str]:
    found: set[str] = set()
    cursor = None
    while True:
        given = {"limit": 7, **asked, **({"cursor": cursor} if cursor else {})}
        reply = await client.get("/api/v1/assets", params=given)  # type: ignore[arg-type]
        assert reply.status_code == 200, reply.text
        page = reply.json()
        ids = {str(one["id"]) for one in page["items"]}
        assert not ids & found
        found |= ids
        cursor = page["next_cursor"]
        if cursor is None:
            return found


async def register(client: httpx.AsyncClient, device: UUID) -> None:
    body = {"id": str(device), "name": "tests"}
    reply = await client.post("/sync/v1/devices", json=body)
    assert reply.status_code == 201, reply.text


async def synced(services: Services, client: httpx.AsyncClient, entity: str = "asset") -> set[str]:
    """Read a snapshot, and see that it adds up to its digests."""
    token = client.headers["Authorization"].removeprefix("Bearer ")
    caller = await caller_of(services, token)
    device = new_id(services.clock)
    await register(client, device)
    sync = ServerSync(services, caller, device)
    page: str | None = None
    rows: list[Row] = []
    while True:
        snapshot = await sync.snapshot(page)
        rows += snapshot.rows
        page = snapshot.next
        if page is None:
            break
    assert snapshot.total == len(rows)
    changes = await sync.changes(snapshot.cursor)
    assert changes.digests is not None
    assert changes.digests == digests(rows)
    return {str(row.id) for row in rows if row.entity == entity}


@pytest.mark.parametrize("policies", SEEING, ids=str)
@pytest.mark.parametrize("part", ["everywhere", "a schema", "a domain"])
async def test_everybody_shows_the_same(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    services: Services,
    governed: Governed,
    *,
    policies: str,
    part: str,
) -> None:
    role = Role.DATA_STEWARD
    pat = await (sign_in(role) if part == "everywhere" else sign_in())
    everybody = (await client.get("/api/v1/persons")).json()["items"]
    pat_id = next(one["id"] for one in everybody if one["roles"] in ([], [role]))
    if part != "everywhere":
        place = (
            {"kind": "source", "id": str(governed.sources[0])}
            if part == "a source"
            else {"kind": "domain", "id": str(SALES)}
            if part == "a domain"
            else {"kind": "asset", "id": str(governed.assets[1])}
        )
        body = {"role": role, "subject": {"kind": "person", "id": pat_id}, "scope": place}
        assert (await client.post("/api/v1/role-assignments", json=body)).status_code == 201
    await save(client, SEEING[policies])
    expected = await listed(pat)
    in_sales = sum(governed.belongs_to[one] == SALES for one in governed.assets)
    sizes = {"everywhere": 81, "a source": 27, "a schema": 13, "a domain": in_sales}
    if policies == "nothing":
        assert len(expected) == sizes[part]
    else:
        loose = ("not in production", "nothing of finance" if part != "everywhere" else "not in")
        assert 0 < len(expected) < sizes[part] or policies.startswith(loose)
    found = {one for name in ("c", "s", "t", "w") for one in await listed(pat, q=f"{name}")}
    assert found == expected, "search"
    levels = [await listed(pat, level=one) for one in ("source", "schema", "table", "column")]
    assert set().union(*levels) == expected, "filters"
    seen = set()
    some = {str(one) for one in governed.assets[::9]}
    for one in sorted(some):
        reply = await pat.get(f"/api/v1/assets/{one}")
        assert reply.status_code in {200, 404}
        if reply.status_code == 200:
            seen.add(one)
            children = (await pat.get(f"/api/v1/assets/{one}/children")).json()
            assert {child["id"] for child in children} <= expected
            history = await pat.get(f"/api/v1/assets/{one}/history")
            assert history.status_code == 200
        else:
            assert reply.json()["code"] == "not_found"
            edited = await pat.patch(f"/api/v1/assets/{one}", json={"description": "x"})
            assert edited.status_code == 404
            for path in (
                f"/api/v1/assets/{one}/profiles",
                f"/api/v1/assets/{one}/children",
                f"/api/v1/classifications/{one}",
                f"/api/v1/quality/assets/{one}",
            ):
                assert (await pat.get(path)).status_code == 404, path
    assert seen == expected & some, "single rows"
    assert await synced(services, pat) == expected, "sync"


async def test_a_column_without_its_label(
    client: httpx.AsyncClient, sign_in: SignIn, services: Services, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_USER)
    head = 'forbid(principal, action == Action::"classification.read", resource is Asset)'
    asks = 'resource.rank == 3 && principal.roles.contains("data_user")'
    await save(client, [f"{head} when {{ {asks} }};"])
    whole, cut = await listed(client), await listed(pat)
    assert whole == cut
    restricted = await listed(client, sensitivity="restricted")
    assert restricted
    assert await listed(pat, sensitivity="restricted") == set()
    for one in sorted(restricted):
        reply = (await pat.get(f"/api/v1/assets/{one}")).json()
        assert (reply["label"], reply["sensitivity"]) == ("none", "public")
        assert (await client.get(f"/api/v1/assets/{one}")).json()["sensitivity"] == "restricted"
    assert await synced(services, pat) == whole


async def test_who_may_see_but_not_write_is_told_so(
    client: httpx.AsyncClient, sign_in: SignIn, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_STEWARD)
    one = str(governed.assets[3])
    await save(
        client,
        [f'forbid(principal, action == Action::"catalog.write", resource in Asset::"{one}");'],
    )
    edit = {"description": "x"}
    refused = await pat.patch(f"/api/v1/assets/{one}", json=edit, headers={"If-Match": '"0"'})
    assert (refused.status_code, refused.json()["code"]) == (403, "permission.missing")
    other = str(governed.assets[7])
    allowed = await pat.patch(f"/api/v1/assets/{other}", json=edit, headers={"If-Match": '"0"'})
    assert allowed.status_code != 403


async def test_sync_forgets_what_a_policy_takes_away(
    client: httpx.AsyncClient, sign_in: SignIn, services: Services, governed: Governed
) -> None:
    pat = await sign_in(Role.DATA_STEWARD)
    before = await synced(services, pat)
    token = pat.headers["Authorization"].removeprefix("Bearer ")
    caller = await caller_of(services, token)
    device = new_id(services.clock)
    await register(pat, device)
    sync = ServerSync(services, caller, device)
    cursor = (await sync.snapshot(None)).cursor
    source = governed.sources[0]
    await save(client, [f'forbid(principal, action, resource in Source::"{source}");'])
    with pytest.raises(Rescope):
        await sync.changes(cursor)
    snapshot = await sync.snapshot(None)
    known = {UUID(one): 1 for one in before}
    reply = await sync.repair(snapshot.cursor, "asset", known)
    evicted = {change.id for change in reply.changes if change.change == "evict"}
    assert evicted == set(governed.assets[:27])
