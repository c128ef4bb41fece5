"""A policy in words: whom it lets or forbids what, where, and on what terms."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.language.spoken import locale
from pursight_desktop.operations.administering.policies import Names, Policy
from pursight_desktop.operations.administering.policy_form import (
    Condition,
    DepartmentCondition,
    HoursCondition,
    LabelCondition,
    NetworkCondition,
    PolicyForm,
    RelationCondition,
    SetCondition,
    SubjectCondition,
    TextCondition,
    ThroughCondition,
    WeekdaysCondition,
    Who,
)
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.widgets.permission_words import permission_words, role_words
from pursight_desktop.widgets.way_words import network_clause, through_clause
from pursight_desktop.widgets.words import label_words

translate = QCoreApplication.translate

ATTRIBUTES: Final = {
    "label": str(QT_TRANSLATE_NOOP("PolicyWords", "Label")),
    "sensitivity": str(QT_TRANSLATE_NOOP("PolicyWords", "Sensitivity")),
    "tags": str(QT_TRANSLATE_NOOP("PolicyWords", "Tags")),
    "owners": str(QT_TRANSLATE_NOOP("PolicyWords", "Owner")),
    "level": str(QT_TRANSLATE_NOOP("PolicyWords", "Level")),
    "kind": str(QT_TRANSLATE_NOOP("PolicyWords", "Kind")),
    "name": str(QT_TRANSLATE_NOOP("PolicyWords", "Name")),
    "environment": str(QT_TRANSLATE_NOOP("PolicyWords", "Environment")),
    "source": str(QT_TRANSLATE_NOOP("PolicyWords", "Source")),
    "domain": str(QT_TRANSLATE_NOOP("PolicyWords", "Domain")),
}
"""What of an asset a condition can be about, in English."""

_CODED: Final = frozenset({"label", "sensitivity", "level", "kind"})
"""Attributes whose values are codes, for which there are words."""


def attribute_words(attribute: str) -> str:
    """Name an attribute of assets."""
    return translate("PolicyWords", ATTRIBUTES[attribute])


def value_words(attribute: str, value: str, vocabulary: Vocabulary) -> str:
    """Write a value of an attribute for a person."""
    if attribute == "domain":
        return vocabulary.domain(value)
    return label_words(value) if attribute in _CODED else value


def weekday_words(day: int) -> str:
    """Name a day of the week: Monday is 1."""
    return str(locale().standaloneDayName(day))


def effect_words(effect: str) -> str:
    """Say whether a policy permits or forbids."""
    if effect == "permit":
        return translate("PolicyWords", "Permits")
    return translate("PolicyWords", "Forbids")


def effect_tone(effect: str) -> Tone:
    """Give the colour of it."""
    return Tone.SUCCESS if effect == "permit" else Tone.DANGER


def who_words(who: Who, names: Names) -> str:
    """Say for whom a policy is."""
    if who.kind == "everybody":
        return translate("PolicyWords", "Everybody")
    if who.kind == "role":
        said = translate("PolicyWords", "Everybody with the role {name}")
        return said.format(name=role_words(who.name, names.own_roles))
    known = names.groups if who.kind == "group" else names.people
    name = _named(known, who.name)
    if who.kind == "group":
        return translate("PolicyWords", "The group {name}").format(name=name)
    return name


def _named(known: Mapping[UUID, str], text: str) -> str:
    try:
        return known.get(UUID(text), text)
    except ValueError:
        return text


def actions_words(actions: Sequence[str]) -> str:
    """Say what a policy is about doing."""
    if not actions:
        return translate("PolicyWords", "Everything one can do with assets")
    return "; ".join(permission_words(one) for one in actions)


def list_words(policy: Policy, names: Names) -> str:
    """Say in a list for whom a policy is; one that no form can show is told by its text."""
    if policy.form is None:
        return translate("PolicyWords", "As its text says")
    return who_words(policy.form.who, names)


def told(form: PolicyForm, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Tell a policy as names and values below each other."""
    lines = [
        (translate("PolicyWords", "Whom"), who_words(form.who, vocabulary.names)),
        (translate("PolicyWords", "What"), actions_words(form.actions)),
        (translate("PolicyWords", "Where"), _where(form, vocabulary)),
    ]
    heading = translate("PolicyWords", "Only if")
    for condition in form.conditions:
        lines.append((heading, condition_words(condition, vocabulary)))
        heading = translate("PolicyWords", "and")
    return lines


def _where(form: PolicyForm, vocabulary: Vocabulary) -> str:
    if not form.within:
        return translate("PolicyWords", "In the whole catalog")
    said = translate("PolicyWords", "In {places}")
    return said.format(places=_or([vocabulary.place(one.kind, one.id) for one in form.within]))


def condition_words(condition: Condition, vocabulary: Vocabulary) -> str:
    """Tell one condition as a clause."""
    match condition:
        case LabelCondition():
            return _any_or_none(condition)
        case TextCondition():
            attribute = condition.attribute
            said = (
                translate("PolicyWords", "{what} is {values}")
                if condition.test == "is"
                else translate("PolicyWords", "{what} is not {values}")
            )
            words = [value_words(attribute, one, vocabulary) for one in condition.values]
            return said.format(what=attribute_words(attribute), values=_or(words))
        case SetCondition():
            said = (
                translate("PolicyWords", "{what}: {values}")
                if condition.test == "has_any"
                else translate("PolicyWords", "{what}: not {values}")
            )
            what = attribute_words(condition.attribute)
            return said.format(what=what, values=_or(condition.values))
        case _:
            return _of_subject(condition)


def _any_or_none(condition: LabelCondition) -> str:
    return {
        ("label", "there"): translate("PolicyWords", "it has a label"),
        ("label", "missing"): translate("PolicyWords", "it has no label"),
        ("domain", "there"): translate("PolicyWords", "it lies in a domain"),
        ("domain", "missing"): translate("PolicyWords", "it lies in no domain"),
    }[condition.attribute, condition.test]


def relation_words(relation: str, *, holds: bool) -> str:
    """Say how whoever asks has to stand to the asset."""
    return {
        ("owner", True): translate("PolicyWords", "whoever asks owns it"),
        ("owner", False): translate("PolicyWords", "whoever asks does not own it"),
        ("steward", True): translate("PolicyWords", "whoever asks is its steward"),
        ("steward", False): translate("PolicyWords", "whoever asks is not its steward"),
    }[relation, holds]


def _of_subject(one: SubjectCondition) -> str:
    match one:
        case RelationCondition():
            return relation_words(one.relation, holds=one.holds)
        case DepartmentCondition():
            said = (
                translate("PolicyWords", "their department is {values}")
                if one.holds
                else translate("PolicyWords", "their department is not {values}")
            )
            return said.format(values=_or(one.departments))
        case HoursCondition():
            said = (
                translate("PolicyWords", "it is between {first} and {until} UTC")
                if one.holds
                else translate("PolicyWords", "it is not between {first} and {until} UTC")
            )
            return said.format(first=f"{one.first}:00", until=f"{one.until}:00")
        case WeekdaysCondition():
            said = (
                translate("PolicyWords", "it is {values} (UTC)")
                if one.holds
                else translate("PolicyWords", "it is not {values} (UTC)")
            )
            return said.format(values=_or([weekday_words(day) for day in one.weekdays]))
        case ThroughCondition():
            said = (
                translate("PolicyWords", "they ask through {values}")
                if one.holds
                else translate("PolicyWords", "they do not ask through {values}")
            )
            return said.format(values=_or([through_clause(way) for way in one.through]))
        case NetworkCondition():
            said = (
                translate("PolicyWords", "they ask from {values}")
                if one.holds
                else translate("PolicyWords", "they do not ask from {values}")
            )
            return said.format(values=_or([network_clause(way) for way in one.networks]))


def _or(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    said = translate("PolicyWords", "{first} or {last}")
    return said.format(first=", ".join(words[:-1]), last=words[-1])
