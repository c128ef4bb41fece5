"""GivingForm: give a role to somebody, somewhere, for a while."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import assignments
from pursight_desktop.operations.administering.assignments import Giving, Scope
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.administering.roles import Role, own_names
from pursight_desktop.views.administration.choosers import ChosenField, assets, domains, sources
from pursight_desktop.views.administration.forms import (
    FOUR_EYES,
    AdministrationForm,
    Explained,
    code_of,
)
from pursight_desktop.views.administration.last_day import LastDay
from pursight_desktop.views.administration.role_ticks import allowing
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import role_purpose, role_words

USUAL_DAYS: Final = 90
Kind = Literal["organisation", "domain", "source", "asset"]


class GivingForm(AdministrationForm):
    """Ask for role, place, end and reason.

    Where giving takes two people, it asks for the role instead once the server has said so.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        subject: Who is to get it.
        known: All roles.
        then: Called once it is given.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        subject: Member,
        known: Sequence[Role],
        then: Callable[[], object],
    ) -> None:
        title = QCoreApplication.translate("GivingForm", "Give {name} a role")
        super().__init__(parent, title.format(name=subject.name))
        self._desk, self._subject, self._then = desk, subject, then
        self._asks = False
        self._allows = {role.code: role.allows for role in known}
        self.role = QComboBox()
        names = own_names(known)
        for one in known:
            self.role.addItem(role_words(one.code, names), one.code)
        self.role.setPlaceholderText(self.tr("Choose a role"))
        self.role.setCurrentIndex(-1)  # none is given for not having looked
        self.field(self.tr("Role"), self.role)
        self.allows = Label("", "caption", wrap=True)
        self.add(self.allows)
        self.about(self.role, "role.")
        self.kind = QComboBox()
        self.kind.addItem(self.tr("Everywhere"), "organisation")
        self.kind.addItem(self.tr("In a domain and all that lies in it"), "domain")
        self.kind.addItem(self.tr("In one source"), "source")
        self.kind.addItem(self.tr("In an asset and all that lies in it"), "asset")
        self.field(self.tr("Where"), self.kind)
        self.where = ChosenField("", "", sources(desk), self.tr("Nothing chosen yet"))
        self.where.setAccessibleName(self.tr("Which"))
        self.add(self.where)
        self.about(self.where, "assignment.")
        self.ends = QCheckBox(self.tr("Ends by itself after"))
        self.until = LastDay(USUAL_DAYS)
        self.until.setAccessibleName(self.tr("Last day"))
        self.until.setEnabled(False)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.ends)
        line.addWidget(self.until, 1)
        self.add(row)
        self.reason = QLineEdit()
        self.reason.setMaxLength(2000)
        self.reason.setPlaceholderText(self.tr("Stands in for Grace in August"))
        self.field(self.tr("Why"), self.reason, self.tr("Stays in the log"))
        self.about(self.reason, "/purpose", "/reason")
        self.ends.toggled.connect(self.until.setEnabled)
        self.role.currentIndexChanged.connect(lambda _: self._look())
        self.kind.currentIndexChanged.connect(lambda _: self._ask_where())
        self.where.changed.connect(self._look)
        self.set_confirm(self.tr("Give"), self._send)
        self._ask_where()

    def _kind(self) -> Kind:
        kind = self.kind.currentData()
        return kind if kind in ("domain", "source", "asset") else "organisation"

    def _ask_where(self) -> None:
        if self._kind() == "asset":
            self.where.ask_elsewhere(
                self.tr("In which asset?"), self.tr("Name or path"), assets(self._desk)
            )
        elif self._kind() == "domain":
            self.where.ask_elsewhere(
                self.tr("In which domain?"), self.tr("Name"), domains(self._desk)
            )
        else:
            self.where.ask_elsewhere(
                self.tr("In which source?"), self.tr("Name"), sources(self._desk)
            )
        self.where.setVisible(self._kind() != "organisation")

    def _look(self) -> None:
        code = self.role.currentData()
        said = "" if code is None else role_purpose(code) or allowing(self._allows.get(code, ()))
        self.allows.setText(said)
        self.allows.setVisible(bool(said))
        placed = self._kind() == "organisation" or self.where.choice is not None
        self.confirm_button.setEnabled(code is not None and placed)

    def giving(self) -> Giving:
        """Return what is typed and chosen."""
        choice, kind = self.where.choice, self._kind()
        place = choice.value if choice is not None and kind != "organisation" else None
        return Giving(
            role=str(self.role.currentData()),
            subject=self._subject,
            scope=Scope(kind=kind, id=place),
            expires_at=self.until.end() if self.ends.isChecked() else None,
            reason=self.reason.text().strip(),
        )

    def _send(self) -> bool:
        giving = self.giving()
        if not self._asks:
            said = self.tr("{name} has the role.").format(name=self._subject.name)
            return self.send(
                self._desk,
                lambda online: assignments.give(online.asking, giving),
                said,
                lambda _: self._then(),
            )
        days = self.until.days()
        return self.send(
            self._desk,
            lambda online: assignments.request(online.asking, giving, days),
            self.tr("Asked. Somebody else can approve it."),
            lambda _: self._then(),
        )

    @override
    def refused(self, error: PurSightError) -> None:
        """Say why not; where it takes two people, offer to ask for it."""
        if code_of(error) != FOUR_EYES or self._asks:
            super().refused(error)
        else:
            super().refused(
                Explained(
                    self.tr("Giving somebody more takes two people here."),
                    hint=self.tr("You can ask for it, with a reason: somebody else approves it."),
                )
            )
            self._asks = True
            self.ends.setChecked(True)  # what is asked for ends by itself
            self.ends.setEnabled(False)
            self.set_confirm(self.tr("Ask for it"), self._send)
