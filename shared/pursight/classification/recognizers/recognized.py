"""What recognisers saw of one column, in whole numbers that merge, and what that makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pursight.classification.language import ENTITIES
from pursight.classification.recognizers.matcher import FULL, Matches
from pursight.classification.recognizers.recognizer import Recognizer
from pursight.classification.thresholds import Thresholds
from pursight.contracts.scans import Classification, Decision, Evidence, EvidenceKind

SURE_IN_PROSE = FULL * 2 // 5
"""Score from which a match within prose counts; Presidio's own usual one."""

_IN_PROSE = 0.55
VERSION = 1


class Recognized:
    """Counts of cells by recogniser; `a.merge(b)` equals one state that saw both.

    Args:
        number: Of recognisers.
    """

    def __init__(self, number: int) -> None:
        self.whole = np.zeros(number, np.int64)
        self.whole_score = np.zeros(number, np.int64)
        self.in_prose = np.zeros(number, np.int64)

    def update(
        self, matches: Matches, counts: npt.NDArray[np.int64], prose: npt.NDArray[np.bool_]
    ) -> None:
        """Take in the matches in different values, each so often there; some of them prose."""
        times = counts[matches.cell]
        covers = matches.whole > 0
        np.add.at(self.whole, matches.recognizer[covers], times[covers])
        scores = (matches.whole * times)[covers]
        np.add.at(self.whole_score, matches.recognizer[covers], scores)
        within = prose[matches.cell] & (matches.score >= SURE_IN_PROSE)
        np.add.at(self.in_prose, matches.recognizer[within], times[within])

    def merge(self, other: Recognized) -> None:
        """Take in what another state saw."""
        self.whole = self.whole + other.whole
        self.whole_score = self.whole_score + other.whole_score
        self.in_prose = self.in_prose + other.in_prose


@dataclass(frozen=True, slots=True)
class Seen:
    """A column as far as recognisers are concerned."""

    cells: int
    prose_cells: int
    tokens: frozenset[str]
    """Of its name and its table's, in lower case: what context words are compared with."""


def settled(
    found: Classification,
    recognizers: Sequence[Recognizer],
    state: Recognized,
    seen: Seen,
    thresholds: Thresholds,
) -> Classification:
    """Add what recognisers saw to what else is known of a column.

    A user's recogniser decides when it is surer than all else. What only Presidio's say is
    suggested, and only where nothing else is known.
    """
    if not seen.cells:
        return found
    best: tuple[float, int] | None = None
    for number, recognizer in enumerate(recognizers):
        sure = _sure(recognizer, number, state, seen)
        if not recognizer.own:
            sure = min(sure, thresholds.of(recognizer.label).apply - 0.01)
        if sure > 0.0 and (best is None or sure > best[0]):
            best = sure, number
    if best is not None:
        found = _weighed(found, recognizers[best[1]], best, state, seen, thresholds)
    return _with_prose(found, recognizers, state, seen, thresholds)


def _sure(recognizer: Recognizer, number: int, state: Recognized, seen: Seen) -> float:
    """Score times share, the score raised by a context word in the names."""
    cells = int(state.whole[number])
    if not cells:
        return 0.0
    score = int(state.whole_score[number]) / cells / FULL
    if any(word.lower() in seen.tokens for word in recognizer.context):
        score = min(1.0, max(score + recognizer.CONTEXT_GAIN, recognizer.CONTEXT_LEAST))
    if not recognizer.own:
        score = min(score, ENTITIES.get(recognizer.entity, ("", 1.0))[1])
    return score * min(1.0, cells / seen.cells)


def _weighed(  # noqa: PLR0917  one evidence, one decision
    found: Classification,
    recognizer: Recognizer,
    best: tuple[float, int],
    state: Recognized,
    seen: Seen,
    thresholds: Thresholds,
) -> Classification:
    sure, number = best
    evidence = Evidence(
        kind=EvidenceKind.PATTERN if recognizer.own else EvidenceKind.LANGUAGE,
        detector=f"{'recognizer' if recognizer.own else 'presidio'}.{recognizer.label}",
        version=VERSION,
        label=recognizer.label,
        matched=min(int(state.whole[number]), seen.cells),
        examined=seen.cells,
        weight=round(sure, 3),
    )
    decision = thresholds.decide(recognizer.label, sure)
    surer = sure > found.confidence or (recognizer.own and sure >= found.confidence)
    wins = surer if recognizer.own else found.label == "none"
    if decision is Decision.NONE or not wins or found.label == recognizer.label:
        if sure < 0.2:
            return found
        return found.model_copy(update={"evidence": (*found.evidence, evidence)})
    return Classification(
        label=recognizer.label,
        confidence=round(sure, 4),
        decision=decision,
        evidence=(evidence, *found.evidence),
        entities=found.entities,
    )


def _with_prose(
    found: Classification,
    recognizers: Sequence[Recognizer],
    state: Recognized,
    seen: Seen,
    thresholds: Thresholds,
) -> Classification:
    """Count what users look for in prose; where nothing else is known a person is asked."""
    counted: dict[str, int] = {}
    for recognizer, number in zip(recognizers, state.in_prose.tolist(), strict=True):
        if number and recognizer.own:
            counted[recognizer.label] = max(number, counted.get(recognizer.label, 0))
    if not counted or 2 * seen.prose_cells < seen.cells:
        return found
    entities = {**counted, **found.entities}
    decision = thresholds.decide("free_text_pii", _IN_PROSE)
    if found.label == "free_text_pii" or decision is Decision.NONE:
        return found.model_copy(update={"entities": entities})
    if found.label != "none":
        return found
    evidence = tuple(
        Evidence(
            kind=EvidenceKind.PATTERN,
            detector=f"recognizer.{label}",
            version=VERSION,
            label=label,
            matched=number,
            examined=seen.cells,
            weight=_IN_PROSE,
        )
        for label, number in sorted(counted.items(), key=lambda one: -one[1])
    )
    return Classification(
        label="free_text_pii",
        confidence=_IN_PROSE,
        decision=decision,
        evidence=(*evidence, *found.evidence),
        entities=entities,
    )
