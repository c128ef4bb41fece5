"""What recognisers make of a column: label, confidence, prose, merging, and no way to be slow."""

import itertools
import random
import time
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.recognizers.files import _deny
from pursight.classification.recognizers.matcher import STRIKES, Matcher
from pursight.classification.recognizers.recognizer import Expression, Recognizer
from pursight.contracts.scans import Classification, Decision

STAFF = Recognizer(
    "Staff", "EMPLOYEE_NO", "employee_no", (Expression("full", r"\bEMP-\d{6}\b", 0.9),), ("staff",)
)
WEAK = Recognizer("Locker", "LOCKER", "locker", (Expression("l", r"L\d{3}", 0.3),), ("locker",))
NAMES = Recognizer("Projects", "PROJECT", "project", (_deny(("Blue Heron", "Nordlicht"), 0.8),))


@pytest.fixture(scope="module")
def brought(classifier: Classifier) -> Classifier:
    return Classifier(
        classifier.automaton,
        classifier.thresholds,
        False,
        matcher=Matcher([STAFF, WEAK, NAMES]),
    )


def decided(classifier: Classifier, values: Sequence[object], name: str = "c7") -> Classification:
    array = pa.array(values)
    evidence = ColumnEvidence(classifier, array.type)
    evidence.update(array)
    return evidence.classify(ColumnContext("", "things", name))


def numbers(count: int) -> list[str]:
    return [f"EMP-{n:06d}" for n in range(count)]


def test_score_times_share_decides(brought: Classifier, classifier: Classifier) -> None:
    full = decided(brought, numbers(100))
    assert (full.label, full.decision, full.confidence) == ("employee_no", Decision.APPLIED, 0.9)
    assert (full.evidence[0].detector, full.evidence[0].matched) == ("recognizer.employee_no", 100)
    part = decided(brought, numbers(65) + ["other"] * 35)
    assert (part.label, part.decision) == ("employee_no", Decision.SUGGESTED)
    assert decided(brought, numbers(40) + ["other"] * 60).label == "none"
    assert decided(classifier, numbers(100)).label == "none"


def test_a_context_word_in_the_name_makes_it_likelier(brought: Classifier) -> None:
    lockers = [f"L{n:03d}" for n in range(100)]
    assert decided(brought, lockers).label == "none"
    found = decided(brought, lockers, "staff_locker_2")
    assert (found.label, found.confidence) == ("locker", 0.65)
    assert decided(brought, lockers, "blockers").label == "none"


def test_what_is_surer_stays(brought: Classifier) -> None:
    assert decided(brought, [f"u{n}@example.org" for n in range(50)], "email").label == "email"


def test_within_prose_it_is_counted_and_asked_about(brought: Classifier) -> None:
    notes = [f"the parcel {n} was left with a neighbour" for n in range(200)]
    notes[5] = "all of this is for Nordlicht and nobody else"
    notes[9] = "blue heron begins on a Monday of next month"
    found = decided(brought, notes, "remark")
    assert (found.label, found.decision) == ("free_text_pii", Decision.SUGGESTED)
    assert found.entities == {"project": 2}
    assert "Nordlicht" not in found.model_dump_json()


@settings(max_examples=20, deadline=None)
@given(
    cells=st.lists(
        st.one_of(
            st.sampled_from(["EMP-000001", "L123", "xL123", " EMP-000001 ", None, ""]),
            st.just("we talk about Nordlicht again and again"),
            st.text(max_size=8),
        ),
        max_size=40,
    ),
    cuts=st.lists(st.integers(0, 40), max_size=3),
    seed=st.integers(0, 99),
)
def test_parts_in_any_order_merge_to_the_whole(
    brought: Classifier, cells: list[str | None], cuts: list[int], seed: int
) -> None:
    whole = ColumnEvidence(brought, pa.large_string())
    whole.update(pa.array(cells, pa.large_string()))
    edges = [0, *sorted(min(c, len(cells)) for c in cuts), len(cells)]
    parts = []
    for start, end in itertools.pairwise(edges):
        part = ColumnEvidence(brought, pa.large_string())
        part.update(pa.array(cells[start:end], pa.large_string()))
        parts.append(part)
    random.Random(seed).shuffle(parts)
    first, *rest = parts
    for part in rest:
        first.merge(part)
    for name in ("whole", "whole_score", "in_prose"):
        assert np.array_equal(getattr(first.recognized, name), getattr(whole.recognized, name)), (
            name
        )


def test_a_pattern_that_explodes_is_stopped_and_said() -> None:
    evil = Recognizer("Evil", "EVIL", "evil", (Expression("e", r"(?:a|aa)+(?=b)", 0.9),))
    matcher = Matcher([evil, STAFF])
    cells = ["a" * 60 + f"!{n}" for n in range(200)] + ["EMP-000001"]
    began = time.process_time()
    found = matcher.scan(pa.array(cells, pa.large_string()))
    assert time.process_time() - began < 20 * STRIKES * 0.1
    assert found.recognizer.tolist() == [1]
    assert [sentence.split(" took")[0] for sentence in matcher.notices] == ["The pattern e of Evil"]


def test_the_fingerprint_follows_what_is_brought(
    brought: Classifier, classifier: Classifier
) -> None:
    assert brought.fingerprint != classifier.fingerprint
    fewer = Classifier(
        classifier.automaton, classifier.thresholds, False, matcher=Matcher([STAFF, WEAK])
    )
    assert fewer.fingerprint not in {brought.fingerprint, classifier.fingerprint}
    again = Classifier(
        classifier.automaton,
        classifier.thresholds,
        False,
        matcher=Matcher([STAFF, WEAK, NAMES]),
    )
    assert again.fingerprint == brought.fingerprint
    assert "recognizers: 3" in brought.tiers
