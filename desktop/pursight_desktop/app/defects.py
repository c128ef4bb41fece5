"""Our own bugs at the border: said in words, with details to copy; the console keeps running."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pursight import __version__
from pursight.errors import Fault, PurSightError
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label

MOST = 5
"""Dialogs of one run; what fails at each turn must not bury the window."""

_log = logging.getLogger("pursight.console")


def diagnostics(error: BaseException) -> str:
    """Write what helps to mend a bug: versions and the traceback, no data of the catalog."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    # not the message: that of a foreign library may quote what it was given
    return (
        f"PurSight {__version__}, Qt {qt_version}, Python {platform.python_version()}, "
        f"{platform.platform()}\n{frames}{type(error).__module__}.{type(error).__name__}\n"
    )


class DefectSheet(Sheet):
    """Says that something of ours failed, and gives the details to copy."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, _title(), 620)
        self.text = text
        words = self.tr(
            "This is a fault of PurSight, not of yours. What you wrote is kept, and you can go "
            "on. The text below helps us to mend it; it holds no data of your sources."
        )
        self.add(Label(words, "muted", wrap=True))
        box = QPlainTextEdit(text)
        box.setReadOnly(True)
        box.setProperty("mono", True)
        box.setMinimumHeight(200)
        box.setAccessibleName(self.tr("Details of the error"))
        self.add(box, 1)
        self.add(Button(self.tr("Copy details"), "copy", clicked=self.copy))
        self.cancel_button.hide()
        self.set_confirm(self.tr("Go on"), lambda: True)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)


class Defects(QObject):
    """Takes what nobody caught, on whatever thread; install it once.

    Args:
        window: To show dialogs over; None while there is none.
        say: Shows a known error in a toast, by kind and text.
    """

    _caught = Signal(object)

    def __init__(
        self, window: Callable[[], QWidget | None], say: Callable[[str, str], None]
    ) -> None:
        super().__init__()
        self._window, self._say = window, say
        self._shown = 0
        self._before: Callable[..., object] | None = None
        self.sheets: list[DefectSheet] = []
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take what is raised in a slot or an event from now on."""
        self._before = sys.excepthook
        sys.excepthook = self.caught

    def leave(self) -> None:
        """Take nothing any more."""
        if self._before is not None:
            sys.excepthook, self._before = self._before, None

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log it and show it; an interrupt ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        if not (isinstance(error, PurSightError) and error.fault is not Fault.OURS):
            _log.error("not caught", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _show(self, error: BaseException) -> None:
        if isinstance(error, PurSightError) and error.fault is not Fault.OURS:
            self._say("error", " ".join(part for part in (error.message, error.hint) if part))
            return
        self._shown += 1
        if self._shown > MOST:
            self._say("error", self.tr("Something went wrong again; the log says more."))
            return
        sheet = DefectSheet(self._window(), diagnostics(error))
        self.sheets.append(sheet)
        sheet.open()


def _title() -> str:
    return QCoreApplication.translate("Defects", "Something went wrong here")
