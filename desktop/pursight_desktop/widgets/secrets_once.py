"""Secrets that are shown once: an authenticator app's, recovery codes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.qr_code import QrCode

_ROW = 2


class AppSecret(QWidget):
    """A QR code for an authenticator app, and the same to type."""

    def __init__(self, secret: str, uri: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.picture = QrCode(uri, self.tr("QR code for the authenticator app"))
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Label(self.tr("Or type this into the app:"), "caption"))
        spelled = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        self.secret = Label(spelled, "mono", wrap=True)
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.secret)


class RecoveryCodes(QWidget):
    """Codes in rows, with a way to take them along."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self._text = "\n".join(codes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Label(
                self.tr(
                    "Each of these opens your account once when the phone is lost. They are shown "
                    "only now: print them, or put them where you keep passwords."
                ),
                "muted",
                wrap=True,
            )
        )
        rows = [codes[at : at + _ROW] for at in range(0, len(codes), _ROW)]
        self.codes = Label("\n".join("     ".join(row) for row in rows), "mono")
        self.codes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.codes)
        line = QHBoxLayout()
        self.copy_button = Button(self.tr("Copy"), "copy", clicked=self.copy)
        line.addWidget(self.copy_button)
        line.addStretch(1)
        column.addLayout(line)

    def copy(self) -> None:
        """Put the codes on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)
