"""Our hits in the joined column are those of Presidio's own analyzer, cell by cell."""

# ruff: noqa: E501  sample data, one kind a line

import importlib.util
import random
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from faker import Faker

from pursight.classification import language
from pursight.classification.recognizers import matcher as matching
from pursight.classification.recognizers.files import LEAST, read_all
from pursight.classification.recognizers.matcher import FULL, Matcher
from pursight.classification.recognizers.presidio import predefined
from pursight.classification.recognizers.recognizer import Expression, Recognizer

pytest.importorskip("presidio_analyzer", reason="not run: needs presidio-analyzer")

_SOME = (
    "CreditCardRecognizer", "IbanRecognizer", "IpRecognizer", "MacAddressRecognizer", "CryptoRecognizer", "UuidRecognizer",
    "UsSsnRecognizer", "UsItinRecognizer", "UsBankRecognizer", "UsPassportRecognizer", "NhsRecognizer", "UkNinoRecognizer",
    "UkPostcodeRecognizer", "EsNifRecognizer", "EsNieRecognizer", "ItFiscalCodeRecognizer", "ItVatCodeRecognizer", "PlPeselRecognizer",
    "FiPersonalIdentityCodeRecognizer", "AuTfnRecognizer", "AuAbnRecognizer", "InAadhaarRecognizer", "InVehicleRegistrationRecognizer",
    "SgFinRecognizer", "AbaRoutingRecognizer", "DeTaxIdRecognizer", "ThTninRecognizer",
)  # fmt: skip
_ODD = (
    "", " ", "4111 1111 1111 1111", "4111\n1111\n1111\n1111", "4111111111111111é", "é4111111111111111", "x4111111111111111",
    "DE89 3704 0044 0532 0130 00", "de89370400440532013000", "IBAN: GB82WEST12345698765432.", "078-05-1120", "078051120 and 219-09-9999", "٠٧٨-٠٥-١١٢٠",
    "192.168.0.1\n10.0.0.1", "1.2.3.4/24", "::1", "fe80::1%eth0", "00:1a:2B:3c:4D:5e", "943 476 5919", "AA 12 34 56 C", "aa123456c", "SW1A 1AA", "sw1a1aa",
    "12345678Z", "X1234567L", "RSSMRA85T10A562S", "rssmra85t10a562s", "131052-308T", "S1234567D", "021000021", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "a\u03014111111111111111",
)  # fmt: skip


@pytest.fixture(scope="module")
def some() -> tuple[Recognizer, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return tuple(one for one in predefined()[0] if one.name in _SOME)


@lru_cache(maxsize=1)
def cells() -> list[str]:
    rng = random.Random(3)
    providers = "email name address phone_number iban credit_card_number ipv4 ipv6 ssn license_plate mac_address uuid4 sentence date postcode".split()  # noqa: SIM905
    fakes = [Faker(locale) for locale in ("en_US", "en_GB", "de_DE", "es_ES", "it_IT", "pl_PL")]
    for number, fake in enumerate(fakes):
        fake.seed_instance(number)
    made = [str(getattr(rng.choice(fakes), rng.choice(providers))()) for _ in range(500)]
    cut = [one[1:] for one in rng.sample(made, 60)] + [f"see {one}, ok?" for one in made[:80]]
    return list(dict.fromkeys([*_ODD, *made, *cut]))


def presidio(some: tuple[Recognizer, ...]) -> set[tuple[str, str, int]]:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    known = language.analyzer()
    assert known is not None
    registry = RecognizerRegistry(recognizers=[], supported_languages=["en"])
    for one in some:
        one.engine.supported_language = "en"
        registry.add_recognizer(one.engine)
    engine: Any = AnalyzerEngine(
        nlp_engine=known.nlp_engine, registry=registry, supported_languages=["en"]
    )
    best: dict[tuple[str, str], int] = {}
    for cell in cells():
        for found in engine.analyze(text=cell, language="en", score_threshold=0.0):
            key = cell, found.entity_type
            best[key] = max(best.get(key, 0), round(found.score * FULL))
    return {(*key, score) for key, score in best.items()}


def ours(matcher: Matcher) -> set[tuple[str, str, int]]:
    found = matcher.scan(pa.array(cells(), pa.large_string()))
    best: dict[tuple[str, str], int] = {}
    for number, cell, score in zip(
        found.recognizer.tolist(), found.cell.tolist(), found.score.tolist(), strict=True
    ):
        key = cells()[cell], matcher.recognizers[number].entity
        best[key] = max(best.get(key, 0), score)
    return {(*key, score) for key, score in best.items()}


def test_the_same_cells_hold_the_same_entities_with_the_same_scores(
    some: tuple[Recognizer, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert len(some) >= 25
    expected = presidio(some)
    assert len(expected) > 250
    cache = tmp_path_factory.getbasetemp() / "patterns"
    assert ours(Matcher(some, cache=cache)) == expected


def test_without_hyperscan_it_is_the_same(
    some: tuple[Recognizer, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        matching.importlib.util,
        "find_spec",
        lambda name: None if name == "hyperscan" else real(name),
    )
    assert ours(Matcher(some)) == presidio(some)


def test_small_pieces_find_the_same(
    monkeypatch: pytest.MonkeyPatch, some: tuple[Recognizer, ...], tmp_path_factory: Any
) -> None:
    cache: Path = tmp_path_factory.getbasetemp() / "patterns"
    whole = ours(Matcher(some, cache=cache))
    monkeypatch.setattr(matching, "_PIECE", 64)
    assert ours(Matcher(some, cache=cache)) == whole


def test_what_has_no_patterns_or_too_low_a_score_is_said() -> None:
    taken, left = read_all(["presidio"])
    names = {one.name for one in taken}
    assert {"CreditCardRecognizer", "EmailRecognizer", "IbanRecognizer"} <= names
    said = "\n".join(left)
    assert "PhoneRecognizer is left out: it consists of no patterns" in said
    assert "GLiNERRecognizer is left out" in said
    assert "UsBankRecognizer is left out: its matches score 0.40 at most" in said
    assert min(one.utmost for one in taken) >= LEAST


def test_look_arounds_back_references_and_anchors_mean_what_they_mean_to_presidio() -> None:
    brought = Recognizer(
        "odd",
        "ODD",
        "odd",
        (
            Expression("ahead", r"(?<!\d)\d{4}(?=-X)", 0.5),
            Expression("back", r"\b(\w\w)\1\b", 0.6),
            Expression("start", r"\Aid: \d+\Z", 0.7),
            Expression("words", r"(?:^|(?<=\W))(Mr\.|Größe|C\+\+)(?:(?=\W)|$)", 0.8, ("Mr.", "Größe", "C++")),
        ),
    )  # fmt: skip
    texts = ["1234-X", "91234-X", "1234-Y", "abab", "ababa", "id: 5", "x id: 5", "id: 5\nb", "mr. Smith", "xMr.", "GRÖSSE Größe", "I like C++"]  # fmt: skip
    found = Matcher([brought]).scan(pa.array(texts, pa.large_string()))
    got = {texts[n]: s for n, s in zip(found.cell.tolist(), found.score.tolist(), strict=True)}
    assert got == {
        "1234-X": 500, "abab": 600, "id: 5": 700, "mr. Smith": 800, "GRÖSSE Größe": 800, "I like C++": 800,
    }  # fmt: skip
