"""What is read off the first bytes of a text is how its whole shape begins, or nothing is told."""

import re
from collections import Counter
from itertools import groupby

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pursight.profiling.beginnings import begun
from pursight.profiling.shapes import ShapeCounts

LETTERS = st.text(alphabet="Aa9 .-é", max_size=16)


def sign_of(letter: str) -> str:
    if letter.isdigit():
        return "9"
    if letter.isalpha():
        return "A" if letter.isupper() else "a"
    return letter


def beginning(text: str, signs: int, looked_at: int) -> str | None:
    """The plain way, one text; None when its first bytes do not tell."""
    head = text.encode()[:looked_at]
    if len(head) < looked_at or not head.isascii():
        return None
    runs = [(sign, len(list(run))) for sign, run in groupby(map(sign_of, head.decode()))]
    if len(runs) <= signs:
        return None
    return "".join(sign + "~" * (number > 1) for sign, number in runs[:signs]) + "…"


@given(
    texts=st.lists(st.tuples(LETTERS, st.integers(1, 5)), max_size=20),
    signs=st.integers(1, 6),
    longer=st.integers(1, 6),
)
@example(texts=[("a.a.aaaa", 1)], signs=4, longer=4)  # just as many signs as are kept
@example(texts=[("a.a.a.aa", 1)], signs=4, longer=4)
def test_they_tell_only_of_texts_that_hold_more_signs_than_are_kept(
    texts: list[tuple[str, int]], signs: int, longer: int
) -> None:
    looked_at = signs + longer
    values = pa.array([text.encode() for text, _ in texts], pa.large_binary())
    times = np.array([number for _, number in texts], np.int64)
    expected: Counter[str] = Counter()
    for text, number in texts:
        shape = beginning(text, signs, looked_at)
        if shape is not None:
            expected[shape] += number
    counts, told = begun(values, times, signs=signs, looked_at=looked_at)
    assert counts == expected
    assert told.tolist() == [beginning(text, signs, looked_at) is not None for text, _ in texts]


@pytest.mark.parametrize("long", ["aa.aa.aa" + 20 * ".", "a.9.A" + 22 * "."])
def test_a_text_of_six_runs_is_written_to_its_end(long: str) -> None:
    counts = ShapeCounts(40)
    kinds = [f"{'a.' * (n // 3 + 4)}{'9' * (n % 3)}-{'A ' * (n % 7)}b" for n in range(200)]
    counts.add(pa.array(kinds, pa.large_string()))
    assert counts._coarseness == 2
    counts.add(pa.array([long] * 900, pa.large_string()))
    whole = re.sub(r"(a|\.)\1+", r"\1~", long)
    assert (whole, 900) in counts.most_common(3)
