"""In which business domain an asset lies, and from what; changed where it stands."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.placing import MAY_PLACE
from pursight_desktop.replica.queries.domains import DomainLine, Placement
from pursight_desktop.widgets.buttons import MenuButton
from pursight_desktop.widgets.labels import Label, SectionHeader
from pursight_desktop.widgets.tips import plain_tip

INDENT = 12
"""Pixels before what is told of the domain: as before the button's icon."""


class DomainField(QWidget):
    """A domain as a quiet button that opens the choice; hidden while there are no domains.

    Signals: `chosen(id)` with another domain than its own; None for none of its own.

    Attributes:
        begun_on: The version that one saw when one opened the choice.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._now, self._inherited = Placement(), Placement()
        self._domains: Sequence[DomainLine] = ()
        self._version = self.begun_on = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeader(self.tr("Domain")))
        self.button = MenuButton("", "briefcase", "quiet")
        self.button.pressed.connect(self.offer)
        row = QWidget()
        below = QVBoxLayout(row)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.origin = Label("", "caption", wrap=True)
        self.origin.setContentsMargins(INDENT, 0, 0, 0)
        below.addWidget(self.origin)
        column.addWidget(row)
        self.setVisible(False)

    def set_editable(self, reason: str) -> None:
        """Let it be changed, or say why it can only be read."""
        self.button.setEnabled(not reason)
        self.button.setToolTip(plain_tip(reason or self.tr("Put it into another domain")))

    def show_placement(
        self, now: Placement, inherited: Placement, domains: Sequence[DomainLine], version: int
    ) -> None:
        """Show where it lies, and where it would if it were not put there itself."""
        self._now, self._inherited, self._domains = now, inherited, domains
        self._version = version
        name = self._named(now) if now.id is not None else self.tr("No domain")
        self.button.setText(name)
        self.button.setAccessibleName(self.tr("Domain: {name}").format(name=name))
        self.origin.setText(self._told())
        self.origin.setVisible(bool(self.origin.text()))
        self.setVisible(bool(domains) or now.id is not None)

    def offer(self) -> None:
        """Fill the choice with what there is now."""
        self.begun_on = self._version
        self.button.clear()
        own = self._now.id if self._now.own else None
        self._entry(self._without(), None, chosen=own is None)
        for one in self._domains:
            self._entry(one.name, one.id, chosen=one.id == own)

    def choose(self, domain_id: UUID | None) -> None:
        """Take a domain; its own again changes nothing."""
        if domain_id != (self._now.id if self._now.own else None):
            self.chosen.emit(domain_id)

    def _entry(self, text: str, domain_id: UUID | None, *, chosen: bool) -> None:
        action = self.button.add(text, partial(self.choose, domain_id))
        action.setCheckable(True)
        action.setChecked(chosen)

    def _without(self) -> str:
        if self._inherited.id is None:
            return self.tr("No domain")
        said = self.tr("As {above}: {name}")
        return said.format(above=self._inherited.through_name, name=self._named(self._inherited))

    def _told(self) -> str:
        if self._now.id is None or self._now.own:
            return ""
        if self._now.through is None:
            return self.tr("From the source {name}").format(name=self._now.through_name)
        return self.tr("From {name}, in which it lies").format(name=self._now.through_name)

    def _named(self, placement: Placement) -> str:
        return placement.name or self.tr("A domain that is not in your copy")


def may_place(desk: Desk) -> str:
    """Say why whoever sits here may not put assets into domains; empty when they may."""
    if all(desk.account.may(one) for one in MAY_PLACE):
        return ""
    return QCoreApplication.translate("DomainField", "Your roles do not let you change the domain")
