"""Numbers are written out only where a pattern could fit, and no fit is lost by that."""

import re
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pursight.classification.column import ColumnEvidence, _reader
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.written_numbers import WrittenNumbers, worth_writing, written_numbers
from pursight.values.arrow import ArrowArray

_LARGE = st.integers(-(10**18), 10**18)
_ROUND = st.integers(0, 18).map(lambda digits: 10**digits) | st.integers(0, 18).map(
    lambda digits: 1 - 10**digits
)
_DECIMAL = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4
)


def fits_any(classifier: Any, text: str) -> bool:
    return any(
        re.search(pattern.anchored.encode("latin-1"), text.encode()) is not None
        for pattern in classifier.everywhere
    )


def texts(values: ArrowArray) -> list[str]:
    written: list[str] = _reader(values.type)[1](values).to_pylist()
    return written


def arrays(values: st.SearchStrategy[Any], arrow_type: pa.DataType) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=8).map(lambda made: pa.array(made, arrow_type))


@settings(max_examples=150, deadline=None)
@given(
    arrays(_LARGE | _ROUND, pa.int64())
    | arrays(st.integers(0, 2**64 - 1), pa.uint64())
    | arrays(_LARGE.map(Decimal), pa.decimal128(38, 0))
    | arrays(_DECIMAL, pa.decimal128(38, 4))
    | arrays(st.floats() | _LARGE.map(float), pa.float64())
)
def test_no_number_that_a_pattern_fits_is_left_out(classifier: Any, values: ArrowArray) -> None:
    worth = set(texts(worth_writing(values, classifier.written_numbers)))
    for text in texts(values):
        assert text in worth or not fits_any(classifier, text), text


def test_only_card_numbers_among_numbers(classifier: Any) -> None:
    """Else every number of every scan would be written out: that would be right, and slow."""
    assert classifier.written_numbers == WrittenNumbers({False: 12}, fractions=False)


@settings(max_examples=100, deadline=None)
@given(st.floats(allow_nan=False) | st.decimals(allow_nan=False, allow_infinity=False, places=9))
def test_fractions_are_written_as_it_is_held(number: float | Decimal) -> None:
    if isinstance(number, Decimal):
        assume(abs(number) < 10**20)
        values = pa.array([number], pa.decimal128(38, 9))
    else:
        values = pa.array([number])
    (text,) = texts(values)
    whole, fraction, power = (
        r"-?(0|[1-9]\d*)",
        r"-?(0|[1-9]\d*)\.\d+|-?inf",
        r"-?\d(\.\d+)?[eE][+-]\d+",
    )
    assert re.fullmatch(f"{whole}|{fraction}|{power}", text), text


@pytest.mark.parametrize(
    ("expression", "digits", "fractions"),
    [
        (r"\d{3}", {False: 3}, False),
        (r"-\d{2,4}", {True: 2}, False),
        (r"0\d{5}", {}, False),
        (r"[0-9.]+", {False: 1}, True),
        (r"\d\.\d+e-\d{1,2}", {}, True),
        (r"\d\d\.\d+e-\d{1,2}", {}, False),
        (r"[a-z]+", {}, True),  # inf
        (r"\+\d+", {}, False),
        (r"4\d{15}|5\d{15}", {False: 16}, False),
    ],
)
def test_what_numbers_a_pattern_could_fit(
    expression: str, digits: dict[bool, int], fractions: bool
) -> None:
    pattern = Pattern("made", "up", expression, 1.0)
    assert written_numbers([pattern]) == WrittenNumbers(digits, fractions)


@pytest.mark.parametrize("arrow_type", [pa.int64(), pa.float64(), pa.decimal128(20, 0)], ids=str)
def test_cards_in_a_column_of_numbers_are_counted_and_placed(
    classifier: Any, arrow_type: pa.DataType
) -> None:
    values: list[Any] = [*range(2_000), 4111111111111111, None, 5500005555555559]
    if pa.types.is_decimal(arrow_type):
        values = [None if value is None else Decimal(value) for value in values]
    evidence = ColumnEvidence(classifier, arrow_type)
    evidence.update(pa.array(values, arrow_type))
    assert evidence.rare.rows == {"credit_card": [2_000, 2_002]}
    assert evidence.cells == 2_002
    number = [p.detector for p in classifier.everywhere].index("credit_card.bare")
    assert evidence.hits[number] == 2
