"""MachineForm: add a service account, or change one."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import service_accounts
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.administering.roles import Role
from pursight_desktop.operations.administering.service_accounts import ServiceAccount
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.choosers import Choice, ChosenField, members
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.views.administration.role_ticks import RoleTicks

translate = QCoreApplication.translate
WIDTH = 620


class MachineForm(AdministrationForm):
    """Ask for name, description, who answers for it, and roles.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        account: As it is; None to add one.
        owner: Who answers for it until another is chosen.
        known: What is known of roles.
        then: Is told its id.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        account: ServiceAccount | None,
        *,
        owner: Member,
        known: Sequence[Role],
        then: Callable[[UUID], object],
    ) -> None:
        title = translate("MachineForm", "Add a service account")
        if account is not None:
            title = translate("MachineForm", "Change {name}").format(name=account.name)
        super().__init__(parent, title, WIDTH)
        self._desk, self._account, self._then = desk, account, then
        self.name = QLineEdit(account.name if account is not None else "")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("nightly scans"))
        self.field(self.tr("Name"), self.name)
        self.about(self.name, "conflict", "/name")
        self.description = QLineEdit(account.description if account is not None else "")
        self.description.setMaxLength(2000)
        self.description.setPlaceholderText(self.tr("Starts scans after the nightly load"))
        self.field(self.tr("What it does"), self.description)
        self.owner = ChosenField(
            self.tr("Who answers for it?"),
            self.tr("Name, e-mail address or department"),
            members(desk, ("person",)),
            self.tr("Nobody chosen yet"),
        )
        self.owner.take(Choice(owner, owner.name))
        self.field(self.tr("Who answers for it"), self.owner)
        self.about(self.owner, "service_account.", "not_found", "/owner_id")
        self.roles = RoleTicks(known, account.roles if account is not None else ())
        self.field(
            self.tr("What it may do, everywhere"),
            self.roles,
            self.tr("Roles for a part of the catalog are given to it afterwards"),
        )
        self.about(self.roles, "four_eyes.", "/roles")
        self.name.textChanged.connect(lambda _: self._look())
        self.set_confirm(self.tr("Add") if account is None else self.tr("Save"), self._save)
        self._look()

    def _look(self) -> None:
        self.confirm_button.setEnabled(bool(self.name.text().strip()))

    def _save(self) -> bool:
        account, name = self._account, self.name.text().strip()
        description, roles = self.description.text().strip(), self.roles.roles()
        owner = self.owner.choice
        assert owner is not None  # noqa: S101  it begins with one and is never taken away
        owner_id: UUID = owner.value.id

        async def save(online: Online) -> UUID:
            if account is None:
                return await service_accounts.add(
                    online.asking,
                    name=name,
                    description=description,
                    owner_id=owner_id,
                    roles=roles,
                )
            changed = {
                field: value
                for field, value, before in (
                    ("name", name, account.name),
                    ("description", description, account.description),
                    ("owner_id", owner_id, account.owner_id),
                    ("roles", roles, frozenset(account.roles)),
                )
                if value != before
            }
            if changed:
                await service_accounts.change(online.asking, account, **changed)
            return account.id

        return self.send(self._desk, save, self.tr("{name} is kept.").format(name=name), self._then)
