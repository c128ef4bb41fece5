"""What the lists of the screen share: the switch, and names of what things are about."""

from abc import abstractmethod
from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from typing_extensions import override

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.asking import Listed
from pursight_desktop.replica.queries import places
from pursight_desktop.views.administration.listing import Listing
from pursight_desktop.views.requests.switch import Switch
from pursight_desktop.widgets.access_words import reach_words

T = TypeVar("T")


class Inbox(Listing[T]):
    """A list of the screen.

    Signal: `read`, whenever the server has told what is in it.

    Attributes:
        switch: To the other lists.
        names: Of sources and assets, as far as they are in the copy.
    """

    NAME = ""
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

    def _name(self, names: dict[UUID, str]) -> None:
        self.names = names
        if self.rows():
            self._show_rows()

    def finished(self, said: str) -> Any:
        """Say that something is done, look again, and let whoever counts count again."""
        self.desk.notice.emit("success", said)
        self.desk.settled.emit()
        self.look_again()
