"""Pictures of every screen in every state, of one theme and size, with a server that is real."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tests.desktop.scenes import STATES
from tests.desktop.screenshots import draw

from pursight_desktop.theme import DARK

SIZE = (1280, 800)
pytestmark = [pytest.mark.timeout(300)]

FEWEST_COLOURS = 40
"""Of a picture that shows something; a blank one has a handful."""

DRAWN = ("home", "problems", "table")
"""Enough to see that every state is made; all screens are drawn by hand."""


@pytest.fixture(scope="module")
def folder(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    draw(folder, sizes=(SIZE,), themes=("dark",), only=DRAWN, whole_company=False)
    return folder


def test_screens_are_drawn_in_every_state(folder: Path) -> None:
    wanted = {
        f"{name}-{state}-dark-1280x800.png"
        for state in STATES
        for name in DRAWN
        if (name, state) != ("table", "empty")
    }
    assert {path.name for path in folder.glob("*.png")} == wanted


def test_no_picture_is_blank_or_of_another_size(folder: Path) -> None:
    for path in folder.glob("*.png"):
        image = QImage(str(path))
        assert (image.width(), image.height()) == SIZE, path.name
        assert len(_colours(image)) >= FEWEST_COLOURS, path.name
        assert image.pixelColor(4, 300).name() == DARK.canvas, path.name


def test_states_do_not_look_alike(folder: Path) -> None:
    """What is drawn is really offline, filling, in trouble: the status bars differ."""
    bars = {
        state: QImage(str(folder / f"home-{state}-dark-1280x800.png")).copy(0, 775, 1280, 25)
        for state in STATES
    }
    alike = [
        (one, other) for one in bars for other in bars if one < other and bars[one] == bars[other]
    ]
    assert alike == [("empty", "full")]  # both are up to date


def test_the_index_shows_every_picture(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'<img loading="lazy" src="([^"]+)"', page))
    assert shown == {path.name for path in folder.glob("*.png")}
    assert 'data-screen="table" data-state="offline"' in page
    assert "http" not in page


def _colours(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
