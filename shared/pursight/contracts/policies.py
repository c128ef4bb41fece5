"""Policies over metadata: to which assets one applies, what it asks of them, how it is worded.

The language is small and typed: a policy is data, never an expression to evaluate. All fields of
`When` must hold; an empty one asks nothing. All of `require` must be met.
"""

from typing import Annotated, Literal

from pydantic import Field

from pursight.contracts.base import Code, Count, Label, Sentence, Wire
from pursight.contracts.rules import Severity

Level = Literal["public", "internal", "confidential", "restricted"]
"""Sensitivity, in rising order."""

Glob = Annotated[str, Field(min_length=1, max_length=400)]
"""`*` any run, `?` one character; case does not matter."""


class When(Wire):
    """Which assets a policy is about."""

    kinds: tuple[Glob, ...] = Field(default=(), examples=[["column"], ["table", "view", "file"]])
    labels: tuple[Label, ...] = Field(default=(), description="The asset has one of these labels")
    categories: tuple[Code, ...] = Field(
        default=(), description="Its label is of one of these categories"
    )
    holds_labels: tuple[Label, ...] = Field(
        default=(), description="One of its columns has one of these labels"
    )
    holds_categories: tuple[Code, ...] = Field(
        default=(), description="One of its columns has a label of one of these categories"
    )
    sensitivity_at_least: Level | None = None
    suggestions_too: bool = Field(
        default=False,
        description="Count labels that wait for a person's decision; by default only applied ones",
    )
    stores: tuple[Literal["database", "files"], ...] = ()
    source_kinds: tuple[Code, ...] = Field(default=(), examples=[["postgresql", "sqlite"]])
    environments: tuple[Glob, ...] = Field(default=(), examples=[["test", "dev*"]])
    tags: tuple[Glob, ...] = Field(default=(), description="The asset has one of these tags")
    names: tuple[Glob, ...] = Field(
        default=(), description="Its qualified name is like one of these"
    )
    no_owner: bool = Field(default=False, description="Only assets without an owner")


class NeedsOwner(Wire):
    """Somebody answers for the asset."""

    require: Literal["owner"] = "owner"


class NeedsDescription(Wire):
    """What the asset is for is written down."""

    require: Literal["description"] = "description"


class NeedsDatabase(Wire):
    """The asset does not lie in a file."""

    require: Literal["not_in_files"] = "not_in_files"


class NeedsTag(Wire):
    """The asset, or what it is part of, has one of the tags."""

    require: Literal["tag"] = "tag"
    tags: Annotated[tuple[Glob, ...], Field(min_length=1)]


class NeedsProtection(Wire):
    """Its values are unreadable where they lie, and a tag says how."""

    require: Literal["masked_or_encrypted"] = "masked_or_encrypted"
    tags: Annotated[tuple[Glob, ...], Field(min_length=1)] = (
        "masked",
        "encrypted",
        "hashed",
        "tokenized",
        "truncated",
    )


class NeedsConfirmation(Wire):
    """A person has decided its label."""

    require: Literal["label_confirmed"] = "label_confirmed"


class MustNotExist(Wire):
    """Nothing like this may be stored at all, unless its values are unreadable."""

    require: Literal["no_label"] = "no_label"


class NeedsFreshScan(Wire):
    """It was looked at not longer ago than this; what was never looked at is too old."""

    require: Literal["max_age"] = "max_age"
    days: Annotated[float, Field(gt=0)]


class NeedsQuality(Wire):
    """Its quality score is not below this; an asset without a score is not judged."""

    require: Literal["quality"] = "quality"
    at_least: Annotated[float, Field(ge=0, le=100)]


class NeedsRules(Wire):
    """So many rules check it; an asset whose rules were not counted is not judged."""

    require: Literal["rules"] = "rules"
    at_least: Count = 1


Requirement = Annotated[
    NeedsOwner
    | NeedsDescription
    | NeedsDatabase
    | NeedsTag
    | NeedsProtection
    | NeedsConfirmation
    | MustNotExist
    | NeedsFreshScan
    | NeedsQuality
    | NeedsRules,
    Field(discriminator="require"),
]


class Policy(Wire):
    """A duty, where it comes from, and what to say when it is not met."""

    id: Code = Field(examples=["gdpr.owner"])
    name: Annotated[str, Field(min_length=1, max_length=200)]
    version: int = Field(default=1, ge=1)
    framework: str = Field(
        default="", max_length=100, description="As people say it", examples=["GDPR", "PCI DSS"]
    )
    reference: str = Field(
        default="", max_length=200, description="Where in the framework", examples=["Art. 30(1)"]
    )
    severity: Severity = Severity.MEDIUM
    when: When = When()
    require: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    message: Sentence = Field(description="Why this matters, in one plain sentence")
    remedy: Sentence = Field(default="", description="What to do about it, in one plain sentence")
    enabled: bool = True
