"""A classifier's fingerprint: the same for the same content, another for any other."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pursight.classification import fingerprint
from pursight.classification.classifier import Classifier
from pursight.classification.fingerprint import fingerprint_of
from pursight.classification.patterns.catalogue import PATTERNS
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.thresholds import Threshold, Thresholds


def test_classifiers_made_alike_have_one_fingerprint(
    classifier: Classifier, tmp_path: Path
) -> None:
    another = Classifier.build(language=False, cache=tmp_path)
    assert classifier.fingerprint == another.fingerprint
    assert len(classifier.fingerprint) == 64


def test_every_process_finds_the_same_one() -> None:
    asked = (
        "from pursight.classification.fingerprint import fingerprint_of\n"
        "print(fingerprint_of(language=True))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", asked],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {fingerprint_of(language=True)}


def test_another_tier_is_told_apart() -> None:
    assert fingerprint_of(language=False) != fingerprint_of(language=True)


def test_thresholds_and_model_force_no_reading(classifier: Classifier) -> None:
    strict = Classifier(
        classifier.automaton, Thresholds(Threshold(apply=0.97)), use_language=False, model=None
    )
    assert strict.fingerprint == classifier.fingerprint
    lists = fingerprint._dictionaries()
    assert not [name for name in lists if name.startswith("column_model")]
    assert "column_names.toml" in lists


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Pattern)])
def test_any_change_of_a_pattern_shows(field: str) -> None:
    other = {"strength": 0.123, "reach": "prose"}.get(field, "other")
    changed = dataclasses.replace(PATTERNS[-1], **{field: other})
    assert changed != PATTERNS[-1]
    assert fingerprint_of(language=False, patterns=(*PATTERNS[:-1], changed)) != fingerprint_of(
        language=False
    )


def test_the_order_of_patterns_and_their_number_show() -> None:
    whole = fingerprint_of(language=False)
    assert fingerprint_of(language=False, patterns=PATTERNS[:-1]) != whole
    assert fingerprint_of(language=False, patterns=PATTERNS[::-1]) != whole


def test_every_word_list_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fingerprint_of(language=False)
    lists = fingerprint._dictionaries()
    assert {"terms.toml", "column_names.toml", "surnames.txt.gz"} <= lists.keys()
    for name in lists:
        monkeypatch.setattr(fingerprint, "_dictionaries", lambda n=name: {**lists, n: "other"})
        assert fingerprint_of(language=False) != whole


def test_a_missing_package_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {language: fingerprint_of(language=language) for language in (True, False)}
    monkeypatch.setattr(
        fingerprint, "_version", lambda name: None if name == "presidio-analyzer" else "1.0"
    )
    without = {language: fingerprint_of(language=language) for language in (True, False)}
    monkeypatch.setattr(fingerprint, "_version", lambda _: "1.0")
    assert fingerprint_of(language=True) != without[True]
    assert fingerprint_of(language=False) == without[False] != before[False]
