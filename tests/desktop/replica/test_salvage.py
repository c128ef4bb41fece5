"""Edits survive the replica they were made in."""

import os
from collections.abc import Callable
from uuid import UUID

import pytest
from tests.builders.replica import an_estate
from tests.desktop.replica.conftest import KEY

from pursight.contracts.sync import Operation
from pursight_desktop.replica import files, outbox, salvage
from pursight_desktop.replica.errors import ReplicaDamaged
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState


def _damaged(open_store: Callable[..., Store]) -> tuple[Store, list[UUID]]:
    """Make a replica with edits whose rows cannot be read any more."""
    store = open_store()
    built = an_estate(store, tables=60, columns=2_000)
    with store.writing() as writer:
        for table in built.tables[:5]:
            outbox.queue(writer, "asset", table, Operation.SET, {"description": "by hand"})
    store.close()
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 8))
    return store, built.tables[:5]


def test_damage_found_in_use_is_remembered_and_its_edits_are_queued_again(
    open_store: Callable[..., Store],
) -> None:
    lost, tables = _damaged(open_store)
    store = open_store()
    with pytest.raises(ReplicaDamaged), store.reader() as connection:
        connection.execute("SELECT sum(length(fields)) FROM row").fetchall()
    store.close()
    with pytest.raises(ReplicaDamaged):
        open_store()
    aside = files.put_aside(lost.path)
    edits = salvage.edits_of(aside, KEY)
    assert edits is not None
    assert [edit.id for edit in edits] == tables
    anew = open_store()
    assert salvage.queue_again(anew, edits) == 5
    assert SyncState(anew).status().pending == 5


def test_a_file_that_is_nothing_but_noise_gives_no_edits(open_store: Callable[..., Store]) -> None:
    store = open_store()
    store.close()
    store.path.write_bytes(os.urandom(100_000))
    assert salvage.edits_of(files.put_aside(store.path), KEY) is None
