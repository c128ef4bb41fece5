"""Texts and binaries: lengths, empties, shapes, extremes in code point order."""

from typing import Any, Self

import pyarrow as pa

from pursight.contracts.scans import ShapeCount
from pursight.profiling.appearance import Appearance
from pursight.profiling.shapes import ShapeCounts
from pursight.profiling.text_moments import TextMoments
from pursight.values.arrow import ArrowArray, compute

SHOWN_CHARACTERS = 120

_KEPT_BYTES = 4 * (SHOWN_CHARACTERS + 1)
"""Room for one character more than is shown: enough to compare by and to know what was cut."""


class LengthMeasure:
    """Lengths: characters of texts, bytes of binaries."""

    def __init__(self) -> None:
        self._number = 0
        self._total = 0
        self._shortest: int | None = None
        self._longest: int | None = None

    def add(self, lengths: ArrowArray) -> None:
        """Take in lengths."""
        if not len(lengths):
            return
        extremes = compute.min_max(lengths).as_py()
        self._number += len(lengths)
        self._total += compute.sum(lengths).as_py()
        self._widen(extremes["min"], extremes["max"])

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._number += other._number
        self._total += other._total
        if other._shortest is not None and other._longest is not None:
            self._widen(other._shortest, other._longest)

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that lengths fill."""
        return {
            "length_min": self._shortest,
            "length_max": self._longest,
            "length_mean": self._total / self._number if self._number else None,
        }

    def _widen(self, shortest: int, longest: int) -> None:
        self._shortest = shortest if self._shortest is None else min(self._shortest, shortest)
        self._longest = longest if self._longest is None else max(self._longest, longest)


class BinaryMeasure:
    """Binaries: only how long they are."""

    def __init__(self) -> None:
        self._lengths = LengthMeasure()

    def add(self, values: ArrowArray) -> None:
        """Take in values without nulls."""
        self._lengths.add(compute.binary_length(values))

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._lengths.merge(other._lengths)

    def facts(self) -> dict[str, Any]:
        """The fields of a profile that binaries have."""
        return self._lengths.facts()


class TextMeasure:
    """Texts of one column."""

    def __init__(self) -> None:
        self._lengths = LengthMeasure()
        self._empties = 0
        self._appearance = Appearance()
        self._shapes = ShapeCounts()
        self._moments = TextMoments()
        self._least: bytes | None = None
        self._greatest: bytes | None = None

    def add(self, values: ArrowArray) -> None:
        """Take in values without nulls (`large_string`)."""
        if not len(values):
            return
        lengths = compute.utf8_length(values)
        self._lengths.add(lengths)
        filled = compute.not_equal(lengths, 0)
        empties = len(values) - filled.true_count
        self._empties += empties
        texts = compute.filter(values, filled) if empties else values
        dates = self._appearance.dates
        self._appearance.add(texts)
        if self._appearance.dates > dates:
            self._moments.add(texts)
        self._shapes.add(texts)
        # UTF-8 bytes sort as their code points do.
        extremes = compute.min_max(values.cast(pa.large_binary()))
        self._widen(_kept(extremes["min"]), _kept(extremes["max"]))

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._lengths.merge(other._lengths)
        self._empties += other._empties
        self._appearance.merge(other._appearance)
        self._shapes.merge(other._shapes)
        self._moments.merge(other._moments)
        if other._least is not None and other._greatest is not None:
            self._widen(other._least, other._greatest)

    def facts(self, *, shapes_of_at_least: int = 1) -> dict[str, Any]:
        """The fields of a profile that texts have, extremes not among them."""
        looks_like = self._appearance.name()
        dated = looks_like in {"date", "datetime"}
        return {
            **self._lengths.facts(),
            **(self._moments.facts(self._appearance.texts) if dated else {}),
            "empties": self._empties,
            "looks_like": looks_like,
            "shapes": tuple(
                ShapeCount(shape=shape, count=count)
                for shape, count in self._shapes.most_common(at_least=shapes_of_at_least)
            ),
        }

    def extremes(self) -> dict[str, Any]:
        """`min` and `max` in code point order: texts of rows, so for a local profile only."""
        if self._least is None or self._greatest is None:
            return {}
        least, min_cut = _shown(self._least)
        greatest, max_cut = _shown(self._greatest)
        return {"min": least, "max": greatest, "min_cut": min_cut, "max_cut": max_cut}

    def _widen(self, least: bytes, greatest: bytes) -> None:
        self._least = least if self._least is None else min(self._least, least)
        self._greatest = greatest if self._greatest is None else max(self._greatest, greatest)


def _kept(extreme: Any) -> bytes:
    # A view of the scalar's buffer: a text of megabytes is not copied to keep its beginning.
    buffer = extreme.as_buffer()
    return bytes(buffer[: min(_KEPT_BYTES, len(buffer))])


def _shown(kept: bytes) -> tuple[str, bool]:
    # Bytes that are no UTF-8 are shown as U+FFFD; a character cut in half stands behind the cut.
    text = kept.decode("utf-8", "replace")
    return text[:SHOWN_CHARACTERS], len(text) > SHOWN_CHARACTERS
