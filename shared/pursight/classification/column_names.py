"""What a column's name, table and comment say about its content, and what they say against it."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pursight.classification.tokens import spelled

_DENIES = "denies_"
STRONG, FAIR, WEAK = 0.85, 0.55, 0.25
_AGAINST, _OTHER_HEAD, _IDENTIFIER = 0.12, 0.55, 0.25

# Neighbours that make a table one about people, however it is called.
_TELLING = frozenset(
    ["person_name", "email", "date_of_birth", "gender", "us_ssn", "phone", "national_id"]
)

Labels = tuple[tuple[str, float], ...]
Match = tuple[int, int, Labels]
"""First token, the one behind the last, and labels with strengths."""


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """How strongly a name suggests one label, 0 to 1, and the tokens that spoke.

    With no strength it speaks against: what looks like the label means something else.
    """

    label: str
    strength: float
    tokens: tuple[str, ...]
    against: tuple[str, ...] = ()
    origin: str = "name"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the table is about, as its own name and its columns' names tell."""

    people: bool = False
    things: bool = False
    health: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases of tokens to labels with their strengths, and words that colour them."""

    phrases: Mapping[tuple[str, ...], Labels]
    words: frozenset[str]
    longest: int
    colours: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the shipped lexicon once."""
    folder = importlib.resources.files("pursight.classification").joinpath("data")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        folder.joinpath("column_names.toml").read_text("utf-8")
    )
    colours = tomllib.loads(folder.joinpath("name_words.toml").read_text("utf-8"))
    raw = [
        (phrase, label, strength)
        for label, grades in table.items()
        for grade, strength in (("strong", STRONG), ("fair", FAIR), ("weak", WEAK))
        for phrase in grades.get(grade, [])
    ]
    phrases: dict[tuple[str, ...], dict[str, float]] = {}
    for phrase, label, strength in raw:
        at = phrases.setdefault(spelled(phrase), {})
        at[label] = max(strength, at.get(label, 0.0))
    return Lexicon(
        {key: tuple(sorted(labels.items())) for key, labels in phrases.items()},
        frozenset(w for phrase, _, _ in raw for w in spelled(phrase) if len(w) >= 3),
        max(map(len, phrases)),
        {name: frozenset(text.split()) for name, text in colours.items()},
    )


def read_name(name: str) -> dict[str, NameEvidence]:
    """Judge a column's name by itself: for each label that it suggests, how strongly."""
    tokens = spelled(name, lexicon().words)
    found: dict[str, NameEvidence] = {}
    matches = _matches(tokens)
    for match in matches:
        start, end, labels = match
        for label, strength in labels:
            if label == "none":
                continue
            factor, against = _left(label, tokens, match, matches)
            now = strength * factor
            if label not in found or now > found[label].strength:
                found[label] = NameEvidence(label, now, tokens[start:end], against)
    for colour, denying in lexicon().colours.items():
        label = colour.removeprefix(_DENIES)
        against = tuple(token for token in tokens if token in denying)
        if label != colour and against and label not in found:
            found[label] = NameEvidence(label, 0.0, (), against)
    return found


def _matches(tokens: tuple[str, ...]) -> list[Match]:
    """Find phrases; one that lies within a longer one is not seen (`address` in `ip address`)."""
    words = lexicon()
    spans = [
        (start, start + length, words.phrases[tokens[start : start + length]])
        for length in range(min(words.longest, len(tokens)), 0, -1)
        for start in range(len(tokens) - length + 1)
        if tokens[start : start + length] in words.phrases
    ]
    kept: list[Match] = []
    for start, end, labels in spans:
        if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in kept):
            kept.append((start, end, labels))
    return kept


def _left(
    label: str, tokens: tuple[str, ...], match: Match, matches: list[Match]
) -> tuple[float, tuple[str, ...]]:
    """How much of a phrase's strength is left in the whole name, and which tokens took the rest."""
    start, end, _ = match
    colours = lexicon().colours
    against = _contradicting(tokens, match, matches)
    if against:
        return _AGAINST, against
    if tokens[start:end] == ("name",) and start > 0:
        before = tokens[start - 1]
        if before in colours["things"]:
            return _AGAINST, (before,)
        return (1.0 if before in colours["people"] or before in colours["neutral"] else 0.8), ()
    rest = [t for t in tokens[end:] if not t.isdigit() and t not in colours["neutral"]]
    if rest == ["id"]:
        return (1.0 if label in colours["identifiers"] else _IDENTIFIER), ()
    if rest == ["name"] and label in colours["named"]:
        return 1.0, ()
    # Another phrase follows: the head of the name is there (`patient_email`, `city_population`).
    return (1.0 if not rest else _OTHER_HEAD), ()


def _contradicting(tokens: tuple[str, ...], match: Match, matches: list[Match]) -> tuple[str, ...]:
    start, end, _ = match
    colours = lexicon().colours
    found = [t for t in tokens[end:] if t in colours["against"]]
    covered = any(s == 0 for s, _, _ in matches)
    if start > 0 and not covered and tokens[0] in colours["before"]:
        found.append(tokens[0])
    if start == 1 and tokens[0] in colours["event"] and not covered:
        found.append(tokens[0])
    if start > 0 and tokens[0] == "number":  # num_orders, no_of_phones
        found.append("number")
    return tuple(found)


def read_context(table: str, comment: str, neighbours: tuple[str, ...]) -> Surroundings:
    """Judge a table by its name, its comment and the names of its columns."""
    colours = lexicon().colours
    tokens = set(spelled(table)) | set(spelled(comment[:200]))
    personal = sum(
        any(e.strength >= STRONG * 0.9 and e.label in _TELLING for e in read_name(n).values())
        for n in neighbours[:200]
    )
    clinical = sum(bool(colours["health"] & set(spelled(n))) for n in neighbours[:200])
    people = bool(tokens & colours["people"]) or personal >= 2
    return Surroundings(
        people=people,
        things=bool(tokens & colours["things"]) and not people,
        health=bool(tokens & colours["health"]) or clinical >= 2,
    )


def read_comment(comment: str) -> dict[str, NameEvidence]:
    """Judge a comment: only strong phrases of two words and more, or a comment of few words."""
    if not comment:
        return {}
    tokens = spelled(comment[:400])
    found: dict[str, NameEvidence] = {}
    for start, end, labels in _matches(tokens):
        if end - start < 2 and len(tokens) > 4:
            continue
        for label, strength in labels:
            if strength >= STRONG and label != "none":
                found.setdefault(label, NameEvidence(label, FAIR, tokens[start:end], (), "comment"))
    return found
