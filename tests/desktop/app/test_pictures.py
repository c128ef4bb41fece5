"""Pictures of screens: each theme and size, once the screen is filled; and with no account."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pursight_desktop.app import screenshots
from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.screenshots import LOOK_MS, Drawing, draw_screens, has_settled
from pursight_desktop.app.window import Window
from pursight_desktop.background.job import Job
from pursight_desktop.background.place import Place
from pursight_desktop.background.reading import defect
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus
from pursight_desktop.theme import DARK, LIGHT


def test_each_screen_is_drawn_in_each_theme_and_size(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    over: list[bool] = []
    places = [("home", Place("home")), ("catalog", Place("catalog"))]
    sizes = ((900, 600), (1000, 700))
    drawing = Drawing(window, tmp_path / "to", places, lambda: over.append(True), sizes=sizes)
    qtbot.waitUntil(lambda: bool(over))
    assert len(drawing.drawn) == 8
    light = QImage(str(tmp_path / "to" / "catalog-light-1000x700.png"))
    dark = QImage(str(tmp_path / "to" / "catalog-dark-1000x700.png"))
    assert (light.width(), light.height()) == (1000, 700)
    assert light.pixelColor(4, 300).name() == LIGHT.canvas
    assert dark.pixelColor(4, 300).name() == DARK.canvas


def test_the_first_picture_waits_for_the_first_fill(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stand(connection: Connection, *, filling: bool) -> None:
        window.desk.latest = ConsoleStatus(connection, SyncStatus(first_fill=filling))

    over: list[bool] = []
    stand(Connection.CONNECTING, filling=True)
    monkeypatch.setattr(screenshots, "SCREENS", SCREENS[:1])
    drawing = draw_screens(window, tmp_path, lambda: over.append(True))
    qtbot.wait(10 * LOOK_MS)
    stand(Connection.ONLINE, filling=True)
    qtbot.wait(10 * LOOK_MS)
    assert not drawing.drawn
    stand(Connection.ONLINE, filling=False)
    qtbot.waitUntil(lambda: bool(over))
    assert len(drawing.drawn) == 4


def test_what_the_server_was_asked_is_waited_for(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, over = window.desk, list[bool]()
    desk._jobs[0, "devices"] = job = Job(window, print, print, defect)
    drawing = Drawing(
        window, tmp_path, [("home", Place("home"))], lambda: over.append(True),
        sizes=((900, 600),), themes=("light",),
    )  # fmt: skip
    qtbot.wait(10 * LOOK_MS)
    assert desk.idle
    assert not drawing.drawn
    desk._forget_job((0, "devices"), job)
    qtbot.waitUntil(lambda: bool(over))


def test_an_unreachable_server_is_not_waited_for() -> None:
    assert has_settled(ConsoleStatus(Connection.OFFLINE, SyncStatus(first_fill=True)))
    assert not has_settled(ConsoleStatus(Connection.ONLINE, SyncStatus(pending=1)))


def test_without_an_account_the_command_draws_the_door_and_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pursight", "console", "--data", str(tmp_path / "home"),
         "--screenshot", str(tmp_path / "to")],
        capture_output=True, text=True, check=False, timeout=90,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not QImage(str(tmp_path / "to" / "door.png")).isNull()
