"""Console sync, the console's half: a replica, and what each answer makes of it (pure).

The shell keeps `Replica` in SQLite and stores what a function returns as one transaction before it
does anything else. It asks `next_step` what to request and `next_push` what to send; the two run
independently. Views read `shown`.

Pages are staged. Only a checkpoint (the last page, whose digests fit) makes them the replica, in
one transaction with the outbox replayed on top: `base` is always exactly one state of the server.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from pursight.contracts.sync import (
    Change,
    ChangesReply,
    Command,
    Digests,
    Operation,
    Outcome,
    PushReply,
    Put,
    RepairReply,
    RescopeReply,
    Row,
    SnapshotReply,
    Value,
)
from pursight.protocol.sync import (
    DeviceRevoked,
    Key,
    Rescope,
    Resync,
    SyncError,
    differing,
    digests,
    key_of,
)
from pursight.protocol.sync_replica import Pending, Phase, Replica, TrayItem

# --- what to ask ---


@dataclass(frozen=True, slots=True)
class AskSnapshot:
    """`GET /sync/v1/snapshot`."""

    page: str | None


@dataclass(frozen=True, slots=True)
class AskChanges:
    """`GET /sync/v1/changes`."""

    cursor: str


@dataclass(frozen=True, slots=True)
class AskRescope:
    """`POST /sync/v1/rescope`, with the cursor of the last checkpoint."""

    cursor: str
    digests: Digests


@dataclass(frozen=True, slots=True)
class AskRepair:
    """`POST /sync/v1/repair`."""

    cursor: str
    scope: str
    known: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Halt:
    """Nothing, until the shell has dealt with the phase."""

    phase: Phase


Step = AskSnapshot | AskChanges | AskRescope | AskRepair | Halt


def next_step(replica: Replica) -> Step:
    """Say what to ask the server for next; at a checkpoint, ask again after a while or a hint."""

    def known(scope: str) -> dict[Key, int]:
        rows = _candidate(replica)
        return {key: row.rev for key, row in rows.items() if key[0] == scope}

    return step(replica, lambda: digests(replica.base.values()), known)


def step(
    replica: Replica,
    digested: Callable[[], Digests],
    known: Callable[[str], Mapping[Key, int]],
) -> Step:
    """Say what to ask next, for a shell that keeps rows itself.

    Args:
        replica: Its rows are not looked at.
        digested: Digests the base.
        known: Gives the revs of one scope as a checkpoint would have them now.
    """
    match replica.phase:
        case Phase.PULL if replica.at is not None:
            return AskChanges(replica.at)
        case Phase.RESCOPE if replica.cursor is not None:
            return AskRescope(replica.cursor, digested())
        case Phase.REPAIR if replica.at is not None:
            scope = replica.scopes[0]
            return AskRepair(replica.at, scope, known(scope))
        case Phase.TOO_OLD | Phase.REVOKED:
            return Halt(replica.phase)
        case _:
            return AskSnapshot(replica.page)


# --- what the answers make of it ---


def on_snapshot(replica: Replica, reply: SnapshotReply) -> Replica:
    """Stage a page of a snapshot; after the last one, changes bring it to one state."""
    replica = reconcile(replica, reply.last_mid)
    return replace(
        replica,
        staged={**replica.staged, **{key_of(row): row for row in reply.rows}},
        at=reply.cursor,
        page=reply.next,
        phase=Phase.PULL if reply.next is None else Phase.SNAPSHOT,
    )


def on_changes(replica: Replica, reply: ChangesReply) -> Replica:
    """Stage a page of changes; the last one is a checkpoint if the digests fit."""
    staged = replace(replica, staged=_stage(replica, reply.changes))
    rows = {} if reply.more else _candidate(staged)
    after, is_checkpoint = turn_page(staged, reply, digests(rows.values()))
    return replace(after, base=rows) if is_checkpoint else after


def turn_page(replica: Replica, reply: ChangesReply, mine: Digests) -> tuple[Replica, bool]:
    """Go on after a page of changes whose rows are staged, for a shell that keeps rows itself.

    Args:
        replica: Its rows are not looked at.
        reply: The page.
        mine: If it is the last one: digests of what the base would be at a checkpoint now.

    Returns:
        The replica, and whether this is a checkpoint: then what is staged becomes the base.
    """
    staged = reconcile(replace(replica, at=reply.cursor), reply.last_mid)
    if reply.more:
        return staged, False
    wrong = differing(mine, reply.digests or {})
    if wrong:
        repair = replace(staged, phase=Phase.REPAIR, scopes=wrong, repairs=staged.repairs + 1)
        return repair, False
    outbox = tuple(
        pending
        for pending in staged.outbox
        if pending.result is None or (not staged.fresh and pending.result.seq > reply.seq)
    )
    checkpoint = replace(
        staged,
        cursor=reply.cursor,
        feed=reply.feed,
        staged={},
        fresh=False,
        outbox=outbox,
    )
    return checkpoint, True


def on_rescope(replica: Replica, reply: RescopeReply) -> Replica:
    """Repair the scopes that differ; changes go on from the reply's cursor."""
    return replace(
        reconcile(replica, reply.last_mid),
        staged={},
        at=reply.cursor,
        scopes=reply.differ,
        phase=Phase.REPAIR if reply.differ else Phase.PULL,
    )


def on_repair(replica: Replica, reply: RepairReply) -> Replica:
    """Stage what makes one scope right; after the last scope, changes since then follow."""
    scopes = replica.scopes[1:]
    return replace(
        replica,
        staged=_stage(replica, reply.changes),
        scopes=scopes,
        phase=Phase.REPAIR if scopes else Phase.PULL,
    )


def on_error(replica: Replica, error: SyncError) -> Replica:
    """Do what one of the four errors asks for; any other error leaves the replica as it is."""
    if isinstance(error, DeviceRevoked):
        return Replica(phase=Phase.REVOKED)
    if isinstance(error, Rescope) and replica.cursor is not None and not replica.fresh:
        return replace(replica, staged={}, at=None, scopes=(), phase=Phase.RESCOPE)
    if isinstance(error, Rescope | Resync):
        # Positions may be of another feed from here on, so what the person had looked at is no
        # longer known to be older or newer than anything: governed fields go to a person. Nor is
        # any earlier answer known to hold: a restored server may have taken a late copy of a
        # command anew and decided otherwise. Each is asked again; known ones cost nothing.
        replica = _ask_again(replica, after=0)
        outbox = tuple(
            replace(pending, command=_without_base(pending.command)) for pending in replica.outbox
        )
        return replace(
            replica,
            staged={},
            at=None,
            page=None,
            scopes=(),
            fresh=True,
            phase=Phase.SNAPSHOT,
            outbox=outbox,
        )
    return replace(replica, phase=Phase.TOO_OLD)


def _stage(replica: Replica, changes: Iterable[Change]) -> dict[Key, Row | None]:
    staged = dict(replica.staged)
    for change in changes:
        if isinstance(change, Put):
            staged[key_of(change.row)] = change.row
        else:
            staged[change.entity, change.id] = None
    return staged


def _candidate(replica: Replica) -> dict[Key, Row]:
    """What the base would be at a checkpoint now."""
    rows = {} if replica.fresh else dict(replica.base)
    for key, row in replica.staged.items():
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
    return rows


# --- outbox ---


def edit(
    replica: Replica,
    op: Operation,
    entity: str,
    row_id: UUID,
    args: Mapping[str, Value],
    *,
    seen: int | None = None,
) -> Replica:
    """Write a command; `shown` has its effect at once.

    `seen` is the `rev` of the row when the person looked at it: 0 if none, as now if None.
    """
    row = replica.base.get((entity, row_id))
    rev = 0 if row is None or replica.fresh else row.rev
    command = Command(
        mid=replica.next_mid,
        entity=entity,
        id=row_id,
        op=op,
        args=dict(args),
        base_rev=rev if seen is None else min(rev, seen),
    )
    return replace(
        replica, outbox=(*replica.outbox, Pending(command)), next_mid=replica.next_mid + 1
    )


def withdraw(replica: Replica, mid: int) -> Replica:
    """Take a command back that was never sent; its `mid` is used up by one that does nothing."""
    outbox = tuple(
        Pending(_filler(mid)) if pending.command.mid == mid and pending.result is None else pending
        for pending in replica.outbox
    )
    return replace(replica, outbox=outbox)


def shown(replica: Replica) -> dict[Key, Row]:
    """Give what views show: the base with the outbox replayed on it."""
    rows = dict(replica.base)
    for pending in replica.outbox:
        if pending.again:
            continue
        command = pending.command
        key = (command.entity, command.id)
        before = rows.get(key)
        if command.op is Operation.DELETE:
            rows.pop(key, None)
        elif command.op is Operation.CREATE:
            rows[key] = Row(entity=key[0], id=key[1], rev=1, fields=command.args)
        elif before is not None:
            rows[key] = before.model_copy(update={"fields": {**before.fields, **command.args}})
    return rows


def next_push(replica: Replica, limit: int = 100) -> tuple[Command, ...]:
    """Give the commands to send: the oldest that have no answer, in order."""
    if replica.fresh or replica.phase in (Phase.TOO_OLD, Phase.REVOKED):
        return ()  # while it begins anew, results could not be told from those of another feed
    waiting = [pending.command for pending in replica.outbox if pending.result is None]
    return tuple(waiting[:limit])


def on_push(replica: Replica, reply: PushReply) -> Replica:
    """Take in results; what was refused or conflicts goes to the tray with its text.

    A reply that comes late, from before a restore or a new beginning, changes nothing: its
    commands are sent again and get the result that holds.
    """
    if replica.fresh or reply.feed != replica.feed:
        return replica
    results = {result.mid: result for result in reply.results}
    outbox: list[Pending] = []
    answered, tray = list(replica.answered), list(replica.tray)
    for pending in replica.outbox:
        result = results.get(pending.command.mid)
        if pending.result is not None or result is None:
            outbox.append(pending)
            continue
        item = TrayItem(pending.command, result)
        answered.append(item)
        told = is_filler(pending.command) or any(other.command.mid == result.mid for other in tray)
        if result.outcome is not Outcome.APPLIED and not told:
            tray.append(item)
        if result.seq:
            outbox.append(replace(pending, result=result))
    replica = replace(replica, outbox=tuple(outbox), answered=tuple(answered), tray=tuple(tray))
    return reconcile(replica, reply.last_mid)


def reconcile(replica: Replica, last_mid: int) -> Replica:
    """Queue again what the server once answered and no longer has (it was restored).

    Of a command that went to the tray only what was accepted is sent again, if only to use up its
    `mid`: the person has been told about the rest and may have acted on it.
    """
    replica = _ask_again(replica, after=last_mid)
    first = next((p.command.mid for p in replica.outbox if p.command.mid > last_mid), 0)
    fillers = tuple(Pending(_filler(mid)) for mid in range(last_mid + 1, first))
    if not fillers:
        return replica
    outbox = sorted((*replica.outbox, *fillers), key=lambda pending: pending.command.mid)
    return replace(replica, outbox=tuple(outbox))


def _ask_again(replica: Replica, *, after: int) -> Replica:
    """Queue answered commands with a later `mid` as if they had no answer."""
    outbox = {pending.command.mid: pending for pending in replica.outbox}
    kept: list[TrayItem] = []
    for item in replica.answered:
        mid = item.command.mid
        if mid <= after:
            kept.append(item)
        else:
            outbox[mid] = Pending(_accepted_part(item), again=mid not in outbox)
    if len(kept) == len(replica.answered):
        return replica
    return replace(
        replica, outbox=tuple(outbox[mid] for mid in sorted(outbox)), answered=tuple(kept)
    )


def _accepted_part(item: TrayItem) -> Command:
    command = _without_base(item.command)
    if item.result.outcome is Outcome.APPLIED:
        return command
    held = {conflict.field for conflict in item.result.conflicts}
    if item.result.outcome is Outcome.REFUSED:
        held = set(command.args)
    args = {name: value for name, value in command.args.items() if name not in held}
    return command.model_copy(update={"op": Operation.SET, "args": args})


def _filler(mid: int) -> Command:
    """Stand in for a command that is too old to be remembered here."""
    return Command(mid=mid, entity="none", id=UUID(int=0), op=Operation.SET)


def is_filler(command: Command) -> bool:
    """Whether a command is there only to use up a `mid`."""
    return command.op is Operation.SET and not command.args


def _without_base(command: Command) -> Command:
    return command.model_copy(update={"base_rev": 0})
