"""ChosenField: what was chosen, and a button that opens the chooser again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pursight_desktop.views.administration.choosers.chooser import Choice, Chooser, Find
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Elided


class ChosenField(QWidget):
    """A field of a form that is filled by choosing.

    Signals: `changed` when something was chosen.

    Attributes:
        choice: What was chosen; None for nothing yet.

    Args:
        title: The chooser's question.
        hint: By what it is found.
        find: Looks for what fits.
        none: What is shown while nothing is chosen.
    """

    changed = Signal()

    def __init__(self, title: str, hint: str, find: Find, none: str) -> None:
        super().__init__()
        self._title, self._hint, self._find, self._none = title, hint, find, none
        self.choice: Choice | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.said = Elided(none, "muted")
        self.button = Button(self.tr("Choose…"), "search", clicked=self.choose)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)

    def choose(self) -> Chooser:
        """Open the chooser."""
        chooser = Chooser(self, self._title, self._hint, self._find)
        chooser.chosen.connect(self.take)
        chooser.open()
        return chooser

    def take(self, choice: Choice | None) -> None:
        """Show something as chosen; None for nothing."""
        self.choice = choice
        detail = f" · {choice.detail}" if choice is not None and choice.detail else ""
        self.said.setText(f"{choice.title}{detail}" if choice is not None else self._none)
        self.said.setProperty("type", "muted" if choice is None else "")
        self.said.style().polish(self.said)
        self.changed.emit()

    def ask_elsewhere(self, title: str, hint: str, find: Find) -> None:
        """Look for something else from now on; what was chosen is none of those."""
        self._title, self._hint, self._find = title, hint, find
        self.take(None)
