"""Names and values to what speaks for each label: tiers 1 and 2 (pure)."""

# ruff: noqa: E501  word lists stay whole

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pursight.classification.column_names import NameEvidence, Surroundings
from pursight.classification.judges import judge
from pursight.classification.labels import LABELS
from pursight.classification.observed import Kind, Observed
from pursight.classification.verdict import Verdict

_CEILING = 0.99
_DENIED = 0.4
"""What is left of values' word for a label that the name speaks against."""

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

# Numbers that somebody gave out: no fraction of anything is one.
_WHOLE = frozenset(
    ["phone", "postal_code", "credit_card", "national_id", "us_ssn", "tax_id", "bank_account", "bank_routing", "npi", "passport", "driver_license", "voter_id", "insurance_id", "medical_record_number", "card_security_code", "password", "session_token", "device_id", "username"]
)  # fmt: skip
_FRACTIONS = 0.5
"""Of a column with so many fractions the rest are fractions that happen to be whole."""

_WEIGHTS = frozenset(["weight", "gewicht", "peso", "poids", "waga", "vaha", "vikt"])
_HEIGHTS = frozenset(["height", "groesse", "altezza", "altura", "taille", "wzrost", "vyska"])
_HEAVY, _TALL = (35.0, 260.0), (55.0, 215.0)
"""Between these lies the middle of weights in kilograms or pounds, heights in inches or cm."""

# Labels that a person's own table makes likelier when a name is only fair.
_PERSONAL = frozenset(
    {"person_name", "address", "phone", "username", "date_of_birth", "photo", "job_title"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One label and what speaks for it.

    Attributes:
        order: By which the best is chosen: the confidence, and a little for a telling name.
        strength: Of the name before the values were looked at.
        named: What the values leave of that.
        vetoed: The name speaks for it, the values do not.
    """

    label: str
    confidence: float
    order: float
    verdict: Verdict
    name: NameEvidence | None
    strength: float
    named: float
    vetoed: bool


def weigh(
    seen: Observed, names: Mapping[str, NameEvidence], around: Surroundings
) -> list[Candidate]:
    """What speaks for each label of the vocabulary, in its order."""
    return [_weigh(label, seen, names.get(label), around) for label in LABELS if label != "none"]


def possible(label: str, kind: str) -> bool:
    """Whether a column of a type can hold a label at all."""
    allowed = _BY_KIND.get(Kind(kind))
    return allowed is None or label in allowed


def _weigh(
    label: str, seen: Observed, name: NameEvidence | None, around: Surroundings
) -> Candidate:
    allowed = _BY_KIND.get(seen.kind)
    if allowed is not None and label not in allowed:
        return Candidate(label, 0.0, 0.0, Verdict(), name, 0.0, 0.0, vetoed=name is not None)
    strength = _in_context(label, name, around)
    if not seen.cells or (not seen.sample and seen.kind is not Kind.BINARY):
        # Nothing to look at: the name alone, and never enough to apply by itself.
        named = strength * (0.85 if strength >= 0.62 else 0.7)
        return Candidate(label, named, named, Verdict(), name, strength, named, vetoed=False)
    verdict = judge(label, seen)
    if label in _WHOLE and seen.fractions > _FRACTIONS:
        verdict = replace(verdict, alone=0.0, plausible=0.0, typical=0.0)
    if label == "health_measure" and name is not None and not (around.health or around.people):
        strength *= _of_a_body(name.tokens, seen)
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
    return Candidate(label, confidence, order, verdict, name, strength, named, vetoed)


def _of_a_body(tokens: tuple[str, ...], seen: Observed) -> float:
    """What is left of `weight` and `height` in a table that does not tell of people."""
    for words, (low, high) in ((_WEIGHTS, _HEAVY), (_HEIGHTS, _TALL)):
        if words & set(tokens):
            middle = float(np.median(seen.numbers)) if len(seen.numbers) else low
            return 1.0 if low <= middle <= high else 0.2
    return 1.0


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
