"""Evidence to one label, its confidence and the reasons (pure)."""

# ruff: noqa: E501  word lists stay whole

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pursight.classification.column_names import NameEvidence, Surroundings
from pursight.classification.judges import judge
from pursight.classification.labels import LABELS
from pursight.classification.language import Finding
from pursight.classification.observed import Kind, Observed
from pursight.classification.patterns.catalogue import VERSION
from pursight.classification.thresholds import Thresholds
from pursight.classification.verdict import Verdict
from pursight.contracts.scans import Classification, Decision, Evidence, EvidenceKind

_CEILING = 0.99
_RARE = 0.55
_DENIED = 0.4
"""What is left of values' word for a label that the name speaks against."""
_CHECKED = frozenset({"credit_card", "iban"})

# Which labels a typed column can hold at all; text can hold every one.
_BY_KIND: Mapping[Kind, frozenset[str]] = {
    Kind.MOMENT: frozenset({"date_of_birth", "card_expiry", "diagnosis"}),
    Kind.FLAG: frozenset({"health_measure", "trade_union", "gender"}),
    Kind.FRACTION: frozenset(
        ["gps_coordinates", "salary", "income", "health_measure", "age", "credit_score", "phone", "postal_code", "credit_card", "national_id", "us_ssn", "tax_id", "bank_account", "npi"]
    ),
    Kind.INTEGER: frozenset(
        ["gps_coordinates", "salary", "income", "health_measure", "age", "credit_score", "phone", "postal_code", "credit_card", "national_id", "us_ssn", "tax_id", "npi", "bank_account", "bank_routing", "card_security_code", "card_expiry", "date_of_birth", "device_id", "medical_record_number", "insurance_id", "passport", "driver_license", "voter_id", "gender", "ip_address", "password", "api_key", "session_token", "icd_code", "address", "medication", "marital_status"]
    ),
    Kind.BINARY: frozenset(["photo", "signature", "biometric", "password", "api_key", "private_key", "session_token", "gps_coordinates", "national_id", "us_ssn"]),
}  # fmt: skip

# What a more general pattern (a web address, a token) also fits.
_PARTICULAR = frozenset({"photo", "signature", "jwt", "connection_string"})

# Labels that a person's own table makes likelier when a name is only fair.
_PERSONAL = frozenset(
    {"person_name", "address", "phone", "username", "date_of_birth", "photo", "job_title"}
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    label: str
    confidence: float
    order: float
    verdict: Verdict
    name: NameEvidence | None
    named: float
    vetoed: bool


def decide(
    seen: Observed,
    names: Mapping[str, NameEvidence],
    around: Surroundings,
    thresholds: Thresholds,
) -> Classification:
    """Choose the best label; below its suggest threshold the label is `none`."""
    candidates = [
        _weigh(label, seen, names.get(label), around) for label in LABELS if label != "none"
    ]
    best = max(candidates, key=lambda c: (c.order, c.label))
    decision = thresholds.decide(best.label, best.confidence)
    rare = {label: n for label, n in seen.rare.items() if label != best.label}
    if decision is Decision.NONE and rare:
        return _with_rare(rare, seen, thresholds)
    if decision is Decision.NONE:
        speaking = sorted(
            (c for c in candidates if c.vetoed or c.confidence >= 0.2), key=lambda c: -c.order
        )
        return Classification(evidence=tuple(e for c in speaking[:2] for e in _evidence(c, seen)))
    entities = dict(seen.entities) if best.label == "free_text_pii" else rare
    return Classification(
        label=best.label,
        country=best.verdict.country or None,
        confidence=round(best.confidence, 4),
        decision=decision,
        evidence=_evidence(best, seen),
        entities=entities,
    )


def _with_rare(rare: Mapping[str, int], seen: Observed, thresholds: Thresholds) -> Classification:
    """Ask a person about a column that means something else and holds a card number here and there.

    Prose is called so; of other columns the label says what was found.
    """
    most = max(rare, key=lambda label: (rare[label], label))
    label = "free_text_pii" if 2 * seen.prose_cells >= seen.cells else most
    evidence = tuple(
        Evidence(
            kind=EvidenceKind.CHECKSUM if one in _CHECKED else EvidenceKind.PATTERN,
            detector=f"{one}.rare",
            version=VERSION,
            label=one,
            matched=number,
            examined=seen.cells,
            weight=_RARE,
        )
        for one, number in sorted(rare.items(), key=lambda found: -found[1])
    )
    decision = thresholds.decide(label, _RARE)
    if decision is Decision.NONE:
        return Classification(evidence=evidence, entities=dict(rare))
    return Classification(
        label=label,
        confidence=_RARE,
        decision=decision,
        evidence=evidence,
        entities=dict(rare),
    )


def heard(found: Classification, said: Finding, thresholds: Thresholds) -> Classification:
    """Add what Presidio saw to a column that nothing else could settle.

    It never applies by itself: its patterns match many numbers that mean something else.
    """
    confidence = min(said.confidence, thresholds.of(said.label).apply - 0.01)
    evidence = Evidence(
        kind=EvidenceKind.LANGUAGE,
        detector=f"presidio.{said.entity.lower()}",
        version=VERSION,
        label=said.label,
        matched=said.matched,
        examined=said.examined,
        weight=round(confidence, 3),
    )
    decision = thresholds.decide(said.label, confidence)
    if decision is Decision.NONE:
        return found.model_copy(update={"evidence": (*found.evidence, evidence)})
    return Classification(
        label=said.label,
        confidence=round(confidence, 4),
        decision=decision,
        evidence=(evidence, *found.evidence),
    )


def _weigh(
    label: str, seen: Observed, name: NameEvidence | None, around: Surroundings
) -> _Candidate:
    allowed = _BY_KIND.get(seen.kind)
    if allowed is not None and label not in allowed:
        return _Candidate(label, 0.0, 0.0, Verdict(), name, 0.0, vetoed=name is not None)
    strength = _in_context(label, name, around)
    if not seen.cells or (not seen.sample and seen.kind is not Kind.BINARY):
        # Nothing to look at: the name alone, and never enough to apply by itself.
        named = strength * (0.85 if strength >= 0.62 else 0.7)
        return _Candidate(label, named, named, Verdict(), name, named, vetoed=False)
    verdict = judge(label, seen)
    if name is not None and not name.strength:
        verdict = replace(verdict, alone=verdict.alone * _DENIED)
    named = _named(strength, verdict)
    vetoed = strength > 0.2 and named < 0.5 * strength
    if _choices_only(label, seen) and verdict.alone < 0.6:
        vetoed, named = vetoed or strength > 0.2, named * 0.25
    confidence = min(_CEILING, 1.0 - (1.0 - named) * (1.0 - verdict.alone))
    # A column that names its content beats a pattern that several contents share.
    order = confidence + (0.06 if strength >= 0.75 and not vetoed else 0.0)
    if label in _PARTICULAR and verdict.alone >= 0.7:
        order += 0.07
    return _Candidate(label, confidence, order, verdict, name, named, vetoed)


def _in_context(label: str, name: NameEvidence | None, around: Surroundings) -> float:
    if name is None:
        return 0.0
    strength = name.strength
    if label in _PERSONAL and 0.3 <= strength < 0.75:
        strength += 0.12 if around.people else 0.0
        strength -= 0.3 if around.things and label == "person_name" else 0.0
    if around.health and label == "health_measure" and 0.2 <= strength < 0.6:
        strength = 0.64  # a value or result, in a table about patients
    return strength


def _named(strength: float, verdict: Verdict) -> float:
    """What is left of a name once the values have spoken."""
    if strength <= 0.0:
        return 0.0
    if verdict.plausible < 0.4:
        return strength * 0.15
    support = verdict.typical
    if strength >= 0.75:
        return 0.66 + 0.3 * support
    if strength >= 0.4:
        return 0.22 + 0.6 * support * (strength / 0.55)
    return min(0.36, strength * 1.5) * support


def _choices_only(label: str, seen: Observed) -> bool:
    """Flags and two or three repeated choices are no e-mail addresses, names or numbers."""
    if label in _ENUMERABLE or seen.cells < 4:
        return False
    if seen.complete and seen.distinct <= 3 and seen.shape("flag") > 0.9:
        return True
    return (
        seen.complete and seen.distinct <= 3 and seen.cells >= 30 and seen.shape("one_byte") > 0.9
    )


_ENUMERABLE = frozenset(
    [
        "gender",
        "race_ethnicity",
        "religion",
        "nationality",
        "marital_status",
        "political_opinion",
        "sexual_orientation",
        "trade_union",
        "blood_type",
        "country",
        "region",
        "health_measure",
    ]
)


def _evidence(candidate: _Candidate, seen: Observed) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    name, verdict, label = candidate.name, candidate.verdict, candidate.label
    if name is not None:
        found.append(
            Evidence(
                kind=EvidenceKind.NAME,
                detector=f"{name.origin}.tokens",
                version=VERSION,
                label=label,
                tokens=name.tokens + name.against,
                weight=round(candidate.named, 3),
            )
        )
    if verdict.share > 0 and seen.cells:
        counted = seen.everywhere.get(verdict.detector)
        examined = seen.cells if counted is not None else len(seen.sample)
        matched = counted if counted is not None else round(verdict.share * len(seen.sample))
        found.append(
            Evidence(
                kind=verdict.kind,
                detector=verdict.detector,
                version=VERSION,
                label=label,
                matched=min(matched, examined),
                examined=examined,
                weight=round(min(1.0, max(verdict.alone, 0.3 * verdict.typical)), 3),
            )
        )
    if candidate.vetoed:
        found.append(
            Evidence(
                kind=EvidenceKind.VETO,
                detector="values.contradict",
                version=VERSION,
                label=label,
                matched=round(verdict.plausible * len(seen.sample)),
                examined=len(seen.sample),
                weight=-0.5,
            )
        )
    return tuple(found)
