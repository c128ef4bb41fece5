"""The switch between the lists of the screen, each with how much waits there."""

from functools import partial
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.words import count

LISTS: Final = {
    "decide": QT_TRANSLATE_NOOP("Switch", "To decide"),
    "mine": QT_TRANSLATE_NOOP("Switch", "Mine"),
    "review": QT_TRANSLATE_NOOP("Switch", "To review"),
}


class Switch(QWidget):
    """Buttons beside each other, one of which is down.

    Signal: `chosen(name)`.
    """

    chosen = Signal(str)

    def __init__(self, current: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[str, Button] = {}
        group = QButtonGroup(self)
        for name in LISTS:
            button = Button("", clicked=partial(self._clicked, name))
            button.setCheckable(True)
            button.setChecked(name == current)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button)
            self.buttons[name] = button
            row.addWidget(button)
            self.show_count(name, 0)
        self._current = current

    def show_count(self, name: str, number: int) -> None:
        """Show how much waits in a list."""
        words = QCoreApplication.translate("Switch", str(LISTS[name]))
        self.buttons[name].setText(f"{words}  {count(number)}" if number else words)
        self.buttons[name].setAccessibleName(f"{words}, {count(number)}" if number else words)

    def _clicked(self, name: str) -> None:
        self.buttons[self._current].setChecked(True)  # each list has a switch of its own
        self.chosen.emit(name)
