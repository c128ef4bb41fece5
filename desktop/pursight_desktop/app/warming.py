"""Imports the screens beside the user interface, so that the first visit to one does not wait."""

import importlib
import logging
import threading

from PySide6.QtCore import QObject, QTimer, Signal

from pursight_desktop.app import screens

SOON_MS = 500
"""The first screen comes first."""

_log = logging.getLogger("pursight.console")


class Warming(QObject):
    """Imports one screen after the other on a thread of its own.

    The window is there before: whoever opens a screen at once imports it themselves, or waits for
    the rest of the import that is under way. Signal: `done`, when all are imported.
    """

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._import_all, name="warming", daemon=True)

    def start_soon(self) -> None:
        """Begin once the first screen is there; once is enough."""
        QTimer.singleShot(SOON_MS, self, self._start)

    def _start(self) -> None:
        if self._thread.ident is None and not self._leaving.is_set():
            self._thread.start()

    def leave(self) -> None:
        """Stop after the screen that is being imported."""
        self._leaving.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _import_all(self) -> None:
        for name in (*(screen.name for screen in screens.SCREENS), "asset"):
            if self._leaving.is_set():
                return
            try:
                importlib.import_module(f"{screens.VIEWS}.{name}")
            except Exception:  # noqa: BLE001  border: opening that screen says what is wrong with it
                _log.debug("the screen %s cannot be imported", name)
        self.done.emit()
