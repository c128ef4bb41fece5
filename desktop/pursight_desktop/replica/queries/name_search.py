"""Which distinct names fit what was typed: exactly, as a beginning, by words, or nearly."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.words import asked, folded, name_words, quoted

_EXACT, _BEGINS, _WORDS, _SIMILAR = 100.0, 80.0, 60.0, 30.0
_SHORTEST_TYPO: Final = 4
_CANDIDATES: Final = 60


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name that fits; `by` is name or similar."""

    number: int
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names that fit, best first.

    Attributes:
        condition: All of them, also those that are not listed: SQL that selects numbers, and its
            parameters; None if there are none.
        spelled: The words that were taken for misspelt ones.
    """

    matches: list[NameMatch]
    condition: tuple[str, tuple[str, ...]] | None
    spelled: tuple[str, ...] = ()


def find_names(connection: Connection, text: str, limit: int = 300) -> Names:
    """Find names."""
    whole, forms = folded(text), [one[0] for one in asked(text)]
    found: dict[int, NameMatch] = {}
    begins = ("folded >= ? AND folded < ?", (whole, whole + "\U0010ffff"))
    sql = f"SELECT n, folded FROM name WHERE {begins[0]} ORDER BY folded LIMIT ?"  # noqa: S608
    for number, name in connection.execute(sql, (*begins[1], limit)).fetchall():
        score = _EXACT if name == whole else _BEGINS - _longer(name, whole)
        found[number] = NameMatch(number, score, "name")
    begin = f"SELECT n FROM name WHERE {begins[0]}"  # noqa: S608  our own words
    if len(whole) < 2:
        return _ranked(found, (begin, begins[1]))
    match = _expression(forms, whole)
    _take_words(connection, match, forms, limit, found)
    words = "SELECT rowid FROM name_words WHERE name_words MATCH ?"
    condition = (f"{begin} UNION {words}", (*begins[1], match))
    if found:
        return _ranked(found, condition)
    return _find_similar(connection, forms, limit)


def _ranked(
    found: dict[int, NameMatch],
    condition: tuple[str, tuple[str, ...]] | None,
    spelled: tuple[str, ...] = (),
) -> Names:
    matches = sorted(found.values(), key=lambda one: (-one.score, one.number))
    return Names(matches, condition if matches else None, spelled)


def _longer(name: str, whole: str) -> float:
    return min(len(name) - len(whole), 40) / 4


def _expression(forms: list[str], whole: str) -> str:
    words = " AND ".join(quoted(forms, prefix=True))
    return f"({words}) OR {quoted([whole], prefix=True)[0]}" if len(forms) > 1 else words


def _take_words(
    connection: Connection,
    match: str,
    forms: list[str],
    limit: int,
    found: dict[int, NameMatch],
    *,
    score: float = _WORDS,
    by: str = "name",
) -> None:
    sql = (
        "SELECT name.n, name.text FROM name_words JOIN name ON name.n = name_words.rowid"
        " WHERE name_words MATCH ? LIMIT ?"
    )
    for number, name in connection.execute(sql, (match, limit)).fetchall():
        if number not in found:
            words = name_words(name)
            exact = sum(form in words for form in forms) / len(forms)
            found[number] = NameMatch(number, score + 10 * exact - len(name) / 10, by)


def _find_similar(connection: Connection, forms: list[str], limit: int) -> Names:
    """Take each word that nothing begins with for a misspelt one, and try what is near."""
    spelled: list[str] = []
    parts: list[str] = []
    for form in forms:
        near = [form] if _is_known(connection, form) else _near(connection, form)
        if not near:
            return Names([], None)
        spelled.append(near[0])
        parts.append("(" + " OR ".join(quoted(near, prefix=near == [form])) + ")")
    match = " AND ".join(parts)
    found: dict[int, NameMatch] = {}
    _take_words(connection, match, spelled, limit, found, score=_SIMILAR, by="similar")
    condition = ("SELECT rowid FROM name_words WHERE name_words MATCH ?", (match,))
    return _ranked(found, condition, tuple(spelled))


def _is_known(connection: Connection, word: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM token WHERE text >= ? AND text < ? LIMIT 1", (word, word + "\U0010ffff")
    )
    return found.fetchone() is not None


def _near(connection: Connection, word: str) -> list[str]:
    """List known words that differ from one by a slip or two of the fingers, nearest first."""
    if len(word) < _SHORTEST_TYPO:
        return []
    grams = dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2))
    candidates = connection.execute(
        "SELECT token.text FROM grams JOIN token ON token.n = grams.rowid"
        " WHERE grams MATCH ? ORDER BY grams.rank LIMIT ?",
        (" OR ".join(quoted(grams)), _CANDIDATES),
    ).fetchall()
    bound = 1 if len(word) < 6 else 2
    known = {text for (text,) in candidates} | set(_swapped(connection, word))
    near = sorted((slips(word, text), text) for text in known)
    return [text for distance, text in near if distance <= bound][:5]


def _swapped(connection: Connection, word: str) -> Iterable[str]:
    """Find known words with two neighbours swapped or a letter too much: few grams show these."""
    swaps = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
    tried = sorted(swaps | shorter)
    marks = ", ".join("?" * len(tried))
    sql = f"SELECT text FROM token WHERE text IN ({marks})"  # noqa: S608
    return [text for (text,) in connection.execute(sql, tried).fetchall()]


def slips(one: str, other: str) -> int:
    """Count the slips between two words: a letter more, less, another, or two swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
