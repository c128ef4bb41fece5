"""Console sync, the server's half: feed pages, repair and push as decisions over values (pure).

The shell runs each function inside one transaction. Reads use one snapshot (REPEATABLE READ), so
a page, its digests and its cursor belong to one state. A write takes the feed position last:
`UPDATE feed SET seq = seq + 1 … RETURNING seq` is the statement before commit.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pursight.contracts.sync import (
    SYNC_SCHEMA,
    Change,
    Command,
    CommandResult,
    Evict,
    FieldConflict,
    Operation,
    Outcome,
    Put,
    Row,
)
from pursight.errors import Conflict
from pursight.protocol.sync import ConsoleTooOld, Cursor, DeviceRevoked, Key, Rescope, Resync, Rows

DEVICE_HEADER = "PurSight-Device"
"""Which console asks."""

SCHEMA_HEADER = "PurSight-Sync-Schema"
"""Which rows the console knows: `SYNC_SCHEMA` of its program; one that says nothing knows ours."""

LAST_MID_HEADER = "PurSight-Last-Mid"
"""In the answer to a gap: the last command of the console that the server has."""

Visible = Callable[[Row], bool]
"""The permission predicate of lists and search, for one person now."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the server knows when a cursor comes.

    Attributes:
        oldest: Changes up to this position have been purged from the feed.
        epoch: Of the person who asks.
        revoked: The device may no longer sync.
    """

    organisation: str
    device: str
    feed: str
    head: int
    epoch: int
    oldest: int = 0
    schema: int = SYNC_SCHEMA
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in the feed, with the row before and after it."""

    seq: int
    key: Key
    before: Row | None
    after: Row | None


def check_cursor(cursor: Cursor, state: FeedState) -> None:
    """Say whether changes can be told from here.

    Raises:
        DeviceRevoked: The device is no longer trusted.
        ConsoleTooOld: It does not know the schema.
        Resync: Another organisation, device or feed; a position that was purged or never was.
        Rescope: The person's permissions have changed.
    """
    check_feed(cursor, state)
    if cursor.seq < state.oldest:
        raise Resync("changes since this cursor were purged")
    if cursor.epoch != state.epoch:
        raise Rescope("permissions have changed")


def check_feed(cursor: Cursor, state: FeedState) -> None:
    """Say whether a replica at this cursor can be compared at all; for a rescope.

    Digests and revs mean something only within one feed: the same rev can stand for two contents
    before and after a restore.

    Raises:
        DeviceRevoked: As `check_cursor`.
        ConsoleTooOld: As `check_cursor`.
        Resync: Another organisation, device or feed; a position that never was.
    """
    if state.revoked:
        raise DeviceRevoked("this device was revoked")
    if cursor.schema != state.schema:
        raise ConsoleTooOld("the console does not know this schema", hint="Update the console.")
    same = (cursor.organisation, cursor.device, cursor.feed) == (
        state.organisation,
        state.device,
        state.feed,
    )
    if not same or cursor.seq > state.head:
        raise Resync("changes cannot be told from this cursor")


def changes_of(
    entries: Iterable[Entry], latest: Mapping[Key, int], visible: Visible
) -> tuple[Change, ...]:
    """Word a run of feed entries for one person, in order.

    Args:
        entries: Consecutive, from the position after the cursor.
        latest: Position of the latest change of each row that occurs in them, as of this read.
        visible: Whether the person may see a row.

    Returns:
        A put for a row that may be seen and does not change again later in the feed; an evict at
        each change from seen to not seen; nothing for what was never visible.
    """
    changes: list[Change] = []
    for entry in entries:
        before = entry.before is not None and visible(entry.before)
        if entry.after is not None and visible(entry.after):
            if latest[entry.key] == entry.seq:
                changes.append(Put(row=entry.after))
        elif before:
            changes.append(Evict(entity=entry.key[0], id=entry.key[1]))
    return tuple(changes)


def repair(scope: str, known: Mapping[Key, int], permitted: Rows) -> tuple[Change, ...]:
    """Word what makes one scope of a replica right.

    Args:
        scope: The entity.
        known: Keys and revs of that scope in the replica.
        permitted: What the person may see of it now.
    """
    evicts = [Evict(entity=key[0], id=key[1]) for key in known if key not in permitted]
    # A rev is not enough to call two rows equal: a digest differs for some reason, so every row is
    # sent whose rev the replica does not have, and all of them when the revs explain nothing.
    stale = [row for key, row in permitted.items() if known.get(key) != row.rev]
    rows = stale if stale or evicts else list(permitted.values())
    return (*evicts, *(Put(row=row) for row in rows if row.entity == scope))


# --- push ---


class Gap(Conflict):
    """409: a command came before those it follows; `last_mid` tells where to go on."""

    code = "sync.gap"

    def __init__(self, message: str, *, last_mid: int = 0, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.last_mid = last_mid


@dataclass(frozen=True, slots=True)
class Device:
    """What the server keeps of a device: the last `mid`, and each result for ever."""

    last_mid: int = 0
    results: Mapping[int, CommandResult] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The latest change of a field: its position in the feed, and the device that made it."""

    seq: int
    device: str


@dataclass(frozen=True, slots=True)
class ServerRow:
    """A row with the latest change of each field."""

    row: Row
    changes: Mapping[str, FieldChange]

    def changed_by_others(self, name: str, base_rev: int, device: str) -> bool:
        """Whether another device changed the field after the person had looked at the row.

        A device's own earlier commands do not count: its later ones were made on top of them.
        """
        change = self.changes.get(name)
        return change is not None and change.seq > base_rev and change.device != device


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person who pushes may do, and which fields a person must settle."""

    sees: Visible
    writes: Visible
    governed: Callable[[str, str], bool]  # entity, field


@dataclass(frozen=True, slots=True)
class Effect:
    """What to write: the row after the command, None when it was deleted."""

    key: Key
    after: ServerRow | None


def known_result(device: Device, mid: int) -> CommandResult | None:
    """Give the stored result of a repeated command; None when it is the next one.

    Raises:
        Gap: Earlier commands have not come yet.
    """
    if mid <= device.last_mid:
        return device.results[mid]
    if mid > device.last_mid + 1:
        raise Gap(
            f"command {mid} came, command {device.last_mid + 1} did not", last_mid=device.last_mid
        )
    return None


def decide(
    command: Command, stored: ServerRow | None, rights: Rights, *, device: str, seq: int
) -> tuple[CommandResult, Effect | None]:
    """Decide about the next command of a device.

    Store effect, event, audit entry, `last_mid` and the result in one transaction, whatever the
    outcome is: each one uses up its `mid`, so that a queue can never be blocked by one command.

    Args:
        command: The command; `known_result` gave None for it.
        stored: The row as it is, locked for update; None when there is none.
        rights: Of the person whose device this is, now.
        device: Which device it is.
        seq: The position in the feed that the effect will have, if there is one.
    """
    if command.op is Operation.CREATE:
        return _create(command, stored, rights, FieldChange(seq, device))
    if stored is None or not rights.sees(stored.row):
        return _refused(command, "not_found"), None
    if not rights.writes(stored.row):
        return _refused(command, "forbidden"), None
    if command.op is Operation.DELETE:
        if any(stored.changed_by_others(n, command.base_rev, device) for n in stored.changes):
            return _refused(command, "changed_since"), None
        return _applied(command, seq), Effect((command.entity, command.id), None)
    return _set(command, stored, rights, FieldChange(seq, device))


def _create(
    command: Command, stored: ServerRow | None, rights: Rights, change: FieldChange
) -> tuple[CommandResult, Effect | None]:
    row = Row(entity=command.entity, id=command.id, rev=change.seq, fields=command.args)
    if not rights.sees(row) or not rights.writes(row):
        return _refused(command, "forbidden"), None
    if stored is not None:
        return _refused(command, "exists"), None
    after = ServerRow(row, dict.fromkeys(command.args, change))
    return _applied(command, change.seq), Effect((command.entity, command.id), after)


def _set(
    command: Command, stored: ServerRow, rights: Rights, change: FieldChange
) -> tuple[CommandResult, Effect | None]:
    row = stored.row
    conflicts = tuple(
        FieldConflict(field=name, theirs=row.fields.get(name), mine=value)
        for name, value in sorted(command.args.items())
        if rights.governed(row.entity, name)
        and stored.changed_by_others(name, command.base_rev, change.device)
        and row.fields.get(name) != value
    )
    held = {conflict.field for conflict in conflicts}
    taken = {name: value for name, value in command.args.items() if name not in held}
    fields = {**row.fields, **taken}
    outcome = Outcome.CONFLICT if conflicts else Outcome.APPLIED
    if not taken or fields == row.fields:
        return CommandResult(mid=command.mid, outcome=outcome, conflicts=conflicts), None
    after = Row(entity=row.entity, id=row.id, rev=change.seq, fields=fields)
    if not rights.writes(after):
        return _refused(command, "forbidden"), None  # nobody may move a row out of their reach
    result = CommandResult(mid=command.mid, outcome=outcome, seq=change.seq, conflicts=conflicts)
    changes = {**stored.changes, **dict.fromkeys(taken, change)}
    return result, Effect((command.entity, command.id), ServerRow(after, changes))


def _applied(command: Command, seq: int) -> CommandResult:
    return CommandResult(mid=command.mid, outcome=Outcome.APPLIED, seq=seq)


def _refused(command: Command, code: str) -> CommandResult:
    return CommandResult(mid=command.mid, outcome=Outcome.REFUSED, code=f"sync.{code}")


def settle(device: Device, result: CommandResult) -> Device:
    """Use up the `mid` of a command, with its result."""
    return Device(result.mid, {**device.results, result.mid: result})
