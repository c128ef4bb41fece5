"""Console sync at the server: who gets which change, and what becomes of each command."""

from dataclasses import replace
from uuid import UUID

import pytest

from pursight.contracts.sync import (
    Change,
    Command,
    CommandResult,
    Evict,
    Operation,
    Outcome,
    Put,
    Row,
    Value,
)
from pursight.errors import PurSightError
from pursight.protocol import sync, sync_server
from pursight.protocol.sync_server import (
    Device,
    Effect,
    Entry,
    FeedState,
    Rights,
    ServerRow,
    decide,
)

ID = UUID(int=1)
KEY = ("asset", ID)
STATE = FeedState(organisation="org", device="d", feed="f", head=9, epoch=2, oldest=3)
CURSOR = sync.Cursor("org", "d", 5, 2, "f", STATE.schema)
SECRET = b"secret"


def row(rev: int, **fields: Value) -> Row:
    return Row(entity="asset", id=ID, rev=rev, fields=fields)


def sees(one: Row) -> bool:
    return one.fields.get("open") is not False


RIGHTS = Rights(sees=sees, writes=sees, governed=lambda _, name: name == "owner")


# --- cursors ---


def test_a_cursor_survives_its_seal_and_cannot_be_made_up() -> None:
    sealed = sync.seal(CURSOR, SECRET)
    assert sync.unseal(sealed, SECRET) == CURSOR
    for wrong in (sealed[:-4], "A" + sealed[1:], "", "é", "AAAA"):
        with pytest.raises(sync.Resync):
            sync.unseal(wrong, SECRET)
    with pytest.raises(sync.Resync):
        sync.unseal(sealed, b"other")


@pytest.mark.parametrize(
    ("cursor", "state", "error"),
    [
        (CURSOR, STATE, None),
        (replace(CURSOR, seq=3), STATE, None),
        (replace(CURSOR, seq=2), STATE, sync.Resync),
        (replace(CURSOR, seq=10), STATE, sync.Resync),
        (replace(CURSOR, feed="g"), STATE, sync.Resync),
        (replace(CURSOR, organisation="o"), STATE, sync.Resync),
        (replace(CURSOR, device="e"), STATE, sync.Resync),
        (replace(CURSOR, epoch=1), STATE, sync.Rescope),
        (replace(CURSOR, schema=0), STATE, sync.ConsoleTooOld),
        (CURSOR, replace(STATE, revoked=True), sync.DeviceRevoked),
    ],
)
def test_from_where_changes_can_be_told(
    cursor: sync.Cursor, state: FeedState, error: type[PurSightError] | None
) -> None:
    if error is None:
        sync_server.check_cursor(cursor, state)
    else:
        with pytest.raises(error):
            sync_server.check_cursor(cursor, state)


@pytest.mark.parametrize(
    ("cursor", "state", "error"),
    [
        (replace(CURSOR, seq=1, epoch=1), STATE, None),  # purged and regraded: still comparable
        (replace(CURSOR, feed="g"), STATE, sync.Resync),
        (replace(CURSOR, seq=10), STATE, sync.Resync),
        (CURSOR, replace(STATE, revoked=True), sync.DeviceRevoked),
    ],
)
def test_when_digests_can_be_compared(
    cursor: sync.Cursor, state: FeedState, error: type[PurSightError] | None
) -> None:
    if error is None:
        sync_server.check_feed(cursor, state)
    else:
        with pytest.raises(error):
            sync_server.check_feed(cursor, state)


# --- pages ---


HIDDEN, OPEN = row(1, open=False), row(2, open=True)
PUT, EVICT = Put(row=OPEN), Evict(entity="asset", id=ID)


@pytest.mark.parametrize(
    ("before", "after", "is_latest", "expected"),
    [
        (None, OPEN, True, [PUT]),
        (None, OPEN, False, []),  # its later change tells
        (OPEN, HIDDEN, True, [EVICT]),
        (OPEN, None, True, [EVICT]),
        (OPEN, HIDDEN, False, [EVICT]),
        (HIDDEN, OPEN, True, [PUT]),
        (HIDDEN, None, True, []),
        (None, HIDDEN, True, []),
        (HIDDEN, HIDDEN, True, []),
    ],
)
def test_one_change_for_one_person(
    before: Row | None, after: Row | None, is_latest: bool, expected: list[Change]
) -> None:
    entry = Entry(4, KEY, before, after)
    latest = {KEY: 4 if is_latest else 5}
    assert list(sync_server.changes_of([entry], latest, sees)) == expected


def test_a_repair_makes_a_scope_right() -> None:
    other = ("asset", UUID(int=2))
    assert sync_server.repair("asset", {KEY: 1, other: 1}, {KEY: OPEN}) == (
        Evict(entity="asset", id=other[1]),
        PUT,
    )
    same_rev_other_content = sync_server.repair("asset", {KEY: 2}, {KEY: OPEN})
    assert same_rev_other_content == (PUT,)


def test_digests_do_not_depend_on_order_and_see_every_field() -> None:
    rows = [row(1, a=1), row(2, a=2), Row(entity="term", id=ID, rev=1)]
    assert sync.digests(rows) == sync.digests(reversed(rows))
    assert sync.differing(sync.digests(rows), sync.digests(rows[:2])) == ("term",)
    assert sync.differing(sync.digests([row(1, a=1)]), sync.digests([row(1, a=2)])) == ("asset",)


# --- push ---


def command(op: Operation = Operation.SET, base_rev: int = 0, **args: Value) -> Command:
    return Command(mid=1, entity="asset", id=ID, op=op, args=args, base_rev=base_rev)


def stored(device: str = "other", **fields: Value) -> ServerRow:
    changes = {name: sync_server.FieldChange(7, device) for name in fields}
    return ServerRow(row(7, **fields), changes)


def push(asked: Command, there: ServerRow | None) -> tuple[CommandResult, Effect | None]:
    return decide(asked, there, RIGHTS, device="mine", seq=8)


def test_the_last_in_server_order_wins_a_plain_field() -> None:
    result, effect = push(command(title="new", base_rev=3), stored(title="theirs"))
    assert (result.outcome, result.seq) == (Outcome.APPLIED, 8)
    assert effect is not None
    assert effect.after is not None
    assert effect.after.row == row(8, title="new")


def test_a_governed_field_that_another_changed_waits_for_a_person() -> None:
    asked = command(owner="me", title="new", base_rev=3)
    result, effect = push(asked, stored(owner="them", title="old"))
    assert result.outcome is Outcome.CONFLICT
    assert [(c.field, c.theirs, c.mine) for c in result.conflicts] == [("owner", "them", "me")]
    assert effect is not None
    assert effect.after is not None
    assert effect.after.row.fields == {"owner": "them", "title": "new"}


@pytest.mark.parametrize(
    ("base_rev", "device", "mine"), [(7, "other", "me"), (3, "mine", "me"), (3, "other", "them")]
)
def test_no_conflict_with_what_was_seen_or_ones_own_or_the_same(
    base_rev: int, device: str, mine: str
) -> None:
    result, _ = push(command(owner=mine, base_rev=base_rev), stored(device, owner="them"))
    assert result.outcome is Outcome.APPLIED


@pytest.mark.parametrize(
    ("asked", "there", "code"),
    [
        (command(title="x"), None, "sync.not_found"),
        (command(title="x"), stored(open=False), "sync.not_found"),
        (command(open=False), stored(open=True), "sync.forbidden"),
        (command(Operation.CREATE, open=False), None, "sync.forbidden"),
        (command(Operation.CREATE), stored(), "sync.exists"),
        (command(Operation.DELETE, base_rev=3), stored(title="x"), "sync.changed_since"),
    ],
)
def test_refusals_have_no_effect(asked: Command, there: ServerRow | None, code: str) -> None:
    result, effect = push(asked, there)
    assert (result.outcome, result.code, effect) == (Outcome.REFUSED, code, None)


def test_a_person_who_may_only_read_changes_nothing() -> None:
    reader = Rights(sees=sees, writes=lambda _: False, governed=lambda *_: False)
    result, effect = decide(command(title="x"), stored(title="y"), reader, device="mine", seq=8)
    assert (result.code, effect) == ("sync.forbidden", None)


def test_saying_again_what_it_says_has_no_effect() -> None:
    result, effect = push(command(title="x"), stored(title="x"))
    assert (result.outcome, result.seq, effect) == (Outcome.APPLIED, 0, None)


def test_create_and_delete() -> None:
    result, effect = push(command(Operation.CREATE, title="x"), None)
    assert result.seq == 8
    assert effect is not None
    assert effect.after is not None
    assert effect.after.row == row(8, title="x")
    result, effect = push(command(Operation.DELETE, base_rev=7), stored(title="x"))
    assert (result.seq, effect) == (8, Effect(KEY, None))


def test_every_outcome_uses_up_its_mid_and_is_remembered() -> None:
    device = Device()
    assert sync_server.known_result(device, 1) is None
    with pytest.raises(sync_server.Gap):
        sync_server.known_result(device, 2)
    refused, _ = push(command(title="x"), None)
    device = sync_server.settle(device, refused)
    assert sync_server.known_result(device, 1) == refused
    assert sync_server.known_result(device, 2) is None
