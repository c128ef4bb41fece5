"""Screens that are closed are let go of: their widgets, and what they never came to show."""

from importlib import import_module

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.builders.replica import an_estate

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import SCREENS, Place
from pursight_desktop.replica.store import Store


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_of_a_closed_screen_stays(
    screen: str, filled: bool, desk: Desk, replica_store: Store, qtbot: QtBot
) -> None:
    shown = None
    if filled:
        shown = an_estate(replica_store, tables=5, columns=40).tables[0]
    place = Place(screen, shown if screen == "asset" else None)
    before = {_address(one) for one in QApplication.allWidgets()}
    view = import_module(f"pursight_desktop.views.{screen}").make(desk, place)
    view.show()
    qtbot.waitUntil(lambda: desk.idle)
    QApplication.processEvents()
    shiboken6.delete(view)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [one for one in QApplication.allWidgets() if _address(one) not in before]
    assert [type(one).__name__ for one in left] == []


def _address(widget: QWidget) -> int:
    return int(shiboken6.getCppPointer(widget)[0])
