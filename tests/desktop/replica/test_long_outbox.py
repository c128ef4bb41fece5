"""Thousands of edits made offline: each answer costs as little as with a few."""

import pytest
from tests.builders.replica import AnEstate, an_estate

from pursight.contracts.sync import Command, CommandResult, Operation, Outcome, PushReply
from pursight.protocol.sync_replica import Pending
from pursight_desktop.replica import kept, outbox
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState


@pytest.fixture
def built(store: Store) -> AnEstate:
    return an_estate(store, tables=100, columns=4_000)


def _answer(state: SyncState, store: Store, commands: tuple[Command, ...]) -> None:
    with store.reader() as connection:
        feed = kept.note(connection, "feed")
    results = tuple(
        CommandResult(mid=one.mid, outcome=Outcome.APPLIED, seq=10**9) for one in commands
    )
    assert state.on_push(PushReply(results=results, feed=feed, last_mid=commands[-1].mid))


def test_an_answer_reads_little_of_what_waits(
    store: Store, built: AnEstate, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = SyncState(store)
    with store.writing() as writer:
        for column in built.columns[:1_000]:
            outbox.queue(writer, "asset", column, Operation.SET, {"tags": ["pii"]})
    read: list[str] = []
    pending = kept._pending

    def counted(command: str, result: str | None, again: int) -> Pending:
        read.append(command)
        return pending(command, result, again)

    monkeypatch.setattr(kept, "_pending", counted)
    commands = state.next_push()
    assert len(read) == len(commands) == 100
    _answer(state, store, commands)
    assert len(read) < 5 * len(commands)
    assert state.status().pending == 900


def test_a_row_shows_its_later_edits_when_the_first_was_answered(
    store: Store, built: AnEstate
) -> None:
    state, first = SyncState(store), built.columns[0]
    with store.writing() as writer:
        outbox.queue(writer, "asset", first, Operation.SET, {"description": "first"})
        for column in built.columns[1:150]:
            outbox.queue(writer, "asset", column, Operation.SET, {"description": "others"})
        outbox.queue(writer, "asset", first, Operation.SET, {"owner": "ada"})
    _answer(state, store, state.next_push())
    with store.reader() as connection:
        fields = outbox.read_row(connection, "asset", first)
    assert fields is not None
    assert (fields["description"], fields["owner"]) == ("first", "ada")
