"""Thresholds: from which confidence a label applies by itself, and from which a person is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pursight.contracts.scans import Decision


@dataclass(frozen=True, slots=True)
class Threshold:
    """Confidence at or above `apply` applies; at or above `suggest` a person decides."""

    apply: float = 0.80
    suggest: float = 0.50

    def __post_init__(self) -> None:
        if not 0.0 <= self.suggest <= self.apply <= 1.0:
            raise ValueError("expected 0 <= suggest <= apply <= 1")

    def decide(self, confidence: float) -> Decision:
        """What a confidence leads to."""
        if confidence >= self.apply:
            return Decision.APPLIED
        return Decision.SUGGESTED if confidence >= self.suggest else Decision.NONE


STANDARD = Threshold()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One threshold for all labels, others for some, and what a model has learnt.

    An organisation's own for a label wins; then its own for all labels, when that is not the
    standard one; then what the model has learnt for the label.
    """

    default: Threshold = STANDARD
    per_label: Mapping[str, Threshold] = field(default_factory=dict)
    learnt: Mapping[str, Threshold] = field(default_factory=dict)

    def of(self, label: str) -> Threshold:
        """The threshold that holds for a label."""
        if label in self.per_label or self.default != STANDARD:
            return self.stated(label)
        return self.learnt.get(label, self.default)

    def stated(self, label: str) -> Threshold:
        """The threshold for what no model has judged."""
        return self.per_label.get(label, self.default)

    def decide(self, label: str, confidence: float) -> Decision:
        """What a confidence leads to."""
        return self.of(label).decide(confidence)

    def learning(self, learnt: Mapping[str, Threshold]) -> Thresholds:
        """These, with what a model has learnt."""
        return replace(self, learnt=learnt)
