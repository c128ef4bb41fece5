"""The conformance kit against the server's own service, and through real HTTP."""

import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.builders.plain_http_sync import PlainHttpSync
from tests.builders.scanned import Scanner
from tests.builders.sync_driver import ServerDriver

from pursight.protocol import sync_server
from pursight.protocol.sync import Rescope, Resync
from pursight.protocol.sync_port import SyncProtocol
from pursight.testing.sync_conformance import check_sync
from pursight_server.access import tokens
from pursight_server.access.model import Caller
from pursight_server.platform import database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.sync.store import devices, feeding


@pytest.fixture
async def over_http(
    served: str, services: Services, scanner: Scanner
) -> AsyncIterator[ServerDriver]:
    """A driver whose consoles reach the server through a socket."""
    async with AsyncExitStack() as stack:

        async def open_sync(caller: Caller, device_id: UUID) -> SyncProtocol:
            token = tokens.issue(
                tokens.Claims(caller.person_id, caller.organisation_id, caller.session_id),
                keys=services.keys,
                now=services.clock.now(),
                life=services.settings.refresh_token_life,
            )
            http = httpx.AsyncClient(
                base_url=served, headers={"Authorization": f"Bearer {token}"}, timeout=30
            )
            return PlainHttpSync(await stack.enter_async_context(http), device_id)

        yield ServerDriver(services, scanner, open_sync)


async def test_the_service_keeps_its_promises(services: Services, scanner: Scanner) -> None:
    await check_sync(ServerDriver(services, scanner))


async def test_so_does_the_server_over_http(over_http: ServerDriver) -> None:
    await check_sync(over_http)


async def _forgets_what_it_did(*_given: Any) -> None:
    return None


def _says_nothing_of_rights(cursor: Any, state: Any) -> None:
    try:
        _check_cursor(cursor, state)
    except Rescope:
        return


_check_cursor = sync_server.check_cursor


def _never_evicts(entries: Any, latest: Any, visible: Any) -> Any:
    changes = _changes_of(entries, latest, visible)
    return tuple(change for change in changes if change.change == "put")


_changes_of = sync_server.changes_of


@pytest.mark.parametrize(
    ("where", "name", "bug"),
    [
        (devices, "result", _forgets_what_it_did),
        (sync_server, "check_cursor", _says_nothing_of_rights),
        (sync_server, "changes_of", _never_evicts),
    ],
    ids=["no de-duplication", "ignored epoch", "no eviction"],
)
async def test_it_finds_planted_bugs(
    services: Services,
    scanner: Scanner,
    monkeypatch: pytest.MonkeyPatch,
    *,
    where: Any,
    name: str,
    bug: Any,
) -> None:
    driver = ServerDriver(services, scanner)
    await driver.open("whole")
    monkeypatch.setattr(where, name, bug)
    with pytest.raises((AssertionError, KeyError)):
        await check_sync(driver)


async def test_it_finds_positions_taken_when_a_transaction_begins(
    services: Services, scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a sequence: whoever takes one first need not commit first.

    Either the follower misses a row, or the head itself goes back and refuses its cursor.
    """
    driver = ServerDriver(services, scanner)
    await driver.open("whole")
    positions, taken = itertools.count(1_000_000, 10_000), dict[int, int]()

    def begun(**given: Any) -> UnitOfWork:
        uow = UnitOfWork(**given)
        taken[id(uow)] = next(positions)
        return uow

    async def taken_before(uow: UnitOfWork) -> feeding.Head:
        return feeding.Head(taken[id(uow)])

    monkeypatch.setattr(database, "UnitOfWork", begun)
    monkeypatch.setattr(feeding, "lock_head", taken_before)
    with pytest.raises((AssertionError, Resync)):
        await check_sync(driver)
