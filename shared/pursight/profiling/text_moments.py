"""Texts that are dates: read where the order of day, month and year is beyond doubt."""

from typing import Any, Self

import numpy as np
import pyarrow as pa

from pursight.profiling.appearance import SHARE
from pursight.profiling.moment_measure import MomentMeasure
from pursight.values.arrow import ArrowArray, compute, integers

_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?)?"
_MOMENT = rf"\A{_DAY}{_CLOCK}\z"

_SPELLINGS = (
    (r"\A([0-9]{2})\.([0-9]{2})\.([0-9]{4})", r"\3-\2-\1"),
    (r"\A([0-9]{4})/([0-9]{2})/([0-9]{2})", r"\1-\2-\3"),
    (r"(:[0-9]{2}(\.[0-9]+)?) ?(Z|[+-]00:?(00)?)\z", r"\1"),
)
"""What else means the same: 31.12.2026, 2026/12/31, a moment in UTC."""


class TextMoments:
    """Moments that texts spell: `2026-12-31`, `31.12.2026`, with or without a time in UTC.

    `12/31/2026` is left alone, since `01/02/2026` would mean two things.
    """

    def __init__(self) -> None:
        self._measure = MomentMeasure(pa.timestamp("us"))

    def add(self, texts: ArrowArray) -> None:
        """Take in texts without nulls; those that spell no moment are passed over."""
        for pattern, meaning in _SPELLINGS:
            texts = compute.replace_substring_regex(texts, pattern, meaning)
        spelled = compute.filter(texts, compute.match_substring_regex(texts, _MOMENT))
        if len(spelled):
            self._measure.add_numbers(integers(_read(spelled)))

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


def _read(texts: ArrowArray) -> ArrowArray:
    try:
        moments: ArrowArray = texts.cast(pa.timestamp("us"))
    except pa.ArrowInvalid:  # a day that does not exist, as 30 February
        return _read_one_by_one(texts)
    return moments


def _read_one_by_one(texts: ArrowArray) -> ArrowArray:
    found = []
    for text in texts.to_pylist():
        try:
            found.append(np.datetime64(text, "us"))
        except ValueError:
            continue
    moments: ArrowArray = pa.array(np.array(found, "datetime64[us]"), pa.timestamp("us"))
    return moments
