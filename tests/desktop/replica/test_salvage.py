"""Edits survive the replica they were made in."""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders.replica import an_estate
from tests.desktop.replica.conftest import KEY

from pursight.contracts.sync import CommandResult, Operation, Outcome, PushReply
from pursight_desktop.replica import files, kept, outbox, salvage
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
    assert files.asides(lost.path) == [aside]
    anew = open_store()
    assert salvage.take_over(anew, aside, KEY) == 5
    assert SyncState(anew).status().pending == 5
    with anew.reader() as connection:
        assert [one.command.id for one in kept.outbox(connection)] == tables
    assert not [part for part in files.parts(aside) if part.exists()]


def test_a_file_that_is_nothing_but_noise_gives_no_edits(open_store: Callable[..., Store]) -> None:
    store = open_store()
    store.close()
    store.path.write_bytes(os.urandom(100_000))
    aside = files.put_aside(store.path)
    assert salvage.take_over(open_store(), aside, KEY) is None
    assert files.asides(store.path) == []
    assert [one for one in store.path.parent.iterdir() if "unreadable" in one.name]


def test_who_dies_after_taking_edits_over_does_not_queue_them_twice(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_store()
    with old.writing() as writer:
        outbox.queue(writer, "asset", UUID(int=1), Operation.SET, {"description": "by hand"})
    old.close()
    aside, anew = files.put_aside(old.path), open_store()

    def die(_: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(files, "destroy", die)
        with pytest.raises(SystemExit):
            salvage.take_over(anew, aside, KEY)
    assert salvage.take_over(anew, aside, KEY) == 0
    assert SyncState(anew).status().pending == 1
    assert files.asides(old.path) == []


def test_what_waited_in_the_tray_is_taken_over_and_what_was_answered_is_not(
    open_store: Callable[..., Store],
) -> None:
    old = open_store()
    tables = an_estate(old, tables=3, columns=9).tables
    with old.writing() as writer:
        for table in tables:
            outbox.queue(writer, "asset", table, Operation.SET, {"description": "by hand"})
    results = (
        CommandResult(mid=1, outcome=Outcome.REFUSED, code="sync.forbidden"),
        CommandResult(mid=2, outcome=Outcome.APPLIED, seq=10**9),
    )
    SyncState(old).on_push(PushReply(results=results, feed="estate", last_mid=2))
    old.close()
    aside, anew = files.put_aside(old.path), open_store()
    assert salvage.take_over(anew, aside, KEY) == 2
    with anew.reader() as connection:
        assert [one.command.id for one in kept.outbox(connection)] == [tables[0], tables[2]]


def test_an_edit_in_the_log_is_not_lost_though_it_is_put_aside_in_two_goes(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_store()
    with old.writing() as writer:
        outbox.queue(writer, "asset", UUID(int=1), Operation.SET, {"description": "by hand"})
    crashed = {part: part.read_bytes() for part in files.parts(old.path)}  # nothing is tidied up
    old.close()
    for part, content in crashed.items():
        part.write_bytes(content)
    rename, renamed = Path.rename, list[Path]()

    def die_after_one(self: Path, target: Path) -> Path:
        if self.suffix != ".db-shm":
            if renamed:
                raise SystemExit
            renamed.append(self)
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", die_after_one)
        with pytest.raises(SystemExit):
            files.put_aside(old.path)
    aside = files.put_aside(old.path)
    assert salvage.take_over(open_store(), aside, KEY) == 1
