"""Compressed bytes unpacked piece by piece; what is cut off is an error, never an end."""

import bz2
import gzip
import io
import lzma
from typing import Any, BinaryIO, cast

import pyarrow as pa
from typing_extensions import override

from pursight import zstd

_PIECE = 1 << 12
"""Packed bytes unpacked at once: few, as each may unfold to tens of thousands."""
_BLOCK = 1 << 16
"""Bytes that a chunk of framed snappy may hold unpacked, by its definition."""


class _Frames(io.RawIOBase):
    """Zstandard frames, one after the other; a cut is no end."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._frame: zstd.ZstdDecompressor | None = None
        self._rest, self._out = b"", io.BytesIO()

    @override
    def read(self, size: int = -1) -> bytes:
        while not (out := self._out.read(size)):
            waiting = self._frame is not None and not self._frame.needs_input
            packed = b"" if waiting else self._rest or self._raw.read(_PIECE)
            if not packed and not waiting:
                if self._frame is not None:
                    raise EOFError
                break
            frame = self._frame or zstd.decompressor()
            try:
                self._out = io.BytesIO(frame.decompress(packed, _BLOCK))
            except zstd.ZstdError as error:
                raise OSError("damaged") from error
            self._frame, self._rest = (None, frame.unused_data) if frame.eof else (frame, b"")
        return out


class _Snappy(io.RawIOBase):
    """Snappy in frames (`.sz`): chunks of at most 64 KiB each."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._out = raw, io.BytesIO()

    @override
    def read(self, size: int = -1) -> bytes:
        while not (out := self._out.read(size)):
            head = self._raw.read(4)
            if not head:
                break
            length = int.from_bytes(head[1:], "little")
            chunk = self._raw.read(length)
            if len(head) < 4 or len(chunk) < length:
                raise EOFError
            self._out = io.BytesIO(_chunk(head[0], chunk))
        return out


def _chunk(kind: int, chunk: bytes) -> bytes:
    if kind == 0:
        size = shift = 0
        for byte in chunk[4:9]:  # behind the checksum, its length unpacked
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if size > _BLOCK:
            raise OSError("damaged")
        try:
            unpacked: bytes = pa.Codec("snappy").decompress(chunk[4:], size, asbytes=True)
        except (pa.ArrowException, OSError) as error:
            raise OSError("damaged") from error
        return unpacked
    if kind == 1:
        return chunk[4:]
    if kind < 0x80:  # of a kind that may not be left out
        raise OSError("damaged")
    return b""


class _Lz4(io.RawIOBase):
    """Frames of LZ4, whose end mark must be there."""

    def __init__(self, raw: BinaryIO) -> None:
        self._inner: Any = pa.CompressedInputStream(
            pa.PythonFile(cast(io.IOBase, raw), mode="r"), "lz4"
        )

    @override
    def read(self, size: int = -1) -> bytes:
        try:
            data: bytes = self._inner.read(size if size >= 0 else None)
        except (pa.ArrowException, OSError) as error:
            raise OSError("damaged") from error
        return data


def decompress(raw: BinaryIO, compression: str) -> BinaryIO:
    """Unpack a stream: `gz`, `bz2`, `xz`, `zst`, `lz4` or `sz`."""
    match compression:
        case "gz":
            return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
        case "bz2":
            return cast(BinaryIO, bz2.BZ2File(raw))
        case "xz":
            return cast(BinaryIO, lzma.LZMAFile(raw))
        case "lz4":
            return cast(BinaryIO, _Lz4(raw))
        case "sz":
            return cast(BinaryIO, _Snappy(raw))
        case _:
            return cast(BinaryIO, _Frames(raw))
