"""Reach: what a text must be like for a pattern to fit it, read from the pattern itself (pure).

A pattern is taken apart once. Then it can be asked how long the texts are that it fits, if only
certain bytes are in them; and whether it fits any text of a simple language. Both are exact but for
one thing: what stands in brackets twice is not held to be the same twice. So the answer may be "it
could" where it cannot, and is never "it cannot" where it could.

It can also be written anew for texts of which only the kinds of bytes are known ("a digit, two
small letters"): once to fit whatever the pattern could fit, once to fit only what it fits whichever
bytes these are.
"""

import importlib
from collections.abc import Mapping, Sequence
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

Kinds: TypeAlias = Mapping[int, int]
"""For each byte that stands for a kind of bytes, these: a bit for each."""

_MOST_TIMES = 1000
"""RE2 knows no more repeats."""


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

    def written(self, kinds: Kinds, *, surely: bool) -> str:
        """Write it as an expression of RE2 over texts of kinds.

        Args:
            kinds: Of bytes; a byte may be of several, and one of none is not there.
            surely: To fit only what it fits whichever bytes of their kinds these are; else whatever
                it could fit.
        """
        ...


@dataclass(frozen=True, slots=True)
class One:
    """One byte out of a set, a bit for each of 256; the set may be greater than it is."""

    bytes: int
    known: bool = True

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

    def written(self, kinds: Kinds, *, surely: bool) -> str:
        """Those kinds that are wholly, or partly, in the set."""
        if surely:
            within = self.bytes if self.known else 0
            chosen = [kind for kind, bytes_ in kinds.items() if not bytes_ & ~within]
        else:
            chosen = [kind for kind, bytes_ in kinds.items() if bytes_ & self.bytes]
        return "[" + "".join(f"\\x{kind:02x}" for kind in chosen) + "]" if chosen else _NOTHING


@dataclass(frozen=True, slots=True)
class Between:
    """A condition on what stands around a place, which takes no bytes; what it is is not known."""

    def span(self, allowed: int) -> Span | None:
        """No byte."""
        del allowed
        return Span(0, 0)

    def walk(self, places: int, moves: Moves) -> int:
        """Go nowhere."""
        del moves
        return places

    def written(self, kinds: Kinds, *, surely: bool) -> str:
        """It may hold, and it may not."""
        del kinds
        return _NOTHING if surely else ""


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

    def written(self, kinds: Kinds, *, surely: bool) -> str:
        """One behind the other."""
        return "".join(part.written(kinds, surely=surely) for part in self.parts)


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

    def written(self, kinds: Kinds, *, surely: bool) -> str:
        """Any of them."""
        return f"(?:{'|'.join(part.written(kinds, surely=surely) for part in self.parts)})"


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

    def written(self, kinds: Kinds, *, surely: bool) -> str:
        """So many times; where RE2 cannot count as far, fewer surely, or any number."""
        least, greatest = self.least, self.greatest
        if surely:
            greatest = greatest if greatest == ENDLESS else min(greatest, _MOST_TIMES)
        else:
            least, greatest = min(least, _MOST_TIMES), self.greatest
            greatest = ENDLESS if greatest > _MOST_TIMES else greatest
        if least > _MOST_TIMES:
            return _NOTHING
        most = "" if greatest == ENDLESS else greatest
        return f"(?:{self.part.written(kinds, surely=surely)}){{{least},{most}}}"


_UNKNOWN = Row((Between(), Repeat(One(ANYTHING), 0, ENDLESS)))
_NOTHING = r"[^\x00-\xff]"


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
    return Between() if name == "AT" else _UNKNOWN


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
                return One(ANYTHING, known=False)
    if caseless:
        letters = bytes(byte for byte in chosen if byte < 0x80)
        chosen.update(letters.lower() + letters.upper())
    found = sum(1 << byte for byte in chosen)
    return One(ANYTHING & ~found & ~_LINE_BREAK if negated else found)
