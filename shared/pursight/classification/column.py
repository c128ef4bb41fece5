"""ColumnEvidence: what tier 1 saw of one column, in a state that merges."""

# ruff: noqa: E501  word lists stay whole

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from pursight.classification.automaton import Automaton
from pursight.classification.observed import Kind
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.rare import RareFinds, Where, telling
from pursight.classification.sample import DistinctSample
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification

pc: Any = pyarrow.compute  # its stubs know no generic array of texts


_MISSING = pa.array(
    ["null", "NULL", "Null", "none", "None", "NONE", "n/a", "N/A", "NA", "nan", "NaN", "-", "--", "\\N", "?", "."],
    pa.large_string(),
)  # fmt: skip
_LONGEST = 4096
PROSE_BLANKS = 4
"""Blanks from which a cell counts as prose."""

_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True)
class ColumnContext:
    """Names and comments around a column; only names of neighbours, never their values."""

    schema: str
    table: str
    column: str
    type: str = ""
    comment: str = ""
    table_comment: str = ""
    neighbours: tuple[str, ...] = ()


class Scanner(Protocol):
    """What a column's evidence needs of a `Classifier`."""

    automaton: Automaton
    everywhere: tuple[Pattern, ...]
    prose_labels: tuple[str, ...]

    def entities_in(
        self, prose: pa.Array[Any], counts: npt.NDArray[np.int64], rare: RareFinds, where: Where
    ) -> npt.NDArray[np.int64]:
        """Count cells of prose that hold an entity, per prose pattern, and note rare ones."""
        ...

    def classify(self, evidence: ColumnEvidence, context: ColumnContext) -> Classification:
        """Decide about one column."""
        ...

    def features(self, evidence: ColumnEvidence, context: ColumnContext) -> ColumnFeatures:
        """Measure one column for every judgement to come."""
        ...


class ColumnEvidence:
    """Counts over every value, and a sample of distinct ones that stays in memory.

    `a.merge(b)` equals one state that saw the chunks of both, in any order; only the rows of rare
    finds are counted on from those of `a`.
    """

    def __init__(self, classifier: Scanner, arrow_type: pa.DataType) -> None:
        self._classifier = classifier
        self.kind, self._as_text = _reader(arrow_type)
        self.cells = 0
        self.sample = DistinctSample()
        self.hits: npt.NDArray[np.int64] = np.zeros(len(classifier.everywhere), np.int64)
        self.prose_cells = 0
        self.prose_hits: npt.NDArray[np.int64] = np.zeros(len(classifier.prose_labels), np.int64)
        self.pictures = 0
        self.rows = 0
        self.rare = RareFinds()

    def update(self, values: pa.Array[Any]) -> None:
        """Look at every value of a chunk."""
        before, self.rows = self.rows, self.rows + len(values)
        if self.kind in {Kind.FLAG, Kind.OTHER}:
            self.cells += len(values) - values.null_count
            return
        if self.kind is Kind.BINARY:
            self._update_binary(values)
            return
        texts = self._as_text(values)
        counted = pc.value_counts(texts.drop_null())
        cells = pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(counted.field(0)), 0, _LONGEST)
        present = pc.and_(
            pc.greater(pc.binary_length(cells), 0),
            pc.invert(pc.is_in(cells, value_set=_MISSING)),
        )
        cells = cells.filter(present)
        counts = counted.field(1).filter(present).to_numpy(zero_copy_only=False).astype(np.int64)
        self.cells += int(counts.sum())
        if len(cells):
            cells, counts = _once(cells, counts)
            self._scan(cells, counts, Where(before, texts))
            self.sample.update(cells, counts)

    def _scan(self, cells: pa.Array[Any], counts: npt.NDArray[np.int64], where: Where) -> None:
        if self.kind is Kind.MOMENT:
            return
        numbers, places = self._classifier.automaton.scan(cells)
        weights = counts[places].astype(np.float64)
        self.hits += np.bincount(numbers, weights, len(self.hits)).astype(np.int64)
        for number, pattern in enumerate(self._classifier.everywhere):
            if telling(pattern):
                self.rare.look(pattern, cells, counts, places[numbers == number], where)
        if self.kind is not Kind.TEXT:
            return
        long = pc.greater_equal(pc.count_substring(cells, " "), PROSE_BLANKS)
        if not pc.any(long).as_py():
            return
        prose, prose_counts = cells.filter(long), counts[long.to_numpy(zero_copy_only=False)]
        self.prose_cells += int(prose_counts.sum())
        self.prose_hits += self._classifier.entities_in(prose, prose_counts, self.rare, where)

    def _update_binary(self, values: pa.Array[Any]) -> None:
        filled = values.drop_null()
        self.cells += len(filled)
        starts = pc.binary_slice(filled.cast(pa.binary()), 0, 4).to_pylist()
        self.pictures += sum(start.startswith(_MAGIC) for start in starts)

    def merge(self, other: ColumnEvidence) -> ColumnEvidence:
        """Take in what another state saw of the same column; self is changed and returned."""
        self.cells += other.cells
        self.hits = self.hits + other.hits
        self.prose_cells += other.prose_cells
        self.prose_hits = self.prose_hits + other.prose_hits
        self.pictures += other.pictures
        self.rare.merge(other.rare, self.rows)
        self.rows += other.rows
        self.sample.merge(other.sample)
        return self

    def classify(self, context: ColumnContext) -> Classification:
        """Decide with what was seen so far; more may follow."""
        return self._classifier.classify(self, context)

    def features(self, context: ColumnContext) -> ColumnFeatures:
        """Measure what was seen so far for a judgement now or later."""
        return self._classifier.features(self, context)


def _once(
    cells: pa.Array[Any], counts: npt.NDArray[np.int64]
) -> tuple[pa.Array[Any], npt.NDArray[np.int64]]:
    """Join values that became equal by trimming."""
    encoded = pc.dictionary_encode(cells)
    if len(encoded.dictionary) == len(cells):
        return cells, counts
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    summed = np.bincount(codes, counts.astype(np.float64), len(encoded.dictionary))
    return encoded.dictionary, summed.astype(np.int64)


def _reader(arrow_type: pa.DataType) -> tuple[Kind, Callable[[pa.Array[Any]], pa.Array[Any]]]:
    """The kind of a type, and how its values become texts."""
    if pa.types.is_dictionary(arrow_type):
        kind, inner = _reader(arrow_type.value_type)
        return kind, lambda values: inner(values.dictionary_decode())
    if pa.types.is_decimal(arrow_type):
        return (Kind.INTEGER if arrow_type.scale == 0 else Kind.FRACTION), _cast
    for holds, kind, reader in _READERS:
        if holds(arrow_type):
            return kind, reader
    return Kind.OTHER, _cast


def _cast(values: pa.Array[Any]) -> pa.Array[Any]:
    texts: pa.Array[Any] = values.cast(pa.large_string())
    return texts


def _moment_texts(values: pa.Array[Any]) -> pa.Array[Any]:
    """Without the zone, whose names not every machine knows."""
    return _cast(values.cast(pa.timestamp("us"), safe=False))


def _float_texts(values: pa.Array[Any]) -> pa.Array[Any]:
    """Whole numbers without a point, so that a card number stays one."""
    values = values.cast(pa.float64())
    numbers = values.to_numpy(zero_copy_only=False)
    whole = np.isfinite(numbers) & (np.abs(numbers) < 2.0**53) & (np.floor(numbers) == numbers)
    as_integer = pa.array(np.where(whole, numbers, 0.0).astype(np.int64)).cast(pa.large_string())
    texts: pa.Array[Any] = pc.if_else(pa.array(whole), as_integer, _cast(values))
    return texts


_READERS: tuple[tuple[Callable[[pa.DataType], bool], Kind, Callable[[Any], Any]], ...] = (
    (pa.types.is_string, Kind.TEXT, _cast),
    (pa.types.is_large_string, Kind.TEXT, _cast),
    (pa.types.is_string_view, Kind.TEXT, _cast),
    (pa.types.is_boolean, Kind.FLAG, _cast),
    (pa.types.is_integer, Kind.INTEGER, _cast),
    (pa.types.is_floating, Kind.FRACTION, _float_texts),
    (pa.types.is_date, Kind.MOMENT, _cast),
    (pa.types.is_timestamp, Kind.MOMENT, _moment_texts),
    (pa.types.is_binary, Kind.BINARY, _cast),
    (pa.types.is_large_binary, Kind.BINARY, _cast),
    (pa.types.is_fixed_size_binary, Kind.BINARY, _cast),
)
