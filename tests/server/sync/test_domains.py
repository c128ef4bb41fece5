"""Domains in the feed: their rows, whose they are, and putting assets into them from a console."""

from uuid import UUID

import httpx
import pytest
from tests.builders.consoles import Console, MakeConsole
from tests.builders.scanned import Scanner, table
from tests.server.conftest import SignIn

from pursight.contracts.sync import Outcome
from pursight_server.access.model import Role

DOMAINS = "/api/v1/domains"
ANY = {"If-Match": "*"}


@pytest.fixture(autouse=True)
async def _scanned(scanner: Scanner) -> None:
    await scanner.scan(table("customer", "id", "email"), table("ledger", "id", schema="fi"))


async def make(client: httpx.AsyncClient, name: str) -> str:
    answer = await client.post(DOMAINS, json={"name": name})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_rows_say_what_is_their_own(
    client: httpx.AsyncClient, source: str, console: MakeConsole
) -> None:
    grace = await console()
    law = await make(client, "Law")
    await client.patch(f"/api/v1/sources/{source}", json={"domain_id": law}, headers=ANY)
    schema = grace.named("CRM.fi")
    await client.patch(f"/api/v1/assets/{schema.id}", json={"domain_id": law}, headers=ANY)
    replies = await grace.pull()
    told = {
        (change.row.entity, change.row.id)
        for reply in replies
        for change in reply.changes
        if change.change == "put" and change.row.entity != "event"
    }
    assert told == {("domain", UUID(law)), ("source", UUID(source)), ("asset", schema.id)}
    [row] = grace.of("domain")
    assert row.fields == {"name": "Law", "description": "", "owner_id": None, "owner_name": ""}
    assert grace.rows["source", UUID(source)].fields["domain_id"] == law
    assert grace.named("CRM.fi").fields["domain_id"] == law
    assert grace.named("CRM.fi.ledger").fields["domain_id"] is None
    await client.patch(f"/api/v1/assets/{schema.id}", json={"domain_id": None}, headers=ANY)
    await client.patch(f"/api/v1/sources/{source}", json={"domain_id": None}, headers=ANY)
    assert (await client.delete(f"{DOMAINS}/{law}")).status_code == 204
    await grace.pull()
    assert grace.of("domain") == []
    assert grace.named("CRM.fi").fields["domain_id"] is None


async def test_the_owner_is_told_by_name(client: httpx.AsyncClient, console: MakeConsole) -> None:
    grace = await console()
    me = (await client.get("/api/v1/me")).json()["person_id"]
    await client.post(DOMAINS, json={"name": "Law", "owner_id": me})
    await grace.pull()
    [row] = grace.of("domain")
    assert (row.fields["owner_id"], row.fields["owner_name"]) == (me, "Pat Person")
    url = f"/api/v1/persons/{me}"
    renamed = await client.patch(url, json={"name": "Ada Lovelace"}, headers=ANY)
    assert renamed.status_code == 200, renamed.text
    await grace.pull()
    [row] = grace.of("domain")
    assert row.fields["owner_name"] == "Ada Lovelace"


async def test_whoever_sees_a_part_of_the_catalog_knows_all_domains(
    client: httpx.AsyncClient, sign_in: SignIn, source: str, console: MakeConsole
) -> None:
    law, _ = await make(client, "Law"), await make(client, "Sales")
    pat = await sign_in()
    who = next(
        one["id"]
        for one in (await client.get("/api/v1/persons")).json()["items"]
        if one["roles"] == []
    )
    give = {"role": "data_user", "subject": {"kind": "person", "id": who}}
    for scope in ({"kind": "domain", "id": law}, {"kind": "source", "id": source}):
        answer = await client.post("/api/v1/role-assignments", json=give | {"scope": scope})
        assert answer.status_code == 201
        theirs = await console(http=pat)
        assert {row.fields["name"] for row in theirs.of("domain")} == {"Law", "Sales"}
        assert (theirs.of("asset") == []) == (scope["kind"] == "domain")


async def test_a_console_puts_an_asset_into_a_domain(
    client: httpx.AsyncClient, console: MakeConsole
) -> None:
    law, sales = await make(client, "Law"), await make(client, "Sales")
    grace = await console(Role.DATA_ADMINISTRATOR)
    ada = await console(Role.DATA_ADMINISTRATOR)
    schema = grace.named("CRM.fi")
    result = await grace.set("asset", schema.id, domain_id=law, description="Ledgers")
    assert result.outcome is Outcome.APPLIED
    ledger = (await client.get(f"/api/v1/assets/{grace.named('CRM.fi.ledger').id}")).json()
    assert ledger["domain"] == {"id": law, "name": "Law", "inherited": True}
    result = await ada.set("asset", schema.id, domain_id=sales)
    assert [one.field for one in result.conflicts] == ["domain_id"]
    await ada.pull()
    assert (await ada.set("asset", schema.id, domain_id=sales)).outcome is Outcome.APPLIED
    await grace.pull()
    assert grace.named("CRM.fi").fields["domain_id"] == sales
    assert (await grace.set("asset", schema.id, domain_id=None)).outcome is Outcome.APPLIED
    await grace.pull()
    assert grace.named("CRM.fi").fields["domain_id"] is None


async def test_what_a_console_may_not_or_cannot(
    client: httpx.AsyncClient, console: MakeConsole
) -> None:
    law = await make(client, "Law")

    async def refused(of: Console, **args: object) -> str | None:
        result = await of.set("asset", of.named("CRM.fi").id, **args)
        assert result.outcome is Outcome.REFUSED
        return result.code

    steward = await console(Role.DATA_STEWARD)
    assert await refused(steward, domain_id=law) == "sync.forbidden"
    assert await refused(steward, domain_id=law, description="x") == "sync.forbidden"
    fine = await steward.set("asset", steward.named("CRM.fi").id, description="x")
    assert fine.outcome is Outcome.APPLIED
    grace = await console(Role.DATA_ADMINISTRATOR)
    assert await refused(grace, domain_id=str(UUID(int=7))) == "not_found"
    assert await refused(grace, domain_id="law") == "sync.invalid"
    assert await refused(grace, domain_id=[law]) == "sync.invalid"
    result = await grace.set("domain", UUID(law), name="x")
    assert (result.outcome, result.code) == (Outcome.REFUSED, "sync.not_found")
