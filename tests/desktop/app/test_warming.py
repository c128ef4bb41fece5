"""Screens are imported beside the user interface, and one that cannot be imported stops nothing."""

import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.warming import Warming

TRIAL = "tests.desktop.app.trial"


@pytest.fixture
def nothing_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(f"{TRIAL}.")]:
        monkeypatch.delitem(sys.modules, name)


@pytest.fixture
def warming(nothing_imported: None) -> Iterator[Warming]:
    warming = Warming()
    yield warming
    warming.leave()


def test_every_screen_there_is_gets_imported_elsewhere(warming: Warming, qtbot: QtBot) -> None:
    told: list[threading.Thread] = []
    warming.done.connect(lambda: told.append(threading.current_thread()))
    with qtbot.waitSignal(warming.done):
        warming.start_soon()
        warming.start_soon()
    there = {screen.name for screen in SCREENS if f"{TRIAL}.{screen.name}" in sys.modules}
    assert there >= {"home", "catalog", "review", "search", "sources"}
    assert f"{TRIAL}.asset" in sys.modules
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]


def test_leaving_before_it_began_begins_nothing(warming: Warming, qtbot: QtBot) -> None:
    warming.start_soon()
    warming.leave()
    qtbot.wait(700)
    assert f"{TRIAL}.home" not in sys.modules
