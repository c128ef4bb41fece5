"""Garbage is collected on the GUI thread: elsewhere it would destroy widgets there."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pursight_desktop.app.garbage import Garbage


class Cycle:
    """Tells on which thread it ends."""

    def __init__(self, ends: list[int]) -> None:
        self.itself, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    garbage = Garbage(qapp)
    yield garbage
    garbage.leave()
    garbage.deleteLater()


def work_elsewhere() -> None:
    """Make so much garbage on another thread that Python would collect there."""

    def work() -> None:
        for _ in range(3000):
            one: list[object] = []
            one.append(one)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_cycle_ends_on_this_thread(garbage: Garbage) -> None:
    ends: list[int] = []
    Cycle(ends)
    work_elsewhere()
    assert ends == []
    garbage.collect_some()
    assert ends == [threading.get_ident()]


def test_little_garbage_is_left_for_later(garbage: Garbage) -> None:
    gc.collect()
    ends: list[int] = []
    Cycle(ends)
    garbage.collect_some()
    assert ends == []


def test_without_it_python_would_collect_elsewhere() -> None:
    gc.collect()
    gc.enable()
    ends: list[int] = []
    Cycle(ends)
    work_elsewhere()
    gc.disable()
    assert ends
    assert ends != [threading.get_ident()]
