"""Names to tokens: what long ones cost, and what is remembered of values."""

import pytest

from pursight.classification import tokens
from pursight.classification.column_names import read_context, read_name
from pursight.classification.tokens import fold


def test_prose_is_folded_and_not_remembered() -> None:
    short, prose = "Żółć  Ä" * 3, "Größe und Gewicht " * 100
    before = tokens._fold_again.cache_info().currsize
    assert fold(prose) == ("grosse und gewicht " * 100).strip()
    assert tokens._fold_again.cache_info().currsize == before
    assert fold(short) == fold(short) == "zołc azołc azołc a"
    assert tokens._fold_again.cache_info().currsize == before + 1


@pytest.mark.timeout(100)
def test_names_as_long_as_a_source_allows_are_read_in_time() -> None:
    names = tuple("abcdefgh"[n % 8] * 4096 for n in range(64))
    assert not read_context("t", "", names).people
    assert read_name("homeaddress")["address"].strength > 0.5
