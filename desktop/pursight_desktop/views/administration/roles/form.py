"""RoleForm: put a role together of permissions and other roles, and see what it allows."""

import re
from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import roles
from pursight_desktop.operations.administering.roles import Role, allowed, heirs, own_names
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.views.administration.permission_grid import PermissionGrid
from pursight_desktop.views.administration.role_ticks import allowing
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.tips import plain_tip

translate = QCoreApplication.translate
WIDTH, HEIGHT, LONGEST = 920, 640, 63


def code_for(name: str) -> str:
    """Spell a name as the code of a role: small letters, digits and underscores."""
    spelled = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_").lstrip("0123456789_")
    return spelled[:LONGEST].rstrip("_")


class RoleForm(AdministrationForm):
    """Ask for code, name, description, permissions, and roles to inherit.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        role: As it is; None to make one.
        known: All roles.
        then: Is told the role's id.
    """

    grows = True

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        role: Role | None,
        known: Sequence[Role],
        then: Callable[[UUID], object],
    ) -> None:
        title = translate("RoleForm", "Put a role together")
        if role is not None:
            title = translate("RoleForm", "Change {name}").format(name=role.name)
        super().__init__(parent, title, WIDTH)
        self._desk, self._role, self._then = desk, role, then
        self._known = {one.code: one for one in known}
        self._names = own_names(known)
        self._typed_code = role is not None
        self._fields(role)
        self.grid = PermissionGrid(role.permissions if role is not None else ())
        self.allows = Label("", "caption", wrap=True)
        self.parents = self._ticks(role)
        self._lay_out()
        self.about(self.grid, "four_eyes.", "role.", "/permissions", "/inherits")
        self.grid.changed.connect(self._look)
        self.set_confirm(self.tr("Make it") if role is None else self.tr("Save"), self._save)
        self._look()
        self.resize(WIDTH, HEIGHT)
        self.name.setFocus()

    def _fields(self, role: Role | None) -> None:
        self.name = QLineEdit(role.name if role is not None else "")
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("Steward of finance"))
        self.code = QLineEdit(role.code if role is not None else "")
        self.code.setMaxLength(LONGEST)
        self.code.setProperty("mono", True)
        self.code.setReadOnly(role is not None)
        self.description = QLineEdit(role.description if role is not None else "")
        self.description.setMaxLength(2000)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        code_hint = self.tr("Names it for ever, in policies too")
        for widget, title, hint, stretch in (
            (self.name, self.tr("Name"), "", 3),
            (self.code, self.tr("Code"), code_hint, 2),
            (self.description, self.tr("Description"), "", 4),
        ):
            widget.setAccessibleName(title)
            widget.setToolTip(plain_tip(hint))
            column = QVBoxLayout()
            column.setSpacing(4)
            label = Label(title, "strong")
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget)
            line.addLayout(column, stretch)
        self.add(row)
        self.about(self.code, "conflict", "/code", "/name")
        self.name.textChanged.connect(lambda _: self._look())
        self.code.textEdited.connect(self._take_code)

    def _ticks(self, role: Role | None) -> dict[str, QCheckBox]:
        without = heirs(role.code, self._known) if role is not None else frozenset()
        ticks: dict[str, QCheckBox] = {}
        for code, one in self._known.items():
            if code in without:
                continue
            name = role_words(code, self._names)
            tick = QCheckBox(name.replace("&", "&&"))  # Qt would swallow it as a mnemonic
            tick.setAccessibleName(name)
            tick.setToolTip(plain_tip(allowing(one.allows)))
            tick.setChecked(role is not None and code in role.inherits)
            tick.toggled.connect(lambda _on: self._look())
            ticks[code] = tick
        return ticks

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Inherits"), "strong"))
        for tick in self.parents.values():
            column.addWidget(tick)
        column.addSpacing(8)
        column.addWidget(Label(self.tr("Allows in the end"), "strong"))
        column.addWidget(self.allows)
        column.addStretch(1)
        parts = QWidget()
        grid = QGridLayout(parts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for number, part in enumerate((self.grid, right)):
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.setObjectName("surface")
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            area.setWidget(part)
            grid.addWidget(area, 0, number)
            grid.setColumnStretch(number, 3 - number)
        self.add(parts, 1)

    def _take_code(self, text: str) -> None:
        self._typed_code = bool(text)

    def _inherited(self) -> list[str]:
        return [code for code, tick in self.parents.items() if tick.isChecked()]

    def _look(self) -> None:
        if not self._typed_code:
            self.code.setText(code_for(self.name.text()))
        inherited = allowed((), self._inherited(), self._known)
        self.grid.show_inherited(inherited)
        said = allowing(self.grid.permissions() | inherited)
        self.allows.setText(said or self.tr("Nothing yet"))
        self.confirm_button.setEnabled(bool(self.name.text().strip() and self.code.text()))

    def _save(self) -> bool:
        role, code, name = self._role, self.code.text().strip(), self.name.text().strip()
        permissions, inherits = self.grid.permissions(), self._inherited()
        description = self.description.text().strip()

        async def save(online: Online) -> UUID:
            if role is None:
                made = await roles.add(
                    online.asking,
                    code=code,
                    name=name,
                    description=description,
                    permissions=permissions,
                    inherits=inherits,
                )
                return made.id
            await roles.change(
                online.asking,
                role,
                name=name,
                description=description,
                permissions=permissions,
                inherits=inherits,
            )
            return role.id

        return self.send(self._desk, save, self.tr("{name} is kept.").format(name=name), self._then)
