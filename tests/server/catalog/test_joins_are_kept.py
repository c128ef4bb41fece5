"""What tables point at is kept, also over scans that read only some of them."""

from tests.builders.scanned import Scanner, table

from pursight.contracts.scans import TableReport
from pursight.contracts.structure import JoinKey, TableJoins


def at(name: str, *points_at: str) -> TableJoins:
    """A table that points at others."""
    joins = tuple(
        JoinKey(column=f"{one}_id", ref_schema="public", ref_table=one, ref_column="id",
                contained=1.0, compared=10)
        for one in points_at
    )  # fmt: skip
    return TableJoins(schema_name="public", name=name, joins=joins)


def unchanged(report: TableReport) -> TableReport:
    return report.model_copy(update={"unchanged": True})


async def joins_of(scanner: Scanner, name: str) -> list[str]:
    measures = (await scanner.assets())[f"CRM.public.{name}"].measures
    return [one["ref_table"] for one in (measures or {}).get("joins", [])]


async def test_what_tables_point_at_is_replaced_by_each_comparison(scanner: Scanner) -> None:
    both = [table("a", "x"), table("b", "x")]
    await scanner.scan(*both, joins=[at("a", "b"), at("b")])
    assert await joins_of(scanner, "a") == ["b"]
    await scanner.scan(*both, joins=[at("a"), at("b", "a")])
    assert await joins_of(scanner, "a") == []
    assert await joins_of(scanner, "b") == ["a"]


async def test_an_unchanged_table_keeps_what_it_points_at(scanner: Scanner) -> None:
    a, b, c = (table(name, "x") for name in "abc")
    await scanner.scan(a, b, c, joins=[at("a", "b", "c"), at("b", "a"), at("c")])
    await scanner.scan(unchanged(a), b, unchanged(c), joins=[at("b")])
    assert await joins_of(scanner, "a") == ["b", "c"]
    # `a` was not read, so whether `b` still points at it is not known
    assert await joins_of(scanner, "b") == ["a"]
    await scanner.scan(a, unchanged(b), c, joins=[at("a"), at("c")])
    assert await joins_of(scanner, "a") == ["b"]


async def test_what_is_gone_is_pointed_at_no_more(scanner: Scanner) -> None:
    a, b, c = (table(name, "x") for name in "abc")
    await scanner.scan(a, b, c, joins=[at("a", "b", "c")])
    await scanner.scan(unchanged(a), unchanged(b))
    assert await joins_of(scanner, "a") == ["b"]


async def test_an_agent_that_compares_nothing_tells_of_nothing(scanner: Scanner) -> None:
    await scanner.scan(table("a", "x"))
    measures = (await scanner.assets())["CRM.public.a"].measures
    assert measures == {"row_count": 100, "row_count_exact": True}
