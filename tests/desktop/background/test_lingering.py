"""What another thread has had in its hands is let go of on the GUI thread."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pursight_desktop.background.lingering import SECONDS, Lingering
from pursight_desktop.background.reading import Readings
from pursight_desktop.replica.store import Store


class Witness:
    """Notes on which thread it ends."""

    def __init__(self, ends: list[int]) -> None:
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


def asking(witness: Witness) -> Callable[[object], int]:
    return lambda _connection: len(witness.ends)


def test_no_reading_ends_what_it_holds_on_another_thread(
    qtbot: QtBot, replica_store: Store
) -> None:
    ends: list[int] = []
    readings = Readings(replica_store, lambda _error: None)
    owner = QObject()
    for number in range(200):
        readings.read(owner, f"r{number % 7}", asking(Witness(ends)), lambda _value: None)
    qtbot.waitUntil(lambda: readings.idle)
    readings.close()
    qtbot.wait(50)
    assert len(ends) == 200
    assert set(ends) == {threading.get_ident()}


def test_what_is_kept_is_let_go_after_a_while() -> None:
    ends: list[int] = []
    kept = Lingering()
    kept.keep(Witness(ends))
    assert not ends
    kept._kept[0] = (kept._kept[0][0] - SECONDS - 1, kept._kept[0][1])
    kept.keep("another")
    assert len(kept) == 1
    assert len(ends) == 1
