"""Scores of scanned tables, kept over time."""

import httpx
from tests.builders.scanned import Scanner, seen, table


async def test_scores_are_kept_with_reasons_and_history(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    good = table("good", "id", primary_key=["id"])
    await scanner.scan(good, table("bad", seen("fax", profile={"nulls": 80, "distinct": 2})))
    found = (await client.get(f"/api/v1/quality/sources/{scanner.source_id}")).json()
    assert [one["level"] for one in found] == ["source", "table", "table"]
    assert found[1]["score"] < found[2]["score"]
    assert "fax (80%)" in found[1]["reasons"][0]["sentence"]
    assets = await scanner.assets()
    bad = assets["CRM.public.bad"]
    assert bad.quality == found[1]["score"]
    assert assets["CRM"].quality == found[0]["score"]
    await scanner.scan(good, table("bad", seen("fax", profile={"nulls": 0, "distinct": 100})))
    await scanner.scan(good, table("bad", seen("fax", profile={"nulls": 0, "distinct": 100})))
    history = (await client.get(f"/api/v1/quality/assets/{bad.id}")).json()["items"]
    assert len(history) == 2
    assert history[0]["score"] > history[1]["score"]
