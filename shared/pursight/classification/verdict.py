"""Verdict: what the values alone say about one label, and the common way to reach it (pure)."""

from dataclasses import dataclass

from pursight.classification.observed import Observed
from pursight.contracts.scans import EvidenceKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What values say about one label.

    Attributes:
        alone: Confidence from values with a name that says nothing.
        plausible: Share of values that the label could have; low contradicts a name.
        typical: Share of values that agree with a name; 1 confirms it.
        share: Share of values that spoke, for the evidence.
        kind: Sort of evidence.
        detector: Its code.
        country: Country variant, when one stands out.
    """

    alone: float = 0.0
    plausible: float = 0.0
    typical: float = 0.0
    share: float = 0.0
    kind: EvidenceKind = EvidenceKind.SHAPE
    detector: str = "shape.values"
    country: str = ""


def ramp(share: float, low: float = 0.3, high: float = 0.85) -> float:
    """0 below `low`, 1 from `high`, straight between."""
    return min(1.0, max(0.0, (share - low) / (high - low)))


_DATED = frozenset({"date_of_birth", "card_expiry", "free_text_pii"})


def by_patterns(label: str, seen: Observed) -> Verdict:
    """The common case: the label's patterns and checksums decide."""
    fit = seen.fits.get(label)
    if fit is None:
        return Verdict()
    low = 0.3 if fit.strength >= 0.5 else 0.75
    alone = fit.strength * ramp(fit.matched, low, 0.85 if fit.strength >= 0.5 else 0.97)
    if seen.distinct < 3 and fit.strength < 0.95:
        alone *= 0.6
    if label not in _DATED and seen.shape("date") > 0.8:
        alone = 0.0  # dates with short years fit sort codes, telephones and more
    pattern = fit.pattern
    return Verdict(
        alone=alone,
        plausible=fit.plausible,
        typical=max(fit.typical, 0.45 * fit.plausible),
        share=fit.matched or fit.plausible,
        kind=EvidenceKind.CHECKSUM if fit.checked is not None else EvidenceKind.PATTERN,
        detector=pattern.detector if pattern is not None else f"{label}.form",
        country=pattern.country if pattern is not None and fit.matched > 0.5 else "",
    )
