"""DomainForm: make a business domain, or change one."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import domains
from pursight_desktop.operations.administering.domains import Domain
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.choosers import Choice, ChosenField, members
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.widgets.buttons import Button

translate = QCoreApplication.translate


class DomainForm(AdministrationForm):
    """Ask for name, description and who answers for it.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        domain: As it is; None to make one.
        then: Is told the domain's id.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        domain: Domain | None,
        then: Callable[[UUID], object],
    ) -> None:
        title = translate("DomainForm", "Make a domain")
        if domain is not None:
            title = translate("DomainForm", "Change {name}").format(name=domain.name)
        super().__init__(parent, title)
        self._desk, self._domain, self._then = desk, domain, then
        self.name = QLineEdit(domain.name if domain is not None else "")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("Sales"))
        self.field(self.tr("Name"), self.name)
        self.about(self.name, "domain.taken", "/name")
        self.description = QPlainTextEdit(domain.description if domain is not None else "")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(84)
        self.description.setPlaceholderText(self.tr("Customers, offers and orders"))
        self.field(self.tr("Description"), self.description)
        self.about(self.description, "/description")
        self.owner = ChosenField(
            self.tr("Who answers for it?"),
            self.tr("Name, e-mail address or department"),
            members(desk, ("person",)),
            self.tr("Nobody"),
        )
        if desk.account.may("persons.read"):
            self._add_owner(domain)
        self.name.textChanged.connect(lambda _: self._look())
        self.set_confirm(self.tr("Make it") if domain is None else self.tr("Save"), self._save)
        self._look()

    def _add_owner(self, domain: Domain | None) -> None:
        if domain is not None and domain.owner_id is not None:
            name = domain.owner_name or self.tr("somebody you may not see")
            self.owner.take(Choice(Member(kind="person", id=domain.owner_id, name=name), name))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        nobody = Button(self.tr("Nobody"), kind="link", clicked=lambda: self.owner.take(None))
        nobody.setVisible(self.owner.choice is not None)
        self.owner.changed.connect(lambda: nobody.setVisible(self.owner.choice is not None))
        row.addWidget(self.owner, 1)
        row.addWidget(nobody)
        both.setFocusProxy(self.owner)
        self.field(self.tr("Who answers for it"), both)
        self.about(self.owner, "not_found", "/owner_id")

    def _look(self) -> None:
        self.confirm_button.setEnabled(bool(self.name.text().strip()))

    def _save(self) -> bool:
        name, text = self.name.text().strip(), self.description.toPlainText().strip()
        owner, domain = self._chosen_owner(), self._domain

        async def save(online: Online) -> UUID:
            if domain is None:
                return await domains.add(online.asking, name=name, description=text, owner_id=owner)
            await domains.change(online.asking, domain, name=name, description=text, owner_id=owner)
            return domain.id

        return self.send(self._desk, save, self.tr("{name} is kept.").format(name=name), self._done)

    def _done(self, domain_id: UUID) -> None:
        self._desk.sync_now()  # others choose domains from the copy
        self._then(domain_id)

    def _chosen_owner(self) -> UUID | None:
        if not self._desk.account.may("persons.read"):
            return self._domain.owner_id if self._domain is not None else None
        member: Member | None = self.owner.choice.value if self.owner.choice is not None else None
        return member.id if member is not None else None
