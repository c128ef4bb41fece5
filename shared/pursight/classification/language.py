"""Tier 2: Presidio on a bounded sample of what tier 1 left open, and names of people in prose.

Presidio runs with its `no_op` engine: no language model is loaded and nothing is fetched. Where it
is not installed this tier says so and finds nothing.
"""

# ruff: noqa: E501, SIM905  word lists stay whole

import importlib.util
import logging
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pursight.classification import words
from pursight.classification.tokens import fold

VALUES = 24
SECONDS = 1.0
_FEWEST = 8  # values that must have been looked at before anything is said
_LONGEST = 400

# Presidio's entities to our labels, with the confidence of a column that is full of them.
ENTITIES: dict[str, tuple[str, float]] = {
    "EMAIL_ADDRESS": ("email", 0.9),
    "PHONE_NUMBER": ("phone", 0.49),
    "CREDIT_CARD": ("credit_card", 0.9),
    "IBAN_CODE": ("iban", 0.9),
    "CRYPTO": ("crypto_wallet", 0.9),
    "IP_ADDRESS": ("ip_address", 0.9),
    "MAC_ADDRESS": ("mac_address", 0.9),
    "US_SSN": ("us_ssn", 0.7),
    "US_ITIN": ("tax_id", 0.7),
    "US_NPI": ("npi", 0.49),
    "UK_NHS": ("national_id", 0.7),
    "UK_NINO": ("national_id", 0.8),
    "ES_NIF": ("national_id", 0.8),
    "ES_NIE": ("national_id", 0.8),
    "IT_FISCAL_CODE": ("national_id", 0.8),
    "PL_PESEL": ("national_id", 0.8),
    "FI_PERSONAL_IDENTITY_CODE": ("national_id", 0.8),
    "SG_NRIC_FIN": ("national_id", 0.7),
    "KR_RRN": ("national_id", 0.7),
    "TH_TNIN": ("national_id", 0.7),
    "AU_TFN": ("tax_id", 0.7),
    "AU_MEDICARE": ("insurance_id", 0.7),
    "IN_PAN": ("tax_id", 0.8),
    "IN_AADHAAR": ("national_id", 0.8),
}

_NAME_IN_PROSE = re.compile(
    r"\b([^\W\d_a-z][^\W\d_A-Z]{1,20}) (?=([^\W\d_a-z][^\W\d_]{1,25}(?:-[^\W\d_]+)?)\b)"
)
_OPENERS = frozenset(
    """the this that these those dear hello hi please spoke called met with from to when where what how why new old my our your his her their
    north south east west san los las saint great united may june april august will mark grant monday tuesday wednesday thursday friday saturday sunday
    street road avenue main park lake mount inc ltd group bank university hospital school order customer client""".split()
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One label that Presidio saw: in how many of how many values, and how sure a column is."""

    label: str
    entity: str
    matched: int
    examined: int
    confidence: float


def installed() -> bool:
    """Whether Presidio is there."""
    return importlib.util.find_spec("presidio_analyzer") is not None


@lru_cache(maxsize=1)
def stay_offline() -> None:
    """Keep Presidio's check of e-mail addresses from fetching the list of public suffixes."""
    import tldextract

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    for module in (tldextract, tldextract.tldextract):
        setattr(module, "extract", offline)  # noqa: B010  its annotation refuses what it calls


@lru_cache(maxsize=1)
def analyzer() -> Any | None:
    """Make Presidio's analyzer without a language model and without a way to the network.

    Returns:
        None when Presidio is not installed.
    """
    if not installed():
        return None
    stay_offline()
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    engine = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "no_op",
            "models": [{"lang_code": "en", "model_name": "no_op"}],
        }
    ).create_engine()
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    made = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["en"])
    made.analyze(text="+1 212 555 0100 a@example.org", language="en")  # loads what is loaded late
    return made


def find(values: Sequence[str], tokens: Sequence[str]) -> Finding | None:
    """Let Presidio look at a few values; the tokens of the column's name serve as context words.

    At most `VALUES` values and `SECONDS` seconds. Only an entity that covers a value wholly counts.
    """
    engine = analyzer()
    if engine is None or not values:
        return None
    deadline = time.monotonic() + SECONDS
    counts: Counter[str] = Counter()
    examined = 0
    for value in values[:VALUES]:
        if time.monotonic() > deadline:
            break
        text = value[:_LONGEST]
        examined += 1
        results = engine.analyze(
            text=text,
            language="en",
            entities=list(ENTITIES),
            context=list(tokens) or None,
            score_threshold=0.4,
        )
        counts.update(
            {r.entity_type for r in results if r.end - r.start >= 0.9 * len(text.strip())}
        )
    if not counts or examined < min(_FEWEST, len(values)):
        return None
    entity, matched = max(counts.items(), key=lambda item: (item[1], item[0]))
    label, sure = ENTITIES[entity]
    share = matched / examined
    return Finding(label, entity, matched, examined, sure * max(0.0, min(1.0, (share - 0.4) / 0.5)))


def names_in_prose(text: str) -> int:
    """Count pairs of capitalised words that are a given name and a family name."""
    given, family = words.names_in("given_names"), words.names_in("surnames")
    found = 0
    for first, last in _NAME_IN_PROSE.findall(text[:2000]):
        a, b = fold(first), fold(last)
        if a in given and b in family and a not in _OPENERS and b not in _OPENERS:
            found += 1
    return found


_PLACE_IN_PROSE = re.compile(
    r"\b(?:in|at|from|to|near|aus|nach|bei|à|de|vers|en|desde|hasta|da|di|naar|uit|van|i|fra|från|til|till|w|z|do)"
    r" ([^\W\d_a-z][^\W\d_]{2,25}(?:[ -][^\W\d_a-z][^\W\d_]{2,25}){0,2})\b"
)


def places_in_prose(text: str) -> int:
    """Count known places behind a word such as `in` or `aus`, months and names of people aside."""
    cities, given = words.names_in("cities"), words.names_in("given_names")
    found = 0
    for place in _PLACE_IN_PROSE.findall(text[:2000]):
        folded = fold(place)
        one_word = " " not in folded
        found += folded in cities and not (one_word and (folded in given or folded in _OPENERS))
    return found
