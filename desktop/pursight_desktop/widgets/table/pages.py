"""Rows by the page: read on the pool when they are first looked at, the last ones kept."""

import inspect
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from pursight.errors import PurSightError

PAGE = 100
KEPT = 60
"""Pages in memory: 6,000 rows, about a hundred screenfuls."""

AT_ONCE = 2
"""Pages read at the same time; of those that wait, the one asked for last goes first."""

WAITING = 4
"""Pages that may wait: who drags the slider wants to see where it is, not where it was."""


class Lines(Protocol):
    """Rows in an order: how many, and any stretch of them, read on another thread."""

    def __len__(self) -> int: ...

    @property
    def fetch(self) -> Callable[..., Sequence[Any]]:
        """`fetch(start, stop)` or `fetch(connection, start, stop)`."""
        ...


class Read(Protocol):
    """A desk's `read`."""

    def __call__(
        self,
        owner: QObject,
        name: str,
        query: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[PurSightError], None] | None = None,
    ) -> object:
        """Ask on another thread, tell on this one."""
        ...


class Pages(QObject):
    """The rows of one table.

    Signals: `arrived(start, stop)` when rows have come, `failed` with the error.
    """

    arrived = Signal(int, int)
    failed = Signal(object)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._lines: Lines | None = None
        self._listed: Sequence[Any] | None = None
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._old: dict[int, Any] = {}
        self._wanted: set[int] = set()
        self._waiting: list[int] = []
        self._round = 0
        self._takes_connection = False

    def show_lines(self, lines: Lines, *, keep: bool) -> None:
        """Take another source; `keep` shows the old rows until the new ones are there."""
        self._old = self._loaded() if keep else {}
        self._lines, self._listed = lines, None
        self._takes_connection = len(inspect.signature(lines.fetch).parameters) == 3
        self._pages.clear()
        self._wanted.clear()
        self._waiting.clear()
        self._round += 1

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Take rows that are in memory."""
        self._listed, self._lines = rows, None
        self._pages.clear()
        self._old.clear()
        self._wanted.clear()
        self._waiting.clear()
        self._round += 1

    def __len__(self) -> int:
        if self._listed is not None:
            return len(self._listed)
        return 0 if self._lines is None else len(self._lines)

    def row(self, number: int) -> Any | None:
        """Return a row; None while it is being read, which this begins."""
        if self._listed is not None:
            return self._listed[number] if 0 <= number < len(self._listed) else None
        page = self._pages.get(number // PAGE)
        if page is None:
            self._want(number // PAGE)
            page = self._pages.get(number // PAGE)
        if page is None:
            return self._old.get(number)
        offset = number % PAGE
        return page[offset] if offset < len(page) else None

    def touch(self, first: int, last: int) -> None:
        """Say what is looked at: its pages are kept longest, and the next ones are read ahead."""
        if self._listed is not None or not len(self):
            return
        for number in range(first // PAGE, last // PAGE + 1):
            if number in self._pages:
                self._pages.move_to_end(number)
            else:
                self._want(number)

    def loaded(self, number: int) -> Any | None:
        """Return a row if it is here; reads nothing."""
        if self._listed is not None:
            return self._listed[number] if 0 <= number < len(self._listed) else None
        page = self._pages.get(number // PAGE)
        if page is None:
            return None
        offset = number % PAGE
        return page[offset] if offset < len(page) else None

    def _loaded(self) -> dict[int, Any]:
        return {
            page * PAGE + offset: row
            for page, rows in self._pages.items()
            for offset, row in enumerate(rows)
        }

    def fetch(self, spans: Sequence[tuple[int, int]], done: Callable[[list[Any]], None]) -> None:
        """Read stretches of rows, first to last inclusive, and give them all at once."""
        if self._listed is not None:
            listed = self._listed
            done([row for first, last in spans for row in listed[first : last + 1]])
            return
        lines = self._lines
        if lines is None:
            done([])
            return

        def query(connection: Any) -> list[Any]:
            rows: list[Any] = []
            for first, last in spans:
                rows += self._stretch(lines, connection, first, last + 1)
            return rows

        self._read(self, "stretch", query, done, self.failed.emit)

    def split(self, spans: Sequence[tuple[int, int]]) -> tuple[list[Any], list[tuple[int, int]]]:
        """Give the rows of stretches that are here, and the stretches that must be read."""
        rows: list[Any] = []
        missing: list[tuple[int, int]] = []
        for first, last in spans:
            for page in range(first // PAGE, last // PAGE + 1):
                start, stop = max(first, page * PAGE), min(last, page * PAGE + PAGE - 1)
                seen = self._listed if self._listed is not None else self._pages.get(page)
                if seen is None:
                    missing.append((start, stop))
                else:
                    begin = 0 if self._listed is not None else page * PAGE
                    rows += seen[start - begin : stop - begin + 1]
        return rows, missing

    def _want(self, page: int) -> None:
        if page in self._wanted or page < 0 or page * PAGE >= len(self):
            return
        if page in self._waiting:
            self._waiting.remove(page)
        self._waiting.append(page)
        del self._waiting[:-WAITING]
        self._pump()

    def _pump(self) -> None:
        while self._waiting and len(self._wanted) < AT_ONCE:
            self._ask(self._waiting.pop())

    def _ask(self, page: int) -> None:
        lines = self._lines
        if lines is None:
            return
        self._wanted.add(page)
        asked, start = self._round, page * PAGE
        stop = min(start + PAGE, len(lines))

        def query(connection: Any) -> Sequence[Any]:
            return self._stretch(lines, connection, start, stop)

        def done(rows: Sequence[Any]) -> None:
            if asked == self._round:
                self._keep(page, rows)
                self._pump()

        def failed(error: PurSightError) -> None:
            if asked == self._round:
                self._wanted.discard(page)
                self.failed.emit(error)

        self._read(self, f"page {page}", query, done, failed)

    def _stretch(self, lines: Lines, connection: Any, start: int, stop: int) -> Sequence[Any]:
        return (
            lines.fetch(connection, start, stop)
            if self._takes_connection
            else lines.fetch(start, stop)
        )

    def _keep(self, page: int, rows: Sequence[Any]) -> None:
        self._wanted.discard(page)
        self._pages[page] = rows
        for number in range(page * PAGE, page * PAGE + len(rows)):
            self._old.pop(number, None)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self.arrived.emit(page * PAGE, page * PAGE + len(rows))
