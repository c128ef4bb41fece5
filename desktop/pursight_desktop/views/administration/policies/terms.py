"""Terms: what a condition can be about, each with its tests and a field for what it is held to."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, Literal, TypeVar, cast, get_args

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.operations.administering.policy_form import (
    SETS,
    TEXTS,
    Condition,
    DepartmentCondition,
    HoursCondition,
    LabelCondition,
    Network,
    NetworkCondition,
    RelationCondition,
    SetCondition,
    TextCondition,
    Through,
    ThroughCondition,
    WeekdaysCondition,
)
from pursight_desktop.views.administration.policies.values_field import ValuesField
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.views.administration.policies.words import (
    ATTRIBUTES,
    network_words,
    relation_words,
    through_words,
    value_words,
    weekday_words,
)
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.labels import Label

translate = QCoreApplication.translate

_CLOSED: Final = frozenset({"sensitivity", "level"})
"""Attributes that have no other values than those offered."""

SUBJECTS: Final = {
    **ATTRIBUTES,
    "labelled": str(QT_TRANSLATE_NOOP("PolicyWords", "Labelled at all")),
    "relation": str(QT_TRANSLATE_NOOP("PolicyWords", "Owner or steward asks")),
    "department": str(QT_TRANSLATE_NOOP("PolicyWords", "Department of whoever asks")),
    "hours": str(QT_TRANSLATE_NOOP("PolicyWords", "Hour")),
    "weekdays": str(QT_TRANSLATE_NOOP("PolicyWords", "Day of the week")),
    "through": str(QT_TRANSLATE_NOOP("PolicyWords", "Through what they ask")),
    "network": str(QT_TRANSLATE_NOOP("PolicyWords", "Network they ask from")),
}
"""What a condition can be about, in English."""

Test = tuple[str, str]
"""A test and its words."""


class Terms(QWidget):
    """The rest of a condition once it is known what it is about."""

    changed = Signal()

    @abstractmethod
    def tests(self) -> list[Test]:
        """List what can be asked."""

    @abstractmethod
    def made(self, test: str) -> Condition | None:
        """Make the condition; None while something is missing."""

    @abstractmethod
    def show_condition(self, condition: Any) -> str:
        """Show a condition; gives its test."""

    def missing(self) -> str:
        """Say what is missing."""
        return translate("PolicyWords", "Choose at least one value.")


def _one_of() -> list[Test]:
    return [
        ("is", translate("PolicyWords", "is one of")),
        ("is_not", translate("PolicyWords", "is none of")),
    ]


def _holding() -> list[Test]:
    return [
        ("yes", translate("PolicyWords", "is")),
        ("no", translate("PolicyWords", "is not")),
    ]


class ValueTerms(Terms):
    """A text or a set of the asset, held to some values."""

    def __init__(self, attribute: str, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._attribute = attribute
        offered = vocabulary.catalogued.values.get(attribute, ())
        self.field = ValuesField(
            translate("PolicyWords", ATTRIBUTES[attribute]),
            translate("PolicyWords", "Add a value"),
            [(one, value_words(attribute, one)) for one in offered],
            free=attribute not in _CLOSED,
        )
        self.field.changed.connect(self.changed)
        _hold(self, self.field)

    @override
    def tests(self) -> list[Test]:
        """Ask for one of them, or none."""
        return _one_of()

    @override
    def made(self, test: str) -> Condition | None:
        """Make it once there is a value."""
        values = self.field.values()
        if not values:
            return None
        if self._attribute in SETS:
            of = cast('Literal["tags", "owners"]', self._attribute)
            has: Literal["has_any", "has_none"] = "has_any" if test == "is" else "has_none"
            return SetCondition(attribute=of, test=has, values=values)
        return TextCondition(
            attribute=cast('Literal["name"]', self._attribute),
            test="is" if test == "is" else "is_not",
            values=values,
        )

    @override
    def show_condition(self, condition: TextCondition | SetCondition) -> str:
        """Show its values."""
        self.field.show_values(condition.values)
        return "is" if condition.test in ("is", "has_any") else "is_not"


class LabelTerms(Terms):
    """Whether there is a label."""

    @override
    def tests(self) -> list[Test]:
        """Ask for any, or none."""
        return [
            ("there", translate("PolicyWords", "has a label")),
            ("missing", translate("PolicyWords", "has no label")),
        ]

    @override
    def made(self, test: str) -> Condition | None:
        """Make it."""
        return LabelCondition(test="there" if test == "there" else "missing")

    @override
    def show_condition(self, condition: LabelCondition) -> str:
        """Give its test."""
        return condition.test


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
        _hold(self, self.field)

    @override
    def tests(self) -> list[Test]:
        """Ask for one of them, or none."""
        return _one_of()

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
        return _holding()

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


def _weekdays() -> Terms:
    return ChoiceTerms(
        [(day, weekday_words(day)) for day in range(1, 8)],
        lambda days, holds: WeekdaysCondition(weekdays=days, holds=holds),
        lambda condition: cast(WeekdaysCondition, condition).weekdays,
    )


def _through() -> Terms:
    ways: tuple[Through, ...] = get_args(Through)
    return ChoiceTerms(
        [(one, through_words(one)) for one in ways],
        lambda through, holds: ThroughCondition(through=through, holds=holds),
        lambda condition: cast(ThroughCondition, condition).through,
    )


def _networks() -> Terms:
    networks: tuple[Network, ...] = get_args(Network)
    return ChoiceTerms(
        [(one, network_words(one)) for one in networks],
        lambda some, holds: NetworkCondition(networks=some, holds=holds),
        lambda condition: cast(NetworkCondition, condition).networks,
    )


def _hold(terms: Terms, field: QWidget) -> None:
    column = QVBoxLayout(terms)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)


_OTHERS: Final[dict[str, Callable[[], Terms]]] = {
    "labelled": LabelTerms,
    "relation": RelationTerms,
    "department": DepartmentTerms,
    "hours": HoursTerms,
    "weekdays": _weekdays,
    "through": _through,
    "network": _networks,
}


def terms_for(subject: str, vocabulary: Vocabulary) -> Terms:
    """Make the terms for what a condition is about."""
    if subject in TEXTS or subject in SETS:
        return ValueTerms(subject, vocabulary)
    return _OTHERS[subject]()


_ABOUT: Final[Mapping[type, str]] = {
    LabelCondition: "labelled",
    RelationCondition: "relation",
    DepartmentCondition: "department",
    HoursCondition: "hours",
    WeekdaysCondition: "weekdays",
    ThroughCondition: "through",
    NetworkCondition: "network",
}


def subject_of(condition: Condition) -> str:
    """Say what a condition is about."""
    if isinstance(condition, TextCondition | SetCondition):
        return condition.attribute
    return _ABOUT[type(condition)]
