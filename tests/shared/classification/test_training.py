"""Training: the same for the same input, and numpy says what scikit-learn says."""

import random

import numpy as np
import pytest

from pursight.classification import training
from pursight.classification.column_model import ColumnModel
from pursight.classification.model_inputs import PAIR_NAMES, Layout
from pursight.classification.training import Example, pack, train, unpack
from pursight.classification.trees import Trees
from pursight.contracts.features import ColumnFeatures


@pytest.fixture(scope="module")
def trained(examples: list[Example]) -> bytes:
    return train(examples, 5, version=3)


def test_the_same_seed_gives_the_same_bytes_in_any_order(
    examples: list[Example], trained: bytes
) -> None:
    mixed = random.Random(1).sample(examples, len(examples))
    assert train(mixed, 5, version=3) == trained


def test_a_trained_model_says_what_it_is(examples: list[Example], trained: bytes) -> None:
    model = ColumnModel.load(trained)
    assert model.version == 3
    assert model.trained_on == {"generated": len(examples)}
    assert set(model.labels) == {one.label for one in examples} | {"none"}
    assert all(0.6 <= one.apply <= 0.95 for one in model.thresholds.values())


def test_numpy_trees_equal_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(3)
    rows = rng.random((900, len(PAIR_NAMES)), np.float32).round(1)
    right = rows[:, 0] + rows[:, 3] * rows[:, 4] > 0.9
    named = tuple("email" for _ in rows)
    pairs = training._Pairs(rows, np.arange(len(rows)), right, named)
    fitted = training._boosted(pairs, np.ones(len(rows), bool), np.ones(len(rows)), 1)
    baseline = float(np.ravel(fitted._baseline_prediction)[0])
    trees = Trees.checked(training._flattened(fitted), len(PAIR_NAMES), baseline)
    fresh = rng.random((500, len(PAIR_NAMES)), np.float32).round(1)  # many at a threshold
    np.testing.assert_allclose(trees.scores(fresh), fitted.decision_function(fresh), atol=1e-9)


def test_numpy_chances_equal_those_of_scikit_learn(examples: list[Example], trained: bytes) -> None:
    model = ColumnModel.load(trained)
    ordered = sorted(examples, key=training._key)
    inputs = training.rows_of([one.features for one in ordered], model.layout)
    target = np.array([model.labels.index(one.label) for one in ordered])
    with training.threadpool_limits(1):
        fitted = training._linear(inputs, target, np.ones(len(ordered)), 5)
    wanted = np.zeros((len(ordered), len(model.labels)))
    wanted[:, fitted.classes_] = fitted.predict_proba(inputs)
    found = model.chances([one.features for one in ordered])
    np.testing.assert_allclose(found, wanted, atol=0.01)  # weights are kept in 16 bits


def test_two_labels_are_enough_and_one_is_not(examples: list[Example]) -> None:
    few = [one for one in examples if one.label in {"none", "email"}]
    few = [Example(one.features, one.label, group=str(at % 5)) for at, one in enumerate(few[:240])]
    model = ColumnModel.load(train(few, 1))
    assert model.labels == ("email", "none")
    said = model.opinions([one.features for one in few])
    right = [a.label == "email" for a, b in zip(said, few, strict=True) if b.label == "email"]
    assert sum(right) > 0.8 * len(right)
    with pytest.raises(ValueError, match="two labels"):
        train([one for one in few if one.label == "none"], 1)
    with pytest.raises(ValueError, match="groups"):
        train([Example(one.features, one.label) for one in few], 1)


def test_decisions_teach_an_organisations_own_label(examples: list[Example]) -> None:
    """A label that no pattern knows is learnt from the names that stewards decided on."""

    def column(name: str, at: int) -> ColumnFeatures:
        from pursight.classification.features import pieces

        return ColumnFeatures(
            kind="text",
            cells=40 + at,
            sampled=20,
            distinct=20,
            distinct_share=0.5,
            lengths=(0, 0, 0, 1.0),
            characters=(0, 0.3, 0.7, 0, 0, 0),
            shapes={"code": 1.0},
            pieces=pieces(name),
        )

    words = ["no", "nr", "number", "code", "id", "ref", "key", "text"] * 3
    decided = [
        Example(column(f"{stem}_{word}", at), label, 8.0, "decision", f"table {at}")
        for stem, label in (("badge", "badge_number"), ("rack", "none"))
        for at, word in enumerate(words)
    ]
    model = ColumnModel.load(train([*examples, *decided], 2, version=2))
    assert model.trained_on["decision"] == len(decided)
    assert model.opinions([column("staff_badge", 3)])[0].label == "badge_number"
    assert model.opinions([column("old_rack", 3)])[0].confidence < 0.5


def test_packed_examples_come_back(examples: list[Example]) -> None:
    assert list(unpack(pack(examples[:50]))) == examples[:50]
    with pytest.raises(Exception, match="format"):
        list(unpack(b"no examples"))


def test_layouts_of_other_vocabularies_have_other_sizes() -> None:
    assert Layout(("a", "b"), ()).inputs != Layout(("a",), ()).inputs
