"""Findings, people's decisions and which of them is shown (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pursight.classification.labels import LABELS, Category, Sensitivity, sensitivity_of
from pursight.contracts.scans import Classification, EvidenceKind


class Verdict(StrEnum):
    """What a person says of a finding."""

    ACCEPT = "accept"  # the found label is right
    REJECT = "reject"  # the column holds nothing sensitive
    CHANGE = "change"  # it holds something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the newest scan thinks a column holds."""

    asset_id: UUID
    source_id: UUID
    label: str
    country: str | None
    confidence: float
    decision: str
    """`applied`, `suggested` or `none`: what the confidence led to."""
    evidence: tuple[Mapping[str, Any], ...]
    entities: Mapping[str, int]
    rev: int = 1
    changed_at: datetime | None = None

    @property
    def named(self) -> bool:
        """Whether the column's name or comment speaks for the label too."""
        return any(
            one.get("kind") == "name"
            and one.get("weight", 0) > 0
            and one.get("label") == self.label
            for one in self.evidence
        )

    @property
    def matched(self) -> tuple[int, int] | None:
        """How many cells fit, of how many: by the strongest observation that counted."""
        counted = [
            one for one in self.evidence if one.get("label") == self.label and one.get("examined")
        ]
        if not counted:
            return None
        best = max(counted, key=lambda one: one.get("weight", 0))
        return int(best.get("matched") or 0), int(best["examined"])


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanDecision:
    """What a person decided of a column; it stands until a person decides anew."""

    id: UUID
    asset_id: UUID
    verdict: Verdict
    label: str
    found_label: str
    """What had been found when it was decided."""
    reason: str
    decided_by: UUID
    decided_by_name: str
    decided_at: datetime
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """What counts for a column: a person's decision if there is one, else the finding."""

    label: str
    state: str
    confidence: float
    sensitivity: str


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """The vocabulary's sensitivities with an organisation's own settings over them."""

    labels: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)

    def of(self, label: str) -> str:
        """Return a label's sensitivity: its own setting, its category's, or the vocabulary's."""
        return (
            self.labels.get(label)
            or self.categories.get(category_of(label))
            or sensitivity_of(label).value
        )


def category_of(label: str) -> str:
    """Return a label's category; an organisation's own label has none."""
    facts = LABELS.get(label)
    return facts.category.value if facts else ""


def labels_of(kind: str, name: str) -> list[str]:
    """List the labels that a setting is about: one, or all of a category."""
    if kind == "label":
        return [name]
    return [label for label, facts in LABELS.items() if facts.category == Category(name)]


def shown(
    finding: Finding | None, decision: HumanDecision | None, sensitivities: Sensitivities
) -> Shown:
    """Tell what counts. A standing decision wins over every finding, whatever its confidence."""
    if decision is not None:
        return Shown(decision.label, "decided", 1.0, sensitivities.of(decision.label))
    if finding is None or finding.label == "none" or finding.decision == "none":
        return Shown("none", "none", 0.0, Sensitivity.PUBLIC.value)
    return Shown(
        finding.label, finding.decision, finding.confidence, sensitivities.of(finding.label)
    )


def contested(finding: Finding, decision: HumanDecision | None) -> bool:
    """Whether a later scan is sure of something that was not on the table when it was decided."""
    return (
        decision is not None
        and finding.decision == "applied"
        and finding.label not in {decision.label, decision.found_label}
    )


def decided_label(verdict: Verdict, found: str, label: str | None) -> str | None:
    """Return the label that a verdict leads to; None when the verdict does not fit."""
    match verdict:
        case Verdict.ACCEPT:
            return found if found != "none" and label in {None, found} else None
        case Verdict.REJECT:
            return "none" if label is None else None
        case Verdict.CHANGE:
            return label


def says_nothing(report: Classification) -> bool:
    """Whether nothing speaks for any label but the column model's faint guess; it is not kept."""
    return report.label == "none" and all(one.kind is EvidenceKind.MODEL for one in report.evidence)


def found(asset_id: UUID, source_id: UUID, report: Classification) -> Finding:
    """Read what an agent reports of a column."""
    return Finding(
        asset_id=asset_id,
        source_id=source_id,
        label=report.label,
        country=report.country,
        confidence=report.confidence,
        decision=report.decision.value,
        evidence=tuple(
            one.model_dump(mode="json", exclude_defaults=True) for one in report.evidence
        ),
        entities=dict(report.entities),
    )
