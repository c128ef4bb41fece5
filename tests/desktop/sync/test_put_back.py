"""A replica that was put back from an older copy: a backup, a snapshot of a machine."""

import shutil
from pathlib import Path
from uuid import UUID

from tests.desktop.sync.paper_server import PaperLink, PaperServer, an_asset
from tests.desktop.sync.paper_sync import sync

from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica import files
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState

KEY = bytes(32)


def _describe(store: Store, row_id: UUID, text: str) -> None:
    annotate(store, [row_id], description=text)


def test_no_edit_is_taken_for_an_older_one_with_its_number(tmp_path: Path) -> None:
    server = PaperServer()
    tables = [an_asset(server, f"t{number}") for number in range(6)]
    store = Store.open(tmp_path / "replica.db", KEY)
    sync(SyncState(store), PaperLink(server))
    _describe(store, tables[0], "sent before the copy was made")
    sync(SyncState(store), PaperLink(server))
    store.close()
    shutil.copy(store.path, tmp_path / "backup")

    store = Store.open(store.path, KEY)
    for row_id in tables[1:3]:
        _describe(store, row_id, "sent after the copy was made")
    sync(SyncState(store), PaperLink(server))
    store.close()
    for part in files.parts(store.path):
        part.unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", store.path)

    store = Store.open(store.path, KEY)
    for row_id in tables[3:]:
        _describe(store, row_id, "written in the old copy")
    state = SyncState(store)
    sync(state, PaperLink(server))
    told = [server.rows["asset", row_id].row.fields.get("description") for row_id in tables]
    assert told == [
        "sent before the copy was made",
        "sent after the copy was made",
        "sent after the copy was made",
        "written in the old copy",
        "written in the old copy",
        "written in the old copy",
    ]
    assert server.told.last_mid == 6
    assert (state.status().pending, state.status().tray) == (0, 0)
    store.close()
