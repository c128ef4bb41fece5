"""What a scan measures reaches consoles as it was told."""

from typing import Any

from tests.builders.consoles import MakeConsole
from tests.builders.scanned import Scanner, seen, table

from pursight.contracts.measures import Histogram
from pursight.contracts.structure import (
    CandidateKey,
    Dependency,
    JoinKey,
    TableJoins,
    TableStructure,
)

POINTS = TableJoins(
    schema_name="public",
    name="a",
    joins=(
        JoinKey(column="x", ref_schema="public", ref_table="b", ref_column="id", contained=1.0,
                compared=10),
    ),
)  # fmt: skip


async def test_consoles_get_all_of_it(scanner: Scanner, console: MakeConsole) -> None:
    drawn = Histogram(edges=(0.0, 10.0, "2021-01-01"), counts=(5, 9), above=7, error=0.01)
    told: dict[str, Any] = {
        "histogram": drawn,
        "top_counts": (7, 5),
        "granularity": "day",
        "granularity_share": 0.995,
    }
    found = TableStructure(
        examined=100,
        complete=True,
        keys=(CandidateKey(columns=("x", "y"), exact=True),),
        dependencies=(Dependency(determinant="x", dependent="y\x00", error=0.002),),
    )
    a = table("a", seen("x", profile=told), "y").model_copy(update={"structure": found})
    await scanner.scan(a, table("b", "id"), joins=[POINTS])
    grace = await console()
    column = grace.rows["profile", grace.named("CRM.public.a.x").id].fields["measures"]
    assert column["histogram"] == drawn.model_dump(mode="json", exclude_defaults=True)
    assert (column["top_counts"], column["granularity"]) == ([7, 5], "day")
    measures = grace.rows["profile", grace.named("CRM.public.a").id].fields["measures"]
    assert measures["structure"]["keys"] == [{"columns": ["x", "y"], "exact": True}]
    assert measures["structure"]["dependencies"] == [
        {"determinant": "x", "dependent": "y\ufffd", "error": 0.002}
    ]
    assert [one["ref_table"] for one in measures["joins"]] == ["b"]
