"""Fully qualified names: parts joined by dots, quoted where a part needs it."""

import re
from collections.abc import Iterable, Sequence

from pursight.errors import Refused

_PLAIN = re.compile(r'[^."\s\x00-\x1f][^."\x00-\x1f]*(?<!\s)', re.ASCII)


class BadName(Refused):
    """A text that is no fully qualified name."""

    code = "name.bad"


def quote(part: str) -> str:
    """Spell one part; quoted with doubled quotes when it holds a dot, a quote or odd blanks."""
    return part if _PLAIN.fullmatch(part) else '"' + part.replace('"', '""') + '"'


def join(parts: Iterable[str]) -> str:
    """Spell the parts as one name; `split(join(parts)) == parts` for all texts, empty ones too."""
    return ".".join(quote(part) for part in parts)


def split(name: str) -> tuple[str, ...]:
    """Take a name apart again.

    Raises:
        BadName: A quote is not closed, or text follows a closing quote.
    """
    parts: list[str] = []
    at = 0
    while True:
        part, at = _quoted(name, at + 1) if name[at : at + 1] == '"' else _plain(name, at)
        parts.append(part)
        if at == len(name):
            return tuple(parts)
        if name[at] != ".":
            raise BadName(
                f"unexpected text after a closing quote at character {at + 1} of {name!r}",
                hint='Put a dot between the parts, and write a quote inside a part twice: "a""b".c',
            )
        at += 1


def matches(patterns: Sequence[str], name: str) -> bool:
    """Whether any of the patterns (`*` any run, `?` one character, case-insensitive) fits."""
    return any(_glob(pattern).fullmatch(name) for pattern in patterns)


def _glob(pattern: str) -> re.Pattern[str]:
    first, *others = (
        "".join("." if c == "?" else re.escape(c) for c in run) for run in pattern.split("*")
    )
    if others:
        # The nearest place of each run is as good as any later one, and never looked for again:
        # without that a pattern of many stars takes for ever.
        *between, last = others
        first += "".join(f"(?>.*?{run})" for run in between if run) + f".*{last}"
    return re.compile(first, re.DOTALL | re.IGNORECASE)


def _plain(name: str, start: int) -> tuple[str, int]:
    end = name.find(".", start)
    end = len(name) if end < 0 else end
    part = name[start:end]
    if not _PLAIN.fullmatch(part):
        raise BadName(
            f"part {part!r} of {name!r} is empty or holds a quote or blanks at its ends",
            hint=f"Write it in quotes: {quote(part)}",
        )
    return part, end


def _quoted(name: str, start: int) -> tuple[str, int]:
    part: list[str] = []
    at = start
    while (end := name.find('"', at)) >= 0:
        part.append(name[at:end])
        if name[end + 1 : end + 2] != '"':
            return "".join(part), end + 1
        part.append('"')
        at = end + 2
    raise BadName(
        f"the quote opened at character {start} of {name!r} is not closed",
        hint='Close it, and write a quote inside a part twice: "a""b"',
    )
