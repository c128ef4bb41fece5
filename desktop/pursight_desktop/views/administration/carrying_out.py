"""Carrying out: what the server is asked to do is waited for to the end, whoever leaves."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pursight.errors import PurSightError
from pursight.identity import new_id
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online

T = TypeVar("T")


def carry_out(
    desk: Desk,
    call: Callable[[Online], Awaitable[T]],
    done: Callable[[T], None],
    lost: Callable[[PurSightError], None],
) -> None:
    """Have the server change something.

    `Desk.online` lets a newer question of a name take the place of an older one, and tells nobody
    who is gone. A change would then be cut off on its way, or its failure told to nobody.

    Args:
        desk: Of the console; both are called as long as it is there.
        call: What is asked.
        done: Gets the answer; what it works on may be gone by then.
        lost: Gets the error instead.
    """
    desk.online(desk, f"change {new_id()}", call, done, lost)
