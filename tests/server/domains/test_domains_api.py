"""Domains over HTTP: made, changed, deleted, and what belongs to them."""

from typing import Any
from uuid import UUID, uuid5

import httpx
import pytest
from tests.builders.scanned import Scanner, table
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.catalog.model import Asset
from pursight_server.organisations.model import Organisation

DOMAINS = "/api/v1/domains"
NOBODY = uuid5(UUID(int=1), "nobody")
ANY = {"If-Match": "*"}
Assets = dict[str, Asset]


@pytest.fixture
async def assets(scanner: Scanner) -> Assets:
    """A source with tables in two schemas, by name."""
    await scanner.scan(
        table("customer", "id", "email"), table("orders", "id"), table("ledger", "id", schema="fi")
    )
    return await scanner.assets()


async def make(client: httpx.AsyncClient, name: str = "Finance", **other: Any) -> dict[str, Any]:
    answer = await client.post(DOMAINS, json={"name": name, **other})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def put(
    client: httpx.AsyncClient, what: str, one: object, domain: dict[str, Any] | None
) -> dict[str, Any]:
    """Put an asset or a source into a domain, or out of its own."""
    body = {"domain_id": domain and domain["id"]}
    answer = await client.patch(f"/api/v1/{what}/{one}", json=body, headers=ANY)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def belonging(client: httpx.AsyncClient) -> dict[str, str]:
    """Tell to which domain each asset belongs, by name; inherited ones in brackets."""
    items = (await client.get("/api/v1/assets", params={"limit": 200})).json()["items"]
    told = {}
    for one in items:
        if (domain := one["domain"]) is not None:
            told[one["fqn"]] = f"({domain['name']})" if domain["inherited"] else domain["name"]
            assert (one["domain_id"] is None) is domain["inherited"]
        else:
            assert one["domain_id"] is None
    return told


async def filtered(client: httpx.AsyncClient, domain: dict[str, Any]) -> set[str]:
    params = {"limit": 200, "domain_id": domain["id"]}
    items = (await client.get("/api/v1/assets", params=params)).json()["items"]
    return {one["fqn"] for one in items}


async def test_from_making_to_deleting(client: httpx.AsyncClient) -> None:
    me = (await client.get("/api/v1/me")).json()
    answer = await client.post(
        DOMAINS, json={"name": " Finance ", "description": "Ledgers", "owner_id": me["person_id"]}
    )
    made = answer.json()
    assert answer.headers["Location"] == f"{DOMAINS}/{made['id']}"
    told = {name: made[name] for name in ("name", "description", "owner_id", "owner_name")}
    assert told == {
        "name": "Finance",
        "description": "Ledgers",
        "owner_id": me["person_id"],
        "owner_name": "Pat Person",
    }
    assert (made["assets"], made["sources"], made["rev"]) == (0, 0, 1)
    url = answer.headers["Location"]
    read = await client.get(url)
    assert (read.json(), read.headers["ETag"]) == (made, '"1"')
    assert (await client.patch(url, json={"name": "Money"})).status_code == 428
    stale = await client.patch(url, json={"name": "Money"}, headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    edit = {"name": "Money", "owner_id": None}
    changed = await client.patch(url, json=edit, headers={"If-Match": '"1"'})
    assert changed.headers["ETag"] == '"2"'
    assert [changed.json()[name] for name in ("name", "description", "owner_id", "owner_name")] == [
        "Money",
        "Ledgers",
        None,
        "",
    ]
    same = await client.patch(url, json={"name": "Money"}, headers={"If-Match": '"2"'})
    assert same.headers["ETag"] == '"2"'
    assert (await client.delete(url)).status_code == 204
    assert (await client.get(url)).status_code == 404
    assert (await client.delete(url)).status_code == 404
    log = (await client.get("/api/v1/events", params={"subject_kind": "domain"})).json()["items"]
    assert [one["kind"] for one in reversed(log)] == [
        "domain.created",
        "domain.changed",
        "domain.deleted",
    ]
    assert log[1]["before"]["name"] == "Finance"
    assert log[1]["after"] == {"name": "Money", "description": "Ledgers", "owner_id": None}


async def test_names_are_one_of_a_kind_whatever_their_case(client: httpx.AsyncClient) -> None:
    finance, sales = await make(client, "Finance"), await make(client, "Sales")
    for body in ({"name": "FINANCE"}, {"name": " finance"}):
        refused = await client.post(DOMAINS, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "domain.taken")
    url = f"{DOMAINS}/{sales['id']}"
    refused = await client.patch(url, json={"name": "finance"}, headers=ANY)
    assert (refused.status_code, refused.json()["code"]) == (409, "domain.taken")
    own = f"{DOMAINS}/{finance['id']}"
    assert (await client.patch(own, json={"name": "FINANCE"}, headers=ANY)).status_code == 200
    listed = (await client.get(DOMAINS, params={"limit": 1})).json()
    assert [one["name"] for one in listed["items"]] == ["FINANCE"]
    rest = (await client.get(DOMAINS, params={"cursor": listed["next_cursor"]})).json()
    assert [one["name"] for one in rest["items"]] == ["Sales"]
    looked = (await client.get(DOMAINS, params={"q": "nan FI"})).json()
    assert [one["name"] for one in looked["items"]] == ["FINANCE"]
    unknown = await client.post(DOMAINS, json={"name": "Law", "owner_id": str(NOBODY)})
    assert unknown.status_code == 404


async def test_the_same_key_makes_one(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "once-and-no-more"}
    made = [(await client.post(DOMAINS, json={"name": "Law"}, headers=key)).json() for _ in "ab"]
    assert made[0] == made[1]
    assert len((await client.get(DOMAINS)).json()["items"]) == 1


async def test_the_nearest_domain_counts(
    client: httpx.AsyncClient, source: str, assets: Assets
) -> None:
    finance, sales, law = [await make(client, name) for name in ("Finance", "Sales", "Law")]
    assert await belonging(client) == {}
    answered = await put(client, "sources", source, sales)
    assert answered["domain_id"] == sales["id"]
    assert await belonging(client) == dict.fromkeys(assets, "(Sales)")
    one = await put(client, "assets", assets["CRM.fi"].id, finance)
    assert one["domain"] == {"id": finance["id"], "name": "Finance", "inherited": False}
    await put(client, "assets", assets["CRM.public.customer.email"].id, law)
    in_finance = {"CRM.fi", "CRM.fi.ledger", "CRM.fi.ledger.id"}
    expected = (
        dict.fromkeys(assets, "(Sales)")
        | dict.fromkeys(in_finance, "(Finance)")
        | {"CRM.fi": "Finance", "CRM.public.customer.email": "Law"}
    )
    assert await belonging(client) == expected
    assert await filtered(client, finance) == in_finance
    assert await filtered(client, law) == {"CRM.public.customer.email"}
    assert await filtered(client, sales) == assets.keys() - in_finance - {
        "CRM.public.customer.email"
    }
    ledger = (await client.get(f"/api/v1/assets/{assets['CRM.fi.ledger'].id}")).json()
    assert (ledger["domain_id"], ledger["domain"]["inherited"]) == (None, True)
    await put(client, "sources", source, None)
    await put(client, "assets", assets["CRM.fi"].id, None)
    assert await belonging(client) == {"CRM.public.customer.email": "Law"}
    history = f"/api/v1/assets/{assets['CRM.fi'].id}/history"
    [away, there, *_] = (await client.get(history)).json()["items"]
    assert (there["before"], there["after"]) == ({"domain_id": None}, {"domain_id": finance["id"]})
    assert (away["before"], away["after"]) == ({"domain_id": finance["id"]}, {"domain_id": None})


async def test_what_is_left_out_stays(
    client: httpx.AsyncClient, source: str, assets: Assets
) -> None:
    law = await make(client, "Law")
    table = assets["CRM.fi.ledger"].id
    await put(client, "assets", table, law)
    await put(client, "sources", source, law)
    for what, one in (("assets", table), ("sources", source)):
        body = {"description": "described"}
        answer = await client.patch(f"/api/v1/{what}/{one}", json=body, headers=ANY)
        assert answer.json()["domain_id"] == law["id"], answer.text


async def test_a_domain_in_use_stays(
    client: httpx.AsyncClient, source: str, assets: Assets
) -> None:
    law = await make(client, "Law")
    url = f"{DOMAINS}/{law['id']}"
    me = (await client.get("/api/v1/me")).json()["person_id"]
    table = assets["CRM.fi.ledger"].id
    await put(client, "assets", table, law)
    await put(client, "assets", assets["CRM.fi"].id, law)
    await put(client, "sources", source, law)
    body = {
        "role": "data_user",
        "subject": {"kind": "person", "id": me},
        "scope": {"kind": "domain", "id": law["id"]},
    }
    given = (await client.post("/api/v1/role-assignments", json=body)).json()
    text = f'forbid(principal, action, resource in Domain::"{law["id"]}");'
    policy = await client.post("/api/v1/access-policies", json={"name": "p", "text": text})
    read = (await client.get(url)).json()
    assert (read["assets"], read["sources"]) == (0, 0)  # the policy forbids to see them
    refused = await client.delete(url)
    assert (refused.status_code, refused.json()["code"]) == (409, "domain.in_use")
    uses = "2 assets, 1 source, 1 role given for it, 1 policy"
    assert refused.json()["detail"] == f"this domain is in use: {uses}"
    edit = {"text": text.replace(law["id"], str(NOBODY))}
    changed = await client.patch(
        f"/api/v1/access-policies/{policy.json()['id']}", json=edit, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    read = (await client.get(url)).json()
    assert (read["assets"], read["sources"]) == (2, 1)
    await client.delete(f"/api/v1/role-assignments/{given['id']}")
    for what, one in (("assets", table), ("assets", assets["CRM.fi"].id), ("sources", source)):
        assert (await client.delete(url)).status_code == 409
        await put(client, what, one, None)
    assert (await client.delete(url)).status_code == 204


async def test_who_may_what(
    client: httpx.AsyncClient, sign_in: SignIn, source: str, assets: Assets
) -> None:
    law = await make(client, "Law")
    steward = await sign_in(Role.DATA_STEWARD)
    table = f"/api/v1/assets/{assets['CRM.fi.ledger'].id}"
    for role in Role:
        pat = await sign_in(role)
        assert (await pat.get(f"{DOMAINS}/{law['id']}")).status_code == 200, role
        makes = role in {Role.DATA_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR}
        made = await pat.post(DOMAINS, json={"name": f"of {role}"})
        assert made.status_code == (201 if makes else 403), role
    body = {"domain_id": law["id"], "description": "x"}
    refused = await steward.patch(table, json=body, headers=ANY)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission.missing")
    assert "domains.write" in refused.json()["detail"]
    assert (await client.get(table)).json()["description"] == ""
    same = {"domain_id": None, "description": "x"}
    assert (await steward.patch(table, json=same, headers=ANY)).status_code == 200
    unknown = await client.patch(table, json={"domain_id": str(NOBODY)}, headers=ANY)
    assert (unknown.status_code, unknown.json()["detail"]) == (404, "there is no such domain")
    url = f"/api/v1/sources/{source}"
    unknown = await client.patch(url, json={"domain_id": str(NOBODY)}, headers=ANY)
    assert unknown.status_code == 404
    roles = {"code": "registrar", "name": "R", "permissions": ["sources.write", "sources.read"]}
    assert (await client.post("/api/v1/own-roles", json=roles)).status_code == 201
    registrar = await sign_in()
    who = next(
        one["id"]
        for one in (await client.get("/api/v1/persons")).json()["items"]
        if one["roles"] == []
    )
    given = {"role": "registrar", "subject": {"kind": "person", "id": who}}
    assert (await client.post("/api/v1/role-assignments", json=given)).status_code == 201
    refused = await registrar.patch(url, json={"domain_id": law["id"]}, headers=ANY)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission.missing")
    assert (await registrar.get(DOMAINS)).status_code == 403  # it reads no catalog
    reads = {"permissions": ["catalog.read"]}
    changed = await client.patch("/api/v1/own-roles/registrar", json=reads, headers=ANY)
    assert changed.json()["allows"] == ["catalog.read", "domains.read"]
    assert (await registrar.get(DOMAINS)).status_code == 200


async def test_another_organisation_has_its_own(
    client: httpx.AsyncClient, sign_in: SignIn, other_organisation: Organisation, assets: Assets
) -> None:
    law = await make(client, "Law")
    administrator = (Role.SYSTEM_ADMINISTRATOR, Role.DATA_ADMINISTRATOR)
    other = await sign_in(*administrator, organisation=other_organisation)
    theirs = await make(other, "LAW")
    assert [one["id"] for one in (await other.get(DOMAINS)).json()["items"]] == [theirs["id"]]
    url = f"{DOMAINS}/{law['id']}"
    assert (await other.get(url)).status_code == 404
    assert (await other.patch(url, json={"name": "x"}, headers=ANY)).status_code == 404
    assert (await other.delete(url)).status_code == 404
    table = f"/api/v1/assets/{assets['CRM.fi.ledger'].id}"
    crossed = await client.patch(table, json={"domain_id": theirs["id"]}, headers=ANY)
    assert crossed.status_code == 404
    me = (await client.get("/api/v1/me")).json()["person_id"]
    foreign = await other.post(DOMAINS, json={"name": "x", "owner_id": me})
    assert foreign.status_code == 404
