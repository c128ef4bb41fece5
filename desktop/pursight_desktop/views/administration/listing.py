"""Listing: a section that shows a list of the server's, and what is chosen of it beside it."""

from abc import abstractmethod
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar, Final, Generic, TypeVar
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from pursight.clock import Clock, SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.availability import is_over, why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.acting import ActingScreen
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.list_screen import begin_at
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.table import Column, DataTable
from pursight_desktop.widgets.table.staying import key_of
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count

FILTER_WIDTH = 400
FRESH: Final = timedelta(seconds=30)
"""A list that was read longer ago is read again when one comes back to it."""

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


class Listing(ActingScreen, Generic[T]):
    """A list that only the server has; what is chosen stays chosen when it is read again.

    It is let go of when the person signs out: it is not kept on this machine.

    Attributes:
        FINDS: Whether `look_for` has the server look; where there are more than are listed it does.
        DELETES: Whether Delete takes the chosen row away, with `delete`.
        clock: Says what is over.
        table: The rows; each has an `id` by which it is found again.
        add_button: Makes a new one; None where `Words.add` is empty.

    Args:
        desk: Of the console.
        place: Its `id` is the row to begin at.
        writes: The permission that every change here takes.
    """

    FINDS: ClassVar[bool] = False
    DELETES: ClassVar[bool] = False

    def __init__(self, desk: Desk, place: Place, *, writes: str = "") -> None:
        super().__init__(desk, writes)
        self.clock: Clock = SystemClock()
        self._words = words = self.words()
        self._wanted: UUID | None = place.id
        self._rows: tuple[T, ...] = ()
        self._beyond: tuple[T, ...] = ()
        self._more = self._loaded = self._asked = self._looking = False
        self._was_away = False
        self._read_at: datetime | None = None
        self._in_pane: object = None
        self.heading.setText(words.title)
        self.add_button: Button | None = None
        if words.add:
            self.add_button = Button(words.add, "plus", "primary", clicked=self.add)
            self.add_buttons(self.add_button)
            self._key("N", self._add_by_key, anywhere=True)
        self.search = SearchField(words.find, shortcut="Ctrl+F")
        self.search.setMinimumWidth(FILTER_WIDTH)
        if words.find:
            self.search.searched.connect(lambda _text: self._filter())
            self.add_filters(self.search)
            self._key("Ctrl+F", self.search.setFocus, anywhere=True)
        if self.DELETES:
            self._key("Delete", self._delete_by_key)
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

    def look_for(self, online: Online, text: str) -> Awaitable[Listed[T]]:
        """Ask the server for the rows that fit a text; here, where it has no search, for all."""
        return self.fetch(online)

    def add(self) -> None:
        """Make a new one."""

    def delete(self, row: T) -> None:
        """Take one away, once the person has confirmed."""

    def stays(self, row: T) -> str:
        """Say why a row cannot be taken away; empty when it can."""
        return ""

    # --- what the window asks ---

    @override
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

    @override
    def look_again(self, go_to: UUID | None = None) -> None:
        """Ask again, and choose a row then."""
        self._wanted = go_to
        self.refresh()

    def rows(self) -> tuple[T, ...]:
        """Return all rows, found or not."""
        return self._rows

    # --- showing ---

    def _take(self, listed: Listed[T]) -> None:
        if is_over(self.desk):
            return
        first, self._loaded = not self._loaded, True
        self._rows, self._more = listed.rows, listed.more
        self._read_at = self.clock.now()
        self._look_beyond()
        self._show_rows(first=first)

    def _failed(self, error: PurSightError) -> None:
        self.deck.busy.stop()
        self._looking = False
        if self._loaded:
            self.tell(error)
        else:
            self._asked = False
            self.deck.show_error(error, self.refresh)

    def _filter(self) -> None:
        self._beyond = ()
        self._look_beyond()
        self._show_rows()

    def _look_beyond(self) -> None:
        """Have the server look among all, where these rows are only the first of them."""
        text = self.search.text().strip()
        self._looking = bool(text) and self.FINDS and self._more and not why_not(self.desk)
        if self._looking:
            self.desk.online(
                self,
                "beyond",
                lambda online: self.look_for(online, text),
                partial(self._take_beyond, text),
                self._failed,
            )

    def _take_beyond(self, text: str, found: Listed[T]) -> None:
        if text != self.search.text().strip() or is_over(self.desk):
            return
        listed = {key_of(row) for row in self._rows}
        self._beyond = tuple(row for row in found.rows if key_of(row) not in listed)
        self._looking = False
        self._show_rows()

    def _show_rows(self, *, first: bool = False) -> None:
        typed = self.search.text().casefold().split()
        shown = [row for row in self._rows if _fits(self.found_by(row), typed)]
        shown += self._beyond
        if self._is_hidden(self._wanted, shown):
            self.search.show_text("")
            self._beyond = ()
            shown = list(self._rows)
        self.detail.setText(self._number(len(shown)))
        if not shown and not self._looking:
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
        if first and self._may_take_focus():
            self.table.setFocus()
        self._choose(self.table.current())

    def _is_hidden(self, wanted: UUID | None, shown: Sequence[T]) -> bool:
        """Whether a row that is there, such as a new one, is not among those that are shown."""
        return (
            wanted is not None
            and any(key_of(row) == wanted for row in self._rows)
            and all(key_of(row) != wanted for row in shown)
        )

    def _may_take_focus(self) -> bool:
        """Whether nobody works elsewhere: in the list of sections, in the palette, in a filter."""
        now = QApplication.focusWidget()
        return self.isVisible() and (
            now is None or now.isAncestorOf(self) or (self.isAncestorOf(now) and now != self.search)
        )

    def _number(self, shown: int) -> str:
        if not self._rows:
            return ""
        if self._looking:
            return self.tr("looking on the server…")
        first, typed = count(len(self._rows)), bool(self.search.text().strip())
        if self._more and not self.FINDS:
            return self.tr("the first {n}; later ones are neither listed nor found").format(n=first)
        if self._more and not typed:
            return self.tr("the first {n}; what you type is looked for among all").format(n=first)
        if shown < len(self._rows) and not self._more:
            of = self.tr("{n} of {all}")
            return of.format(n=count(shown), all=first)
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

    # --- whether there is a server ---

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Read it again when one comes back to what is old by now."""
        super().showEvent(event)
        if self._read_at is not None and self.clock.now() - self._read_at > FRESH:
            self.refresh()

    def _forget(self) -> None:
        self._wanted = self.chosen()
        self._rows = self._beyond = ()
        self._more = self._loaded = self._asked = self._looking = False
        self._read_at = None
        self.needs_server.clear()
        self.show_pane(None)
        self.table.show_rows(())
        self.detail.setText("")

    def _show_availability(self, _status: object = None) -> None:
        reason = why_not(self.desk)
        if self._loaded and is_over(self.desk):
            self._forget()
        back, self._was_away = self._was_away and not reason, bool(reason)
        if not reason and (not self._asked or (back and self.isVisible())):
            self.refresh()
        elif back:
            self._read_at = datetime.min.replace(tzinfo=UTC)
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

    # --- keys ---

    def _add_by_key(self) -> None:
        why = self.may_write()
        if why:
            self.desk.notice.emit("info", why)
        else:
            self.add()

    def _delete_by_key(self) -> None:
        row = self.table.current()
        if row is None:
            return
        why = self.may_write() or self.stays(row)
        if why:
            self.desk.notice.emit("info", why)
        else:
            self.delete(row)


def _fits(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
