"""Draws every screen of a window into a folder: both themes, the sizes people have."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from pursight_desktop.app.screens import SCREENS
from pursight_desktop.app.window import Window
from pursight_desktop.background.place import Place
from pursight_desktop.sync.status import Connection, ConsoleStatus

SIZES = ((1280, 800), (1920, 1080))
THEMES = ("light", "dark")
LOOK_MS = 50
CALM = 4
"""So many looks in a row must find the desk idle before a screen is drawn."""

LONGEST_LOOKS = 400
"""So many looks and no more: what still moves then is drawn as it is."""

LONGEST_LOOKS_AT_FIRST = 2400
"""The same before the first screen: after a first sign-in the copy is still to be filled."""


class Drawing(QObject):
    """Goes through the screens, waits for each to be filled, and saves a picture of it.

    Args:
        window: Whose screens.
        folder: Gets `{name}-{theme}-{width}x{height}.png`.
        places: What to draw, by the name of the picture.
        done: Called at the end.
        sizes: Width and height of the window.
        themes: Light, dark.
        ready: Whether drawing may begin at all.
    """

    def __init__(
        self,
        window: Window,
        folder: Path,
        places: Sequence[tuple[str, Place]],
        done: Callable[[], object],
        *,
        sizes: Sequence[tuple[int, int]] = SIZES,
        themes: Sequence[str] = THEMES,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(window)
        self._window, self._folder, self._done = window, folder, done
        self._ready = ready
        self._left = [
            (name, place, size, theme)
            for theme in themes
            for size in sizes
            for name, place in places
        ]
        self.drawn: list[Path] = []
        self._calm = self._looks = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._go_on)
        self._begin()

    def _begin(self) -> None:
        if not self._left:
            self._done()
            return
        _, place, (width, height), theme = self._left[0]
        self._window.theme.set_mode(theme)
        self._window.resize(width, height)
        self._window.go(place)
        self._calm = self._looks = 0
        self._look.start()

    def _go_on(self) -> None:
        self._looks += 1
        at_rest = self._window.desk.at_rest and (bool(self.drawn) or self._ready())
        self._calm = self._calm + 1 if at_rest else 0
        longest = LONGEST_LOOKS if self.drawn else LONGEST_LOOKS_AT_FIRST
        if self._calm < CALM and self._looks < longest:
            return
        self._look.stop()
        name, _, (width, height), theme = self._left.pop(0)
        path = self._folder / f"{name}-{theme}-{width}x{height}.png"
        self._window.grab().save(str(path))
        self.drawn.append(path)
        self._begin()


def draw_screens(window: Window, folder: Path, done: Callable[[], object]) -> Drawing:
    """Draw every screen of the sidebar, once the copy is as the server has it or it is away."""
    places = [(screen.name, Place(screen.name)) for screen in SCREENS]
    return Drawing(window, folder, places, done, ready=lambda: has_settled(window.desk.latest))


def has_settled(status: ConsoleStatus | None) -> bool:
    """Whether nothing more is to be expected of the server at present."""
    if status is None or not status.online:
        return status is None or status.connection is not Connection.CONNECTING
    return not status.sync.first_fill and not status.sync.pending
