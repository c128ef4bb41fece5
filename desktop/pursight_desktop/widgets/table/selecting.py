"""Selecting: where one is in a table and what is selected, also when its rows come anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from pursight_desktop.settings import Preferences
from pursight_desktop.widgets.table.cells import Column
from pursight_desktop.widgets.table.grid import Grid
from pursight_desktop.widgets.table.pages import KEPT, PAGE, Read
from pursight_desktop.widgets.table.staying import Span, Stay, selection, spans_of

MOST_COPIED = 10_000
"""Rows that Ctrl+C takes at most; more belong into an export."""


class Selecting(Grid):
    """A grid that knows its rows again.

    Args:
        columns: From left to right.
        read: A desk's `read`.
        name: Under which the layout is remembered.
        preferences: Where it is.
        key: What tells a row from the others, also when it has changed.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        read: Read,
        name: str,
        preferences: Preferences | None,
        key: Callable[[Any], Any],
    ) -> None:
        super().__init__(columns, read, name, preferences)
        self._key = key
        self._placed: dict[int, Any] = {}

    def row(self, number: int) -> Any | None:
        """Return a row; None while it is not here."""
        return self._grid.pages.loaded(number)

    def current(self) -> Any | None:
        """Return the row one is on; None while it is being read, too."""
        number = self.current_number()
        return None if number < 0 else self._grid.pages.row(number)

    def selected_spans(self) -> list[tuple[int, int]]:
        """Return the selected stretches of rows, first and last."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        spans = sorted((part.top(), part.bottom()) for part in parts)
        joined: list[tuple[int, int]] = []
        for first, last in spans:
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return joined

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(last - first + 1 for first, last in self.selected_spans())

    def selected_loaded(self) -> list[Any]:
        """Return those of the selected rows that are here already."""
        pages = self._grid.pages
        found = [
            pages.loaded(number)
            for first, last in self.selected_spans()
            for number in range(first, min(last, first + MOST_COPIED) + 1)
        ]
        return [row for row in found if row is not None]

    def select_rows(self, numbers: Iterable[int]) -> None:
        """Select these rows and no others."""
        self._select(spans_of(numbers))

    # --- rows that come anew ---

    def stay(self) -> Stay:
        """Return where one is, to be found again in a newer list."""
        rows: list[int] = []
        ends: list[Span] = []
        spans = self.selected_spans()
        whole = spans == [(0, self.row_count() - 1)] and self.row_count() > 1
        for first, last in () if whole else spans:
            numbers = range(first, min(last, first + KEPT * PAGE) + 1)
            if all(self._key_at(number) is not None for number in numbers):
                rows += numbers
            else:
                ends.append((first, last))
        top, current = self.verticalScrollBar().value() // self._row, self.current_number()
        known = {*rows, *(end for span in ends for end in span), top, current}
        keys = {number: key for number in known if (key := self._key_at(number)) is not None}
        return Stay(
            at={key: number for number, key in keys.items()},
            current=keys.get(current),
            number=current,
            top=keys.get(top),
            rows=tuple(keys[number] for number in rows),
            stretches=tuple((keys[a], keys[b]) for a, b in ends if a in keys and b in keys),
            whole=whole,
        )

    def _key_at(self, number: int) -> Any | None:
        """Return the key of a row; of one that is being read anew, as it was found again."""
        row = self.row(number) if number >= 0 else None
        return self._placed.get(number) if row is None else self._key(row)

    def _stay_there(self, stay: Stay, now: Mapping[Any, int]) -> int:
        """Be on the same row with the same ones selected; returns by how much it has moved."""
        flag = QItemSelectionModel.SelectionFlag
        number = now.get(stay.current, min(stay.number, self.row_count() - 1))
        spans = selection(stay, now, self.row_count())
        if not spans and number >= 0 and (stay.rows or stay.whole or stay.stretches):
            spans = [(number, number)]  # all that was selected has gone: the next one is meant
        if number != self.current_number():
            index = self._grid.index(number, 0)
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
        if spans != self.selected_spans():
            self._select(spans)
        if stay.top is None or stay.top not in now:
            return 0
        return self._row * (now[stay.top] - stay.at[stay.top])

    def _select(self, spans: Iterable[Span]) -> None:
        chosen, last = QItemSelection(), self._grid.columnCount() - 1
        for top, bottom in spans:
            chosen.select(self._grid.index(top, 0), self._grid.index(bottom, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
