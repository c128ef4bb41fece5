"""Sheets: register a source that an agent announced, and change what is said of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import STAYS
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import estate
from pursight_desktop.replica.queries.estate import AgentLine, SourceLine
from pursight_desktop.views.sources.domain_box import DomainBox
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import label_words


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that an agent announced and that nobody has registered."""

    agent_id: UUID
    agent_name: str
    alias: str
    kind: str


def offers(connection: Connection) -> list[Offer]:
    """List what could be registered, by agent and alias."""
    taken = {
        (line.agent_id, line.alias)
        for line in estate.sources(connection)
        if line.state != "archived"
    }
    return unregistered(estate.agents(connection), taken)


def unregistered(agents: Sequence[AgentLine], taken: set[tuple[UUID | None, str]]) -> list[Offer]:
    """Leave out what is registered already, and agents that are trusted no more."""
    return [
        Offer(agent.id, agent.name, str(one.get("alias")), str(one.get("kind")))
        for agent in agents
        if agent.state != "revoked"
        for one in sorted(agent.announced, key=lambda found: str(found.get("alias")))
        if (agent.id, one.get("alias")) not in taken
    ]


class RegisterSheet(Form):
    """Choose one of the announced sources and give it a name."""

    def __init__(self, desk: Desk, parent: QWidget, found: Sequence[Offer]) -> None:
        super().__init__(parent, QCoreApplication.translate("RegisterSheet", "Register a source"))
        self._desk = desk
        if not found:
            self.add(
                Label(
                    self.tr(
                        "No agent announces a source that is not registered yet. Set one up where "
                        "an agent runs: pursight agent sources add. It appears here by itself."
                    ),
                    wrap=True,
                )
            )
            self.set_confirm(self.tr("Close"), lambda: True)
            self.cancel_button.hide()
            return
        self.choice = QComboBox()
        for one in found:
            told = (one.alias, label_words(one.kind), one.agent_name)
            self.choice.addItem("  ·  ".join(told), one)
        self.choice.currentIndexChanged.connect(lambda _number: self._suggest())
        self.field(
            self.tr("Source"), self.choice, self.tr("Announced by your agents, not yet registered")
        )
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.textEdited.connect(lambda _text: self._check())
        self.field(self.tr("Name"), self.name, self.tr("What people here call it"))
        self.environment = QLineEdit()
        self.environment.setMaxLength(60)
        self.environment.setPlaceholderText(self.tr("production"))
        self.field(self.tr("Environment"), self.environment)
        self.domain = DomainBox(desk)
        if desk.account.may("domains.write"):
            self.field(self.tr("Domain"), self.domain, self.tr("It may decide who sees it"))
        self.set_confirm(self.tr("Register"), self._register)
        self._suggest()
        self.name.setFocus()

    @staticmethod
    def ask(desk: Desk, parent: QWidget) -> None:
        """Open the sheet once it is known what can be registered."""
        desk.read(parent, "offers", offers, lambda found: RegisterSheet(desk, parent, found).open())

    def _suggest(self) -> None:
        if not self.name.isModified():
            self.name.setText(self._offer().alias)
        self._check()

    def _offer(self) -> Offer:
        offer = self.choice.currentData()
        assert isinstance(offer, Offer)  # noqa: S101  put there above
        return offer

    def _check(self) -> None:
        self.confirm_button.setEnabled(bool(self.name.text().strip()))

    def _register(self) -> bool:
        offer, name = self._offer(), self.name.text().strip()
        environment, domain_id = self.environment.text().strip(), self.domain.domain_id()
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self,
            "register",
            lambda online: online.register_source(
                name=name,
                kind=offer.kind,
                agent_id=offer.agent_id,
                alias=offer.alias,
                environment=environment,
                domain_id=domain_id,
            ),
            self._registered,
            self.refused,
        )
        return False

    def _registered(self, _source_id: UUID) -> None:
        said = self.tr("{name} is registered; its agent tries to reach it now.")
        self._desk.notice.emit("success", said.format(name=self.name.text().strip()))
        self._desk.sync_now()
        self.accept()


class EditSheet(Form):
    """Change name, description, environment, domain and tags of a source."""

    def __init__(self, desk: Desk, parent: QWidget, line: SourceLine) -> None:
        title = QCoreApplication.translate("EditSheet", "Edit {name}")
        super().__init__(parent, title.format(name=line.name))
        self._desk, self._line = desk, line
        self.name = QLineEdit(line.name)
        self.name.setMaxLength(200)
        self.field(self.tr("Name"), self.name)
        self.description = QPlainTextEdit(line.description)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(96)
        self.field(self.tr("Description"), self.description)
        self.environment = QLineEdit(line.environment)
        self.environment.setMaxLength(60)
        self.field(self.tr("Environment"), self.environment)
        self.domain = DomainBox(desk, line.domain_id, line.domain)
        self.field(
            self.tr("Domain"), self.domain,
            self.tr("All in it lies there that is not put elsewhere; it may decide who sees it"),
        )  # fmt: skip
        self.tags = QLineEdit(", ".join(line.tags))
        self.field(self.tr("Tags"), self.tags, self.tr("Commas between them"))
        self.name.textEdited.connect(
            lambda text: self.confirm_button.setEnabled(bool(text.strip()))
        )
        self.set_confirm(self.tr("Save"), self._save)

    def _save(self) -> bool:
        line = self._line
        typed = [tag.strip() for tag in self.tags.text().split(",")]
        tags = list(dict.fromkeys(tag for tag in typed if tag))
        given = {
            "name": self.name.text().strip(),
            "description": self.description.toPlainText().strip(),
            "environment": self.environment.text().strip(),
        }
        changed = {name: text for name, text in given.items() if text != getattr(line, name)}
        retagged = tags != list(line.tags)
        domain_id = self.domain.domain_id()
        placed = domain_id != line.domain_id
        if not changed and not retagged and not placed:
            return True
        seen = {name: getattr(line, name) for name in changed} | {
            "tags": line.tags,
            "domain_id": "" if line.domain_id is None else str(line.domain_id),
        }
        self.confirm_button.setEnabled(False)
        self._desk.online(
            self,
            "edit",
            lambda online: online.edit_source(
                line.id,
                **changed,
                tags=tags if retagged else None,
                domain_id=domain_id if placed else STAYS,
                seen=seen,
            ),
            lambda _answer: self._saved(),
            self.refused,
        )
        return False

    def _saved(self) -> None:
        self._desk.notice.emit("success", self.tr("Saved."))
        self._desk.sync_now()
        self.accept()
