"""A person confirms a held deletion while a scan sees some of it again."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import httpx
from tests.builders.scanned import Scanner, table

from pursight.contracts.agents import Scope
from pursight.contracts.scans import SourceFacts
from pursight.identity import new_id
from pursight_server.catalog import service as catalog
from pursight_server.platform.unit_of_work import Actor

MANY = [table(f"t{number}", "x") for number in range(10)]


async def test_what_a_scan_sees_meanwhile_is_not_taken_for_gone(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*MANY)
    await scanner.scan(*MANY[:3])
    [held] = (await client.get("/api/v1/held-deletions")).json()["items"]
    scanner.clock.advance(timedelta(minutes=1))
    agent = Actor("agent", UUID(int=7), "an agent")
    async with scanner.database.unit_of_work(scanner.organisation_id, agent) as uow:
        await catalog.record_scan(
            uow,
            scanner.source_id,
            new_id(scanner.clock),
            SourceFacts(kind="postgresql", version="18.1"),
            MANY[:5],
            (),
            complete=False,
            nominal_time=scanner.clock.now(),
            scope=Scope(),
        )
        address = f"/api/v1/held-deletions/{held['id']}/confirm"
        confirming = asyncio.create_task(client.post(address, json={}))
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(confirming), 0.5)
    assert (await confirming).status_code == 200
    names = await scanner.assets()
    assert "CRM.public.t4" in names
    assert "CRM.public.t5" not in names
