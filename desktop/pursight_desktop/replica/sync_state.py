"""SyncState: what each answer of the server makes of the replica on disk.

The decisions are the pure ones of `pursight.protocol.sync_console`; here rows are kept. Each
method is one transaction, so a process may die between any two.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from pursight.clock import Clock, SystemClock
from pursight.contracts.sync import (
    SYNC_SCHEMA,
    Change,
    ChangesReply,
    Command,
    PushReply,
    Put,
    RepairReply,
    RescopeReply,
    SnapshotReply,
)
from pursight.protocol import sync_console as console
from pursight.protocol.sync import Resync, SyncError
from pursight.protocol.sync_console import Step
from pursight.protocol.sync_put_back import number_anew
from pursight.protocol.sync_replica import Phase, Replica
from pursight_desktop.replica import effects, kept, staging
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store, Writer

PUSHED: Final = 100
"""Commands that travel together."""

PUSHED_BYTES: Final = 1024 * 1024
"""About what they may be long together; a server refuses a request that is too long as a whole."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How the replica stands.

    Attributes:
        filled: Rows that have come of the snapshot that is being fetched, or that are here.
        total: Rows of the whole snapshot, about; 0 as long as nobody knows.
        seq: Position in the server's feed of the last checkpoint.
        pending: Edits that have no answer yet.
        tray: Edits that wait for a decision of the person.
        checkpoint_at: When the replica last was the server's state.
        lease_until: Until when the console may work without its server, by the clock of this
            machine; None if nothing limits it.
        lease_ends: The same by the clock of the server.
        lease_at: When the lease was received, by the clock of this machine.
        seen_at: The latest time that was written down here since then.
        set_back: The clock of this machine was set back since then.
        first_fill: There has been no checkpoint yet: rows are shown as they come.
    """

    phase: Phase = Phase.SNAPSHOT
    filled: int = 0
    total: int = 0
    seq: int = 0
    pending: int = 0
    tray: int = 0
    checkpoint_at: datetime | None = None
    lease_until: datetime | None = None
    lease_ends: datetime | None = None
    lease_at: datetime | None = None
    seen_at: datetime | None = None
    set_back: bool = False
    first_fill: bool = True


class SyncState:
    """Takes in what the server answers. May be used from any thread.

    Args:
        store: Where it is kept.
        clock: Tells when a checkpoint was.
    """

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self._store, self._clock = store, clock or SystemClock()
        self._ask_an_old_server_again()

    # --- what to ask ---

    def next_step(self) -> Step:
        """Say what to ask the server for next; at a checkpoint, ask again after a while."""
        with self._store.writing() as writer:
            replica, rows = kept.load(writer.connection), Rows.of(writer)
            return console.step(
                replica, rows.digests, lambda scope: staging.known(rows, writer, replica, scope)
            )

    def next_push(self) -> tuple[Command, ...]:
        """Give the oldest commands without an answer; from now on it is too late to withdraw."""
        with self._store.writing() as writer:
            connection = writer.connection
            waiting = Replica(
                fresh=kept.note(connection, "fresh", True),
                phase=Phase(kept.note(connection, "phase", Phase.SNAPSHOT.value)),
                outbox=kept.waiting(connection, PUSHED),
            )
            commands = _fitting(console.next_push(waiting, PUSHED))
            if commands:
                sent = max(command.mid for command in commands)
                if sent > kept.note(connection, "sent", 0):
                    kept.set_note(connection, "sent", sent)
            return commands

    def status(self) -> SyncStatus:
        """Say how the replica stands."""
        with self._store.reader() as connection:
            fresh = kept.note(connection, "fresh", True)
            cursor = kept.note(connection, "cursor")
            lease = _lease(kept.note(connection, "lease"))
            lease_at = _moment(kept.note(connection, "lease_at"))
            (here,) = connection.execute("SELECT coalesce(sum(count), 0) FROM scope").fetchone()
            if fresh and cursor is not None:
                (here,) = connection.execute("SELECT count(*) FROM staged").fetchone()
            (pending,) = connection.execute(
                "SELECT count(*) FROM outbox WHERE result IS NULL AND entity <> 'none'"
            ).fetchone()
            (tray,) = connection.execute("SELECT count(*) FROM tray").fetchone()
            return SyncStatus(
                phase=Phase(kept.note(connection, "phase", Phase.SNAPSHOT.value)),
                filled=here,
                total=kept.note(connection, "total", 0),
                seq=kept.note(connection, "seq", 0),
                pending=pending,
                tray=tray,
                checkpoint_at=_moment(kept.note(connection, "checkpoint_at")),
                lease_until=_by_our_clock(lease, lease_at),
                lease_ends=None if lease is None else lease[1],
                lease_at=lease_at,
                seen_at=_moment(kept.note(connection, "seen_at")),
                set_back=kept.note(connection, "set_back", False),
                first_fill=cursor is None,
            )

    def see(self, at: datetime, *, set_back: bool = False) -> None:
        """Write down a time that was seen; an earlier one than there is changes nothing.

        Args:
            at: The time.
            set_back: The clock was set back since the lease came.
        """
        with self._store.writing() as writer:
            before = _moment(kept.note(writer.connection, "seen_at"))
            if before is None or at > before:
                kept.set_note(writer.connection, "seen_at", at.isoformat())
            if set_back:
                kept.set_note(writer.connection, "set_back", True)

    # --- what the answers make of it ---

    def on_snapshot(self, reply: SnapshotReply) -> None:
        """Take in a page of a snapshot."""
        with self._store.writing() as writer:
            before = kept.load(writer.connection)
            ours = _numbered(writer, before, reply.last_mid)
            after = console.on_snapshot(ours, reply.model_copy(update={"rows": ()}))
            staging.put(Rows.of(writer), writer, before, map(KeptRow.of, reply.rows))
            if reply.total:
                kept.set_note(writer.connection, "total", reply.total)
            self._keep(writer, before, after)

    def on_changes(self, reply: ChangesReply) -> None:
        """Take in a page of changes; the last one is a checkpoint if the digests fit."""
        with self._store.writing() as writer:
            before, rows = kept.load(writer.connection), Rows.of(writer)
            _stage(rows, writer, before, reply.changes)
            mine = {} if reply.more else staging.digests(rows, writer, before)
            ours = _numbered(writer, before, reply.last_mid)
            after, is_checkpoint = console.turn_page(ours, reply, mine)
            if is_checkpoint:
                staging.apply(rows, writer, before)
                self._note_checkpoint(writer, reply)
            self._keep(writer, before, after, everything=is_checkpoint)

    def on_rescope(self, reply: RescopeReply) -> None:
        """Take in which scopes differ."""
        with self._store.writing() as writer:
            before = kept.load(writer.connection)
            staging.clear(Rows.of(writer), writer, before)
            ours = _numbered(writer, before, reply.last_mid)
            self._keep(writer, before, console.on_rescope(ours, reply))

    def on_repair_part(self, reply: RepairReply) -> None:
        """Take in a part of what makes a scope right; whoever dies after it asks for less."""
        with self._store.writing() as writer:
            _stage(Rows.of(writer), writer, kept.load(writer.connection), reply.changes)

    def on_repair_end(self) -> None:
        """Note that all parts of a scope have come."""
        with self._store.writing() as writer:
            before = kept.load(writer.connection)
            self._keep(writer, before, console.on_repair(before, RepairReply(changes=())))

    def on_error(self, error: SyncError) -> None:
        """Do what one of the four errors asks for.

        That the device was revoked is only noted: deleting the file is quicker than emptying it,
        and needs no room on the disk.
        """
        with self._store.writing() as writer:
            before = kept.load(writer.connection)
            after = console.on_error(before, error)
            if after.phase is Phase.REVOKED:
                kept.save(writer, before, after)
                return
            if after.phase is not Phase.TOO_OLD:
                staging.clear(Rows.of(writer), writer, before)
            self._keep(writer, before, after, everything=True)

    def on_push(self, reply: PushReply) -> bool:
        """Take in the results of commands.

        Returns:
            Whether it answered any; not if it is of another feed, from after a restore say.
        """
        with self._store.writing() as writer:
            # all of a long outbox is not read for each answer to a few of its lines
            last = max((result.mid for result in reply.results), default=0)
            before = kept.load(writer.connection, until=last)
            if any(item.command.mid > reply.last_mid for item in before.answered):
                before = kept.load(writer.connection)  # it was restored, and all is looked at
            after = console.on_push(before, reply)
            self._keep(writer, before, after)
            return before.outbox != after.outbox

    # --- inside ---

    def _keep(
        self, writer: Writer, before: Replica, after: Replica, *, everything: bool = False
    ) -> None:
        """Write the replica, and show the rows that its outbox changes otherwise than before."""
        kept.save(writer, before, after)
        rows = Rows.of(writer)
        if everything or (before.cursor is None and before.outbox):
            keys = effects.all_keys(after.outbox) | effects.all_keys(before.outbox)
            effects.refresh(rows, after.outbox, keys | set(rows.asides()))
        elif before.outbox != after.outbox:
            changed = set(map(id, before.outbox)) ^ set(map(id, after.outbox))
            both = (*before.outbox, *after.outbox)
            keys = effects.all_keys(one for one in both if id(one) in changed)
            effects.refresh(rows, kept.outbox_about(writer.connection, keys), keys)

    def _note_checkpoint(self, writer: Writer, reply: ChangesReply) -> None:
        connection = writer.connection
        kept.set_note(connection, "seq", reply.seq)
        now = self._clock.now().isoformat()
        kept.set_note(connection, "checkpoint_at", now)
        if reply.lease is not None:
            kept.set_note(connection, "lease", reply.lease)
            kept.set_note(connection, "lease_at", now)
            kept.set_note(connection, "seen_at", now)  # a clock that was ahead may be right now
            kept.set_note(connection, "set_back", False)

    def _ask_an_old_server_again(self) -> None:
        """After an update of the console: rows of the older schema are fetched anew."""
        with self._store.writing() as writer:
            known = kept.note(writer.connection, "sync_schema")
            if known == SYNC_SCHEMA:
                return
            kept.set_note(writer.connection, "sync_schema", SYNC_SCHEMA)
            if known is None:
                return
            before = kept.load(writer.connection)
            staging.clear(Rows.of(writer), writer, before)
            ready = replace(before, phase=Phase.SNAPSHOT)
            after = console.on_error(ready, Resync("the console was updated"))
            self._keep(writer, before, after, everything=True)


def _fitting(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Keep what may travel together, one at least."""
    size = 0
    for at, command in enumerate(commands):
        size += len(command.model_dump_json().encode())
        if size > PUSHED_BYTES and at:
            return commands[:at]
    return commands


def was_revoked(store: Store) -> bool:
    """Whether the server has said that this device is trusted no more."""
    with store.reader() as connection:
        return bool(kept.note(connection, "phase") == Phase.REVOKED.value)


def _numbered(writer: Writer, replica: Replica, last_mid: int) -> Replica:
    """Number what waits anew if the server has commands that were never sent from here."""
    if last_mid <= kept.note(writer.connection, "sent", 0):
        return replica
    return number_anew(replica, last_mid)


def _stage(rows: Rows, writer: Writer, replica: Replica, changes: Iterable[Change]) -> None:
    for change in changes:
        if isinstance(change, Put):
            staging.put(rows, writer, replica, (KeptRow.of(change.row),))
        else:
            staging.evict(rows, writer, replica, (change.entity, change.id))


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _lease(text: object) -> tuple[datetime | None, datetime] | None:
    """Read when a lease was given and when it ends; whoever received it has checked whose it is."""
    if not isinstance(text, str):
        return None
    try:
        _, payload, _ = text.split(".")
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        given = claims.get("iat")
        return (
            None if given is None else datetime.fromtimestamp(given, UTC),
            datetime.fromtimestamp(claims["exp"], UTC),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _by_our_clock(
    lease: tuple[datetime | None, datetime] | None, received: datetime | None
) -> datetime | None:
    """Say when a lease ends; it counts from when it came: two clocks need not agree."""
    if lease is None:
        return None
    given, until = lease
    return until if given is None or received is None else received + (until - given)
