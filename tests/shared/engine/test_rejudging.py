"""Judging again from kept features: the live decision, no source, and nothing shown too much."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from pursight.classification.classifier import Classifier
from pursight.classification.column_model import shipped
from pursight.classification.judging import judge, judge_all
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.contracts.scans import (
    Classification,
    ColumnFacts,
    Decision,
    EvidenceKind,
    TableFacts,
    TableKind,
    TableReport,
)
from pursight.engine.rejudging import judged_again
from pursight.engine.table import TableState

NEVER = Thresholds(Threshold(apply=1.0, suggest=1.0))
VALUES = {
    "mail": [f"person{n}@mail.example" for n in range(60)],
    "pan": ["4111111111111111", "5500005555555559", "340000000000009"] * 20,
    "salary": [20_000 + 731 * n for n in range(60)],
    "status": ["open", "closed", "open"] * 20,
    "phone_count": [n % 4 for n in range(60)],
    "col_9": [f"{n % 12 + 1:02}/{n % 28 + 1:02}/19{n % 40 + 40}" for n in range(60)],
}


def report(classifier: Classifier) -> TableReport:
    columns = tuple(
        ColumnFacts(name=name, position=at + 1, type="text") for at, name in enumerate(VALUES)
    )
    facts = TableFacts(schema_name="s", name="customers", kind=TableKind.TABLE, columns=columns)
    batch = pa.RecordBatch.from_pydict(VALUES)
    now = datetime(2026, 11, 21, tzinfo=UTC)
    state = TableState(facts, batch.schema, classifier, (), now=now)
    state.update(batch)
    return state.report(complete=True)


def other(
    classifier: Classifier, thresholds: Thresholds | None = None, *, tier3: bool = True
) -> Classifier:
    return Classifier(
        classifier.automaton,
        thresholds or Thresholds(),
        use_language=False,
        model=shipped() if tier3 else None,
    )


@pytest.mark.parametrize("tier3", [True, False])
def test_features_alone_give_the_live_decision(classifier: Classifier, tier3: bool) -> None:
    same = other(classifier, tier3=tier3)
    live = report(same)
    kept = TableReport.model_validate_json(live.model_dump_json(exclude_defaults=True))
    for column in kept.columns:
        assert column.features is not None
        again = judge(column.features, same.model, same.thresholds)
        assert again == column.classification, column.name
    assert judged_again(kept, same) == live


def test_the_model_says_what_it_added(classifier: Classifier) -> None:
    found = {one.name: one.classification for one in report(other(classifier)).columns}
    assert found["mail"].label == "email"
    (said,) = [e for e in found["mail"].evidence if e.kind is EvidenceKind.MODEL]
    assert (said.detector, said.version, said.label) == ("column.model", 1, "email")
    without = report(other(classifier, tier3=False))
    for one in without.columns:
        assert all(e.kind is not EvidenceKind.MODEL for e in one.classification.evidence)


def test_a_checksummed_column_stays_what_it_is(classifier: Classifier) -> None:
    """Whatever a model thinks of them, card numbers are card numbers."""
    model = shipped()
    assert model is not None
    (features,) = [c.features for c in report(classifier).columns if c.name == "pan"]
    assert features is not None
    misled = features.model_copy(
        update={"neighbours": {"email": 9}, "pieces": (1, 2, 3), "shapes": {"words": 1.0}}
    )
    found = judge(misled, model, Thresholds())
    assert (found.label, found.decision) == ("credit_card", Decision.APPLIED)


def test_thresholds_of_an_organisation_win_over_learnt_ones() -> None:
    learnt = {"phone": Threshold(0.6, 0.4), "email": Threshold(0.6, 0.4)}
    mixed = Thresholds(per_label={"email": Threshold(0.9, 0.7)}).learning(learnt)
    assert mixed.of("email").apply == 0.9
    assert mixed.of("phone").apply == 0.6
    assert mixed.of("iban") == Threshold()
    assert NEVER.learning(learnt).of("phone").apply == 1.0


def test_a_column_that_becomes_sensitive_shows_no_extremes_any_more(
    classifier: Classifier,
) -> None:
    before = report(other(classifier, NEVER, tier3=False))
    salary = {c.name: c for c in before.columns}["salary"]
    assert salary.classification.label == "none"
    assert salary.profile is not None
    assert salary.profile.min == 20_000
    after = {c.name: c for c in judged_again(before, other(classifier)).columns}["salary"]
    assert after.classification.label == "salary"
    assert after.profile is not None
    assert after.profile.masked
    assert "20000" not in after.profile.model_dump_json()
    assert (after.profile.min, after.profile.mean, after.profile.quantiles) == (None, None, ())
    assert after.profile.examined == salary.profile.examined


def test_a_partition_follows_its_parent(classifier: Classifier) -> None:
    said = Classification(label="email", confidence=0.9, decision=Decision.APPLIED)
    whole = report(other(classifier))
    bare = whole.model_copy(
        update={"columns": tuple(c.model_copy(update={"features": None}) for c in whole.columns)}
    )
    found = judged_again(bare, classifier, {"status": said})
    assert {c.name: c.classification for c in found.columns}["status"] == said
    assert found.columns[0] == bare.columns[0]


def test_a_batch_equals_one_after_the_other(classifier: Classifier) -> None:
    model = shipped()
    features = [c.features for c in report(classifier).columns if c.features is not None]
    together = judge_all(features, model, Thresholds())
    assert together == [judge(one, model, Thresholds()) for one in features]
