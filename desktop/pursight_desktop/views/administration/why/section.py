"""The section that answers why: who, doing what, with what; and what decides it."""

from collections.abc import Awaitable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import why
from pursight_desktop.operations.administering.why import OF_ASSETS, Answer, Askable
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.reading import several_of, source_names
from pursight_desktop.replica.queries.search import Suggestion
from pursight_desktop.theme import icon
from pursight_desktop.widgets.asset_field import AssetField
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Page
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import SUBJECTS, permission_words, subject_words
from pursight_desktop.widgets.problem_box import ProblemPlace
from pursight_desktop.widgets.states import Deck
from pursight_desktop.widgets.why_answer import WhyAnswer


class WhySection(QWidget):
    """Asks and answers; nothing is changed here.

    Args:
        desk: Of the console.
        place: Its `id` is the person to begin with.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._wanted = desk, place.id
        self._askable = Askable()
        self._asked = self._loaded = False
        self.page = Page()
        self.page.add(Label(self.tr("Why?"), "title"))
        self.page.add(
            Label(
                self.tr(
                    "Whether somebody may do something with an object, and which role or policy "
                    "decides it. Nothing is changed by asking."
                ),
                "muted",
                wrap=True,
            )
        )
        self._add_fields()
        self.problem = ProblemPlace()
        self.page.add(self.problem)
        self.answer = WhyAnswer()
        self.answer.policy_wanted.connect(self._open_policy)
        self.page.add(self.answer)
        self.page.body.addStretch(1)
        self.deck = Deck()
        self.deck.hold(self.page)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.deck)
        desk.status.connect(lambda _status: self._show_availability())
        self._show_availability()

    def _add_fields(self) -> None:
        fields = QWidget()
        fields.setMaximumWidth(720)
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        self.who, self.what = QComboBox(), QComboBox()
        self.who.setEditable(True)
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.who.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.who.setCompleter(completer)
        for subject in SUBJECTS:
            for one in subject.permissions():
                self.what.addItem(f"{subject_words(one)}: {permission_words(one)}", one)
        self.object = AssetField(self._desk.read, self.tr("Type the name of a table, say"))
        self.whole = Label(self.tr("The organisation as a whole"), "muted")
        self.ask_button = Button(self.tr("Ask"), kind="primary", clicked=self.ask)
        for row, (words, field) in enumerate(
            (
                (self.tr("Who"), self.who),
                (self.tr("Wants to do what"), self.what),
                (self.tr("With what"), self.object),
            )
        ):
            label = Label(words, "strong")
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.whole, 2, 1)
        grid.addWidget(self.ask_button, 3, 1, Qt.AlignmentFlag.AlignLeft)
        self.page.add(fields)
        self.who.activated.connect(lambda _: self.ask_if_complete())
        self.what.currentIndexChanged.connect(lambda _: self._show_object())
        self.what.activated.connect(lambda _: self.ask_if_complete())
        self.object.chosen.connect(lambda _: self.ask_if_complete())
        self.object.submitted.connect(lambda _: self.ask_if_complete())
        self.who.editTextChanged.connect(lambda _: self._forget())
        self.object.textChanged.connect(lambda _: self._forget())
        self._show_object()

    # --- what the window asks ---

    def chosen(self) -> UUID | None:
        """Say of whom is asked."""
        return self._person() if self._loaded else self._wanted

    def refresh(self) -> None:
        """Read anew of whom one can ask, and ask again."""
        if why_not(self._desk):
            self._show_availability()
            return
        self._asked = True
        if not self._loaded:
            self.deck.busy.start()

        def call(online: Online) -> Awaitable[Askable]:
            return why.askable(online.asking, self._desk.account)

        self._desk.online(self, "askable", call, self._take, self._failed)

    # --- asking ---

    def ask_if_complete(self) -> None:
        """Ask once all is chosen."""
        if self._person() is not None and (not self._of_asset() or self.object.asset()):
            self.ask()

    def ask(self) -> None:
        """Ask the server; what is missing is said."""
        person, asset = self._person(), self.object.asset()
        self.problem.clear()
        if person is None:
            self._miss(self.tr("Choose who it is about."), self.who)
            return
        if self._of_asset() and asset is None:
            self._miss(
                self.tr("Choose an asset from the list that opens as you type."), self.object
            )
            return
        permission = str(self.what.currentData())
        object_id = asset.id if asset is not None and self._of_asset() else None

        def call(online: Online) -> Awaitable[Answer]:
            return why.why(online.asking, person, permission, object_id)

        def done(answer: Answer) -> None:
            self._name_places(answer, permission, asset if object_id else None)

        self._desk.online(self, "why", call, done, self.problem.tell)

    def _miss(self, text: str, field: QWidget) -> None:
        self.answer.hide()
        self.problem.tell(PurSightError(text))
        field.setFocus()

    def _name_places(self, answer: Answer, permission: str, asset: Suggestion | None) -> None:
        wanted = {one.scope.id for one in answer.roles if one.scope.id is not None}

        def query(connection: Connection) -> dict[UUID, str]:
            found = several_of(connection, "asset", wanted)
            named = {key: str(fields.get("fqn") or "") for key, fields in found.items()}
            return source_names(connection) | named

        def done(places: dict[UUID, str]) -> None:
            self.answer.show_answer(
                answer,
                permission,
                who=self.who.currentText(),
                what=asset.fqn if asset is not None else "",
                roles=self._askable.names.own_roles,
                groups=self._askable.names.groups,
                places=places,
                giving=self._askable.giving(permission),
                may_open=True,
            )

        self._desk.read(self, "places", query, done)

    def _open_policy(self, policy_id: UUID) -> None:
        self._desk.open(Place("administration", policy_id).having(section="policies"))

    # --- inside ---

    def _person(self) -> UUID | None:
        number = self.who.findText(self.who.currentText(), Qt.MatchFlag.MatchFixedString)
        found = self.who.itemData(self.who.currentIndex())
        if self.who.itemText(self.who.currentIndex()) != self.who.currentText():
            found = self.who.itemData(number) if number >= 0 else None
        return UUID(found) if found else None

    def _of_asset(self) -> bool:
        return self.what.currentData() in OF_ASSETS

    def _show_object(self) -> None:
        self.object.setVisible(self._of_asset())
        self.whole.setVisible(not self._of_asset())
        self._forget()

    def _forget(self) -> None:
        if hasattr(self, "answer"):
            self.answer.hide()
            self.problem.clear()

    def _take(self, askable: Askable) -> None:
        first, self._loaded = not self._loaded, True
        self._askable = askable
        before = self._wanted if first else self._person()
        known = [
            *((name, key, "user-round") for key, name in askable.names.people.items()),
            *((name, key, "bot") for key, name in askable.machines.items()),
        ]
        self.who.clear()
        for name, key, picture in sorted(known, key=lambda one: one[0].casefold()):
            self.who.addItem(icon(picture), name, str(key))
        begin = self.who.findData(str(before or self._desk.account.person_id))
        self.who.setCurrentIndex(max(begin, 0))
        self.deck.show_content(self.page)
        if first:
            self.who.setFocus()
        else:
            self.ask_if_complete()

    def _failed(self, error: PurSightError) -> None:
        self.deck.busy.stop()
        if self._loaded:
            self.problem.tell(error)
        else:
            self._asked = False
            self.deck.show_error(error, self.refresh)

    def _show_availability(self) -> None:
        reason = why_not(self._desk)
        if not reason and not self._asked:
            self.refresh()
        if reason and not self._loaded:
            text = self.tr("Who may do what is decided there, and is not kept on this machine.")
            self.deck.show_empty("wifi-off", self.tr("This needs the server"), f"{text} {reason}")
        self.ask_button.setEnabled(not reason)
        self.ask_button.setToolTip(reason)
