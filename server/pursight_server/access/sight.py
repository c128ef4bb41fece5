"""Which assets somebody may see, as a small expression over their attributes (pure).

Every attribute is two-valued here: what a thing lacks is no null but an absence that `Has` tells.
Whoever evaluates an expression, in SQL too, has to keep to that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

TEXTS = frozenset(
    {"level", "kind", "name", "label", "sensitivity", "environment", "source", "domain"}
)
"""Attributes that are one text; `domain` is the id of the one that it belongs to."""

SETS = frozenset({"tags", "owners"})
"""Attributes that are sets of texts: an asset's own and those of all that it lies in."""

NUMBERS = frozenset({"rank"})
"""Attributes that are numbers: of the sensitivity, 0 for public to 3 for restricted."""

OPTIONAL = frozenset({"label", "domain"})
"""Texts that may be missing."""

RANKS = ("public", "internal", "confidential", "restricted")


@dataclass(frozen=True, slots=True)
class Constant:
    """Every asset, or none."""

    value: bool


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    parts: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Not it."""

    part: "Test"


@dataclass(frozen=True, slots=True)
class Among:
    """A text is one of some; a missing one is none."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Has:
    """An optional text is there."""

    attribute: str


@dataclass(frozen=True, slots=True)
class Like:
    """A text is of a shape; None stands for any letters."""

    attribute: str
    pattern: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A number lies below or above another."""

    attribute: str
    operator: Literal["<", "<=", ">", ">=", "=="]
    number: int


@dataclass(frozen=True, slots=True)
class HasAny:
    """A set holds at least one of some texts."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class IsEmpty:
    """A set holds nothing."""

    attribute: str


@dataclass(frozen=True, slots=True)
class Within:
    """It is one of some assets, or lies in one, or in one of some sources, or is in a domain."""

    assets: frozenset[UUID] = frozenset()
    sources: frozenset[UUID] = frozenset()
    domains: frozenset[UUID] = frozenset()

    @property
    def anywhere(self) -> bool:
        """Whether any place is named at all."""
        return bool(self.assets or self.sources or self.domains)


@dataclass(frozen=True, slots=True)
class Itself:
    """It is one of some assets."""

    assets: frozenset[UUID]


Test = Constant | And | Or | Not | Among | Has | Like | Compare | HasAny | IsEmpty | Within | Itself

ALWAYS, NEVER = Constant(True), Constant(False)


def ids_of(texts: Iterable[str]) -> frozenset[UUID]:
    """Read ids as the engine compares them, letter by letter; what is spelled otherwise is none."""
    found = set()
    for text in texts:
        try:
            one = UUID(text)
        except ValueError:
            continue
        if str(one) == text:
            found.add(one)
    return frozenset(found)


def all_of(parts: Iterable[Test]) -> Test:
    """Join with and, leaving out what says nothing."""
    left = tuple(part for part in parts if part != ALWAYS)
    if NEVER in left:
        return NEVER
    return And(left) if len(left) > 1 else left[0] if left else ALWAYS


def any_of(parts: Iterable[Test]) -> Test:
    """Join with or, leaving out what says nothing."""
    left = tuple(part for part in parts if part != NEVER)
    if ALWAYS in left:
        return ALWAYS
    return Or(left) if len(left) > 1 else left[0] if left else NEVER


def negated(part: Test) -> Test:
    """Turn around."""
    if isinstance(part, Constant):
        return Constant(not part.value)
    return part.part if isinstance(part, Not) else Not(part)


def not_handed_down(test: Test) -> Test:
    """Leave out of a test of tables what never holds for a table without holding for its columns.

    A column lies where its table lies, and has the table's source, tags and owners; but it may have
    a domain of its own.
    """
    if isinstance(test, Or):
        return any_of(not_handed_down(part) for part in test.parts)
    return NEVER if _handed_down(test) else test


def _handed_down(test: Test) -> bool:
    if isinstance(test, And | Or):
        return all(_handed_down(part) for part in test.parts)
    if isinstance(test, Not):
        return _alike(test.part)
    if isinstance(test, Within):
        return not test.domains
    return _alike(test) or isinstance(test, HasAny)


def _alike(test: Test) -> bool:
    """Whether a test holds for a table just when it holds for its columns."""
    if isinstance(test, And | Or):
        return all(_alike(part) for part in test.parts)
    if isinstance(test, Not):
        return _alike(test.part)
    if isinstance(test, Among | Like | Has):
        return test.attribute in {"environment", "source"}
    return isinstance(test, Constant)


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may do something with: what is allowed, but for what is forbidden.

    What is forbidden for a table is forbidden for its columns.
    """

    allow: Test = NEVER
    forbid: Test = NEVER

    @property
    def anything(self) -> bool:
        """Whether there may be anything at all."""
        return self.allow != NEVER and self.forbid != ALWAYS

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.allow == ALWAYS and self.forbid == NEVER

    @property
    def whole(self) -> bool:
        """Whether it holds for what is about no single asset: it is not allowed for a part only."""
        return self.allow == ALWAYS and self.forbid != ALWAYS


def spelled(test: Test) -> str:
    """Spell a test in one way, whichever process does."""
    if isinstance(test, And | Or):
        return f"{type(test).__name__}({','.join(spelled(part) for part in test.parts)})"
    if isinstance(test, Not):
        return f"Not({spelled(test.part)})"
    fields = (getattr(test, name) for name in test.__dataclass_fields__)
    told = (
        sorted(map(str, field)) if isinstance(field, frozenset) else repr(field) for field in fields
    )
    return f"{type(test).__name__}({','.join(map(str, told))})"


def covered(everywhere: bool, within: Within) -> Test:
    """Say which assets roles cover that are given everywhere, or within some places."""
    if everywhere:
        return ALWAYS
    return within if within.anywhere else NEVER
