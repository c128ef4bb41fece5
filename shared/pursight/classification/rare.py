"""Rare finds: the one card number among ten million cells, counted and told where it lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from pursight.classification.checksums import check_named
from pursight.classification.patterns.pattern import Pattern
from pursight.values.chunk import Chunk

pc: Any = pyarrow.compute  # its stubs know no generic array of texts

LABELS = frozenset({"credit_card", "iban", "private_key", "api_key", "jwt", "us_ssn"})
"""What matters though there be only one of it."""

SURE = 0.95
"""Strength from which a pattern without check digits is proof by itself."""

FEW = 200
"""More different ones than this in one chunk are no rare find: the column is about them."""

LISTED = 100
"""So many places are kept of each label."""


def telling(pattern: Pattern) -> bool:
    """Whether one match of a pattern is worth a person's look."""
    checked = bool(pattern.check) and check_named(pattern.check) is not None
    return pattern.label in LABELS and (checked or pattern.strength >= SURE)


@dataclass(slots=True)
class RareFinds:
    """Counts that merge, and the first places; nothing here is a value.

    Attributes:
        fits: By label, cells that a pattern fits whose check digits were tried.
        holds: By label, those of them whose check digits hold, or need none.
        rows: By label, the first rows with one of these, from 0 in the order of reading.
    """

    fits: dict[str, int] = field(default_factory=dict)
    holds: dict[str, int] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)

    def look(
        self,
        pattern: Pattern,
        cells: pa.Array[Any],
        counts: npt.NDArray[np.int64],
        places: npt.NDArray[np.int64],
        where: Where,
    ) -> None:
        """Take in what a pattern fits in a chunk, if it is little.

        Args:
            pattern: Fits the whole cells.
            cells: Values of a chunk; one may be there twice.
            counts: How often each is there.
            places: Which of them it fits.
            where: Finds the rows of a value.
        """
        if (
            not len(places)
            or len(cells.take(pa.array(places[: 4 * FEW], pa.int64())).unique()) > FEW
        ):
            return
        encoded = cells.take(pa.array(places, pa.int64())).dictionary_encode()
        if len(encoded.dictionary) > FEW:
            return
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        numbers = np.bincount(codes, counts[places].astype(np.float64)).astype(np.int64)
        check = check_named(pattern.check) if pattern.check else None
        texts: list[Any] = encoded.dictionary.to_pylist()
        for number, text in zip(numbers.tolist(), texts, strict=True):
            self._add(self.fits, pattern.label, number)
            if check is None or check(text):
                self._add(self.holds, pattern.label, number)
                self._locate(pattern.label, text, where)

    def take(self, label: str, counted: tuple[int, int], texts: list[Any], where: Where) -> None:
        """Take in what was found within cells of prose.

        Args:
            label: Of what was found.
            counted: Cells that hold something of its form, and those whose check digits hold.
            texts: Those that hold it, or the first of them.
            where: Finds the rows of a text.
        """
        self._add(self.fits, label, counted[0])
        self._add(self.holds, label, counted[1])
        for text in texts:
            self._locate(label, text, where)

    def _locate(self, label: str, text: str, where: Where) -> None:
        """Look for the rows of a text, unless enough are known: it means going over the chunk."""
        if len(self.rows.get(label, ())) < LISTED:
            self.note(label, where.rows_of(text))

    def note(self, label: str, rows: list[int]) -> None:
        """Remember places, as long as there are few."""
        known = self.rows.setdefault(label, [])
        known.extend(rows[: LISTED - len(known)])

    def convincing(self) -> Mapping[str, int]:
        """Give by label how many cells hold one, unless chance explains it.

        Of numbers that mean something else one in ten passes a check digit, so half of those that
        look like it must.
        """
        return {
            label: number
            for label, number in self.holds.items()
            if 2 * number >= self.fits.get(label, number)
        }

    def merge(self, other: RareFinds, rows_before: int) -> None:
        """Take in another state, of rows that were read after so many others."""
        for mine, theirs in ((self.fits, other.fits), (self.holds, other.holds)):
            for label, number in theirs.items():
                self._add(mine, label, number)
        for label, rows in other.rows.items():
            self.note(label, [rows_before + row for row in rows])

    @staticmethod
    def _add(counts: dict[str, int], label: str, number: int) -> None:
        counts[label] = counts.get(label, 0) + number


@dataclass(frozen=True, slots=True)
class Where:
    """The rows of one chunk: how many came before, and how their values become texts."""

    before: int
    chunk: Chunk
    as_text: Callable[[pa.Array[Any]], pa.Array[Any]]

    def rows_of(self, text: str) -> list[int]:
        """List the rows with this text, blanks at its ends aside."""
        texts = self.as_text(self.chunk.values)
        same = pc.equal(pc.utf8_trim_whitespace(texts), pa.scalar(text, texts.type))
        found = np.flatnonzero(same.fill_null(False).to_numpy(zero_copy_only=False))
        return [self.before + int(row) for row in found[:LISTED]]
