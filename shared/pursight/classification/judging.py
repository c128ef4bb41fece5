"""Features to a classification: tiers 1 and 2, the column model and thresholds together (pure).

No value and no source is needed: a scan judges the columns that it read, and a server or an agent
judges kept features again when the model or the thresholds have changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pursight.classification.column_model import ColumnModel, Opinion
from pursight.classification.language import Finding
from pursight.classification.observed import Kind
from pursight.classification.patterns.catalogue import VERSION
from pursight.classification.thresholds import Thresholds
from pursight.contracts.features import ColumnFeatures, LabelEvidence, LanguageEvidence
from pursight.contracts.scans import Classification, Decision, Evidence, EvidenceKind

_RARE = 0.55
_CHECKED = frozenset({"credit_card", "iban"})
_CARD_LENGTHS = slice(5, 7)
"""Bins of lengths (`contracts.features.LENGTHS`) from 13 to 24."""
_FACT = 0.8
"""From here what values alone say, check digits or a telling form, is not the model's to change."""


def judge(
    features: ColumnFeatures, model: ColumnModel | None, thresholds: Thresholds
) -> Classification:
    """Choose the best label; below its suggest threshold the label is `none`.

    Args:
        features: Of one column, as `features_of` made them, now or at an earlier scan.
        model: Tier 3; None judges by names, patterns, dictionaries and language alone.
        thresholds: An organisation's own win over those that the model has learnt.
    """
    return judge_all([features], model, thresholds)[0]


def judge_all(
    columns: Sequence[ColumnFeatures], model: ColumnModel | None, thresholds: Thresholds
) -> list[Classification]:
    """Judge many columns at once: the same as one after the other, much faster."""
    if model is None:
        return [_decided(one, _by_rules(one), thresholds) for one in columns]
    opinions = iter(model.opinions([one for one in columns if _has_values(one)]))
    return [
        _by_all(one, next(opinions), model, thresholds)
        if _has_values(one)
        else _decided(one, _by_rules(one), thresholds)
        for one in columns
    ]


def _by_all(
    features: ColumnFeatures, opinion: Opinion, model: ColumnModel, thresholds: Thresholds
) -> Classification:
    """Judge by all three tiers.

    The model can add a label, choose another, and have a person asked where names and patterns
    would have applied theirs. It cannot silence them, and facts are decided as without it.
    """
    ruled = features.labels[0] if features.labels else None
    if ruled is not None and _is_fact(ruled):
        fact = max(opinion.of(ruled.label), ruled.alone)
        return _decided(features, _heeding(features, ruled.label, fact, model.version), thresholds)
    learnt = thresholds.learning(model.thresholds)
    best = _heeding(features, opinion.label, opinion.confidence, model.version)
    silent = best.label == "none" or learnt.decide(best.label, best.confidence) is Decision.NONE
    if silent and ruled is not None:
        heard_before = thresholds.decide(ruled.label, ruled.confidence)
        if heard_before is not Decision.NONE:
            least = max(opinion.of(ruled.label), learnt.of(ruled.label).suggest)
            best = _heeding(features, ruled.label, least, model.version)
    return _decided(features, best, learnt)


def _has_values(features: ColumnFeatures) -> bool:
    """Whether there was anything to look at: of a name alone the model has nothing to add."""
    return features.sampled > 0 or (features.kind == Kind.BINARY and features.cells > 0)


@dataclass(frozen=True, slots=True)
class _Best:
    """The best label with its confidence, what tiers 1 and 2 know of it, and the model's part."""

    label: str
    confidence: float
    known: LabelEvidence | None
    model: Evidence | None = None


def _by_rules(features: ColumnFeatures) -> _Best:
    if not features.labels:
        return _Best("none", 0.0, None)
    best = features.labels[0]
    return _Best(best.label, best.confidence, best)


def _heeding(features: ColumnFeatures, label: str, confidence: float, version: int) -> _Best:
    """The label that is settled on, with what the model changed of its confidence."""
    if label == "none":
        return _Best(label, 0.0, None)
    known = next((one for one in features.labels if one.label == label), None)
    before = known.confidence if known is not None else 0.0
    said = Evidence(
        kind=EvidenceKind.MODEL,
        detector="column.model",
        version=version,
        label=label,
        weight=round(max(-1.0, min(1.0, confidence - before)), 3),
    )
    return _Best(label, confidence, known, said)


def _is_fact(one: LabelEvidence) -> bool:
    return (
        one.alone >= _FACT
        and not one.vetoed
        and (one.kind == EvidenceKind.CHECKSUM or one.alone >= 0.9)
        and one.kind in {EvidenceKind.CHECKSUM, EvidenceKind.PATTERN}
    )


def _decided(features: ColumnFeatures, best: _Best, thresholds: Thresholds) -> Classification:
    decision = thresholds.decide(best.label, best.confidence)
    rare = {
        label: n
        for label, n in features.rare.items()
        if label != best.label and not _of_long_numbers(label, n, features)
    }
    if best.label != "none" and decision is not Decision.NONE:
        evidence = reasons(best.known, features) if best.known is not None else ()
        return Classification(
            label=best.label,
            country=(best.known.country if best.known is not None else "") or None,
            confidence=round(best.confidence, 4),
            decision=decision,
            evidence=evidence + ((best.model,) if best.model is not None else ()),
            entities=dict(features.entities) if best.label == "free_text_pii" else rare,
        )
    if rare:
        return _with_rare(rare, features, thresholds)
    speaking = [one for one in features.labels if one.vetoed or one.confidence >= 0.2]
    found = Classification(
        evidence=tuple(e for one in speaking[:2] for e in reasons(one, features))
        + ((best.model,) if best.model is not None else ())
    )
    return found if features.language is None else _heard(found, features, thresholds)


def _of_long_numbers(label: str, number: int, features: ColumnFeatures) -> bool:
    """Whether chance explains one or two card numbers: all cells are numbers of their length."""
    long = sum(features.lengths[_CARD_LENGTHS])
    alike = long >= 0.5 and features.shapes.get("integer", 0.0) >= 0.8
    return label == "credit_card" and number < 3 and alike


def _with_rare(
    rare: Mapping[str, int], features: ColumnFeatures, thresholds: Thresholds
) -> Classification:
    """Ask a person about a column that means something else and holds a card number here and there.

    Prose is called so; of other columns the label says what was found.
    """
    most = max(rare, key=lambda label: (rare[label], label))
    label = "free_text_pii" if 2 * features.prose_cells >= features.cells else most
    evidence = tuple(
        Evidence(
            kind=EvidenceKind.CHECKSUM if one in _CHECKED else EvidenceKind.PATTERN,
            detector=f"{one}.rare",
            version=features.patterns,
            label=one,
            matched=number,
            examined=features.cells,
            weight=_RARE,
        )
        for one, number in sorted(rare.items(), key=lambda found: -found[1])
    )
    # The model learns nothing of rare finds: only an organisation's own threshold holds them back.
    decision = thresholds.stated(label).decide(_RARE)
    if decision is Decision.NONE:
        return Classification(evidence=evidence, entities=dict(rare))
    return Classification(
        label=label,
        confidence=_RARE,
        decision=decision,
        evidence=evidence,
        entities=dict(rare),
    )


def _heard(
    found: Classification, features: ColumnFeatures, thresholds: Thresholds
) -> Classification:
    """Add what Presidio saw to a column that nothing else could settle.

    It never applies by itself: its patterns match many numbers that mean something else.
    """
    said = features.language
    return found if said is None else heard(found, said, thresholds)


def heard(
    found: Classification, said: LanguageEvidence | Finding, thresholds: Thresholds
) -> Classification:
    """Add what a language tier saw; it never applies by itself."""
    threshold = thresholds.stated(said.label)
    confidence = max(0.0, min(said.confidence, threshold.apply - 0.01))
    evidence = Evidence(
        kind=EvidenceKind.LANGUAGE,
        detector=f"presidio.{said.entity.lower()}",
        version=VERSION,
        label=said.label,
        matched=said.matched,
        examined=said.examined,
        weight=round(confidence, 3),
    )
    decision = threshold.decide(confidence)
    if decision is Decision.NONE:
        return found.model_copy(update={"evidence": (*found.evidence, evidence)})
    return Classification(
        label=said.label,
        confidence=round(confidence, 4),
        decision=decision,
        evidence=(evidence, *found.evidence),
    )


def reasons(one: LabelEvidence, features: ColumnFeatures) -> tuple[Evidence, ...]:
    """What names and values said of one label."""
    found: list[Evidence] = []
    if one.origin:
        found.append(
            Evidence(
                kind=EvidenceKind.NAME,
                detector=f"{one.origin}.tokens",
                version=features.patterns,
                label=one.label,
                tokens=one.tokens,
                weight=round(one.named, 3),
            )
        )
    if one.share > 0 and features.cells:
        found.append(
            Evidence(
                kind=EvidenceKind(one.kind),
                detector=one.detector,
                version=features.patterns,
                label=one.label,
                matched=one.matched,
                examined=one.examined,
                weight=round(min(1.0, max(one.alone, 0.3 * one.typical)), 3),
            )
        )
    if one.vetoed:
        found.append(
            Evidence(
                kind=EvidenceKind.VETO,
                detector="values.contradict",
                version=features.patterns,
                label=one.label,
                matched=round(one.plausible * features.sampled),
                examined=features.sampled,
                weight=-0.5,
            )
        )
    return tuple(found)
