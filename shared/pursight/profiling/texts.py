"""Texts and binaries: lengths, empties, shapes, extremes in code point order."""

from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.contracts.scans import ShapeCount
from pursight.profiling.appearance import Appearance
from pursight.profiling.shapes import ShapeCounts
from pursight.profiling.text_moments import TextMoments, iso_moments
from pursight.values.arrow import ArrowArray, Integers, bytes_of, compute
from pursight.values.chunk import Chunk
from pursight.values.forms import Forms
from pursight.values.signs import characters_of

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

    def add(self, lengths: Integers, times: Integers) -> None:
        """Take in lengths, and how often each is there."""
        if not len(lengths):
            return
        self._number += int(times.sum())
        self._total += int(np.dot(lengths, times))
        self._widen(int(lengths.min()), int(lengths.max()))

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

    def take(self, chunk: Chunk) -> None:
        """Take in a chunk's values."""
        lengths = compute.binary_length(chunk.present).to_numpy(zero_copy_only=False)
        self._lengths.add(lengths.astype(np.int64), chunk.times)

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

    def take(self, chunk: Chunk) -> None:
        """Take in a chunk's values, each different one once where that is known."""
        values, times = chunk.cells, chunk.times
        forms = chunk.forms
        lengths = _characters(values) if forms is None else forms.of_each(characters_of)
        self._lengths.add(lengths, times)
        texts, filled = values, lengths > 0
        if not filled.all():
            self._empties += int(times[~filled].sum())
            texts, times = compute.filter(values, pa.array(filled)), times[filled]
            forms = None if forms is None else forms.where(filled)
        self._look(texts, times, forms, each_once=chunk.each_once)
        self._shapes.add(texts, times, forms)
        # UTF-8 bytes sort as their code points do.
        extremes = compute.min_max(values.cast(pa.large_binary()))
        self._widen(_kept(extremes["min"]), _kept(extremes["max"]))

    def _look(
        self, texts: ArrowArray, times: Integers, forms: Forms | None, *, each_once: bool
    ) -> None:
        """See what texts look like, and read those that are moments."""
        moments = iso_moments(texts, forms)
        if moments is not None:
            self._appearance.add_dates(moments.dates, times)
            self._moments.add_read(moments, times)
            return
        dates = self._appearance.dates
        self._appearance.add(texts, times, forms)
        if self._appearance.dates > dates:
            self._moments.add(texts, None if each_once else times)

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


def _characters(texts: ArrowArray) -> Integers:
    """How many characters each text has: where all are of one byte, the bytes tell."""
    offsets, data = bytes_of(texts)
    if not len(data) or data.max() < 0x80:
        return np.diff(offsets) if len(texts) else np.empty(0, np.int64)
    lengths: Integers = compute.utf8_length(texts).to_numpy(zero_copy_only=False)
    return lengths.astype(np.int64)


def _kept(extreme: Any) -> bytes:
    # A view of the scalar's buffer: a text of megabytes is not copied to keep its beginning.
    buffer = extreme.as_buffer()
    return bytes(buffer[: min(_KEPT_BYTES, len(buffer))])


def _shown(kept: bytes) -> tuple[str, bool]:
    # Bytes that are no UTF-8 are shown as U+FFFD; a character cut in half stands behind the cut.
    text = kept.decode("utf-8", "replace")
    return text[:SHOWN_CHARACTERS], len(text) > SHOWN_CHARACTERS
