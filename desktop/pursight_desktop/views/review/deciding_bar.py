"""DecidingBar: the verdicts as buttons, each with the key that does the same."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pursight_desktop.views.review.wording import button_words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Elided, KeyHint
from pursight_desktop.widgets.words import count


class DecidingBar(QWidget):
    """Accept, reject, change, skip, undo. One signal each; the keys are bound by the view."""

    accepted = Signal()
    rejected = Signal()
    change_wanted = Signal()
    skipped = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 16, 10)
        self._row.setSpacing(6)
        self.accept = self._button(self.tr("Accept"), "A", "check", "primary", self.accepted)
        self.reject = self._button(self.tr("Reject"), "R", "x", "plain", self.rejected)
        self.change = self._button(
            self.tr("Change label"), "C", "pencil", "plain", self.change_wanted
        )
        self.skip = self._button(self.tr("Skip"), "S", "", "quiet", self.skipped)
        self.picked = Elided("", "muted")  # the verdicts must not shrink
        self.picked.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.picked, 1)
        self.undo = self._button(self.tr("Undo"), "U", "undo-2", "quiet", self.undo_wanted)

    def show_targets(self, number: int, *, picked: int) -> None:
        """Say about how many columns a verdict would be.

        Args:
            number: All of them; with none the verdicts are off.
            picked: How many of them were picked in the list.
        """
        self.accept.setText(button_words(self.tr("Accept"), number))
        self.reject.setText(button_words(self.tr("Reject"), number))
        for button in (self.accept, self.reject, self.change, self.skip):
            button.setEnabled(number > 0)
        told = self.tr("{n} picked · Esc lets go").format(n=count(picked)) if picked else ""
        self.picked.setText(told)

    def show_can_undo(self, can: bool) -> None:
        """Let undo be clicked while there is something to undo."""
        self.undo.setEnabled(can)

    def _button(self, words: str, key: str, icon: str, kind: str, told: SignalInstance) -> Button:
        button = Button(words, icon, kind, tip=f"{words} ({key})", clicked=told.emit)
        self._row.addWidget(button)
        self._row.addWidget(KeyHint(key))
        self._row.addSpacing(6)
        return button
