"""Liveness, readiness, measures."""

import httpx


async def test_alive_and_ready(anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get("/health")).json() == {"status": "alive"}
    assert (await anonymous.get("/ready")).json()["status"] == "ready"
