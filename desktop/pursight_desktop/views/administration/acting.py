"""ActingScreen: a list whose rows the server alone can change, and what is told of that."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.carrying_out import carry_out
from pursight_desktop.views.administration.forms import explained, out_of_date
from pursight_desktop.widgets.list_screen import ListScreen


class ActingScreen(ListScreen):
    """A list screen that has the server do things.

    Attributes:
        desk: What every view is given.

    Args:
        desk: Of the console.
        writes: The permission that every change here takes.
    """

    def __init__(self, desk: Desk, writes: str) -> None:
        super().__init__()
        self.desk, self._writes = desk, writes
        self._going: set[tuple[str, UUID | None]] = set()

    @abstractmethod
    def chosen(self) -> UUID | None:
        """Say which row is chosen."""

    @abstractmethod
    def look_again(self, go_to: UUID | None = None) -> None:
        """Ask for the rows again, and choose one then; None stays where one is."""

    def may_write(self) -> str:
        """Say why nothing can be changed here now; empty when it can."""
        return why_not(self.desk, self._writes)

    def act(
        self,
        name: str,
        call: Callable[[Online], Awaitable[Any]],
        said: str,
        *,
        about: UUID | None = None,
        go_to: UUID | None = None,
        failed: Callable[[PurSightError], None] | None = None,
    ) -> None:
        """Have the server do something, say that it is done, and read the list again.

        What was begun is never taken back, neither by doing it to something else nor by closing
        the section; only the same is not done twice at once.

        Args:
            name: Of what is done.
            call: What is asked.
            said: Shown afterwards.
            about: What it is done to; `go_to` where it is left out.
            go_to: The row to be chosen then, unless the person has gone elsewhere meanwhile.
            failed: Is told the error instead of the person.
        """
        key = (name, about or go_to)
        if key in self._going:
            return
        self._going.add(key)
        at = self.chosen()

        def again() -> None:
            if shiboken6.isValid(self):
                self.look_again(go_to if self.chosen() == at else None)

        def done(_answer: object) -> None:
            self._going.discard(key)
            self.desk.notice.emit("success", said)
            again()

        def lost(error: PurSightError) -> None:
            self._going.discard(key)
            old = out_of_date(error)
            if failed is not None and shiboken6.isValid(self):
                failed(error)
            else:
                self.tell(old or explained(error))
            if old is not None:
                again()

        carry_out(self.desk, call, done, lost)

    def tell(self, error: PurSightError) -> None:
        """Say why something could not be done."""
        self.desk.notice.emit("error", f"{error.message} {error.hint}".strip())

    def _key(self, keys: str, call: Callable[[], object], *, anywhere: bool = False) -> None:
        """Do something at a key while one is in the section, or anywhere in its window."""
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        context = Qt.ShortcutContext.WindowShortcut
        if not anywhere:
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda _=False: call())
        self.addAction(action)
