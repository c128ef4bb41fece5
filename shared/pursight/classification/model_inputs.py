"""Features of columns to the rows of numbers that the column model works on (pure)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pursight.classification.labels import LABELS
from pursight.classification.observed import Kind
from pursight.contracts.features import BUCKETS, CLASSES, LENGTHS, ColumnFeatures, LabelEvidence

KINDS = tuple(kind.value for kind in Kind)
_PER_LABEL = 4
_PAIR_SHAPES = ("number", "integer", "date", "word", "words", "hex", "uuid", "flag", "opaque", "has_digit", "one_byte", "money")  # fmt: skip  # noqa: E501
_SORTS = ("pattern", "checksum", "dictionary", "language")
_NOTHING = LabelEvidence(label="none", order=0.0)

PAIR_NAMES = (
    "confidence", "order", "strength", "named", "alone", "plausible", "typical", "share",
    "checked", "vetoed", "denied", "spoken",
    *(f"by_{sort}" for sort in _SORTS),
    "ahead", "rank", "rivals", "other_strength", "other_alone",
    "likely", "likelier", "likely_none", "likely_rank",
    *(f"is_{kind}" for kind in KINDS),
    "cells", "distinct", "distinct_share", "complete", "prose",
    *(f"of_{shape}" for shape in _PAIR_SHAPES),
    "people", "things", "health", "known_tokens", "unknown_name",
    "soft", "sensitivity", "beside", "beside_all",
)  # fmt: skip
"""What stands in a row about one column and one label."""

RISING = frozenset(
    {"confidence", "order", "named", "alone", "typical", "likely", "likelier", "beside"}
)
FALLING = frozenset({"vetoed", "denied"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How a row about a column is laid out; a file says it, so that an older one still works."""

    vocabulary: tuple[str, ...]
    shapes: tuple[str, ...]

    @property
    def dense(self) -> int:
        """Numbers in a row before the pieces of the name."""
        fixed = len(KINDS) + len(LENGTHS) + 1 + len(CLASSES) + 11
        return fixed + len(self.shapes) + _PER_LABEL * len(self.vocabulary)

    @property
    def inputs(self) -> int:
        """All of them."""
        return self.dense + BUCKETS


def column_rows(columns: Sequence[ColumnFeatures], layout: Layout) -> npt.NDArray[np.float32]:
    """A row for each column, without the pieces of its name."""
    rows = np.zeros((len(columns), layout.dense), np.float32)
    place = {label: at for at, label in enumerate(layout.vocabulary)}
    shape_at = {shape: at for at, shape in enumerate(layout.shapes)}
    blocks = len(layout.vocabulary)
    for row, one in zip(rows, columns, strict=True):
        if one.kind in KINDS:
            row[KINDS.index(one.kind)] = 1.0
        at = len(KINDS)
        row[at : at + len(one.lengths)] = one.lengths
        at += len(LENGTHS) + 1
        row[at : at + len(one.characters)] = one.characters
        at += len(CLASSES)
        row[at : at + 11] = (
            *_sizes(one),
            one.names_in_prose,
            one.people,
            one.things,
            one.health,
            min(1.0, len(one.tokens) / 3),
            not one.tokens,
        )
        at += 11
        for shape, share in one.shapes.items():
            if shape in shape_at:
                row[at + shape_at[shape]] = share
        at += len(layout.shapes)
        for said in one.labels:
            if said.label in place:
                cell = at + place[said.label]
                row[cell] = said.confidence
                row[cell + blocks] = said.alone
                row[cell + 2 * blocks] = said.strength
        for label, number in one.neighbours.items():
            if label in place:
                row[at + 3 * blocks + place[label]] = min(1.0, number / 2)
    return rows


def _sizes(one: ColumnFeatures) -> tuple[float, ...]:
    return (
        math.log10(1 + one.cells) / 6,
        math.log10(1 + one.distinct) / 6,
        one.distinct_share,
        float(one.complete),
        min(1.0, one.prose_cells / one.cells) if one.cells else 0.0,
    )


def piece_weight(one: ColumnFeatures) -> float:
    """What each piece of a name counts: names of many pieces do not shout."""
    return 1.0 / math.sqrt(max(1, len(one.pieces)))


def pair_rows(
    one: ColumnFeatures,
    labels: Sequence[str],
    likely: Sequence[float],
    *,
    best: float,
    none: float,
) -> list[list[float]]:
    """A row for each of some labels of a column.

    Args:
        one: The column.
        labels: To be judged.
        likely: What the linear model gives each of them.
        best: The most that it gives any label but `none`.
        none: What it gives `none`.
    """
    known = {said.label: said for said in one.labels}
    rank = {said.label: at for at, said in enumerate(one.labels)}
    rivals = float(sum(said.confidence >= 0.5 for said in one.labels))
    tail = _of_column(one)
    by_chance = sorted(likely, reverse=True)
    rows = []
    for label, chance in zip(labels, likely, strict=True):
        said = known.get(label, _NOTHING)
        others = [other for other in one.labels if other.label != label]
        facts = LABELS.get(label)
        rows.append(
            [
                said.confidence,
                said.order,
                said.strength,
                said.named,
                said.alone,
                said.plausible,
                said.typical,
                said.share,
                -1.0 if said.checked is None else said.checked,
                float(said.vetoed),
                float(bool(said.origin) and not said.strength),
                float(bool(said.origin)),
                *(float(said.kind == sort) for sort in _SORTS),
                said.order - max((other.order for other in others), default=0.0),
                float(rank.get(label, 10)),
                rivals,
                max((other.strength for other in others), default=0.0),
                max((other.alone for other in others), default=0.0),
                chance,
                chance / max(best, 1e-6),
                none,
                float(by_chance.index(chance)),
                *tail,
                float(facts is not None and facts.soft),
                float(facts.sensitivity.level if facts is not None else 2),
                float(min(3, one.neighbours.get(label, 0))),
                float(min(8, sum(one.neighbours.values()))),
            ]
        )
    return rows


def _of_column(one: ColumnFeatures) -> tuple[float, ...]:
    cells, distinct, share, complete, prose = _sizes(one)
    return (
        *(float(one.kind == kind) for kind in KINDS),
        cells,
        distinct,
        share,
        complete,
        prose,
        *(one.shapes.get(shape, 0.0) for shape in _PAIR_SHAPES),
        float(one.people),
        float(one.things),
        float(one.health),
        float(min(4, len(one.tokens))),
        float(not one.tokens),
    )
