"""Cells lose the blanks at their ends, of whatever kind, whichever way that was found out."""

import itertools
from typing import Any

import pyarrow as pa
import pyarrow.compute
from hypothesis import given
from hypothesis import strategies as st

from pursight.classification.column import _may_need_trimming, _trimmed
from pursight.values.chunk import Chunk
from pursight.values.signs import signs_with_leading_digits

pc: Any = pyarrow.compute
BLANKS = "\t\n\x0b\x1c \x85\u00a0\u1680\u2003\u2028\u3000"
TEXTS = st.lists(st.text(alphabet=f"{BLANKS}ab!~é\x7f", max_size=4), min_size=1, max_size=6)


@given(TEXTS, st.integers(0, 2))
def test_where_nothing_is_trimmed_there_was_nothing_to_trim(texts: list[str], begin: int) -> None:
    cells = pa.array(texts, pa.large_string()).slice(min(begin, len(texts) - 1))
    trimmed = pc.utf8_trim_whitespace(cells)
    assert _may_need_trimming(cells) or trimmed.equals(cells)


@given(TEXTS)
def test_cells_are_as_if_all_had_been_trimmed(texts: list[str]) -> None:
    cells, counts, hashes, forms = _trimmed(Chunk(pa.array(texts, pa.large_string())))
    expected = pc.utf8_trim_whitespace(pa.array(texts, pa.large_string())).to_pylist()
    expected = [text for text in expected if text]
    found = [[text] * times for text, times in zip(cells.to_pylist(), counts, strict=True)]
    assert sorted(itertools.chain.from_iterable(found)) == sorted(expected)
    assert len(hashes) == len(cells)
    if forms is not None:
        binary = cells.cast(pa.large_binary())
        expected_forms = signs_with_leading_digits(binary).to_pylist()
        assert [forms.texts[code] for code in forms.codes] == expected_forms


def test_a_wide_blank_is_no_letter() -> None:
    cells = _trimmed(Chunk(pa.array(["\u3000b", "ab"], pa.large_string())))[0]
    assert cells.to_pylist() == ["b", "ab"]


def test_common_columns_are_left_alone() -> None:
    assert not _may_need_trimming(pa.array(["a b", "x@y.org", "", "12"], pa.large_string()))
    assert _may_need_trimming(pa.array(["a b", "x ", ""], pa.large_string()))
    assert _may_need_trimming(pa.array(["a", "\u00a0b"], pa.large_string()))
