"""All recognisers at once over a column: Hyperscan finds where to look, `regex` looks.

Hyperscan sees the joined cells with every pattern as a prefilter: it may see too much, since
look-arounds mean nothing to it, but never too little. What it sees is then looked at with the
engine and the check digits that Presidio uses, within a bound of time, so the result is Presidio's.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from pursight.classification.automaton import compiled
from pursight.classification.recognizers.recognizer import BadRecognizers, Expression, Recognizer

pc: Any = pyarrow.compute  # its stubs know no generic array of texts

SECONDS = 0.1
"""How long one pattern may look at one cell."""

STRIKES = 3
"""So often a pattern may take too long; then it is left out and said to be."""

COVERED = 0.9
"""A match of so much of a cell is what the cell is."""

FULL = 1000
"""A score of 1 in the whole numbers that are counted with, so that no order changes a sum."""

_PIECE = 1024 * 1024
_WORDS_AT_ONCE = 500
_ENDS = re.compile(r"(?<!\\)((?:\\\\)*)\\([AZz])")


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of a recogniser and a cell, with the best scores: of any match, of one covering it."""

    recognizer: npt.NDArray[np.int64]
    cell: npt.NDArray[np.int64]
    score: npt.NDArray[np.int64]
    whole: npt.NDArray[np.int64]


class Matcher:
    """Compiled recognisers; made once per process.

    Args:
        recognizers: All that are wanted.
        cache: Folder for compiled patterns; None compiles anew (Presidio's: half a minute).

    Raises:
        BadRecognizers: A pattern cannot be compiled for one pass over a column.
    """

    def __init__(self, recognizers: Sequence[Recognizer], *, cache: Path | None = None) -> None:
        self.recognizers = tuple(recognizers)
        self._expressions = [
            (number, expression)
            for number, one in enumerate(self.recognizers)
            for expression in one.expressions
        ]
        self._strikes = [0] * len(self._expressions)
        self._seekers = list(self._written())
        self._database = self._compiled(cache)

    @cached_property
    def fingerprint(self) -> str:
        """What tells these recognisers from others."""
        said = [
            [one.name, one.label, one.flags, one.own, one.context]
            + [[e.name, e.regex, e.score] for e in one.expressions]
            for one in self.recognizers
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence for each pattern that was too slow and is left out since."""
        return tuple(
            f"The pattern {expression.name} of {self.recognizers[number].name} took too long and "
            "is left out: simplify it."
            for (number, expression), strikes in zip(self._expressions, self._strikes, strict=True)
            if strikes >= STRIKES
        )

    def scan(self, cells: pa.Array[Any]) -> Matches:
        """Find every recogniser in every cell.

        Args:
            cells: Texts (`pa.large_string()`), no nulls.
        """
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for places, cell, text in self._candidates(cells):
            for place in places:
                number, expression = self._expressions[place]
                score, whole = self._looked(place, number, expression, text)
                if score:
                    known = found.get((number, cell), (0, 0))
                    found[number, cell] = (max(known[0], score), max(known[1], whole))
        keys = sorted(found)
        table = np.array([[*key, *found[key]] for key in keys], np.int64).reshape(-1, 4)
        return Matches(table[:, 0], table[:, 1], table[:, 2], table[:, 3])

    def _looked(
        self, place: int, number: int, expression: Expression, text: str
    ) -> tuple[int, int]:
        """Best score of any match in a cell, and of one that covers the cell."""
        if self._strikes[place] >= STRIKES:
            return 0, 0
        best = covering = 0
        least = COVERED * len(text.strip())
        try:
            for score, length in self._found(place, number, expression, text):
                spelled = round(score * FULL)
                best = max(best, spelled)
                if length >= least:
                    covering = max(covering, spelled)
        except TimeoutError:
            self._strikes[place] += 1
        return best, covering

    def _found(
        self, place: int, number: int, expression: Expression, text: str
    ) -> Iterator[tuple[float, int]]:
        recognizer = self.recognizers[number]
        engine = recognizer.engine
        if engine is not None and self._by_itself[number]:
            for one in engine.analyze(text, [recognizer.entity]):
                yield one.score, one.end - one.start
            return
        for match in self._regexes[place].finditer(text, timeout=SECONDS):
            words = match[0]
            if not words:
                continue
            score = expression.score
            if engine is not None:
                holds = engine.validate_result(words)
                score = score if holds is None else float(holds)
                score = 0.0 if engine.invalidate_result(words) else score
            if score > 0.0:
                yield score, len(words)

    @cached_property
    def _by_itself(self) -> list[bool]:
        """Which recognisers look in a way of their own, as that for IBANs."""
        if not any(one.engine is not None for one in self.recognizers):
            return [False] * len(self.recognizers)
        from presidio_analyzer import PatternRecognizer

        return [
            one.engine is not None and type(one.engine).analyze is not PatternRecognizer.analyze
            for one in self.recognizers
        ]

    @cached_property
    def _regexes(self) -> list[Any]:
        import regex

        return [
            regex.compile(expression.regex, self.recognizers[number].flags)
            for number, expression in self._expressions
        ]

    def _candidates(self, cells: pa.Array[Any]) -> Iterator[tuple[list[int], int, str]]:
        """Yield the expressions worth a look, the place of a cell, and its text."""
        if self._database is None:
            everything = list(range(len(self._expressions)))
            for at, text in enumerate(cells.to_pylist()):
                yield everything, at, str(text)
            return
        lengths = pc.binary_length(cells).to_numpy(zero_copy_only=False)
        piece_of = np.cumsum(lengths, dtype=np.int64) // _PIECE
        edges = [0, *(np.flatnonzero(np.diff(piece_of)) + 1), len(cells)]
        for start, end in itertools.pairwise(edges):
            piece = cells.slice(start, end - start)
            pairs = self._events(piece)
            if not len(pairs):
                continue
            where, first = np.unique(pairs[:, 0], return_index=True)
            texts = piece.take(pa.array(where, pa.int64())).to_pylist()
            groups = np.split(pairs[:, 1], first[1:])
            for at, text, places in zip(where.tolist(), texts, groups, strict=True):
                yield places.tolist(), start + at, str(text)

    def _events(self, cells: pa.Array[Any]) -> npt.NDArray[np.int64]:
        """Pairs of cell and expression, sorted, each once.

        Line breaks within cells stay as they are: only the ends of cells say where one is. A match
        that reaches into the next cell makes that one a candidate too, which does no harm.
        """
        lengths = pc.binary_length(cells).to_numpy(zero_copy_only=False).astype(np.int64)
        ends = np.cumsum(lengths + 1) - 1
        one = pa.LargeListArray.from_arrays(pa.array([0, len(cells)], pa.int64()), cells)
        text = pc.binary_join(one, pa.scalar("\n", pa.large_string()))[0].as_buffer().to_pybytes()
        ids: list[int] = []
        places: list[int] = []

        def event(seeker: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ids.append(seeker)
            places.append(end)

        self._database.scan(text, match_event_handler=event)
        if not ids:
            return np.empty((0, 2), np.int64)
        expression = np.array([place for place, _ in self._seekers], np.int64)[np.array(ids)]
        cell = np.minimum(np.searchsorted(ends, np.array(places, np.int64)), len(cells) - 1)
        keys = np.unique(cell * len(self._expressions) + expression)
        return np.stack([keys // len(self._expressions), keys % len(self._expressions)], axis=1)

    def _written(self) -> Iterator[tuple[int, str]]:
        """Each expression as it is sought; a long list of words in several parts."""
        for place, (_, expression) in enumerate(self._expressions):
            if expression.words:
                for words in _batched(expression.words):
                    yield place, "|".join(re.escape(word) for word in words)
            else:
                # The ends of the text are ends of lines in the joined column.
                yield (
                    place,
                    _ENDS.sub(lambda m: m[1] + ("^" if m[2] == "A" else "$"), expression.regex),
                )

    def _compiled(self, cache: Path | None) -> Any:
        """The database; none without Hyperscan: then every cell is looked at."""
        if importlib.util.find_spec("hyperscan") is None or not self._seekers:
            return None
        import hyperscan

        usual = (
            hyperscan.HS_FLAG_PREFILTER
            | hyperscan.HS_FLAG_UTF8
            | hyperscan.HS_FLAG_UCP
            | hyperscan.HS_FLAG_DOTALL
            | hyperscan.HS_FLAG_MULTILINE
        )
        flags = [
            usual
            | (hyperscan.HS_FLAG_CASELESS if self._flags_of(place) & int(re.IGNORECASE) else 0)
            for place, _ in self._seekers
        ]
        expressions = [written.encode() for _, written in self._seekers]
        told = hashlib.sha256(repr((expressions, flags)).encode()).hexdigest()
        try:
            database = compiled(expressions, flags, told, cache)
        except hyperscan.HyperscanError as error:
            raise self._culprit(expressions, flags) from error
        self._scratch = hyperscan.Scratch(database)
        database.scratch = self._scratch
        return database

    def _flags_of(self, place: int) -> int:
        return self.recognizers[self._expressions[place][0]].flags

    def _culprit(self, expressions: Sequence[bytes], flags: Sequence[int]) -> BadRecognizers:
        """Name the pattern that Hyperscan refuses."""
        import hyperscan

        for (place, _), expression, flag in zip(self._seekers, expressions, flags, strict=True):
            try:
                compiled([expression], [flag], "", None)
            except hyperscan.HyperscanError:
                number, one = self._expressions[place]
                return BadRecognizers(
                    f"The pattern {one.name} of the recogniser {self.recognizers[number].name} "
                    "cannot be looked for in one pass over a column.",
                    hint="Write it without what may be empty, without huge repeats, and shorter.",
                )
        return BadRecognizers(
            "The recognisers are too large together.", hint="Bring fewer of them."
        )


def _batched(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(words), _WORDS_AT_ONCE):
        yield words[start : start + _WORDS_AT_ONCE]
