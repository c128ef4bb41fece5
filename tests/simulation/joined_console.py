"""A console as it is: its replica on the disk, its own turns; and the weather between it and us."""

import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Literal, TypeVar
from uuid import UUID

from tests.simulation.joined_server import JoinedServer, State
from tests.simulation.mortal_store import DOOMS, Killed, MortalStore
from typing_extensions import override

from pursight.contracts.problem import Problem
from pursight.contracts.sync import (
    ChangesReply,
    Command,
    Digests,
    Operation,
    PushReply,
    RepairReply,
    RescopeReply,
    SnapshotReply,
)
from pursight.errors import PurSightError
from pursight.identity import id_at
from pursight.protocol.sync import ConsoleTooOld, DeviceRevoked, Rescope, Resync
from pursight.protocol.sync_port import SyncProtocol
from pursight.protocol.sync_replica import Pending
from pursight.protocol.sync_server import Gap
from pursight_desktop.replica import kept, outbox
from pursight_desktop.replica.files import KEY_BYTES
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.answers import Offline, ServerRefused
from pursight_desktop.sync.status import Connection
from pursight_desktop.sync.turns import Stand, Turns
from pursight_server.sync.devices import DeviceUnknown
from pursight_server.sync.service import ServerSync

T = TypeVar("T")


@dataclass(slots=True)
class Edit:
    """What somebody wrote: each word stands for one field, and is found nowhere else."""

    mid: int
    words: tuple[str, ...]
    withdrawn: bool = False
    settled: bool = False


@dataclass
class JoinedConsole:
    """One console of a person."""

    server: JoinedServer
    rng: Random
    place: Path
    number: int
    person: int
    state_kind: type[SyncState] = SyncState
    store_kind: type[MortalStore] = MortalStore
    edits: list[Edit] = field(default_factory=list)
    expected: State | None = None
    is_revoked: bool = False
    is_calm: bool = False
    lives: int = 0
    stand: Stand | None = None

    def __post_init__(self) -> None:
        """Begin without a replica."""
        self.device = id_at(self.server.given.clock.now(), self.rng.getrandbits(74))
        self._key = self.rng.randbytes(KEY_BYTES)
        self.weather = Weather(self)
        folder = self.place / "1"
        folder.mkdir(parents=True)
        self._boot(folder)

    def _boot(self, folder: Path) -> None:
        self.lives += 1
        self.store = self.store_kind.open(folder / "replica.db", self._key)
        self.state = self.state_kind(self.store, self.server.given.clock)
        self.turns = Turns(self.state, _at_once)

    # --- process ---

    def doom(self) -> None:
        """Let the process die in its next transaction."""
        self.store.doom = self.rng.choice(DOOMS)

    def kill(self) -> None:
        """Let the process die between two transactions, and another one begin."""
        self._begin_after(self.store.leave_remains())

    def _begin_after(self, remains: Path) -> None:
        old = self.store
        old.close()
        shutil.rmtree(old.path.parent)
        self._boot(remains)

    def _survive(self) -> None:
        assert self.store.remains is not None
        self._begin_after(self.store.remains)

    def end(self) -> None:
        """Close the files."""
        self.store.close()

    # --- sync ---

    async def take(self) -> Stand | None:
        """Take one turn; None when the process died in it."""
        self.weather.checkpoint = None
        try:
            stand = await self.turns.take(self.weather)  # type: ignore[arg-type]
        except Killed:
            self._survive()
            stand = None
        self.stand = stand
        if stand is not None and stand.connection is Connection.REVOKED:
            self.store.destroy()
            self.is_revoked = True
        return stand

    # --- what a person does ---

    def edit(self) -> None:
        """Change something that is shown."""
        entity, row_id, args, words = self._draw_edit()
        mid = self._note("next_mid", 1)
        try:
            with self.store.writing() as writer:
                queued = outbox.queue(writer, entity, row_id, Operation.SET, args)
                assert queued == mid
        except Killed:
            self._survive()
        with self.store.reader() as connection:
            if any(one.command.mid == mid for one in kept.outbox(connection)):
                self.edits.append(Edit(mid, words))

    def withdraw(self) -> None:
        """Take the newest edit back, if that is still possible."""
        if not self.edits or self.store.doom:
            return
        edit = self.edits[-1]
        with self.store.writing() as writer:
            edit.withdrawn = outbox.withdraw(writer, edit.mid) or edit.withdrawn

    def settle(self) -> None:
        """Decide about the oldest edit in the tray."""
        lines = self.tray()
        if not lines or self.store.doom:
            return
        line = lines[0]
        edit = next(one for one in self.edits if one.mid == line.mid)
        edit.settled = True
        with self.store.writing() as writer:
            keep: Literal["mine", "theirs"] = "mine" if self.rng.random() < 0.5 else "theirs"
            again = outbox.settle(writer, line.mid, keep=keep)
        if again is not None:
            self.edits.append(Edit(again, ()))  # its words may be said twice, once each time

    def tray(self) -> list[outbox.TrayLine]:
        """List what waits for the person."""
        with self.store.reader() as connection:
            return outbox.tray(connection)

    def _draw_edit(self) -> tuple[str, UUID, dict[str, Any], tuple[str, ...]]:
        rng = self.rng
        word = f"w{self.number}x{self._note('next_mid', 1)}x"
        rows = self._rows_to_edit()
        if not rows or rng.random() < 0.05:
            row_id = id_at(self.server.given.clock.now(), rng.getrandbits(74))
            return "asset", row_id, {"description": word}, (word,)
        entity = rng.choice(sorted({row[0] for row in rows}))
        row_id = rng.choice([row[1] for row in rows if row[0] == entity])
        match entity:
            case "asset":
                return "asset", row_id, *_draw_annotation(rng, word)
            case "classification":
                return entity, row_id, *_draw_decision(rng, word)
            case "violation" if rng.random() < 0.7:
                return entity, row_id, {"acceptance": {"reason": word}}, (word,)
            case "violation":
                return entity, row_id, {"acceptance": None}, ()
            case _:
                return "rule", row_id, {"state": rng.choice(("active", "paused"))}, ()

    def _rows_to_edit(self) -> list[tuple[str, UUID]]:
        with self.store.reader() as connection:
            found = connection.execute(
                "SELECT r.entity, r.id FROM row r LEFT JOIN asset a ON a.id = r.id"
                " WHERE r.entity IN ('asset', 'classification', 'violation', 'rule')"
                " ORDER BY r.entity, a.fqn, r.id"
            ).fetchall()
        return [(entity, UUID(bytes=row_id)) for entity, row_id in found]

    # --- what the judge asks ---

    def _note(self, name: str, default: Any = None) -> Any:
        with self.store.reader() as connection:
            return kept.note(connection, name, default)

    @property
    def cursor(self) -> str | None:
        """Of the last checkpoint."""
        cursor: str | None = self._note("cursor")
        return cursor

    @property
    def repairs(self) -> int:
        """How often digests did not fit."""
        repairs: int = self._note("repairs", 0)
        return repairs

    @property
    def waiting(self) -> int:
        """How many edits are still in the outbox."""
        with self.store.reader() as connection:
            return len(kept.outbox(connection))

    def base(self) -> State:
        """Name the rows of the server that the replica has."""
        with self.store.reader() as connection:
            rows = {
                (entity, UUID(bytes=row_id)): (rev, hashed)
                for entity, row_id, rev, hashed in connection.execute(
                    "SELECT entity, id, rev, hash FROM row"
                ).fetchall()
            }
            for entity, row_id, rev, hashed, gone in connection.execute(
                "SELECT entity, id, rev, hash, fields IS NULL FROM aside"
            ).fetchall():
                rows.pop((entity, UUID(bytes=row_id)), None)
                if not gone:
                    rows[entity, UUID(bytes=row_id)] = (rev, hashed)
            return rows

    def shown(self) -> Mapping[tuple[str, UUID], str]:
        """Give the text of every row as it is shown."""
        with self.store.reader() as connection:
            found = connection.execute("SELECT entity, id, fields FROM row").fetchall()
        return {(entity, UUID(bytes=row_id)): text for entity, row_id, text in found}

    def outbox(self) -> tuple[Pending, ...]:
        """List what is pending."""
        with self.store.reader() as connection:
            return kept.outbox(connection)


class Weather(SyncProtocol):
    """The way to the server's service: pages are short, requests and answers get lost or doubled.

    It is also the link that a console's turns are given.
    """

    def __init__(self, console: JoinedConsole) -> None:
        self._console, self._rng = console, console.rng
        self._sent: list[tuple[Command, ...]] = []
        self._answers: list[PushReply] = []
        self.checkpoint: str | None = None

    @property
    def sync(self) -> SyncProtocol:
        """Itself."""
        return self

    async def register(self) -> None:
        """Make the console known."""
        await self._through(
            lambda: self._console.server.register(self._console.person, self._console.device)
        )

    def _service(self) -> ServerSync:
        server = self._console.server
        return ServerSync(server.given, server.callers[self._console.person], self._console.device)

    async def _through(self, ask: Callable[[], Awaitable[T]]) -> T:
        is_bad = not self._console.is_calm
        if is_bad and self._rng.random() < 0.05:
            raise Offline("the request was lost")
        try:
            reply = await ask()
        except DeviceUnknown as error:
            problem = Problem(
                type="urn:pursight:problem",
                code=error.code,
                title="unknown",
                status=404,
                detail=error.message,
            )
            raise ServerRefused(problem) from error
        if is_bad and self._rng.random() < 0.1:
            raise Offline("the answer was lost")
        return reply

    def _limit(self) -> int:
        return 1000 if self._console.is_calm else self._rng.choice((1, 3, 10, 40, 150))

    @override
    async def snapshot(self, page: str | None) -> SnapshotReply:
        limit = max(20, self._limit())
        spelled = await self._through(lambda: self._service().snapshot_json(page, limit))
        return SnapshotReply.model_validate_json(spelled)

    @override
    async def changes(self, cursor: str, limit: int = 1000) -> ChangesReply:
        reply = await self._through(lambda: self._service().changes(cursor, self._limit()))
        if not reply.more:
            self.checkpoint = reply.cursor
        return reply

    @override
    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        return await self._through(lambda: self._service().rescope(cursor, digests))

    @override
    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        return await self._through(lambda: self._service().repair(cursor, scope, known))

    @override
    async def push(self, commands: Sequence[Command]) -> PushReply:
        self._sent.append(tuple(commands))
        if self._console.is_calm:
            return await self._through(lambda: self._service().push(commands))
        some = tuple(commands[: self._rng.randint(1, 3)])
        match self._rng.randrange(8):
            case 0:
                await self.push_a_copy()
            case 1:
                await self._push_noise(some)
            case 2:
                await self._push_noise(some[::-1])
            case 3:  # rights are removed between two commands of one request
                await self._push_noise(some[:1])
                await self._console.server.regrade(self._rng, self._console.person)
            case _:
                pass
        reply = await self._through(lambda: self._service().push(some))
        self._answers.append(reply)
        return reply

    async def push_a_copy(self) -> None:
        """Let a copy of an earlier request arrive."""
        if self._sent:
            await self._push_noise(self._rng.choice(self._sent[-10:]))

    def answer_a_copy(self) -> None:
        """Let a copy of an earlier answer arrive."""
        if self._answers and not self._console.store.doom:
            self._console.state.on_push(self._rng.choice(self._answers[-10:]))

    async def _push_noise(self, commands: Sequence[Command]) -> None:
        """Send something whose answer nobody gets."""
        try:
            await self._service().push(commands)
        except (Gap, DeviceUnknown):
            return
        except PurSightError as error:
            if not isinstance(error, Rescope | Resync | ConsoleTooOld | DeviceRevoked):
                raise


async def _at_once(work: Callable[[], T]) -> T:
    return work()


def _draw_annotation(rng: Random, word: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    match rng.randrange(6):
        case 0 | 1:
            return {"description": f"{word}d"}, (f"{word}d",)
        case 2 | 3:
            return {"owner": f"{word}o"}, (f"{word}o",)
        case 4:
            return {"description": f"{word}d", "owner": f"{word}o"}, (f"{word}d", f"{word}o")
        case _:
            return {"tags": rng.choice(([f"{word}t"], [f"{word}t", ""]))}, (f"{word}t",)


def _draw_decision(rng: Random, word: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    if rng.random() < 0.2:
        return {"decision": None}, ()
    verdict = rng.choice(("accept", "change", "reject"))
    label = {"accept": None, "reject": None}.get(verdict, rng.choice(("email", "phone")))
    return {"decision": {"verdict": verdict, "label": label, "reason": word}}, (word,)
