"""What becomes of commands: applied by the domain, refused in words, in conflict, never twice."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import BaseModel, ValidationError
from tests.builders.consoles import Console, MakeConsole
from tests.builders.scanned import Scanner, seen, table
from tests.server.sync.test_rows import RULE

from pursight.contracts.sync import Command, CommandResult, Operation, Outcome
from pursight.errors import NotFound
from pursight_server.access.model import Role
from pursight_server.catalog import service as catalog
from pursight_server.catalog.routes import AnnotationEdit
from pursight_server.classification.routes import DecisionBody
from pursight_server.compliance.routes import ReasonBody
from pursight_server.platform.unit_of_work import Actor
from pursight_server.sync.edits import AcceptanceEdit, AssetEdit, DecisionEdit

ACTOR = Actor.system("the tests")
CUSTOMER = table("customer", "id", seen("email", label="email"), seen("pw", label="password"))


@pytest.fixture
async def grace(console: MakeConsole, scanner: Scanner) -> Console:
    """A steward's console, with a scanned source."""
    await scanner.scan(CUSTOMER)
    return await console()


def refused(result: CommandResult) -> str | None:
    assert (result.outcome, result.seq) == (Outcome.REFUSED, 0)
    assert result.detail
    return result.code


async def test_a_risk_is_accepted_and_reopened(grace: Console) -> None:
    violation = grace.of("violation")[0]
    result = await grace.set("violation", violation.id, acceptance={"reason": ""})
    assert refused(result) == "sync.invalid"
    result = await grace.set("violation", violation.id, acceptance={"reason": "known"})
    assert result.outcome is Outcome.APPLIED
    await grace.pull()
    row = grace.rows["violation", violation.id].fields
    assert (row["state"], row["reason"], row["accepted_by"]) == ("accepted", "known", "Pat Person")
    again = await grace.set("violation", violation.id, acceptance={"reason": "known"})
    assert (again.outcome, again.seq) == (Outcome.APPLIED, 0)
    result = await grace.set("violation", violation.id, acceptance=None)
    assert result.outcome is Outcome.APPLIED
    await grace.pull()
    assert grace.rows["violation", violation.id].fields["state"] == "open"


async def test_a_rule_is_paused_and_retired_for_good(
    grace: Console, client: httpx.AsyncClient, source: str
) -> None:
    made = await client.post("/api/v1/rules", json=RULE | {"source_id": source})
    rule = UUID(made.json()["id"])
    await grace.pull()
    assert (await grace.set("rule", rule, state="paused")).outcome is Outcome.APPLIED
    assert refused(await grace.set("rule", rule, state="asleep")) == "sync.invalid"
    assert (await grace.set("rule", rule, state="retired")).outcome is Outcome.APPLIED
    result = await grace.set("rule", rule, state="active")
    assert refused(result) == "rule.retired"
    assert "Write a new one" in result.detail
    assert refused(await grace.set("rule", rule, name="x")) == "sync.read_only"


async def test_a_column_in_which_nothing_was_found_is_decided(grace: Console) -> None:
    column = grace.named("CRM.public.customer.id")
    assert ("classification", column.id) not in grace.rows
    decision = {"verdict": "change", "label": "customer_id", "reason": ""}
    assert (
        await grace.set("classification", column.id, decision=decision)
    ).outcome is Outcome.APPLIED
    await grace.pull()
    assert grace.rows["classification", column.id].fields["decision"]["label"] == "customer_id"
    assert (await grace.set("classification", column.id, decision=None)).outcome is Outcome.APPLIED
    await grace.pull()
    assert ("classification", column.id) not in grace.rows
    table_id = grace.named("CRM.public.customer").id
    result = await grace.set("classification", table_id, decision=decision)
    assert refused(result) == "sync.not_found"


async def test_what_the_domain_refuses_is_refused_in_its_words(grace: Console) -> None:
    column = grace.named("CRM.public.customer.email")
    stale = {"verdict": "accept", "label": "phone"}
    result = await grace.set("classification", column.id, decision=stale)
    assert refused(result) == "classification.found_otherwise"
    assert result.detail == (
        "the newest scan finds email, not phone. Look at the column again, then decide."
    )
    await grace.pull()
    assert grace.rows["classification", column.id].fields["decision"] is None


@pytest.mark.parametrize(
    "args",
    [
        {"description": "x" * 20_001},
        {"tags": ["x" * 61]},
        {"tags": ["a"] * 51},
        {"owner": 7},
        {"description": None},
        {"tags": "gdpr"},
    ],
    ids=["long", "long tag", "many tags", "number", "nothing", "text"],
)
async def test_what_cannot_be_kept_is_refused(grace: Console, args: dict[str, Any]) -> None:
    asset = grace.named("CRM.public.customer")
    result = await grace.set("asset", asset.id, **args)
    assert refused(result) == "sync.invalid"
    assert next(iter(args)) in result.detail
    assert (await grace.set("asset", asset.id, description="\x00 fine")).outcome is Outcome.APPLIED
    await grace.pull()
    assert grace.rows["asset", asset.id].fields["description"] == "\ufffd fine"


async def test_of_a_command_in_conflict_the_rest_is_applied(
    grace: Console, console: MakeConsole
) -> None:
    ada = await console()
    asset = grace.named("CRM.public.customer")
    await grace.set("asset", asset.id, owner="Sales")
    result = await ada.set("asset", asset.id, owner="Finance", description="Who pays", tags=["a"])
    assert result.outcome is Outcome.CONFLICT
    [conflict] = result.conflicts
    assert (conflict.field, conflict.theirs, conflict.mine) == ("owner", "Sales", "Finance")
    await grace.pull()
    row = grace.rows["asset", asset.id].fields
    assert (row["owner"], row["description"], row["tags"]) == ("Sales", "Who pays", ["a"])


async def test_two_who_decide_alike_do_not_contradict_each_other(
    grace: Console, console: MakeConsole
) -> None:
    ada = await console()
    column = grace.named("CRM.public.customer.email")
    decision = {"verdict": "accept", "label": "email"}
    assert (
        await grace.set("classification", column.id, decision=decision)
    ).outcome is Outcome.APPLIED
    result = await ada.set("classification", column.id, decision={**decision, "reason": " "})
    assert (result.outcome, result.seq) == (Outcome.APPLIED, 0)
    result = await ada.set("classification", column.id, decision={"verdict": "reject"})
    assert result.outcome is Outcome.CONFLICT
    assert result.conflicts[0].theirs["by"] == "Pat Person"


async def test_a_change_made_in_the_browser_is_in_conflict_too(
    grace: Console, scanner: Scanner, client: httpx.AsyncClient
) -> None:
    column = grace.named("CRM.public.customer.email")
    answer = await client.put(
        f"/api/v1/classifications/{column.id}/decision", json={"verdict": "reject"}
    )
    assert answer.status_code == 200
    result = await grace.set(
        "classification", column.id, decision={"verdict": "accept", "label": "email"}
    )
    assert result.outcome is Outcome.CONFLICT


async def test_a_result_stays_the_same_whatever_happens_later(
    grace: Console, scanner: Scanner
) -> None:
    asset = grace.named("CRM.public.customer")
    command = Command(
        mid=1, entity="asset", id=asset.id, op=Operation.SET, args={"owner": "Sales"}, base_rev=1
    )
    [first] = await grace.push(command)
    async with scanner.database.unit_of_work(scanner.organisation_id, ACTOR) as uow:
        await catalog.annotate(uow, asset.id, {"owner": "Finance"})
    assert await grace.push(command) == [first]
    other = command.model_copy(update={"args": {"owner": "Nobody"}})
    assert await grace.push(other) == [first]
    await grace.pull()
    assert grace.rows["asset", asset.id].fields["owner"] == "Finance"


async def test_a_defect_in_the_middle_leaves_nothing_behind(
    grace: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = grace.named("CRM.public.customer")
    annotate = catalog.annotate

    async def break_off(*given: Any) -> None:
        await annotate(*given)
        raise NotFound("gone in the middle")

    monkeypatch.setattr(catalog, "annotate", break_off)
    result = await grace.set("asset", asset.id, description="half")
    assert refused(result) == "not_found"
    monkeypatch.undo()
    [reply] = await grace.pull()
    assert (reply.changes, reply.last_mid) == ((), 1)


async def test_rights_are_those_of_the_moment(
    console: MakeConsole, scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(CUSTOMER)
    ada = await console(Role.DATA_STEWARD)
    asset = ada.named("CRM.public.customer")
    assert (await ada.set("asset", asset.id, owner="Sales")).outcome is Outcome.APPLIED
    me = (await ada.http.get("/api/v1/me")).json()
    person = await client.get(f"/api/v1/persons/{me['person_id']}")
    changed = await client.patch(
        f"/api/v1/persons/{me['person_id']}",
        json={"roles": ["data_user"]},
        headers={"If-Match": person.headers["etag"]},
    )
    assert changed.status_code == 200, changed.text
    assert refused(await ada.set("asset", asset.id, owner="Finance")) == "sync.forbidden"
    answer = await ada.get("changes", cursor=ada.cursor)
    assert (answer.status_code, answer.json()["code"]) == (409, "sync.rescope")


async def test_one_command_five_times_at_once_is_carried_out_once(
    grace: Console, scanner: Scanner
) -> None:
    asset = grace.named("CRM.public.customer")
    command = Command(mid=1, entity="asset", id=asset.id, op=Operation.SET, args={"owner": "Sales"})
    results = await asyncio.gather(*[grace.push(command) for _ in range(5)])
    assert [result.outcome for [result] in results] == [Outcome.APPLIED] * 5
    assert len({result.seq for [result] in results}) == 1
    [reply] = await grace.pull()
    events = [change.row for change in reply.changes if change.row.entity == "event"]
    assert [event.fields["kind"] for event in events] == ["asset.annotated"]


async def test_a_gap_says_where_to_go_on(grace: Console) -> None:
    command = Command(mid=3, entity="none", id=UUID(int=0), op=Operation.SET)
    answer = await grace.post("push", {"commands": [command.model_dump(mode="json")]})
    assert (answer.status_code, answer.json()["code"]) == (409, "sync.gap")
    assert answer.headers["PurSight-Last-Mid"] == "0"
    first = command.model_copy(update={"mid": 1})
    [result] = await grace.push(first, command)
    assert (result.mid, result.code) == (1, "sync.not_found")


@pytest.mark.parametrize(
    ("mine", "theirs", "name", "values"),
    [
        (AssetEdit, AnnotationEdit, "description", ["x" * 20_000, "x" * 20_001, " x "]),
        (AssetEdit, AnnotationEdit, "owner", ["x" * 200, "x" * 201, " x "]),
        (AssetEdit, AnnotationEdit, "tags", [["x"] * 50, ["x"] * 51, ["x" * 61], [" x "], [""]]),
        (AcceptanceEdit, ReasonBody, "reason", ["", " ", " x ", "x" * 2000, "x" * 2001]),
        (DecisionEdit, DecisionBody, "reason", ["", " x ", "x" * 2000, "x" * 2001]),
        (DecisionEdit, DecisionBody, "label", ["email", "E-Mail", "", "x" * 64]),
    ],
)
def test_commands_have_the_same_bounds_as_the_routes(
    mine: type[BaseModel], theirs: type[BaseModel], name: str, values: list[Any]
) -> None:
    rest = {"verdict": "change"} if mine is DecisionEdit else {}
    for value in values:
        assert read(mine, {name: value, **rest}, name) == read(theirs, {name: value, **rest}, name)


def read(kind: type[BaseModel], given: dict[str, Any], name: str) -> Any:
    """Give what becomes of a value, or that it is refused."""
    try:
        return getattr(kind.model_validate(given), name)
    except ValidationError:
        return "refused"
