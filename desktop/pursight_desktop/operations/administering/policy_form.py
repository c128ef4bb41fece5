"""The condition form of a policy, as the server spells it: who, what, where, and on what terms."""

from dataclasses import replace
from typing import Annotated, Any, Final, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from pursight_desktop.operations.administering.way import USUAL, Network, Through, Way

Effect = Literal["permit", "forbid"]
Whom = Literal["everybody", "group", "person", "role"]

TEXTS: Final = (
    "label", "sensitivity", "level", "kind", "name", "environment", "source", "domain",
)  # fmt: skip
"""What an asset has one of."""

SETS: Final = ("tags", "owners")
"""What an asset has any number of, its own and those of what it lies in."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Who(_Part):
    """For whom: everybody, who has a role everywhere, a group with all in it, or one person.

    Attributes:
        name: The id of the group or person, or the role's code.
    """

    kind: Whom = "everybody"
    name: str = ""


class Part(_Part):
    """A domain, a source, or an asset, with all that lies in it."""

    kind: Literal["domain", "source", "asset"]
    id: UUID


class TextCondition(_Part):
    """A text of an asset is one of some, or is not; domains are named by their ids."""

    attribute: Literal[
        "level", "kind", "name", "label", "sensitivity", "environment", "source", "domain"
    ]
    test: Literal["is", "is_not"]
    values: tuple[str, ...]


class LabelCondition(_Part):
    """An asset has a label, or lies in a domain; or has none, or lies in none."""

    attribute: Literal["label", "domain"] = "label"
    test: Literal["there", "missing"]


class SetCondition(_Part):
    """Tags or owners hold one of some, or none of them."""

    attribute: Literal["tags", "owners"]
    test: Literal["has_any", "has_none"]
    values: tuple[str, ...]


class RelationCondition(_Part):
    """Whoever asks owns the asset, or is its steward, or is not."""

    relation: Literal["owner", "steward"]
    holds: bool = True


class DepartmentCondition(_Part):
    """Whoever asks works in one of some departments, or in none of them."""

    departments: tuple[str, ...]
    holds: bool = True


class HoursCondition(_Part):
    """The hour, in UTC, lies between two, or outside: the first counts, the second does not."""

    first: Annotated[int, Field(ge=0, le=23)]
    until: Annotated[int, Field(ge=1, le=24)]
    holds: bool = True


class WeekdaysCondition(_Part):
    """The day, in UTC, is one of some, or is not: Monday is 1."""

    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...]
    holds: bool = True


class ThroughCondition(_Part):
    """It is asked through one of some, or through none of them."""

    through: tuple[Through, ...]
    holds: bool = True


class NetworkCondition(_Part):
    """It is asked from an address in one of some networks, or in none of them."""

    networks: tuple[Network, ...]
    holds: bool = True


SubjectCondition = (
    RelationCondition
    | DepartmentCondition
    | HoursCondition
    | WeekdaysCondition
    | ThroughCondition
    | NetworkCondition
)
"""Of whoever asks, when and from where."""

Condition = TextCondition | LabelCondition | SetCondition | SubjectCondition


class PolicyForm(_Part):
    """A policy as people fill it in: its effect where all conditions hold.

    Attributes:
        actions: Permissions; none: whatever can be done with assets.
        within: None: anywhere.
    """

    effect: Effect = "forbid"
    who: Who = Who()
    actions: tuple[str, ...] = ()
    within: tuple[Part, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def body(self) -> dict[str, Any]:
        """Spell it for the server."""
        return self.model_dump(mode="json")

    def felt_from(self) -> Way:
        """Say from where to try it out: as people usually ask, or else as its conditions want."""
        way = USUAL
        for one in self.conditions:
            if isinstance(one, ThroughCondition):
                wanted = _wanted(get_args(Through), one.through, holds=one.holds)
                if wanted and "console" not in wanted:
                    way = replace(way, through=wanted[0])
            elif isinstance(one, NetworkCondition):
                wanted = _wanted(get_args(Network), one.networks, holds=one.holds)
                if wanted and way.network not in wanted:
                    way = replace(way, network=wanted[0])
        return way


def _wanted(every: tuple[Any, ...], some: tuple[str, ...], *, holds: bool) -> list[Any]:
    return [one for one in every if (one in some) == holds]
