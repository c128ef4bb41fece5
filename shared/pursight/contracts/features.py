"""What is kept of a column so that it can be judged again without its source: shares, no values.

The features of a column leave the agent with its report. They hold names of labels and detectors,
tokens of the column's own name, counts of cells, and shares rounded to two digits. There is no
field that could hold a text or a number of a row.
"""

from typing import Annotated, Literal

from pydantic import Field

from pursight.contracts.base import Code, Count, Identifier, Label, Share, Wire

BUCKETS = 2048
"""Into so many the pieces of a name are hashed."""

LENGTHS = (1, 2, 4, 8, 12, 16, 24, 40, 100)
"""Longest text of each bin but the last."""

CLASSES = ("lower", "upper", "digit", "blank", "sign", "other")
"""Classes of characters; `other` is what ASCII does not hold."""

MOST_LABELS = 10
Bucket = Annotated[int, Field(ge=0, lt=BUCKETS)]
Told = Annotated[tuple[Identifier, ...], Field(max_length=24)]


class LabelEvidence(Wire):
    """What names, patterns and dictionaries say of one label; the names are those of `decide`."""

    label: Label
    order: float = Field(ge=0.0, le=2.0, description="By which the best label is chosen")
    confidence: Share = 0.0
    strength: Share = Field(default=0.0, description="Of the name, before values are looked at")
    named: Share = Field(default=0.0, description="What the values leave of it")
    alone: Share = Field(default=0.0, description="Confidence from the values without a name")
    plausible: Share = 0.0
    typical: Share = 0.0
    share: Share = 0.0
    checked: Share | None = Field(default=None, description="Rate of check digits that hold")
    kind: Code = "shape"
    detector: Code = "shape.values"
    matched: Count = 0
    examined: Count = 0
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    origin: Literal["", "name", "comment", "table"] = Field(
        default="", description="Which text's tokens speak for it or, with no strength, against it"
    )
    tokens: Told = ()
    vetoed: bool = False


class LanguageEvidence(Wire):
    """What Presidio said of a column that nothing else could settle."""

    label: Label
    entity: Code
    matched: Count
    examined: Count
    confidence: Share


class ColumnFeatures(Wire):
    """A column as the column model sees it."""

    version: Literal[1] = 1
    patterns: Count = Field(default=0, description="Version of the patterns that looked at it")
    kind: Code = "text"
    cells: Count = 0
    sampled: Count = Field(default=0, description="Distinct values looked at closely")
    distinct: Count = 0
    distinct_share: Share = 0.0
    complete: bool = True
    lengths: Annotated[tuple[Share, ...], Field(max_length=len(LENGTHS) + 1)] = Field(
        default=(), description="Histogram of lengths over the sampled values"
    )
    characters: Annotated[tuple[Share, ...], Field(max_length=len(CLASSES))] = Field(
        default=(), description="Share of each class among the sampled values' characters"
    )
    shapes: dict[Code, Share] = Field(default_factory=dict, max_length=40)
    prose_cells: Count = 0
    names_in_prose: Share = 0.0
    entities: dict[Label, Count] = Field(default_factory=dict, max_length=80)
    rare: dict[Label, Count] = Field(default_factory=dict, max_length=80)
    labels: Annotated[tuple[LabelEvidence, ...], Field(max_length=MOST_LABELS)] = Field(
        default=(), description="Labels that anything speaks for or that were vetoed, best first"
    )
    language: LanguageEvidence | None = None
    tokens: Told = Field(default=(), description="Of the name, those that the lexicon knows")
    pieces: Annotated[tuple[Bucket, ...], Field(max_length=48)] = Field(
        default=(), description="Hashed pieces of the name"
    )
    table_tokens: Told = ()
    people: bool = False
    things: bool = False
    health: bool = False
    neighbours: dict[Label, Count] = Field(
        default_factory=dict, max_length=80, description="Labels that neighbours' names tell"
    )
