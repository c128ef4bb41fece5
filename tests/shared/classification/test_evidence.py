"""The state merges, every chunking gives the same, and no value is in the evidence."""

# ruff: noqa: E501  sample data, one kind a line

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.labels import DEFAULTS, LABELS, sensitivity_of
from pursight.classification.sample import SIZE, DistinctSample
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.values.chunk import Chunk

CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        [
            "a@b.org",
            " a@b.org ",
            "10.0.0.1",
            "",
            "NULL",
            "4111111111111111",
            "a\nb",
            "Anna Meier wrote to b@c.org at once",
        ]
    ),
)
CONTEXT = ColumnContext("", "t", "c")


def state(classifier: Classifier, *chunks: list[str | None]) -> ColumnEvidence:
    evidence = ColumnEvidence(classifier, pa.string())
    for chunk in chunks:
        evidence.update(pa.array(chunk, pa.string()))
    return evidence


def facts(evidence: ColumnEvidence) -> tuple[object, ...]:
    return (
        evidence.cells,
        evidence.hits.tolist(),
        evidence.prose_cells,
        evidence.prose_hits.tolist(),
        evidence.sample.values(),
        evidence.sample.distinct(),
    )


@settings(max_examples=60)
@given(first=st.lists(CELL, max_size=25), second=st.lists(CELL, max_size=25))
def test_merging_equals_one_pass(
    classifier: Classifier, first: list[str | None], second: list[str | None]
) -> None:
    merged = state(classifier, first).merge(state(classifier, second))
    once = state(classifier, first + second)
    assert facts(merged) == facts(once) == facts(state(classifier, second, first))
    assert merged.classify(CONTEXT) == once.classify(CONTEXT)


def test_merging_large_samples_equals_one_pass(classifier: Classifier) -> None:
    rng = random.Random(3)
    values: list[str | None] = [f"user{rng.randrange(9000)}" for _ in range(12_000)]
    whole = state(classifier, values)
    parts = [state(classifier, values[n::5]) for n in range(5)]
    merged = parts[3]
    for n in (0, 4, 1, 2):
        merged = merged.merge(parts[n])
    assert facts(merged) == facts(whole)
    assert len(whole.sample.kept) == SIZE
    assert whole.sample.distinct() == pytest.approx(len(set(values)), rel=0.2)


def test_counts_of_kept_values_are_exact() -> None:
    sample = DistinctSample()
    for start in range(0, 5000, 500):
        values = [f"v{n}" for n in range(start, start + 500)]
        by_hash = dict(zip(Chunk(pa.array(values)).hashes.tolist(), values, strict=True))
        keys = np.array(sorted(by_hash), np.uint64)
        sample.update(keys, np.full(500, 2), lambda new, known=by_hash: [known[k] for k in new])
    assert {count for _, count in sample.values()} == {2}


def test_every_cell_is_counted_not_only_the_sample(classifier: Classifier) -> None:
    values: list[str | None] = [f"u{n}@example.org" for n in range(20_000)]
    found = state(classifier, values).classify(CONTEXT)
    said = next(e for e in found.evidence if e.detector == "email.cell")
    assert (said.matched, said.examined) == (20_000, 20_000)


@pytest.mark.parametrize("column", ["c", "email", "notes"])
def test_no_value_is_in_the_evidence(classifier: Classifier, column: str) -> None:
    canaries = [f"zq{n}x@canary{n}.example" for n in range(50)]
    found = state(classifier, list(canaries), [f"Write to {c} soon please now" for c in canaries])
    text = found.classify(ColumnContext("", "t", column)).model_dump_json()
    assert "zq" not in text
    assert "canary" not in text


@pytest.mark.parametrize(
    "arrow_type",
    [pa.null(), pa.list_(pa.int32()), pa.struct([("a", pa.int32())]), pa.time64("us"), pa.duration("s"), pa.bool_(), pa.dictionary(pa.int8(), pa.string()), pa.timestamp("ns", "UTC"), pa.float16(), pa.large_binary(), pa.string_view(), pa.decimal256(50, 0), pa.uint64()],
    ids=str,
)  # fmt: skip
def test_every_type_is_taken(classifier: Classifier, arrow_type: pa.DataType) -> None:
    evidence = ColumnEvidence(classifier, arrow_type)
    evidence.update(pa.nulls(5, arrow_type))
    evidence.update(pa.nulls(0, arrow_type))
    assert evidence.classify(CONTEXT).label == "none"


def test_thresholds_decide_label_by_label(classifier: Classifier) -> None:
    strict = Thresholds(per_label={"email": Threshold(apply=1.0, suggest=0.99)})
    mails: list[str | None] = [f"u{n}@example.org" for n in range(50)]
    evidence = state(classifier, mails)
    other = Classifier(classifier.automaton, strict, use_language=False)
    assert evidence.classify(CONTEXT).label == "email"
    assert other.classify(evidence, CONTEXT).label == "none"
    with pytest.raises(ValueError, match="suggest"):
        Threshold(apply=0.4, suggest=0.5)


def test_every_label_has_a_category_and_a_sensitivity() -> None:
    assert len(LABELS) == 68
    assert {facts.category for facts in LABELS.values()} == set(DEFAULTS)
    assert (
        sensitivity_of("credit_card").level
        > sensitivity_of("email").level
        > sensitivity_of("url").level
    )
    assert sensitivity_of("an_own_label").value == "confidential"
