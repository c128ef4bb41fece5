"""What the lists of the screen share: the switch, the news, names of what things are about."""

from abc import abstractmethod
from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.log_news import LogNews
from pursight_desktop.background.place import Place
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.requests import AccessRequest
from pursight_desktop.replica.queries import places
from pursight_desktop.views.administration.listing import Listing
from pursight_desktop.views.requests.switch import Switch
from pursight_desktop.widgets.access_words import reach_words, wanted_words
from pursight_desktop.widgets.table import Text

T = TypeVar("T")


class Inbox(Listing[T]):
    """A list of the screen; it is read again after news of the log.

    Signal: `read`, whenever the server has told what is in it.

    Attributes:
        switch: To the other lists.
        names: Of sources and assets, as far as they are in the copy.
    """

    NAME = ""
    TOLD_BY: tuple[str, ...] = ()
    """Kinds of entries of the log after which the list is another."""

    read = Signal()

    def __init__(self, desk: Desk, place: Place, *, writes: str = "") -> None:
        self.names: dict[UUID, str] = {}
        super().__init__(desk, place, writes=writes)
        self.switch = Switch(self.NAME)
        self.filters.insertWidget(0, self.switch)
        self.filters.insertSpacing(1, 8)
        self.search.setMaximumWidth(320)
        self.search.setMinimumWidth(280)
        self.heading.setMinimumHeight(28)  # as high as buttons beside it: lists do not jump
        LogNews(self, desk, self.TOLD_BY, self.refresh)

    def waiting(self) -> int:
        """Say how much of it waits for the person."""
        return len(self.rows())

    @abstractmethod
    def ids_of(self, row: T) -> Iterable[UUID | None]:
        """List the sources and assets that a row names."""

    def where(self, kind: str, one: UUID | None) -> str:
        """Say for what something holds."""
        return reach_words(kind, "" if one is None else self.names.get(one, ""))

    @override
    def _take(self, listed: Listed[T]) -> None:
        super()._take(listed)
        self.read.emit()
        wanted = {one for row in listed.rows for one in self.ids_of(row) if one is not None}
        if wanted - self.names.keys():
            self.desk.read(self, "places", partial(places.named, ids=wanted), self._name)

    @override
    def _forget(self) -> None:
        super()._forget()
        self.read.emit()

    def _name(self, names: dict[UUID, str]) -> None:
        self.names = names
        if self.rows():
            self._show_rows()

    def finished(self, said: str) -> Any:
        """Say that something is done, look again, and let whoever counts count again."""
        self.desk.notice.emit("success", said)
        self.desk.settled.emit()
        self.look_again()

    @override
    def shown_of(self, row: T) -> object:
        """Give it, and the names of what it is about."""
        return row, [self.names.get(one, "") for one in self.ids_of(row) if one is not None]


class OfRequests(Inbox[AccessRequest]):
    """A list of requests for access."""

    TOLD_BY = ("access_request.",)

    @override
    def ids_of(self, row: AccessRequest) -> Iterable[UUID | None]:
        """Name what it is about, and its columns."""
        return (row.scope.id, *row.columns)

    @override
    def found_by(self, row: AccessRequest) -> str:
        """Find them by person, role, purpose and what they are about."""
        where = self.where(row.scope.kind, row.scope.id)
        who = f"{row.requester_name} {row.subject_name}"
        return f"{who} {wanted_words(row)} {row.role} {row.purpose} {where}"

    def place_cell(self, row: AccessRequest) -> Text:
        """Say in a cell what it is about, and for how many columns of it."""
        where = self.where(row.scope.kind, row.scope.id)
        number = len(row.columns)
        few = self.tr("{n} columns", None, number).format(n=number) if number else ""
        return Text(where.rpartition(" › ")[2], detail=few)
