"""Avro containers: the header, then blocks of packed records, none larger than the bounds."""

import bz2
import io
import json
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import fastavro
import pyarrow as pa

from pursight import zstd
from pursight_agent.connectors.files.place import Bounds, corrupt
from pursight_agent.source import ObjectError

MAGIC = b"Obj\x01"
_LARGEST_BLOCK = 1 << 28
_LARGEST_HEADER = 1 << 24
_SYNC = 16
_BROKEN = (
    zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, struct.error, pa.ArrowException,
    MemoryError,
)  # fmt: skip
_HEADER = fastavro.parse_schema(
    {
        "type": "record",
        "name": "header",
        "fields": [
            {"name": "magic", "type": {"type": "fixed", "name": "magic", "size": 4}},
            {"name": "meta", "type": {"type": "map", "values": "bytes"}},
            {"name": "sync", "type": {"type": "fixed", "name": "sync", "size": _SYNC}},
        ],
    }
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a container says of itself."""

    schema: Any
    codec: str
    sync: bytes


def read_header(file: BinaryIO) -> Header:
    """Read to the first block."""
    start = file.tell()
    head = io.BytesIO(file.read(_LARGEST_HEADER))
    try:
        found: Any = fastavro.schemaless_reader(head, _HEADER, None)
        meta = found["meta"]
        schema = json.loads(meta["avro.schema"])
        codec = meta.get("avro.codec", b"null").decode()
    except (EOFError, ValueError, LookupError, TypeError, OverflowError, MemoryError) as error:
        raise corrupt("The Avro file's header is damaged or cut off.") from error
    file.seek(start + head.tell())
    return Header(schema, codec, found["sync"])


def read_blocks(file: BinaryIO, header: Header, bounds: Bounds) -> Iterator[tuple[int, bytes]]:
    """Yield the number of records and the unpacked bytes of each block, to the end of the file."""
    while (count := _number(file)) is not None:
        size = _number(file)
        if size is None or not 0 <= size <= _LARGEST_BLOCK or count < 0:
            raise _damaged()
        packed = file.read(size)
        if len(packed) < size or file.read(_SYNC) != header.sync:
            raise _damaged()
        yield count, unpack(packed, header.codec, bounds)


def _number(file: BinaryIO) -> int | None:
    """A variable-length zig-zag number; None at the end of the file."""
    value = shift = 0
    while shift < 70:
        byte = file.read(1)
        if not byte:
            if shift:
                raise _damaged()
            return None
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return (value >> 1) ^ -(value & 1)
        shift += 7
    raise _damaged()


def unpack(packed: bytes, codec: str, bounds: Bounds) -> bytes:
    """Decompress one block.

    Raises:
        ObjectError: It unfolds too far, is damaged, or the codec is not known.
    """
    decompress = _CODECS.get(codec)
    if decompress is None:
        raise ObjectError(
            "file.unknown_format",
            "The Avro file is compressed in a way that the agent does not know.",
            hint="Write it with deflate, snappy, zstandard, bzip2, xz, lz4, or none.",
        )
    limit = min(max(_LARGEST_BLOCK, bounds.ratio * len(packed)), bounds.expanded)
    try:
        whole = decompress(packed, limit)
    except _BROKEN as error:
        raise _damaged() from error
    if len(whole) > limit:
        raise ObjectError(
            "file.bomb",
            "A block of the Avro file unfolds to many times its size.",
            hint="If that is right, write it anew with smaller blocks.",
        )
    return whole


def _drained(decompressor: Any, packed: bytes, limit: int) -> bytes:
    whole: bytes = decompressor.decompress(packed, limit + 1)
    if len(whole) <= limit and not decompressor.eof:
        raise EOFError
    return whole


def _zstandard(packed: bytes, limit: int) -> bytes:
    try:
        whole, rest = b"", packed
        while rest and len(whole) <= limit:
            frame = zstd.decompressor()
            whole += frame.decompress(rest, limit + 1 - len(whole))
            if len(whole) <= limit and not frame.eof:
                raise EOFError
            rest = frame.unused_data
    except zstd.ZstdError as error:
        raise EOFError from error
    return whole


def _snappy(packed: bytes, limit: int) -> bytes:
    packed, checksum = packed[:-4], packed[-4:]
    size = shift = 0
    for byte in packed[:5]:  # the length comes first
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    whole = _by_arrow("snappy", packed, size, limit)
    if len(whole) <= limit and zlib.crc32(whole).to_bytes(4, "big") != checksum:
        raise EOFError
    return whole


def _lz4(packed: bytes, limit: int) -> bytes:
    (size,) = struct.unpack_from("<I", packed)  # the length comes first
    return _by_arrow("lz4_raw", packed[4:], size, limit)


def _by_arrow(codec: Any, packed: bytes, size: int, limit: int) -> bytes:
    if size > limit:
        return bytes(limit + 1)
    unpacked: bytes = pa.Codec(codec).decompress(packed, size, asbytes=True)
    return unpacked


def _damaged() -> ObjectError:
    return corrupt("A block of the Avro file is damaged or cut off.")


_CODECS: dict[str, Callable[[bytes, int], bytes]] = {
    "null": lambda packed, _: packed,
    "deflate": lambda packed, limit: _drained(zlib.decompressobj(-15), packed, limit),
    "bzip2": lambda packed, limit: _drained(bz2.BZ2Decompressor(), packed, limit),
    "xz": lambda packed, limit: _drained(lzma.LZMADecompressor(), packed, limit),
    "zstandard": _zstandard,
    "snappy": _snappy,
    "lz4": _lz4,
}
