"""Features of a column: enough to judge by, too little to read a value from."""

import json
import string
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.features import pieces
from pursight.contracts.features import BUCKETS, ColumnFeatures

CONTEXT = ColumnContext(
    "shop", "customers", "cust_mail_17", neighbours=("first_name", "phone", "dob", "x")
)
FAST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def features(
    classifier: Classifier,
    values: Sequence[object],
    context: ColumnContext = CONTEXT,
    arrow_type: pa.DataType | None = None,
) -> ColumnFeatures:
    array = pa.array(values, arrow_type)
    evidence = ColumnEvidence(classifier, array.type)
    evidence.update(array)
    return evidence.features(context)


def numbers_in(told: object) -> Iterator[float]:
    if isinstance(told, bool):
        return
    if isinstance(told, int | float):
        yield told
    elif isinstance(told, dict):
        for one in told.values():
            yield from numbers_in(one)
    elif isinstance(told, list):
        for one in told:
            yield from numbers_in(one)


# Longer than any word of ours, so that a meeting is no chance.
canaries = st.text(string.ascii_letters + string.digits, min_size=9, max_size=30)


@FAST
@given(
    canary=canaries,
    frame=st.sampled_from(
        [
            "{}",
            "{}@mail.example",
            "+49 30 {}",
            "Dr. {} called about it on Monday",
            "https://{}.org/",
        ]
    ),
    copies=st.integers(1, 40),
    others=st.lists(st.text(max_size=12), max_size=20),
)
def test_no_text_of_a_column_is_in_its_features(
    classifier: Classifier, canary: str, frame: str, copies: int, others: list[str]
) -> None:
    value = frame.format(canary)
    told = features(classifier, [value] * copies + others).model_dump_json()
    assert canary not in told
    assert canary.lower() not in told.lower()


@FAST
@given(
    canary=st.integers(10**6, 10**15)
    | st.floats(1e3, 1e9, allow_nan=False).map(lambda x: x + 0.37),
    copies=st.integers(1, 30),
)
def test_no_number_of_a_column_is_in_its_features(
    classifier: Classifier, canary: float, copies: int
) -> None:
    told = json.loads(features(classifier, [canary] * copies).model_dump_json())
    del told["version"], told["patterns"]
    counted = [
        number for number in numbers_in(told) if number > 1.5 and number not in told["pieces"]
    ]
    assert all(number <= max(copies, 2) for number in counted), counted


@FAST
@given(share=st.floats(0, 1))
def test_a_column_of_one_share_does_not_tell_it(classifier: Classifier, share: float) -> None:
    """Shares of what was seen have two digits; what detectors make of them has four at most."""
    told = json.loads(features(classifier, [share] * 7).model_dump_json())
    assert all(round(number, 4) == number for number in numbers_in(told))
    for name in ("distinct_share", "names_in_prose"):
        assert round(told[name], 2) == told[name]
    assert all(round(one, 2) == one for one in told["lengths"] + told["characters"])


@FAST
@given(
    values=st.lists(
        st.none()
        | st.sampled_from(["a@b.org", "x@y.de", "no mail", "4111 1111 1111 1111"])
        | st.text(max_size=8),
        max_size=60,
    ),
    cut=st.integers(0, 60),
    turned=st.booleans(),
)
def test_order_and_partition_change_nothing(
    classifier: Classifier, values: list[str | None], cut: int, turned: bool
) -> None:
    whole = pa.array(values, pa.string())
    one = ColumnEvidence(classifier, whole.type)
    one.update(whole)
    parts = [ColumnEvidence(classifier, whole.type) for _ in range(2)]
    halves = [whole[:cut], whole[cut:]]
    for part, half in zip(parts, halves[::-1] if turned else halves, strict=True):
        part.update(half)
    merged = parts[0].merge(parts[1])
    assert merged.features(CONTEXT) == one.features(CONTEXT)


def test_features_are_compact(classifier: Classifier) -> None:
    wide = ColumnContext(
        "s",
        "patient_customers",
        "home_phone_number_or_emailAddress_of_customer",
        neighbours=tuple(
            f"{name}_{n}" for n in range(8) for name in ("email", "phone", "zip", "iban", "salary")
        ),
    )
    values = [f"{n}@mail.example" if n % 2 else f"+49 30 {n:07}" for n in range(800)]
    for told in (
        features(classifier, values, wide),
        features(classifier, ["4111111111111111"] * 90),
    ):
        assert len(told.model_dump_json(exclude_defaults=True)) <= 2600
        assert ColumnFeatures.model_validate_json(told.model_dump_json()) == told


def test_pieces_of_names_are_buckets_that_tell_names_apart() -> None:
    assert pieces("") == ()
    assert all(0 <= piece < BUCKETS for piece in pieces("KundenEmailAdresse"))
    assert set(pieces("kd_email")) & set(pieces("EMAIL_2"))
    assert not set(pieces("kd")) & set(pieces("email"))
    assert len(pieces("a_very_long_name_" * 40)) <= 48


@pytest.mark.parametrize("kind", [pa.bool_(), pa.binary(), pa.null(), pa.date32(), pa.float64()])
def test_columns_of_every_type_have_features(classifier: Classifier, kind: pa.DataType) -> None:
    assert features(classifier, [None, None], arrow_type=kind).cells == 0
