"""The form of an identity provider."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import providers
from pursight_desktop.operations.administering.providers import IdentityProvider
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.signing_in.fields import RoleMapField, TallForm
from pursight_desktop.widgets.copy_line import CopyLine
from pursight_desktop.widgets.labels import Label

translate = QCoreApplication.translate


class ProviderSheet(TallForm):
    """Adds an identity provider, or changes one.

    Args:
        parent: Over which it opens.
        desk: Of the console.
        redirect: Where the provider sends browsers back; empty where the server does not know.
        before: The one to change; None to add one.
        done: Called with the name once the server has it.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        redirect: str,
        before: IdentityProvider | None,
        done: Callable[[str], object],
    ) -> None:
        title = translate("ProviderSheet", "Add an identity provider")
        if before is not None:
            title = translate("ProviderSheet", "Change {name}").format(name=before.name)
        super().__init__(parent, title)
        self._desk, self._before, self._done = desk, before, done
        old = before
        self.add(
            Label(
                self.tr(
                    "Register PurSight at the provider as a confidential web client with the "
                    "redirect address below; it gives you the client's id and secret."
                ),
                "muted",
                wrap=True,
            )
        )
        name = self.tr("Redirect address")
        if redirect:
            self.redirect: CopyLine | None = CopyLine(name, redirect)
            self.field(name, self.redirect)
        else:
            self.redirect = None
            self.add(
                Label(
                    self.tr(
                        "The server does not know yet by which name browsers reach it: set "
                        "PURSIGHT_PUBLIC_URL there. Until then nobody can sign in like this."
                    ),
                    wrap=True,
                )
            )
        self.name = self.line(
            self.tr("Name"),
            old.name if old else "",
            self.tr("People see it at the door: Sign in with …"),
        )
        self.about(self.name, "conflict", "/name")
        self.issuer = self.line(
            self.tr("Issuer"),
            old.issuer if old else "",
            self.tr("To the letter as the provider calls itself. With another issuer all links "
                    "between its people and persons here are forgotten."),
            "https://login.example.com/realms/acme",
        )  # fmt: skip
        self.about(self.issuer, "/issuer")
        self.client_id = self.line(self.tr("Client id"), old.client_id if old else "")
        self.about(self.client_id, "/client_id")
        hint = self.tr("It is kept encrypted and never shown again.")
        if old is not None and old.has_secret:
            hint = self.tr("There is one; leave this empty and it stays.")
        self.client_secret = self.secret(self.tr("Client secret"), hint)
        self.scopes = self.line(
            self.tr("Scopes"), " ".join(old.scopes if old else ("openid", "profile", "email"))
        )
        self.groups_claim = self.line(
            self.tr("Claim with the groups"),
            old.groups_claim if old else "",
            self.tr("Empty: groups give no roles."),
            "groups",
        )
        self.role_map = RoleMapField(old.role_map if old else {}, self.tr("Group"))
        self.field(
            self.tr("Roles by group"),
            self.role_map,
            self.tr("Given and taken at each sign-in; roles that are not named here stay."),
        )
        self.creates = self.choice(
            self.tr("Let in who comes for the first time"),
            self.tr("A person without a password is made for them."),
            chosen=bool(old and old.creates_persons),
        )
        self.trusts = self.choice(
            self.tr("Find persons by their e-mail address, once"),
            self.tr("Only where the provider lets nobody choose an address that is not theirs."),
            chosen=bool(old and old.trusts_email),
        )
        self.vouches = self.choice(
            self.tr("It asks for a second factor itself"),
            self.tr("Then PurSight asks for none: whoever gets in there gets in here."),
            chosen=bool(old and old.vouches_for_second_factor),
        )
        self.enabled = self.choice(
            self.tr("People can sign in with it"),
            self.tr("Switched off, its settings and links are kept."),
            chosen=old.enabled if old else True,
        )
        self.stretch()
        self.set_confirm(self.tr("Save") if old else self.tr("Add"), self._send)
        for line in (self.name, self.issuer, self.client_id):
            line.textChanged.connect(self._check)
        self._check()
        self.name.setFocus()

    def _check(self) -> None:
        needed = (self.name, self.issuer, self.client_id)
        self.confirm_button.setEnabled(all(line.text().strip() for line in needed))

    def wanted(self) -> dict[str, object]:
        """Give what was typed as the API takes it."""
        said: dict[str, object] = {
            "name": self.name.text().strip(),
            "issuer": self.issuer.text().strip(),
            "client_id": self.client_id.text().strip(),
            "scopes": self.scopes.text().split(),
            "groups_claim": self.groups_claim.text().strip(),
            "role_map": self.role_map.role_map(),
            "creates_persons": self.creates.isChecked(),
            "trusts_email": self.trusts.isChecked(),
            "vouches_for_second_factor": self.vouches.isChecked(),
            "enabled": self.enabled.isChecked(),
        }
        if self.client_secret.text():
            said["client_secret"] = self.client_secret.text()
        return said

    def _send(self) -> bool:
        wanted, before, done = self.wanted(), self._before, self._done

        async def call(online: Online) -> IdentityProvider:
            if before is None:
                return await providers.add(online.asking, wanted)
            return await providers.change(online.asking, before, wanted)

        return self.send(self._desk, call, "", lambda made: done(made.name))
