"""Console sync through faults: every replica one permitted state, and every planted bug caught."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from typing_extensions import override

from pursight.contracts.sync import Change, ChangesReply, CommandResult, Evict
from pursight.protocol import sync_server
from pursight.protocol.sync import Cursor, Key
from pursight.protocol.sync_replica import Replica
from pursight.testing.simulation_sync import (
    SimulatedConsole,
    check_sync_protocol,
    run_sync_history,
)
from pursight.testing.simulation_sync_server import Person, SyncServer
from pursight.testing.simulation_world import Violation


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_every_replica_is_one_permitted_state(first: int) -> None:
    assert check_sync_protocol(range(first, first + 100)) > 500


def test_a_seed_replays_its_history() -> None:
    assert run_sync_history(7) == run_sync_history(7)


class EvictsNothing(SyncServer):
    """Never takes back what may no longer be seen."""

    @override
    def changes_of(
        self, entries: list[sync_server.Entry], latest: Mapping[Key, int], person: Person
    ) -> tuple[Change, ...]:
        changes = super().changes_of(entries, latest, person)
        return tuple(change for change in changes if not isinstance(change, Evict))


class AppliesTwice(SyncServer):
    """Does not look whether it knows a command."""

    @override
    def known_result(self, device: sync_server.Device, mid: int) -> CommandResult | None:
        return None


class IgnoresEpoch(SyncServer):
    """Does not notice that permissions have changed."""

    @override
    def check_cursor(self, cursor: Cursor, state: sync_server.FeedState) -> None:
        super().check_cursor(cursor, replace(state, epoch=cursor.epoch))


class IgnoresFeed(SyncServer):
    """Does not notice that it was restored from a backup."""

    @override
    def check_cursor(self, cursor: Cursor, state: sync_server.FeedState) -> None:
        super().check_cursor(cursor, replace(state, feed=cursor.feed))


class TakesPositionsEarly(SyncServer):
    """Uses a bare sequence: the position is taken at the start, so rows can commit late."""

    reserved = 0

    @override
    def reserve(self) -> int | None:
        head: int = self.store.get("head", 0) or 0
        self.reserved = max(self.reserved, head) + 1
        return self.reserved


class AppliesEachPage(SimulatedConsole):
    """Shows a page as soon as it comes."""

    @override
    def on_changes(self, replica: Replica, reply: ChangesReply) -> Replica:
        after = super().on_changes(replica, reply)
        staged = {key: row for key, row in after.staged.items() if row is not None}
        return replace(after, base={**after.base, **staged})


class ForgetsTheOutbox(SimulatedConsole):
    """Loses what was not yet sent when it has to begin anew."""

    @override
    def on_reply(self, replica: Replica, reply: object) -> Replica | None:
        after = super().on_reply(replica, reply)
        begun_anew = after is not None and after.fresh and not replica.fresh
        return replace(after, outbox=()) if after is not None and begun_anew else after


@pytest.mark.parametrize(
    ("server", "console", "verdict"),
    [
        (EvictsNothing, SimulatedConsole, "digests did not fit"),
        (AppliesTwice, SimulatedConsole, "without its effect|applied twice"),
        (IgnoresEpoch, SimulatedConsole, "two states|digests did not fit"),
        (IgnoresFeed, SimulatedConsole, "two states|digests did not fit"),
        (TakesPositionsEarly, SimulatedConsole, "two states|digests did not fit"),
        (SyncServer, AppliesEachPage, "not the permitted state"),
        (SyncServer, ForgetsTheOutbox, "neither applied nor reported"),
    ],
)
def test_a_planted_bug_is_caught(
    server: type[SyncServer], console: type[SimulatedConsole], verdict: str
) -> None:
    with pytest.raises(Violation, match=verdict):
        check_sync_protocol(range(100), server=server, console=console)
