"""The server's half of console sync, simulated: real decisions over a crash store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from pursight.contracts.sync import (
    SYNC_SCHEMA,
    Change,
    ChangesReply,
    Command,
    CommandResult,
    Operation,
    PushReply,
    RepairReply,
    RescopeReply,
    Row,
    SnapshotReply,
    Value,
)
from pursight.errors import PurSightError
from pursight.identity import id_at
from pursight.protocol import sync_console as console_half
from pursight.protocol import sync_server as server_half
from pursight.protocol.sync import Cursor, Key, differing, digests, seal, unseal
from pursight.testing.simulation_world import Killed, Store, Transaction, Violation, World

SECRET = b"simulated"
DOMAINS = ("sales", "people", "ops")
ENTITIES = ("asset", "term")
GOVERNED = frozenset({"classification"})

State = frozenset[tuple[Key, int, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """Which domains a person may see, and may write."""

    sees: frozenset[str]
    writes: frozenset[str]
    epoch: int = 1

    def rights(self) -> server_half.Rights:
        """Give the predicates."""
        return server_half.Rights(
            sees=lambda row: row.fields.get("domain") in self.sees,
            writes=lambda row: row.fields.get("domain") in self.writes,
            governed=lambda _, name: name in GOVERNED,
        )


@dataclass(frozen=True, slots=True)
class Failed:
    """An error answer."""

    error: PurSightError


class SyncLedger:
    """Outside: every state the server was in at a checkpoint, and every effect it made durable."""

    def __init__(self) -> None:
        self.states: dict[str, State] = {}
        self.effects: dict[tuple[str, int], int] = {}
        self.edits: set[tuple[str, int]] = set()

    def checkpoint(self, cursor: str, rows: Mapping[Key, Row]) -> None:
        """Note what a person may see at a cursor: one cursor, one state."""
        state = state_of(rows)
        if self.states.setdefault(cursor, state) != state:
            raise Violation("one cursor stands for two states")

    def effect(self, device: str, mid: int) -> None:
        """Note the durable effect of a command."""
        self.effects[device, mid] = self.effects.get((device, mid), 0) + 1
        if self.effects[device, mid] > 1:
            raise Violation("an edit was applied twice")


def state_of(rows: Mapping[Key, Row]) -> State:
    """Freeze rows for comparison."""
    return frozenset((key, row.rev, str(sorted(row.fields.items()))) for key, row in rows.items())


class SyncServer:
    """One server process after another over one store; consoles call it through the weather."""

    def __init__(self, world: World, ledger: SyncLedger) -> None:
        self.world, self.ledger = world, ledger
        self.store = Store()
        self.up = True
        self.feeds = 1
        self._reserved = 0
        self._backup: tuple[Store, dict[tuple[str, int], int]] | None = None
        transaction = self.store.begin()
        transaction.put("feed", 0, "feed1")
        for person in range(3):
            transaction.put("person", person, Person(*_draw_rights(world.rng)))
        transaction.commit()

    # --- what happens at the server itself ---

    def write(self) -> None:
        """Let somebody change a row in the browser: the transaction commits a while later."""
        reserved = self.reserve()
        rng = self.world.rng

        def commit() -> None:
            transaction = self.store.begin()
            known = [key for key, _ in transaction.rows("row")]
            if not known or rng.random() < 0.3:
                key = (rng.choice(ENTITIES), id_at(self.world.now, rng.getrandbits(74)))
                self._change(transaction, key, _draw_fields(rng), reserved)
            elif rng.random() < 0.15:
                self._change(transaction, rng.choice(known), None, reserved)
            else:
                name, value = rng.choice(list(_draw_fields(rng).items()))
                self._change(transaction, rng.choice(known), {name: value}, reserved)
            transaction.commit()

        self.world.later(rng.choice((0.0, 1.0, 20.0)), commit)

    def regrade(self) -> None:
        """Change what a person may see or write."""
        number = self.world.rng.randrange(3)
        transaction = self.store.begin()
        person: Person = transaction.get("person", number)
        rights = Person(*_draw_rights(self.world.rng), epoch=person.epoch + 1)
        transaction.put("person", number, rights)
        transaction.commit()

    def purge(self) -> None:
        """Forget the older half of the feed."""
        head = self._head(self.store.begin())
        transaction = self.store.begin()
        transaction.put("oldest", 0, head // 2)
        transaction.commit()

    def back_up(self) -> None:
        """Keep a copy of everything."""
        self._backup = (self.store.copy(), dict(self.ledger.effects))

    def restore(self) -> None:
        """Put the copy back, as a new feed: what came after the backup is lost at the server."""
        if self._backup is None:
            return
        store, effects = self._backup
        self.store = store.copy()
        self.ledger.effects = dict(effects)
        self.feeds += 1
        transaction = self.store.begin()
        transaction.put("feed", 0, f"feed{self.feeds}")
        transaction.commit()

    # --- what consoles ask ---

    def receive(self, device: str, person: int, ask: Callable[["Session"], object]) -> object:
        """Serve one request; None when the process is down or dies over it."""
        if not self.up:
            return None
        transaction = self.store.begin()
        try:
            self.world.mark()
            reply = ask(Session(self, transaction, device, person))
            self.world.mark()
            transaction.commit()
            self.world.mark()
        except PurSightError as error:
            return Failed(error)
        except Killed:
            self.up = False
            self.world.later(self.world.rng.uniform(1, 30), self._start)
            return None
        return reply

    def _start(self) -> None:
        self.up = True

    def newest_cursor(self, device: str, person: int) -> str:
        """Give the cursor that stands for the state now."""
        return Session(self, self.store.begin(), device, person).cursor()

    # --- decisions, each of which a test may replace by a wrong one ---

    def reserve(self) -> int | None:
        """Take no feed position before the commit."""
        return None

    def check_cursor(self, cursor: Cursor, state: server_half.FeedState) -> None:
        """Say whether changes can be told from a cursor."""
        server_half.check_cursor(cursor, state)

    def check_feed(self, cursor: Cursor, state: server_half.FeedState) -> None:
        """Say whether digests can be compared."""
        server_half.check_feed(cursor, state)

    def changes_of(
        self, entries: list[server_half.Entry], latest: Mapping[Key, int], person: Person
    ) -> tuple[Change, ...]:
        """Word feed entries."""
        return server_half.changes_of(entries, latest, person.rights().sees)

    def known_result(self, device: server_half.Device, mid: int) -> CommandResult | None:
        """Find the stored result of a repeated command."""
        return server_half.known_result(device, mid)

    # --- rows and feed ---

    def _head(self, transaction: Transaction) -> int:
        head: int = transaction.get("head", 0) or 0
        return head

    def _change(
        self,
        transaction: Transaction,
        key: Key,
        fields: Mapping[str, Value] | None,
        reserved: int | None,
    ) -> None:
        before: server_half.ServerRow | None = transaction.get("row", key)
        seq = reserved or self._head(transaction) + 1
        after: server_half.ServerRow | None = None
        if fields is not None:
            old, changes = (before.row.fields, before.changes) if before else ({}, {})
            row = Row(entity=key[0], id=key[1], rev=seq, fields={**old, **fields})
            change = server_half.FieldChange(seq, "browser")
            after = server_half.ServerRow(row, {**changes, **dict.fromkeys(fields, change)})
        self.put(transaction, seq, key, after)

    def put(
        self, transaction: Transaction, seq: int, key: Key, after: server_half.ServerRow | None
    ) -> None:
        """Write a row and its feed entry."""
        before: server_half.ServerRow | None = transaction.get("row", key)
        if after is None:
            transaction.delete("row", key)
        else:
            transaction.put("row", key, after)
        entry = server_half.Entry(
            seq, key, before.row if before else None, after.row if after else None
        )
        transaction.put("entry", seq, entry)
        transaction.put("latest", key, seq)
        transaction.put("head", 0, max(seq, self._head(transaction)))


class Session:
    """One request of one device, in one transaction."""

    def __init__(
        self, server: SyncServer, transaction: Transaction, device: str, number: int
    ) -> None:
        self.server, self.transaction, self.device = server, transaction, device
        self.person: Person = transaction.get("person", number)
        self.head: int = transaction.get("head", 0) or 0
        self.feed: str = transaction.get("feed", 0)

    def snapshot(self, page: str | None) -> SnapshotReply:
        """Serve a page of three rows."""
        cursor = self._now() if page is None else self._checked(page)
        rows = sorted(self._permitted().items(), key=lambda item: str(item[0]))
        rest = [row for key, row in rows if str(key) > cursor.after]
        last = rest[2] if len(rest) > 3 else None
        after = "" if last is None else str((last.entity, last.id))
        return SnapshotReply(
            rows=tuple(rest[:3]),
            next=None if last is None else seal(replace(cursor, after=after), SECRET),
            cursor=seal(replace(cursor, after=""), SECRET),
            last_mid=self._device().last_mid,
        )

    def changes(self, sealed: str) -> ChangesReply:
        """Serve a page of at most four feed entries."""
        cursor = self._checked(sealed)
        entries = self._entries(cursor.seq)
        latest = {entry.key: self.transaction.get("latest", entry.key) for entry in entries}
        more = len(entries) > 4
        seq = entries[3].seq if more else self.head
        reply = ChangesReply(
            changes=self.server.changes_of(entries[:4], latest, self.person),
            cursor=seal(replace(cursor, seq=seq), SECRET),
            seq=seq,
            feed=self.feed,
            more=more,
            digests=None if more else digests(self._permitted().values()),
            last_mid=self._device().last_mid,
        )
        if not more:
            self.server.ledger.checkpoint(reply.cursor, self._permitted())
        return reply

    def rescope(self, theirs: console_half.AskRescope) -> RescopeReply:
        """Compare digests."""
        self.server.check_feed(unseal(theirs.cursor, SECRET), self._state())
        differ = differing(theirs.digests, digests(self._permitted().values()))
        cursor = self.cursor()
        return RescopeReply(differ=differ, cursor=cursor, last_mid=self._device().last_mid)

    def repair(self, asked: console_half.AskRepair) -> RepairReply:
        """Make one scope right."""
        self._checked(asked.cursor)
        permitted = {k: row for k, row in self._permitted().items() if k[0] == asked.scope}
        return RepairReply(changes=server_half.repair(asked.scope, asked.known, permitted))

    def push(self, commands: tuple[Command, ...]) -> PushReply:
        """Take commands up to the first gap; one transaction for all is stricter than needed."""
        results: list[CommandResult] = []
        for command in commands:
            try:
                known = self.server.known_result(self._device(), command.mid)
            except server_half.Gap:
                break
            results.append(known or self._apply(command))
        return PushReply(results=tuple(results), feed=self.feed, last_mid=self._device().last_mid)

    def _apply(self, command: Command) -> CommandResult:
        key = (command.entity, command.id)
        seq = (self.transaction.get("head", 0) or 0) + 1
        stored = self.transaction.get("row", key)
        result, effect = server_half.decide(
            command, stored, self.person.rights(), device=self.device, seq=seq
        )
        if effect is not None:
            self.server.put(self.transaction, seq, effect.key, effect.after)
            self.transaction.on_commit.append(
                lambda: self.server.ledger.effect(self.device, command.mid)
            )
        settled = server_half.settle(self._device(), result)
        self.transaction.put("device", self.device, settled)
        return result

    def _device(self) -> server_half.Device:
        device: server_half.Device | None = self.transaction.get("device", self.device)
        return device or server_half.Device()

    def _entries(self, after: int) -> list[server_half.Entry]:
        return sorted(
            (entry for seq, entry in self.transaction.rows("entry") if seq > after),
            key=lambda entry: entry.seq,
        )

    def _permitted(self) -> dict[Key, Row]:
        sees = self.person.rights().sees
        return {key: one.row for key, one in self.transaction.rows("row") if sees(one.row)}

    def cursor(self) -> str:
        """Seal the cursor of the state now."""
        return seal(self._now(), SECRET)

    def _now(self) -> Cursor:
        head = self.transaction.get("head", 0) or 0
        return Cursor("org", self.device, head, self.person.epoch, self.feed, SYNC_SCHEMA)

    def _checked(self, sealed: str) -> Cursor:
        cursor = unseal(sealed, SECRET)
        self.server.check_cursor(cursor, self._state())
        return cursor

    def _state(self) -> server_half.FeedState:
        return server_half.FeedState(
            organisation="org",
            device=self.device,
            feed=self.feed,
            head=self.transaction.get("head", 0) or 0,
            epoch=self.person.epoch,
            oldest=self.transaction.get("oldest", 0) or 0,
        )


def _draw_rights(rng: Random) -> tuple[frozenset[str], frozenset[str]]:
    # In the order of DOMAINS, never of a set: that would change from one process to the next.
    sees = [name for name in DOMAINS if rng.random() < 0.7]
    return frozenset(sees), frozenset(name for name in sees if rng.random() < 0.8)


def _draw_fields(rng: Random) -> dict[str, Value]:
    return {
        "domain": rng.choice(DOMAINS),
        "title": rng.randrange(1000),
        "classification": rng.choice(("email", "phone", "none")),
    }


def draw_edit(
    rng: Random, rows: Mapping[Key, Row], new_id: UUID
) -> tuple[Operation, str, UUID, dict[str, Value]]:
    """Draw what a person does at a console that shows these rows."""
    fields = _draw_fields(rng)
    if not rows or rng.random() < 0.2:
        return Operation.CREATE, rng.choice(ENTITIES), new_id, fields
    entity, row_id = rng.choice(sorted(rows, key=str))
    if rng.random() < 0.1:
        return Operation.DELETE, entity, row_id, {}
    names = rng.sample(sorted(fields), rng.randint(1, 2))
    return Operation.SET, entity, row_id, {name: fields[name] for name in names}
