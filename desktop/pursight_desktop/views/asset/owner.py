"""Who answers for an asset, edited where it stands."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.tips import plain_tip


class _Field(QLineEdit):
    """The field: Enter saves, Esc gives up."""

    given_up = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class OwnerField(QWidget):
    """An owner as a quiet button; pressed, it is a field that offers the owners there are.

    Signals: `saved(owner)` with a name that is another than before; empty for nobody. `begun_on` is
    the version that one saw when one began.
    """

    saved = Signal(str)

    def __init__(self, me: str) -> None:
        super().__init__()
        self._owner = self._begun = ""
        self._version = self.begun_on = 0
        self._me = me
        self._words = QStringListModel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.button = Button("", "user-round", "quiet", clicked=self.edit)
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Owner"))
        self.field.setPlaceholderText(self.tr("A person or a team"))
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._save)
        self.field.given_up.connect(self._end)
        self.mine = Button(self.tr("Take it"), kind="link", clicked=self._take)
        self.mine.setToolTip(plain_tip(self.tr("Make {name} the owner").format(name=me)))
        row.addWidget(self.button)
        row.addWidget(self.field, 1)
        row.addWidget(self.mine)
        row.addStretch(1)
        self.field.hide()
        self._writable = True
        self.show_owner("")

    @property
    def editing(self) -> bool:
        """Whether one is writing."""
        return not self.field.isHidden()

    def unsaved(self) -> str:
        """Return the name that is being written, if it is another than before."""
        written = self.field.text().strip() if self.editing else ""
        return written if written not in (self._owner, self._begun) else ""

    def show_owner(self, owner: str, version: int | None = None) -> None:
        """Show who it is, in a version unless it stays; what one is writing stays."""
        self._owner = owner
        self._version = self._version if version is None else version
        self.button.setText(owner or self.tr("Nobody yet"))
        words = self.tr("Owner: {name}").format(name=owner or self.tr("nobody"))
        self.button.setAccessibleName(words)
        self._show_parts()

    def set_editable(self, editable: bool) -> None:
        """Let it be changed, or only read."""
        self._writable = editable
        self.button.setEnabled(editable)
        self.button.setToolTip(self.tr("Change the owner") if editable else "")
        self._show_parts()

    def suggest(self, owners: Iterable[str]) -> None:
        """Offer these while one types."""
        self._words.setStringList(sorted({*owners, self._me}))

    def edit(self) -> None:
        """Begin to write."""
        self._begun, self.begun_on = self._owner, self._version
        self.field.setText(self._owner)
        self.button.hide()
        self.mine.hide()
        self.field.show()
        self.field.selectAll()
        self.field.setFocus()

    def take_back(self, owner: str, before: str) -> None:
        """Go on writing what could not be kept."""
        self.show_owner(before)
        if not self.editing:
            begun, begun_on = self._begun, self.begun_on
            self.edit()
            self._begun, self.begun_on = begun, begun_on  # what came since is still unseen
            self.field.setText(owner)

    def _save(self) -> None:
        written = self.field.text().strip()
        # who only looked must not undo whom somebody else has named meanwhile
        self._tell(self._owner if written == self._begun else written)

    def _take(self) -> None:
        self.begun_on = self._version
        self._tell(self._me)

    def _tell(self, owner: str) -> None:
        changed = owner != self._owner
        self._end()
        if changed:
            self.show_owner(owner)
            self.saved.emit(owner)

    def _end(self) -> None:
        self.field.hide()
        self.button.show()
        self._show_parts()
        self.button.setFocus()

    def _show_parts(self) -> None:
        can_take = self._writable and not self._owner and bool(self._me)
        self.mine.setVisible(can_take and not self.editing)
