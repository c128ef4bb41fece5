"""Recognizer: patterns with scores for one entity, as Presidio describes it, within bounds."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pursight.classification.language import ENTITIES
from pursight.errors import Refused

USUAL_FLAGS = int(re.DOTALL | re.MULTILINE | re.IGNORECASE)
"""What Presidio compiles patterns with, unless told otherwise."""

LONGEST = 4_000
"""Characters of one pattern."""

LARGEST = 50_000
"""Places of one pattern once its counted repeats are written out."""

_REPEAT = re.compile(r"\{(\d*)(?:,(\d*))?\}")
_NOT_TAKEN = re.compile(r"\(\?(?:[a-zA-Z]*V1|r|R\)|\d+\)|&|e|b)|\\[LKGXmMR]|\{[^{}]*[<=+][^{}]*\}")


class BadRecognizers(Refused):
    """A file of recognisers that cannot be taken as it stands."""

    code = "recognizers.bad"


@dataclass(frozen=True, slots=True)
class Expression:
    """One pattern and how sure a match of it is, 0 to 1."""

    name: str
    regex: str
    score: float
    words: tuple[str, ...] = ()
    """Of a deny list: what the pattern consists of."""


@dataclass(frozen=True, slots=True)
class Recognizer:
    """What finds one entity.

    Attributes:
        name: For people.
        entity: As Presidio calls it.
        label: What a column full of it is called.
        expressions: Any of them will do.
        context: Words that, in a column's name, make it likelier.
        flags: Of Python's `regex`, for all patterns.
        own: Brought by a user, not by Presidio.
        engine: Presidio's recogniser, whose check digits are asked; None where there is none.
    """

    name: str
    entity: str
    label: str
    expressions: tuple[Expression, ...]
    context: tuple[str, ...] = ()
    flags: int = USUAL_FLAGS
    own: bool = True
    engine: Any = field(default=None, compare=False, repr=False)

    CONTEXT_GAIN: ClassVar[float] = 0.35
    CONTEXT_LEAST: ClassVar[float] = 0.4

    @property
    def best(self) -> float:
        """The highest score that a match can have, context aside."""
        checked = self.engine is not None and self.engine_checks
        return 1.0 if checked else max(one.score for one in self.expressions)

    @property
    def utmost(self) -> float:
        """The highest score that a match can have, with a context word in the column's name."""
        if not self.context:
            return self.best
        return min(1.0, max(self.best + self.CONTEXT_GAIN, self.CONTEXT_LEAST))

    @property
    def engine_checks(self) -> bool:
        """Whether Presidio's recogniser tries check digits."""
        from presidio_analyzer import PatternRecognizer

        kind = type(self.engine)
        return kind.validate_result is not PatternRecognizer.validate_result


def label_of(entity: str) -> str:
    """Spell an entity as a label: ours if we know it, else its own name in lower snake case.

    Returns:
        Empty when nothing of it can stand in a label.
    """
    if entity in ENTITIES:
        return ENTITIES[entity][0]
    spelled = re.sub(r"[^a-z0-9]+", "_", entity.lower()).strip("_")[:63]
    return spelled if spelled[:1].isalpha() else ""


def objection(pattern: str, flags: int) -> str:
    """Say why a pattern cannot be taken; empty when it can."""
    import regex

    if len(pattern) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if _NOT_TAKEN.search(pattern) is not None:
        return "fuzzy matching, recursion and set operations are not supported"
    if _written_out(pattern) > LARGEST:
        return f"its repeats make it larger than {LARGEST} places"
    try:
        compiled = regex.compile(pattern, flags)
    except (regex.error, RecursionError, OverflowError) as error:
        return f"it is no regular expression ({error})"
    return "it matches the empty text" if compiled.search("") is not None else ""


def _written_out(pattern: str) -> int:
    """Count the places of a pattern with its counted repeats written out, from above."""
    open_groups, size, last, at = [0], 0, 1, 0
    while at < len(pattern):
        character = pattern[at]
        repeat = _REPEAT.match(pattern, at) if character == "{" else None
        if repeat is not None:
            most = int(repeat[2] or repeat[1] or 1) or 1
            open_groups[-1] += last * (most - 1)
            last, at = last * most, repeat.end()
            continue
        at += 2 if character == "\\" else 1
        if character == "(":
            open_groups.append(0)
        elif character == ")" and len(open_groups) > 1:
            last = open_groups.pop() + 1
            open_groups[-1] += last
        else:
            last = 1
            open_groups[-1] += 1
        size = max(size, open_groups[-1])
    return max(size, *open_groups)
