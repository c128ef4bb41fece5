"""The server is tried when network, machine or person come back; and never without reason."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pursight.clock import StoppedClock
from pursight_desktop.app.returning import Returning
from pursight_desktop.app.window import Window

Reachability = QNetworkInformation.Reachability


class Machine:
    """A machine with a window, whose time a test tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock = StoppedClock(datetime(2026, 3, 2, tzinfo=UTC))
        self.steady = 0.0
        self.tries = 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.returning = Returning(self.window, self.call, self.clock, lambda: self.steady)
        self.returning.reached(Reachability.Online)
        self.tries = 0

    def call(self) -> None:
        self.tries += 1

    def work(self, seconds: float) -> None:
        self.steady += seconds
        self.clock.advance(timedelta(seconds=seconds))

    def sleep(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    def tell(self, kind: QEvent.Type) -> None:
        QApplication.sendEvent(self.window, QEvent(kind))


@pytest.fixture
def machine(qtbot: QtBot) -> Machine:
    return Machine(qtbot)


@pytest.mark.parametrize("how_far", [Reachability.Online, Reachability.Local, Reachability.Site])
def test_a_network_that_comes_back_is_tried_at_once(
    machine: Machine, how_far: QNetworkInformation.Reachability
) -> None:
    machine.returning.reached(Reachability.Disconnected)
    assert machine.tries == 0
    machine.returning.reached(how_far)
    assert machine.tries == 1
    machine.returning.reached(Reachability.Online)  # it was there
    assert machine.tries == 1


def test_a_machine_that_slept_tries_when_it_wakes(machine: Machine) -> None:
    machine.work(600)
    machine.returning.look()
    assert machine.tries == 0
    machine.sleep(3600)
    machine.work(10)
    machine.returning.look()
    assert machine.tries == 1
    machine.work(10)
    machine.returning.look()
    assert machine.tries == 1


@pytest.mark.parametrize(("away", "tries"), [(10, 0), (31, 1), (86_400, 1)])
def test_who_comes_back_after_a_while_sees_what_is_new(
    machine: Machine, away: float, tries: int
) -> None:
    machine.tell(QEvent.Type.WindowActivate)
    machine.work(1000)
    machine.tell(QEvent.Type.WindowDeactivate)
    machine.work(away)
    machine.tell(QEvent.Type.WindowActivate)
    assert machine.tries == tries


def test_the_window_has_one(window: Window) -> None:
    (returning,) = window.findChildren(Returning)
    assert returning.parent() is window
