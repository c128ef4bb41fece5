"""ColumnModel, tier 3: which label a column has and how sure that is, from its features alone.

Two steps. A linear model over names' pieces, shapes, lengths and what tiers 1 and 2 said gives
every label a chance. Boosted trees then judge each label that anything speaks for against its
rivals; their score becomes a probability by a curve measured on generators they had not seen.
Only numpy is needed.
"""

from __future__ import annotations

import hashlib
import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from pursight.classification.decide import possible
from pursight.classification.labels import LABELS
from pursight.classification.model_file import Header, ModelRefused, read, refused
from pursight.classification.model_inputs import (
    PAIR_NAMES,
    Layout,
    column_rows,
    pair_rows,
    piece_weight,
)
from pursight.classification.thresholds import Threshold
from pursight.classification.trees import Trees
from pursight.contracts.features import BUCKETS, ColumnFeatures

SHIPPED = "column_model.bin"
_GUESSES = 3
"""Labels of which only the linear model thinks are judged too: so many of the likeliest."""
_AT_ONCE = 512

_RULES = 0.2
"""Voice of tiers 1 and 2 beside the trees, so that what a pattern plainly says is not lost on
columns unlike those of the training; the curve of confidence was measured with it."""

_CONFIDENCE = PAIR_NAMES.index("confidence")
_UNSURE, _SURE = 0.002, 0.995

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The likeliest label of a column, and how sure the model is of every one it considered."""

    label: str = "none"
    confidence: float = 0.0
    considered: Mapping[str, float] = field(default_factory=dict)

    def of(self, label: str) -> float:
        """How sure it is of a label; 0 for one that nothing speaks for."""
        return self.considered.get(label, 0.0)


class ColumnModel:
    """A trained model; immutable, and safe to share among threads."""

    def __init__(self, header: Header, arrays: Mapping[str, npt.NDArray[Any]], sha256: str) -> None:
        self._header = header
        self.sha256 = sha256
        self.layout = Layout(header.vocabulary, header.shapes)
        weights = arrays["weights"].astype(np.float32)
        self._dense: Floats = weights[: self.layout.dense]
        self._pieces: Floats = weights[self.layout.dense :]
        self._bias: Floats = arrays["bias"].astype(np.float32)
        self._trees = Trees.checked(arrays, header.pair_inputs, header.baseline)
        self._scores = arrays["curve_score"].astype(np.float64)
        self._chances = arrays["curve_chance"].astype(np.float64)
        self.thresholds: Mapping[str, Threshold] = {
            label: Threshold(one.apply, one.suggest) for label, one in header.thresholds.items()
        }

    @property
    def version(self) -> int:
        """Rises with every training of one organisation; evidence carries it."""
        return self._header.version

    @property
    def labels(self) -> tuple[str, ...]:
        """All that it knows, `none` and an organisation's own among them."""
        return self._header.labels

    @property
    def trained_on(self) -> Mapping[str, int]:
        """How many examples of which origin."""
        return self._header.trained_on

    @classmethod
    def load(cls, data: bytes) -> ColumnModel:
        """Read a model's file.

        Raises:
            ModelRefused: It is damaged, hostile, or of a format that this version does not know.
        """
        header, arrays = read(data)
        layout = Layout(header.vocabulary, header.shapes)
        if header.inputs != layout.inputs or header.pair_inputs != len(PAIR_NAMES):
            raise refused("it was made for other features; this version needs a newer one")
        wanted: dict[str, tuple[int, ...] | None] = {
            "weights": (layout.inputs, len(header.labels)),
            "bias": (len(header.labels),),
            "curve_score": None,
            "curve_chance": None,
            **{
                f"tree_{name}": None
                for name in ("roots", "feature", "threshold", "left", "right", "value")
            },
        }
        if set(arrays) != set(wanted) or len(set(header.labels)) != len(header.labels):
            raise refused("its arrays are not those of a column model")
        if any(shape is not None and arrays[n].shape != shape for n, shape in wanted.items()):
            raise refused("its arrays have the wrong size")
        scores, chances = arrays["curve_score"], arrays["curve_chance"]
        rising = (
            scores.ndim == chances.ndim == 1
            and 0 < len(scores) == len(chances)
            and bool((np.diff(scores) > 0).all() and (np.diff(chances) >= 0).all())
            and chances.min() >= 0
            and chances.max() <= 1
        )
        if not rising or "none" not in header.labels:
            raise refused("its curve of confidence does not rise")
        try:
            return cls(header, arrays, hashlib.sha256(data).hexdigest())
        except ValueError as error:
            raise refused(str(error)) from None

    def chances(self, columns: Sequence[ColumnFeatures]) -> Floats:
        """What the linear model gives each label: a row a column, in the order of `labels`."""
        parts = [
            self._chances_of(columns[start : start + _AT_ONCE])
            for start in range(0, len(columns), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.labels)), np.float32)

    def _chances_of(self, columns: Sequence[ColumnFeatures]) -> Floats:
        logits = column_rows(columns, self.layout) @ self._dense + self._bias
        for at, one in enumerate(columns):
            if one.pieces:
                kept = [piece for piece in one.pieces if piece < BUCKETS]
                logits[at] += self._pieces[kept].sum(axis=0) * piece_weight(one)
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        found: Floats = odds / odds.sum(axis=1, keepdims=True)
        return found

    def calibrated(self, scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Scores of the trees to probabilities."""
        found: npt.NDArray[np.float64] = np.interp(scores, self._scores, self._chances)
        return found

    def scores(self, rows: Floats) -> npt.NDArray[np.float64]:
        """Raw scores of pairs of a column and a label."""
        return tempered(self._trees.scores(rows), rows)

    def opinions(self, columns: Sequence[ColumnFeatures]) -> list[Opinion]:
        """Judge columns, each by itself: company changes nothing."""
        found: list[Opinion] = []
        for start in range(0, len(columns), _AT_ONCE):
            found += self._opinions_of(columns[start : start + _AT_ONCE])
        return found

    def _opinions_of(self, columns: Sequence[ColumnFeatures]) -> list[Opinion]:
        chances = self._chances_of(columns)
        pairs = [
            considered(one, row, self.labels) for one, row in zip(columns, chances, strict=True)
        ]
        rows = np.array([row for _, of_one in pairs for row in of_one], np.float32)
        if not len(rows):
            return [Opinion()] * len(columns)
        scores = self.scores(rows)
        sure = self.calibrated(scores)
        return list(_chosen(pairs, scores, sure))


def tempered(scores: npt.NDArray[np.float64], rows: Floats) -> npt.NDArray[np.float64]:
    """Scores of the trees, with the word of tiers 1 and 2 added to them as log odds."""
    said = np.clip(rows[:, _CONFIDENCE].astype(np.float64), _UNSURE, _SURE)
    found: npt.NDArray[np.float64] = (1 - _RULES) * scores + _RULES * np.log(said / (1 - said))
    return found


Pairs = tuple[list[str], list[list[float]]]


def considered(one: ColumnFeatures, chances: Floats, labels: Sequence[str]) -> Pairs:
    """The labels of a column worth judging, and a row of numbers for each."""
    by_label = dict(zip(labels, chances.tolist(), strict=True))
    none = by_label.pop("none", 0.0)
    names = [said.label for said in one.labels]
    guesses = sorted(by_label, key=lambda label: (-by_label[label], label))
    guesses = [label for label in guesses if label not in LABELS or possible(label, one.kind)]
    names += [label for label in guesses[:_GUESSES] if label not in names]
    likely = [by_label.get(label, 0.0) for label in names]
    best = max(by_label.values(), default=0.0)
    return names, pair_rows(one, names, likely, best=best, none=none)


def _chosen(
    pairs: Sequence[Pairs], scores: npt.NDArray[np.float64], sure: npt.NDArray[np.float64]
) -> Iterator[Opinion]:
    at = 0
    for names, _ in pairs:
        until = at + len(names)
        if not names:
            yield Opinion()
            continue
        of_one = scores[at:until].tolist()
        best = max(range(len(names)), key=lambda n: (of_one[n], names[n]))
        considered_ones = {
            label: round(float(chance), 4)
            for label, chance in zip(names, sure[at:until].tolist(), strict=True)
        }
        yield Opinion(names[best], considered_ones[names[best]], considered_ones)
        at = until


def shipped() -> ColumnModel | None:
    """The model that comes with PurSight; None in a tree where it was not built."""
    file = importlib.resources.files("pursight.classification").joinpath("data", SHIPPED)
    return ColumnModel.load(file.read_bytes()) if file.is_file() else None


__all__ = ["SHIPPED", "ColumnModel", "ModelRefused", "Opinion", "considered", "shipped", "tempered"]
