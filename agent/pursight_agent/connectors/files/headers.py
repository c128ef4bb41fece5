"""Is the first row a header, and what are the columns called (pure).

A column's name leaves the agent, a value never does. So a first row that looks like the rows under
it is data, and the columns are then called `column_1`, `column_2`, …
"""

import re
from collections.abc import Sequence

LONGEST_NAME = 1000

_NUMBER = re.compile(r"[-+]?[$€£]?\d[\d.,' ]*%?|[-+]?\d*\.?\d+[eE][-+]?\d+")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d(?:[-/](?:\d\d){1,2})?")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(?::\d{2}.*)?"
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_URL = re.compile(r"[a-z][a-z+.-]*://\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d(][\d ()./-]{6,}\d")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9 ]{11,}")
_IDENTIFIER = re.compile(r"[A-Za-z]+(?:[_.-][A-Za-z0-9]+)+|[a-z]+[A-Z]\w*")
_HEADER_WORDS = frozenset(
    re.findall(
        r"\w+",
        """id name first last given family surname middle full email mail phone mobile tel fax
        address street city town state region country zip postal postcode code date time day month
        year created updated modified timestamp type kind status value amount price total sum count
        number no nr num key val description desc comment note notes text title label category
        group class gender sex age birth dob ssn iban card account user username login password url
        link ip lat lon latitude longitude quantity qty unit rate score rank index row column col
        company organization department nom prénom prenom adresse ville pays nombre apellido
        dirección ciudad straße strasse ort plz datum vorname nachname cognome nome indirizzo
        città comune""",
    )
)
_NEVER_A_NAME = frozenset({"email", "uuid", "phone", "account"})
"""One such cell is enough: were it a column's name, it would leave the agent."""


def shape(cell: str) -> str:
    """Name what a cell looks like: number, date, email, … or text."""
    text = cell.strip()
    if not text:
        return "blank"
    if _YEAR.fullmatch(text):
        return "number"
    for name, pattern in (
        ("email", _EMAIL),
        ("uuid", _UUID),
        ("date", _DATE),
        ("number", _NUMBER),
        ("phone", _PHONE),
        ("url", _URL),
        ("account", _ACCOUNT),
    ):
        if pattern.fullmatch(text):
            return name
    return "text"


def has_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Decide whether `first` names the columns of the rows `below` (a sample of them)."""
    if not any(cell.strip() for cell in first):
        return True  # blank names: the columns are numbered either way
    if any(shape(cell) in _NEVER_A_NAME for cell in first):
        return False
    data = header = 0
    for place, cell in enumerate(first):
        column = [row[place] for row in below if place < len(row) and row[place].strip()]
        vote = _vote(cell, column, repeated=list(first) in [list(row) for row in below[:50]])
        data += vote < 0
        header += vote > 0
    if data == header == 0:
        return _reads_like_a_header(first, below)
    return header > data or (header == data and _reads_like_a_header(first, below))


def names_columns(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether `first` surely is a header: most of its words, or the types below it, show it."""
    if not has_header(first, below):
        return False
    cells = [cell.strip() for cell in first if cell.strip()]
    if 2 * sum(_speaks_of_columns([cell]) for cell in cells) > len(cells):
        return True
    columns = (
        [row[place] for row in below if place < len(row) and row[place].strip()]
        for place in range(len(first))
    )
    return any(
        _vote(cell, column, repeated=False) > 0 for cell, column in zip(first, columns, strict=True)
    )


def _vote(cell: str, column: Sequence[str], *, repeated: bool) -> int:
    """Vote of one column: below zero for data, above for a header, zero for neither."""
    own = shape(cell)
    if own == "blank":
        return 0
    shapes = [shape(value) for value in column]
    if own == "text":
        typed = sum(found not in ("text", "blank") for found in shapes)
        if typed >= 0.8 * len(shapes) and shapes:
            return 1
        return -1 if not repeated and _recurs(cell, column) else 0
    alike = sum(found == own for found in shapes) >= 0.6 * len(shapes)
    if own == "number" and _YEAR.fullmatch(cell.strip()):
        years = sum(bool(_YEAR.fullmatch(value.strip())) for value in column)
        return -1 if shapes and years >= 0.6 * len(shapes) else 0
    if own == "date" and shapes and sum(found == "number" for found in shapes) >= 0.6 * len(shapes):
        return 0  # a column for each day, of numbers
    return -1 if alike or own == "date" else 0


def _recurs(cell: str, column: Sequence[str]) -> bool:
    """Whether a text is one of the column's own recurring values."""
    return len(column) >= 3 and cell in column


def _reads_like_a_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Judge by words alone, where the types say nothing."""
    cells = [cell.strip() for cell in first if cell.strip() and not _YEAR.fullmatch(cell.strip())]
    dates = [cell for cell in cells if shape(cell) == "date"]
    if any(shape(cell) == "number" for cell in cells) or len(dates) == len(cells) > 0:
        return False
    if _speaks_of_columns(cells):
        return True
    if not below:
        return True
    if all(cell == cell.lower() for cell in cells):
        return True
    values = [value for row in below for value in row if value.strip()]
    capital = sum(value[:1].isupper() for value in values)
    return not values or capital < 0.8 * len(values) or any(cell.isupper() for cell in cells)


def _speaks_of_columns(cells: Sequence[str]) -> bool:
    words = {word.lower() for cell in cells for word in re.split(r"[\W\d_]+", cell)}
    words |= {w.lower() for c in cells for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", c)}
    return bool(words & _HEADER_WORDS) or any(_IDENTIFIER.fullmatch(cell) for cell in cells)


def column_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Name the columns: the header's own spelling when it is unique.

    A blank cell becomes `column_N` (N its place from 1), a repeated one `name_2`, `name_3`, …
    """
    taken = {cell for cell in cells if cell.strip()}
    names: list[str] = []
    used: set[str] = set()
    for place, cell in enumerate(cells, 1):
        wanted = cell[:LONGEST_NAME] if cell.strip() else f"column_{place}"
        name, number = wanted, 2
        while name in used or (name != cell and name in taken):
            name, number = f"{wanted}_{number}", number + 1
        used.add(name)
        names.append(name)
    return tuple(names)


def numbered(width: int) -> tuple[str, ...]:
    """Names of columns without a header."""
    return tuple(f"column_{place}" for place in range(1, width + 1))
