"""GroupForm: make a group, or rename and describe one."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import groups
from pursight_desktop.operations.administering.groups import Group
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import AdministrationForm

translate = QCoreApplication.translate


class GroupForm(AdministrationForm):
    """Ask for name and description.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        group: As it is; None to make one.
        then: Is told the group's id.
    """

    def __init__(
        self, desk: Desk, parent: QWidget, group: Group | None, then: Callable[[UUID], object]
    ) -> None:
        title = translate("GroupForm", "Make a group")
        if group is not None:
            title = translate("GroupForm", "Change {name}").format(name=group.name)
        super().__init__(parent, title)
        self._desk, self._group, self._then = desk, group, then
        self.name = QLineEdit(group.name if group is not None else "")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("Finance"))
        self.field(self.tr("Name"), self.name, self.tr("Owners of assets can be named by it"))
        self.about(self.name, "conflict", "/name")
        self.description = QLineEdit(group.description if group is not None else "")
        self.description.setMaxLength(2000)
        self.description.setPlaceholderText(self.tr("Everybody in finance"))
        self.field(self.tr("Description"), self.description)
        self.about(self.description, "/description")
        self.name.textChanged.connect(lambda _: self._look())
        self.set_confirm(self.tr("Make it") if group is None else self.tr("Save"), self._save)
        self._look()

    def _look(self) -> None:
        self.confirm_button.setEnabled(bool(self.name.text().strip()))

    def _save(self) -> bool:
        name, text = self.name.text().strip(), self.description.text().strip()
        group = self._group

        async def save(online: Online) -> UUID:
            if group is None:
                return await groups.add(online.asking, name=name, description=text)
            await groups.change(online.asking, group, name=name, description=text)
            return group.id

        return self.send(self._desk, save, self.tr("{name} is kept.").format(name=name), self._then)
