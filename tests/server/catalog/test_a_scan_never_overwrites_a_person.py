"""Whatever scans see, what people wrote and decided stays as it was."""

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.scanned import Scanner, Seen, seen, table

from pursight.contracts.scans import Decision, TableReport
from pursight_server.catalog import service as catalog
from pursight_server.catalog.tables import annotation
from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.classification.tables import decision
from pursight_server.platform.unit_of_work import Actor

COLUMNS = st.lists(
    st.builds(
        seen,
        st.sampled_from(["id", "email", "mail", "note", "fax"]),
        type=st.sampled_from(["text", "integer"]),
        label=st.sampled_from(["none", "email", "phone", "us_ssn"]),
        decision=st.sampled_from([Decision.APPLIED, Decision.SUGGESTED]),
        comment=st.sampled_from([None, "from the source"]),
    ),
    max_size=4,
    unique_by=lambda one: one.name,
)
TABLES = st.lists(
    st.builds(lambda name, columns: table(name, *columns), st.sampled_from("abc"), COLUMNS),
    max_size=3,
    unique_by=lambda one: one.facts.name,
)
STEWARD = Actor("person", UUID(int=9), "Stew Ard")


async def _words(scanner: Scanner) -> tuple[object, object]:
    async with scanner.database.reading(scanner.organisation_id) as unit:
        said = await unit.connection.execute(annotation.select().order_by(annotation.c.asset_id))
        decided = await unit.connection.execute(decision.select().order_by(decision.c.id))
        return [tuple(row) for row in said], [tuple(row) for row in decided]


async def _speak(scanner: Scanner, at: int, label: str) -> None:
    """Let a person annotate and decide about one of the assets."""
    assets = list((await scanner.assets()).values())
    one = assets[at % len(assets)]
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        said = {"description": f"said {at}", "owner": "Stew", "tags": (f"t{at}",)}
        await catalog.annotate(uow, one.id, said)
        if one.level == "column":
            await classification.decide(uow, one.id, Verdict.CHANGE, label=label)


@given(
    scans=st.lists(st.tuples(TABLES, st.booleans()), min_size=1, max_size=3),
    at=st.integers(0, 20),
    label=st.sampled_from(["none", "iban", "email"]),
)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_annotations_and_decisions_outlive_every_scan(
    scanner: Scanner, scans: list[tuple[list[TableReport], bool]], at: int, label: str
) -> None:
    await scanner.scan(table("a", "id", seen("email", label="email")), complete=False)
    await _speak(scanner, at, label)
    before = await _words(scanner)
    for tables, complete in scans:
        await scanner.scan(*tables, complete=complete)
        assert await _words(scanner) == before
    async with scanner.database.reading(scanner.organisation_id) as unit:
        decided = await unit.connection.execute(decision.select().where(decision.c.stands))
        for row in decided.mappings():
            shown = await catalog.get(unit, row["asset_id"])
            assert (shown.label, shown.label_state) == (row["label"], "decided")


async def test_a_renamed_column_takes_its_words_along(scanner: Scanner) -> None:
    await scanner.scan(table("customer", "id", seen("mail", label="email"), "note"))
    mail = (await scanner.assets())["CRM.public.customer.mail"]
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await catalog.annotate(uow, mail.id, {"description": "where to write", "tags": ("x",)})
        await classification.decide(uow, mail.id, Verdict.CHANGE, label="username")
    changes = await scanner.scan(table("customer", "id", seen("e_mail", label="email"), "note"))
    assert (changes.renamed, changes.added, changes.gone) == (1, 0, 0)
    renamed = (await scanner.assets())["CRM.public.customer.e_mail"]
    assert renamed.id == mail.id
    assert (renamed.description, renamed.tags, renamed.label, renamed.label_state) == (
        "where to write", ("x",), "username", "decided",
    )  # fmt: skip


async def test_a_renamed_table_takes_its_words_along(scanner: Scanner) -> None:
    columns = ("id", seen("total", profile={"distinct": 40, "length_mean": 4.5}))
    first = await scanner.scan(table("orders", *columns), table("b", "x"))
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await catalog.annotate(uow, first.tables["public", "orders"], {"owner": "Sales"})
    changes = await scanner.scan(table("sales_orders", *columns), table("b", "x"))
    assert (changes.renamed, changes.added, changes.gone) == (1, 0, 0)
    assets = await scanner.assets()
    assert assets["CRM.public.sales_orders"].owner == "Sales"
    assert assets["CRM.public.sales_orders.total"].id == first.columns["public", "orders", "total"]
    again = await scanner.scan(table("sales_orders", *columns), table("b", "x"))
    assert (again.added, again.changed, again.renamed, again.gone) == (0, 0, 0, 0)


async def test_another_column_in_the_same_place_is_no_rename(scanner: Scanner) -> None:
    await scanner.scan(table("t", "id", seen("fax", profile={"nulls": 90, "distinct": 3}), "z"))
    changes = await scanner.scan(table("t", "id", seen("email"), "z"))
    assert (changes.renamed, changes.added, changes.gone) == (0, 1, 1)


async def test_a_table_can_have_its_old_name_again(scanner: Scanner) -> None:
    def columns(*names: str) -> list[Seen]:
        return [seen(name, profile={"distinct": 40, "length_mean": 4.5}) for name in names]

    other = table("b", "x")
    first = await scanner.scan(table("a", *columns("id", "total", "note")), other)
    async with scanner.database.unit_of_work(scanner.organisation_id, STEWARD) as uow:
        await catalog.annotate(uow, first.tables["public", "a"], {"owner": "Sales"})
        await catalog.annotate(uow, first.columns["public", "a", "note"], {"owner": "Nora"})
    await scanner.scan(table("a", *columns("id", "total")), other)
    assert (await scanner.scan(table("c", *columns("id", "total")), other)).renamed == 1
    await scanner.scan(table("c", *columns("id", "total", "note")), other)
    assert (await scanner.assets())["CRM.public.c.note"].owner == "Nora"
    assert (await scanner.scan(table("a", *columns("id", "total", "note")), other)).renamed == 1
    assets = await scanner.assets()
    assert assets["CRM.public.a"].owner == "Sales"
    assert assets["CRM.public.a.note"].id == first.columns["public", "a", "note"]
