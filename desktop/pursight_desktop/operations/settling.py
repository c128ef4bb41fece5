"""Settle what lies in the tray: refused edits and conflicts."""

from typing import Literal

from pursight_desktop.operations.change import Change
from pursight_desktop.replica import outbox
from pursight_desktop.replica.store import Store


def settle(store: Store, mid: int, *, keep: Literal["mine", "theirs"]) -> Change:
    """Decide a conflict, or lay a refused edit aside; it leaves the tray.

    Args:
        store: The replica.
        mid: Of the edit that was refused or is in conflict.
        keep: `mine` sends it again, made from what the row holds now; `theirs` lets it go.
    """
    with store.writing() as writer:
        again = outbox.settle(writer, mid, keep=keep)
    words = "Your version is sent" if keep == "mine" else "Their version stays"
    return Change(words, (mid,) if again is None else (again,))
