"""WaitingLine: one line above the policies that says how many changes wait for somebody else."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label, Picture
from pursight_desktop.widgets.words import count


class WaitingLine(QFrame):
    """Says it, and is hidden while nothing waits; `opened` when the person wants to see them."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 10)
        row.setSpacing(8)
        row.addWidget(Picture("clock", 16, "warning"))
        self.words = Label("", "strong")
        row.addWidget(self.words)
        self.look = Button(self.tr("Look…"), kind="link", clicked=self.opened.emit)
        row.addWidget(self.look)
        row.addStretch(1)
        self.hide()

    def say(self, number: int) -> None:
        """Say that so many changes wait."""
        if number == 1:
            said = self.tr("One change waits for a second administrator.")
        else:
            said = self.tr("{n} changes wait for a second administrator.").format(n=count(number))
        self.words.setText(said)
        self.setAccessibleName(said)
        self.setVisible(number > 0)
