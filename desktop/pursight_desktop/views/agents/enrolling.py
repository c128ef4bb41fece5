"""Sheets: ask for an enrolment token, then show it once with the line to type."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from pursight.clock import SystemClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import EnrolmentToken
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import ago, moment

MOST_USES = 1000


class EnrolSheet(Form):
    """Ask for which group, how many agents, and why."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, QCoreApplication.translate("EnrolSheet", "Enrol an agent"))
        self._desk, self._above = desk, parent
        self.add(
            Label(
                self.tr(
                    "An agent runs beside the data and looks at it there. It needs a token once, "
                    "to prove that it is yours."
                ),
                "muted",
                wrap=True,
            )
        )
        self.group = QLineEdit("default")
        self.group.setMaxLength(60)
        self.field(
            self.tr("Group"), self.group, self.tr("Agents of a group can stand in for each other")
        )
        self.uses = QSpinBox()
        self.uses.setRange(1, MOST_USES)
        self.field(self.tr("How many agents"), self.uses, self.tr("That use this one token"))
        self.note = QLineEdit()
        self.note.setMaxLength(500)
        self.note.setPlaceholderText(self.tr("New machine in Frankfurt"))
        self.field(self.tr("Note"), self.note, self.tr("Stays in the log"))
        self.group.textEdited.connect(
            lambda text: self.confirm_button.setEnabled(bool(text.strip()))
        )
        self.set_confirm(self.tr("Make a token"), self._make)

    def _make(self) -> bool:
        group, uses, note = self.group.text().strip(), self.uses.value(), self.note.text().strip()
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self,
            "token",
            lambda online: online.enrolment_token(agent_group=group, uses=uses, note=note),
            self._made,
            self.refused,
        )
        return False

    def _made(self, token: EnrolmentToken) -> None:
        self.accept()
        TokenSheet(self._above, token).open()


class TokenSheet(Sheet):
    """A token, shown this once."""

    def __init__(self, parent: QWidget | None, token: EnrolmentToken) -> None:
        title = QCoreApplication.translate("TokenSheet", "Type this where the agent is to run")
        super().__init__(parent, title, 640)
        self.command = self._copyable(self.tr("Command line"), token.command)
        self.token = self._copyable(self.tr("The token alone"), token.token)
        expires = self.tr("It expires {when} ({moment}). It is shown only now: copy it.")
        self.add(
            Label(
                expires.format(
                    when=ago(token.expires_at, SystemClock().now()), moment=moment(token.expires_at)
                ),
                wrap=True,
            )
        )
        self.set_confirm(self.tr("Done"), lambda: True)
        self.cancel_button.hide()

    def _copyable(self, name: str, text: str) -> Button:
        """Show a text that can only be read and copied; returns the button that copies it."""
        self.add(Label(name, "strong"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        field = QLineEdit(text)
        field.setReadOnly(True)
        field.setProperty("mono", True)
        field.setCursorPosition(0)
        field.setAccessibleName(name)
        line.addWidget(field, 1)
        button = Button(self.tr("Copy"), "copy")

        def copy() -> None:
            QGuiApplication.clipboard().setText(text)
            button.setText(self.tr("Copied"))

        button.clicked.connect(lambda _=False: copy())
        button.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        line.addWidget(button)
        self.add(row)
        return button
