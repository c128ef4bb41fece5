"""Classifier: compiled patterns, dictionaries and thresholds; made once per process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.classification.automaton import Automaton, Re2Automaton, build_automaton
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.column_names import NameEvidence, read_comment, read_context, read_name
from pursight.classification.decide import decide
from pursight.classification.observed import Observed
from pursight.classification.patterns.catalogue import CELL_PATTERNS, PROSE_PATTERNS
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.thresholds import Thresholds
from pursight.contracts.scans import Classification


def _everywhere(pattern: Pattern) -> bool:
    """Whether a pattern is telling enough to be looked for in every cell of every column."""
    return pattern.strength >= 0.8 and (
        not pattern.check or pattern.label in {"credit_card", "iban"}
    )


class Classifier:
    """Turns what `ColumnEvidence` gathered into a label with its reasons."""

    def __init__(self, automaton: Automaton, thresholds: Thresholds) -> None:
        self.automaton = automaton
        self.thresholds = thresholds
        self.everywhere = tuple(p for p in CELL_PATTERNS if _everywhere(p))
        self.prose_labels = tuple(p.label for p in PROSE_PATTERNS)
        self._closely = Re2Automaton(CELL_PATTERNS)
        self._prose = Re2Automaton(PROSE_PATTERNS)

    @classmethod
    def build(
        cls,
        *,
        thresholds: Thresholds | None = None,
        language: bool = True,
        cache: Path | None = None,
    ) -> Classifier:
        """Compile, or load compiled patterns from `cache` when they are of this version and CPU.

        Args:
            thresholds: From which confidence a label applies or is suggested.
            language: Use Presidio for what the patterns leave open, if it is installed.
            cache: Folder for compiled patterns; None compiles anew (about two seconds).
        """
        patterns = tuple(p for p in CELL_PATTERNS if _everywhere(p))
        return cls(build_automaton(patterns, cache=cache), thresholds or Thresholds())

    def entities_in(
        self, prose: pa.Array[Any], counts: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """Count cells of prose that hold an entity, per prose pattern."""
        numbers, places = self._prose.scan(prose)
        return np.bincount(
            numbers, counts[places].astype(np.float64), len(self.prose_labels)
        ).astype(np.int64)

    def classify(self, evidence: ColumnEvidence, context: ColumnContext) -> Classification:
        """Decide about one column."""
        names = self._names(context)
        around = read_context(context.table, context.table_comment, context.neighbours)
        return decide(self._observe(evidence), names, around, self.thresholds)

    @staticmethod
    def _names(context: ColumnContext) -> Mapping[str, NameEvidence]:
        names = dict(read_name(context.column))
        for label, said in read_comment(context.comment).items():
            if label not in names or names[label].strength < said.strength:
                names[label] = said
        return names

    def _observe(self, evidence: ColumnEvidence) -> Observed:
        sample = evidence.sample.values()
        matrix = np.zeros((len(CELL_PATTERNS), len(sample)), np.bool_)
        if sample:
            texts = pa.array([value for value, _ in sample], pa.large_string())
            numbers, places = self._closely.scan(texts)
            matrix[numbers, places] = True
        return Observed(
            kind=evidence.kind,
            cells=evidence.cells,
            distinct=evidence.sample.distinct(),
            complete=evidence.sample.complete,
            sample=sample,
            patterns=CELL_PATTERNS,
            matrix=matrix,
            everywhere={
                p.detector: int(n) for p, n in zip(self.everywhere, evidence.hits, strict=True)
            },
            prose_cells=evidence.prose_cells,
            entities={
                label: int(n)
                for label, n in zip(self.prose_labels, evidence.prose_hits, strict=True)
                if n
            },
            pictures=evidence.pictures,
        )
