"""ValuesField: several values as chips, chosen from a list or, where that is allowed, typed."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.theme import Tone
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.labels import Chip

Choice = tuple[str, str]
"""A value and its words."""


def give_way(box: QComboBox) -> None:
    """Let a box be narrower than its longest entry."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)


class _Adding(QComboBox):
    """Enter takes over what was typed, and only where there is nothing is it the sheet's."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        typed = bool(self.currentText().strip())
        super().keyPressEvent(event)
        if entered and typed and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()


class ValuesField(QWidget):
    """Values, each once, in the order in which they were chosen.

    Args:
        name: What they are.
        add: In the field to choose one more with.
        choices: That are offered.
        free: Whether anything else may be typed, too.
    """

    changed = Signal()

    def __init__(
        self, name: str, add: str, choices: Iterable[Choice] = (), *, free: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._choices, self._free = tuple(choices), free
        self._words = dict(self._choices)
        self._values: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._chips = QWidget()
        self._flow = Flow(self._chips, 4)
        column.addWidget(self._chips)
        self.adding = _Adding()
        self.adding.setEditable(True)
        self.adding.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.adding.setAccessibleName(add)
        give_way(self.adding)
        line = self.adding.lineEdit()
        if line is not None:
            line.setPlaceholderText(add)
            line.returnPressed.connect(self._typed)
        completer = QCompleter(self.adding.model(), self)
        self.adding.setCompleter(completer)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.adding.activated.connect(self._picked)
        column.addWidget(self.adding)
        self._show()

    def values(self) -> tuple[str, ...]:
        """Return what is chosen."""
        return tuple(self._values)

    def show_values(self, values: Sequence[str]) -> None:
        """Show these as chosen; nothing is told."""
        self._values = list(values)
        self._show()

    def add(self, value: str, words: str = "") -> None:
        """Choose one more; one that is not offered says what it is called."""
        if words:
            self._words[value] = words
        if value and value not in self._values:
            self._values.append(value)
            self._show()
            self.changed.emit()

    def _remove(self, value: str) -> None:
        self._values.remove(value)
        self._show()
        self.adding.setFocus()
        self.changed.emit()

    def _picked(self, number: int) -> None:
        value = self.adding.itemData(number)
        if value is not None:
            self.add(str(value))

    def _typed(self) -> None:
        typed = self.adding.currentText().strip()
        known = {words.casefold(): value for value, words in self._choices}
        if typed.casefold() in known:
            self.add(known[typed.casefold()])
        elif self._free:
            self.add(typed)

    def _show(self) -> None:
        self._flow.clear()
        for value in self._values:
            chip = Chip(self._words.get(value, value), Tone.NEUTRAL, removable=True)
            chip.removed.connect(lambda value=value: self._remove(value))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._values))
        self.adding.clear()
        for value, words in self._choices:
            if value not in self._values:
                self.adding.addItem(words, value)
        self.adding.setCurrentIndex(-1)
        self.adding.clearEditText()
        self._chips.updateGeometry()
        self.updateGeometry()
