"""What the texts of an untyped column look like: numbers, dates, truth values."""

from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.values.arrow import ArrowArray, Integers, bytes_of, compute
from pursight.values.forms import NEVER, SURELY, Forms, Told

SHARE = 0.99
"""The share of a column's texts, empty ones left out, that must fit."""

_DAY = r"(0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(0?[1-9]|1[0-2])"
_YEAR = r"([0-9]{4}|[0-9]{2})"
_DATE = (
    rf"([0-9]{{4}}-{_MONTH}-{_DAY}|[0-9]{{4}}/{_MONTH}/{_DAY}|{_DAY}\.{_MONTH}\.{_YEAR}"
    rf"|{_DAY}/{_MONTH}/{_YEAR}|{_MONTH}/{_DAY}/{_YEAR}|{_DAY}-{_MONTH}-[0-9]{{4}})"
)
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]{1,9})?)?( ?[AaPp][Mm])?"
_ZONE = r" ?(Z|[+-][0-9]{2}:?([0-9]{2})?)"

# No text fits two of these, so that the counts can be added up.
_PATTERNS = {
    "integer": r"[+-]?(0|[1-9][0-9]*)",
    "digits": r"0[0-9]+",
    "point": r"[+-]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?[0-9]+[eE][+-]?[0-9]+",
    "comma": r"[+-]?[0-9]+,([0-9]{1,2}|[0-9]{4,})"
    r"|[+-]?([0-9]{4,}),[0-9]{3}|[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+",
    "either": r"[+-]?[0-9]{1,3},[0-9]{3}",  # 1,234: grouped in one country, a decimal in another
    "grouped": r"[+-]?[0-9]{1,3}((,[0-9]{3}){2,}(\.[0-9]+)?|,[0-9]{3}\.[0-9]+)",
    "boolean": r"(?i:true|false|yes|no)",
    "positive": r"[tTyY]",
    "negative": r"[fFnN]",
    "date": _DATE,
    "datetime": rf"{_DATE}(T| )({_TIME})({_ZONE})?",
    "time": _TIME,
    "uuid": r"(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
}

_WHOLE = {name: rf"\A({pattern})\z" for name, pattern in _PATTERNS.items()}
_ANY = rf"\A({'|'.join(_PATTERNS.values())})\z"

_NUMBER, _WORD = 1, 2


def _bits(numbers: str, words: str) -> npt.NDArray[np.uint8]:
    table = np.zeros(256, np.uint8)
    for sign in numbers.encode():
        table[sign] |= _NUMBER
    for sign in words.encode():
        table[sign] |= _WORD
    return table


# First and last byte of whatever fits a pattern: numbers and moments, truth values and uuids. To
# RE2 a long s (U+017F) is an s in another case, so a word may end in its second byte.
_BEGINS = _bits("0123456789+-.", "abcdefABCDEFtTyYnN")
_ENDS = _bits("0123456789.:ZmM", "0123456789abcdefABCDEFtTyYnNsSoO\u017f")
_LONGEST_WORD, _LENGTH_OF_UUID = 6, 36
_FEW = 64

_TOLD = Told()
_ASCII = (1 << 128) - 1

# What to call it: the first of these whose patterns together fit, if all of the needed occur.
_NAMES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("boolean", ("boolean", "positive", "negative"), ("boolean",)),
    ("boolean", ("positive", "negative"), ("positive", "negative")),
    ("uuid", ("uuid",), ("uuid",)),
    ("time", ("time",), ("time",)),
    ("date", ("date",), ("date",)),
    ("datetime", ("datetime", "date"), ("datetime",)),
    ("digits", ("digits", "integer"), ("digits",)),
    ("integer", ("integer",), ("integer",)),
    ("decimal", ("point", "integer", "digits"), ("point",)),
    ("decimal_comma", ("comma", "either", "integer"), ("comma",)),
    ("grouped_number", ("grouped", "either", "integer", "point"), ("grouped",)),
    ("grouped_number", ("either", "integer", "point"), ("either",)),
)


class Appearance:
    """Counts of the texts that fit each of a few patterns, and the name for the whole.

    Names: `boolean` (true/false, yes/no, and t/f or y/n when both occur), `uuid`, `time`, `date`
    (ISO, or day, month and year in either order with `/`, `.` or `-`), `datetime`, `digits` (whole
    numbers of which some have leading zeros: codes, not amounts), `integer`, `decimal`,
    `decimal_comma` (1.234,50), `grouped_number` (1,234.50). No name when less than 99 % of the
    texts fit.
    """

    def __init__(self) -> None:
        self._texts = 0
        self._counts = dict.fromkeys(_PATTERNS, 0)

    def add(
        self, values: ArrowArray, times: Integers | None = None, forms: Forms | None = None
    ) -> None:
        """Take in texts that are neither null nor empty.

        Args:
            values: The texts.
            times: How often each is there; once when left out.
            forms: Theirs, if these are known; it is the same without, and slower.
        """
        times = np.ones(len(values), np.int64) if times is None else times
        self._texts += int(times.sum())
        if forms is None:
            left = _Texts(values, times).where(_likely(values))
        else:
            left = self._counted_by_form(_Texts(values, times), forms)
        # The pattern that most have fitted first: nothing may be left for the others.
        ranked = sorted(_PATTERNS, key=lambda name: -self._counts[name])
        if 2 * self._counts[ranked[0]] > self._texts:
            left = self._counted(ranked[0], left)
        if len(left.times) > _FEW:
            left = left.where(_fitting(left.texts, _ANY))
        for name in ranked:
            left = self._counted(name, left)

    def add_dates(self, dates: npt.NDArray[np.bool_], times: Integers) -> None:
        """Take in texts that are dates, or else dates with a time, and how often each is there."""
        total, days = int(times.sum()), int(times[dates].sum())
        self._texts += total
        self._counts["date"] += days
        self._counts["datetime"] += total - days

    def _counted_by_form(self, texts: "_Texts", forms: Forms) -> "_Texts":
        """Count those whose form tells what they are; those whose form does not."""
        open_ = _TOLD.of(forms, tuple(_PATTERNS.values()), _ASCII) > NEVER
        # RE2 takes some letters that are not ASCII for others in another case.
        strange = np.array([0 in form for form in forms.texts], np.bool_)
        open_ |= strange
        if open_.any():
            counts = forms.counted(texts.times)
            for name, pattern in _PATTERNS.items():
                surely = _TOLD.of(forms, (pattern,), _ASCII) == SURELY
                surely &= ~strange
                self._counts[name] += int(counts[surely].sum())
                open_ &= ~surely
        return texts.where(open_[forms.codes])

    def _counted(self, name: str, texts: "_Texts") -> "_Texts":
        """Count those that fit a pattern; those that do not."""
        if not len(texts.times):
            return texts
        fits = _fitting(texts.texts, _WHOLE[name])
        self._counts[name] += int(texts.times[fits].sum())
        return texts.where(~fits) if fits.any() else texts

    @property
    def dates(self) -> int:
        """How many texts were dates, with a time or without."""
        return self._counts["date"] + self._counts["datetime"]

    @property
    def texts(self) -> int:
        """How many texts were looked at."""
        return self._texts

    def merge(self, other: Self) -> None:
        """Take in what another state has seen."""
        self._texts += other._texts
        for name, count in other._counts.items():
            self._counts[name] += count

    def name(self) -> str | None:
        """The code word, or None."""
        if not self._texts:
            return None
        for name, parts, needed in _NAMES:
            share = sum(self._counts[part] for part in parts) / self._texts
            if share >= SHARE and all(self._counts[part] for part in needed):
                return name
        return None


class _Texts(NamedTuple):
    """Some texts, and how often each is there."""

    texts: ArrowArray
    times: Integers

    def where(self, chosen: npt.NDArray[np.bool_]) -> "_Texts":
        """Those that are chosen."""
        if chosen.all():
            return self
        return _Texts(self.texts.filter(pa.array(chosen)), self.times[chosen])


def _fitting(texts: ArrowArray, pattern: str) -> npt.NDArray[np.bool_]:
    fits: npt.NDArray[np.bool_] = compute.match_substring_regex(texts, pattern).to_numpy(
        zero_copy_only=False
    )
    return fits


def _likely(values: ArrowArray) -> npt.NDArray[np.bool_]:
    """Which texts could fit a pattern, by their ends and their length."""
    offsets, data = bytes_of(values)
    first, last = data[offsets[:-1]], data[offsets[1:] - 1]
    kind = _BEGINS[first] & _ENDS[last]
    lengths = np.diff(offsets)
    word = (lengths <= _LONGEST_WORD) | (lengths == _LENGTH_OF_UUID)
    likely: npt.NDArray[np.bool_] = (kind & _NUMBER > 0) | ((kind > 0) & word)
    return likely
