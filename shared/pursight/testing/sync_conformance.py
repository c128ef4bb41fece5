"""Promises every `SyncProtocol` must keep, be it the server's own or a client's before it.

await check_sync(driver)

The kit only asks; what happens at the server meanwhile is the driver's part.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar
from uuid import UUID

from pursight.contracts.sync import (
    ChangesReply,
    Command,
    CommandResult,
    Operation,
    Outcome,
    Put,
    Row,
    Value,
)
from pursight.errors import PurSightError
from pursight.protocol.sync import Key, Rescope, Resync, digests, key_of
from pursight.protocol.sync_port import SyncProtocol
from pursight.protocol.sync_server import Gap

Fields = Mapping[str, Value]

WRITERS = 12


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row that the whole-seeing person may set, with three values it can take."""

    key: Key
    name: str
    values: tuple[Value, Value, Value]
    read: Callable[[Fields], Value]
    """Gives the field's value from a row, spelled as commands do."""


class SyncDriver(Protocol):
    """What a server's tests can do behind its back, at its one organisation.

    Two persons are there: `whole` may see and write every entity, `part` sees only some entities
    and writes none.
    """

    async def open(self, person: str) -> SyncProtocol:
        """Make a new device of a person known, and give its way in."""
        ...

    async def permitted(self, person: str) -> Mapping[Key, Fields]:
        """Read the rows that a person may see now, by another way than sync."""
        ...

    async def change(self) -> None:
        """Let several rows that both persons see be added and changed."""
        ...

    async def remove(self) -> None:
        """Let at least one row vanish that the first `change` has made, and `whole` sees."""
        ...

    async def regrade(self, *, part: bool) -> None:
        """Take rights from `whole` so that only what `part` sees is left, or give them back."""
        ...

    async def write_at_once(self, writers: int, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """Let writers change rows at the same time, some of them rolled back.

        Call `meanwhile` again and again until all of them have ended.
        """
        ...

    async def plain(self) -> Field:
        """Name a plain field that nobody has set yet."""
        ...

    async def governed(self) -> Field:
        """Name a governed field that nobody has set yet."""
        ...


class Follower:
    """A replica without a disk: it stages nothing, and believes a checkpoint only if it fits."""

    def __init__(self, sync: SyncProtocol) -> None:
        self.sync = sync
        self.rows: dict[Key, Row] = {}
        self.cursor = ""
        self.seq = 0
        self.mid = 0

    async def fill(self) -> None:
        """Take a snapshot, then what changed since it began."""
        self.rows, page = {}, None
        while True:
            reply = await self.sync.snapshot(page)
            for row in reply.rows:
                _promise(key_of(row) not in self.rows, f"{key_of(row)} came on two pages")
                self.rows[key_of(row)] = row
            self.cursor, page = reply.cursor, reply.next
            if page is None:
                break
        await self.pull()

    async def pull(self, limit: int = 1000) -> int:
        """Follow to a checkpoint; returns how many pages that took."""
        pages = 0
        while True:
            reply = await self.sync.changes(self.cursor, limit)
            self.take(reply, limit)
            pages += 1
            if not reply.more:
                _promise(reply.digests == digests(self.rows.values()), "the digests do not fit")
                return pages

    def take(self, reply: ChangesReply, limit: int) -> None:
        """Apply a page, which must go on from the one before."""
        _promise(
            len(reply.changes) <= limit, f"{len(reply.changes)} changes for a limit of {limit}"
        )
        _promise(reply.seq >= self.seq, "the feed went back")
        revs = [change.row.rev for change in reply.changes if isinstance(change, Put)]
        _promise(revs == sorted(set(revs)), "puts are not in the order of the feed")
        _promise(all(self.seq < rev <= reply.seq for rev in revs), "a put is not of its page")
        for change in reply.changes:
            if isinstance(change, Put):
                self.rows[key_of(change.row)] = change.row
            else:
                self.rows.pop((change.entity, change.id), None)
        self.cursor, self.seq = reply.cursor, reply.seq

    async def set(self, field: Field, value: Value, *, base_rev: int) -> CommandResult:
        """Send the next command: set a field."""
        self.mid += 1
        return await self.send(self.command(self.mid, field, value, base_rev))

    async def send(self, command: Command) -> CommandResult:
        """Send one command."""
        reply = await self.sync.push([command])
        _promise(
            [result.mid for result in reply.results] == [command.mid], "a result has another mid"
        )
        _promise(reply.last_mid >= command.mid, "the outcome did not use up its mid")
        return reply.results[0]

    @staticmethod
    def command(mid: int, field: Field, value: Value, base_rev: int) -> Command:
        """Word a command."""
        entity, row_id = field.key
        return Command(
            mid=mid,
            entity=entity,
            id=row_id,
            op=Operation.SET,
            args={field.name: value},
            base_rev=base_rev,
        )


async def check_sync(driver: SyncDriver) -> None:
    """Hold an implementation to its promises; raise AssertionError on a broken one."""
    await driver.change()
    for check in (
        check_following,
        check_small_pages,
        check_cursors,
        check_rights,
        check_pushing,
        check_conflicts,
        check_concurrent_writers,
    ):
        await check(driver)


async def check_following(driver: SyncDriver) -> None:
    """A snapshot and the changes after it are exactly what each person may see."""
    whole, part = await _filled(driver, "whole"), await _filled(driver, "part")
    _promise(part.rows.keys() < whole.rows.keys(), "the persons see the same")
    await driver.change()
    await driver.remove()
    for person, follower in (("whole", whole), ("part", part)):
        await follower.pull()
        await _is_right(driver, person, follower)
        _promise(await follower.pull() == 1, "a second pull had more than a page")
        late = await _filled(driver, person)
        await follower.pull()
        _promise(late.rows == follower.rows, "a snapshot and a pull lead to two states")


async def check_small_pages(driver: SyncDriver) -> None:
    """Pages of one position lead to the same state as one large page."""
    small, large = await _filled(driver, "whole"), await _filled(driver, "whole")
    await driver.change()
    pages = await small.pull(1)
    await large.pull()
    _promise(pages > 1, "a page of one position held all changes")
    _promise(small.rows == large.rows, "small and large pages lead to two states")
    cursor = large.cursor
    again = [await large.sync.changes(cursor, 1) for _ in range(2)]
    _promise(again[0].changes == again[1].changes, "one cursor told two things")
    await _is_right(driver, "whole", small)


async def check_cursors(driver: SyncDriver) -> None:
    """Cursors are of one device, and cannot be made or changed by it."""
    mine, other = await _filled(driver, "whole"), await _filled(driver, "whole")
    at = len(mine.cursor) // 2
    damaged = mine.cursor[:at] + ("A" if mine.cursor[at] != "A" else "B") + mine.cursor[at + 1 :]
    for cursor in (other.cursor, damaged, "nonsense"):
        await _raises(Resync, mine.sync.changes(cursor))
        await _raises(Resync, mine.sync.snapshot(cursor))
        await _raises(Resync, mine.sync.rescope(cursor, {}))
        await _raises(Resync, mine.sync.repair(cursor, "asset", {}))


async def check_rights(driver: SyncDriver) -> None:
    """Whoever may see less keeps nothing of it; whoever may see more gets all of it."""
    follower = await _filled(driver, "whole")
    for part in (True, False):
        await driver.change()
        await driver.regrade(part=part)
        await _raises(Rescope, follower.sync.changes(follower.cursor))
        await _raises(Rescope, follower.sync.repair(follower.cursor, "asset", {}))
        before = len(follower.rows)
        await _rescope(follower)
        await _is_right(driver, "whole", follower)
        _promise((len(follower.rows) < before) is part, "rights changed nothing")
    damaged = next(iter(follower.rows))
    follower.rows.pop(damaged)
    await _rescope(follower)
    _promise(damaged in follower.rows, "a repair left a row out")
    await _is_right(driver, "whole", follower)


async def check_pushing(driver: SyncDriver) -> None:
    """Each command is carried out once, in order, and always has the same result."""
    field = await driver.plain()
    whole, part = await _filled(driver, "whole"), await _filled(driver, "part")
    first = await whole.set(field, field.values[0], base_rev=whole.rows[field.key].rev)
    _promise(
        (first.outcome, first.seq > whole.seq) == (Outcome.APPLIED, True),
        "a command was not applied",
    )
    again = whole.command(1, field, field.values[1], 0)
    _promise(await whole.send(again) == first, "a repeated mid was not answered with its result")
    gap = await _raises(Gap, whole.sync.push([whole.command(3, field, field.values[1], 0)]))
    _promise(gap.last_mid == 1, "a gap does not say where to go on")
    same = await whole.set(field, field.values[0], base_rev=0)
    _promise((same.outcome, same.seq) == (Outcome.APPLIED, 0), "saying it again changed something")
    await whole.pull()
    _promise(whole.seq >= first.seq, "a checkpoint came before the effect of a command")
    _promise(
        field.read(whole.rows[field.key].fields) == field.values[0],
        "a checkpoint does not show the effect of a command",
    )
    await _refusals(whole, part, field)
    await _is_right(driver, "whole", whole)


async def _refusals(whole: Follower, part: Follower, field: Field) -> None:
    """What is refused uses up its mid, says why, and changes nothing."""
    result = await part.set(field, field.values[1], base_rev=0)
    _promise(
        (result.outcome, result.code) == (Outcome.REFUSED, "sync.forbidden"),
        f"{result.outcome} {result.code} for who may not write",
    )
    _promise(bool(result.detail), "a refusal says nothing to the person")
    for wrong in (
        replace(field, key=(field.key[0], UUID(int=0))),
        replace(field, key=("none", field.key[1])),
        replace(field, name="no_such_field"),
        field,
    ):
        value: Value = {"no": "text"} if wrong is field else field.values[1]
        result = await whole.set(wrong, value, base_rev=0)
        _promise((result.outcome, result.seq) == (Outcome.REFUSED, 0), f"{wrong}")
        _promise(bool(result.code), f"{wrong}")
    for op in (Operation.CREATE, Operation.DELETE):
        whole.mid += 1
        command = whole.command(whole.mid, field, field.values[1], 0)
        result = await whole.send(command.model_copy(update={"op": op}))
        _promise(result.outcome is Outcome.REFUSED, f"{op}")
    rows = dict(whole.rows)
    await whole.pull()
    _promise(
        {key: row for key, row in whole.rows.items() if key[0] != "event"}
        == {key: row for key, row in rows.items() if key[0] != "event"},
        "a refused command changed something",
    )


async def check_conflicts(driver: SyncDriver) -> None:
    """Plain fields: the last wins. Governed ones are never overwritten unseen."""
    plain, governed = await driver.plain(), await driver.governed()
    grace, ada = await _filled(driver, "whole"), await _filled(driver, "whole")
    for field in (plain, governed):
        base = grace.rows[field.key].rev if field.key in grace.rows else 0
        mine = await grace.set(field, field.values[0], base_rev=base)
        _promise(mine.outcome is Outcome.APPLIED, "a command was not applied")
        own = await grace.set(field, field.values[1], base_rev=base)
        _promise(own.outcome is Outcome.APPLIED, "a device was in conflict with itself")
        theirs = await ada.set(field, field.values[2], base_rev=base)
        _promise(
            theirs.outcome is (Outcome.APPLIED if field is plain else Outcome.CONFLICT),
            f"{field.name}: {theirs.outcome}",
        )
        for follower in (grace, ada):
            await follower.pull()
            now = field.read(follower.rows[field.key].fields)
            _promise(now == field.values[2 if field is plain else 1], f"{field.name} is {now}")
        _promise(grace.rows == ada.rows, "two devices of one person differ")
    await _is_settled_by_a_person(grace, ada, governed)


async def _is_settled_by_a_person(grace: Follower, ada: Follower, governed: Field) -> None:
    """A conflict shows both values; whoever has seen the other's may overwrite it."""
    theirs = await ada.set(governed, governed.values[2], base_rev=1)
    [conflict] = theirs.conflicts
    _promise(
        (conflict.field, conflict.mine) == (governed.name, governed.values[2]),
        "a conflict does not name what was written",
    )
    _promise(
        governed.read({**grace.rows[governed.key].fields, governed.name: conflict.theirs})
        == (governed.values[1]),
        "a conflict does not show the other value",
    )
    seen = await ada.set(governed, governed.values[2], base_rev=ada.rows[governed.key].rev)
    _promise(seen.outcome is Outcome.APPLIED, "who has seen the other's value may overwrite it")


async def check_concurrent_writers(driver: SyncDriver) -> None:
    """Whoever reads while others write misses nothing: no position is told before it is there."""
    followers = [await _filled(driver, "whole") for _ in range(3)]

    async def meanwhile() -> None:
        for limit, follower in zip((1000, 3, 1), followers, strict=True):
            follower.take(await follower.sync.changes(follower.cursor, limit), limit)

    await driver.write_at_once(WRITERS, meanwhile)
    for follower in followers:
        await follower.pull()
        await _is_right(driver, "whole", follower)


async def _filled(driver: SyncDriver, person: str) -> Follower:
    follower = Follower(await driver.open(person))
    await follower.fill()
    await _is_right(driver, person, follower)
    return follower


async def _is_right(driver: SyncDriver, person: str, follower: Follower) -> None:
    permitted = await driver.permitted(person)
    rows = {key: row.fields for key, row in follower.rows.items()}
    missing, surplus = permitted.keys() - rows.keys(), rows.keys() - permitted.keys()
    wrong = [key for key in rows.keys() & permitted.keys() if rows[key] != permitted[key]]
    for keys, what in ((missing, "missing"), (surplus, "not permitted"), (wrong, "not as it is")):
        _promise(not keys, f"{person}: {len(keys)} rows are {what}, as {sorted(keys)[:1]}")


async def _rescope(follower: Follower) -> None:
    reply = await follower.sync.rescope(follower.cursor, digests(follower.rows.values()))
    for scope in reply.differ:
        known = {key[1]: row.rev for key, row in follower.rows.items() if key[0] == scope}
        repaired = await follower.sync.repair(reply.cursor, scope, known)
        for change in repaired.changes:
            if isinstance(change, Put):
                _promise(change.row.entity == scope, "a repair of one scope told of another")
                follower.rows[key_of(change.row)] = change.row
            else:
                follower.rows.pop((change.entity, change.id), None)
    follower.cursor = reply.cursor
    await follower.pull()


def _promise(held: bool, otherwise: str) -> None:
    if not held:
        raise AssertionError(otherwise)


E = TypeVar("E", bound=PurSightError)


async def _raises(kind: type[E], asked: Awaitable[object]) -> E:
    try:
        await asked
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} was not raised")
