"""The port of an object store: list in pages, fetch ranges of what was listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One object as the store listed it."""

    key: str
    size: int
    version: str
    """ETag or generation: what is fetched must still be this one."""
    changed: str = ""
    """When it was written, as the store says it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Up to a thousand objects, and how to ask for more."""

    entries: Sequence[Entry]
    next: str | None = None


class Store(Protocol):
    """A bucket. Every method but `close` may raise `SourceError`."""

    def page(self, prefix: str, after: str | None, most: int) -> Page:
        """List objects whose keys begin so, in the order of keys: one request."""
        ...

    def fetch(self, entry: Entry, start: int, end: int) -> bytes:
        """Bytes from `start` up to `end` (not included), of just this version of the object."""
        ...

    def limit(self, seconds: float) -> None:
        """No request takes longer from now on."""
        ...

    def close(self) -> None:
        """End connections."""
        ...
