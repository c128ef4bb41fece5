"""Edits: fields of rows set in one transaction, and taken back without hurting anybody's work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pursight.contracts.sync import Operation, Value
from pursight.errors import Refused
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.shown import shown_fields
from pursight_desktop.operations.wording import Saying, tr
from pursight_desktop.replica.outbox import queue, withdraw
from pursight_desktop.replica.store import Store, Writer


class NotThere(Refused):
    """What was to be changed is gone, or somebody else has changed it so that it cannot be done."""

    code = "console.not_there"


def gone() -> NotThere:
    """Make the error for a row that is not here any more."""
    return NotThere(
        "This is not in the catalog any more: it was removed, or you may no longer see it.",
        hint="Nothing was changed.",
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """One row's fields before and after; both name the same fields.

    `seen` is the rev of the row when the person looked at it. What others wrote since is a conflict
    for the person, also if it has come here meanwhile. None: the person saw what is there now.
    """

    entity: str
    id: UUID
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    seen: int | None = None

    @property
    def reverse(self) -> "Edit":
        """The edit that undoes it."""
        return Edit(self.entity, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class _Sent:
    mid: int
    edit: Edit


Seen = Mapping[UUID, int]
"""The revs of rows when the person looked at them; rows that are not in it count as they are."""

Plan = Callable[[Writer], Sequence[Edit]]
"""Looks at rows and says what to set; in the transaction that sets it."""


def carry_out(store: Store, label: Callable[[int], Saying], plan: Plan) -> Change:
    """Queue edits in one transaction.

    Args:
        store: The replica.
        label: Says for so many edits what was done.
        plan: What to set; edits that set what is there already are left out.
    """
    with store.writing() as writer:
        edits = [edit for edit in plan(writer) if edit.before != edit.after]
        sent = _queue(writer, edits)
    words = label(len(edits)) if edits else tr("Nothing to change")
    return _change(store, words, sent)


def _queue(writer: Writer, edits: Sequence[Edit]) -> list[_Sent]:
    return [
        _Sent(queue(writer, e.entity, e.id, Operation.SET, e.after, seen=e.seen), e) for e in edits
    ]


def _change(store: Store, label: Saying, sent: Sequence[_Sent]) -> Change:
    mids = tuple(one.mid for one in sent)
    return Change(label, mids, (lambda: _undo(store, label, sent)) if sent else None)


def _undo(store: Store, label: Saying, sent: Sequence[_Sent]) -> Change:
    """Withdraw what was not sent; set back what was, unless somebody has changed it since."""
    touched: list[int] = []
    undone: list[Edit] = []
    changed_since = 0
    with store.writing() as writer:
        for one in sent:
            if withdraw(writer, one.mid):
                touched.append(one.mid)
                undone.append(one.edit)
                continue
            left = _still_ours(writer, one.edit)
            changed_since += len(left.before) < len(one.edit.before)
            if left.before:
                touched.append(queue(writer, left.entity, left.id, Operation.SET, left.before))
                undone.append(left)
    words = _undone(label, changed_since)

    def redo() -> Change:
        with store.writing() as writer:
            return _change(store, label, _queue(writer, undone))

    return Change(words, tuple(touched), redo if undone else None)


def _still_ours(writer: Writer, edit: Edit) -> Edit:
    """The part of an edit that nobody has changed since."""
    now = shown_fields(writer, edit.entity, edit.id) or {}
    names = [name for name, value in edit.after.items() if same(now.get(name), value)]
    return Edit(
        edit.entity,
        edit.id,
        {name: edit.before[name] for name in names},
        {name: edit.after[name] for name in names},
    )


def same(one: Value, other: Value) -> bool:
    """Whether two values of a field mean the same; who decided and when does not matter."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        told = {"by", "at"}
        return {k: v for k, v in one.items() if k not in told} == {
            k: v for k, v in other.items() if k not in told
        }
    return one == other


def _undone(what: Saying, changed_since: int) -> Saying:
    if not changed_since:
        return tr("Undone: {what}").having(what=what)
    said = tr("Undone: {what}; {n} had been changed by others since, and stay", None, changed_since)
    return said.having(what=what)
