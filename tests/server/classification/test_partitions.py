"""A partition holds what its table holds: it is reviewed once, and decided with its table."""

from typing import Any

import httpx
from tests.builders.scanned import Scanner, Seen, seen, table

from pursight.contracts.scans import Decision, TableKind, TableReport
from pursight_server.classification import service as classification

URL = "/api/v1/classifications"
MAYBE = seen("contact", label="email", confidence=0.6, decision=Decision.SUGGESTED)


def estate(*columns: Seen, parts: int = 2) -> list[TableReport]:
    """See a table in partitions, one of them in partitions of its own."""
    top = table("event", *columns, kind=TableKind.PARTITIONED_TABLE)
    below = [table(f"event_{n}", *columns, partition_of="public.event") for n in range(parts)]
    lowest = table("event_0_a", *columns, partition_of="public.event_0")
    return [top, *below, lowest]


async def review(client: httpx.AsyncClient) -> list[str]:
    items = (await client.get(f"{URL}/review")).json()["items"]
    return [one["fqn"] for one in items]


async def decide(scanner: Scanner, client: httpx.AsyncClient, place: str, **body: Any) -> None:
    column = (await scanner.assets())[f"CRM.public.{place}"].id
    answer = await client.put(f"{URL}/{column}/decision", json=body)
    assert answer.status_code == 200, answer.text


async def shown(scanner: Scanner) -> dict[str, tuple[str, str]]:
    return {
        fqn.removeprefix("CRM.public."): (one.label, one.label_state)
        for fqn, one in (await scanner.assets()).items()
        if one.column_name
    }


async def test_the_table_waits_once_for_all_its_partitions(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*estate(MAYBE))
    assert await review(client) == ["CRM.public.event.contact"]
    assert set((await shown(scanner)).values()) == {("email", "suggested")}


async def test_a_decision_about_the_table_holds_for_its_partitions_also_for_new_ones(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*estate(MAYBE))
    await decide(scanner, client, "event.contact", verdict="change", label="phone")
    assert set((await shown(scanner)).values()) == {("phone", "decided")}
    await scanner.scan(*estate(MAYBE, parts=4))
    after = await shown(scanner)
    assert len(after) == 6
    assert set(after.values()) == {("phone", "decided")}
    assert await review(client) == []
    column = (await scanner.assets())["CRM.public.event.contact"].id
    assert (await client.delete(f"{URL}/{column}/decision")).status_code == 204
    assert set((await shown(scanner)).values()) == {("email", "suggested")}
    assert await review(client) == ["CRM.public.event.contact"]


async def test_a_decision_about_one_partition_is_its_own(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*estate(MAYBE))
    await decide(scanner, client, "event_1.contact", verdict="reject")
    await decide(scanner, client, "event.contact", verdict="accept")
    expected = {
        "event.contact": ("email", "decided"),
        "event_0.contact": ("email", "decided"),
        "event_0_a.contact": ("email", "decided"),
        "event_1.contact": ("none", "decided"),
    }
    assert await shown(scanner) == expected
    await scanner.scan(*estate(MAYBE))
    assert await shown(scanner) == expected
    part = (await scanner.assets())["CRM.public.event_1.contact"].id
    assert (await client.delete(f"{URL}/{part}/decision")).status_code == 204
    assert (await shown(scanner))["event_1.contact"] == ("email", "decided")


async def test_what_was_found_in_the_table_is_told_of_its_partition(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*estate(MAYBE))
    part = (await scanner.assets())["CRM.public.event_0_a.contact"].id
    told = (await client.get(f"{URL}/{part}")).json()
    assert (told["found_label"], told["state"], told["label"]) == ("email", "suggested", "email")
    assert told["evidence"]
    await decide(scanner, client, "event_0_a.contact", verdict="accept", label="email")


async def test_what_waited_before_its_table_was_scanned_waits_no_more(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    top, part, *_ = estate(MAYBE)
    await scanner.scan(part)
    assert await review(client) == ["CRM.public.event_0.contact"]
    await scanner.scan(top, part)
    assert await review(client) == ["CRM.public.event.contact"]
    assert set((await shown(scanner)).values()) == {("email", "suggested")}


async def test_tables_without_partitions_are_as_before(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(table("a", MAYBE), table("b", MAYBE, partition_of="other.gone"))
    assert sorted(await review(client)) == ["CRM.public.a.contact", "CRM.public.b.contact"]


async def test_consoles_are_sent_one_finding_for_all(scanner: Scanner) -> None:
    top, part, *_ = estate(MAYBE)
    await scanner.scan(part)  # before its table was in the catalog, and so with a finding kept
    await scanner.scan(top, part)
    assets = {fqn: one.id for fqn, one in (await scanner.assets()).items() if one.column_name}
    async with scanner.database.reading(scanner.organisation_id) as unit:
        sent = await classification.several(unit, list(assets.values()))
    waiting = [
        fqn
        for fqn, asset_id in assets.items()
        if (one := sent.get(asset_id)) and one[0] is not None and one[0].decision == "suggested"
    ]
    assert waiting == ["CRM.public.event.contact"]
