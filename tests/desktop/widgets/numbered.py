"""Rows that are their own numbers, and a reader that answers when it is told to."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from pursight.errors import PurSightError
from pursight_desktop.widgets.table import Column, Text


class Numbered:
    """As many rows as wanted; remembers what was read."""

    def __init__(self, count: int, step: int = 1) -> None:
        self.count, self.step = count, step
        self.read: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self.count

    def fetch(self, start: int, stop: int) -> list[int]:
        self.read.append((start, stop))
        return [number * self.step for number in range(start, min(stop, self.count))]


class SlowRead:
    """A desk's `read` whose answers wait until `answer`."""

    def __init__(self) -> None:
        self.waiting: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}

    def __call__(
        self,
        owner: QObject,
        name: str,
        query: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[PurSightError], None] | None = None,
    ) -> None:
        self.waiting[name] = (lambda: query(None), done)

    def answer(self) -> None:
        """Answer all that was asked, and what is asked because of it."""
        while self.waiting:
            name = next(iter(self.waiting))
            query, done = self.waiting.pop(name)
            done(query())


def at_once(
    owner: QObject,
    name: str,
    query: Callable[[Any], Any],
    done: Callable[[Any], None],
    failed: Callable[[PurSightError], None] | None = None,
) -> None:
    """Answer before returning."""
    done(query(None))


COLUMNS = (
    Column("name", "Name", lambda row: Text(f"row {row}"), stretch=True),
    Column("number", "Number", lambda row: row, align="right", width=100),
    Column("parity", "Parity", lambda row: "even" if row % 2 == 0 else "odd", width=80),
    Column("hidden", "Hidden", lambda row: None, shown=False),
)
