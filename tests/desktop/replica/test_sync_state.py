"""What answers of the server make of the replica on the disk, and what a crash leaves of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.desktop.replica.twin import rows_of

from pursight.clock import StoppedClock
from pursight.contracts.sync import (
    ChangesReply,
    Evict,
    Operation,
    Put,
    Row,
    SnapshotReply,
    Value,
)
from pursight.protocol import sync
from pursight.protocol.sync_console import AskChanges, AskSnapshot, Halt
from pursight.protocol.sync_replica import Phase
from pursight_desktop.replica import kept, outbox
from pursight_desktop.replica.store import Store, Touched
from pursight_desktop.replica.sync_state import SyncState, was_revoked

ID = UUID(int=1)
LEASE = "e30.eyJleHAiOiAxNzY0MDAwMDAwfQ.c2ln"  # {"exp": 1764000000}


def row(rev: int, number: int = 1, **fields: Value) -> Row:
    return Row(entity="asset", id=UUID(int=number), rev=rev, fields=fields)


def page(*changes: Row | Evict, cursor: str, state: tuple[Row, ...] = ()) -> ChangesReply:
    return ChangesReply(
        changes=tuple(Put(row=one) if isinstance(one, Row) else one for one in changes),
        cursor=cursor,
        seq=9,
        feed="f",
        more=False,
        digests=sync.digests(state),
        lease=LEASE,
    )


def synced(store: Store, *rows: Row) -> SyncState:
    state = SyncState(store)
    state.on_snapshot(SnapshotReply(rows=rows, cursor="c1", total=len(rows)))
    state.on_changes(page(cursor="c1", state=rows))
    return state


def test_rows_show_while_the_replica_is_filled_for_the_first_time(store: Store) -> None:
    state = SyncState(store)
    assert state.next_step() == AskSnapshot(None)
    state.on_snapshot(SnapshotReply(rows=(row(1, name="a"),), next="p2", cursor="c1", total=2))
    status = state.status()
    assert (status.first_fill, status.filled, status.total) == (True, 1, 2)
    assert len(rows_of(store)) == 1
    state.on_snapshot(SnapshotReply(rows=(row(2, 2, name="b"),), cursor="c1", total=2))
    assert state.next_step() == AskChanges("c1")
    state.on_changes(page(cursor="c2", state=(row(1, name="a"), row(2, 2, name="b"))))
    assert not state.status().first_fill


def test_after_the_first_checkpoint_only_checkpoints_change_what_is_shown(store: Store) -> None:
    state = synced(store, row(1, name="old"))
    more = page(row(8, name="new"), cursor="c2").model_copy(update={"more": True, "digests": None})
    state.on_changes(more)
    assert rows_of(store)["asset", ID].fields == {"name": "old"}
    state.on_changes(page(cursor="c3", state=(row(8, name="new"),)))
    assert rows_of(store)["asset", ID].fields == {"name": "new"}


def test_a_checkpoint_tells_when_it_was_and_until_when_one_may_work_offline(store: Store) -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    state = SyncState(store, StoppedClock(at))
    state.on_snapshot(SnapshotReply(rows=(), cursor="c1"))
    state.on_changes(page(cursor="c1"))
    status = state.status()
    assert status.checkpoint_at == at
    assert status.lease_until == datetime.fromtimestamp(1764000000, UTC)
    assert status.seq == 9


def test_permissions_that_change_during_the_first_fill_take_back_what_had_come(
    store: Store,
) -> None:
    state = SyncState(store)
    state.on_snapshot(SnapshotReply(rows=(row(1, name="a"),), next="p2", cursor="c1"))
    state.on_error(sync.Rescope("x"))
    assert rows_of(store) == {}
    assert state.next_step() == AskSnapshot(None)


def test_of_a_revoked_device_is_noted_that_it_is(store: Store) -> None:
    state = synced(store, row(1, name="a"))
    with store.writing() as writer:
        outbox.queue(writer, "asset", ID, Operation.SET, {"description": "mine"})
    assert not was_revoked(store)
    state.on_error(sync.DeviceRevoked("x"))
    assert was_revoked(store)
    assert (state.status().phase, state.status().pending) == (Phase.REVOKED, 0)
    assert state.next_step() == Halt(Phase.REVOKED)


def test_an_old_console_keeps_everything_until_it_is_updated(
    open_store: Callable[..., Store],
) -> None:
    store = open_store()
    state = synced(store, row(1, name="a"))
    with store.writing() as writer:
        outbox.queue(writer, "asset", ID, Operation.SET, {"description": "mine"})
    state.on_error(sync.ConsoleTooOld("x"))
    assert state.next_step() == Halt(Phase.TOO_OLD)
    with store.writing() as writer:  # an older version wrote it
        kept.set_note(writer.connection, "sync_schema", 0)
    store.close()
    again = open_store()
    updated = SyncState(again)
    assert updated.next_step() == AskSnapshot(None)
    assert rows_of(again)["asset", ID].fields == {"name": "a", "description": "mine"}
    assert updated.status().pending == 1


@pytest.mark.parametrize("fails", ["save", "set_note"])
def test_what_dies_in_the_middle_of_a_checkpoint_has_changed_nothing(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    class Died(Exception):
        pass

    def die(*_: object, **__: object) -> None:
        raise Died

    store = open_store()
    state = synced(store, row(1, name="old"), row(2, 2, name="other"))
    before, step = rows_of(store), state.next_step()
    reply = page(
        row(8, name="new"),
        Evict(entity="asset", id=UUID(int=2)),
        cursor="c3",
        state=(row(8, name="new"),),
    )
    with monkeypatch.context() as patch:
        patch.setattr(kept, fails, die)
        with pytest.raises(Died):
            state.on_changes(reply)
    store.close()
    again = open_store()
    state = SyncState(again)
    assert (rows_of(again), state.next_step()) == (before, step)
    state.on_changes(reply)
    assert rows_of(again) == {("asset", ID): row(8, name="new")}


def test_the_news_names_the_rows_that_changed(store: Store) -> None:
    state = synced(store, row(1, name="a"), row(2, 2, name="b"))
    news: list[Touched] = []
    leave = store.subscribe(news.append)
    state.on_changes(
        page(row(8, name="c"), cursor="c2", state=(row(8, name="c"), row(2, 2, name="b")))
    )
    assert news == [Touched(frozenset({"asset"}), frozenset({("asset", ID)}))]
    leave()
    state.on_error(sync.Resync("x"))
    assert len(news) == 1
