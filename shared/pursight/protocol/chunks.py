"""A report's bytes to zstd chunks of bounded size, their digests, and back."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from pursight import zstd
from pursight.contracts.agents import MAX_CHUNK_BYTES
from pursight.errors import Refused

MAX_PIECE_BYTES = 8 * MAX_CHUNK_BYTES
LONGEST_LINE = 64 * MAX_CHUNK_BYTES
"""Bytes of report in one chunk at most; a chunk that expands beyond it is refused."""

_LEVEL = 6


class BadChunk(Refused):
    """A chunk that is not what `cut` makes: damaged, or made to exhaust memory."""

    code = "chunk.bad"


def cut(report: bytes) -> list[bytes]:
    """Cut a report into zstd chunks of at most `MAX_CHUNK_BYTES`; an empty report has none.

    The same bytes give the same chunks with the same version of zstd. What is spooled and
    hashed are the chunks, so another version on the other side does no harm.
    """
    chunks: list[bytes] = []
    at, size = 0, MAX_PIECE_BYTES
    while at < len(report):
        piece = report[at : at + size]
        chunk = zstd.compress(piece, _LEVEL)
        if len(chunk) > MAX_CHUNK_BYTES:
            size = len(piece) // 2
            continue
        chunks.append(chunk)
        at += len(piece)
        size = min(size * 2, MAX_PIECE_BYTES)
    return chunks


def digest(chunk: bytes) -> str:
    """SHA-256 of a chunk as it is stored and sent, lower-case hex."""
    return hashlib.sha256(chunk).hexdigest()


def root(digests: Iterable[str]) -> str:
    """SHA-256 over the chunks' digests (raw, 32 bytes each) in order; of nothing for no chunks."""
    whole = hashlib.sha256()
    for one in digests:
        whole.update(bytes.fromhex(one))
    return whole.hexdigest()


def expand(chunk: bytes) -> bytes:
    """Give back the piece of report in one chunk.

    Raises:
        BadChunk: It is too large, damaged, or expands beyond `MAX_PIECE_BYTES`.
    """
    if len(chunk) > MAX_CHUNK_BYTES:
        raise BadChunk(f"a chunk of {len(chunk)} bytes is over the limit of {MAX_CHUNK_BYTES}")
    try:
        declared = zstd.declared_size(chunk)
        if declared is None or declared > MAX_PIECE_BYTES:
            raise BadChunk(f"a chunk may expand to {MAX_PIECE_BYTES} bytes at most and must say so")
        return zstd.decompress(chunk, declared)
    except (zstd.Damaged, zstd.TooLarge) as error:
        raise BadChunk("a chunk cannot be decompressed") from error


def join(chunks: Iterable[bytes]) -> bytes:
    """Give back the whole report; `join(cut(report)) == report`.

    Raises:
        BadChunk: As `expand`.
    """
    return b"".join(expand(chunk) for chunk in chunks)


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the report's lines without their ends, holding one chunk and one line at a time.

    Raises:
        BadChunk: As `expand`; or a line is longer than `LONGEST_LINE`.
    """
    rest: list[bytes] = []
    for chunk in chunks:
        head, *following = expand(chunk).split(b"\n")
        rest.append(head)
        if sum(map(len, rest)) > LONGEST_LINE:
            raise BadChunk(f"a line of a report has at most {LONGEST_LINE} bytes")
        for tail in following:
            yield b"".join(rest)
            rest = [tail]
    if last := b"".join(rest):
        yield last


def damaged(chunks: Sequence[bytes], digests: Sequence[str]) -> tuple[int, ...]:
    """Which chunks of a spool no longer have the digest they were stored with."""
    return tuple(
        n
        for n, (chunk, known) in enumerate(zip(chunks, digests, strict=True))
        if digest(chunk) != known
    )
