"""An object as a file: read by ranges, forwards in growing steps, never held as a whole."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from typing_extensions import override

from pursight_agent.connectors.files.known_length import KnownLength
from pursight_agent.connectors.files.stores.store import Entry, Store

_FIRST = 1 << 16
"""Bytes fetched for a short read: enough for most footers and directories of archives."""
_MOST = 1 << 23
"""Bytes fetched ahead when an object is read through."""


@dataclass(slots=True)
class Recent:
    """The beginning of the object that was looked at last: looking takes several openings."""

    entry: Entry | None = None
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object of a store, the version that was listed."""

    store: Store = field(compare=False)
    entry: Entry
    recent: Recent = field(compare=False)

    @property
    def file_name(self) -> str:
        """The last part of its key."""
        return self.entry.key.rpartition("/")[2]

    @property
    def path(self) -> Path | None:
        """It is not on this machine."""
        return None

    def size(self) -> int:
        """As it was listed."""
        return self.entry.size

    def open(self) -> BinaryIO:
        """Open it; nothing is fetched before the first read."""
        return cast(BinaryIO, ObjectFile(self.store, self.entry, self.recent))

    def state(self) -> str | None:
        """Version, size and time as listed: what is read is that version or nothing."""
        if not self.entry.version:
            return None
        return f"{self.entry.version}:{self.entry.size}:{self.entry.changed}"


class ObjectFile(KnownLength):
    """Reads an object in ranges.

    A read that goes on where the last one ended fetches twice as much as that did, up to eight
    megabytes; one elsewhere fetches what is asked for, and at least 64 KiB. So a file that is read
    through takes few requests, and one that is picked from costs little more than the pieces.
    """

    def __init__(self, store: Store, entry: Entry, recent: Recent) -> None:
        super().__init__(entry.size)
        self._store, self._entry, self._recent = store, entry, recent
        self._window, self._window_at = recent.head if recent.entry == entry else b"", 0
        self._ahead = _FIRST

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            size = max(0, self.length - self._at)
        end = min(self._at + size, self.length)
        if self._at >= end:
            return b""
        first = self._held(self._at, end)
        if len(first) < end - self._at:
            first += self._fetched(self._at + len(first), end)
        self._at += len(first)
        return first

    @override
    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    @override
    def readline(self, size: int | None = -1, /) -> bytes:
        """A line, from pieces as large as they are fetched."""
        limit = self.length if size is None or size < 0 else size
        pieces: list[bytes] = []
        room = limit
        while room > 0:
            piece = self.read(min(room, _FIRST))
            cut = piece.find(b"\n") + 1
            if cut:
                self._at -= len(piece) - cut
                piece = piece[:cut]
            pieces.append(piece)
            room -= len(piece)
            if cut or not piece:
                break
        return b"".join(pieces)

    @override
    def close(self) -> None:
        self._window = b""
        super().close()

    def _held(self, start: int, end: int) -> bytes:
        offset = start - self._window_at
        if not 0 <= offset < len(self._window):
            return b""
        return self._window[offset : offset + end - start]

    def _fetched(self, start: int, end: int) -> bytes:
        goes_on = self._window_at + len(self._window) == start and self._window
        self._ahead = min(self._ahead * 2, _MOST) if goes_on else _FIRST
        until = min(max(end, start + self._ahead), self.length)
        data = b""
        while start + len(data) < until:
            piece_at = start + len(data)
            piece = self._store.fetch(self._entry, piece_at, min(until, piece_at + _MOST))
            data = data + piece if data else piece
        self._window_at = start if len(data) <= _MOST else start + len(data) - _FIRST
        self._window = data[self._window_at - start :]
        if start == 0 and self._window_at == 0:
            self._recent.entry, self._recent.head = self._entry, self._window[:_FIRST]
        return data[: end - start]
