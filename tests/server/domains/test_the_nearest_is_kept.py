"""The database keeps the nearest domain of each asset, whatever is said, found or moved."""

import asyncio
import random
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, text
from tests.builders.scanned import Scanner, table

from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset
from pursight_server.catalog.tables import annotation, asset
from pursight_server.domains import service as domains
from pursight_server.domains.model import DomainDraft
from pursight_server.platform.unit_of_work import Actor, ReadUnit

STEWARD = Actor("person", UUID(int=9), "Stew Ard")
NAMES = ("Finance", "Sales", "Law")


@pytest.fixture
async def areas(scanner: Scanner) -> list[UUID]:
    """Three domains."""
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        return [(await domains.create(uow, DomainDraft(name=name))).id for name in NAMES]


async def kept_and_told(unit: ReadUnit) -> tuple[dict[UUID, UUID | None], dict[UUID, UUID | None]]:
    """Return what the database keeps, and what follows from people's words and the tree."""
    said = await unit.connection.execute(select(annotation.c.asset_id, annotation.c.domain_id))
    own = {row[0]: row[1] for row in said}
    rows = (
        await unit.connection.execute(select(asset.c.id, asset.c.parent_id, asset.c.domain_id))
    ).all()
    parents = {row.id: row.parent_id for row in rows}
    told: dict[UUID, UUID | None] = {}
    for one in parents:
        at: UUID | None = one
        while at is not None and own.get(at) is None:
            at = parents[at]
        told[one] = None if at is None else own[at]
    return {row.id: row.domain_id for row in rows}, told


async def put(scanner: Scanner, one: UUID, domain_id: UUID | None) -> None:
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await catalog.annotate(uow, one, {"domain_id": domain_id})


async def check(scanner: Scanner) -> dict[UUID, UUID | None]:
    async with scanner.database.reading(scanner.organisation_id) as unit:
        kept, told = await kept_and_told(unit)
    assert kept == told
    return told


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens(scanner: Scanner, areas: list[UUID], seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(12):
        if rng.random() < 0.45:
            tables = [
                table(f"t{number}", *rng.sample("abcd", rng.randint(1, 4)), schema=rng.choice("xy"))
                for number in range(rng.randint(1, 4))
            ]
            await scanner.scan(*tables)
        elif some := [*(await scanner.assets()).values()]:
            await put(scanner, rng.choice(some).id, rng.choice([None, *areas]))
        await check(scanner)


async def test_what_is_found_later_and_what_moves(scanner: Scanner, areas: list[UUID]) -> None:
    finance, sales, _ = areas
    columns = ("id", "iban", "booked_at", "amount", "currency", "purpose")
    await scanner.scan(table("ledger", *columns, schema="fi"), table("customer", "id"))
    assets = await scanner.assets()
    await put(scanner, assets["CRM.fi"].id, finance)
    await put(scanner, assets["CRM.public"].id, sales)
    await scanner.scan(
        table("ledger", *columns, "added", schema="fi"),
        table("new", "id", schema="fi"),
        table("customer", "id"),
    )
    told = await check(scanner)
    assets = await scanner.assets()
    assert {told[assets[name].id] for name in ("CRM.fi.new.id", "CRM.fi.ledger.added")} == {finance}
    await put(scanner, assets["CRM.fi.ledger.iban"].id, sales)
    await scanner.scan(
        table("books", *columns, "added", schema="fi"),
        table("new", "id", schema="fi"),
        table("customer", "id"),
    )
    told, assets = await check(scanner), await scanner.assets()
    assert told[assets["CRM.fi.books.iban"].id] == sales
    assert told[assets["CRM.fi.books.id"].id] == finance


async def test_a_part_that_moves_takes_on_the_domain_of_its_new_place(
    scanner: Scanner, areas: list[UUID]
) -> None:
    finance, sales, law = areas
    await scanner.scan(table("ledger", "id", "iban", schema="fi"), table("customer", "id"))
    assets = await scanner.assets()
    await put(scanner, assets["CRM.fi"].id, finance)
    await put(scanner, assets["CRM.public"].id, sales)
    await put(scanner, assets["CRM.fi.ledger.iban"].id, law)
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await uow.connection.execute(
            text("UPDATE asset SET parent_id = :to WHERE id = :one"),
            {"to": assets["CRM.public"].id, "one": assets["CRM.fi.ledger"].id},
        )
    told = await check(scanner)
    of = {name: told[one.id] for name, one in assets.items()}
    assert of["CRM.fi.ledger"] == of["CRM.fi.ledger.id"] == sales
    assert of["CRM.fi.ledger.iban"] == law


async def test_a_scan_and_a_person_at_the_same_time(scanner: Scanner, areas: list[UUID]) -> None:
    await scanner.scan(table("ledger", "id", schema="fi"))
    schema: Asset = (await scanner.assets())["CRM.fi"]
    for round_ in range(4):
        await asyncio.gather(
            scanner.scan(
                *(table(f"t{n}", *"abc", schema="fi") for n in range(6 * (round_ + 1))),
            ),
            put(scanner, schema.id, areas[round_ % 3]),
            put(scanner, schema.id, areas[(round_ + 1) % 3]),
        )
        told = await check(scanner)
        assert len(told) > 20 * round_


async def test_only_what_was_said_is_told_to_consoles(
    client: httpx.AsyncClient, scanner: Scanner, areas: list[UUID]
) -> None:
    await scanner.scan(table("ledger", *"abcdef", schema="fi"))
    schema = (await scanner.assets())["CRM.fi"]
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await catalog.annotate(uow, schema.id, {"domain_id": areas[0]})
        touched = await uow.connection.execute(text("SELECT entity, id FROM sync_touched"))
        assert {tuple(row) for row in touched} == {("asset", schema.id)}
