"""A review of what was given for a business domain, or for what belongs to it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.builders.enrolled import agent, source
from tests.builders.scanned import Scanner, scanner, table
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access.model import Role

__all__ = ["agent", "scanner", "source"]
REVIEWS = "/api/v1/access-reviews"
ANY = {"If-Match": "*"}


@pytest.fixture
async def finance(client: httpx.AsyncClient) -> str:
    """A domain."""
    return str((await client.post("/api/v1/domains", json={"name": "Finance"})).json()["id"])


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


async def begin(client: httpx.AsyncClient, clock: StoppedClock, which: str) -> httpx.Response:
    body = {
        "name": "Finance",
        "about": "domain",
        "which": which,
        "reviewers": [await me(client)],
        "due_at": (clock.now() + timedelta(days=3)).isoformat(),
    }
    return await client.post(REVIEWS, json=body)


async def test_it_looks_at_what_was_given_for_it_and_in_it(
    client: httpx.AsyncClient,
    sign_in: SignIn,
    *,
    source: str,
    scanner: Scanner,
    finance: str,
    clock: StoppedClock,
) -> None:
    await scanner.scan(table("customer", "id"), table("ledger", "id", schema="fi"))
    assets = await scanner.assets()
    pat = await me(await sign_in(Role.DATA_USER))
    ledger, customer = assets["CRM.fi.ledger"].id, assets["CRM.public.customer"].id
    for kind, one in (
        ("domain", finance),
        ("source", source),
        ("asset", ledger),
        ("asset", customer),
        ("organisation", None),
    ):
        body: dict[str, Any] = {
            "role": "data_steward",
            "subject": {"kind": "person", "id": pat},
            "scope": {"kind": kind, "id": one and str(one)},
        }
        assert (await client.post("/api/v1/role-assignments", json=body)).status_code == 201
    put = {"domain_id": finance}
    schema = f"/api/v1/assets/{assets['CRM.fi'].id}"
    assert (await client.patch(schema, json=put, headers=ANY)).status_code == 200

    async def looked_at() -> set[tuple[str, str]]:
        answer = await begin(client, clock, finance)
        assert answer.status_code == 201, answer.text
        assert (answer.json()["about"], answer.json()["which_name"]) == ("domain", "Finance")
        items = (await client.get(f"{REVIEWS}/{answer.json()['id']}/items")).json()["items"]
        return {(one["scope_kind"], one["scope_id"]) for one in items}

    for_it = {("domain", finance), ("asset", str(ledger))}
    assert await looked_at() == for_it
    url = f"/api/v1/sources/{source}"
    assert (await client.patch(url, json=put, headers=ANY)).status_code == 200
    assert await looked_at() == for_it | {("source", source), ("asset", str(customer))}


async def test_one_that_is_not_there(
    client: httpx.AsyncClient, finance: str, clock: StoppedClock
) -> None:
    assert (await begin(client, clock, str(UUID(int=7)))).status_code == 404
    assert (await begin(client, clock, "Finance")).status_code == 422
    assert (await begin(client, clock, finance)).status_code == 422  # nobody has anything there
