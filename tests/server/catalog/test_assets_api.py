"""Browse, search and annotate assets over HTTP."""

import httpx
import pytest
from tests.builders.scanned import Scanner, seen, table
from tests.server.conftest import SignIn

from pursight_server.access.model import Role


@pytest.fixture
async def scanned(scanner: Scanner) -> Scanner:
    """A source with three tables."""
    await scanner.scan(
        table("customer", "id", seen("email", label="email"), seen("iban", label="iban")),
        table("orders", "id", "total", primary_key=["id"]),
        table("100%_sure", "x"),
    )
    return scanner


async def _names(client: httpx.AsyncClient, **asked: str) -> list[str]:
    answer = await client.get("/api/v1/assets", params=asked)
    assert answer.status_code == 200, answer.text
    return [one["fqn"].removeprefix("CRM.public.") for one in answer.json()["items"]]


@pytest.mark.usefixtures("scanned")
async def test_assets_are_found_by_what_is_known_of_them(client: httpx.AsyncClient) -> None:
    assert await _names(client, level="table") == ["100%_sure", "customer", "orders"]
    assert await _names(client, label="iban") == ["customer.iban"]
    assert await _names(client, sensitivity="confidential", level="column") == ["customer.email"]
    assert await _names(client, q="%_", level="table") == ["100%_sure"]
    assert await _names(client, q="CUSTOMER.em") == ["customer.email"]
    assert "customer" in await _names(client, q="custmer")
    strange = await client.get("/api/v1/assets", params={"q": "\x00nothing like it"})
    assert strange.status_code == 400, "no text that a database can keep"
    assert await _names(client, kind="view") == []


async def test_a_list_is_walked_page_by_page(scanned: Scanner, client: httpx.AsyncClient) -> None:
    found: list[str] = []
    cursor: str | None = None
    while True:
        asked = {"limit": "3"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/v1/assets", params=asked)).json()
        found += [one["fqn"] for one in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert sorted(found) == sorted(await scanned.assets())
    assert len(found) == len(set(found))


async def test_people_annotate_and_nobody_overwrites_another(
    scanned: Scanner, client: httpx.AsyncClient
) -> None:
    customer = (await scanned.assets())["CRM.public.customer"]
    address = f"/api/v1/assets/{customer.id}"
    read = await client.get(address)
    said = {"description": "All customers", "owner": "Sales", "tags": ["pii", "pii"]}
    assert (await client.patch(address, json=said)).status_code == 428
    tag = {"If-Match": read.headers["ETag"]}
    answer = await client.patch(address, json=said, headers=tag)
    assert answer.status_code == 200, answer.text
    assert answer.json()["tags"] == ["pii"]
    late = await client.patch(address, json={"owner": "Me"}, headers=tag)
    assert late.status_code == 412
    assert await _names(client, owner="Sales") == ["customer"]
    assert await _names(client, tag="pii") == ["customer"]
    history = (await client.get(f"{address}/history")).json()["items"]
    assert {"asset.added", "asset.annotated"} <= {one["kind"] for one in history}
    children = (await client.get(f"{address}/children")).json()
    assert [one["name"] for one in children] == ["id", "email", "iban"]


async def test_numbers_are_kept_over_time(scanned: Scanner, client: httpx.AsyncClient) -> None:
    total = (await scanned.assets())["CRM.public.orders.total"]
    await scanned.scan(table("orders", "id", seen("total", profile={"nulls": 40})), complete=False)
    found = (await client.get(f"/api/v1/assets/{total.id}/profiles")).json()
    assert [one["measures"]["nulls"] for one in found] == [40, 0]


async def test_a_data_user_reads_and_does_not_write(scanned: Scanner, sign_in: SignIn) -> None:
    user = await sign_in(Role.DATA_USER)
    asset = (await scanned.assets())["CRM.public.customer"]
    address = f"/api/v1/assets/{asset.id}"
    read = await user.get(address)
    assert read.status_code == 200
    tag = {"If-Match": read.headers["ETag"]}
    assert (await user.patch(address, json={"owner": "x"}, headers=tag)).status_code == 403
