"""A policy as a form: effect, whom, what, where, conditions; and what it says in words."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pursight_desktop.operations.administering.policy_form import (
    Condition,
    Part,
    PolicyForm,
    Who,
)
from pursight_desktop.operations.administering.why import OF_ASSETS
from pursight_desktop.replica.queries.search import Suggestion
from pursight_desktop.views.administration.policies.condition_row import ConditionRow
from pursight_desktop.views.administration.policies.values_field import Choice, ValuesField
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.views.administration.policies.words import effect_words, told
from pursight_desktop.widgets.asset_field import AssetField
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts, Flow, Line
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import permission_words, role_words
from pursight_desktop.widgets.table.pages import Read

WORDS_WIDTH = 300


class FormPage(QWidget):
    """A policy to fill in.

    Args:
        read: A desk's `read`.
        vocabulary: What can be chosen.
    """

    changed = Signal()

    def __init__(self, read: Read, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
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
        self._add_where(read)
        self._add_conditions()
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(body)
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
                Part(kind="source" if kind == "source" else "asset", id=UUID(place))
                for kind, _, place in places
            ),
            conditions=tuple(one for one in conditions if one is not None),
        )

    def show_form(self, form: PolicyForm) -> None:
        """Show a policy."""
        self.effect.setCurrentIndex(self.effect.findData(form.effect))
        self.whom.setCurrentIndex(self.whom.findData(form.who.kind))
        if form.who.kind != "everybody":
            if self.who.findData(form.who.name) < 0:
                self.who.addItem(form.who.name, form.who.name)
            self.who.setCurrentIndex(self.who.findData(form.who.name))
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
        self.whom, self.who = QComboBox(), QComboBox()
        for kind, words in (
            ("everybody", self.tr("Everybody")),
            ("role", self.tr("Everybody with a role…")),
            ("group", self.tr("Everybody in a group…")),
            ("person", self.tr("One person…")),
        ):
            self.whom.addItem(words, kind)
        self.who.setAccessibleName(self.tr("Who it is"))
        self.whom.currentIndexChanged.connect(lambda _: self._show_who())
        self.who.currentIndexChanged.connect(lambda _: self._tell())
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.whom, 1)
        row.addWidget(self.who, 1)
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

    def _add_where(self, read: Read) -> None:
        sources = self._vocabulary.catalogued.sources
        self.where = ValuesField(
            self.tr("Where"),
            self.tr("Add a source"),
            [(f"source:{key}", name) for key, name in sources.items()],
        )
        self.asset = AssetField(read, self.tr("Add a schema, table or column"), keeps=False)
        self.asset.chosen.connect(self._add_asset)
        self.where.changed.connect(self._tell)
        self._part(self.tr("Where"), self.where)
        self._column.addWidget(self.asset)
        self._column.addWidget(
            Label(self.tr("Nothing chosen: in the whole catalog"), "caption", wrap=True)
        )

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

    def _choices(self, kind: str) -> list[Choice]:
        names = self._vocabulary.names
        if kind == "role":
            return [(one, role_words(one, names.own_roles)) for one in names.roles]
        known = {"group": names.groups, "person": names.people}.get(kind, {})
        return sorted(((str(k), v) for k, v in known.items()), key=lambda one: one[1].casefold())

    def _show_who(self) -> None:
        kind = str(self.whom.currentData())
        self.who.clear()
        for value, words in self._choices(kind):
            self.who.addItem(words, value)
        self.who.setVisible(kind != "everybody")
        self._tell()

    def _who(self) -> Who | None:
        kind = self.whom.currentData()
        if kind == "everybody":
            return Who()
        name = self.who.currentData()
        return Who(kind=kind, name=str(name)) if name else None

    def _add_asset(self, asset: Suggestion) -> None:
        self._vocabulary = self._vocabulary.knowing(asset.id, asset.fqn)
        self.where.add(f"asset:{asset.id}", asset.fqn)

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
