"""Archives (ZIP, TAR): each member a table, read where it lies in the archive."""

import io
import shutil
import tarfile
import tempfile
import threading
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

import pyarrow as pa
from typing_extensions import override

from pursight.contracts.scans import Skipped, TableFacts
from pursight_agent.connectors.files.known_length import KnownLength
from pursight_agent.connectors.files.place import (
    Bounded,
    FileReader,
    Place,
    Stored,
    corrupt,
    file_errors,
)
from pursight_agent.connectors.files.unpacking import decompress
from pursight_agent.source import ObjectError, SourceError, SourceUnreachable, qualified, skipped

_COMPRESSED = ("tgz", "tbz", "tbz2", "txz", "tzst")
_MOST_MEMBERS = 10_000
_PIECE = 1 << 20
_PICKED_FROM = (".parquet", ".orc", ".xlsx", ".xlsm")
"""Formats that are read here and there, and so are laid down first when they are packed."""
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, ValueError, NotImplementedError)

OpenFile = Callable[[Place], FileReader]


@dataclass(frozen=True)
class ZipMember:
    """A member of a ZIP archive."""

    archive: Stored
    about: zipfile.ZipInfo

    @property
    def file_name(self) -> str:
        """Its last name."""
        return PurePosixPath(self.about.filename).name

    @property
    def path(self) -> Path | None:
        """It does not lie on this machine by itself."""
        return None

    def size(self) -> int:
        """Unpacked, as the archive says; no more is read."""
        return self.about.file_size

    def open(self) -> BinaryIO:
        """Unpack it while it is read, or beforehand where it is read here and there."""
        return cast(BinaryIO, _Unpacked(self.archive, self.about))

    def state(self) -> str | None:
        """That of the archive."""
        return self.archive.state()


class _Unpacked(io.RawIOBase):
    """A member and the archive that was opened for it; both are closed together."""

    def __init__(self, archive: Stored, about: zipfile.ZipInfo) -> None:
        super().__init__()
        self._file = archive.open()
        try:
            self._zip = zipfile.ZipFile(self._file)
            self._inner: Any = self._zip.open(about)
            if about.filename.lower().endswith(_PICKED_FROM) and about.compress_type:
                self._inner = laid_down(self._inner, about.file_size)
        except BaseException:
            self._file.close()
            raise

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        place: int = self._inner.seek(offset, whence)
        return place

    @override
    def tell(self) -> int:
        place: int = self._inner.tell()
        return place

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        try:
            data: bytes = self._inner.read(size)
        except zipfile.BadZipFile as error:
            raise corrupt("The member's checksum is wrong: the archive is damaged.") from error
        return data

    @override
    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    @override
    def readline(self, size: int | None = -1, /) -> bytes:
        line: bytes = self._inner.readline(-1 if size is None else size)
        return line

    @override
    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._zip.close()
            self._file.close()
        super().close()


@dataclass(frozen=True)
class TarMember:
    """A member of a TAR archive: a stretch of it."""

    archive: Stored
    name: str
    start: int
    length: int
    unpacked: "_Laid | None"
    """The archive laid down unpacked, where it is compressed."""
    lock: Any

    @property
    def file_name(self) -> str:
        """Its last name."""
        return PurePosixPath(self.name).name

    @property
    def path(self) -> Path | None:
        """It does not lie on this machine by itself."""
        return None

    def size(self) -> int:
        """As the archive says."""
        return self.length

    def open(self) -> BinaryIO:
        """Open the stretch."""
        if self.unpacked is not None:
            stretch = _Stretch(self.unpacked.file, self.start, self.length, self.lock, owned=False)
        else:
            stretch = _Stretch(self.archive.open(), self.start, self.length, self.lock, owned=True)
        return cast(BinaryIO, io.BufferedReader(stretch, _PIECE))

    def state(self) -> str | None:
        """That of the archive."""
        return self.archive.state()


class _Laid:
    """A file without a name, which goes when nothing that needs it is left."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        weakref.finalize(self, file.close)


class _Stretch(KnownLength):
    """Some bytes of a file, as a file."""

    def __init__(self, file: BinaryIO, start: int, length: int, lock: Any, *, owned: bool) -> None:
        super().__init__(length)
        self._file, self._start = file, start
        self._lock, self._owned = lock, owned

    @override
    def readinto(self, buffer: Any) -> int:
        wanted = max(0, min(len(buffer), self.length - self._at))
        with self._lock:
            self._file.seek(self._start + self._at)
            data = self._file.read(wanted)
        if len(data) < wanted:
            raise EOFError
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    @override
    def close(self) -> None:
        if self._owned and not self.closed:
            self._file.close()
        super().close()


def laid_down(packed: Any, expected: int) -> BinaryIO:
    """Unpack into a file that has no name: nobody else can open it, and no kill leaves it behind.

    Raises:
        ObjectError: More than half of the room that is left would be needed.
    """
    room = shutil.disk_usage(tempfile.gettempdir()).free // 2
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  given on
    try:
        written = 0
        while piece := packed.read(_PIECE):
            written += len(piece)
            _check_room(max(written, expected), room)
            file.write(piece)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _check_room(needed: int, room: int) -> None:
    if needed > room:
        raise ObjectError(
            "file.too_large",
            "Unpacked it would take more than half of the disk space that is left.",
            hint="Make room, or set TMPDIR to where there is more.",
        )


class Archive:
    """All tables in one archive; a member that is broken costs itself only."""

    def __init__(self, place: Place, kind: str, open_file: OpenFile) -> None:
        """Look into every member.

        Args:
            place: The archive.
            kind: `zip`, or the ending of a TAR.
            open_file: Looks into one file.
        """
        self._place, self._open_file = place, open_file
        self._readers: dict[str, FileReader] = {}
        self._notices: list[Skipped] = []
        tables: list[TableFacts] = []
        with file_errors():
            try:
                for name, member in _zip(place) if kind == "zip" else _tar(place, kind):
                    tables += self._look(name, member)
            except _DAMAGED as error:
                raise corrupt("The archive is damaged or cut off.") from error
        self.tables = tuple(tables)

    def _look(self, path: str, member: "Stored | ObjectError") -> tuple[TableFacts, ...]:
        folder, _, name = path.strip("/").rpartition("/")
        top = self._place.qualified_folder
        schema = f"{top}/{folder}" if folder else top
        while qualified(schema, name) in self._readers:  # ZIP allows names twice
            name += "'"
        try:
            if isinstance(member, ObjectError):
                raise member
            with _damage():
                reader = self._open_file(Place(member, schema, name, self._place.bounds))
        except SourceUnreachable:
            raise
        except SourceError as error:
            self._notices.append(skipped(error, schema=schema, name=name, kind="file"))
            return ()
        for table in reader.tables:
            self._readers[qualified(table.schema_name, table.name)] = reader
        self._notices += reader.notices()
        return reader.tables

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int
    ) -> Iterator[pa.RecordBatch]:
        """Read the member."""
        reader = self._readers[qualified(table.schema_name, table.name)]
        with _damage():
            yield from reader.read(table, sample_rows=sample_rows, batch_rows=batch_rows)
        self._notices += reader.notices()

    def notices(self) -> tuple[Skipped, ...]:
        """Members that cannot be read, and what the others say of themselves."""
        taken, self._notices = tuple(self._notices), []
        return taken


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise corrupt("This member of the archive is damaged or cut off.") from error


def _zip(place: Place) -> Iterator[tuple[str, "Stored | ObjectError"]]:
    with place.stored.open() as file, zipfile.ZipFile(file) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
    _check(place, len(members), sum(member.file_size for member in members))
    for member in members:
        refused = _refused(member.filename)
        if member.flag_bits & 1:
            refused = ObjectError(
                "file.encrypted", "It is encrypted in the archive.",
                hint="Pack it without a password, or unpack it and scan the folder.",
            )  # fmt: skip
        yield member.filename, refused or ZipMember(place.stored, member)


def _tar(place: Place, kind: str) -> Iterator[tuple[str, "Stored | ObjectError"]]:
    compression = place.compression()
    unpacked: _Laid | None = None
    if compression:
        size = place.stored.size()
        with place.stored.open() as raw:
            packed = Bounded(decompress(raw, compression), size, place.bounds)
            unpacked = _Laid(laid_down(packed, 0))
    elif kind in _COMPRESSED:
        raise corrupt(f"The archive is called .{kind} but does not begin like one.")
    file = unpacked.file if unpacked else place.stored.open()
    try:
        with tarfile.open(fileobj=file, mode="r:") as archive:
            members = []
            for member in archive:
                if not member.isdir():
                    members.append(member)
                _check(place, len(members), 0)
    finally:
        if unpacked is None:
            file.close()
    lock = threading.Lock()
    for member in members:
        refused = _refused(member.name)
        if not member.isreg() or member.issparse():
            refused = ObjectError(
                "file.link" if member.issym() or member.islnk() else "file.not_regular",
                "It is a link, a device or a file with holes, not plain content.",
            )
        yield (
            member.name,
            refused
            or TarMember(
                place.stored, member.name, member.offset_data, member.size, unpacked, lock
            ),
        )


def _check(place: Place, members: int, expanded: int) -> None:
    if members > _MOST_MEMBERS:
        raise ObjectError(
            "file.too_wide",
            f"The archive has more than {_MOST_MEMBERS} members.",
            hint="Unpack it and scan the folder.",
        )
    if not place.bounds.allow(expanded, place.stored.size()):
        raise ObjectError(
            "file.bomb",
            "The archive unfolds to many times its size.",
            hint="If that is right, unpack it yourself and scan the folder.",
        )


def _refused(name: str) -> ObjectError | None:
    """Members whose names lead elsewhere; nothing is ever written by a member's name anyway."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        return ObjectError("file.outside", "Its name leads out of the archive.")
    if any(part.startswith(".") for part in parts) or "__MACOSX" in parts:
        return ObjectError("file.hidden", "Hidden files and folders are not scanned.")
    return None
