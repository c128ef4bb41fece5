"""The screen of requests: three lists, one of which is shown."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.requests.deciding import ToDecide
from pursight_desktop.views.requests.listing import Inbox
from pursight_desktop.views.requests.mine import Mine
from pursight_desktop.views.requests.reviewing import ToReviewList

KINDS: tuple[type[Inbox[Any]], ...] = (ToDecide, Mine, ToReviewList)
WAITING = ("decide", "review")


class RequestsScreen(QWidget):
    """What waits for the person, what they asked for, what they are to review.

    Attributes:
        lists: By the name that the argument `list` of a place has.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        wanted = place.arg("list", "decide")
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.lists: dict[str, Inbox[Any]] = {}
        for kind in KINDS:
            begin = place if wanted == kind.NAME else Place("requests")
            made = kind(desk, begin)
            made.switch.chosen.connect(self.go_to)
            made.read.connect(partial(self._show_count, kind.NAME))
            self.lists[kind.NAME] = made
            self._stack.addWidget(made)
        self._current = wanted if wanted in self.lists else "decide"
        self._stack.setCurrentWidget(self.lists[self._current])

    def go_to(self, name: str) -> None:
        """Show a list."""
        self._current = name
        shown = self.lists[name]
        self._stack.setCurrentWidget(shown)
        shown.switch.buttons[name].setFocus()
        if shown.table.isVisible():
            shown.table.setFocus()

    def shown(self) -> Inbox[Any]:
        """Return the list that is shown."""
        return self.lists[self._current]

    def _show_count(self, name: str) -> None:
        if name in WAITING:
            number = self.lists[name].waiting()
            for one in self.lists.values():
                one.switch.show_count(name, number)

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Requests")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "inbox"

    def place(self) -> Place:
        """Say where one is: the list, and what is chosen in it."""
        chosen: UUID | None = self.shown().chosen()
        return Place("requests", chosen).having(
            list="" if self._current == "decide" else self._current
        )

    def refresh(self) -> None:
        """Look again, at all of them: what is decided here shows there."""
        for one in self.lists.values():
            one.refresh()
