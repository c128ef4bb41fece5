"""Which character separates the cells of a text file, and whether quotes are quotes (pure)."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

DELIMITERS = (",", ";", "\t", "|")
FIELD_LIMIT = 1 << 27
"""Characters in one cell at most; more means a quote that is never closed."""
_SAMPLE = 2_000
_QUOTE, _NEWLINE, _RETURN = b'"\n\r'
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Dialect:
    """How lines become cells."""

    delimiter: str = ","
    quotes: bool = True
    """Whether `"` quotes; if not, it is a character like any other."""
    separated: bool = True
    """Whether the delimiter was seen to separate anything."""

    def records(self, lines: Iterator[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Split lines into records; blank lines are none."""
        csv.field_size_limit(FIELD_LIMIT)
        reader = csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE,
            strict=strict,
        )
        return (record for record in reader if record)


def sniff(text: str, *, whole: bool, prefer: str = ",") -> Dialect:
    """Find the dialect of a text's beginning.

    Args:
        text: The first characters of the file.
        whole: Whether that is all of it; else its last record may be cut and is not counted.
        prefer: What wins a tie.
    """
    order = (prefer, *(d for d in DELIMITERS if d != prefer))
    best, best_score = Dialect(prefer, separated=False), 0.0
    for delimiter in order:
        for quotes in (True, False) if '"' in text else (True,):
            dialect = Dialect(delimiter, quotes)
            score = _score(dialect, text, whole=whole)
            if not quotes:
                score *= 0.98  # quotes are quotes unless that makes no sense
            if score > best_score + 1e-9:
                best, best_score = dialect, score
    return Dialect(best.delimiter, quotes=True, separated=best.separated)


def _score(dialect: Dialect, text: str, *, whole: bool) -> float:
    """How well a dialect explains the text: records as long as the first, the wider the better."""
    widths = _widths(dialect, text, whole=whole)
    if not widths or widths[0] < 2:
        return 0.0
    usual, times = Counter(widths).most_common(1)[0]
    header_fits = sum(width == widths[0] for width in widths) / len(widths)
    usual_fits = times / len(widths) if usual > 1 else 0.0
    fit = max(header_fits, 0.9 * usual_fits)
    return fit**2 * (1 + 0.05 * min(widths[0], 20))


def _widths(dialect: Dialect, text: str, *, whole: bool) -> list[int]:
    try:
        records = list(islice(dialect.records(io.StringIO(text, newline="")), _SAMPLE + 1))
    except csv.Error:
        return []
    if (not whole or len(records) > _SAMPLE) and len(records) > 1:
        records.pop()
    return [len(record) for record in records]


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


def quotes_in_order(data: bytes | memoryview, delimiter: str, *, whole: bool = True) -> bool:
    """Whether each quote stands at the border of its cell or is doubled in it, none in between.

    Args:
        data: Whole records, or their beginning.
        delimiter: One ASCII character.
        whole: Whether the last cell ends with the data; else its closing quote may be missing.
    """
    ordered, opened = quotes_of(data, delimiter)
    return ordered and not (opened and whole)


def quotes_of(data: bytes | memoryview, delimiter: str) -> tuple[bool, bool]:
    """Whether the quotes are in order as far as they go, and whether the last one opens a cell.

    The second says nothing when the first says no.
    """
    signs = np.frombuffer(data, np.uint8)
    separator, last, opened = ord(delimiter), len(signs) - 1, 0
    # A piece at a time, so that what is compared stays in the processor's own memory.
    for start in range(0, len(signs), _PIECE):
        places = np.flatnonzero(signs[start : start + _PIECE] == _QUOTE) + start
        # The sign before a quote that opens ends a cell, or is the other half of a doubled quote;
        # where there is none before or behind, the quote is taken for its own neighbour.
        before = signs[np.maximum(places[opened::2] - 1, 0)]
        after = signs[np.minimum(places[1 - opened :: 2] + 1, last)]
        begun = (before == separator) | (before == _NEWLINE) | (before == _QUOTE)
        ended = (after == separator) | (after == _NEWLINE) | (after == _RETURN) | (after == _QUOTE)
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
