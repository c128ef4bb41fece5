"""Scanned tables to ask for, and time that passes."""

import pytest
from tests.builders.enrolled import agent, source
from tests.builders.renewed import Calendar
from tests.builders.scanned import Scanner, scanner, seen, table

from pursight.clock import StoppedClock
from pursight_server.access_requests.sweep import sweep_requests
from pursight_server.catalog.model import Asset
from pursight_server.platform.services import Services

__all__ = ["agent", "scanner", "source"]


@pytest.fixture
async def assets(scanner: Scanner) -> dict[str, Asset]:
    """A source with two tables, by name."""
    await scanner.scan(
        table("customer", "id", seen("email", label="email"), seen("iban", label="iban")),
        table("orders", "id", "total"),
    )
    return await scanner.assets()


@pytest.fixture
def calendar(services: Services, clock: StoppedClock) -> Calendar:
    """Time that moves requests."""
    return Calendar(services, clock, sweep_requests)
