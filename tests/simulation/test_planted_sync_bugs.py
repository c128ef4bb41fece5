"""Bugs planted into the real console and the real server: the histories find each of them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.simulation.joined_history import JoinedHistory
from tests.simulation.joined_listing import Listing
from tests.simulation.joined_server import JoinedServer
from typing_extensions import override

from pursight.contracts.sync import ChangesReply, Put
from pursight.protocol import sync_server
from pursight.protocol.sync import Rescope
from pursight.testing.simulation_world import Violation
from pursight_desktop.replica import staging
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.sync_state import SyncState
from pursight_server.sync.store import devices

SEEDS = 25

pytestmark = pytest.mark.timeout(400)

_changes_of, _check_cursor = sync_server.changes_of, sync_server.check_cursor
_known_result, _settle = sync_server.known_result, devices.settle


def _tells_of_no_eviction(entries: Any, latest: Any, visible: Any) -> Any:
    changes = _changes_of(entries, latest, visible)
    return tuple(change for change in changes if change.change == "put")


def _erases_nothing(rows: Any, writer: Any, replica: Any, key: Any) -> None:
    pass


def _says_nothing_of_rights(cursor: Any, state: Any) -> None:
    try:
        _check_cursor(cursor, state)
    except Rescope:
        return


def _knows_no_command(device: Any, mid: int) -> Any:
    return None if mid <= device.last_mid else _known_result(device, mid)


async def _settles_again(uow: Any, device_id: Any, command: Any, result: Any) -> None:
    await uow.connection.execute(
        text("DELETE FROM sync_result WHERE device_id = :device AND mid = :mid"),
        {"device": device_id, "mid": result.mid},
    )
    await _settle(uow, device_id, command, result)


class AppliesEachPage(SyncState):
    """Shows a page as soon as it comes."""

    @override
    def on_changes(self, reply: ChangesReply) -> None:
        super().on_changes(reply)
        with self._store.writing() as writer:
            rows = Rows.of(writer)
            for change in reply.changes:
                if isinstance(change, Put):
                    rows.put_base(KeptRow.of(change.row))


async def _run(
    server: JoinedServer,
    listing: Listing,
    place: Path,
    kind: type[SyncState] = SyncState,
    *,
    first: int = 0,
) -> None:
    for seed in range(first, first + SEEDS):
        await JoinedHistory(server, listing, place, seed, kind).run()


@pytest.mark.parametrize(
    ("where", "name", "bug", "verdict"),
    [
        (sync_server, "changes_of", _tells_of_no_eviction, "digests did not fit"),
        (staging, "evict", _erases_nothing, "digests did not fit|come to rest"),
        (sync_server, "check_cursor", _says_nothing_of_rights, "digests did not fit|permitted"),
    ],
    ids=["no eviction is told", "no eviction is obeyed", "ignored epoch"],
)
async def test_a_planted_bug_is_caught(
    joined: JoinedServer,
    listing: Listing,
    quick_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    where: Any,
    name: str,
    bug: Any,
    verdict: str,
) -> None:
    monkeypatch.setattr(where, name, bug)
    with pytest.raises(Violation, match=verdict) as caught:
        await _run(joined, listing, quick_folder)
    print(caught.value)


async def test_an_edit_that_is_carried_out_again_is_caught(
    joined: JoinedServer, listing: Listing, quick_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_server, "known_result", _knows_no_command)
    monkeypatch.setattr(devices, "settle", _settles_again)
    with pytest.raises(Violation, match=r"times|effect|told|settled") as caught:
        await _run(joined, listing, quick_folder, first=8)
    print(caught.value)


async def test_a_page_outside_the_checkpoint_is_caught(
    joined: JoinedServer, listing: Listing, quick_folder: Path
) -> None:
    with pytest.raises(Violation, match=r"permitted state of its checkpoint|did not fit") as caught:
        await _run(joined, listing, quick_folder, AppliesEachPage)
    print(caught.value)
