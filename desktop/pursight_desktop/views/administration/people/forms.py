"""Forms about a person: add one, change one, give another password."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import persons
from pursight_desktop.operations.administering.persons import Person
from pursight_desktop.operations.administering.roles import Role
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.views.administration.people.password import PasswordLine
from pursight_desktop.views.administration.role_ticks import RoleTicks
from pursight_desktop.widgets.labels import Label

translate = QCoreApplication.translate
WIDTH = 620


class AddPersonForm(AdministrationForm):
    """Add somebody; with a password they can sign in at once.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        known: What is known of roles.
        then: Is told the new person's id.
    """

    def __init__(
        self, desk: Desk, parent: QWidget, known: Sequence[Role], then: Callable[[UUID], object]
    ) -> None:
        super().__init__(parent, translate("AddPersonForm", "Add a person"), WIDTH)
        self._desk, self._then = desk, then
        self.name = _line(200, self.tr("Ada Lovelace"))
        self.field(self.tr("Name"), self.name)
        self.about(self.name, "/name")
        self.email = _line(320, "ada@example.com")
        self.field(self.tr("E-mail address"), self.email, self.tr("They sign in with it"))
        self.about(self.email, "person.bad_email", "/email", "conflict")
        self.department = _line(200, self.tr("Human resources"))
        self.field(self.tr("Department"), self.department, self.tr("Policies can ask for it"))
        self.about(self.department, "/department")
        self.roles = RoleTicks(known, ["data_user"])
        self.field(self.tr("What they are here for"), self.roles)
        self.about(self.roles, "four_eyes.", "/roles")
        self.password = PasswordLine()
        self.field(
            self.tr("Password"),
            self.password,
            self.tr("Leave it empty for who signs in through your organisation's own sign-in"),
        )
        self.password.line.setAccessibleName(self.tr("Password"))
        self.about(self.password, "password.", "/password")
        for line in (self.name, self.email):
            line.textChanged.connect(lambda _: self._look())
        self.set_confirm(self.tr("Add"), self._add)
        self._look()

    def _look(self) -> None:
        typed = self.name.text().strip() and self.email.text().strip()
        self.confirm_button.setEnabled(bool(typed))

    def _add(self) -> bool:
        name, password = self.name.text().strip(), self.password.text()
        email, roles = self.email.text().strip(), self.roles.roles()
        department = self.department.text().strip()

        async def add(online: Online) -> UUID:
            return await persons.add(
                online.asking,
                email=email,
                name=name,
                roles=roles,
                department=department,
                password=password,
            )

        said = self.tr("{name} is added.").format(name=name)
        return self.send(self._desk, add, said, self._then)


class ChangePersonForm(AdministrationForm):
    """Change somebody's name, department and the roles of their own."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        person: Person,
        known: Sequence[Role],
        then: Callable[[], object],
    ) -> None:
        title = translate("ChangePersonForm", "Change {name}").format(name=person.name)
        super().__init__(parent, title, WIDTH)
        self._desk, self._person, self._then = desk, person, then
        self.name = _line(200, "", person.name)
        self.field(self.tr("Name"), self.name)
        self.about(self.name, "/name")
        self.department = _line(200, self.tr("Human resources"), person.department)
        self.field(self.tr("Department"), self.department, self.tr("Policies can ask for it"))
        self.about(self.department, "/department")
        self.roles = RoleTicks(known, person.roles)
        self.field(
            self.tr("What they are here for"),
            self.roles,
            self.tr("These hold everywhere and without end; it is felt with their next request"),
        )
        self.about(self.roles, "four_eyes.", "person.last_administrator", "/roles")
        self.name.textChanged.connect(
            lambda text: self.confirm_button.setEnabled(bool(text.strip()))
        )
        self.set_confirm(self.tr("Save"), self._save)

    def _save(self) -> bool:
        person, name = self._person, self.name.text().strip()
        roles, department = self.roles.roles(), self.department.text().strip()
        return self.send(
            self._desk,
            lambda online: persons.change(
                online.asking,
                person,
                name=name if name != person.name else None,
                roles=roles if roles != set(person.roles) else None,
                department=department if department != person.department else None,
            ),
            self.tr("{name} is changed.").format(name=name),
            lambda _: self._then(),
        )


class PasswordForm(AdministrationForm):
    """Give somebody another password."""

    def __init__(
        self, desk: Desk, parent: QWidget, person: Person, then: Callable[[], object]
    ) -> None:
        title = translate("PasswordForm", "Give {name} another password")
        super().__init__(parent, title.format(name=person.name))
        self._desk, self._person, self._then = desk, person, then
        self.add(
            Label(
                self.tr(
                    "Their sessions end, and they sign in with the new one. Tell it to them on "
                    "another way than by e-mail; they can change it themselves then."
                ),
                "muted",
                wrap=True,
            )
        )
        self.password = PasswordLine()
        self.field(self.tr("New password"), self.password)
        self.password.line.setAccessibleName(self.tr("New password"))
        self.about(self.password, "password.", "/password")
        self.password.line.textChanged.connect(
            lambda text: self.confirm_button.setEnabled(bool(text))
        )
        self.set_confirm(self.tr("Give it"), self._give)
        self.confirm_button.setEnabled(False)

    def _give(self) -> bool:
        password, person = self.password.text(), self._person
        return self.send(
            self._desk,
            lambda online: persons.set_password(online.asking, person.id, password),
            self.tr("{name} has another password.").format(name=person.name),
            lambda _: self._then(),
        )


def _line(longest: int, example: str, text: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(longest)
    line.setPlaceholderText(example)
    return line
