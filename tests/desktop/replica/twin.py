"""A simulated console that keeps its replica twice: as a value, and on a disk; they must agree."""

import tempfile
from pathlib import Path
from random import Random
from typing import Any

from tests.desktop.replica.conftest import KEY, PlainStore
from tests.desktop.replica.made_of_rows import untrue

from pursight.contracts.sync import (
    ChangesReply,
    PushReply,
    RepairReply,
    RescopeReply,
    Row,
    SnapshotReply,
)
from pursight.identity import id_at
from pursight.protocol import sync_console as half
from pursight.protocol.sync import Key, Rescope, Resync, key_of
from pursight.protocol.sync_replica import Replica
from pursight.testing.simulation_sync import SimulatedConsole
from pursight.testing.simulation_sync_server import Failed, SyncLedger, SyncServer, draw_edit
from pursight.testing.simulation_world import Violation, World
from pursight_desktop.replica import kept, outbox
from pursight_desktop.replica.rows import KeptRow
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState


def rows_of(store: Store) -> dict[Key, Row]:
    """Read all that is shown."""
    with store.reader() as connection:
        found = connection.execute("SELECT entity, id, rev, hash, fields FROM row").fetchall()
    return {key_of(row): row for row in (KeptRow(*one).row() for one in found)}


class Disk:
    """The store of a simulated console; a new process opens it again."""

    folder: Path

    def __init__(self, name: str) -> None:
        self._path = self.folder / name
        self.store: Store = PlainStore.open(self._path, KEY)
        self.state = SyncState(self.store)

    def reopen(self) -> None:
        """Let the process die."""
        self.store.close()
        self.store = PlainStore.open(self._path, KEY)
        self.state = SyncState(self.store)

    def take(self, reply: object) -> None:
        """Take in what the server answered."""
        match reply:
            case Failed(error=Rescope() | Resync() as error):
                self.state.on_error(error)
            case SnapshotReply():
                self.state.on_snapshot(reply)
            case ChangesReply():
                self.state.on_changes(reply)
            case RescopeReply():
                self.state.on_rescope(reply)
            case RepairReply():
                self.state.on_repair_part(reply)
                self.state.on_repair_end()
            case PushReply():
                self.state.on_push(reply)

    def check(self, replica: Replica) -> None:
        """Compare with the value that the pure functions made."""
        with self.store.reader() as connection:
            mine = kept.load(connection)
            _same("what is made of rows", untrue(connection), {})
        for name in (
            "cursor", "feed", "at", "fresh", "phase", "page", "scopes", "next_mid", "repairs",
            "outbox", "answered", "tray",
        ):  # fmt: skip
            _same(name, getattr(mine, name), getattr(replica, name))
        _same("next step", self.state.next_step(), half.next_step(replica))
        _same("next push", self.state.next_push(), half.next_push(replica))
        if replica.cursor is None:  # while it is filled for the first time, what came is shown
            staged = {key: row for key, row in replica.staged.items() if row is not None}
            _same("rows", rows_of(self.store), half.shown(_with_base(replica, staged)))
        else:
            _same("rows", rows_of(self.store), half.shown(replica))


def _with_base(replica: Replica, base: dict[Key, Row]) -> Replica:
    return Replica(base=base, outbox=replica.outbox)


def _same(what: str, mine: Any, theirs: Any) -> None:
    if mine != theirs:
        raise Violation(f"{what} on the disk: {mine!r}; by the pure functions: {theirs!r}")


class TwinConsole(SimulatedConsole):
    """A console with both."""

    disks: list[Disk] = []  # noqa: RUF012  of one run

    def __init__(self, world: World, ledger: SyncLedger, server: SyncServer, number: int) -> None:
        self._reply: object = None
        self._disk = Disk(f"{number}-{Random(str(id(world))).getrandbits(64)}.db")
        self.disks.append(self._disk)
        self._lives = 0
        super().__init__(world, ledger, server, number)

    def _boot(self) -> None:
        if self._lives:
            self._disk.reopen()
        self._lives += 1
        super()._boot()
        self._disk.check(self.replica)

    def on_reply(self, replica: Replica, reply: object) -> Replica | None:
        self._reply = reply
        return super().on_reply(replica, reply)

    def _keep(self, replica: Replica) -> None:
        self.world.mark()
        transaction = self.store.begin()
        transaction.put("replica", 0, replica)
        transaction.on_commit.append(lambda: self._disk.take(self._reply))
        transaction.commit()
        self._judge(replica)
        self._disk.check(replica)
        self.world.mark()

    def _push(self) -> None:
        self._after(self.world.rng.uniform(2, 20), self._push)
        commands = half.next_push(self.replica, limit=3)
        if not commands:
            return

        def answer(reply: object) -> None:
            if isinstance(reply, PushReply):
                self._reply = reply
                self._keep(half.on_push(self.replica, reply))

        self._call(lambda session: session.push(commands), answer)

    def edit(self) -> None:
        rng = self.world.rng
        new_id = id_at(self.world.now, rng.getrandbits(74))
        replica = self.replica
        op, entity, row_id, args = draw_edit(rng, half.shown(replica), new_id)
        edited = half.edit(replica, op, entity, row_id, args)

        def committed() -> None:
            self.ledger.edits.add((self.device, replica.next_mid))
            with self._disk.store.writing() as writer:
                outbox.queue(writer, entity, row_id, op, args)

        transaction = self.store.begin()
        transaction.put("replica", 0, edited)
        transaction.on_commit.append(committed)
        transaction.commit()
        self._disk.check(edited)


def in_memory_folder() -> "tempfile.TemporaryDirectory[str]":
    """Make a folder that needs no disk where there is one: thousands of commits are waited for."""
    shared = Path("/dev/shm")  # noqa: S108  only a faster place for the files of a test
    return tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None)
