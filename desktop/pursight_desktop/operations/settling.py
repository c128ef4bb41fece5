"""Settle what lies in the tray: refused edits and conflicts."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pursight.contracts.sync import Operation, Value
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.wording import Saying, tr
from pursight_desktop.replica import outbox
from pursight_desktop.replica.store import Store


def settle(store: Store, mid: int, *, keep: Literal["mine", "theirs"]) -> Change:
    """Decide a conflict, or lay a refused edit aside; it leaves the tray.

    Args:
        store: The replica.
        mid: Of the edit that was refused or is in conflict.
        keep: `mine` sends it again, made from what the row holds now; `theirs` lets it go.
    """
    return settle_all(store, (mid,), keep=keep)


def settle_all(store: Store, mids: Sequence[int], *, keep: Literal["mine", "theirs"]) -> Change:
    """Decide several in one go, all the same way; those that are settled already are skipped."""
    settled: list[int] = []
    with store.writing() as writer:
        waiting = {line.mid for line in outbox.tray(writer.connection)}
        for mid in mids:
            if mid in waiting:
                again = outbox.settle(writer, mid, keep=keep)
                settled.append(mid if again is None else again)
    if len(mids) == 1:
        words = tr("Your version is sent") if keep == "mine" else tr("Their version stays")
    else:
        words = _sent(len(settled)) if keep == "mine" else _let_go(len(settled))
    return Change(words, tuple(settled))


def _sent(count: int) -> Saying:
    return tr("{n} edits sent again", None, count)


def _let_go(count: int) -> Saying:
    return tr("{n} edits let go", None, count)


def send_edited(store: Store, mid: int, args: Mapping[str, Value]) -> Change:
    """Send an edit again with other words; what was in the tray leaves it.

    Args:
        store: The replica.
        mid: Of the edit that was refused or is in conflict.
        args: Fields to set instead of those of the edit.
    """
    with store.writing() as writer:
        line = next((one for one in outbox.tray(writer.connection) if one.mid == mid), None)
        if line is None:
            return Change(tr("Nothing to send: it was settled already"))
        outbox.settle(writer, mid, keep="theirs")
        again = outbox.queue(writer, line.entity, line.id, Operation.SET, args)
    return Change(tr("Your edited version is sent"), (again,))
