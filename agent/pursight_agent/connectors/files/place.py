"""A file to be read: where it is, what it is called, how it is opened, within bounds."""

import gzip
import hashlib
import io
import lzma
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyarrow as pa
from typing_extensions import override

from pursight.contracts.scans import Skipped, TableFacts
from pursight_agent.connectors.files.unpacking import decompress
from pursight_agent.source import ObjectError, SourceError, skipped

MAGIC = {
    b"PAR1": "parquet",
    b"Obj\x01": "avro",
    b"PK\x03\x04": "zip",
    b"\x1f\x8b": "gz",
    b"BZh": "bz2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"\x04\x22\x4d\x18": "lz4",
    b"\xff\x06\x00\x00sNaPpY": "sz",
    b"SQLite format 3\x00": "sqlite",
    b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0": "ole",
}
_ORC = b"ORC"
_ENDS = 1 << 16
"""Bytes at either end of a file that tell whether it is the same."""
COMPRESSIONS = ("gz", "bz2", "xz", "zst", "lz4", "sz")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a compressed file may unfold to before it counts as an attack."""

    expanded: int = 4 << 30
    """Bytes that are fine whatever the ratio."""
    ratio: int = 200
    """Above those, bytes out for each byte in."""

    def allow(self, expanded: int, stored: int) -> bool:
        """Whether so much may come out of so little."""
        return expanded <= self.expanded or expanded <= stored * self.ratio


class Stored(Protocol):
    """Bytes that lie somewhere: a file, an object of a store, a member of an archive."""

    @property
    def file_name(self) -> str:
        """Its last name, with the ending."""
        ...

    @property
    def path(self) -> Path | None:
        """Where it lies on this machine; None when it does not."""
        ...

    def size(self) -> int:
        """Bytes as they are stored."""
        ...

    def open(self) -> BinaryIO:
        """Open for reading, with `seek`; close it afterwards."""
        ...

    def state(self) -> str | None:
        """Give a text that differs whenever the bytes may; None when that cannot be known."""
        ...


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of this machine."""

    path: Path

    @property
    def file_name(self) -> str:
        """Its last name."""
        return self.path.name

    def size(self) -> int:
        """Ask anew each time: it may grow."""
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        """Open it."""
        return self.path.open("rb")

    def state(self) -> str | None:
        """Identity, size, time and both ends of the file."""
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                digest = hashlib.sha256(file.read(_ENDS))
                if found.st_size > _ENDS:
                    file.seek(max(_ENDS, found.st_size - _ENDS))
                    digest.update(file.read(_ENDS))
        except OSError:
            return None
        return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{digest.hexdigest()}"


@dataclass(frozen=True, slots=True)
class Place:
    """One file to be read; `schema` and `name` are how tables spell it, always valid text."""

    stored: Stored
    schema: str
    name: str
    bounds: Bounds = Bounds()

    @property
    def qualified_folder(self) -> str:
        """The file's own path, relative to the folder: the schema of its sheets."""
        return f"{self.schema}/{self.name}" if self.schema else self.name

    def compression(self) -> str:
        """`gz`, `bz2`, `xz`, `zst`, `lz4`, `sz`, or empty."""
        found = self.magic()
        return found if found in COMPRESSIONS else ""

    def magic(self) -> str:
        """What the first bytes say the file is; empty when nothing known."""
        with file_errors(), self.stored.open() as file:
            head = file.read(16)
            if head.startswith(_ORC) and _ends_like_orc(file):  # a header may begin so: ORCID
                return "orc"
        if head[8:12] == b"DUCK":  # behind a checksum
            return "duckdb"
        return next((kind for mark, kind in MAGIC.items() if head.startswith(mark)), "")

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open for reading, decompressed; never more than the bounds allow."""
        compression = self.compression()
        with file_errors():
            stored = self.stored.size()
            with self.stored.open() as raw:
                if not compression:
                    yield raw
                    return
                inner = Bounded(decompress(raw, compression), stored, self.bounds)
                with io.BufferedReader(inner, 1 << 20) as file:
                    yield file


@contextmanager
def for_arrow(stored: Stored) -> Iterator[Any]:
    """Give what Arrow reads from: a path on this machine, else an open file."""
    if stored.path is not None:
        yield stored.path
        return
    with stored.open() as file:
        yield file


def _ends_like_orc(file: BinaryIO) -> bool:
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - 4))
    return file.read(3) == _ORC


class FileReader(Protocol):
    """The tables of one file."""

    @property
    def tables(self) -> tuple[TableFacts, ...]:
        """One for most formats, one a sheet for workbooks."""
        ...

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """As `Source.read`."""
        ...

    def notices(self) -> tuple[Skipped, ...]:
        """As `Source.notices`."""
        ...


class Bounded(io.RawIOBase):
    """Counts what comes out of a decompressor and stops a bomb."""

    def __init__(self, inner: BinaryIO, stored: int, bounds: Bounds) -> None:
        self._inner, self._stored, self._bounds, self._out = inner, stored, bounds, 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(len(buffer))
        self._out += len(data)
        if not self._bounds.allow(self._out, self._stored):
            raise ObjectError(
                "file.bomb",
                "The compressed file unfolds to many times its size.",
                hint="If that is right, decompress it yourself and scan the result.",
            )
        buffer[: len(data)] = data
        return len(data)

    @override
    def close(self) -> None:
        self._inner.close()
        super().close()


@contextmanager
def file_errors() -> Iterator[None]:
    """Translate what the operating system and decompressors raise."""
    try:
        yield
    except (SourceError, GeneratorExit):
        raise
    except FileNotFoundError as error:
        raise ObjectError(
            "file.not_found",
            "The file was there a moment ago and is gone.",
            hint="Scan again when nothing moves files there.",
        ) from error
    except PermissionError as error:
        raise ObjectError(
            "source.denied",
            "The agent may not read this file.",
            hint="Give the agent's account read permission on the file and its folders.",
        ) from error
    except (zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile) as error:
        raise corrupt("The compressed file is damaged or cut off.") from error
    except OSError as error:
        if error.errno is None:  # bz2 raises bare ones, and so do we
            raise corrupt("The compressed file is damaged or cut off.") from error
        raise ObjectError(
            "source.failed",
            f"The operating system reports an error while reading the file (errno {error.errno}).",
            hint="Check the disk or network drive, then scan again.",
        ) from error


def corrupt(message: str, *, hint: str = "") -> ObjectError:
    """Word the error for a file whose content is damaged."""
    return ObjectError(
        "file.corrupt", message, hint=hint or "Ask whoever makes the file for a whole copy of it."
    )


def notice(table: TableFacts, code: str, reason: str, hint: str = "") -> Skipped:
    """Word an entry for a table that was scanned though something of it is missing."""
    error = ObjectError(code, reason, hint=hint)
    return skipped(
        error, schema=table.schema_name, name=table.name, kind=table.kind.value, partial=True
    )


def left_out_before(table: TableFacts, rows: int) -> Skipped:
    """Word an entry for what stands above a table's header."""
    many = f"{rows} rows stand" if rows > 1 else "One row stands"
    return notice(
        table,
        "file.preamble",
        f"{many} before the names of the columns (titles or comments), and not among the rows.",
        "Nothing is to be done if that holds no data.",
    )
