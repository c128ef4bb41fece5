"""Pictures of screens: each theme and size, once the screen is filled; and with no account."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pursight_desktop.app.screenshots import Drawing
from pursight_desktop.app.window import Window
from pursight_desktop.background.place import Place
from pursight_desktop.theme import DARK, LIGHT


def test_each_screen_is_drawn_in_each_theme_and_size(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    over: list[bool] = []
    places = [("home", Place("home")), ("catalog", Place("catalog"))]
    sizes = ((900, 600), (1000, 700))
    drawing = Drawing(window, tmp_path / "to", places, lambda: over.append(True), sizes=sizes)
    qtbot.waitUntil(lambda: bool(over), timeout=20_000)
    assert len(drawing.drawn) == 8
    light = QImage(str(tmp_path / "to" / "catalog-light-1000x700.png"))
    dark = QImage(str(tmp_path / "to" / "catalog-dark-1000x700.png"))
    assert (light.width(), light.height()) == (1000, 700)
    assert light.pixelColor(4, 300).name() == LIGHT.canvas
    assert dark.pixelColor(4, 300).name() == DARK.canvas


def test_without_an_account_the_command_draws_the_door_and_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pursight", "console", "--data", str(tmp_path / "home"),
         "--screenshot", str(tmp_path / "to")],
        capture_output=True, text=True, check=False, timeout=90,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not QImage(str(tmp_path / "to" / "door.png")).isNull()
