"""Observed: what a column's sampled values look like, measured once for all labels (pure)."""

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pursight.classification import words
from pursight.classification.checksums import CHANCE, check_named
from pursight.classification.patterns.pattern import Pattern

_WORD_SAMPLE = 250
_BEYOND = 1e100
"""No quantity is as large; differences of such numbers would overflow."""
_YEAR = re.compile(r"(?<!\d)(1[89]\d{2}|20\d{2}|21\d{2})(?!\d)")
_FRACTION = re.compile(r"[+-]?\d{1,12}\.\d{1,2}|[+-]?\d{1,12}\.\d{4,}")
_SHORT_YEAR = re.compile(r"^\d{1,2}[-/.]\d{1,2}[-/.](\d{2})$")


class Kind(StrEnum):
    """What the source's type lets a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    FRACTION = "fraction"
    MOMENT = "moment"
    FLAG = "flag"
    BINARY = "binary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fit:
    """How one label's patterns fit: shares of the sampled distinct values."""

    plausible: float = 0.0  # any pattern, also the loosest
    typical: float = 0.0  # a pattern that says something by itself, or a specific shape
    matched: float = 0.0  # patterns with a strength, checksums holding
    strength: float = 0.0  # mean strength of those
    pattern: Pattern | None = None  # the one that fits most
    checked: tuple[int, int] | None = None  # of its matches: how many hold, how many there are


@dataclass
class Observed:
    """One column's values, as the decision sees them."""

    kind: Kind
    cells: int
    distinct: float
    complete: bool
    sample: Sequence[tuple[str, int]]
    patterns: Sequence[Pattern]
    matrix: npt.NDArray[np.bool_]  # patterns x sampled values
    everywhere: Mapping[str, int] = field(default_factory=dict)  # detector -> cells, of all cells
    prose_cells: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)
    pictures: int = 0
    rare: Mapping[str, int] = field(default_factory=dict)  # label -> cells, of all cells
    names_share: float = 0.0  # of sampled prose cells, those that name a person

    @cached_property
    def shares(self) -> dict[str, float]:
        """Detector to its share of the sampled distinct values."""
        total = max(1, len(self.sample))
        counts = self.matrix.sum(axis=1)
        return {p.detector: float(n) / total for p, n in zip(self.patterns, counts, strict=True)}

    def shape(self, name: str) -> float:
        """Share of a shape."""
        return self.shares.get(f"shape.{name}", 0.0)

    @cached_property
    def counts(self) -> npt.NDArray[np.float64]:
        """Cells of each sampled value."""
        return np.array([count for _, count in self.sample], np.float64)

    @cached_property
    def fits(self) -> dict[str, Fit]:
        """Label to how its patterns fit."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, pattern in enumerate(self.patterns):
            if pattern.label:
                rows[pattern.label].append(row)
        return {label: self._fit(of_label) for label, of_label in rows.items()}

    def _fit(self, rows: list[int]) -> Fit:
        total = len(self.sample)
        if not total or not self.matrix[rows].any():
            return Fit()
        best = np.zeros(total)
        typical = np.zeros(total, bool)
        most: tuple[float, Pattern | None, tuple[int, int] | None] = (0.0, None, None)
        for row in rows:
            pattern, hits = self.patterns[row], self.matrix[row]
            if not hits.any():
                continue
            strength, checked = pattern.strength, None
            if pattern.check:
                hits, strength, checked = self._verified(pattern, hits)
            if strength <= 0.0:
                typical |= hits & (pattern.name not in _LOOSE)
                continue
            typical |= hits & (strength >= 0.2)
            best = np.maximum(best, hits * strength)
            if (weight := float(hits.sum()) * strength) > most[0]:
                most = (weight, pattern, checked)
        matched = best > 0
        return Fit(
            plausible=float(self.matrix[rows].any(axis=0).mean()),
            typical=float(typical.mean()),
            matched=float(matched.mean()),
            strength=float(best[matched].mean()) if matched.any() else 0.0,
            pattern=most[1],
            checked=most[2],
        )

    def _verified(
        self, pattern: Pattern, hits: npt.NDArray[np.bool_]
    ) -> tuple[npt.NDArray[np.bool_], float, tuple[int, int] | None]:
        """Keep hits whose check digits hold; a share near that of random numbers proves nothing."""
        holds = check_named(pattern.check)
        if holds is None:
            return hits, pattern.strength * 0.4, None
        places = np.flatnonzero(hits)
        valid = np.zeros(len(hits), bool)
        for place in places.tolist():
            valid[place] = _holds(holds, self.sample[place][0])
        passed, tried = int(valid.sum()), len(places)
        if passed < 0.6 * tried:
            return np.zeros(len(hits), bool), 0.0, (passed, tried)
        chance = CHANCE.get(pattern.check, 0.1)
        return valid, pattern.strength * (1.0 - chance ** (passed * 0.8)), (passed, tried)

    @cached_property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The sampled values that are plain numbers of a size that means something, sorted."""
        found = []
        for value, _ in self.sample:
            try:
                number = float(value.replace(",", ".") if value.count(",") == 1 else value)
            except ValueError:
                continue
            if abs(number) < _BEYOND:
                found.append(number)
        return np.sort(np.array(found, np.float64))

    @cached_property
    def years(self) -> npt.NDArray[np.int64]:
        """The years of the sampled values that are dates, sorted."""
        found = []
        for value, _ in self.sample:
            if (match := _YEAR.search(value)) is not None:
                found.append(int(match[1]))
            elif (match := _SHORT_YEAR.match(value)) is not None:
                short = int(match[1])
                found.append(short + (1900 if short > 30 else 2000))
        return np.sort(np.array(found, np.int64))

    @cached_property
    def wordy(self) -> list[tuple[str, int]]:
        """A part of the sample for dictionaries; empty when hardly any cell has letters."""
        if self.kind is not Kind.TEXT or self.shape("number") > 0.9 or self.shape("date") > 0.9:
            return []
        return list(self.sample[:_WORD_SAMPLE])

    @cached_property
    def fractions(self) -> float:
        """Share of sampled values that are numbers with a point and digits behind it, no groups."""
        if not self.sample or self.shape("number") < 0.5:
            return 0.0
        found = sum(_FRACTION.fullmatch(value) is not None for value, _ in self.sample)
        return found / len(self.sample)

    def share_of_decimals(self) -> float:
        """Share of numbers with five to nine decimals, as coordinates have them.

        Shares and means have all the digits that a number can hold.
        """
        found = sum(5 <= len(value.partition(".")[2]) <= 9 for value, _ in self.sample)
        return found / max(1, len(self.sample))

    def share_of(self, holds: Callable[[str], float], *, by_cell: bool = False) -> float:
        """Mean of a test (or likeness) over the wordy sample, per distinct value or per cell."""
        if not self.wordy:
            return 0.0
        likeness = [float(holds(value)) for value, _ in self.wordy]
        if not by_cell:
            return sum(likeness) / len(likeness)
        weights = [count for _, count in self.wordy]
        weighed: float = sum(map(operator.mul, likeness, weights))
        return weighed / sum(weights)

    @cached_property
    def person(self) -> float:
        """Mean likeness to names of people."""
        return self.share_of(words.person_likeness)

    @cached_property
    def city(self) -> float:
        """Mean likeness to names of cities."""
        return self.share_of(words.city_likeness)

    @cached_property
    def job(self) -> float:
        """Mean likeness to occupations."""
        return self.share_of(words.job_likeness)

    @cached_property
    def organization(self) -> float:
        """Share of names with a legal form or the like."""
        return self.share_of(words.is_organization)

    @cached_property
    def country(self) -> float:
        """Share of countries' names."""
        return self.share_of(words.is_country)

    @cached_property
    def country_code(self) -> float:
        """Share of countries' codes."""
        return self.share_of(words.is_country_code)

    @cached_property
    def region(self) -> float:
        """Share of names of regions."""
        return self.share_of(words.is_region)

    @cached_property
    def us_state(self) -> float:
        """Share of codes of states."""
        return self.share_of(words.is_us_state)

    @cached_property
    def words_per_cell(self) -> float:
        """Mean number of words."""
        return self.share_of(lambda value: len(value.split()))


_LOOSE = frozenset({"any", "bare", "text", "loose", "unpadded", "short", "four", "six"})


def _holds(check: Callable[[str], bool], value: str) -> bool:
    try:
        return bool(check(value))
    except (ValueError, IndexError, KeyError, TypeError):
        return False
