"""The section that answers why: who, doing what, with what; and what decides it."""

from collections.abc import Awaitable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import why
from pursight_desktop.operations.administering.groups import Member, MemberKind
from pursight_desktop.operations.administering.why import OF_ASSETS, Answer, Askable
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries.domains import domain_names
from pursight_desktop.replica.queries.reading import several_of, source_names
from pursight_desktop.views.administration.choosers import (
    Choice,
    ChosenField,
    assets,
    members,
)
from pursight_desktop.views.administration.way_field import WayField
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Page
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import SUBJECTS, permission_words, subject_words
from pursight_desktop.widgets.problem_box import ProblemPlace
from pursight_desktop.widgets.states import Deck
from pursight_desktop.widgets.tips import plain_tip
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
        may = self._desk.account.may
        kinds: list[MemberKind] = ["person"] if may("persons.read") else []
        if may("service_accounts.read"):
            kinds.append("service_account")
        self.who = ChosenField(
            self.tr("Who is it about?"), self.tr("Name, e-mail address or department"),
            members(self._desk, kinds), self.tr("Nobody yet"),
        )  # fmt: skip
        self.what = QComboBox()
        for subject in SUBJECTS:
            for one in subject.permissions():
                self.what.addItem(f"{subject_words(one)}: {permission_words(one)}", one)
        self.object = ChosenField(
            self.tr("With what?"), self.tr("Name of a table, say"), assets(self._desk),
            self.tr("Nothing yet"),
        )  # fmt: skip
        self.whole = Label(self.tr("The organisation as a whole"), "muted")
        self.way = WayField(usual=True)
        self.ask_button = Button(self.tr("Ask"), kind="primary", clicked=self.ask)
        for row, (words, field) in enumerate(
            (
                (self.tr("Who"), self.who),
                (self.tr("Wants to do what"), self.what),
                (self.tr("With what"), self.object),
                (self.tr("From where"), self.way),
            )
        ):
            label = Label(words, "strong")
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.whole, 2, 1)
        grid.addWidget(self.ask_button, 4, 1, Qt.AlignmentFlag.AlignLeft)
        self.page.add(fields)
        self.who.changed.connect(self._changed)
        self.what.currentIndexChanged.connect(lambda _: self._show_object())
        self.object.changed.connect(self._changed)
        self.way.changed.connect(self._changed)
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
        if self._loaded and self._person() and (not self._of_asset() or self.object.choice):
            self.ask()

    def ask(self) -> None:
        """Ask the server; what is missing is said."""
        person, asset = self._person(), self.object.choice
        self.problem.clear()
        if person is None:
            self._miss(self.tr("Choose who it is about."), self.who)
            return
        if self._of_asset() and asset is None:
            self._miss(self.tr("Choose an asset."), self.object)
            return
        permission = str(self.what.currentData())
        object_id = asset.value if asset is not None and self._of_asset() else None
        way = self.way.way()

        def call(online: Online) -> Awaitable[Answer]:
            return why.why(online.asking, person, permission, object_id, way=way)

        def done(answer: Answer) -> None:
            self._name_places(answer, permission, asset if object_id else None)

        self._desk.online(self, "why", call, done, self.problem.tell)

    def _miss(self, text: str, field: QWidget) -> None:
        self.answer.hide()
        self.problem.tell(PurSightError(text))
        field.setFocus()

    def _name_places(self, answer: Answer, permission: str, asset: Choice | None) -> None:
        wanted = {one.scope.id for one in answer.roles if one.scope.id is not None}

        def query(connection: Connection) -> dict[UUID, str]:
            found = several_of(connection, "asset", wanted)
            named = {key: str(fields.get("fqn") or "") for key, fields in found.items()}
            return domain_names(connection) | source_names(connection) | named

        def done(places: dict[UUID, str]) -> None:
            self.answer.show_answer(
                answer,
                permission,
                who=self.who.choice.title if self.who.choice is not None else "",
                what=asset.detail if asset is not None else "",
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
        member: Member | None = self.who.choice.value if self.who.choice is not None else None
        return member.id if member is not None else None

    def _of_asset(self) -> bool:
        return self.what.currentData() in OF_ASSETS

    def _show_object(self) -> None:
        self.object.setVisible(self._of_asset())
        self.whole.setVisible(not self._of_asset())
        self._changed()

    def _changed(self) -> None:
        """Take the old answer away, and ask anew once all is chosen."""
        if hasattr(self, "answer"):
            self.answer.hide()
            self.problem.clear()
            self.ask_if_complete()

    def _take(self, askable: Askable) -> None:
        first, self._loaded = not self._loaded, True
        self._askable = askable
        names = askable.names.people
        begin = self._wanted or self._desk.account.person_id
        if first and begin in names:
            member = Member(kind="person", id=begin, name=names[begin])
            self.who.take(Choice(member, names[begin], icon="user-round"))
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
        self.ask_button.setToolTip(plain_tip(reason))
