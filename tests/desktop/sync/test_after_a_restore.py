"""A server comes back from a backup while edits wait: they are not pushed at it for ever."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from tests.desktop.sync.paper_server import PaperLink, PaperServer
from tests.desktop.sync.paper_sync import sync

from pursight.contracts.sync import Operation
from pursight_desktop.replica import outbox
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.sync.turns import Turns

T = TypeVar("T")

ASSET = UUID(int=7)


async def _at_once(work: Callable[[], T]) -> T:
    return work()


def test_edits_that_wait_are_answered_by_the_restored_server(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", bytes(32))
    state, server = SyncState(store), PaperServer()
    server.put("asset", ASSET, description="", tags=[])
    link = PaperLink(server)
    sync(state, link)
    with store.writing() as writer:
        outbox.queue(writer, "asset", ASSET, Operation.SET, {"tags": ["offline"]})
        said = {"description": "written offline"}
        outbox.queue(writer, "asset", ASSET, Operation.SET, said)
    server.feed = "feed2"

    async def take_a_few() -> list[bool]:
        turns = Turns(state, _at_once)
        return [(await turns.take(link)).at_rest for _ in range(12)]

    assert asyncio.run(take_a_few())[-1]
    assert state.status().pending == 0
    assert server.rows["asset", ASSET].row.fields["tags"] == ["offline"]
    with store.reader() as connection:  # what was there when it was written nobody knows any more
        [line] = outbox.tray(connection)
    assert [(one.field, one.mine) for one in line.conflicts] == [
        ("description", said["description"])
    ]
    store.close()
