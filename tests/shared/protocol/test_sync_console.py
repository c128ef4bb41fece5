"""Console sync at the console: staging, checkpoints, the outbox and the tray."""

from dataclasses import replace
from uuid import UUID

from pursight.contracts.sync import (
    ChangesReply,
    CommandResult,
    Evict,
    FieldConflict,
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
from pursight.protocol import sync, sync_console
from pursight.protocol.sync_console import AskChanges, AskRepair, AskRescope, AskSnapshot
from pursight.protocol.sync_replica import Phase, Replica

ID = UUID(int=1)
KEY = ("asset", ID)


def row(rev: int, number: int = 1, **fields: Value) -> Row:
    return Row(entity="asset", id=UUID(int=number), rev=rev, fields=fields)


def page(
    *rows: Row, cursor: str, seq: int = 9, more: bool = False, state: tuple[Row, ...] | None = None
) -> ChangesReply:
    return ChangesReply(
        changes=tuple(Put(row=one) for one in rows),
        cursor=cursor,
        seq=seq,
        feed="f",
        more=more,
        digests=None if more else sync.digests(rows if state is None else state),
    )


def synced(*rows: Row) -> Replica:
    reply = SnapshotReply(rows=rows, cursor="c1")
    replica = sync_console.on_snapshot(Replica(), reply)
    return sync_console.on_changes(replica, page(cursor="c1", state=rows))


def test_a_bootstrap_is_resumed_page_by_page_and_shows_nothing_before_its_checkpoint() -> None:
    replica = Replica()
    assert sync_console.next_step(replica) == AskSnapshot(None)
    first = SnapshotReply(rows=(row(1),), next="p2", cursor="c1")
    replica = sync_console.on_snapshot(replica, first)
    assert sync_console.next_step(replica) == AskSnapshot("p2")
    replica = sync_console.on_snapshot(replica, SnapshotReply(rows=(row(2, 2),), cursor="c1"))
    assert (sync_console.next_step(replica), replica.base) == (AskChanges("c1"), {})
    replica = sync_console.on_changes(replica, page(cursor="c2", state=(row(1), row(2, 2))))
    assert set(replica.base) == {KEY, ("asset", UUID(int=2))}
    assert replica.cursor == "c2"


def test_pages_show_only_together() -> None:
    replica = synced(row(1, title="old"))
    half = sync_console.on_changes(replica, page(row(8, title="new"), cursor="c2", more=True))
    assert (half.base, half.cursor) == (replica.base, "c1")
    evict = ChangesReply(
        changes=(Evict(entity="asset", id=ID),),
        cursor="c3",
        seq=9,
        feed="f",
        more=False,
        digests={},
    )
    assert sync_console.on_changes(half, evict).base == {}


def test_digests_that_do_not_fit_are_repaired_before_anything_shows() -> None:
    replica = synced(row(1))
    wrong = sync_console.on_changes(replica, page(cursor="c2", state=(row(1), row(5, 2))))
    assert (wrong.base, wrong.phase, wrong.repairs) == (replica.base, Phase.REPAIR, 1)
    assert sync_console.next_step(wrong) == AskRepair("c2", "asset", {KEY: 1})
    mended = sync_console.on_repair(wrong, RepairReply(changes=(Put(row=row(5, 2)),)))
    assert sync_console.next_step(mended) == AskChanges("c2")
    done = sync_console.on_changes(mended, page(cursor="c2", state=(row(1), row(5, 2))))
    assert len(done.base) == 2


def test_changed_permissions_compare_scopes_and_ask_only_for_those_that_differ() -> None:
    replica = synced(row(1))
    asked = sync_console.on_error(replica, sync.Rescope("x"))
    assert sync_console.next_step(asked) == AskRescope("c1", sync.digests([row(1)]))
    reply = RescopeReply(differ=("asset",), cursor="c7")
    assert sync_console.next_step(sync_console.on_rescope(asked, reply)) == AskRepair(
        "c7", "asset", {KEY: 1}
    )
    same = sync_console.on_rescope(asked, RescopeReply(differ=(), cursor="c7"))
    assert sync_console.next_step(same) == AskChanges("c7")


def test_beginning_anew_replaces_the_base_and_keeps_the_outbox() -> None:
    replica = sync_console.edit(synced(row(4)), Operation.SET, "asset", ID, {"title": "mine"})
    anew = sync_console.on_error(replica, sync.Resync("x"))
    assert sync_console.next_step(anew) == AskSnapshot(None)
    assert anew.base == replica.base  # still shown until the next checkpoint
    assert [(p.command.mid, p.command.base_rev) for p in anew.outbox] == [(1, 0)]
    anew = sync_console.on_snapshot(anew, SnapshotReply(rows=(), cursor="c9"))
    assert sync_console.on_changes(anew, page(cursor="c9")).base == {}


def test_a_bootstrap_that_meets_new_permissions_begins_again() -> None:
    replica = sync_console.on_snapshot(Replica(), SnapshotReply(rows=(row(1),), cursor="c1"))
    again = sync_console.on_error(replica, sync.Rescope("x"))
    assert (sync_console.next_step(again), again.staged) == (AskSnapshot(None), {})


def test_a_revoked_device_keeps_nothing_and_an_old_console_everything() -> None:
    replica = sync_console.edit(synced(row(1)), Operation.DELETE, "asset", ID, {})
    gone = sync_console.on_error(replica, sync.DeviceRevoked("x"))
    assert gone == Replica(phase=Phase.REVOKED)
    assert sync_console.next_step(gone) == sync_console.Halt(Phase.REVOKED)
    old = sync_console.on_error(replica, sync.ConsoleTooOld("x"))
    assert (old.base, old.outbox) == (replica.base, replica.outbox)
    assert sync_console.next_push(old) == ()


def test_an_edit_shows_at_once_and_stays_until_a_checkpoint_has_it() -> None:
    replica = sync_console.edit(synced(row(4)), Operation.SET, "asset", ID, {"title": "mine"})
    assert sync_console.shown(replica)[KEY].fields == {"title": "mine"}
    assert sync_console.next_push(replica)[0].base_rev == 4
    answered = sync_console.on_push(replica, applied(1, seq=10))
    assert sync_console.next_push(answered) == ()
    before = page(cursor="c2", seq=9, state=(row(4),))
    early = sync_console.on_changes(answered, replace_last_mid(before, 1))
    assert sync_console.shown(early)[KEY].fields == {"title": "mine"}
    there = page(row(10, title="mine"), cursor="c3", seq=10)
    late = sync_console.on_changes(early, replace_last_mid(there, 1))
    assert late.outbox == ()
    assert sync_console.shown(late) == late.base


def applied(mid: int, seq: int) -> PushReply:
    result = CommandResult(mid=mid, outcome=Outcome.APPLIED, seq=seq)
    return PushReply(results=(result,), last_mid=mid, feed="f")


def replace_last_mid(reply: ChangesReply, last_mid: int) -> ChangesReply:
    return reply.model_copy(update={"last_mid": last_mid})


def test_creating_and_deleting_show_at_once() -> None:
    replica = sync_console.edit(synced(row(4)), Operation.DELETE, "asset", ID, {})
    other = UUID(int=2)
    replica = sync_console.edit(replica, Operation.CREATE, "term", other, {"title": "x"})
    replica = sync_console.edit(replica, Operation.SET, "term", other, {"title": "y"})
    assert {key: one.fields for key, one in sync_console.shown(replica).items()} == {
        ("term", other): {"title": "y"}
    }
    assert [command.mid for command in sync_console.next_push(replica, limit=2)] == [1, 2]


def test_what_was_refused_or_conflicts_lies_in_the_tray_with_its_text() -> None:
    replica = sync_console.edit(synced(row(4)), Operation.SET, "asset", ID, {"owner": "me"})
    conflict = CommandResult(
        mid=1,
        outcome=Outcome.CONFLICT,
        conflicts=(FieldConflict(field="owner", theirs="them", mine="me"),),
    )
    told = sync_console.on_push(replica, PushReply(results=(conflict,), last_mid=1, feed="f"))
    assert told.outbox == ()
    assert [item.command.args for item in told.tray] == [{"owner": "me"}]
    assert sync_console.shown(told) == told.base


def test_a_server_that_was_restored_gets_again_what_it_lost() -> None:
    replica = synced(row(4))
    for title in ("a", "b"):
        replica = sync_console.edit(replica, Operation.SET, "asset", ID, {"title": title})
    refused = CommandResult(mid=1, outcome=Outcome.REFUSED, code="sync.forbidden")
    taken = CommandResult(mid=2, outcome=Outcome.APPLIED, seq=10)
    replica = sync_console.on_push(
        replica, PushReply(results=(refused, taken), last_mid=2, feed="f")
    )
    lost = sync_console.reconcile(replica, 0)
    again = sync_console.next_push(lost)
    assert [(command.mid, command.args) for command in again] == [(1, {}), (2, {"title": "b"})]
    assert sync_console.reconcile(lost, 0) == lost


def test_commands_too_old_to_remember_do_not_block_the_queue() -> None:
    replica = replace(synced(row(4)), next_mid=5)
    replica = sync_console.edit(replica, Operation.SET, "asset", ID, {"title": "mine"})
    filled = sync_console.next_push(sync_console.reconcile(replica, 2))
    assert [(command.mid, bool(command.args)) for command in filled] == [
        (3, False),
        (4, False),
        (5, True),
    ]


def test_beginning_anew_asks_again_about_every_answer_without_showing_old_edits() -> None:
    replica = sync_console.edit(synced(row(4)), Operation.SET, "asset", ID, {"title": "mine"})
    replica = sync_console.on_push(replica, applied(1, seq=10))
    there = page(row(11, title="theirs"), cursor="c2", seq=11)
    replica = sync_console.on_changes(replica, replace_last_mid(there, 1))
    anew = sync_console.on_error(replica, sync.Resync("x"))
    assert sync_console.next_push(anew) == ()
    late = sync_console.on_push(anew, applied(1, seq=28))
    assert late == anew  # an answer from before says nothing about the feed to come
    theirs = there.changes[0]
    anew = sync_console.on_snapshot(anew, SnapshotReply(rows=(theirs.row,), cursor="c9"))
    anew = sync_console.on_changes(
        anew, page(cursor="c9", state=(theirs.row,)).model_copy(update={"feed": "g"})
    )
    assert sync_console.on_push(anew, applied(1, seq=28)) == anew
    assert [(c.mid, c.args, c.base_rev) for c in sync_console.next_push(anew)] == [
        (1, {"title": "mine"}, 0)
    ]
    assert sync_console.shown(anew)[KEY].fields == {"title": "theirs"}
    refused = CommandResult(mid=1, outcome=Outcome.REFUSED, code="sync.forbidden")
    told = sync_console.on_push(anew, PushReply(results=(refused,), last_mid=1, feed="g"))
    assert [item.command.args for item in told.tray] == [{"title": "mine"}]
