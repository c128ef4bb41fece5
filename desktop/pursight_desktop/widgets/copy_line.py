"""CopyLine: a text that is typed into another system, with a way to take it along."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pursight_desktop.widgets.buttons import Button


class CopyLine(QWidget):
    """One line that can only be read and copied.

    Args:
        name: What it is, for who cannot see it.
        text: An address, a secret.
    """

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = QLineEdit(text)
        self.line.setReadOnly(True)
        self.line.setProperty("mono", True)
        self.line.setCursorPosition(0)
        self.line.setAccessibleName(name)
        self.copy_button = Button(self.tr("Copy"), "copy", clicked=self.copy)
        self.copy_button.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        row.addWidget(self.line, 1)
        row.addWidget(self.copy_button)

    def copy(self) -> None:
        """Put it on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(self._text)
        self.copy_button.setText(self.tr("Copied"))
