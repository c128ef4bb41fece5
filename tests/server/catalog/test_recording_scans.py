"""Scans into the catalog: what is kept, what changes, what goes, what returns."""

import pytest
from tests.builders.scanned import Scanner, seen, table

from pursight.contracts.agents import Scope
from pursight.contracts.scans import SchemaFacts, Skipped, SourceFacts, TableKind
from pursight_server.catalog.model import Level
from pursight_server.platform.unit_of_work import Actor


async def _events(scanner: Scanner, *kinds: str) -> list[tuple[str, object, object]]:
    from pursight_server.platform.tables import event

    async with scanner.database.reading(scanner.organisation_id) as unit:
        found = await unit.connection.execute(event.select().order_by(event.c.seq))
        return [
            (row["kind"], row["before"], row["after"])
            for row in found.mappings()
            if row["kind"] in kinds
        ]


async def test_a_first_scan_fills_the_tree(scanner: Scanner) -> None:
    facts = SourceFacts(
        kind="postgresql", schemas=(SchemaFacts(name="empty", comment="kept for later"),)
    )
    changes = await scanner.scan(
        table("customer", "id", seen("email", label="email", comment="where to write")),
        facts=facts,
    )
    assets = await scanner.assets()
    assert list(assets) == [
        "CRM", "CRM.empty", "CRM.public", "CRM.public.customer",
        "CRM.public.customer.id", "CRM.public.customer.email",
    ]  # fmt: skip
    email = assets["CRM.public.customer.email"]
    assert email.parent_id == assets["CRM.public.customer"].id
    assert assets["CRM.public.customer"].parent_id == assets["CRM.public"].id
    assert assets["CRM.public"].parent_id == assets["CRM"].id
    assert (email.label, email.label_state, email.sensitivity) == (
        "email", "applied", "confidential",
    )  # fmt: skip
    assert assets["CRM.public.customer"].sensitivity == "confidential"
    assert email.comment == "where to write"
    assert assets["CRM.empty"].comment == "kept for later"
    assert email.measures is not None
    assert email.measures["distinct"] == 100
    assert changes.columns["public", "customer", "email"] == email.id
    assert (changes.added, changes.changed, changes.gone) == (3, 0, 0)


async def test_the_same_scan_again_writes_nothing(scanner: Scanner) -> None:
    tables = (table("customer", "id", seen("email", label="email")), table("orders", "id", "total"))
    await scanner.scan(*tables)
    before = await _events(scanner, "asset.added", "asset.changed", "classification.found")
    changes = await scanner.scan(*tables)
    assert (changes.added, changes.changed, changes.gone, changes.renamed) == (0, 0, 0, 0)
    after = await _events(scanner, "asset.added", "asset.changed", "classification.found")
    assert after == before
    profiles = (await scanner.assets())["CRM.public.customer.email"]
    assert profiles.measures is not None


async def test_retyped_added_and_gone_columns_are_told(scanner: Scanner) -> None:
    await scanner.scan(table("customer", "id", seen("age"), "fax"))
    changes = await scanner.scan(table("customer", "id", seen("age", type="integer")))
    assert (changes.added, changes.changed, changes.gone) == (0, 1, 1)
    assets = await scanner.assets()
    assert assets["CRM.public.customer.age"].facts["type"] == "integer"
    assert "CRM.public.customer.fax" not in assets
    [(_, before, after)] = await _events(scanner, "asset.changed")
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert before["columns"]["age"]["type"] == "text"
    assert after["columns"]["age"]["type"] == "integer"
    assert "fax" in before["columns"]
    assert "fax" not in after["columns"]


async def test_what_was_gone_returns_as_the_same(scanner: Scanner) -> None:
    first = await scanner.scan(table("a", "x", "y"), table("b", "x"), table("c", "x"))
    await scanner.scan(table("a", "x"), table("c", "x"))
    assert "CRM.public.b" not in await scanner.assets()
    await scanner.scan(table("a", "x", "y"), table("b", "x"), table("c", "x"))
    assets = await scanner.assets()
    assert assets["CRM.public.b"].id == first.tables["public", "b"]
    assert assets["CRM.public.a.y"].id == first.columns["public", "a", "y"]
    assert assets["CRM.public.b"].gone_at is None
    assert [kind for kind, _, _ in await _events(scanner, "asset.returned")] == ["asset.returned"]


@pytest.mark.parametrize("why", ["incomplete", "scope", "skipped", "skipped schema"])
async def test_only_a_complete_scan_of_its_scope_makes_things_go(
    scanner: Scanner, why: str
) -> None:
    three = [table(name, "x") for name in ("a", "b", "c")]
    await scanner.scan(*three)
    denied = Skipped(
        schema_name="public", name="b", kind="table", code="source.denied", reason="no"
    )
    schema = Skipped(name="public", kind="schema", code="source.denied", reason="no")
    kept = [three[0], three[2]]
    if why == "incomplete":
        await scanner.scan(*kept, complete=False)
    elif why == "scope":
        await scanner.scan(*kept, scope=Scope(include=("public.a", "public.c")))
    else:
        await scanner.scan(*kept, skipped=[denied if why == "skipped" else schema])
    assert "CRM.public.b" in await scanner.assets()
    await scanner.scan(*kept)
    assert "CRM.public.b" not in await scanner.assets()


async def test_columns_of_a_table_read_in_part_stay(scanner: Scanner) -> None:
    await scanner.scan(table("a", "x", "y"), table("b", "x"))
    partly = Skipped(
        schema_name="public", name="a", code="source.denied", reason="y denied", partial=True
    )
    await scanner.scan(table("a", "x"), table("b"), skipped=[partly])
    assets = await scanner.assets()
    assert "CRM.public.a.y" in assets
    assert "CRM.public.b.x" in assets


async def test_hostile_names_are_kept_apart(scanner: Scanner) -> None:
    names = ['a"b.c', "a.b", "a", "", "b.c", "x\x00y", "é\u202e", "n" * 4000, "<script>", "%_"]
    wide = table("t.1", *names, schema='s"x')
    await scanner.scan(wide, table("1", *names, schema='s"x.t'))
    changes = await scanner.scan(wide, table("1", *names, schema='s"x.t'))
    assert (changes.added, changes.gone, changes.changed) == (0, 0, 0)
    columns = [one for one in (await scanner.assets()).values() if one.level is Level.COLUMN]
    assert len(columns) == 2 * len(names)


async def test_a_renamed_source_renames_all_that_is_in_it(scanner: Scanner) -> None:
    await scanner.scan(table("a", "x"))
    from pursight_server.sources import service as sources

    who = Actor.system("the tests")
    async with scanner.database.unit_of_work(scanner.organisation_id, who) as uow:
        await sources.edit(uow, scanner.source_id, {"name": "C.R.M"})
    await scanner.scan(table("a", "x"), table("b", "x"))
    assert set(await scanner.assets()) == {
        '"C.R.M"', '"C.R.M".public', '"C.R.M".public.a', '"C.R.M".public.a.x',
        '"C.R.M".public.b', '"C.R.M".public.b.x',
    }  # fmt: skip


async def test_files_without_schema_lie_directly_in_the_source(scanner: Scanner) -> None:
    await scanner.scan(table("people.csv", "name", schema="", kind=TableKind.FILE))
    assets = await scanner.assets()
    assert assets['CRM."people.csv"'].parent_id == assets["CRM"].id


async def test_an_emptied_schema_goes_with_its_last_table(scanner: Scanner) -> None:
    await scanner.scan(table("a", "x"), table("b", "x"), table("c", "x", schema="old"))
    await scanner.scan(table("a", "x"), table("b", "x"))
    assert "CRM.old" not in await scanner.assets()


async def test_a_column_is_seen_whenever_its_table_is(scanner: Scanner) -> None:
    await scanner.scan(table("a", "x"))
    await scanner.scan(table("a", "x"))
    assets = await scanner.assets()
    seen_at = {assets[name].last_seen_at for name in ("CRM.public.a", "CRM.public.a.x")}
    assert seen_at == {scanner.clock.now()}
