"""How a hit is worded: its path, its icon, which parts of its name matched (pure)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from pursight_desktop.replica.queries.catalog import AssetLine
from pursight_desktop.replica.queries.search import Found, Hit
from pursight_desktop.widgets.words import count

translate = QCoreApplication.translate


def where(line: AssetLine) -> str:
    """Say where an asset is: its qualified name without its own name."""
    return line.fqn.removesuffix(line.name).rstrip(".") or line.kind


def said_of(hit: Hit) -> str:
    """Say what is told of an asset: what people wrote, else its source's comment, on one line."""
    return " ".join((hit.line.description or hit.line.comment).split())


def emphasised(name: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a name into parts that matched and parts that did not; together they are the name.

    Args:
        name: Of an asset, however it is written: `E_Mail` matches `email`.
        words: That were searched, the misspelt ones as they should be.
    """
    places = [place for place, letter in enumerate(name) if letter.isalnum()]
    plain = [name[place].casefold()[0] for place in places]
    hit = [False] * len(name)
    for word in words:
        sought = [letter for letter in word.casefold() if letter.isalnum()]
        found = _find(plain, sought)
        if found >= 0:
            for place in range(places[found], places[found + len(sought) - 1] + 1):
                hit[place] = True
    parts: list[tuple[str, bool]] = []
    for letter, matches in zip(name, hit, strict=True):
        if parts and parts[-1][1] == matches:
            parts[-1] = (parts[-1][0] + letter, matches)
        else:
            parts.append((letter, matches))
    return parts


def _find(letters: list[str], sought: list[str]) -> int:
    """Find where letters stand one after the other; -1 for nowhere."""
    if not sought:
        return -1
    last = len(letters) - len(sought)
    return next((at for at in range(last + 1) if letters[at : at + len(sought)] == sought), -1)


def searched_words(text: str, spelled: Sequence[str]) -> tuple[str, ...]:
    """List what to emphasise: the words as they were searched, and those that were typed."""
    return tuple(dict.fromkeys([*spelled, *text.split()]))


def found_words(found: Found, seconds: float) -> str:
    """Say how much was found and how long it took: 1,204 found in 12 ms, the best 200 shown."""
    milliseconds = max(1, round(seconds * 1000))
    if not found.hits:
        return translate("Search", "Nothing found in {ms} ms").format(ms=milliseconds)
    total = count(found.total) if found.counted_all else _more_than(found.total)
    told = translate("Search", "{total} found in {ms} ms").format(total=total, ms=milliseconds)
    if len(found.hits) < found.total:
        told += translate("Search", ", the best {shown} shown").format(shown=count(len(found.hits)))
    return told


def spelled_words(spelled: Sequence[str]) -> str:
    """Ask whether what was searched instead of a misspelt word is meant."""
    return translate("Search", "Did you mean “{meant}”?").format(meant=" ".join(spelled))


def _more_than(number: int) -> str:
    return translate("Search", "More than {n}").format(n=count(number))
