"""Rows of every entity hold what the contract says, and change only when they say something new."""

from datetime import timedelta
from uuid import UUID

import httpx
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.agent_driver import AgentDriver
from tests.builders.consoles import MakeConsole
from tests.builders.enrolled import a_scan_job, tested
from tests.builders.scanned import Scanner, seen, table

from pursight.clock import StoppedClock
from pursight.contracts.agents import AgentHealth, Progress
from pursight.contracts.rules import Outcome, RuleResult
from pursight.contracts.scans import Skipped
from pursight.contracts.sync import Row
from pursight.contracts.sync_rows import ROWS
from pursight.protocol.sync import row_hash
from pursight_server.sync.fields import coarse
from pursight_server.sync.model import KeptRow, canonical, hash_of

MANY = [table(f"t{number}", "x") for number in range(9)]
RULE = {
    "schema_name": "public",
    "table": "customer",
    "name": "Customers can be written to",
    "severity": "high",
    "check": {"check": "not_null", "column": "email"},
}
LEFT_OUT = Skipped(
    schema_name="public", name="secret", kind="table", code="denied", reason="no right", hint="ask"
)


async def test_every_entity_holds_what_the_contract_says(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    source: str,
    scanner: Scanner,
    console: MakeConsole,
) -> None:
    await tested(client, agent, source)
    made = await client.post("/api/v1/rules", json=RULE | {"source_id": source})
    result = RuleResult(
        rule_id=UUID(made.json()["id"]),
        rule_version=1,
        outcome=Outcome.FAILED,
        examined=100,
        failing=7,
    )
    card = seen("card", label="payment_card", entities={"payment_card": 3})
    customer = table("customer", seen("email", label="email"), card, results=[result])
    await scanner.scan(customer, *MANY, skipped=[LEFT_OUT])
    await scanner.scan(customer, skipped=[LEFT_OUT])
    law = (await client.post("/api/v1/domains", json={"name": "Law"})).json()["id"]
    put = await client.patch(
        f"/api/v1/sources/{source}", json={"domain_id": law}, headers={"If-Match": "*"}
    )
    assert put.status_code == 200
    grace = await console()
    column = grace.named("CRM.public.customer.email")
    decision = {"verdict": "change", "label": "person_name", "reason": "a nickname"}
    await grace.set("classification", column.id, decision=decision)
    await grace.set("asset", column.id, owner="Sales", tags=["gdpr"], domain_id=law)
    await grace.pull()
    assert {entity for entity, _ in grace.rows} == ROWS.keys()
    for row in grace.rows.values():
        held = ROWS[row.entity].model_validate(row.fields)
        assert held.model_dump(mode="json") == row.fields, row.entity
    [held_deletion] = grace.of("held_deletion")
    assert (held_deletion.fields["state"], held_deletion.fields["existing"]) == ("waiting", 10)
    [skipped] = grace.of("skipped")
    assert [one["name"] for one in skipped.fields["objects"]] == ["secret"]
    [rule] = grace.of("rule")
    assert rule.fields["sentence"] == "email has a value in every row"
    assert [one["failing"] for one in rule.fields["results"]] == [7, 7]
    [known] = grace.of("source")
    root = next(row for row in grace.of("asset") if row.fields["level"] == "source")
    assert known.fields["asset_id"] == str(root.id)
    tables = [row.fields for row in grace.of("asset") if row.fields["level"] == "table"]
    assert {one["row_count"] for one in tables} == {100}


async def test_a_scan_that_finds_nothing_new_tells_of_tables_only(
    console: MakeConsole, scanner: Scanner
) -> None:
    seen_tables = [table("customer", *[f"c{number}" for number in range(30)])]
    await scanner.scan(*seen_tables)
    grace = await console()
    await scanner.scan(*seen_tables)
    [reply] = await grace.pull()
    told = [change.row.fields["level"] for change in reply.changes if change.row.entity == "asset"]
    assert sorted(told) == ["schema", "source", "table"]


async def test_numbers_of_a_column_become_a_history(console: MakeConsole, scanner: Scanner) -> None:
    for nulls in range(35):
        await scanner.scan(table("customer", seen("email", profile={"nulls": nulls})))
    grace = await console()
    profile = grace.rows["profile", grace.named("CRM.public.customer.email").id]
    points = profile.fields["history"]
    assert [point["nulls"] for point in points] == list(range(5, 35))
    assert profile.fields["measures"]["nulls"] == 34
    assert profile.fields["at"] == points[-1]["at"]


async def test_an_agent_that_only_breathes_is_told_once_a_minute(
    console: MakeConsole, agent: AgentDriver, clock: StoppedClock
) -> None:
    clock.at = clock.at.replace(second=0, microsecond=0)
    await agent.poll(capacity=0)
    grace = await console()
    for seconds in (7, 20, 20):
        clock.advance(timedelta(seconds=seconds))
        await agent.poll(capacity=0, health=AgentHealth(clock_offset_seconds=seconds / 100))
    [reply] = await grace.pull()
    assert reply.changes == ()
    clock.advance(timedelta(seconds=20))
    await agent.poll(capacity=0)
    [reply] = await grace.pull()
    assert [change.row.entity for change in reply.changes] == ["agent"]
    await agent.poll(capacity=0, health=AgentHealth(warnings=("the spool is nearly full",)))
    [reply] = await grace.pull()
    [changed] = reply.changes
    assert changed.row.fields["health"]["warnings"] == ["the spool is nearly full"]


async def test_progress_of_a_scan_is_told_in_steps(
    client: httpx.AsyncClient, agent: AgentDriver, source: str, console: MakeConsole
) -> None:
    await tested(client, agent, source)
    job = await a_scan_job(client, agent, source)
    grace = await console()
    told = set()
    for done in range(1, 201):
        progress = Progress(
            phase="reading", tables_done=done, tables_total=200, rows=100_000 + done
        )
        await agent.renew(job, progress)
        for reply in await grace.pull():
            told |= {change.row.rev for change in reply.changes if change.row.entity == "scan"}
    assert 20 < len(told) <= 52
    running = next(row for row in grace.of("scan") if row.fields["kind"] == "scan")
    assert running.fields["progress"]["tables_done"] == 200


def test_steps_never_run_ahead() -> None:
    for done in (0, 3, 199, 999, 1000):
        told = coarse(Progress(tables_done=done, tables_total=1000, rows=done * 37))
        assert done - 20 < told["tables_done"] <= done
        assert told["rows"] <= done * 37


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner),
    max_leaves=12,
)  # fmt: skip


@given(
    fields=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), _JSON),
    row_id=st.uuids(),
    rev=st.integers(1, 2**53),
)
def test_the_server_hashes_what_a_console_will_read(
    fields: dict[str, object], row_id: UUID, rev: int
) -> None:
    text = canonical(fields)
    read = Row.model_validate_json(KeptRow("asset", row_id, rev, text).json())
    assert row_hash(read) == hash_of("asset", row_id, rev, text) % 2**64
