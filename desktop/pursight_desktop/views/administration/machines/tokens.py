"""Making a token for a service account: ask what it is for, then show it once."""

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import service_accounts
from pursight_desktop.operations.administering.service_accounts import IssuedToken, ServiceAccount
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.views.administration.last_day import LastDay
from pursight_desktop.views.administration.permission_grid import PermissionGrid
from pursight_desktop.widgets.copy_line import CopyLine
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import moment

translate = QCoreApplication.translate
USUAL_DAYS: Final = 90
WIDTH: Final = 640


class MachineTokenForm(AdministrationForm):
    """Ask for a name, what the token may do, and until when.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        account: Whose token it is to be.
        may: What the account may do; a token never does more. None where nobody here knows it.
        then: Called once the token was shown.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        account: ServiceAccount,
        may: Collection[str] | None,
        then: Callable[[], object],
    ) -> None:
        title = translate("MachineTokenForm", "Make a token for {name}")
        super().__init__(parent, title.format(name=account.name), WIDTH)
        self._desk, self._account, self._then, self._above = desk, account, then, parent
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("build server"))
        self.field(self.tr("Name"), self.name, self.tr("Where it will be used"))
        self.about(self.name, "/name")
        self.grid = PermissionGrid((), may)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(200)
        self.grid.setObjectName("surface")
        self.grid.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area.setWidget(self.grid)
        self.field(
            self.tr("What it may do"),
            area,
            self.tr("Only what the account's roles allow is offered; give as little as it needs"),
        )
        self.about(self.grid, "api_token.scope", "/permissions")
        self.until = LastDay(USUAL_DAYS)
        self.field(self.tr("Last day"), self.until)
        self.about(self.until, "api_token.life", "/expires_at")
        self.name.textChanged.connect(lambda _: self._look())
        self.grid.changed.connect(self._look)
        self.set_confirm(self.tr("Make it"), self._make)
        self._look()

    def _look(self) -> None:
        ready = self.name.text().strip() and self.grid.permissions()
        self.confirm_button.setEnabled(bool(ready))

    def _make(self) -> bool:
        name, permissions = self.name.text().strip(), self.grid.permissions()
        expires_at = self.until.end()
        return self.send(
            self._desk,
            lambda online: service_accounts.issue(
                online.asking,
                self._account.id,
                name=name,
                permissions=permissions,
                expires_at=expires_at,
            ),
            "",
            self._show,
        )

    def _show(self, token: IssuedToken) -> None:
        self._then()
        MachineTokenSheet(self._above, token).open()


class MachineTokenSheet(Sheet):
    """A token, shown this once."""

    def __init__(self, parent: QWidget | None, token: IssuedToken) -> None:
        title = translate("MachineTokenSheet", "The token “{name}”").format(name=token.name)
        super().__init__(parent, title, 640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = CopyLine(self.tr("Token"), token.token)
        self.add(self.line)
        self.add(
            Label(
                self.tr(
                    "It is shown only now, and kept nowhere: copy it to where the program reads "
                    "it. It works until {when}."
                ).format(when=moment(token.expires_at)),
                wrap=True,
            )
        )
        self.add(Label(self.tr("Sent as: Authorization: Bearer <token>"), "caption", wrap=True))
        self.set_confirm(self.tr("Done"), lambda: True)
        self.cancel_button.hide()
