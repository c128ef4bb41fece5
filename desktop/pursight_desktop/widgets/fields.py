"""Fields to search and to filter with: search, active filters, tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from pursight_desktop.language.keys import keys_words
from pursight_desktop.theme import Tone, icon
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.labels import Chip, Label


class SearchField(QLineEdit):
    """A field that tells what one types, a moment after the last key.

    Signals: `searched` with the text once typing pauses, `submitted` on Enter, `moved_down` on the
    down arrow, for the list below.
    """

    searched = Signal(str)
    submitted = Signal(str)
    moved_down = Signal()

    def __init__(self, placeholder: str, *, delay_ms: int = 120, shortcut: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(f"{placeholder}  {keys_words(shortcut)}".rstrip())
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        clear = self.findChild(QAction, "_q_qlineeditclearaction")
        if isinstance(clear, QAction):  # Qt's own picture has colours of its own
            clear.setIcon(icon("x", "muted"))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the text"))
        self.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(delay_ms)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(lambda _: self._pause.start())
        self.returnPressed.connect(self._submit)

    def show_text(self, text: str) -> None:
        """Put a text in as if it had been told already."""
        self.setText(text)
        self._pause.stop()
        self._told = text

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def _submit(self) -> None:
        self._pause.stop()
        self._tell()
        self.submitted.emit(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._pause.stop()
            self._tell()
            self.moved_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter that holds; `title` is what the chip says."""

    key: str
    value: str
    title: str
    tone: Tone | str = Tone.ACCENT


class FilterBar(QWidget):
    """The filters that hold, each with a cross, and room for controls before them."""

    removed = Signal(str, str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Filters"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._chips = QWidget()
        self._flow = Flow(self._chips, 4)
        self._clear = Button(self.tr("Clear all"), kind="link", clicked=self.cleared.emit)
        self._row.addWidget(self._chips, 1)
        self._row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        self._controls = 0
        self.show_filters(())

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control before the chips."""
        self._row.insertWidget(self._controls, widget, stretch)
        self._controls += 1

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Show the filters that hold; none leaves the controls alone."""
        self._flow.clear()
        for one in filters:
            chip = Chip(one.title, one.tone, removable=True)
            chip.removed.connect(lambda one=one: self.removed.emit(one.key, one.value))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(filters) or self._controls == 0)
        self._clear.setVisible(len(filters) > 1)
        if not self._controls:
            self.setVisible(bool(filters))


class _TagLine(QLineEdit):
    """Enter takes the tag over, and only where there is none is it the sheet's around it."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(self.text().strip())
        super().keyPressEvent(event)
        if entered and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()


class TagsField(QWidget):
    """Tags as chips with a field for one more; each change is told at once."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._tags: list[str] = []
        self._flow = Flow(self, 4)
        self._words = QStringListModel(self)
        self.field = _TagLine()
        self.field.setPlaceholderText(self.tr("Add a tag"))
        self.field.setAccessibleName(self.tr("Add a tag"))
        self.field.setFixedWidth(120)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._add)
        self._flow.addWidget(self.field)

    def suggest(self, words: Iterable[str]) -> None:
        """Offer these while one types."""
        self._words.setStringList(sorted(words))

    def tags(self) -> tuple[str, ...]:
        """Return the tags that are shown."""
        return tuple(self._tags)

    def show_tags(self, tags: Iterable[str]) -> None:
        """Show these tags; nothing is told."""
        self._tags = list(tags)
        self._flow.removeWidget(self.field)
        self._flow.clear()
        for tag in self._tags:
            chip = Chip(tag, Tone.NEUTRAL, removable=self.field.isEnabled())
            chip.removed.connect(lambda tag=tag: self._remove(tag))
            self._flow.addWidget(chip)
        if not self._tags and not self.field.isEnabled():
            self._flow.addWidget(Label(self.tr("None yet"), "muted"))
        self._flow.addWidget(self.field)

    def set_editable(self, editable: bool) -> None:
        """Let tags be changed, or only read."""
        self.field.setEnabled(editable)
        self.field.setVisible(editable)
        self.show_tags(self._tags)

    def _add(self) -> None:
        tag = self.field.text().strip()
        self.field.clear()
        if tag and tag not in self._tags:
            self.show_tags([*self._tags, tag])
            self.field.setFocus()
            self.added.emit(tag)

    def _remove(self, tag: str) -> None:
        self.show_tags([other for other in self._tags if other != tag])
        self.removed.emit(tag)
