"""What people decide about findings."""

import httpx
import pytest
from tests.builders.scanned import Scanner, seen, table

from pursight.contracts.scans import Decision

MAYBE = seen("contact", label="email", confidence=0.6, decision=Decision.SUGGESTED)
URL = "/api/v1/classifications"


async def _column(scanner: Scanner, name: str) -> str:
    return str((await scanner.assets())[f"CRM.public.customer.{name}"].id)


async def _review(client: httpx.AsyncClient) -> list[str]:
    items = (await client.get(f"{URL}/review")).json()["items"]
    return [one["fqn"].split(".")[-1] for one in items]


async def test_a_suggestion_waits_until_it_is_accepted(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(table("customer", "id", MAYBE, seen("iban", label="iban")))
    assert await _review(client) == ["contact"]
    address = f"{URL}/{await _column(scanner, 'contact')}"
    found = (await client.get(address)).json()
    assert (found["state"], found["evidence"][0]["matched"]) == ("suggested", 97)
    wrong = await client.put(f"{address}/decision", json={"verdict": "accept", "label": "phone"})
    assert wrong.status_code == 409
    decided = await client.put(f"{address}/decision", json={"verdict": "accept"})
    assert decided.status_code == 200, decided.text
    after = (await client.get(address)).json()
    assert (after["label"], after["state"], after["sensitivity"]) == (
        "email", "decided", "confidential",
    )  # fmt: skip
    assert await _review(client) == []


async def test_a_rejection_stands_against_a_surer_scan_which_is_shown_as_contesting(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(table("customer", "id", MAYBE))
    column = await _column(scanner, "contact")
    why = {"verdict": "reject", "reason": "test data"}
    await client.put(f"{URL}/{column}/decision", json=why)
    await scanner.scan(table("customer", "id", seen("contact", label="email", confidence=1.0)))
    assert await _review(client) == []
    await scanner.scan(table("customer", "id", seen("contact", label="us_ssn", confidence=1.0)))
    assert await _review(client) == ["contact"]
    found = (await client.get(f"{URL}/{column}")).json()
    assert (found["label"], found["state"], found["contested"]) == ("none", "decided", True)
    assert found["found_label"] == "us_ssn"
    change = {"verdict": "change", "label": "us_ssn"}
    await client.put(f"{URL}/{column}/decision", json=change)
    found = (await client.get(f"{URL}/{column}")).json()
    assert [one["verdict"] for one in found["decisions"]] == ["change", "reject"]
    assert [one["stands"] for one in found["decisions"]] == [True, False]


async def test_a_decision_can_be_taken_back(scanner: Scanner, client: httpx.AsyncClient) -> None:
    await scanner.scan(table("customer", "id", seen("contact", label="email")))
    column = await _column(scanner, "contact")
    assert (await client.delete(f"{URL}/{column}/decision")).status_code == 404
    await client.put(f"{URL}/{column}/decision", json={"verdict": "change", "label": "phone"})
    assert (await client.delete(f"{URL}/{column}/decision")).status_code == 204
    found = (await client.get(f"{URL}/{column}")).json()
    assert (found["label"], found["state"]) == ("email", "applied")


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "accept"},
        {"verdict": "change"},
        {"verdict": "reject", "label": "email"},
        {"verdict": "change", "label": "Not A Label"},
    ],
)
async def test_a_verdict_that_does_not_fit_is_refused(
    scanner: Scanner, client: httpx.AsyncClient, body: dict[str, str]
) -> None:
    await scanner.scan(table("customer", "id"))
    address = f"{URL}/{await _column(scanner, 'id')}/decision"
    assert (await client.put(address, json=body)).status_code == 422


async def test_tables_are_not_classified(scanner: Scanner, client: httpx.AsyncClient) -> None:
    await scanner.scan(table("customer", "id"))
    table_id = (await scanner.assets())["CRM.public.customer"].id
    body = {"verdict": "change", "label": "email"}
    assert (await client.put(f"{URL}/{table_id}/decision", json=body)).status_code == 404


async def test_an_organisation_sets_its_own_sensitivities(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(table("customer", seen("a", label="email"), seen("b", label="phone")))
    lower = {"sensitivity": "internal"}
    await client.put(f"{URL}/sensitivities/categories/contact", json=lower)
    await client.put(f"{URL}/sensitivities/labels/phone", json={"sensitivity": "restricted"})
    assets = await scanner.assets()
    assert assets["CRM.public.customer.a"].sensitivity == "internal"
    assert assets["CRM.public.customer.b"].sensitivity == "restricted"
    assert assets["CRM.public.customer"].sensitivity == "restricted"
    await scanner.scan(table("customer", seen("a", label="email"), seen("c", label="email")))
    assert (await scanner.assets())["CRM.public.customer.c"].sensitivity == "internal"
    assert (await scanner.assets())["CRM.public.customer"].sensitivity == "internal"
    await client.put(f"{URL}/sensitivities/categories/contact", json={"sensitivity": None})
    assert (await scanner.assets())["CRM.public.customer.a"].sensitivity == "confidential"
