"""Character shapes of texts: letters as `A` and `a`, digits as `9`, runs shortened with `~`."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.profiling.beginnings import begun
from pursight.values.arrow import ArrowArray, Integers, compute
from pursight.values.forms import Forms
from pursight.values.signs import shortened, signs_of, without_leading_digits

MOST_SHAPES = 4096
_LONGEST = 64
_READ_BYTES = 96
_TRIED = 2048
_BEGINNINGS = {2: (6, 24), 3: (2, 12)}
"""By coarseness how many signs are kept, and how many bytes mostly tell them."""


_RUN_OF_DIGITS = re.compile(r"9{2,}~?|9~")
_TOKEN = re.compile(r".~?", re.DOTALL)


class ShapeCounts:
    """How many texts have each shape.

    A run of letters longer than one, or of digits longer than eight, is one sign and `~`: `Aa~`,
    `999-99-9999`, `9~`. Only the first 96 bytes of a text are looked at; `…` stands for the rest.

    Exact while the column has at most `most` shapes. When it has more, all of them are made
    coarser: first digits lose their number, then six signs are kept, then two. How coarse depends
    only on the set of shapes seen, so merged states agree with one pass.
    """

    def __init__(self, most: int = MOST_SHAPES) -> None:
        self._most = most
        self._counts: Counter[str] = Counter()
        self._coarseness = 0

    def add(
        self, values: ArrowArray, times: Integers | None = None, forms: Forms | None = None
    ) -> None:
        """Take in texts without nulls (`large_string`).

        Args:
            values: The texts.
            times: How often each is there; once when left out.
            forms: Theirs, if these are known; it is the same without, and slower.
        """
        times = np.ones(len(values), np.int64) if times is None else times
        if forms is not None and forms.longest <= _READ_BYTES:
            self._take(*self._counted(*_shapes_of(forms, times)))
            return
        if not self._counts and len(values) > 4 * self._most:
            # If these have too many shapes, the rest is counted coarsely from the start.
            some = 2 * self._most
            self.add(values.slice(0, some), times[:some])
            values, times = values.slice(some), times[some:]
        if self._coarseness in _BEGINNINGS and len(values):
            signs, looked_at = _BEGINNINGS[self._coarseness]
            binary = values.cast(pa.large_binary())
            counts, told = begun(binary, times, signs=signs, looked_at=looked_at)
            self._take(counts, self._coarseness)
            values, times = compute.filter(values, pa.array(~told)), times[~told]
        if len(values):
            self._take(*self._counted(*_shapes(values, times)))

    def _counted(self, shapes: ArrowArray, counts: Integers) -> tuple[Counter[str], int]:
        """Count a chunk, as coarse as it must become anyway: that is cheaper all at once."""
        coarseness = 0
        shapes, counts = _added_up(shapes, counts)
        while coarseness < len(_COARSER) and (
            coarseness < self._coarseness or len(shapes) > self._most
        ):
            shapes, counts = _added_up(_all_coarser(shapes, coarseness), counts)
            coarseness += 1
        return Counter(dict(zip(_listed(shapes), counts.tolist(), strict=True))), coarseness

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._take(other._counts, other._coarseness)

    def most_common(self, number: int = 10, *, at_least: int = 1) -> list[tuple[str, int]]:
        """The most frequent shapes of at least so many texts, the same whatever the order."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        return [(shape, count) for shape, count in ranked if count >= at_least][:number]

    def _take(self, counts: Counter[str], coarseness: int) -> None:
        while coarseness < self._coarseness:
            counts = _coarser(counts, _COARSER[coarseness])
            coarseness += 1
        while self._coarseness < coarseness:
            self._coarsen()
        self._counts.update(counts)
        while len(self._counts) > self._most and self._coarseness < len(_COARSER):
            self._coarsen()

    def _coarsen(self) -> None:
        self._counts = _coarser(self._counts, _COARSER[self._coarseness])
        self._coarseness += 1


def _coarser(counts: Counter[str], change: Callable[[str], str]) -> Counter[str]:
    changed: Counter[str] = Counter()
    for shape, count in counts.items():
        changed[change(shape)] += count
    return changed


def _uncounted_digits(shape: str) -> str:
    return _RUN_OF_DIGITS.sub("9~", shape)


def _beginning(shape: str, signs: int) -> str:
    tokens = _TOKEN.findall(shape.removesuffix("…"))
    return shape if len(tokens) <= signs else "".join(tokens[:signs]) + "…"


_COARSER: tuple[Callable[[str], str], ...] = (
    _uncounted_digits,
    lambda shape: _beginning(shape, _BEGINNINGS[2][0]),
    lambda shape: _beginning(shape, _BEGINNINGS[3][0]),
)


def _all_coarser(shapes: ArrowArray, coarseness: int) -> ArrowArray:
    """What `_COARSER` does to one shape, to many."""
    pattern, written = _ALL_COARSER[coarseness]
    coarser: ArrowArray = compute.replace_substring_regex(shapes, pattern, written)
    return coarser


_ALL_COARSER = (
    (r"9{2,}~?|9~", "9~"),
    (r"(?s)\A((?:[^~]~?){6})[^~].*\z", r"\1…"),
    (r"(?s)\A((?:[^~]~?){2})[^~].*\z", r"\1…"),
)


def _added_up(texts: ArrowArray, counts: Integers) -> tuple[ArrowArray, Integers]:
    """Each text once, with the sum of its counts."""
    encoded = texts.dictionary_encode()
    if len(encoded.dictionary) == len(texts):
        return texts, counts
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    # Sums of float64 are exact: no column has 2**53 rows.
    summed = np.bincount(codes, counts.astype(np.float64), len(encoded.dictionary))
    return encoded.dictionary, summed.astype(np.int64)


def _shapes_of(forms: Forms, times: Integers) -> tuple[ArrowArray, Integers]:
    """The same from the forms of some texts, none longer than is read."""
    counts = forms.counted(times)
    there = counts > 0
    kinds = compute.filter(forms.kinds, pa.array(there))
    signs, counts = _added_up(without_leading_digits(kinds), counts[there])
    return _ended(shortened(signs), ""), counts


def _shapes(values: ArrowArray, times: Integers) -> tuple[ArrowArray, Integers]:
    """Shapes of some texts, some of them more than once, and how many texts have each."""
    binary = values.cast(pa.large_binary())
    long = compute.greater(compute.binary_length(binary), _READ_BYTES)
    if not compute.any(long).as_py():
        return _counts(binary, times, "")
    cut = compute.binary_slice(compute.filter(binary, long), 0, _READ_BYTES)
    apart = long.to_numpy(zero_copy_only=False)
    whole, some = _counts(compute.filter(binary, compute.invert(long)), times[~apart], "")
    begun, more = _counts(cut, times[apart], "…")
    return pa.concat_arrays([whole, begun]), np.concatenate([some, more])


def _counts(values: ArrowArray, times: Integers, ending: str) -> tuple[ArrowArray, Integers]:
    shapes, counts = _uncut(values, times)
    return _ended(shapes, ending), counts


def _ended(shapes: ArrowArray, ending: str) -> ArrowArray:
    """Shapes with what stands behind them, none too long."""
    if ending:
        shapes = _followed_by(shapes, ending)
    long = compute.greater(compute.utf8_length(shapes), _LONGEST)
    if compute.any(long).as_py():
        short = compute.utf8_rtrim(compute.utf8_slice_codeunits(shapes, 0, _LONGEST - 1), "…")
        shapes = compute.if_else(long, _followed_by(short, "…"), shapes)
    return shapes


def _listed(texts: ArrowArray) -> list[str]:
    listed: list[Any] = texts.to_pylist()
    return listed


def _followed_by(texts: ArrowArray, ending: str) -> ArrowArray:
    added, nothing = (pa.scalar(text, pa.large_string()) for text in (ending, ""))
    longer: ArrowArray = compute.binary_join_element_wise(texts, added, nothing)
    return longer


def _uncut(values: ArrowArray, times: Integers) -> tuple[ArrowArray, Integers]:
    """A sign for each byte first: there are far fewer of those texts, and their shape is the same.

    Where even these all differ, as hexadecimal numbers do, nothing is won by counting them.
    """
    signs = signs_of(values)
    if len(signs.slice(0, _TRIED).unique()) > _TRIED // 2:
        return shortened(signs), times
    signs, times = _added_up(signs, times)
    return shortened(signs), times
