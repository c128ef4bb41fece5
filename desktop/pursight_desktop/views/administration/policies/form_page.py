"""A policy as a form: effect, whom, what, where, conditions; and what it says in words."""

from functools import partial
from typing import Literal, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.operations.administering.policy_form import (
    Condition,
    Part,
    PolicyForm,
    Who,
)
from pursight_desktop.operations.administering.why import OF_ASSETS
from pursight_desktop.views.administration.choosers import (
    Choice,
    Chooser,
    ChosenField,
    assets,
    members,
)
from pursight_desktop.views.administration.policies.condition_row import ConditionRow
from pursight_desktop.views.administration.policies.values_field import ValuesField, give_way
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.views.administration.policies.words import effect_words, told
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts, Flow, Line
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import permission_words, role_words

WORDS_WIDTH = 260


class FormPage(QWidget):
    """A policy to fill in.

    Args:
        desk: Of the console.
        vocabulary: What can be chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._desk, self._vocabulary = desk, vocabulary
        self.rows: list[ConditionRow] = []
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(20)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._add_effect()
        self._add_whom()
        self._add_what()
        self._add_where()
        self._add_conditions()
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        for box in (self.effect, self.whom, self.role):
            give_way(box)
        outer.addWidget(self._area, 1)
        outer.addWidget(Line(vertical=True))
        outer.addWidget(self._words_column())
        self._tell()

    # --- what it says ---

    def form(self) -> PolicyForm | None:
        """Make the form; None while something is missing."""
        who = self._who()
        conditions = [row.condition() for row in self.rows]
        if who is None or any(one is None for one in conditions):
            return None
        places = [one.partition(":") for one in self.where.values()]
        return PolicyForm(
            effect=self.effect.currentData(),
            who=who,
            actions=self.what.values(),
            within=tuple(
                Part(kind=cast('Literal["domain", "source", "asset"]', kind), id=UUID(place))
                for kind, _, place in places
            ),
            conditions=tuple(one for one in conditions if one is not None),
        )

    def show_form(self, form: PolicyForm) -> None:
        """Show a policy."""
        self.effect.setCurrentIndex(self.effect.findData(form.effect))
        self.whom.setCurrentIndex(self.whom.findData(form.who.kind))
        self._show_one(form.who)
        self.what.show_values(form.actions)
        self.where.show_values(())
        for part in form.within:
            self.where.add(f"{part.kind}:{part.id}", self._vocabulary.place(part.kind, part.id))
        for row in list(self.rows):
            self.remove(row)
        for condition in form.conditions:
            self.add_condition(condition)
        self._tell()

    def complain(self) -> bool:
        """Say at each place what is missing; returns whether something is."""
        nobody = self._who() is None
        self._nobody.setVisible(nobody)
        missing = [row for row in self.rows if row.complain()]
        if missing and not nobody:
            self._area.ensureWidgetVisible(missing[0])
        return nobody or bool(missing)

    def refuse(self, at: str, message: str) -> bool:
        """Show what the server says of one condition at it; False where it is about no one.

        Args:
            at: Where in the request, as the server has it: `/body/form/conditions/0/…`.
            message: What is wrong.
        """
        parts = at.strip("/").split("/")
        if parts[:3] != ["body", "form", "conditions"] or len(parts) < 4:
            return False
        number = int(parts[3]) if parts[3].isdigit() else -1
        if not 0 <= number < len(self.rows):
            return False
        row = self.rows[number]
        row.problem.setText(message)
        row.problem.show()
        self._area.ensureWidgetVisible(row)
        return True

    # --- conditions ---

    def add_condition(self, condition: Condition | None = None) -> ConditionRow:
        """Put one more condition to the end, empty or as it is given."""
        row = ConditionRow(self._vocabulary)
        if condition is not None:
            row.show_condition(condition)
        row.changed.connect(self._tell)
        row.removed.connect(partial(self.remove, row))
        self.rows.append(row)
        self._conditions.addWidget(row)
        self._tell()
        return row

    def remove(self, row: ConditionRow) -> None:
        """Take a condition out."""
        self.rows.remove(row)
        self._conditions.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._add_button.setFocus()
        self._tell()

    # --- making ---

    def _add_effect(self) -> None:
        self.effect = QComboBox()
        for effect in ("forbid", "permit"):
            self.effect.addItem(effect_words(effect), effect)
        self.effect.currentIndexChanged.connect(lambda _: self._tell())
        self._part(
            self.tr("Effect"),
            self.effect,
            self.tr("What is forbidden stays forbidden, whatever roles and other policies say"),
        )

    def _add_whom(self) -> None:
        self.whom, self.role = QComboBox(), QComboBox()
        for kind, words in (
            ("everybody", self.tr("Everybody")),
            ("role", self.tr("Everybody with a role…")),
            ("group", self.tr("Everybody in a group…")),
            ("person", self.tr("One person…")),
        ):
            self.whom.addItem(words, kind)
        names = self._vocabulary.names
        for code in names.roles:
            self.role.addItem(role_words(code, names.own_roles), code)
        self.role.setAccessibleName(self.tr("Role"))
        hint, nobody = self.tr("Name, e-mail address or department"), self.tr("Nobody yet")
        self.person = ChosenField(
            self.tr("For whom?"), hint, members(self._desk, ["person"]), nobody
        )
        self.group = ChosenField(
            self.tr("For which group?"), self.tr("Name"), members(self._desk, ["group"]), nobody
        )
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.whom, 1)
        for field in (self.role, self.person, self.group):
            row.addWidget(field, 1)
        self.whom.currentIndexChanged.connect(lambda _: self._show_who())
        self.role.currentIndexChanged.connect(lambda _: self._tell())
        self.person.changed.connect(self._took)
        self.group.changed.connect(self._took)
        self._part(self.tr("Whom"), both, buddy=self.whom)
        self._nobody = Label(self.tr("Choose who it is."), "caption")
        self._nobody.setProperty("tone", "danger")
        self._column.addWidget(self._nobody)
        self._nobody.hide()
        self._show_who()

    def _add_what(self) -> None:
        self.what = ValuesField(
            self.tr("What"),
            self.tr("Add something one can do"),
            [(one, permission_words(one)) for one in OF_ASSETS],
        )
        self.what.changed.connect(self._tell)
        hint = self.tr("Nothing chosen: everything one can do with assets")
        self._part(self.tr("What"), self.what, hint)

    def _add_where(self) -> None:
        known = self._vocabulary.catalogued
        offered = [
            (f"domain:{key}", self._vocabulary.place("domain", UUID(key))) for key in known.domains
        ]
        offered += [(f"source:{key}", name) for key, name in known.sources.items()]
        self.where = ValuesField(
            self.tr("Where"),
            self.tr("Add a domain or a source"),
            offered,
        )
        self.where.changed.connect(self._tell)
        hint = self.tr("Nothing chosen: in the whole catalog")
        self._part(self.tr("Where"), self.where, hint)
        row = QWidget()
        Flow(row).addWidget(
            Button(
                self.tr("Add a schema, table or column…"), "plus", "quiet",
                clicked=self.choose_asset,
            )
        )  # fmt: skip
        self._column.addWidget(row)

    def _add_conditions(self) -> None:
        self._column.addWidget(Label(self.tr("Only if all of these hold"), "strong"))
        self._conditions = QVBoxLayout()
        self._conditions.setSpacing(8)
        self._column.addLayout(self._conditions)
        self._add_button = Button(
            self.tr("Add a condition"), "plus", "quiet", clicked=self.add_condition
        )
        row = QWidget()
        Flow(row).addWidget(self._add_button)
        self._column.addWidget(row)

    def _part(
        self, name: str, widget: QWidget, hint: str = "", *, buddy: QWidget | None = None
    ) -> None:
        label = Label(name, "strong")
        label.setBuddy(buddy or widget)
        (buddy or widget).setAccessibleName(name)
        self._column.addWidget(label)
        self._column.addWidget(widget)
        if hint:
            self._column.addWidget(Label(hint, "caption", wrap=True))

    def _words_column(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(WORDS_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("In words"), "strong"))
        self.words = Facts(64)
        self._unfinished = Label(
            self.tr("Something is missing yet; it is told in words once it is complete."),
            "muted",
            wrap=True,
        )
        column.addWidget(self.words)
        column.addWidget(self._unfinished)
        column.addStretch(1)
        return side

    # --- inside ---

    def choose_asset(self) -> Chooser:
        """Ask for an asset in which it is to hold."""
        chooser = Chooser(
            self, self.tr("In which asset?"), self.tr("Name of a table, say"), assets(self._desk)
        )
        chooser.chosen.connect(self._add_asset)
        chooser.open()
        return chooser

    def _add_asset(self, choice: Choice) -> None:
        self._vocabulary = self._vocabulary.knowing(choice.value, choice.detail)
        self.where.add(f"asset:{choice.value}", choice.detail)

    def _show_who(self) -> None:
        kind = self.whom.currentData()
        self.role.setVisible(kind == "role")
        self.person.setVisible(kind == "person")
        self.group.setVisible(kind == "group")
        self._tell()

    def _show_one(self, who: Who) -> None:
        if who.kind == "role":
            if self.role.findData(who.name) < 0:
                self.role.addItem(who.name, who.name)
            self.role.setCurrentIndex(self.role.findData(who.name))
        elif who.kind != "everybody":
            names = self._vocabulary.names
            known = names.people if who.kind == "person" else names.groups
            member = Member(kind=who.kind, id=UUID(who.name), name="")
            title = known.get(member.id, who.name)
            (self.person if who.kind == "person" else self.group).take(Choice(member, title))

    def _took(self) -> None:
        for field in (self.person, self.group):
            if field.choice is not None:
                member: Member = field.choice.value
                title = field.choice.title
                self._vocabulary = self._vocabulary.calling(member.kind, member.id, title)
        self._tell()

    def _who(self) -> Who | None:
        kind = self.whom.currentData()
        if kind == "everybody":
            return Who()
        if kind == "role":
            role = self.role.currentData()
            return Who(kind="role", name=str(role)) if role else None
        choice = (self.person if kind == "person" else self.group).choice
        return Who(kind=kind, name=str(choice.value.id)) if choice is not None else None

    def _tell(self) -> None:
        if not hasattr(self, "words"):
            return
        form = self.form()
        if self._who() is not None:
            self._nobody.hide()
        self._unfinished.setVisible(form is None)
        self.words.setVisible(form is not None)
        if form is not None:
            said = [(self.tr("Effect"), effect_words(form.effect))]
            self.words.show_facts(said + told(form, self._vocabulary))
        self.changed.emit()
