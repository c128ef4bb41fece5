"""Thresholds: from which confidence a label applies by itself, and from which a person is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pursight.contracts.scans import Decision


@dataclass(frozen=True, slots=True)
class Threshold:
    """Confidence at or above `apply` applies; at or above `suggest` a person decides."""

    apply: float = 0.80
    suggest: float = 0.50

    def __post_init__(self) -> None:
        if not 0.0 <= self.suggest <= self.apply <= 1.0:
            raise ValueError("expected 0 <= suggest <= apply <= 1")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One threshold for all labels, and others for some."""

    default: Threshold = Threshold()
    per_label: Mapping[str, Threshold] = field(default_factory=dict)

    def of(self, label: str) -> Threshold:
        """The threshold that holds for a label."""
        return self.per_label.get(label, self.default)

    def decide(self, label: str, confidence: float) -> Decision:
        """What a confidence leads to."""
        threshold = self.of(label)
        if confidence >= threshold.apply:
            return Decision.APPLIED
        return Decision.SUGGESTED if confidence >= threshold.suggest else Decision.NONE
