"""UndoableChange: a change of the replica on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand
from typing_extensions import override

from pursight_desktop.language.sayings import in_words
from pursight_desktop.operations.change import Change

Run = Callable[[Callable[[], Change], bool], None]
"""Has something carried out beside the user interface, one after the other; whether forth."""


class UndoableChange(QUndoCommand):
    """A change that has been made; undoing and redoing it happens beside the user interface."""

    def __init__(self, change: Change, run: Run) -> None:
        super().__init__(in_words(change.label))
        self._change, self._run = change, run
        self._pushed, self._done = False, True

    @override
    def redo(self) -> None:
        """Do it again; the stack also calls this when it is pushed, and then it is done."""
        if self._pushed:
            self._run(lambda: self._turn_round(forth=True), True)
        self._pushed = True

    @override
    def undo(self) -> None:
        """Take it back."""
        self._run(lambda: self._turn_round(forth=False), False)

    def _turn_round(self, *, forth: bool) -> Change:
        # on the thread that writes: a quick undo and redo come one after the other
        if self._done != forth:  # it is as wanted after one that failed
            self._change = self._change.undo()
            self._done = forth
        return self._change
