"""What a condition can be about, and the terms for each."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.operations.administering.policy_form import (
    SETS,
    TEXTS,
    Condition,
    DepartmentCondition,
    HoursCondition,
    LabelCondition,
    NetworkCondition,
    RelationCondition,
    SetCondition,
    TextCondition,
    ThroughCondition,
    WeekdaysCondition,
)
from pursight_desktop.views.administration.policies.terms import Terms
from pursight_desktop.views.administration.policies.terms_of_asking import (
    DepartmentTerms,
    HoursTerms,
    RelationTerms,
    networks,
    ways,
    weekdays,
)
from pursight_desktop.views.administration.policies.terms_of_assets import (
    DomainTerms,
    LabelTerms,
    ValueTerms,
)
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.views.administration.policies.words import ATTRIBUTES

SUBJECTS: Final = {
    **ATTRIBUTES,
    "labelled": str(QT_TRANSLATE_NOOP("PolicyWords", "Labelled at all")),
    "placed": str(QT_TRANSLATE_NOOP("PolicyWords", "In a domain at all")),
    "relation": str(QT_TRANSLATE_NOOP("PolicyWords", "Owner or steward asks")),
    "department": str(QT_TRANSLATE_NOOP("PolicyWords", "Department of whoever asks")),
    "hours": str(QT_TRANSLATE_NOOP("PolicyWords", "Hour")),
    "weekdays": str(QT_TRANSLATE_NOOP("PolicyWords", "Day of the week")),
    "through": str(QT_TRANSLATE_NOOP("PolicyWords", "Through what they ask")),
    "network": str(QT_TRANSLATE_NOOP("PolicyWords", "Network they ask from")),
}
"""What a condition can be about, in English."""

_OTHERS: Final[dict[str, Callable[[], Terms]]] = {
    "labelled": LabelTerms,
    "placed": DomainTerms,
    "relation": RelationTerms,
    "department": DepartmentTerms,
    "hours": HoursTerms,
    "weekdays": weekdays,
    "through": ways,
    "network": networks,
}


def terms_for(subject: str, vocabulary: Vocabulary) -> Terms:
    """Make the terms for what a condition is about."""
    if subject in TEXTS or subject in SETS:
        return ValueTerms(subject, vocabulary)
    return _OTHERS[subject]()


_ABOUT: Final[Mapping[type, str]] = {
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
    if isinstance(condition, LabelCondition):
        return "placed" if condition.attribute == "domain" else "labelled"
    return _ABOUT[type(condition)]
