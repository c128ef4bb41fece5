"""What a survey of a file's bytes counts does not depend on where its chunks are cut."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from pursight_agent.connectors.files.encodings import _Tally

PARTS = st.sampled_from(
    [b"a", b'"', b"\xc3\xa9", b"\xc3", b"\xa9", b"\x81", b"\xf0\x9f\x99\x82", b"\xf0\x9f", b"\xff"]
)


@given(st.lists(PARTS, max_size=12).map(b"".join), st.lists(st.integers(0, 30), max_size=6))
@example(b"\xc3a", [1])  # a character that is cut, then nothing but ASCII
def test_however_it_is_cut_it_counts_the_same(data: bytes, cuts: list[int]) -> None:
    tally = _Tally()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for begin, end in pairwise(edges):
        if begin < end:
            tally.add(data[begin:end])
    tally.end()
    read = data.decode("utf-8", "surrogateescape")
    escaped = sum("\udc80" <= sign <= "\udcff" for sign in read)
    assert tally.invalid == escaped
    assert tally.valid == sum(sign > "\x7f" for sign in read) - escaped
    assert tally.quotes == (b'"' in data)
    assert tally.size == len(data)
