"""A screen that works, and remembers what was chosen on it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place


class Trial(QLabel):
    """Shows its place."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(place.screen)
        self.here, self.refreshed = place, 0
        action = QAction("Accept", self)
        action.setShortcut("A")
        self.addAction(action)

    def title(self) -> str:
        return f"{self.here.screen} {self.here.arg('row')}".strip()

    def icon(self) -> str:
        return "house"

    def place(self) -> Place:
        return self.here

    def refresh(self) -> None:
        self.refreshed += 1


def make(desk: Desk, place: Place) -> QWidget:
    return Trial(desk, place)
