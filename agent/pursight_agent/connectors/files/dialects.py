"""Which character separates the cells of a text file, and whether quotes are quotes (pure)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from pursight_agent.connectors.files.preamble import rows_before

DELIMITERS = (",", ";", "\t", "|")
_RARE = ("\x01", "\x1f", "^", "~")
"""Tried where none of the others separates anything: what Hive writes, among others."""
FIELD_LIMIT = 1 << 27
"""Characters in one cell at most; more means a quote that is never closed."""
_SAMPLE = 2_000
_NEWLINE, _RETURN = b"\n\r"
_PIECE = 1 << 18
_END_OF_FILE = ["\x1a"]
"""What programs of CP/M's line write behind the last record."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How lines become cells."""

    delimiter: str = ","
    quotes: bool = True
    """Whether `quote` quotes; if not, it is a character like any other."""
    separated: bool = True
    """Whether the delimiter was seen to separate anything."""
    quote: str = '"'
    escapes: bool = False
    """Whether a backslash makes the next sign a character like any other, and `\\N` is null."""
    blanks: bool = False
    """Whether blanks behind a delimiter are no part of the cell."""

    @property
    def ordinary(self) -> bool:
        """Whether it is what most programs write: `"` or no quotes, nothing escaped."""
        return self.quote == '"' and not self.escapes and not self.blanks

    def records(self, lines: Iterator[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Split lines into records; blank lines are none."""
        csv.field_size_limit(FIELD_LIMIT)
        reader = csv.reader(
            self._without_nulls(lines) if self.escapes else lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar="\\" if self.escapes else None,
            skipinitialspace=self.blanks,
            quoting=csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE,
            strict=strict,
        )
        return (record for record in reader if record and record != _END_OF_FILE)

    def _without_nulls(self, lines: Iterator[str]) -> Iterator[str]:
        null = re.compile(
            rf"(?<![^{re.escape(self.delimiter)}])\\N(?=[{re.escape(self.delimiter)}\r\n]|\Z)"
        )
        return (null.sub("", line) for line in lines)

    def length_of(self, text: str, records: int) -> int:
        """Characters that the first so many records of a text take."""
        taken = 0

        def counted() -> Iterator[str]:
            nonlocal taken
            for line in io.StringIO(text, newline=""):
                taken += len(line)
                yield line

        for _ in islice(self.records(counted()), records):
            pass
        return taken


def sniff(text: str, *, whole: bool, prefer: str = ",") -> Dialect:
    """Find the dialect of a text's beginning.

    Args:
        text: The first characters of the file.
        whole: Whether that is all of it; else its last record may be cut and is not counted.
        prefer: What wins a tie.
    """
    order = (prefer, *(d for d in DELIMITERS if d != prefer))
    best, best_score = Dialect(prefer, separated=False), 0.0
    for dialect in (reading for delimiter in order for reading in _readings(delimiter, text)):
        score = _score(_first_records(dialect, text, whole=whole))
        if not dialect.quotes:
            score *= 0.98  # quotes are quotes unless that makes no sense
        if score > best_score + 1e-9:
            best, best_score = dialect, score
    if best.separated:
        return best
    for delimiter in (sign for sign in _RARE if sign in text):
        records = _first_records(Dialect(delimiter), text, whole=whole)
        least = 3 if delimiter.isprintable() else 2  # `x^2` is a text
        if len(records) > 2 and len(records[-1]) >= least and _score(records) > 1:
            return Dialect(delimiter)
    return best


def _readings(delimiter: str, text: str) -> Iterator[Dialect]:
    """Yield the ways in which a text may be meant, the most usual first."""
    yield Dialect(delimiter)
    yield from rarer_readings(delimiter, text)
    if '"' in text:
        yield Dialect(delimiter, quotes=False)


def rarer_readings(delimiter: str, text: str) -> Iterator[Dialect]:
    """Yield the ways to quote that are not the usual one and of which a text shows signs."""
    if f'{delimiter} "' in text:
        yield Dialect(delimiter, blanks=True)
    if '\\"' in text:
        yield Dialect(delimiter, escapes=True)
        if f'{delimiter} "' in text:
            yield Dialect(delimiter, escapes=True, blanks=True)
    if (
        "'" in text
        and '"' not in text
        and quotes_in_order(text.encode("utf-8", "replace"), delimiter, quote="'", whole=False)
    ):
        yield Dialect(delimiter, quote="'")


def _score(records: Sequence[list[str]]) -> float:
    """How well a dialect explains the text: records as long as the first, the wider the better."""
    before = rows_before(records)
    widths = [len(record) for record in records[before:]]
    if not widths or widths[0] < 2:
        return 0.0
    usual, times = Counter(widths).most_common(1)[0]
    header_fits = sum(width == widths[0] for width in widths) / len(widths)
    usual_fits = times / len(widths) if usual > 1 else 0.0
    fit = max(header_fits, 0.9 * usual_fits)
    return fit**2 * (1 + 0.05 * min(widths[0], 20)) * (0.97 if before else 1)


def _first_records(dialect: Dialect, text: str, *, whole: bool) -> list[list[str]]:
    try:
        records = list(islice(dialect.records(io.StringIO(text, newline="")), _SAMPLE + 1))
    except csv.Error:
        return []
    if (not whole or len(records) > _SAMPLE) and len(records) > 1:
        records.pop()
    return records


def quoting(delimiter: str, text: str, *, whole: bool) -> Dialect:
    """Find out how a text of known delimiter quotes: as most do, in a rarer way, or not at all."""
    usual = Dialect(delimiter)
    if '"' in text and quotes_in_order(text.encode("utf-8", "replace"), delimiter, whole=whole):
        return usual
    for dialect in rarer_readings(delimiter, text):
        if _strictly_quoted(dialect, text, whole=whole) and _fits_best(dialect, text, whole=whole):
            return dialect
    return Dialect(delimiter, quotes=quotes_are_quotes(delimiter, text, whole=whole))


def _fits_best(dialect: Dialect, text: str, *, whole: bool) -> bool:
    """Whether a rarer reading explains more records than the usual one, and none less well."""
    own = _misfits(dialect, text, whole=whole)
    plain = _misfits(Dialect(dialect.delimiter, quotes=False), text, whole=whole)
    if own is None or (plain is not None and own > plain):
        return False
    usual = Dialect(dialect.delimiter)
    others = _misfits(usual, text, whole=whole)
    if others is None or own < others or dialect.quote != usual.quote:
        return True
    return not _strictly_quoted(usual, text, whole=whole)


def quotes_are_quotes(delimiter: str, text: str, *, whole: bool) -> bool:
    """Whether reading `"` as a quote explains the text better than reading it as a character.

    A file written without quoting gives itself away twice: text follows a closing quote, and
    without quoting its records are as long as its header.
    """
    quoted, plain = Dialect(delimiter), Dialect(delimiter, quotes=False)
    if quotes_in_order(text.encode("utf-8", "replace"), delimiter, whole=whole):
        return True
    if _strictly_quoted(quoted, text, whole=whole):
        return True
    misfits = [_misfits(dialect, text, whole=whole) for dialect in (quoted, plain)]
    if misfits[0] is None or misfits[1] is None:
        return misfits[0] is not None
    return misfits[1] > misfits[0] + 0.001


def quotes_in_order(
    data: bytes | memoryview, delimiter: str, *, quote: str = '"', whole: bool = True
) -> bool:
    """Whether each quote stands at the border of its cell or is doubled in it, none in between.

    Args:
        data: Whole records, or their beginning.
        delimiter: One ASCII character.
        quote: Another one.
        whole: Whether the last cell ends with the data; else its closing quote may be missing.
    """
    ordered, opened = quotes_of(data, delimiter, quote=quote)
    return ordered and not (opened and whole)


def quotes_of(data: bytes | memoryview, delimiter: str, *, quote: str = '"') -> tuple[bool, bool]:
    """Whether the quotes are in order as far as they go, and whether the last one opens a cell.

    The second says nothing when the first says no.
    """
    signs = np.frombuffer(data, np.uint8)
    separator, sign, last, opened = ord(delimiter), ord(quote), len(signs) - 1, 0
    # A piece at a time, so that what is compared stays in the processor's own memory.
    for start in range(0, len(signs), _PIECE):
        places = np.flatnonzero(signs[start : start + _PIECE] == sign) + start
        # The sign before a quote that opens ends a cell, or is the other half of a doubled quote;
        # where there is none before or behind, the quote is taken for its own neighbour.
        before = signs[np.maximum(places[opened::2] - 1, 0)]
        after = signs[np.minimum(places[1 - opened :: 2] + 1, last)]
        begun = (before == separator) | (before == _NEWLINE) | (before == sign)
        ended = (after == separator) | (after == _NEWLINE) | (after == _RETURN) | (after == sign)
        if not (begun.all() and ended.all()):
            return False, False
        opened = (opened + len(places)) % 2
    return True, bool(opened)


def _strictly_quoted(dialect: Dialect, text: str, *, whole: bool) -> bool:
    try:
        for _ in dialect.records(io.StringIO(text, newline=""), strict=True):
            pass
    except csv.Error as error:
        return not whole and "unexpected end" in str(error)
    return True


def _misfits(dialect: Dialect, text: str, *, whole: bool) -> float | None:
    """Share of records that are not as long as the first."""
    try:
        widths = [len(r) for r in dialect.records(io.StringIO(text, newline=""))]
    except csv.Error:
        return None
    if not whole and len(widths) > 1:
        widths.pop()
    return sum(width != widths[0] for width in widths) / len(widths) if widths else 0.0
