"""The report over a scanned source, as a page and in numbers."""

from uuid import UUID

import httpx
from tests.builders.scanned import Scanner, seen, table
from tests.server.conftest import SignIn

from pursight.contracts.rules import Outcome, RuleResult
from pursight.contracts.scans import Decision, Skipped, TableKind
from pursight_server.access.model import Role


async def _scan(scanner: Scanner, client: httpx.AsyncClient) -> None:
    rule = {
        "source_id": str(scanner.source_id),
        "schema_name": "public",
        "table": "customer",
        "name": "Everybody has an e-mail",
        "severity": "high",
        "check": {"check": "not_null", "column": "email"},
    }
    rule_id = (await client.post("/api/v1/rules", json=rule)).json()["id"]
    failed = RuleResult(
        rule_id=UUID(rule_id), rule_version=1, outcome=Outcome.FAILED, examined=100, failing=7
    )
    maybe = {"confidence": 0.6, "decision": Decision.SUGGESTED}
    await scanner.scan(
        table(
            "customer",
            "id",
            seen("email", label="email"),
            seen("ref", label="credit_card", named=False),
            seen("note", label="free_text_pii", entities={"phone": 4}),
            seen("contact", label="email", **maybe),
            primary_key=["id"],
            results=[failed],
        ),
        table("dump.csv", seen("pw", label="password"), schema="", kind=TableKind.FILE),
        skipped=[
            Skipped(
                schema_name="audit", name="log", kind="table", code="source.denied",
                reason="no permission", hint="Ask for GRANT SELECT.",
            )
        ],
    )  # fmt: skip


async def test_the_summary_tells_what_was_found(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await _scan(scanner, client)
    found = (await client.get("/api/v1/reports/summary")).json()
    assert (found["tables"], found["columns"], found["rows"]) == (2, 6, 200)
    assert found["sensitive_columns"] == 5
    by_label = {one["label"]: one for one in found["sensitive"]}
    assert (by_label["email"]["columns"], by_label["email"]["suggested"]) == (2, 1)
    assert by_label["email"]["mean_confidence"] == 0.785
    assert {one["column"] for one in found["misplaced"]} == {
        "CRM.public.customer.ref", "CRM.public.customer.note", 'CRM."dump.csv".pw',
    }  # fmt: skip
    assert found["failed_rules"] == [
        {
            "name": "Everybody has an e-mail", "table": "CRM.public.customer",
            "severity": "high", "failing": 7, "examined": 100,
        }
    ]  # fmt: skip
    listed = await client.get(
        "/api/v1/compliance/violations", params={"state": "open", "limit": 200}
    )
    assert (
        found["violations"]
        == len(listed.json()["items"])
        == sum(found["violations_by_severity"].values())
    )
    assert 0 < found["quality_score"] < 100
    assert [one["name"] for one in found["skipped"]] == ["CRM.audit.log"]


async def test_the_page_shows_the_same(scanner: Scanner, client: httpx.AsyncClient) -> None:
    await _scan(scanner, client)
    answer = await client.get("/api/v1/reports/compliance")
    assert answer.headers["content-type"].startswith("text/html")
    for shown in (
        "Acme", "CRM.public.customer.email", "Everybody has an e-mail", "GRANT SELECT",
        "its values do (97 of 100)", "phone in 4 cells", "What to do:",
    ):  # fmt: skip
        assert shown in answer.text


async def test_an_organisation_sees_only_its_own(
    scanner: Scanner, client: httpx.AsyncClient, sign_in: SignIn, other_organisation: object
) -> None:
    await _scan(scanner, client)
    stranger = await sign_in(Role.AUDITOR, organisation=other_organisation)
    found = (await stranger.get("/api/v1/reports/summary")).json()
    assert (found["organisation"], found["tables"], found["skipped"]) == ("Umbrella", 0, [])
    for path in ("assets", "classifications", "rules", "compliance/violations"):
        assert (await stranger.get(f"/api/v1/{path}")).json()["items"] == []
    asset = (await scanner.assets())["CRM.public.customer"]
    assert (await stranger.get(f"/api/v1/assets/{asset.id}")).status_code == 404


async def test_one_source_can_be_asked_for(scanner: Scanner, client: httpx.AsyncClient) -> None:
    await _scan(scanner, client)
    one = {"source_id": str(scanner.source_id)}
    found = (await client.get("/api/v1/reports/summary", params=one)).json()
    assert len(found["sources"]) == 1
    other = {"source_id": "00000000-0000-0000-0000-000000000001"}
    assert (await client.get("/api/v1/reports/summary", params=other)).json()["sources"] == []


async def test_a_data_user_gets_no_report(sign_in: SignIn) -> None:
    user = await sign_in(Role.DATA_USER)
    assert (await user.get("/api/v1/reports/compliance")).status_code == 403
