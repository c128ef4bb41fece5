"""Narrowing: which patterns could fit a chunk of cells at all, so that only those are tried.

A pattern that needs a byte which no cell holds, or another length than any cell has, cannot fit.
What remains of more than a hundred patterns are mostly a few. Those that often fit in this column
are counted by RE2, a column at a time; all others are tried as one expression, and only what that
finds goes through the automaton with its event for each find. The result is the automaton's.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from pursight.classification.automaton import Automaton, Hits
from pursight.classification.patterns.pattern import Pattern, Reach
from pursight.values.arrow import Integers, bytes_of
from pursight.values.forms import MAYBE, SURELY, Forms, Told
from pursight.values.reach import ENDLESS, Span, taken_apart

pc: Any = pyarrow.compute  # its stubs know no generic array of texts

FEW = 512
"""Fewer cells than this go through the automaton as they are."""

_MOST = 48
"""More patterns than this in one expression would be slower than the automaton."""

_SAMPLED = 1024
_RARE = 0.03
"""A byte that is not there so many times a cell makes the few cells that hold it odd ones."""

_PROBED = 256
_OFTEN = 0.1
_MOST_OFTEN = 6
_REMEMBERED = 512
_ANY_LENGTH = Span(0, ENDLESS)

Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class Habit:
    """What a column was like so far: only speeds up what comes, and changes no result."""

    bytes: int = 0  # a bit for each byte that is common in its cells
    often: tuple[int, ...] | None = None  # numbers of the patterns that fit many of its cells


@dataclass(slots=True)
class Fits:
    """Which cells each pattern fits."""

    size: int
    columns: dict[int, npt.NDArray[np.bool_]] = field(default_factory=dict)
    rest: Hits = field(default_factory=lambda: (np.empty(0, np.int64), np.empty(0, np.int64)))

    def counted(self, counts: Integers, patterns: int) -> Integers:
        """How many rows each pattern fits, of cells that stand for so many rows each."""
        numbers, places = self.rest
        found = np.bincount(numbers, counts[places].astype(np.float64), patterns).astype(np.int64)
        for number, fits in self.columns.items():
            found[number] = counts[fits].sum()
        return found

    def pairs(self) -> Hits:
        """Each pair of pattern and cell that fit, once; grouped by pattern as far as counted."""
        numbers, places = [self.rest[0]], [self.rest[1]]
        for number, fits in self.columns.items():
            places.append(np.flatnonzero(fits))
            numbers.append(np.full(len(places[-1]), number))
        return np.concatenate(numbers), np.concatenate(places)

    def spread(self, size: int, usual: Places, odd: Places, rest: Hits) -> Fits:
        """The same among more cells, with what was found in the others.

        Args:
            size: How many cells there are.
            usual: Where those stand that this tells of.
            odd: Where the others stand.
            rest: What fits those.
        """
        numbers, places = rest[0], odd[rest[1]]
        spread = Fits(size)
        for number, fits in self.columns.items():
            column = np.zeros(size, np.bool_)
            column[usual[fits]] = True
            column[places[numbers == number]] = True
            spread.columns[number] = column
        new = ~np.isin(numbers, list(self.columns))
        spread.rest = (
            np.concatenate([self.rest[0], numbers[new]]),
            np.concatenate([usual[self.rest[1]], places[new]]),
        )
        return spread

    def places(self, number: int) -> Places:
        """The cells that a pattern fits."""
        if number in self.columns:
            return np.flatnonzero(self.columns[number])
        numbers, places = self.rest
        return places[numbers == number] if len(numbers) else places


class Finder:
    """Finds patterns in cells with as little work as the cells allow.

    Args:
        patterns: In the order of the automaton's numbers; all of one reach.
        automaton: Finds all of them.
    """

    def __init__(self, patterns: Sequence[Pattern], automaton: Automaton) -> None:
        self._patterns = tuple(patterns)
        self._automaton = automaton
        self._whole = all(pattern.reach is Reach.CELL for pattern in patterns)
        self._known: OrderedDict[int, tuple[tuple[int, Span], ...]] = OrderedDict()
        self._told = Told()

    def find(self, cells: pa.Array[Any], habit: Habit, forms: Forms | None = None) -> Fits:
        """Find every pattern in every cell.

        Args:
            cells: Texts (`large_string`), no nulls, none empty.
            habit: Of the column that they are from; brought up to date.
            forms: Of the cells, if these are known; it is the same without, and slower.
        """
        if len(cells) < FEW:
            return Fits(len(cells), rest=self._automaton.scan(cells))
        forms = forms if self._whole else None
        if bytes_of(cells)[1].tobytes().find(b"\n") >= 0:
            cells = pc.replace_substring(cells, "\n", "\\n")  # as the automaton sees them
            forms = None
        odd, lengths = _odd(cells, habit)
        possible = self.possible(habit.bytes, lengths)
        if len(possible) > _MOST:
            return Fits(len(cells), rest=self._automaton.scan(cells))
        if not odd.any():
            return self._among(cells, possible, habit, forms)
        usual, rest = np.flatnonzero(~odd), np.flatnonzero(odd)
        forms = None if forms is None else forms.where(~odd)
        found = self._among(cells.take(pa.array(usual, pa.int64())), possible, habit, forms)
        return found.spread(
            len(cells), usual, rest, self._automaton.scan(cells.take(pa.array(rest, pa.int64())))
        )

    def possible(self, allowed: int, lengths: Span) -> tuple[int, ...]:
        """Numbers of the patterns that could fit a text of some bytes and some lengths.

        Args:
            allowed: A bit for every byte that there is, and maybe for more.
            lengths: Of the shortest text and of the longest.
        """
        known = self._known.get(allowed)
        if known is None:
            found = (
                (number, taken_apart(pattern.expression).span(allowed))
                for number, pattern in enumerate(self._patterns)
            )
            known = tuple((number, one) for number, one in found if one is not None)
            self._known[allowed] = known
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return tuple(
            number
            for number, (least, greatest) in known
            if least <= lengths.greatest and (greatest >= lengths.least or not self._whole)
        )

    def _among(
        self, cells: pa.Array[Any], possible: tuple[int, ...], habit: Habit, forms: Forms | None
    ) -> Fits:
        if not possible or not len(cells):
            return Fits(len(cells))
        if habit.often is None:
            probed = cells.slice(0, _PROBED)
            numbers, _ = self._automaton.scan(probed)
            self._learn(habit, np.bincount(numbers, minlength=len(self._patterns)), len(probed))
        found = self._tried(cells, possible, habit, forms)
        ones = np.ones(len(cells), np.int64)
        self._learn(habit, found.counted(ones, len(self._patterns)), len(cells))
        return found

    def _tried(
        self, cells: pa.Array[Any], possible: tuple[int, ...], habit: Habit, forms: Forms | None
    ) -> Fits:
        binary = cells.cast(pa.large_binary())
        often = [number for number in habit.often or () if number in possible]
        found = Fits(len(cells))
        for number in often:
            told = self._told_by(forms, (number,), habit)
            found.columns[number] = self._fitting(binary, (number,), told)
        rest = tuple(number for number in possible if number not in often)
        if rest:
            # Whatever their length: so the same are asked of the next chunk.
            others = (n for n in self.possible(habit.bytes, _ANY_LENGTH) if n not in often)
            told = self._told_by(forms, tuple(others), habit)
            worth = np.flatnonzero(self._fitting(binary, rest, told))
            if len(worth):
                numbers, places = self._automaton.scan(cells.take(pa.array(worth, pa.int64())))
                new = ~np.isin(numbers, often)
                found.rest = numbers[new], worth[places[new]]
        return found

    def _told_by(
        self, forms: Forms | None, numbers: tuple[int, ...], habit: Habit
    ) -> npt.NDArray[np.uint8] | None:
        """What the forms of cells tell of some patterns, each cell's."""
        if forms is None:
            return None
        expressions = [self._patterns[number].expression for number in numbers]
        told: npt.NDArray[np.uint8] = self._told.of(forms, expressions, habit.bytes)[forms.codes]
        return told

    def _fitting(
        self,
        cells: pa.Array[Any],
        numbers: tuple[int, ...],
        told: npt.NDArray[np.uint8] | None,
    ) -> npt.NDArray[np.bool_]:
        """Which cells any of some patterns fits; asked are those whose form does not tell."""
        if told is not None:
            fits: npt.NDArray[np.bool_] = told == SURELY
            left = np.flatnonzero(told == MAYBE)
            if len(left):
                fits[left] = self._fitting(cells.take(pa.array(left, pa.int64())), numbers, None)
            return fits
        either = "|".join(f"(?:{self._patterns[number].expression})" for number in numbers)
        expression = rf"\A(?:{either})\z" if self._whole else either
        asked: npt.NDArray[np.bool_] = pc.match_substring_regex(cells, expression).to_numpy(
            zero_copy_only=False
        )
        return asked

    @staticmethod
    def _learn(habit: Habit, counted: Integers, cells: int) -> None:
        """Note what fits often, to count it a column at a time."""
        shares = counted / cells
        ranked = np.argsort(-shares, kind="stable")[:_MOST_OFTEN]
        habit.often = tuple(int(number) for number in ranked if shares[number] >= _OFTEN)


def _odd(cells: pa.Array[Any], habit: Habit) -> tuple[npt.NDArray[np.bool_], Span]:
    """Which cells hold a byte that is rare in their column, or are uncommonly short or long.

    Returns:
        These, and the lengths of all others, of which each byte is in `habit.bytes`.
    """
    evenly = np.linspace(0, len(cells) - 1, _SAMPLED).astype(np.int64)
    places, sample = bytes_of(cells.take(pa.array(evenly, pa.int64())))
    common = np.bincount(sample, minlength=256) >= _RARE * _SAMPLED
    habit.bytes |= sum(1 << byte for byte in np.flatnonzero(common).tolist())
    lengths = Span(int(np.diff(places).min()), int(np.diff(places).max()))
    offsets, data = bytes_of(cells)
    rare = bytes(not habit.bytes >> byte & 1 for byte in range(256))
    marked = np.flatnonzero(np.frombuffer(data.tobytes().translate(rare), np.bool_))
    sizes = np.diff(offsets)
    odd: npt.NDArray[np.bool_] = (sizes < lengths.least) | (sizes > lengths.greatest)
    if len(marked):
        odd[np.searchsorted(offsets, marked, side="right") - 1] = True
    return odd, lengths
