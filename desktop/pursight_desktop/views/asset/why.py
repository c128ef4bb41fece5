"""A sheet: why one may see an asset, or do something with it, or why not."""

from collections.abc import Awaitable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import why
from pursight_desktop.operations.administering.why import OF_ASSETS, Answer
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.domains import domain_names
from pursight_desktop.replica.queries.reading import several_of, source_names
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.permission_words import permission_words, subject_words
from pursight_desktop.widgets.why_answer import WhyAnswer


class WhySheet(Form):
    """Asks of oneself; the first question is why one can see it."""

    def __init__(self, desk: Desk, parent: QWidget | None, asset_id: UUID, name: str) -> None:
        said = QCoreApplication.translate("WhySheet", "Why can I see {name}?")
        super().__init__(parent, said.format(name=name), 560)
        self._desk, self._asset_id = desk, asset_id
        self.permission = QComboBox()
        for one in OF_ASSETS:
            self.permission.addItem(f"{subject_words(one)}: {permission_words(one)}", one)
        self.field(self.tr("What I want to do"), self.permission)
        self.answer = WhyAnswer()
        self.answer.policy_wanted.connect(self._open_policy)
        self.add(self.answer)
        self.permission.currentIndexChanged.connect(lambda _: self.ask())
        self.cancel_button.hide()
        self.set_confirm(self.tr("Close"), lambda: True)
        self.ask()

    def ask(self) -> None:
        """Ask the server."""
        permission = str(self.permission.currentData())
        self.problem.clear()

        def call(online: Online) -> Awaitable[Answer]:
            return why.why(online.asking, None, permission, self._asset_id)

        def done(answer: Answer) -> None:
            self._show(answer, permission)

        self._desk.online(self, "why", call, done, self._failed)

    def _failed(self, error: PurSightError) -> None:
        self.answer.hide()
        self.failed(error)

    def _show(self, answer: Answer, permission: str) -> None:
        wanted = {one.scope.id for one in answer.roles if one.scope.id is not None}

        def query(connection: Connection) -> dict[UUID, str]:
            found = several_of(connection, "asset", wanted)
            named = {key: str(fields.get("fqn") or "") for key, fields in found.items()}
            return domain_names(connection) | source_names(connection) | named

        def done(places: dict[UUID, str]) -> None:
            self.answer.show_answer(
                answer,
                permission,
                places=places,
                may_open=self._desk.account.may("policies.read"),
            )
            self.adjustSize()

        self._desk.read(self, "places", query, done)

    def _open_policy(self, policy_id: UUID) -> None:
        self.accept()
        self._desk.open(Place("administration", policy_id).having(section="policies"))
