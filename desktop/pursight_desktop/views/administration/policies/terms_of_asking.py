"""Terms about whoever asks: how they stand to the asset, where they work, when and from where."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Literal, TypeVar, cast, get_args

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox
from typing_extensions import override

from pursight_desktop.operations.administering.policy_form import (
    Condition,
    DepartmentCondition,
    HoursCondition,
    NetworkCondition,
    RelationCondition,
    ThroughCondition,
    WeekdaysCondition,
)
from pursight_desktop.operations.administering.way import Network, Through
from pursight_desktop.views.administration.policies.terms import (
    Terms,
    Test,
    hold,
    holding,
    one_of,
    translate,
)
from pursight_desktop.views.administration.policies.values_field import ValuesField
from pursight_desktop.views.administration.policies.words import relation_words, weekday_words
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.way_words import network_words, through_words


class RelationTerms(Terms):
    """How whoever asks stands to the asset."""

    @override
    def tests(self) -> list[Test]:
        """Ask for owner or steward, or that they are not."""
        return [
            (f"{relation} {int(holds)}", relation_words(relation, holds=holds))
            for holds in (True, False)
            for relation in ("owner", "steward")
        ]

    @override
    def made(self, test: str) -> Condition | None:
        """Make it."""
        relation, _, holds = test.partition(" ")
        of: Literal["owner", "steward"] = "owner" if relation == "owner" else "steward"
        return RelationCondition(relation=of, holds=holds == "1")

    @override
    def show_condition(self, condition: RelationCondition) -> str:
        """Give its test."""
        return f"{condition.relation} {int(condition.holds)}"


class DepartmentTerms(Terms):
    """In which department whoever asks works."""

    def __init__(self) -> None:
        super().__init__()
        self.field = ValuesField(
            translate("PolicyWords", "Departments"),
            translate("PolicyWords", "Type a department, then Enter"),
            free=True,
        )
        self.field.changed.connect(self.changed)
        hold(self, self.field)

    @override
    def tests(self) -> list[Test]:
        """Ask for one of them, or none."""
        return one_of()

    @override
    def made(self, test: str) -> Condition | None:
        """Make it once there is one."""
        departments = self.field.values()
        return (
            DepartmentCondition(departments=departments, holds=test == "is")
            if departments
            else None
        )

    @override
    def show_condition(self, condition: DepartmentCondition) -> str:
        """Show the departments."""
        self.field.show_values(condition.departments)
        return "is" if condition.holds else "is_not"


class HoursTerms(Terms):
    """Between which hours it is."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.first, self.until = QSpinBox(), QSpinBox()
        self.first.setRange(0, 23)
        self.until.setRange(1, 24)
        self.first.setValue(8)
        self.until.setValue(18)
        self.first.setAccessibleName(translate("PolicyWords", "First hour"))
        self.until.setAccessibleName(translate("PolicyWords", "Hour at which it ends"))
        for spin in (self.first, self.until):
            spin.setSuffix(":00")
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        row.addWidget(self.first)
        row.addWidget(Label(translate("PolicyWords", "to"), "muted"))
        row.addWidget(self.until)
        row.addWidget(Label("UTC", "muted"))
        row.addStretch(1)

    @override
    def tests(self) -> list[Test]:
        """Ask for inside or outside."""
        return [
            ("yes", translate("PolicyWords", "is between")),
            ("no", translate("PolicyWords", "is not between")),
        ]

    @override
    def made(self, test: str) -> Condition | None:
        """Make it once the hours are in order."""
        first, until = self.first.value(), self.until.value()
        if first >= until:
            return None
        return HoursCondition(first=first, until=until, holds=test == "yes")

    @override
    def show_condition(self, condition: HoursCondition) -> str:
        """Show the hours."""
        self.first.setValue(condition.first)
        self.until.setValue(condition.until)
        return "yes" if condition.holds else "no"

    @override
    def missing(self) -> str:
        """Say that no hour lies between."""
        return translate(
            "PolicyWords", "The second hour must be later; for a night ask for “is not between”."
        )


Choice = TypeVar("Choice", int, Through, Network)


class ChoiceTerms(Terms, Generic[Choice]):
    """Some of a few that are always the same: days, networks.

    Args:
        choices: Each with its words.
        make: Makes the condition of those chosen, and whether it is one of them.
        read: Tells which a condition names.
    """

    def __init__(
        self,
        choices: Sequence[tuple[Choice, str]],
        make: Callable[[tuple[Choice, ...], bool], Condition],
        read: Callable[[Any], Sequence[Choice]],
    ) -> None:
        super().__init__()
        self._choices: list[Choice] = [one for one, _ in choices]
        self._make: Callable[[tuple[Choice, ...], bool], Condition] = make
        self._read: Callable[[Any], Sequence[Choice]] = read
        flow = Flow(self, 10)
        self.boxes: list[QCheckBox] = []
        for _, words in choices:
            box = QCheckBox(words)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes.append(box)
            flow.addWidget(box)

    @override
    def tests(self) -> list[Test]:
        """Ask for these, or others."""
        return holding()

    @override
    def made(self, test: str) -> Condition | None:
        """Make it once one is chosen."""
        chosen = tuple(
            one for one, box in zip(self._choices, self.boxes, strict=True) if box.isChecked()
        )
        return self._make(chosen, test == "yes") if chosen else None

    @override
    def show_condition(self, condition: Any) -> str:
        """Show the choices."""
        chosen = self._read(condition)
        for one, box in zip(self._choices, self.boxes, strict=True):
            box.setChecked(one in chosen)
        return "yes" if condition.holds else "no"


def weekdays() -> Terms:
    """Make terms for days of the week."""
    return ChoiceTerms(
        [(day, weekday_words(day)) for day in range(1, 8)],
        lambda days, holds: WeekdaysCondition(weekdays=days, holds=holds),
        lambda condition: cast(WeekdaysCondition, condition).weekdays,
    )


def ways() -> Terms:
    """Make terms for through what somebody asks."""
    every: tuple[Through, ...] = get_args(Through)
    return ChoiceTerms(
        [(one, through_words(one)) for one in every],
        lambda through, holds: ThroughCondition(through=through, holds=holds),
        lambda condition: cast(ThroughCondition, condition).through,
    )


def networks() -> Terms:
    """Make terms for networks."""
    every: tuple[Network, ...] = get_args(Network)
    return ChoiceTerms(
        [(one, network_words(one)) for one in every],
        lambda some, holds: NetworkCondition(networks=some, holds=holds),
        lambda condition: cast(NetworkCondition, condition).networks,
    )
