"""Reach: what a text must be like for a pattern to fit it, read from the pattern itself (pure).

A pattern is taken apart once. Then it can be asked how long the texts are that it fits, if only
certain bytes are in them; and whether it fits any text of a simple language. Both are exact but for
one thing: what stands in brackets twice is not held to be the same twice. So the answer may be "it
could" where it cannot, and is never "it cannot" where it could.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeAlias

ENDLESS = 1 << 40
"""As a length: no bound."""

ANYTHING = (1 << 256) - 1
_LINE_BREAK = 1 << 10


class Span(NamedTuple):
    """The least and the greatest number of bytes of what is fitted."""

    least: int
    greatest: int


Move: TypeAlias = tuple[int, int]
"""A set of bytes, and the place that any of them leads to."""

Moves: TypeAlias = Sequence[Sequence[Move]]
"""A simple language: for each of its places where it goes from there."""


class Part(Protocol):
    """A piece of a pattern."""

    def span(self, allowed: int) -> Span | None:
        """How long a text can be that it fits, if no other bytes are there; None: it fits none.

        Args:
            allowed: A bit for each byte that there is.
        """
        ...

    def walk(self, places: int, moves: Moves) -> int:
        """Where a text that it fits can lead.

        Args:
            places: Where to begin, a bit for each place.
            moves: Of the language.
        """
        ...


@dataclass(frozen=True, slots=True)
class One:
    """One byte out of a set, a bit for each of 256."""

    bytes: int

    def span(self, allowed: int) -> Span | None:
        """One byte, if any of the set is there."""
        return Span(1, 1) if self.bytes & allowed else None

    def walk(self, places: int, moves: Moves) -> int:
        """Go one step."""
        reached = 0
        for at, ways in enumerate(moves):
            if places >> at & 1:
                for letters, to in ways:
                    if letters & self.bytes:
                        reached |= 1 << to
        return reached


@dataclass(frozen=True, slots=True)
class Row:
    """One part after the other."""

    parts: tuple[Part, ...]

    def span(self, allowed: int) -> Span | None:
        """The sum of its parts, if all of them can be."""
        least = greatest = 0
        for part in self.parts:
            found = part.span(allowed)
            if found is None:
                return None
            least, greatest = least + found.least, greatest + found.greatest
        return Span(least, min(greatest, ENDLESS))

    def walk(self, places: int, moves: Moves) -> int:
        """Go through its parts."""
        for part in self.parts:
            places = part.walk(places, moves)
        return places


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of some parts."""

    parts: tuple[Part, ...]

    def span(self, allowed: int) -> Span | None:
        """That of all parts that can be."""
        spans = [found for part in self.parts if (found := part.span(allowed)) is not None]
        if not spans:
            return None
        return Span(min(s.least for s in spans), max(s.greatest for s in spans))

    def walk(self, places: int, moves: Moves) -> int:
        """Go through each of its parts."""
        reached = 0
        for part in self.parts:
            reached |= part.walk(places, moves)
        return reached


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part, so many times on end."""

    part: Part
    least: int
    greatest: int

    def span(self, allowed: int) -> Span | None:
        """So many times the part's."""
        found = self.part.span(allowed)
        if found is None:
            return None if self.least else Span(0, 0)
        return Span(found.least * self.least, min(found.greatest * self.greatest, ENDLESS))

    def walk(self, places: int, moves: Moves) -> int:
        """Go through its part again and again, as long as that leads anywhere new."""
        for _ in range(self.least):
            places = self.part.walk(places, moves)
        reached, left = places, self.greatest - self.least
        while left and places:
            places = self.part.walk(places, moves) & ~reached
            reached, left = reached | places, left - 1
        return reached


_UNKNOWN = Repeat(One(ANYTHING), 0, ENDLESS)


@lru_cache(maxsize=1024)
def taken_apart(expression: str) -> Part:
    """A pattern's parts; one that holds what is not known here can fit anything."""
    parser: Any = importlib.import_module("re._parser")
    return _row(parser.parse(expression.encode("latin-1")), caseless=False)


def _row(items: Any, *, caseless: bool) -> Part:
    parts = tuple(_part(str(name), given, caseless=caseless) for name, given in items)
    return parts[0] if len(parts) == 1 else Row(parts)


def _part(name: str, given: Any, *, caseless: bool) -> Part:
    if name in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}:
        return _one(name, given, caseless=caseless)
    if name == "BRANCH":
        return Choice(tuple(_row(branch, caseless=caseless) for branch in given[1]))
    if name == "SUBPATTERN":
        _, added, removed, inner = given
        caseless = (caseless or bool(added & 2)) and not removed & 2  # re.IGNORECASE
        return _row(inner, caseless=caseless)
    if name in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, greatest, inner = given
        most = ENDLESS if str(greatest) == "MAXREPEAT" else int(greatest)
        return Repeat(_row(inner, caseless=caseless), int(least), most)
    return Row(()) if name == "AT" else _UNKNOWN


def _one(name: str, given: Any, *, caseless: bool) -> Part:
    if name == "ANY":
        return One(ANYTHING & ~_LINE_BREAK)
    items = given if name == "IN" else [("LITERAL", given)]
    negated = name == "NOT_LITERAL"
    chosen: set[int] = set()
    for kind, value in items:
        match str(kind):
            case "NEGATE":
                negated = True
            case "LITERAL":
                chosen.add(int(value))
            case "RANGE":
                chosen.update(range(value[0], value[1] + 1))
            case "CATEGORY" if str(value) == "CATEGORY_DIGIT":
                chosen.update(b"0123456789")
            case _:
                return One(ANYTHING)
    if caseless:
        letters = bytes(byte for byte in chosen if byte < 0x80)
        chosen.update(letters.lower() + letters.upper())
    found = sum(1 << byte for byte in chosen)
    return One(ANYTHING & ~found & ~_LINE_BREAK if negated else found)
