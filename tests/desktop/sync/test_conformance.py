"""The console's client before the real server, held to the promises of every `SyncProtocol`."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID

import httpx
import pytest
from tests.builders.scanned import Scanner
from tests.builders.sync_driver import ServerDriver

from pursight.contracts.sync import PushReply
from pursight.protocol.sync_port import SyncProtocol
from pursight.testing.sync_conformance import check_sync
from pursight_desktop.sync.client import HttpSync
from pursight_server.access import tokens
from pursight_server.access.model import Caller
from pursight_server.platform.services import Services


@pytest.fixture
async def joined(served: str, services: Services, scanner: Scanner) -> AsyncIterator[ServerDriver]:
    """A driver whose consoles are ours, through a socket."""
    async with AsyncExitStack() as stack:

        async def open_sync(caller: Caller, device_id: UUID) -> SyncProtocol:
            token = tokens.issue(
                tokens.Claims(caller.person_id, caller.organisation_id, caller.session_id),
                keys=services.keys,
                now=services.clock.now(),
                life=services.settings.refresh_token_life,
            )
            client = httpx.AsyncClient(
                base_url=served, headers={"Authorization": f"Bearer {token}"}, timeout=30
            )
            return HttpSync(await stack.enter_async_context(client), device_id)

        yield ServerDriver(services, scanner, open_sync)


@pytest.mark.timeout(300)
async def test_client_and_server_keep_the_promises(joined: ServerDriver) -> None:
    await check_sync(joined)


async def test_a_client_that_loses_results_is_found(
    joined: ServerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    push = HttpSync.push

    async def forgetful(self: HttpSync, commands: object) -> PushReply:
        reply = await push(self, commands)  # type: ignore[arg-type]
        return reply.model_copy(update={"results": reply.results[1:]})

    await joined.open("whole")
    monkeypatch.setattr(HttpSync, "push", forgetful)
    with pytest.raises((AssertionError, ValueError, IndexError)):
        await check_sync(joined)
