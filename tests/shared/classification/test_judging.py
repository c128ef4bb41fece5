"""Three tiers decide together: what the column model may change, and what it may not."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.column_model import Opinion
from pursight.classification.judging import judge
from pursight.classification.labels import LABELS
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Decision

CARDS = [
    "4111111111111111",
    "5500005555555559",
    "4012888888881881",
    "5105105105105100",
    "5555555555554444",
    "378282246310005",
    "371449635398431",
    "6011000990139424",
]
"""Numbers that makers of payment software publish for tests."""

LEARNT = {label: Threshold(apply=0.95, suggest=0.5) for label in LABELS}


def features(classifier: Classifier, column: str, values: Sequence[object]) -> ColumnFeatures:
    array = pa.array(values)
    evidence = ColumnEvidence(classifier, array.type)
    evidence.update(array)
    return evidence.features(ColumnContext("", "things", column))


def model(label: str, confidence: float) -> Any:
    """A column model that always says the same."""
    opinion = Opinion(label, confidence, {label: confidence})
    return SimpleNamespace(
        version=1, thresholds=LEARNT, opinions=lambda columns: [opinion for _ in columns]
    )


@pytest.fixture(scope="module")
def suggested(classifier: Classifier) -> ColumnFeatures:
    """A telling name over words that no dictionary knows."""
    return features(classifier, "姓名", ["Xirpf", "Noldzu", "Quemk", "Varqo", "Ziwej"] * 5)


@pytest.fixture(scope="module")
def proven(classifier: Classifier) -> ColumnFeatures:
    """Card numbers with good check digits, under a name that says nothing."""
    return features(classifier, "c7", CARDS * 3)


@given(label=st.sampled_from(sorted(LABELS)), confidence=st.floats(0, 1))
def test_the_model_cannot_silence_what_would_be_suggested(
    suggested: ColumnFeatures, label: str, confidence: float
) -> None:
    alone = judge(suggested, None, Thresholds())
    assert (alone.label, alone.decision) == ("person_name", Decision.SUGGESTED)
    found = judge(suggested, model(label, confidence), Thresholds())
    assert found.decision is not Decision.NONE
    if label == "none" or confidence < 0.5:
        assert (found.label, found.decision) == ("person_name", Decision.SUGGESTED)
    else:
        assert found.label == label


@given(label=st.sampled_from(sorted(LABELS)), confidence=st.floats(0, 1))
def test_what_check_digits_prove_is_decided_as_without_it(
    proven: ColumnFeatures, label: str, confidence: float
) -> None:
    alone = judge(proven, None, Thresholds())
    assert (alone.label, alone.decision) == ("credit_card", Decision.APPLIED)
    found = judge(proven, model(label, confidence), Thresholds())
    assert (found.label, found.decision) == (alone.label, alone.decision)


def test_an_organisation_that_wants_no_suggestion_gets_none(suggested: ColumnFeatures) -> None:
    strict = Thresholds(per_label={"person_name": Threshold(apply=0.99, suggest=0.9)})
    assert judge(suggested, model("none", 0.0), strict).decision is Decision.NONE
