"""Boosted trees as plain arrays, and what they say of rows of numbers (pure).

All trees stand in one set of arrays. A leaf is its own child, so that every row can take the same
number of steps in every tree at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

_DEEPEST = 64
_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble; `roots` and children are numbers of nodes."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    baseline: float
    depth: int

    @classmethod
    def checked(cls, arrays: Mapping[str, npt.NDArray[Any]], inputs: int, baseline: float) -> Trees:
        """Take the arrays of a file.

        Raises:
            ValueError: They are no trees: of unequal length, with a step back or out of bounds.
        """
        roots, feature, left, right = (
            arrays[f"tree_{name}"] for name in ("roots", "feature", "left", "right")
        )
        threshold, value = arrays["tree_threshold"], arrays["tree_value"]
        nodes = len(feature)
        one = {array.ndim for array in (roots, feature, left, right, threshold, value)}
        if one != {1} or {len(a) for a in (left, right, threshold, value)} != {nodes}:
            raise ValueError("its trees' arrays do not belong together")
        own = np.arange(nodes)
        leaf = (left == own) & (right == own)
        inside = (left > own) & (right > own) & (left < nodes) & (right < nodes)
        if not bool((leaf | inside).all()) or not nodes:
            raise ValueError("its trees turn back on themselves")
        if feature.min() < 0 or feature.max() >= inputs:
            raise ValueError("its trees ask for inputs that there are not")
        if not len(roots) or roots.min() < 0 or roots.max() >= nodes:
            raise ValueError("its trees have no roots")
        return cls(
            roots.astype(np.int32),
            feature.astype(np.int16),
            threshold.astype(np.float64),
            left.astype(np.int32),
            right.astype(np.int32),
            value.astype(np.float64),
            baseline,
            _depth(left, right),
        )

    def scores(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """The raw score of each row: the sum of the leaves that it reaches, and the baseline."""
        found = np.empty(len(rows), np.float64)
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS]
            node = np.broadcast_to(self.roots, (len(part), len(self.roots)))
            at = np.arange(len(part))[:, None]
            for _ in range(self.depth):
                goes_left = part[at, self.feature[node]] <= self.threshold[node]
                node = np.where(goes_left, self.left[node], self.right[node])
            found[start : start + _ROWS] = self.value[node].sum(axis=1) + self.baseline
        return found


def _depth(left: npt.NDArray[Any], right: npt.NDArray[Any]) -> int:
    """How many steps lead from any node to a leaf at most.

    Raises:
        ValueError: More than any tree of ours has.
    """
    node = np.arange(len(left))
    below = np.zeros(len(left), np.int64)
    for at in node[::-1].tolist():  # children stand behind their parents
        if left[at] != at:
            below[at] = 1 + max(below[left[at]], below[right[at]])
    deepest = int(below.max())
    if deepest > _DEEPEST:
        raise ValueError("its trees are deeper than ours are")
    return deepest
