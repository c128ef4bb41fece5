"""The form of the organisation's directory, with a way to try it before it holds."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import directory
from pursight_desktop.operations.administering.directory import Directory, Trial
from pursight_desktop.views.administration.signing_in.fields import RoleMapField, TallForm
from pursight_desktop.views.administration.signing_in.trying import trial_words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label

_ACTIVE = {
    "user_filter": "(sAMAccountName={login})",
    "subject_attribute": "objectGUID",
    "email_attribute": "mail",
    "name_attribute": "displayName",
    "group_attribute": "memberOf",
}


class DirectorySheet(TallForm):
    """Sets the directory up, or changes it.

    Args:
        parent: Over which it opens.
        desk: Of the console.
        before: As it is now; None where there is none.
        done: Called once the server has it.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, before: Directory | None, done: Callable[[], object]
    ) -> None:
        title = QCoreApplication.translate("DirectorySheet", "The organisation's directory")
        super().__init__(parent, title, 600)
        self._desk, self._before, self._done = desk, before, done
        old = before or Directory(urls=(), bind_dn="", base="", rev=0)
        self.urls = QPlainTextEdit("\n".join(old.urls))
        self.urls.setPlaceholderText("ldaps://dc1.example.com")
        self.urls.setTabChangesFocus(True)
        self.urls.setFixedHeight(64)
        self.field(
            self.tr("Servers"),
            self.urls,
            self.tr("One a line, tried in this order: ldaps://…, or ldap://… with StartTLS. "
                    "Without TLS nothing is sent."),
        )  # fmt: skip
        self.about(self.urls, "/urls")
        self.ca = QPlainTextEdit(old.ca)
        self.ca.setPlaceholderText("-----BEGIN CERTIFICATE-----")
        self.ca.setTabChangesFocus(True)
        self.ca.setFixedHeight(84)
        self.field(
            self.tr("Certificate authority"),
            self.ca,
            self.tr("Certificates to trust (PEM). Empty: those of the server's operating system."),
        )
        self.about(self.ca, "/ca")
        self.bind_dn = self.line(
            self.tr("Account to search with"),
            old.bind_dn,
            self.tr("It needs to read people and groups, and nothing else."),
            "cn=pursight,ou=services,dc=example,dc=com",
        )
        kept = self.tr("There is one. It is asked for again when servers, certificates or the "
                       "account change; else leave this empty and it stays.")  # fmt: skip
        new = self.tr("It is kept encrypted and never shown again.")
        self.bind_password = self.secret(self.tr("Its password"), kept if before else new)
        self.base = self.line(
            self.tr("Where people are"),
            old.base,
            self.tr("With another one, the links between its people and persons here are "
                    "forgotten."),
            "dc=example,dc=com",
        )  # fmt: skip
        self.lines: dict[str, QLineEdit] = {}
        self._attributes(old)
        self.active_button = Button(
            self.tr("Fill in what is usual in Active Directory"),
            kind="quiet",
            clicked=self.fill_in_active_directory,
        )
        if self._column is not None:
            self._column.addWidget(self.active_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.role_map = RoleMapField(old.role_map, self.tr("Distinguished name of the group"))
        self.field(
            self.tr("Roles by group"),
            self.role_map,
            self.tr("Given and taken at each sign-in; roles that are not named here stay."),
        )
        self.creates = self.choice(
            self.tr("Let in who comes for the first time"),
            self.tr("A person without a password of PurSight is made for them."),
            chosen=old.creates_persons,
        )
        self.trusts = self.choice(
            self.tr("Find persons by their e-mail address, once"),
            self.tr("Only where the directory lets nobody choose an address that is not theirs."),
            chosen=old.trusts_email,
        )
        self.enabled = self.choice(
            self.tr("People can sign in with it"),
            self.tr("Switched off, its settings and links are kept."),
            chosen=old.enabled,
        )
        self._trying()
        self.stretch()
        self.set_confirm(self.tr("Save"), self._send)
        for line in (self.bind_dn, self.base):
            line.textChanged.connect(self._check)
        self.urls.textChanged.connect(self._check)
        self._check()
        self.urls.setFocus()

    def _attributes(self, old: Directory) -> None:
        for name, words, hint in (
            ("user_filter", self.tr("How people are found"),
             self.tr("{login} is what was typed.")),
            ("subject_attribute", self.tr("What names them for ever"), ""),
            ("email_attribute", self.tr("Their e-mail address"), ""),
            ("name_attribute", self.tr("Their name"), ""),
            ("group_attribute", self.tr("Their groups"), ""),
            ("group_filter", self.tr("How groups are found that name their members"),
             self.tr("Empty where people name their groups; else as (member={login}).")),
            ("group_base", self.tr("Where those groups are"), self.tr("Empty: where people are.")),
        ):  # fmt: skip
            self.lines[name] = self.line(words, str(getattr(old, name)), hint)
            self.about(self.lines[name], f"/{name}")

    def _trying(self) -> None:
        """Put the way to try it to the end."""
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.login = QLineEdit()
        self.login.setPlaceholderText(self.tr("a name somebody signs in with"))
        self.try_button = Button(self.tr("Try it"), "plug", clicked=self.attempt)
        across.addWidget(self.login, 1)
        across.addWidget(self.try_button)
        hint = self.tr("Looks somebody up with what is typed here; nothing is saved, and no "
                       "password of theirs is needed.")  # fmt: skip
        self.field(self.tr("Try it"), row, hint)
        self.login.setAccessibleName(self.tr("Whom to look for"))
        self.found = Label("", wrap=True)
        self.found.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.found.hide()
        self.add(self.found)

    def fill_in_active_directory(self) -> None:
        """Put in what is usual there; the rest stays."""
        for name, text in _ACTIVE.items():
            self.lines[name].setText(text)

    def wanted(self) -> dict[str, object]:
        """Give what was typed as the API takes it."""
        said: dict[str, object] = {
            "urls": self.urls.toPlainText().split(),
            "ca": self.ca.toPlainText().strip(),
            "bind_dn": self.bind_dn.text().strip(),
            "base": self.base.text().strip(),
            "role_map": self.role_map.role_map(),
            "creates_persons": self.creates.isChecked(),
            "trusts_email": self.trusts.isChecked(),
            "enabled": self.enabled.isChecked(),
        }
        said |= {name: line.text().strip() for name, line in self.lines.items()}
        if said["ca"]:
            said["ca"] = f"{said['ca']}\n"
        if self._before is not None and said["ca"] == f"{self._before.ca.strip()}\n":
            said["ca"] = self._before.ca  # spelled as it is kept, so that it is the same place
        if self.bind_password.text():
            said["bind_password"] = self.bind_password.text()
        return said

    def attempt(self) -> None:
        """Have somebody looked up with what is typed here."""
        login, wanted = self.login.text().strip(), self.wanted()
        if not login:
            self.login.setFocus()
            return
        self.nothing_wrong()
        self._show_found(self.tr("Asking the directory…"), "")
        self.try_button.setEnabled(False)
        self._desk.online(
            self,
            "try",
            lambda online: directory.attempt(online.asking, wanted, login),
            self._tried,
            self._could_not_try,
        )

    def _tried(self, trial: Trial) -> None:
        self.try_button.setEnabled(True)
        words, tone = trial_words(trial)
        self._show_found(words, tone)

    def _could_not_try(self, error: PurSightError) -> None:
        self.try_button.setEnabled(True)
        self._show_found("", "")
        self._check()
        self.refused(error)

    def _show_found(self, words: str, tone: str) -> None:
        self.found.setProperty("tone", tone)
        self.found.style().unpolish(self.found)
        self.found.style().polish(self.found)
        self.found.setText(words)
        self.found.setVisible(bool(words))
        QTimer.singleShot(0, self.found, self._go_to_found)  # once it has its height

    def _go_to_found(self) -> None:
        bar = self.area.verticalScrollBar()
        if self.found.isVisible():
            bar.setValue(bar.maximum())

    def _check(self) -> None:
        typed = (self.urls.toPlainText(), self.bind_dn.text(), self.base.text())
        ready = all(text.strip() for text in typed)
        self.confirm_button.setEnabled(ready)
        self.try_button.setEnabled(ready)

    def _send(self) -> bool:
        wanted, before, done = self.wanted(), self._before, self._done
        return self.send(
            self._desk,
            lambda online: directory.put(online.asking, before, wanted),
            "",
            lambda _kept: done(),
        )
