"""What language says of prose: in how many of the sampled texts people and places are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pursight.classification import language
from pursight.classification.column import PROSE_BLANKS
from pursight.classification.language_model import LanguageModel
from pursight.classification.observed import Kind, Observed
from pursight.classification.patterns.catalogue import VERSION
from pursight.contracts.scans import Classification, Evidence, EvidenceKind

_TEXTS = 200


def naming(sample: Sequence[tuple[str, int]], model: LanguageModel | None) -> float:
    """Share of sampled prose that names a person, by the dictionaries or by the user's model."""
    texts = _prose(sample)
    share = sum(language.names_in_prose(text) > 0 for text in texts) / max(1, len(texts))
    if model is not None and texts:
        counted, examined = model.entities(texts)
        share = max(share, counted["person_name"] / max(1, examined))
    return share


def counted(
    found: Classification, sample: Sequence[tuple[str, int]], model: LanguageModel | None
) -> Classification:
    """Add in how many of how many sampled texts language sees people, places and the like.

    Counts over every cell stand in `entities`; these are of a sample, so they stand in the evidence
    with its size.
    """
    texts = _prose(sample)
    if not texts:
        return found
    known = {
        "person_name": sum(language.names_in_prose(text) > 0 for text in texts),
        "city": sum(language.places_in_prose(text) > 0 for text in texts),
    }
    evidence = [_said("prose", label, n, len(texts)) for label, n in known.items() if n]
    if model is not None:
        seen: tuple[Counter[str], int] = model.entities(texts)
        evidence += [_said("model", label, n, seen[1]) for label, n in sorted(seen[0].items()) if n]
    return found.model_copy(update={"evidence": (*found.evidence, *evidence)})


def worth_naming(seen: Observed) -> bool:
    """Whether a model could tell what short texts without digits are: names, places, companies."""
    return (
        seen.kind is Kind.TEXT
        and seen.distinct >= 8
        and seen.shape("has_digit") < 0.2
        and seen.prose_cells < 0.5 * seen.cells
    )


def _prose(sample: Sequence[tuple[str, int]]) -> list[str]:
    return [value for value, _ in sample[:_TEXTS] if value.count(" ") >= PROSE_BLANKS]


def _said(detector: str, label: str, matched: int, examined: int) -> Evidence:
    return Evidence(
        kind=EvidenceKind.LANGUAGE,
        detector=f"{detector}.{label}",
        version=VERSION,
        label=label,
        matched=matched,
        examined=examined,
        weight=0.0,
    )
