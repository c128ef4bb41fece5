"""A console fills its replica and follows what changes, over the API."""

from uuid import UUID

import httpx
from tests.builders.consoles import MakeConsole
from tests.builders.scanned import Scanner, seen, table

from pursight.contracts.sync import Outcome
from pursight.contracts.sync_rows import ROWS
from pursight_server.access.model import Role


async def test_a_snapshot_holds_what_the_catalog_shows(
    console: MakeConsole, scanner: Scanner
) -> None:
    await scanner.scan(table("customer", seen("email", label="email"), "note"))
    grace = await console()
    column = grace.named("CRM.public.customer.email")
    assert column.fields["label"] == "email"
    [classification] = grace.of("classification")
    assert classification.id == column.id
    assert {entity for entity, _ in grace.rows} >= {
        "source", "asset", "classification", "profile", "quality", "violation", "agent", "event",
    }  # fmt: skip
    for row in grace.rows.values():
        held = ROWS[row.entity].model_validate(row.fields)
        assert held.model_dump(mode="json") == row.fields, row.entity


async def test_changes_are_told_once_and_in_order(
    console: MakeConsole, scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(table("customer", "email"))
    grace = await console()
    asset = grace.named("CRM.public.customer.email")
    [reply] = await grace.pull()
    assert reply.changes == ()
    path = f"/api/v1/assets/{asset.id}"
    revision = (await client.get(path)).headers["etag"]
    edit = await client.patch(
        path, json={"description": "Where to write to"}, headers={"If-Match": revision}
    )
    assert edit.status_code == 200
    [reply] = await grace.pull()
    assert {change.row.entity for change in reply.changes} == {"asset", "event"}
    assert grace.rows["asset", asset.id].fields["description"] == "Where to write to"
    await scanner.scan(table("customer", "email", "phone"))
    await grace.pull(limit=1)
    assert grace.named("CRM.public.customer.phone")
    other = await console()
    assert {key: row for key, row in other.rows.items() if key[0] != "event"} == {
        key: row for key, row in grace.rows.items() if key[0] != "event"
    }


async def test_commands_of_a_console_reach_the_catalog(
    console: MakeConsole, scanner: Scanner
) -> None:
    await scanner.scan(table("customer", seen("email", label="email")))
    grace = await console()
    column = grace.named("CRM.public.customer.email")
    result = await grace.set("asset", column.id, description="Where to write to", tags=["gdpr"])
    assert result.outcome is Outcome.APPLIED
    decision = {"verdict": "accept", "label": "email", "reason": "seen"}
    result = await grace.set("classification", column.id, decision=decision)
    assert result.outcome is Outcome.APPLIED
    [reply] = await grace.pull()
    assert reply.seq >= result.seq > 0
    assert reply.last_mid == 2
    row = grace.rows["asset", column.id]
    assert (row.fields["description"], row.fields["tags"]) == ("Where to write to", ["gdpr"])
    assert row.fields["label_state"] == "decided"
    decided = grace.rows["classification", column.id].fields["decision"]
    assert decided | {"at": ""} == decision | {"by": "Pat Person", "at": ""}


async def test_nobody_is_told_more_than_their_roles_allow(
    console: MakeConsole, scanner: Scanner
) -> None:
    await scanner.scan(table("customer", "email"))
    user = await console(Role.DATA_USER)
    assert {entity for entity, _ in user.rows} == {"source", "asset", "profile", "quality"}
    result = await user.set("asset", user.named("CRM.public.customer").id, description="x")
    assert (result.outcome, result.code) == (Outcome.REFUSED, "sync.forbidden")
    result = await user.set("violation", UUID(int=7), acceptance={"reason": "x"})
    assert (result.outcome, result.code) == (Outcome.REFUSED, "sync.not_found")
