"""Much that vanishes at once waits for a person."""

import httpx
from tests.builders.scanned import Scanner, table

MANY = [table(f"t{number}", "x") for number in range(10)]


async def _waiting(client: httpx.AsyncClient) -> dict[str, object]:
    answer = await client.get("/api/v1/held-deletions", params={"state": "waiting"})
    [held] = answer.json()["items"]
    return dict(held)


async def test_most_tables_gone_at_once_are_held_and_confirmed(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*MANY)
    changes = await scanner.scan(*MANY[:3])
    assert (changes.held, changes.gone) == (7, 0)
    assert "CRM.public.t9" in await scanner.assets()
    held = await _waiting(client)
    assert held["existing"] == 10
    await scanner.scan(*MANY[:3], MANY[9])  # one of them comes back meanwhile
    held = await _waiting(client)
    address = f"/api/v1/held-deletions/{held['id']}"
    answer = await client.post(f"{address}/confirm", json={"note": "moved away"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["state"] == "confirmed"
    left = {name for name in await scanner.assets() if ".t" in name and not name.endswith(".x")}
    assert left == {"CRM.public.t0", "CRM.public.t1", "CRM.public.t2", "CRM.public.t9"}
    assert (await client.post(f"{address}/reject", json={})).status_code == 409


async def test_what_a_scan_saw_again_survives_a_late_confirmation(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*MANY)
    await scanner.scan(*MANY[:3])
    held = await _waiting(client)
    await scanner.scan(*MANY[:5], complete=False)
    await client.post(f"/api/v1/held-deletions/{held['id']}/confirm", json={})
    names = await scanner.assets()
    assert "CRM.public.t4" in names
    assert "CRM.public.t5" not in names


async def test_rejected_ones_stay_and_are_held_anew(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*MANY)
    await scanner.scan(*MANY[:3])
    held = await _waiting(client)
    answer = await client.post(f"/api/v1/held-deletions/{held['id']}/reject", json={"note": "no"})
    assert answer.json()["state"] == "rejected"
    assert "CRM.public.t9" in await scanner.assets()
    await scanner.scan(*MANY[:3])
    assert (await _waiting(client))["id"] != held["id"]


async def test_a_complete_scan_that_misses_nothing_settles_it(
    scanner: Scanner, client: httpx.AsyncClient
) -> None:
    await scanner.scan(*MANY)
    await scanner.scan(*MANY[:3])
    await scanner.scan(*MANY)
    answer = await client.get("/api/v1/held-deletions")
    assert [one["state"] for one in answer.json()["items"]] == ["returned"]
