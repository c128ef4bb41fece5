"""Where rare finds lie: rows in the order of reading and their keys; none of it leaves an agent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pursight.values.arrow import ArrowArray

LONGEST_KEY = 200
"""Characters of one key column's value that are kept."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: its number from 0 in the order of reading, and its primary key's values.

    Attributes:
        row: Its number.
        key: Its values of the key columns, as text; empty when there is no key, it was not read, or
            the key itself is sensitive.
    """

    row: int
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCells:
    """Few cells of one column that hold something else than the rest."""

    column: str
    label: str
    count: int
    key_columns: tuple[str, ...]
    rows: tuple[FoundRow, ...]


class RowKeys:
    """The keys of those rows of a table in which something rare was found; merges.

    Args:
        places: Of the key's columns in a batch, in the key's order; empty keeps nothing.
    """

    def __init__(self, places: tuple[int, ...]) -> None:
        self._places = places
        self._keys: dict[int, tuple[str, ...]] = {}

    def note(self, batch: Sequence[ArrowArray], rows: Iterable[int], before: int) -> None:
        """Take the keys of rows that this batch brought.

        Args:
            batch: Its columns.
            rows: Numbers in the order of reading; those of other batches do not count.
            before: How many rows were read before this batch.
        """
        if not self._places:
            return
        for row in rows:
            if row >= before and row not in self._keys:
                self._keys[row] = tuple(_text(batch[at][row - before]) for at in self._places)

    def of(self, row: int) -> tuple[str, ...]:
        """Give the key of a row; empty when it is not known."""
        return self._keys.get(row, ())

    def merge(self, other: RowKeys, rows_before: int) -> None:
        """Take in the keys of rows that were read after so many others."""
        self._keys.update({rows_before + row: key for row, key in other._keys.items()})


def _text(value: object) -> str:
    plain = value.as_py() if hasattr(value, "as_py") else value
    text = plain.hex() if isinstance(plain, bytes) else str(plain)
    return text[:LONGEST_KEY]
