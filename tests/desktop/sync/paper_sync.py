"""Bring a replica and a server on paper together, without engine and threads."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from tests.desktop.sync.paper_server import PaperLink

from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.sync.status import Connection
from pursight_desktop.sync.turns import Turns

T = TypeVar("T")


async def _at_once(work: Callable[[], T]) -> T:
    return work()


def sync(state: SyncState, link: PaperLink) -> None:
    """Pull and push until there is nothing left to do."""

    async def go_on() -> None:
        turns = Turns(state, _at_once)
        while True:
            stand = await turns.take(link)
            assert stand.connection is Connection.ONLINE, stand
            if stand.at_rest and not state.status().pending:
                return

    asyncio.run(go_on())
