"""Versions, activations, comparisons, and what a model is worth on unseen decisions (pure)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pursight.contracts.models import LabelThreshold
from pursight.contracts.scans import Classification

LabelThresholds = Mapping[str, LabelThreshold]

FEWEST_DECISIONS = 20
"""Below this there is nothing to learn from and nothing to measure on."""

HELD_OUT = 5
"""One decision in so many is kept from training and used to measure."""

BINS = 10


class VersionState(StrEnum):
    """How far a version is."""

    QUEUED = "queued"
    TRAINING = "training"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PreviewState(StrEnum):
    """How far a comparison is."""

    QUEUED = "queued"
    COMPARING = "comparing"
    READY = "ready"
    FAILED = "failed"
    DISCARDED = "discarded"
    ACTIVATED = "activated"


class ChangeKind(StrEnum):
    """What would become of a column's finding."""

    APPEARS = "appears"  # nothing was found before
    DISAPPEARS = "disappears"
    RELABELLED = "relabelled"
    APPLIED = "applied"  # the same label, now sure enough
    UNSURE = "unsure"  # the same label, no longer sure enough
    CONFIDENCE = "confidence"  # only the number, or what it rests on


SHOWN_KINDS = tuple(kind for kind in ChangeKind if kind is not ChangeKind.CONFIDENCE)
"""What a person would see another label or state by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the column model, without its bytes."""

    id: UUID
    number: int
    origin: str
    """`builtin`, as the package brought it, or `trained`."""
    state: VersionState
    progress: str
    sha256: str
    decisions: int
    metrics: Mapping[str, Any]
    problem: str
    note: str
    made_by: UUID
    made_by_name: str
    created_at: datetime
    changed_at: datetime
    rev: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """From when on which version judges, with which thresholds."""

    serial: int
    model_id: UUID
    number: int
    sha256: str
    thresholds: LabelThresholds
    changed_columns: int
    note: str
    activated_by: UUID
    activated_by_name: str
    activated_at: datetime

    @staticmethod
    def read_thresholds(stored: Mapping[str, Any]) -> LabelThresholds:
        """Read thresholds as they are kept."""
        return {label: LabelThreshold.model_validate(one) for label, one in stored.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would change with a version and thresholds."""

    id: UUID
    model_id: UUID
    number: int
    thresholds: LabelThresholds
    state: PreviewState
    done: int
    total: int
    counts: Mapping[str, Any]
    basis: str
    """Digest of all that was compared; another one later means that something has changed."""
    problem: str
    note: str
    made_by: UUID
    made_by_name: str
    created_at: datetime
    changed_at: datetime
    rev: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One column that is judged otherwise."""

    asset_id: UUID
    source_id: UUID
    run_id: UUID
    sort_key: str
    kind: str
    decided: bool
    label_before: str
    confidence_before: float
    decision_before: str
    label: str
    confidence: float
    decision: str
    classification: str
    """The whole new judgement as JSON."""


def kind_of_change(before: tuple[str, float, str], after: tuple[str, float, str]) -> ChangeKind:
    """Tell what becomes of a finding; both are label, confidence and decision."""
    (label_before, _, decision_before), (label, _, decision) = before, after
    nothing_before = label_before == "none" or decision_before == "none"
    nothing = label == "none" or decision == "none"
    if nothing_before or nothing:
        if nothing_before and nothing:
            return ChangeKind.CONFIDENCE
        return ChangeKind.APPEARS if nothing_before else ChangeKind.DISAPPEARS
    if label != label_before:
        return ChangeKind.RELABELLED
    if decision != decision_before:
        return ChangeKind.APPLIED if decision == "applied" else ChangeKind.UNSURE
    return ChangeKind.CONFIDENCE


def count_changes(changes: Iterable[Change], counts: Mapping[str, Any]) -> dict[str, Any]:
    """Add changes to the sums of a comparison: by kind, by from and to, and where people stand."""
    kinds = Counter(counts.get("kinds", {}))
    moves = Counter(counts.get("moves", {}))
    standing = int(counts.get("standing", 0))
    for one in changes:
        kinds[str(one.kind)] += 1
        if one.kind != ChangeKind.CONFIDENCE:
            moves[f"{one.label_before}>{one.label}"] += 1
            standing += one.decided
    shown = sum(kinds[kind.value] for kind in SHOWN_KINDS)
    return {
        "changed": shown,
        "standing": standing,
        "kinds": dict(kinds),
        "moves": dict(moves),
    }


def held_out(asset_id: UUID) -> bool:
    """Whether the decision about a column is kept from training; the same for ever."""
    return hashlib.sha256(asset_id.bytes).digest()[0] % HELD_OUT == 0


def seed_of(asset_ids: Sequence[UUID], labels: Sequence[str]) -> int:
    """Choose the seed of a training by its decisions: the same decisions give the same model."""
    digest = hashlib.sha256()
    for asset_id, label in zip(asset_ids, labels, strict=True):
        digest.update(asset_id.bytes + label.encode() + b"\n")
    return int.from_bytes(digest.digest()[:4], "big")


def measure(truths: Sequence[str], judged: Sequence[Classification]) -> dict[str, Any]:
    """Hold judgements against what people decided.

    Returns:
        Per label precision, recall and how many columns people gave it; micro and macro F1; the
        reliability curve and its expected calibration error, over the judgements that name a label.
    """
    said = [one.label if one.decision.value != "none" else "none" for one in judged]
    labels = sorted({*truths, *said} - {"none"})
    per_label = {label: _rates(label, truths, said) for label in labels}
    known = [rates["f1"] for rates in per_label.values() if rates["support"]]
    hits = sum(truth == one != "none" for truth, one in zip(truths, said, strict=True))
    named, true = sum(one != "none" for one in said), sum(one != "none" for one in truths)
    clean = [one for truth, one in zip(truths, said, strict=True) if truth == "none"]
    return {
        "columns": len(truths),
        "micro_f1": _share(2 * hits, named + true),
        "macro_f1": _share(sum(known), len(known)),
        "clean_flagged": _share(sum(one != "none" for one in clean), len(clean)),
        "labels": per_label,
        **_calibration(truths, judged),
    }


def _rates(label: str, truths: Sequence[str], said: Sequence[str]) -> dict[str, Any]:
    pairs = list(zip(truths, said, strict=True))
    hit = sum(truth == label == one for truth, one in pairs)
    named, true = sum(one == label for one in said), sum(truth == label for truth in truths)
    return {
        "precision": _share(hit, named),
        "recall": _share(hit, true),
        "f1": _share(2 * hit, named + true) or 0.0,
        "support": true,
    }


def _calibration(truths: Sequence[str], judged: Sequence[Classification]) -> dict[str, Any]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for truth, one in zip(truths, judged, strict=True):
        if one.label != "none":
            at = min(BINS - 1, int(one.confidence * BINS))
            bins[at].append((one.confidence, one.label == truth))
    total = sum(map(len, bins))
    curve = [
        {
            "confidence": round(sum(sure for sure, _ in some) / len(some), 4),
            "right": round(sum(right for _, right in some) / len(some), 4),
            "columns": len(some),
        }
        for some in bins
        if some
    ]
    error = sum(abs(one["confidence"] - one["right"]) * one["columns"] for one in curve)
    return {"curve": curve, "calibration_error": _share(error, total)}


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
