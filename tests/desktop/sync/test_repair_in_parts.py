"""A repair comes in parts, and goes on where it was cut off."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TypeVar
from uuid import UUID

from tests.desktop.sync.paper_server import PaperLink, PaperServer, an_asset
from tests.desktop.sync.paper_sync import sync
from typing_extensions import override

from pursight.contracts.sync import RepairReply
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.answers import Offline
from pursight_desktop.sync.status import Connection
from pursight_desktop.sync.turns import Turns

T = TypeVar("T")


class InParts(PaperLink):
    """Tells two rows at a time, and breaks once."""

    counted: tuple[int, ...] = ()
    parts = 0

    @override
    async def repair_parts(
        self, cursor: str, scope: str, known: Mapping[UUID, int]
    ) -> AsyncIterator[RepairReply]:
        self.counted += (len(known),)
        changes = (await self.repair(cursor, scope, known)).changes
        for start in range(0, len(changes), 2):
            self.parts += 1
            if self.parts == 3:
                raise Offline("cut off")
            yield RepairReply(changes=changes[start : start + 2])


def test_a_repair_that_was_cut_off_goes_on(store: Store, state: SyncState) -> None:
    server = PaperServer()
    assets = [an_asset(server, f"t{number}") for number in range(9)]
    server.hidden = set(assets[1:])
    link = InParts(server)
    sync(state, link)
    server.hidden = set()
    server.epoch += 1

    async def at_once(work: Callable[[], T]) -> T:
        return work()

    async def until_cut_off() -> None:
        turns = Turns(state, at_once)
        while (await turns.take(link)).connection is not Connection.OFFLINE:
            pass

    asyncio.run(until_cut_off())
    assert _shown(store) == 1  # nothing of it is shown before the checkpoint
    sync(state, link)
    assert _shown(store) == 9
    assert link.counted == (1, 1 + 2 * 2)


def _shown(store: Store) -> int:
    with store.reader() as connection:
        (count,) = connection.execute("SELECT count(*) FROM row").fetchone()
    return int(count)
