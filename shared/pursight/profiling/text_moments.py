"""Texts that are dates: read where the order of day, month and year is beyond doubt."""

import re
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.profiling.appearance import SHARE
from pursight.profiling.moment_measure import MomentMeasure
from pursight.values.arrow import ArrowArray, Integers, compute, integers
from pursight.values.forms import Forms

_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?)?"
_MOMENT = rf"\A{_DAY}{_CLOCK}\z"

_SPELLINGS = (
    (r"\A([0-9]{2})\.([0-9]{2})\.([0-9]{4})", r"\3-\2-\1"),
    (r"\A([0-9]{4})/([0-9]{2})/([0-9]{2})", r"\1-\2-\3"),
    (r"(:[0-9]{2}(\.[0-9]+)?) ?(Z|[+-]00:?(00)?)\z", r"\1"),
)
"""What else means the same: 31.12.2026, 2026/12/31, a moment in UTC."""

_FORM = re.compile(rb"[01]999-[01]9-[01]9(?: [01]9:[01]9(?::[01]9(?:\.[01]9{0,5})?)?)?")
_LENGTH_OF_DATE = 10


class IsoMoments(NamedTuple):
    """Texts that are dates as ISO 8601 writes them, or dates and times of day without a zone.

    Attributes:
        numbers: In microseconds, for each text.
        dates: Which of them have no time of day.
    """

    numbers: Integers
    dates: npt.NDArray[np.bool_]


def iso_moments(texts: ArrowArray, forms: Forms | None) -> IsoMoments | None:
    """Read texts if all are such: their forms tell that quickly. None if not.

    Args:
        texts: `large_string`, no nulls.
        forms: Theirs, as far as known.
    """
    if forms is None or not len(texts) or not forms.all(_is_iso):
        return None
    try:
        moments = texts.cast(pa.timestamp("us"))
    except pa.ArrowInvalid:  # a day that does not exist, as 30 February
        return None
    return IsoMoments(integers(moments), forms.of_each(len) == _LENGTH_OF_DATE)


def _is_iso(form: bytes) -> bool:
    return _FORM.fullmatch(form) is not None


class TextMoments:
    """Moments that texts spell: `2026-12-31`, `31.12.2026`, with or without a time in UTC.

    `12/31/2026` is left alone, since `01/02/2026` would mean two things.
    """

    def __init__(self) -> None:
        self._measure = MomentMeasure(pa.timestamp("us"))

    def add_read(self, moments: IsoMoments, times: Integers) -> None:
        """Take in texts that were read already, and how often each is there."""
        self._measure.add_numbers(np.repeat(moments.numbers, times))

    def add(self, texts: ArrowArray, times: Integers | None = None) -> None:
        """Take in texts without nulls; those that spell no moment are passed over.

        Args:
            texts: The texts.
            times: How often each is there; once when left out.
        """
        times = np.ones(len(texts), np.int64) if times is None else times
        fits = _fitting(texts)
        self._take(texts, times, fits)
        if not fits.all():
            others = compute.filter(texts, pa.array(~fits))
            for pattern, meaning in _SPELLINGS:
                others = compute.replace_substring_regex(others, pattern, meaning)
            self._take(others, times[~fits], _fitting(others))

    def _take(self, texts: ArrowArray, times: Integers, fits: npt.NDArray[np.bool_]) -> None:
        spelled, times = compute.filter(texts, pa.array(fits)), times[fits]
        if not len(spelled):
            return
        moments, there = _read(spelled)
        numbers = integers(moments)
        if int(times.sum()) > len(times):
            numbers = np.repeat(numbers, times[there])
        self._measure.add_numbers(numbers)

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._measure.merge(other._measure)

    def facts(self, texts: int) -> dict[str, Any]:
        """Range and granularity, when nearly all of so many texts were read."""
        if not texts or self._measure.count < SHARE * texts:
            return {}
        facts = self._measure.facts()
        facts["moment_min"], facts["moment_max"] = facts.pop("min"), facts.pop("max")
        return facts


def _fitting(texts: ArrowArray) -> npt.NDArray[np.bool_]:
    fits: npt.NDArray[np.bool_] = compute.match_substring_regex(texts, _MOMENT).to_numpy(
        zero_copy_only=False
    )
    return fits


def _read(texts: ArrowArray) -> tuple[ArrowArray, npt.NDArray[np.bool_]]:
    """The moments that texts spell, and which of them do."""
    try:
        moments: ArrowArray = texts.cast(pa.timestamp("us"))
    except pa.ArrowInvalid:  # a day that does not exist, as 30 February
        return _read_one_by_one(texts)
    return moments, np.ones(len(texts), np.bool_)


def _read_one_by_one(texts: ArrowArray) -> tuple[ArrowArray, npt.NDArray[np.bool_]]:
    found = []
    there = np.ones(len(texts), np.bool_)
    for at, text in enumerate(texts.to_pylist()):
        try:
            found.append(np.datetime64(text, "us"))
        except ValueError:
            there[at] = False
    moments: ArrowArray = pa.array(np.array(found, "datetime64[us]"), pa.timestamp("us"))
    return moments, there
