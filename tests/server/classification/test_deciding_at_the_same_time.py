"""A person decides while a scan, or another person, is at the same column."""

import asyncio
from contextlib import suppress
from uuid import UUID

from tests.builders.scanned import Scanner, seen, table

from pursight_server.classification import service
from pursight_server.classification.model import Verdict
from pursight_server.platform.unit_of_work import Actor

STEWARD = Actor("person", UUID(int=9), "Stew Ard")
SURE = seen("mail", label="email")  # as sensitive as what is decided: the table stays as it is


async def _meanwhile(task: "asyncio.Task[object]") -> None:
    """Give a task the time to end, or to come to where it has to wait."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(task), 0.5)


async def test_a_scan_at_the_same_time_shows_the_decision(scanner: Scanner) -> None:
    await scanner.scan(table("customer", SURE, "contact"))
    column = (await scanner.assets())["CRM.public.customer.contact"].id
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await service.decide(uow, column, Verdict.CHANGE, label="phone")
        found = table("customer", SURE, seen("contact", label="email"))
        scanning: asyncio.Task[object] = asyncio.create_task(scanner.scan(found))
        await _meanwhile(scanning)
    await scanning
    shown = (await scanner.assets())["CRM.public.customer.contact"]
    assert (shown.label, shown.label_state) == ("phone", "decided")


async def test_of_two_people_at_once_the_later_one_decides(scanner: Scanner) -> None:
    await scanner.scan(table("customer", SURE, "contact"))
    column = (await scanner.assets())["CRM.public.customer.contact"].id

    async def decide(label: str) -> None:
        async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
            await service.decide(uow, column, Verdict.CHANGE, label=label)

    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await service.decide(uow, column, Verdict.CHANGE, label="phone")
        other: asyncio.Task[object] = asyncio.create_task(decide("email"))
        await _meanwhile(other)
    await other
    shown = (await scanner.assets())["CRM.public.customer.contact"]
    assert (shown.label, shown.label_state) == ("email", "decided")
