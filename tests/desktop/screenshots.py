"""Draws every screen in every state: `python -m tests.desktop.screenshots FOLDER`."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from tests.desktop.picture_index import write_index
from tests.desktop.pictured_server import PicturedServer, pictured_server, quick_place
from tests.desktop.scenes import STATES, Scene, full

from pursight_desktop.app.run import make_app
from pursight_desktop.app.screenshots import SIZES, THEMES, Drawing
from pursight_desktop.app.window import Window
from pursight_desktop.language.spoken import Speech
from pursight_desktop.theme import Theme

SERVERLESS = ("full",)
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def draw_scene(
    scene: Scene,
    state: str,
    folder: Path,
    *,
    sizes: Sequence[tuple[int, int]] = SIZES,
    themes: Sequence[str] = THEMES,
    only: Sequence[str] = (),
) -> list[Path]:
    """Draw what a scene has to show.

    Args:
        scene: A desk in some state.
        state: Its name, for the files.
        folder: Gets `SCREEN-STATE-THEME-SIZE.png`.
        sizes: Of the window.
        themes: Light, dark.
        only: Names of screens; empty is all of them.
    """
    app = make_app()
    theme = app.findChild(Theme) or Theme(app, "light")
    assert isinstance(theme, Theme)
    places = [
        (f"{name}-{state}", place) for name, place in scene.places if not only or name in only
    ]
    window = Window(scene.desk, theme)
    window.show()
    over: list[bool] = []
    drawing = Drawing(window, folder, places, lambda: over.append(True), sizes=sizes, themes=themes)
    while not over:
        QApplication.processEvents(_WAIT, 50)
    drawn = list(drawing.drawn)
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return drawn


@contextmanager
def _a_server(folder: Path | None, *, whole_company: bool) -> Iterator[PicturedServer]:
    """Run the server in a folder that is kept, or in one that is gone afterwards."""
    with ExitStack() as stack:
        place = folder or stack.enter_context(quick_place()) / "stage"
        yield stack.enter_context(pictured_server(place, whole_company=whole_company))


def draw(
    folder: Path,
    *,
    states: Sequence[str] = tuple(STATES),
    sizes: Sequence[tuple[int, int]] = SIZES,
    themes: Sequence[str] = THEMES,
    only: Sequence[str] = (),
    server_folder: Path | None = None,
    whole_company: bool = True,
) -> list[Path]:
    """Draw the screens in all states, with a real server where one is needed.

    Args:
        folder: Gets the pictures, and an index to browse them.
        states: Of `STATES`.
        sizes: Of the window.
        themes: Light, dark.
        only: Names of screens; empty is all of them.
        server_folder: Where the server is kept for the next time; gone afterwards without it.
        whole_company: Whether it scans the demonstration's company, or a small shop.
    """
    app = make_app()  # what is told on its thread goes through its loop
    speech = Speech(app)
    speech.speak("en")
    drawn: list[Path] = []
    with ExitStack() as stack:
        stack.callback(speech.leave)
        server = None
        if set(states) - set(SERVERLESS):
            running = _a_server(server_folder, whole_company=whole_company)
            server = stack.enter_context(running)
        for state in states:
            with tempfile.TemporaryDirectory() as home:
                here = Path(home)
                making = full(here) if server is None else STATES[state](here, server)
                with making as scene:
                    drawn += draw_scene(scene, state, folder, sizes=sizes, themes=themes, only=only)
    write_index(folder, drawn)
    return drawn


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("only", nargs="*", help="names of screens; all without any")
    parser.add_argument("--state", action="append", choices=tuple(STATES), default=[])
    parser.add_argument("--theme", action="append", choices=THEMES, default=[])
    parser.add_argument("--size", action="append", help="as in 1280x800", default=[])
    parser.add_argument("--server", type=Path, help="a folder to keep the server in")
    told = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # no server is left running
    sizes = [(int(w), int(h)) for w, _, h in (size.partition("x") for size in told.size)]
    drawn = draw(
        told.folder,
        states=told.state or tuple(STATES),
        sizes=sizes or SIZES,
        themes=told.theme or THEMES,
        only=told.only,
        server_folder=told.server,
    )
    print(f"{len(drawn)} pictures in {told.folder}; {told.folder / 'index.html'} shows them")


if __name__ == "__main__":
    main()
