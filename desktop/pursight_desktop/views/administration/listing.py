"""Listing: a section that shows a list of the server's, and what is chosen of it beside it."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pursight.clock import SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.list_screen import ListScreen, begin_at
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.table import Column, DataTable
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count

FILTER_WIDTH = 340

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """What a listing says.

    Attributes:
        title: Of the section.
        icon: Where there is nothing.
        none: That there is nothing yet.
        why: What these things are for; shown where there are none.
        find: In the field to filter with; empty for a list too short to filter.
        add: On the button that makes a new one; empty where none is made here.
    """

    title: str
    icon: str
    none: str
    why: str
    find: str = ""
    add: str = ""


class Listing(ListScreen, Generic[T]):
    """A list that only the server has; what is chosen stays chosen when it is read again.

    Attributes:
        desk: What every view is given.
        clock: Says what is over.
        table: The rows; each has an `id` by which it is found again.
        add_button: Makes a new one; None where `Words.add` is empty.

    Args:
        desk: Of the console.
        place: Its `id` is the row to begin at.
        writes: The permission that every change here takes.
    """

    def __init__(self, desk: Desk, place: Place, *, writes: str = "") -> None:
        super().__init__()
        self.desk, self.clock, self._writes = desk, SystemClock(), writes
        self._words = words = self.words()
        self._wanted: UUID | None = place.id
        self._rows: tuple[T, ...] = ()
        self._more = self._loaded = self._asked = False
        self._in_pane: object = None
        self.heading.setText(words.title)
        self.add_button: Button | None = None
        if words.add:
            self.add_button = Button(words.add, "plus", "primary", shortcut="N", clicked=self.add)
            self.add_buttons(self.add_button)
        self.search = SearchField(words.find, shortcut="Ctrl+F")
        self.search.setMinimumWidth(FILTER_WIDTH)
        if words.find:
            self.search.searched.connect(lambda _text: self._show_rows())
            self.add_filters(self.search)
            self._key("Ctrl+F", self.search.setFocus)
        self.table: DataTable = DataTable(
            self.columns(), desk.read, name=type(self).__name__.lower(),
            preferences=desk.preferences,
        )  # fmt: skip
        self.table.setAccessibleName(words.title)
        self.table.current_changed.connect(self._choose)
        self.search.moved_down.connect(self.table.setFocus)
        self.deck.hold(self.table)
        desk.status.connect(self._show_availability)
        self._show_availability()

    # --- what a section says of itself ---

    @abstractmethod
    def words(self) -> Words:
        """Give what the section says."""

    @abstractmethod
    def columns(self) -> list[Column]:
        """Give the table's columns."""

    @abstractmethod
    def fetch(self, online: Online) -> Awaitable[Listed[T]]:
        """Ask the server for the rows."""

    @abstractmethod
    def make_pane(self, row: T) -> QWidget | None:
        """Make what is shown of a chosen row; its buttons go into `needs_server`."""

    def shown_of(self, row: T) -> object:
        """Give all that the pane of a row shows: while it is the same the pane is not made anew.

        None, as here, lets it be made anew whenever the list was read: of what a pane asks the
        server for itself the row knows nothing.
        """

    def found_by(self, row: T) -> str:
        """Give the text in which the filter's words are looked for."""
        return str(getattr(row, "name", ""))

    def add(self) -> None:
        """Make a new one."""

    # --- what the window asks ---

    def chosen(self) -> UUID | None:
        """Say which row is chosen; the wanted one as long as nothing is read."""
        if not self._loaded:
            return self._wanted
        current = self.table.current()
        found = getattr(current, "id", None)
        return found if isinstance(found, UUID) else None

    def refresh(self) -> None:
        """Ask again."""
        if why_not(self.desk):
            self._show_availability()
            return
        self._asked = True
        if not self._loaded:
            self.deck.busy.start()
        self.desk.online(self, "rows", self.fetch, self._take, self._failed)

    # --- what sections do ---

    def act(
        self,
        name: str,
        call: Callable[[Online], Awaitable[Any]],
        said: str,
        *,
        go_to: UUID | None = None,
        failed: Callable[[PurSightError], None] | None = None,
    ) -> None:
        """Have the server do something, say that it is done, and read the list again.

        Args:
            name: Of what is done; a second one of that name replaces the first.
            call: What is asked.
            said: Shown afterwards.
            go_to: The row to be chosen then.
            failed: Is told the error instead of the person.
        """

        def done(_answer: object) -> None:
            self.desk.notice.emit("success", said)
            self.look_again(go_to)

        self.desk.online(self, name, call, done, failed)

    def tell(self, error: PurSightError) -> None:
        """Say why something could not be done."""
        self.desk.notice.emit("error", f"{error.message} {error.hint}".strip())

    def look_again(self, go_to: UUID | None = None) -> None:
        """Ask again, and choose a row then."""
        self._wanted = go_to
        self.refresh()

    def rows(self) -> tuple[T, ...]:
        """Return all rows, found or not."""
        return self._rows

    def may_write(self) -> str:
        """Say why nothing can be changed here now; empty when it can."""
        return why_not(self.desk, self._writes)

    # --- showing ---

    def _take(self, listed: Listed[T]) -> None:
        first, self._loaded = not self._loaded, True
        self._rows, self._more = listed.rows, listed.more
        self._show_rows(first=first)

    def _failed(self, error: PurSightError) -> None:
        self.deck.busy.stop()
        if self._loaded:
            self.tell(error)
        else:
            self._asked = False
            self.deck.show_error(error, self.refresh)

    def _show_rows(self, *, first: bool = False) -> None:
        typed = self.search.text().casefold().split()
        shown = [row for row in self._rows if _fits(self.found_by(row), typed)]
        self.detail.setText(self._number(len(shown)))
        if not shown:
            self.show_pane(None)
            self._show_none()
            return
        self.deck.show_content(self.table)
        if self.add_button is not None:
            self.add_button.show()
        begin = first or self.table.current() is None or self._wanted is not None
        self.table.show_rows(shown, keep=not begin)
        if begin:
            begin_at(self.table, self._wanted)
            self._wanted = None
        if first and not self.search.hasFocus():
            self.table.setFocus()
        self._choose(self.table.current())

    def _number(self, shown: int) -> str:
        if not self._rows:
            return ""
        if self._more:
            return self.tr("the first {n}; filter on the server for others").format(
                n=count(len(self._rows))
            )
        if shown < len(self._rows):
            of = self.tr("{n} of {all}")
            return of.format(n=count(shown), all=count(len(self._rows)))
        return count(shown)

    def _show_none(self) -> None:
        if self._rows:
            clear = (self.tr("Clear the filter"), self.search.clear)
            self.deck.show_empty("search", self.tr("Nothing fits"), self.search.text(), clear)
            return
        words, reason = self._words, self.may_write()
        offered = bool(words.add) and not reason
        if self.add_button is not None:
            self.add_button.setVisible(not offered)
        action = (words.add, self.add) if offered else None
        why = words.why if offered or not words.add else f"{words.why} {reason}"
        self.deck.show_empty(words.icon, words.none, why, action)

    def _choose(self, row: T | None) -> None:
        told = None if row is None else self.shown_of(row)
        if told is not None and told == self._in_pane and self.pane() is not None:
            return  # read again: what one reads in the pane, and how far one has read, stay
        self._in_pane = told
        at = self.pane_position()
        self.needs_server.clear()
        self.show_pane(self.make_pane(row) if row is not None else None)
        self.go_to_pane_position(at)
        self.needs_server.set_reason(self.may_write())

    def _show_availability(self, _status: object = None) -> None:
        reason = why_not(self.desk)
        if not reason and not self._asked:
            self.refresh()
        if reason and not self._loaded:
            self.deck.show_empty(
                "wifi-off",
                self.tr("This needs the server"),
                self.tr("Who may do what is decided there, and is not kept on this machine.")
                + f" {reason}",
            )
        self.notice.say(reason if self._loaded else "")
        writing = self.may_write()
        self.needs_server.set_reason(writing)
        if self.add_button is not None:
            self.add_button.setEnabled(not writing)
            self.add_button.setToolTip(plain_tip(writing or f"{self._words.add} (N)"))
        if isinstance(self.deck.shown(), EmptyState) and self._loaded:
            self._show_rows()

    def _key(self, keys: str, call: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: call())
        self.addAction(action)


def _fits(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
