"""Training of the column model: the only module that needs scikit-learn (extra `server`).

Every number that becomes part of the model's confidence was measured on groups that the fitted
part had not seen: whole generators, locales or sources, never single rows.
"""

import io
import json
import lzma
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pursight.classification.column_model import considered, tempered
from pursight.classification.labels import LABELS
from pursight.classification.model_file import Header, LearntThreshold, write
from pursight.classification.model_inputs import (
    FALLING,
    PAIR_NAMES,
    RISING,
    Layout,
    column_rows,
    piece_weight,
)
from pursight.classification.patterns.shapes import SHAPES
from pursight.classification.thresholds import STANDARD
from pursight.contracts.features import ColumnFeatures

EXAMPLES = "column_model_examples.xz"
Origin = Literal["generated", "decision"]
_FOLDS = 4
_WANTED = 0.95
"""Precision that a label must have had on unseen columns to apply by itself."""
_FEWEST = 25
"""So many unseen columns must have been called a label before its own threshold is learnt."""
_LOWEST, _HIGHEST = 0.60, 0.95

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A column with its right label.

    Attributes:
        label: Of the vocabulary, an organisation's own, or `none`.
        weight: Against 1 for a generated one.
        group: What is held out together: a generator, a locale, a source.
    """

    features: ColumnFeatures
    label: str
    weight: float = 1.0
    origin: Origin = "generated"
    group: str = ""


def train(examples: Sequence[Example], seed: int, *, version: int = 1) -> bytes:
    """Train a model; the same examples, seed and libraries give the same bytes.

    Args:
        examples: Generated ones and decisions, in any order.
        seed: Of everything that is drawn.
        version: Higher than that of the model before.

    Raises:
        ValueError: Fewer than two labels or four groups.
    """
    ordered = sorted(examples, key=_key)
    labels = tuple(sorted({one.label for one in ordered} | {"none"}))
    if len(labels) < 2 or len({one.group for one in ordered}) < _FOLDS:
        raise ValueError(f"training needs two labels and {_FOLDS} groups of examples")
    layout = Layout(
        tuple(sorted(label for label in LABELS if label != "none")),
        tuple(pattern.name for pattern in SHAPES),
    )
    with threadpool_limits(1):  # more would add the same numbers in another order
        return _trained(ordered, labels, layout, seed, version)


def _trained(
    ordered: Sequence[Example], labels: tuple[str, ...], layout: Layout, seed: int, version: int
) -> bytes:
    groups = sorted({one.group for one in ordered})
    # By their size, so that folds are even and no chance is in it.
    sizes = Counter(one.group for one in ordered)
    ranked = sorted(groups, key=lambda group: (-sizes[group], group))
    fold_of = {group: at % _FOLDS for at, group in enumerate(ranked)}
    folds = np.array([fold_of[one.group] for one in ordered])
    columns = [one.features for one in ordered]
    target = np.array([labels.index(one.label) for one in ordered])
    weight = np.array([one.weight for one in ordered], np.float64)
    inputs = rows_of(columns, layout)
    chances = np.zeros((len(ordered), len(labels)), np.float32)
    for fold in range(_FOLDS):
        apart = folds == fold
        fitted = _linear(inputs[~apart], target[~apart], weight[~apart], seed)
        chances[np.ix_(apart, fitted.classes_)] = fitted.predict_proba(inputs[apart])
    pairs = _Pairs.made(ordered, chances, labels)
    scores = np.zeros(len(pairs.rows))
    for fold in range(_FOLDS):
        apart = folds[pairs.column] == fold
        boosted = _boosted(pairs, ~apart, weight, seed)
        rows = pairs.rows[apart]
        scores[apart] = tempered(boosted.decision_function(rows), rows)
    best = pairs.best(scores)
    curve = _curve(scores[best], pairs.right[best], weight[pairs.column[best]])
    sure = np.interp(scores[best], *curve)
    linear = _linear(inputs, target, weight, seed)
    trees = _boosted(pairs, np.ones(len(pairs.rows), bool), weight, seed)
    weights, bias = np.zeros((layout.inputs, len(labels))), np.full(len(labels), -30.0)
    weights[:, linear.classes_], bias[linear.classes_] = _coefficients(linear)
    arrays: dict[str, npt.NDArray[Any]] = {
        "weights": weights.astype(np.float16),
        "bias": bias.astype(np.float32),
        "curve_score": curve[0],
        "curve_chance": curve[1],
        **_flattened(trees),
    }
    header = Header(
        version=version,
        seed=seed,
        trained_on=dict(sorted(Counter(one.origin for one in ordered).items())),
        labels=labels,
        vocabulary=layout.vocabulary,
        shapes=layout.shapes,
        inputs=layout.inputs,
        pair_inputs=len(PAIR_NAMES),
        baseline=float(np.ravel(trees._baseline_prediction)[0]),  # noqa: SLF001
        thresholds=_thresholds(pairs, best, sure),
        arrays=(),
    )
    return write(header, arrays)


def _key(one: Example) -> tuple[str, str, str, str, float]:
    return (one.group, one.label, one.origin, one.features.model_dump_json(), one.weight)


def rows_of(columns: Sequence[ColumnFeatures], layout: Layout) -> sparse.csr_matrix:
    """All inputs of the linear model: what is measured, and the pieces of the name."""
    dense = sparse.csr_matrix(column_rows(columns, layout))
    places = [piece for one in columns for piece in one.pieces]
    weights = [piece_weight(one) for one in columns for _ in one.pieces]
    ends = np.cumsum([0, *(len(one.pieces) for one in columns)])
    shape = (len(columns), layout.inputs - layout.dense)
    pieces = sparse.csr_matrix((np.array(weights, np.float32), places, ends), shape)
    return sparse.csr_matrix(sparse.hstack((dense, pieces)))


def _linear(
    inputs: sparse.csr_matrix, target: npt.NDArray[Any], weight: Floats, seed: int
) -> LogisticRegression:
    fitted = LogisticRegression(C=3.0, max_iter=60, tol=1e-3, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # enough is measured further below
        return fitted.fit(inputs, target, sample_weight=weight)


def _coefficients(fitted: LogisticRegression) -> tuple[Floats, Floats]:
    """Weights and bias for every class; of two classes scikit-learn keeps one row."""
    if len(fitted.classes_) > 2:
        return fitted.coef_.T, fitted.intercept_
    one, bias = fitted.coef_[0] / 2, fitted.intercept_[0] / 2
    return np.stack([-one, one], axis=1), np.array([-bias, bias])


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A row for each label that is worth judging of each column."""

    rows: npt.NDArray[np.float32]
    column: npt.NDArray[np.int64]
    right: npt.NDArray[np.bool_]
    named: tuple[str, ...]

    @classmethod
    def made(
        cls, examples: Sequence[Example], chances: npt.NDArray[np.float32], labels: Sequence[str]
    ) -> "_Pairs":
        rows: list[list[float]] = []
        column: list[int] = []
        named: list[str] = []
        for at, (one, row) in enumerate(zip(examples, chances, strict=True)):
            names, of_one = considered(one.features, row, labels)
            rows += of_one
            named += names
            column += [at] * len(names)
        right = np.array([n == examples[c].label for n, c in zip(named, column, strict=True)], bool)
        return cls(np.array(rows, np.float32), np.array(column), right, tuple(named))

    def best(self, scores: Floats) -> npt.NDArray[np.int64]:
        """The pair of highest score of each column."""
        order = np.lexsort((scores, self.column))
        last = np.flatnonzero(np.diff(self.column[order], append=-1))
        return order[last]


def _boosted(
    pairs: _Pairs, chosen: npt.NDArray[np.bool_], weight: Floats, seed: int
) -> HistGradientBoostingClassifier:
    # What speaks for a label must not count against it, however the examples happen to lie.
    direction = [1 if name in RISING else -1 if name in FALLING else 0 for name in PAIR_NAMES]
    fitted = HistGradientBoostingClassifier(
        learning_rate=0.08,
        max_iter=160,
        max_leaf_nodes=16,
        min_samples_leaf=40,
        l2_regularization=2.0,
        monotonic_cst=direction,
        early_stopping=False,
        random_state=seed,
    )
    with warnings.catch_warnings():
        # One thread is used whatever is counted; where the system tells nothing, joblib says so.
        warnings.filterwarnings("ignore", "(?s).*number of physical cores")
        return fitted.fit(
            pairs.rows[chosen], pairs.right[chosen], sample_weight=weight[pairs.column[chosen]]
        )


def _flattened(fitted: HistGradientBoostingClassifier) -> dict[str, npt.NDArray[Any]]:
    """All trees in one set of arrays; a leaf is its own child."""
    roots, parts, at = [], [], 0
    for (grown,) in fitted._predictors:  # noqa: SLF001  no public way; a test compares scores
        nodes = grown.nodes
        own = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(at)
        parts.append(
            (
                np.where(leaf, 0, nodes["feature_idx"]),
                np.where(leaf, 0.0, nodes["num_threshold"]),
                np.where(leaf, own, nodes["left"]) + at,
                np.where(leaf, own, nodes["right"]) + at,
                np.where(leaf, nodes["value"], 0.0),
            )
        )
        at += len(nodes)
    feature, threshold, left, right, value = (
        np.concatenate(arrays) for arrays in zip(*parts, strict=True)
    )
    return {
        "tree_roots": np.array(roots, np.int32),
        "tree_feature": feature.astype(np.int16),
        "tree_threshold": threshold.astype(np.float64),
        "tree_left": left.astype(np.int32),
        "tree_right": right.astype(np.int32),
        "tree_value": value.astype(np.float64),
    }


def _curve(scores: Floats, right: npt.NDArray[np.bool_], weight: Floats) -> tuple[Floats, Floats]:
    """Score to probability, as unseen columns had it; never quite sure."""
    fitted = IsotonicRegression(y_min=0.002, y_max=0.995, out_of_bounds="clip")
    fitted.fit(scores, right.astype(np.float64), sample_weight=weight)
    at, chance = np.asarray(fitted.X_thresholds_), np.asarray(fitted.y_thresholds_)
    kept = np.concatenate([[True], np.diff(at) > 1e-9])
    return at[kept].astype(np.float64), np.maximum.accumulate(chance[kept].astype(np.float64))


def _thresholds(
    pairs: _Pairs, best: npt.NDArray[np.int64], sure: Floats
) -> dict[str, LearntThreshold]:
    """For each label the lowest confidence from which enough unseen columns were right."""
    found = {}
    named = np.array([pairs.named[pair] for pair in best])
    for label in sorted(set(named.tolist())):
        right, chance = pairs.right[best][named == label], sure[named == label]
        if len(right) >= _FEWEST:
            apply = _apply_from(right, chance)
            found[label] = LearntThreshold(apply=apply, suggest=min(STANDARD.suggest, apply))
    return found


def _apply_from(right: npt.NDArray[np.bool_], chance: Floats) -> float:
    """The standard threshold, lower where that stays precise and gains, higher where it must be."""

    def precise(threshold: float) -> bool:
        above = right[chance >= threshold]
        # One wrong more than was seen: few columns prove little.
        return len(above) > 0 and float(above.sum()) / (len(above) + 1) >= _WANTED

    steps = [round(step, 2) for step in np.arange(_LOWEST, _HIGHEST + 0.001, 0.05).tolist()]
    if not precise(STANDARD.apply):
        return next((step for step in steps if step > STANDARD.apply and precise(step)), _HIGHEST)
    apply = STANDARD.apply
    for step in reversed([step for step in steps if step < STANDARD.apply]):
        if not precise(step):
            break
        if bool(((chance >= step) & (chance < apply)).any()):
            apply = step
    return apply


def pack(examples: Iterable[Example]) -> bytes:
    """Put examples into compact bytes, for a server to train on together with its decisions."""
    lines = [
        json.dumps(
            [
                one.label,
                one.group,
                one.weight,
                one.features.model_dump(mode="json", exclude_defaults=True),
            ],
            separators=(",", ":"),
            ensure_ascii=False,
        )
        for one in examples
    ]
    return lzma.compress("\n".join(lines).encode(), format=lzma.FORMAT_XZ, preset=9)


def unpack(data: bytes) -> Iterator[Example]:
    """Read what `pack` made.

    Raises:
        ValueError: It is something else.
    """
    with lzma.open(io.BytesIO(data), "rt", encoding="utf-8") as lines:
        for line in lines:
            label, group, weight, said = json.loads(line)
            yield Example(ColumnFeatures.model_validate(said), label, weight, "generated", group)
