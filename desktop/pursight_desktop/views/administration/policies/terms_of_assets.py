"""Terms about the asset: its texts and sets held to some values, and whether it has a label."""

from typing import Final, Literal, cast

from typing_extensions import override

from pursight_desktop.operations.administering.policy_form import (
    SETS,
    Condition,
    LabelCondition,
    SetCondition,
    TextCondition,
)
from pursight_desktop.views.administration.policies.terms import (
    Terms,
    Test,
    hold,
    one_of,
    translate,
)
from pursight_desktop.views.administration.policies.values_field import ValuesField
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.views.administration.policies.words import ATTRIBUTES, value_words

_CLOSED: Final = frozenset({"sensitivity", "level", "domain"})
"""Attributes that have no other values than those offered."""


class ValueTerms(Terms):
    """A text or a set of the asset, held to some values."""

    def __init__(self, attribute: str, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._attribute = attribute
        offered = vocabulary.catalogued.values.get(attribute, ())
        self.field = ValuesField(
            translate("PolicyWords", ATTRIBUTES[attribute]),
            translate("PolicyWords", "Add a value"),
            [(one, value_words(attribute, one, vocabulary)) for one in offered],
            free=attribute not in _CLOSED,
        )
        self.field.changed.connect(self.changed)
        hold(self, self.field)

    @override
    def tests(self) -> list[Test]:
        """Ask for one of them, or none."""
        return one_of()

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

    _attribute: Literal["label", "domain"] = "label"

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
        there: Literal["there", "missing"] = "there" if test == "there" else "missing"
        return LabelCondition(attribute=self._attribute, test=there)

    @override
    def show_condition(self, condition: LabelCondition) -> str:
        """Give its test."""
        return condition.test


class DomainTerms(LabelTerms):
    """Whether it lies in a domain at all."""

    _attribute = "domain"

    @override
    def tests(self) -> list[Test]:
        """Ask for any, or none."""
        return [
            ("there", translate("PolicyWords", "lies in a domain")),
            ("missing", translate("PolicyWords", "lies in no domain")),
        ]
