"""DomainBox: the business domain that a source lies in, to be chosen."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.domains import DomainLine, domains


class DomainBox(QComboBox):
    """No domain, or one of all there are; only for whoever may keep domains.

    Args:
        desk: Of the console.
        domain_id: In which it lies now; None for none.
        name: Of that domain.
    """

    def __init__(self, desk: Desk, domain_id: UUID | None = None, name: str = "") -> None:
        super().__init__()
        self.addItem(self.tr("No domain"), None)
        if domain_id is not None:
            self.addItem(name or self.tr("A domain that is not in your copy"), str(domain_id))
            self.setCurrentIndex(1)
        if not desk.account.may("domains.write"):
            self.setEnabled(False)
            self.setToolTip(self.tr("Your roles do not let you change the domain"))
        desk.read(self, "domains", domains, self._offer)

    def domain_id(self) -> UUID | None:
        """Return what is chosen; None for no domain."""
        chosen = self.currentData()
        return None if chosen is None else UUID(chosen)

    def _offer(self, found: Sequence[DomainLine]) -> None:
        for one in found:
            if self.findData(str(one.id)) < 0:
                self.addItem(one.name, str(one.id))
