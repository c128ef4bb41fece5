"""Chunks: cut and joined again without loss, bounded, and no bomb gets through."""

import hashlib
from collections.abc import Iterator
from random import Random

import pytest
from backports.zstd import ZstdCompressor
from hypothesis import given
from hypothesis import strategies as st

from pursight import zstd
from pursight.contracts.agents import MAX_CHUNK_BYTES
from pursight.protocol import chunks

_NOISE = Random(1).randbytes(3 * MAX_CHUNK_BYTES + 17)


@given(st.binary(max_size=2000), st.integers(0, 2000), st.integers(0, len(_NOISE)))
def test_cut_and_joined_is_the_same(text: bytes, times: int, noise: int) -> None:
    report = text * times + _NOISE[:noise]
    cut = chunks.cut(report)
    assert chunks.join(cut) == report
    assert all(len(chunk) <= MAX_CHUNK_BYTES for chunk in cut)
    assert cut == chunks.cut(report)


def test_an_empty_report_has_no_chunks() -> None:
    assert chunks.cut(b"") == []
    assert chunks.root([]) == hashlib.sha256(b"").hexdigest()


def test_the_root_depends_on_every_chunk_and_their_order() -> None:
    one, two = chunks.digest(b"one"), chunks.digest(b"two")
    raw = hashlib.sha256(b"one").digest() + hashlib.sha256(b"two").digest()
    assert chunks.root([one, two]) == hashlib.sha256(raw).hexdigest()
    assert len({chunks.root([one, two]), chunks.root([two, one]), chunks.root([one])}) == 3


@given(st.lists(st.binary(max_size=50).map(lambda line: line.replace(b"\n", b"")), max_size=30))
def test_lines_survive_any_cut(lines: list[bytes]) -> None:
    report = b"".join(line + b"\n" for line in lines)
    pieces = [report[at : at + 7] for at in range(0, len(report), 7)]
    compressed = [zstd.compress(piece) for piece in pieces]
    assert list(chunks.lines(compressed)) == lines


def test_a_bomb_is_refused_before_it_expands() -> None:
    bomb = zstd.compress(b"\0" * (chunks.MAX_PIECE_BYTES + 1))
    unsaid = ZstdCompressor()
    silent = unsaid.compress(b"\0" * 10_000_000) + unsaid.flush()
    for chunk in (bomb, silent):
        with pytest.raises(chunks.BadChunk, match="must say so"):
            chunks.expand(chunk)


def test_damage_is_found() -> None:
    chunk = chunks.cut(_NOISE[:1000])[0]
    for bad in (b"", b"not zstd", chunk[:-3], chunk + b"x", b"x" * (MAX_CHUNK_BYTES + 1)):
        with pytest.raises(chunks.BadChunk):
            chunks.expand(bad)
    assert chunks.damaged([chunk, b"x"], [chunks.digest(chunk), chunks.digest(b"y")]) == (1,)


def test_a_line_without_an_end_is_refused_before_it_is_held_whole() -> None:
    (chunk,) = chunks.cut(b"x" * MAX_CHUNK_BYTES)
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield chunk

    with pytest.raises(chunks.BadChunk, match="a line"):
        list(chunks.lines(endless()))
    assert taken == chunks.LONGEST_LINE // MAX_CHUNK_BYTES + 1
