"""AskedCard: a card whose content the server is asked for once, and again after each change."""

from abc import abstractmethod

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.list_screen import ServerButtons


class AskedCard(Card):
    """What only the server knows; without it the card says why it shows nothing.

    A subclass ends its `__init__` with `self.look()`.

    Attributes:
        desk: What every view is given.
        needs_server: Buttons that are disabled without it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self.desk, self.needs_server = desk, ServerButtons()
        self._asked = False
        desk.status.connect(self.look)

    @abstractmethod
    def ask_again(self) -> None:
        """Ask the server; `failed` takes what went wrong."""

    @abstractmethod
    def say(self, text: str) -> None:
        """Show a sentence instead of the content, or beside it."""

    def look(self) -> None:
        """Ask, once the server can be asked."""
        reason = why_not(self.desk)
        self.needs_server.set_reason(reason)
        if reason:
            if not self._asked:
                self.say(reason)
        elif not self._asked:
            self._asked = True
            self.say(self.tr("Asking the server…"))
            self.ask_again()

    def failed(self, error: PurSightError) -> None:
        """Say why there is nothing; it is asked again when the server is back."""
        self._asked = False
        self.say(f"{error.message} {error.hint}".strip())


class RowsCard(AskedCard):
    """A card of rows, made anew with each answer; their buttons go into `needs_server`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addLayout(self.rows)

    @override
    def say(self, text: str) -> None:
        """Show a sentence instead of the rows."""
        self.clear()
        self.rows.addWidget(Label(text, "muted", wrap=True))

    def clear(self) -> None:
        """Take all rows out."""
        self.needs_server.clear()
        let_go_of(self.rows)
