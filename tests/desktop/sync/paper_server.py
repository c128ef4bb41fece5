"""A server on paper: the protocol's server half over dictionaries, and a line to it that breaks."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

import httpx
from typing_extensions import override

from pursight.contracts.problem import Problem
from pursight.contracts.sync import (
    ChangesReply,
    Command,
    CommandResult,
    DeviceReply,
    Digests,
    Hint,
    PushReply,
    RepairReply,
    RescopeReply,
    Row,
    SnapshotReply,
    Value,
)
from pursight.contracts.sync_rows import GOVERNED
from pursight.identity import new_id
from pursight.protocol import sync_server as half
from pursight.protocol.sync import Cursor, Key, Rows, differing, digests, seal, unseal
from pursight.protocol.sync_port import SyncProtocol
from pursight_desktop.session.answers import Offline, ServerRefused
from pursight_desktop.sync.link import Link

SECRET = b"paper"

T = TypeVar("T")


@dataclass
class PaperServer(SyncProtocol):
    """One device's view of a server that keeps everything in dictionaries."""

    device: str = "device"
    feed: str = "feed1"
    epoch: int = 1
    revoked: bool = False
    schema: int = 1
    page_size: int = 3
    wrong_digests: int = 0
    lease: str | None = None
    seq: int = 0
    rows: dict[Key, half.ServerRow] = field(default_factory=dict)
    entries: list[half.Entry] = field(default_factory=list)
    told: half.Device = field(default_factory=half.Device)
    hidden: set[UUID] = field(default_factory=set)

    def put(self, entity: str, row_id: UUID, device: str = "browser", **fields: Value) -> None:
        """Let somebody else write a row."""
        before = self.rows.get((entity, row_id))
        old = {} if before is None else dict(before.row.fields)
        self.seq += 1
        row = Row(entity=entity, id=row_id, rev=self.seq, fields={**old, **fields})
        changes = {} if before is None else dict(before.changes)
        changes |= dict.fromkeys(fields, half.FieldChange(self.seq, device))
        self._write((entity, row_id), half.ServerRow(row, changes))

    def sees(self, row: Row) -> bool:
        """Whether the person may see a row."""
        return row.id not in self.hidden

    def visible(self) -> dict[Key, Row]:
        """All that the person may see."""
        return {key: kept.row for key, kept in self.rows.items() if self.sees(kept.row)}

    @override
    async def snapshot(self, page: str | None) -> SnapshotReply:
        state = self._state()
        cursor = self._cursor() if page is None else unseal(page, SECRET)
        half.check_cursor(cursor, state)
        rows = sorted(self.visible().values(), key=lambda row: (row.entity, row.id))
        rest = [row for row in rows if f"{row.entity}/{row.id}" > cursor.after]
        now = rest[: self.page_size]
        more = len(rest) > len(now)
        after = f"{now[-1].entity}/{now[-1].id}" if more else ""
        return SnapshotReply(
            rows=tuple(now),
            next=seal(self._cursor(cursor.seq, after), SECRET) if more else None,
            cursor=seal(self._cursor(cursor.seq), SECRET),
            last_mid=self.told.last_mid,
            total=len(rows),
        )

    @override
    async def changes(self, cursor: str, limit: int = 1000) -> ChangesReply:
        since = unseal(cursor, SECRET)
        half.check_cursor(since, self._state())
        run = [entry for entry in self.entries if entry.seq > since.seq][: self.page_size]
        latest = {entry.key: entry.seq for entry in self.entries}
        seq = run[-1].seq if run else self.seq
        more = seq < self.seq
        found: Digests | None = None if more else digests(self.visible().values())
        if found is not None and self.wrong_digests:
            self.wrong_digests -= 1
            found = {**found, "asset": next(iter(digests([]).values()), _NOTHING)}
        return ChangesReply(
            changes=half.changes_of(run, latest, self.sees),
            cursor=seal(self._cursor(seq), SECRET),
            seq=seq,
            feed=self.feed,
            more=more,
            digests=found,
            last_mid=self.told.last_mid,
            lease=None if more else self.lease,
        )

    @override
    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        half.check_feed(unseal(cursor, SECRET), self._state())
        return RescopeReply(
            differ=differing(digests, _digest(self.visible())),
            cursor=seal(self._cursor(), SECRET),
            last_mid=self.told.last_mid,
        )

    @override
    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        half.check_cursor(unseal(cursor, SECRET), self._state())
        permitted = {key: row for key, row in self.visible().items() if key[0] == scope}
        had = {(scope, row_id): rev for row_id, rev in known.items()}
        return RepairReply(changes=half.repair(scope, had, permitted))

    @override
    async def push(self, commands: Sequence[Command]) -> PushReply:
        half.check_cursor(self._cursor(), self._state())
        results: list[CommandResult] = []
        for command in commands:
            try:
                results.append(self._carry_out(command))
            except half.Gap:
                if not results:
                    raise
                break
        return PushReply(results=tuple(results), feed=self.feed, last_mid=self.told.last_mid)

    def _carry_out(self, command: Command) -> CommandResult:
        known = half.known_result(self.told, command.mid)
        if known is not None:
            return known
        rights = half.Rights(
            sees=self.sees,
            writes=self.sees,
            governed=lambda entity, name: name in GOVERNED.get(entity, ()),
        )
        stored = self.rows.get((command.entity, command.id))
        result, effect = half.decide(command, stored, rights, device=self.device, seq=self.seq + 1)
        if effect is not None and effect.after is not None:
            self.seq += 1
            self._write(effect.key, effect.after)
        self.told = half.settle(self.told, result)
        return result

    def _write(self, key: Key, after: half.ServerRow) -> None:
        before = self.rows.get(key)
        self.rows[key] = after
        self.entries.append(
            half.Entry(self.seq, key, None if before is None else before.row, after.row)
        )

    def _state(self) -> half.FeedState:
        return half.FeedState(
            organisation="acme",
            device=self.device,
            feed=self.feed,
            head=self.seq,
            epoch=self.epoch,
            schema=self.schema,
            revoked=self.revoked,
        )

    def _cursor(self, seq: int | None = None, after: str = "") -> Cursor:
        at = self.seq if seq is None else seq
        return Cursor("acme", self.device, at, self.epoch, self.feed, 1, after)


def _digest(rows: Rows) -> Digests:
    return digests(rows.values())


_NOTHING = next(iter(digests([Row(entity="asset", id=UUID(int=0), rev=1)]).values()))


class PaperLink(Link, SyncProtocol):
    """A line to it that counts, and breaks as it is told.

    Attributes:
        fail: Raised instead of asking, as long as it is set.
        lose: After so many requests the answer of one is lost.
        hangs: No request comes back, as long as it is set.
        asked: Names of what was asked.
    """

    def __init__(self, server: PaperServer) -> None:
        self.server = server
        self.fail: Callable[[], Exception] | None = None
        self.lose: set[int] = set()
        self.asked: list[str] = []
        self.together = 0
        self.most_together = 0
        self.closed = False
        self.known = False
        self.hint = asyncio.Queue[Hint]()
        self.hangs = False

    @property
    @override
    def sync(self) -> SyncProtocol:
        return self

    @property
    @override
    def http(self) -> httpx.AsyncClient:
        raise Offline("there is nothing but sync on paper")

    @property
    @override
    def account(self) -> None:
        return None

    @override
    async def register(self) -> DeviceReply:
        await self._pass("register")
        half.check_cursor(self.server._cursor(), self.server._state())
        self.known = True
        return DeviceReply(
            id=UUID(int=1), organisation_id=UUID(int=2), person_id=UUID(int=3), lease_key=""
        )

    @override
    async def hints(self) -> AsyncIterator[Hint]:
        while True:
            yield await self.hint.get()

    @override
    async def close(self) -> None:
        self.closed = True

    @override
    async def snapshot(self, page: str | None) -> SnapshotReply:
        await self._pass("snapshot")
        return self._answer(await self.server.snapshot(page))

    @override
    async def changes(self, cursor: str, limit: int = 1000) -> ChangesReply:
        await self._pass("changes")
        return self._answer(await self.server.changes(cursor, limit))

    @override
    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        await self._pass("rescope")
        return self._answer(await self.server.rescope(cursor, digests))

    @override
    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        await self._pass("repair")
        return self._answer(await self.server.repair(cursor, scope, known))

    @override
    async def push(self, commands: Sequence[Command]) -> PushReply:
        await self._pass("push")
        return self._answer(await self.server.push(commands))

    async def _pass(self, name: str) -> None:
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        await asyncio.sleep(0)
        while self.hangs:  # noqa: ASYNC110  set from another thread
            await asyncio.sleep(0.001)
        self.together -= 1
        if self.fail is not None:
            raise self.fail()
        if name != "register" and not self.known:
            raise ServerRefused(
                Problem(type="urn:x", title="unknown", status=404, code="sync.device_unknown")
            )
        self.asked.append(name)

    def _answer(self, reply: T) -> T:
        if len(self.asked) in self.lose:
            self.lose.discard(len(self.asked))
            raise Offline("the answer was lost")
        return reply


def an_asset(server: PaperServer, name: str = "orders", **fields: Value) -> UUID:
    """Let the server have an asset."""
    row_id = new_id()
    server.put(
        "asset",
        row_id,
        **{
            "source_id": str(UUID(int=7)),
            "level": "table",
            "kind": "table",
            "name": name,
            "fqn": f"shop.{name}",
            "first_seen_at": "2026-01-01T00:00:00Z",
            "last_seen_at": "2026-01-01T00:00:00Z",
            **fields,
        },
    )
    return row_id
