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

from pursight.classification.narrowing import Finder, Habit
from pursight.classification.observed import Kind
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.rare import RareFinds, Where
from pursight.classification.recognizers.matcher import Matcher
from pursight.classification.recognizers.recognized import Recognized
from pursight.classification.sample import DistinctSample
from pursight.classification.written_numbers import WrittenNumbers, worth_writing
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification
from pursight.values.arrow import Words, bytes_of
from pursight.values.chunk import Chunk
from pursight.values.forms import Forms
from pursight.values.hashing import hash_floats, hash_values
from pursight.values.signs import LEADING, SIGNS

pc: Any = pyarrow.compute  # its stubs know no generic array of texts


_MISSING = pa.array(
    ["null", "NULL", "Null", "none", "None", "NONE", "n/a", "N/A", "NA", "nan", "NaN", "-", "--", "\\N", "?", "."],
    pa.large_string(),
)  # fmt: skip
_LONGEST_MISSING = 4
_LONGEST = 4096
PROSE_BLANKS = 4
"""Blanks from which a cell counts as prose."""

_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")


_MAY_BE_BLANK = np.ones(256, np.bool_)
"""By the byte: controls, the blank, and what belongs to characters that are not ASCII."""
_MAY_BE_BLANK[0x21:0x7F] = False
_PLAIN = frozenset(SIGNS + LEADING) - frozenset(b" ?")
"""Signs that no blank has: another is among those of three bytes, which go on with none."""
_NO_NUMBER = hash_floats(np.array([np.nan]))[0]
"""The hash of what floats spell `nan`."""


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

    finder: Finder
    everywhere: tuple[Pattern, ...]
    telling: tuple[int, ...]
    prose_labels: tuple[str, ...]
    matcher: Matcher | None

    @property
    def written_numbers(self) -> WrittenNumbers:
        """Which numbers its patterns could fit."""
        ...

    def entities_in(
        self,
        prose: pa.Array[Any],
        counts: npt.NDArray[np.int64],
        rare: RareFinds,
        where: Where,
        habit: Habit,
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
        matcher = classifier.matcher
        self.recognized = Recognized(0 if matcher is None else len(matcher.recognizers))
        self._habit, self._habit_of_prose = Habit(), Habit()

    def update(self, values: pa.Array[Any]) -> None:
        """Look at every value of a chunk."""
        self.take(Chunk(values))

    def take(self, chunk: Chunk) -> None:
        """Look at every value of a chunk that others look at too."""
        where = Where(self.rows, chunk, self._as_text)
        self.rows += chunk.rows
        if self.kind in {Kind.FLAG, Kind.OTHER}:
            self.cells += chunk.size
        elif self.kind is Kind.BINARY:
            self._take_binary(chunk)
        elif not chunk.size:
            return
        elif self.kind is Kind.TEXT:
            self._take_texts(chunk, where)
        else:
            self._take_numbers(chunk, where)

    def _take_texts(self, chunk: Chunk, where: Where) -> None:
        cells, counts, hashes, forms = _trimmed(chunk)
        self.cells += int(counts.sum())
        if not len(cells):
            return
        self._scan(cells, counts, where, forms)
        if hashes is chunk.hashes:
            keys, times = chunk.counted
        else:
            keys, times = _added_up(hashes, counts)
        self.sample.update(keys, times, _texts_behind(cells, hashes, _cast))

    def _take_numbers(self, chunk: Chunk, where: Where) -> None:
        """Numbers and moments: written out are only those that a pattern could fit, and a few."""
        keys, counts = chunk.counted
        there = keys != _NO_NUMBER
        keys, counts = keys[there], counts[there]
        self.cells += int(counts.sum())
        find = _texts_behind(chunk.cells, chunk.hashes, self._as_text)
        self.sample.update(keys, counts, find)
        if self.kind is Kind.MOMENT or not len(keys):
            return
        if self._classifier.matcher is not None:
            worth = chunk.present
        else:
            worth = worth_writing(chunk.present, self._classifier.written_numbers)
        if len(worth):
            counted = pc.value_counts(self._as_text(worth))
            self._scan(counted.field(0), counted.field(1).to_numpy(zero_copy_only=False), where)

    def _scan(
        self,
        cells: pa.Array[Any],
        counts: npt.NDArray[np.int64],
        where: Where,
        forms: Forms | None = None,
    ) -> None:
        fits = self._classifier.finder.find(cells, self._habit, forms)
        self.hits += fits.counted(counts, len(self.hits))
        for number in self._classifier.telling:
            pattern = self._classifier.everywhere[number]
            self.rare.look(pattern, cells, counts, fits.places(number), where)
        self._recognize(cells, counts)
        if self.kind is not Kind.TEXT:
            return
        blanks = _blanks(cells) if forms is None else forms.of_each(_blanks_of)
        long = blanks >= PROSE_BLANKS
        if not long.any():
            return
        prose, prose_counts = cells.filter(pa.array(long)), counts[long]
        self.prose_cells += int(prose_counts.sum())
        self.prose_hits += self._classifier.entities_in(
            prose, prose_counts, self.rare, where, self._habit_of_prose
        )

    def _recognize(self, cells: pa.Array[Any], counts: npt.NDArray[np.int64]) -> None:
        matcher = self._classifier.matcher
        if matcher is None:
            return
        self.recognized.update(matcher.scan(cells), counts, _blanks(cells) >= PROSE_BLANKS)

    def _take_binary(self, chunk: Chunk) -> None:
        self.cells += chunk.size
        starts = pc.binary_slice(chunk.present, 0, 4).to_pylist()
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
        self.recognized.merge(other.recognized)
        self.sample.merge(other.sample)
        return self

    def classify(self, context: ColumnContext) -> Classification:
        """Decide with what was seen so far; more may follow."""
        return self._classifier.classify(self, context)

    def features(self, context: ColumnContext) -> ColumnFeatures:
        """Measure what was seen so far for a judgement now or later."""
        return self._classifier.features(self, context)


def _trimmed(
    chunk: Chunk,
) -> tuple[pa.Array[Any], npt.NDArray[np.int64], Words, Forms | None]:
    """Cells without blanks at their ends, their counts, hashes and forms as far as known.

    What stands for nothing is out.

    Most columns have nothing to trim, cut or leave out: asking is cheaper than doing.
    """
    values, counts, hashes, forms = chunk.cells, chunk.times, chunk.hashes, chunk.forms
    trims = (forms is None or not forms.all(_has_plain_ends)) and _may_need_trimming(values)
    cells = pc.utf8_trim_whitespace(values) if trims else values
    lengths = np.diff(bytes_of(cells)[0])
    changed = int(lengths.sum()) != len(bytes_of(values)[1])
    if int(lengths.max()) > _LONGEST:
        cells, changed = pc.utf8_slice_codeunits(cells, 0, _LONGEST), True
    if changed:
        hashes, forms = hash_values(cells), None
    if int(lengths.min()) <= _LONGEST_MISSING:
        short = np.flatnonzero(lengths <= _LONGEST_MISSING)
        missing = pc.is_in(cells.take(pa.array(short, pa.int64())), value_set=_MISSING)
        gone = missing.to_numpy(zero_copy_only=False) | (lengths[short] == 0)
        if gone.any():
            present = np.ones(len(cells), np.bool_)
            present[short[gone]] = False
            cells = cells.filter(pa.array(present))
            counts, hashes = counts[present], hashes[present]
            forms = None if forms is None else forms.where(present)
    return cells, counts, hashes, forms


def _has_plain_ends(signs: bytes) -> bool:
    """Whether a text of these signs begins and ends with ASCII that is no blank, if with any."""
    return not signs or (
        signs[0] in _PLAIN and signs[-1] in _PLAIN and (len(signs) == 1 or signs[1] != 0)
    )


def _may_need_trimming(cells: pa.Array[Any]) -> bool:
    """Whether any cell begins or ends with a byte that could be a blank's."""
    offsets, data = bytes_of(cells)
    starts, ends = offsets[:-1], offsets[1:]
    filled = starts < ends
    if not filled.all():
        starts, ends = starts[filled], ends[filled]
    return bool(_MAY_BE_BLANK[data[starts]].any() or _MAY_BE_BLANK[data[ends - 1]].any())


def _added_up(hashes: Words, counts: npt.NDArray[np.int64]) -> tuple[Words, npt.NDArray[np.int64]]:
    """Each hash once, sorted, with the sum of its counts."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return ordered[starts], np.add.reduceat(counts[order], starts)


def _texts_behind(
    values: pa.Array[Any], hashes: Words, as_text: Callable[[pa.Array[Any]], pa.Array[Any]]
) -> Callable[[list[int]], list[str]]:
    """How to find a value of each of some hashes, and to write it out."""

    def find(wanted: list[int]) -> list[str]:
        keys = np.array(sorted(wanted), np.uint64)
        near = np.flatnonzero(hashes <= keys[-1])
        at = np.searchsorted(keys, hashes[near])
        same = keys[at] == hashes[near]
        rows = np.zeros(len(keys), np.int64)
        rows[at[same]] = near[same]
        texts: list[Any] = as_text(values.take(pa.array(rows, pa.int64()))).to_pylist()
        return texts

    return find


def _blanks_of(signs: bytes) -> int:
    """How many blanks a text of these signs has."""
    return signs.count(b" ")


def _blanks(cells: pa.Array[Any]) -> npt.NDArray[np.int64]:
    """How many blanks each cell has; none is empty."""
    offsets, data = bytes_of(cells)
    blanks = data == ord(" ")
    if not blanks.any():
        return np.zeros(len(cells), np.int64)
    # 16 bits are enough: no cell has more than four times 4,096 bytes.
    return np.add.reduceat(blanks.view(np.uint8), offsets[:-1], dtype=np.uint16).astype(np.int64)


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
