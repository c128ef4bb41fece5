"""What consoles may ask: `SyncProtocol` for one device of one person."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import orjson
from typing_extensions import override

from pursight.contracts.sync import (
    SYNC_SCHEMA,
    Change,
    ChangesReply,
    Command,
    CommandResult,
    Digests,
    PushReply,
    RepairReply,
    RepairRequest,
    RescopeReply,
    Row,
    SnapshotReply,
)
from pursight.protocol import sync_server as protocol
from pursight.protocol.sync import ConsoleTooOld, Cursor, Resync, differing, seal, unseal
from pursight.protocol.sync_port import SyncProtocol
from pursight_server.access import sessions
from pursight_server.access.model import Caller
from pursight_server.platform.recent import Recent
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit
from pursight_server.sync import devices, pushing
from pursight_server.sync.model import Device, KeptRow, epoch_of, visible_entities
from pursight_server.sync.store import reading, summing
from pursight_server.sync.store.feeding import Head

ROWS_A_PAGE = 2_000
ENTRIES_A_PAGE = 1_000
LARGEST_PAGE = 10_000
_BYTES_A_PAGE = 4 * 1024 * 1024
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request, in one snapshot of the database."""

    unit: ReadUnit
    caller: Caller
    device: Device
    state: protocol.FeedState
    secret: bytes
    entities: tuple[str, ...]
    head: Head
    recent: Recent

    def now(self) -> Cursor:
        """Make the cursor of the state now."""
        state = self.state
        return Cursor(
            state.organisation,
            state.device,
            state.head,
            state.epoch,
            state.feed,
            state.schema,
        )

    def checked(self, sealed: str) -> Cursor:
        """Read a cursor, from which changes must be possible to tell."""
        cursor = unseal(sealed, self.secret)
        protocol.check_cursor(cursor, self.state)
        return cursor

    def sealed(self, cursor: Cursor) -> str:
        """Spell a cursor."""
        return seal(cursor, self.secret)

    def sees(self, row: Row) -> bool:
        """Whether the person may see a row."""
        return row.entity in self.entities

    async def digests(self) -> Digests:
        """Read the digests of all that the person may see."""
        return await summing.digests(
            self.unit, self.caller, feed=self.state.feed, head=self.head, recent=self.recent
        )


class ServerSync(SyncProtocol):
    """Console sync v1 as one console may use it.

    Args:
        given: What the server is made of.
        caller: Whose console it is; their rights are read anew in each transaction.
        device_id: Which console.
        schema: Of the rows that it knows.
    """

    def __init__(
        self, given: Services, caller: Caller, device_id: UUID, schema: int = SYNC_SCHEMA
    ) -> None:
        self._given, self._caller, self._device_id = given, caller, device_id
        self._schema = schema
        self._actor = Actor("person", caller.person_id, caller.told_as)
        self._secret = given.keys.cursor_secret

    @override
    async def snapshot(self, page: str | None) -> SnapshotReply:
        return SnapshotReply.model_validate_json(await self.snapshot_json(page))

    async def snapshot_json(self, page: str | None, limit: int = ROWS_A_PAGE) -> bytes:
        """Spell a page of all rows, at most `limit` of them and a few MiB."""
        async with self._asked() as asked:
            cursor = asked.now() if page is None else asked.checked(page)
            found = await reading.snapshot(
                asked.unit, asked.caller, _place(cursor.after), limit + 1
            )
            rows = _fitting(found[:limit])
            more = len(found) > len(rows)
            after = f"{rows[-1].entity}/{rows[-1].id}" if more else ""
            digests = await asked.digests()
            return _spell(
                "rows",
                [row.json() for row in rows],
                {
                    "next": asked.sealed(replace(cursor, after=after)) if more else None,
                    "cursor": asked.sealed(replace(cursor, after="")),
                    "last_mid": asked.device.last_mid,
                    "total": sum(digest.count for digest in digests.values()),
                },
            )

    @override
    async def changes(self, cursor: str, limit: int = ENTRIES_A_PAGE) -> ChangesReply:
        return ChangesReply.model_validate_json(await self.changes_json(cursor, limit))

    async def changes_json(self, cursor: str, limit: int = ENTRIES_A_PAGE) -> bytes:
        """Spell a page of changes; at the last one what the replica must be like then."""
        async with self._asked() as asked:
            since = asked.checked(cursor)
            found = await reading.entries(asked.unit, asked.caller, since.seq, limit + 1)
            told_now = _fitting_entries(found[:limit])
            more = len(found) > len(told_now)
            seq = told_now[-1].seq if more else asked.state.head
            digests = None if more else await asked.digests()
            body = _spell(
                "changes",
                _worded(told_now, asked),
                {
                    "cursor": asked.sealed(replace(since, seq=seq, after="")),
                    "seq": seq,
                    "feed": asked.state.feed,
                    "more": more,
                    "digests": None
                    if digests is None
                    else {scope: digest.model_dump() for scope, digest in digests.items()},
                    "last_mid": asked.device.last_mid,
                    "lease": None if more else self._lease(),
                },
            )
        if not more:
            await devices.note_seen(self._given.database, self._caller, asked.device)
        return body

    @override
    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        async with self._asked() as asked:
            protocol.check_feed(unseal(cursor, self._secret), asked.state)
            return RescopeReply(
                differ=differing(digests, await asked.digests()),
                cursor=asked.sealed(asked.now()),
                last_mid=asked.device.last_mid,
            )

    @override
    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        changes: list[Change] = []
        asked_for = RepairRequest(cursor=cursor, scope=scope, known=dict(known))
        while True:
            reply = RepairReply.model_validate_json(await self.repair_json(asked_for))
            changes += reply.changes
            if reply.next is None:
                return RepairReply(changes=tuple(changes))
            asked_for = asked_for.model_copy(update={"after": reply.next})

    async def repair_json(self, asked_for: RepairRequest) -> bytes:
        """Spell what makes one scope, or a range of its ids, right; a few MiB of it."""
        scope, limit = asked_for.scope, asked_for.limit or LARGEST_PAGE
        async with self._asked() as asked:
            asked.checked(asked_for.cursor)
            permitted: dict[UUID, int] = {}
            if scope in asked.entities:
                permitted = await reading.revs(asked.unit, asked.caller, asked_for, limit + 1)
            end = None
            if len(permitted) > limit:
                permitted = dict(list(permitted.items())[:limit])
                end = list(permitted)[-1]
            known = {
                row_id: rev
                for row_id, rev in asked_for.known.items()
                if _between(row_id, asked_for.after, end or asked_for.until)
            }
            changes = protocol.repair(
                scope,
                {(scope, row_id): rev for row_id, rev in known.items()},
                {(scope, one): _shell(scope, one, rev) for one, rev in permitted.items()},
            )
            puts = [change.row.id for change in changes if change.change == "put"]
            rows = await self._read(asked, scope, puts)
            if len(rows) < len(puts):
                end = rows[-1].id
            evicts = [
                _evict(one.entity, one.id)
                for one in changes
                if one.change == "evict" and _between(one.id, None, end)
            ]
            return _spell("changes", [*evicts, *(_put(row) for row in rows)], {"next": end})

    async def _read(self, asked: _Asked, scope: str, ids: Sequence[UUID]) -> list[KeptRow]:
        """Read rows in the order of their ids, as many as fit into a page, one at least."""
        rows: list[KeptRow] = []
        for at in range(0, len(ids), _ROWS_AT_ONCE):
            wanted = ids[at : at + _ROWS_AT_ONCE]
            rows += await reading.rows(asked.unit, asked.caller, scope, wanted)
            if len(fitting := _fitting(rows)) < len(rows):
                return list(fitting)
        return rows

    @override
    async def push(self, commands: Sequence[Command]) -> PushReply:
        results: list[CommandResult] = []
        feed, last_mid = "", 0
        for command in commands:
            async with self._given.database.unit_of_work(
                self._caller.organisation_id, self._actor
            ) as uow:
                who = await sessions.caller(uow, self._caller.session_id, self._caller.person_id)
                device = await devices.admitted(uow, who, self._device_id, lock=True)
                self._check_schema()
                feed, last_mid = await reading.feed_id(uow), device.last_mid
                try:
                    results.append(await pushing.carry_out(uow, who, device, command))
                except protocol.Gap:
                    if not results:
                        raise
                    break
                last_mid = max(last_mid, command.mid)
        if not commands:
            async with self._asked() as asked:
                feed, last_mid = asked.state.feed, asked.device.last_mid
        return PushReply(results=tuple(results), feed=feed, last_mid=last_mid)

    @asynccontextmanager
    async def _asked(self) -> AsyncIterator[_Asked]:
        organisation_id = self._caller.organisation_id
        async with self._given.database.reading(organisation_id) as unit:
            who = await sessions.caller(unit, self._caller.session_id, self._caller.person_id)
            device = await devices.admitted(unit, who, self._device_id)
            self._check_schema()
            head = await reading.head(unit)
            state = protocol.FeedState(
                organisation=str(organisation_id),
                device=str(device.id),
                feed=await reading.feed_id(unit),
                head=head.seq,
                epoch=epoch_of(who),
                oldest=head.oldest,
                schema=SYNC_SCHEMA,
            )
            yield _Asked(
                unit,
                who,
                device,
                state,
                self._secret,
                visible_entities(who),
                head,
                self._given.recent,
            )

    def _check_schema(self) -> None:
        if self._schema < SYNC_SCHEMA:
            raise ConsoleTooOld("the console does not know these rows", hint="Update the console.")

    def _lease(self) -> str:
        given = self._given
        now, life = given.clock.now(), given.settings.offline_life
        return devices.lease(given.keys, self._caller, self._device_id, now, life)


def _between(row_id: UUID, after: UUID | None, until: UUID | None) -> bool:
    return (after is None or row_id > after) and (until is None or row_id <= until)


def _worded(entries: Sequence[reading.Told], asked: _Asked) -> list[str]:
    """Word entries as changes, each row's text as it is kept."""
    rows = {entry.seq: entry.row for entry in entries if entry.row is not None}
    latest = {
        (entry.entity, entry.id): entry.seq if entry.row is not None else 0 for entry in entries
    }
    worded = protocol.changes_of(
        (
            protocol.Entry(
                entry.seq,
                (entry.entity, entry.id),
                _shell(entry.entity, entry.id, entry.seq) if entry.before else None,
                _shell(entry.entity, entry.id, entry.seq) if entry.after else None,
            )
            for entry in entries
        ),
        latest,
        asked.sees,
    )
    return [
        _put(rows[change.row.rev]) if change.change == "put" else _evict(change.entity, change.id)
        for change in worded
    ]


def _shell(entity: str, row_id: UUID, rev: int) -> Row:
    """Stand for a row where only its name and rev are asked for."""
    return Row.model_construct(entity=entity, id=row_id, rev=rev, fields={})


def _put(row: KeptRow) -> str:
    return f'{{"change":"put","row":{row.json()}}}'


def _evict(entity: str, row_id: UUID) -> str:
    return f'{{"change":"evict","entity":"{entity}","id":"{row_id}"}}'


def _spell(name: str, parts: Sequence[str], rest: Mapping[str, object]) -> bytes:
    """Join parts that are JSON already into a reply."""
    tail = orjson.dumps(rest).decode()[1:]
    return f'{{"{name}":[{",".join(parts)}]{"," if rest else ""}{tail}'.encode()


def _fitting(rows: Sequence[KeptRow]) -> Sequence[KeptRow]:
    """Keep what fits into a page, one at least."""
    size = 0
    for at, row in enumerate(rows):
        size += len(row.text)
        if size > _BYTES_A_PAGE and at:
            return rows[:at]
    return rows


def _fitting_entries(entries: Sequence[reading.Told]) -> Sequence[reading.Told]:
    size = 0
    for at, entry in enumerate(entries):
        size += len(entry.row.text) if entry.row else 0
        if size > _BYTES_A_PAGE and at:
            return entries[:at]
    return entries


def _place(after: str) -> tuple[str, UUID] | None:
    """Read inside a snapshot where the page before ended."""
    if not after:
        return None
    entity, _, row_id = after.partition("/")
    try:
        return entity, UUID(row_id)
    except ValueError as error:
        raise Resync("the cursor cannot be read") from error
