"""One card number among very many cells is found, counted, and told where it lies."""

import itertools
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.contracts.scans import Classification, Decision

CARD, OTHER_CARD = "4111111111111111", "5500005555555559"
IN_NOTE = "please charge my card 4111 1111 1111 1111 for it thanks"
CHUNK = 1000


def looked(
    classifier: Classifier, values: list[str | None], name: str = "remark"
) -> tuple[ColumnEvidence, Classification]:
    evidence = ColumnEvidence(classifier, pa.large_string())
    for start in range(0, len(values), CHUNK):
        evidence.update(pa.array(values[start : start + CHUNK], pa.large_string()))
    return evidence, evidence.classify(ColumnContext("", "orders", name))


def notes(number: int) -> list[str | None]:
    return [
        None if n % 10 == 3 else f"parcel {n} was handed over to a neighbour" for n in range(number)
    ]


def test_one_card_in_many_notes(classifier: Classifier) -> None:
    values = notes(20_000)
    assert looked(classifier, values)[1].label == "none"
    values[12_345] = IN_NOTE
    evidence, found = looked(classifier, values)
    assert (found.label, found.decision) == ("free_text_pii", Decision.SUGGESTED)
    assert found.entities == {"credit_card": 1}
    assert evidence.rare.rows == {"credit_card": [12_345]}
    assert "4111" not in found.model_dump_json()


def test_a_few_cards_among_references(classifier: Classifier) -> None:
    values: list[str | None] = [f"REF-{n:07d}" for n in range(5_000)]
    for row, card in ((17, CARD), (99, f" {OTHER_CARD} "), (4_000, CARD)):
        values[row] = card
    evidence, found = looked(classifier, values, "reference")
    assert (found.label, found.decision) == ("credit_card", Decision.SUGGESTED)
    assert found.entities == {"credit_card": 3}
    assert sorted(evidence.rare.rows["credit_card"]) == [17, 99, 4_000]
    (reason,) = found.evidence
    assert (reason.matched, reason.examined) == (3, 5_000)


def test_a_key_in_a_column_of_settings(classifier: Classifier) -> None:
    values: list[str | None] = [f"option-{n % 7}" for n in range(2_000)]
    values[1_500] = "AKIA" + "Q3EXAMPLE7ABCDE2"
    evidence, found = looked(classifier, values, "setting")
    assert (found.label, found.entities) == ("api_key", {"api_key": 1})
    assert evidence.rare.rows == {"api_key": [1_500]}


@pytest.mark.parametrize("number", [3, 60, 3_000])
@pytest.mark.parametrize("form", ["{}", "order {} was sent on time to its owner"])
def test_numbers_of_which_some_pass_by_chance_are_no_cards(
    classifier: Classifier, number: int, form: str
) -> None:
    rng = Random(number)
    numbers = [rng.randrange(4 * 10**15, 5 * 10**15) for _ in range(max(number, 30))]
    values: list[str | None] = [form.format(one) for one in numbers]
    found = looked(classifier, values, "order_reference")[1]
    assert (found.label, found.entities) == ("none", {})


def test_a_column_of_cards_is_just_that(classifier: Classifier) -> None:
    found = looked(classifier, [CARD, OTHER_CARD, "4012888888881881"] * 400, "number")[1]
    assert found.label == "credit_card"
    assert found.entities == {}


@settings(max_examples=25, deadline=None)
@given(
    rows=st.sets(st.integers(0, 2_999), min_size=1, max_size=6),
    cuts=st.lists(st.integers(0, 3_000), max_size=4),
)
def test_parts_merge_to_the_whole(classifier: Classifier, rows: set[int], cuts: list[int]) -> None:
    values = notes(3_000)
    for row in rows:
        values[row] = IN_NOTE
    ends = [0, *sorted(cuts), len(values)]
    parts = []
    for start, end in itertools.pairwise(ends):
        part = ColumnEvidence(classifier, pa.large_string())
        part.update(pa.array(values[start:end], pa.large_string()))
        parts.append(part)
    whole = parts[0]
    for part in parts[1:]:
        whole.merge(part)
    assert whole.rare.convincing() == {"credit_card": len(rows)}
    assert sorted(whole.rare.rows["credit_card"]) == sorted(rows)
