"""Where a table begins whose file says something of itself first: titles, comments (pure)."""

import re
from collections import Counter
from collections.abc import Sequence

from pursight_agent.connectors.files.headers import names_columns

_MOST_ROWS = 20
_MOST_COMMENTS = 1_000
_ROWS_LOOKED_AT = 200
_DECLARED = re.compile('\ufeff?"?sep=([^\\w"\\r\\n])"?(?:\r\n|\n|\r)', re.IGNORECASE)
_COMMENT = "#"


def declared_delimiter(text: str) -> tuple[str, int]:
    """What a first line `sep=;` says, as spreadsheets read it, and its length; else blank and 0."""
    found = _DECLARED.match(text)
    return (found[1], found.end()) if found else ("", 0)


def rows_before(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows before the one that names the columns, or before the data if none does.

    Comments are such rows, and up to twenty rows that are nearly blank beside what follows, if what
    follows begins with names of columns.

    Args:
        rows: The first ones of a file, cells as text.
    """
    comments = _comments(rows)
    begun = rows[comments:]
    titles = _titles(begun[: _MOST_ROWS + _ROWS_LOOKED_AT])
    return comments + titles


def _comments(rows: Sequence[Sequence[str]]) -> int:
    count = 0
    while count < len(rows) and rows[count][0].lstrip().startswith(_COMMENT):
        count += 1
    if not count or count == len(rows) or count > _MOST_COMMENTS:
        return 0
    last, below = rows[count - 1], rows[count : count + _ROWS_LOOKED_AT]
    if len(last) == len(below[0]) > 1 and not names_columns(below[0], below[1:]):
        return count - 1  # `#id,name` names the columns
    return count


def _titles(rows: Sequence[Sequence[str]]) -> int:
    usual = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    if usual < 3 or not _sparse(rows[0], usual):
        return 0
    count = next((place for place, row in enumerate(rows) if not _sparse(row, usual)), len(rows))
    below = rows[count + 1 :]
    alike = sum(len(row) == usual for row in below)
    if count > _MOST_ROWS or not below or alike < 0.9 * len(below) or len(rows[count]) != usual:
        return 0
    return count if names_columns(rows[count], below) else 0


def _sparse(row: Sequence[str], width: int) -> bool:
    """Whether a row holds one cell or two side by side, little beside rows of so many cells."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if len(filled) < 2:
        return True
    return len(filled) == 2 <= width // 2 and filled[1] == filled[0] + 1 < width - 1
