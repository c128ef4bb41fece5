"""Rules: written, versioned, handed to scans, followed through renames; results over time."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.builders.scanned import Scanner, seen, table

from pursight.contracts.rules import NotNull, Outcome, RuleResult
from pursight_server.rules import service

URL = "/api/v1/rules"


async def _define(client: httpx.AsyncClient, source: str, **values: Any) -> httpx.Response:
    body = {
        "source_id": source,
        "schema_name": "public",
        "table": "customer",
        "name": "Customers can be written to",
        "severity": "high",
        "check": {"check": "not_null", "column": "email"},
    }
    return await client.post(URL, json=body | values)


def _result(rule_id: str, outcome: Outcome, failing: int = 0) -> RuleResult:
    return RuleResult(
        rule_id=UUID(rule_id), rule_version=1, outcome=outcome, examined=100, failing=failing
    )


async def test_a_rule_written_before_the_first_scan_is_checked_by_it(
    scanner: Scanner, client: httpx.AsyncClient, source: str
) -> None:
    made = await _define(client, source)
    assert made.status_code == 201, made.text
    rule = made.json()
    async with scanner.database.reading(scanner.organisation_id) as unit:
        [spec] = await service.rules_for(unit, scanner.source_id)
    assert (spec.table, spec.check, str(spec.id)) == (
        "customer", NotNull(column="email"), rule["id"],
    )  # fmt: skip
    failed = _result(rule["id"], Outcome.FAILED, 7)
    changes = await scanner.scan(table("customer", "id", "email", results=[failed]))
    read = (await client.get(f"{URL}/{rule['id']}")).json()
    assert read["table_id"] == str(changes.tables["public", "customer"])
    assert (read["result"]["outcome"], read["result"]["failing"]) == ("failed", 7)
    passed = _result(rule["id"], Outcome.PASSED)
    await scanner.scan(table("customer", "id", "email", results=[passed]))
    trend = (await client.get(f"{URL}/{rule['id']}/results")).json()["items"]
    assert [one["outcome"] for one in trend] == ["passed", "failed"]


async def test_a_rule_follows_its_renamed_column_and_leaves_with_its_table(
    scanner: Scanner, client: httpx.AsyncClient, source: str
) -> None:
    await scanner.scan(table("customer", "id", seen("email")), table("b", "x"))
    assert (await _define(client, source)).status_code == 201
    await scanner.scan(table("customer", "id", seen("e_mail")), table("b", "x"))
    async with scanner.database.reading(scanner.organisation_id) as unit:
        [spec] = await service.rules_for(unit, scanner.source_id)
    assert spec.check == NotNull(column="e_mail")
    await scanner.scan(table("b", "x"))
    async with scanner.database.reading(scanner.organisation_id) as unit:
        assert await service.rules_for(unit, scanner.source_id) == ()


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"check": {"check": "not_null", "column": "nope"}}, "nope"),
        ({"table": "nope"}, "nope"),
        ({"check": {"check": "range", "column": "id"}}, "neither"),
        ({"check": {"check": "range", "column": "id", "minimum": 3, "maximum": 2}}, "above"),
        (
            {
                "check": {
                    "check": "foreign_key", "columns": ["id"], "ref_schema": "public",
                    "ref_table": "customer", "ref_columns": ["nope"],
                }
            },
            "nope",
        ),
    ],
)  # fmt: skip
async def test_a_rule_that_does_not_fit_is_refused_with_a_hint(
    scanner: Scanner, client: httpx.AsyncClient, source: str, values: dict[str, Any], word: str
) -> None:
    await scanner.scan(table("customer", "id", "email"))
    answer = await _define(client, source, **values)
    assert answer.status_code == 422
    assert answer.json()["code"] == "rule.does_not_fit"
    assert word in answer.json()["detail"]


async def test_each_edit_is_a_version(
    scanner: Scanner, client: httpx.AsyncClient, source: str
) -> None:
    await scanner.scan(table("customer", "id", "email"))
    made = await _define(client, source)
    address, tag = f"{URL}/{made.json()['id']}", {"If-Match": made.headers["ETag"]}
    change = {"check": {"check": "unique", "columns": ["email"]}, "severity": "low"}
    edited = await client.patch(address, json=change, headers=tag)
    assert (edited.json()["version"], edited.json()["in_words"]) == (2, "email: no two rows agree")
    assert (await client.patch(address, json=change, headers=tag)).status_code == 412
    tag = {"If-Match": edited.headers["ETag"]}
    same = await client.patch(address, json=change, headers=tag)
    assert same.json()["version"] == 2
    retired = await client.patch(address, json={"state": "retired"}, headers=tag)
    assert retired.json()["state"] == "retired"
    tag = {"If-Match": retired.headers["ETag"]}
    assert (await client.patch(address, json={"name": "x"}, headers=tag)).status_code == 409
    versions = (await client.get(f"{address}/versions")).json()
    assert [one["version"] for one in versions] == [3, 2, 1]
    assert versions[2]["spec"]["check"]["check"] == "not_null"
    async with scanner.database.reading(scanner.organisation_id) as unit:
        assert await service.rules_for(unit, scanner.source_id) == ()


async def test_the_rule_of_a_renamed_table_can_still_be_edited(
    scanner: Scanner, client: httpx.AsyncClient, source: str
) -> None:
    columns = ("id", seen("email", profile={"distinct": 40, "length_mean": 4.5}))
    await scanner.scan(table("customer", *columns), table("b", "x"))
    made = await _define(client, source)
    assert (await scanner.scan(table("client", *columns), table("b", "x"))).renamed == 1
    change = {"check": {"check": "unique", "columns": ["email"]}}
    tag = {"If-Match": made.headers["ETag"]}
    edited = await client.patch(f"{URL}/{made.json()['id']}", json=change, headers=tag)
    assert edited.status_code == 200, edited.text
    async with scanner.database.reading(scanner.organisation_id) as unit:
        [spec] = await service.rules_for(unit, scanner.source_id)
    assert (spec.table, spec.check.check) == ("client", "unique")
