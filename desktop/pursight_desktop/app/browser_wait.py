"""A way through the system's browser: a button for it, and the wait until it is back."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label


def open_in_browser(url: str) -> None:
    """Open an address in the system's browser."""
    QDesktopServices.openUrl(QUrl(url))


class BrowserWait(QWidget):
    """A button, and while one waits a line that says so with a way to stop.

    Attributes:
        is_waiting: Whether it is gone, and not back yet.
        open_browser: Opens an address in the system's browser.

    Args:
        words: On the button.
        go: Begins; is given what opens the browser from any thread, and what says to stop.
        icon: On the button.
    """

    _wanted = Signal(str)

    def __init__(
        self,
        words: str,
        go: Callable[[Callable[[str], object], Event], object],
        icon: str = "key-round",
    ) -> None:
        super().__init__()
        self._go, self._stopped = go, Event()
        self.is_waiting = False
        self.open_browser: Callable[[str], object] = open_in_browser
        self._wanted.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.button = Button(words, icon, clicked=self.begin)
        self.waiting = Label(self.tr("Go on in your browser, and come back here."), "muted")
        self.stop_button = Button(self.tr("Stop waiting"), kind="quiet", clicked=self.stop)
        for widget in (self.button, self.waiting, self.stop_button):
            column.addWidget(widget)
        self.waiting.hide()
        self.stop_button.hide()

    def begin(self) -> None:
        """Open the browser, and wait for it."""
        self._stopped = Event()
        self._show(waiting=True)
        self._go(self._wanted.emit, self._stopped)

    def _open(self, url: str) -> None:
        self.open_browser(url)

    def stop(self) -> None:
        """Wait no more."""
        self._stopped.set()

    def set_working(self, *, working: bool) -> None:
        """Let nobody begin while something else is done; afterwards nothing is waited for."""
        if not working:
            self._show(waiting=False)
        self.button.setEnabled(not working)

    def _show(self, *, waiting: bool) -> None:
        self.is_waiting = waiting
        self.button.setEnabled(not waiting)
        self.waiting.setVisible(waiting)
        self.stop_button.setVisible(waiting)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._stopped.set()
        super().hideEvent(event)
