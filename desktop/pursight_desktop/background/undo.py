"""UndoableChange: a change of the replica on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand
from typing_extensions import override

from pursight_desktop.operations.change import Change

Run = Callable[[Callable[[], Change]], None]
"""Has something carried out beside the user interface, one after the other."""


class UndoableChange(QUndoCommand):
    """A change that has been made; undoing and redoing it happens beside the user interface."""

    def __init__(self, change: Change, run: Run) -> None:
        super().__init__(change.label)
        self._change, self._run, self._made = change, run, True

    @override
    def redo(self) -> None:
        """Do it again; the stack also calls this when it is pushed, and then it is done."""
        if self._made:
            self._made = False
            return
        self._run(self._turn_round)

    @override
    def undo(self) -> None:
        """Take it back."""
        self._run(self._turn_round)

    def _turn_round(self) -> Change:
        # on the thread that writes: a quick undo and redo come one after the other
        self._change = self._change.undo()
        return self._change
