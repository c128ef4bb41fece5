"""How well what one types fits a name: letters in order, better at the starts of words (pure)."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

NONE = 0.0


def fit(typed: str, name: str) -> float:
    """Return how well it fits; 0 does not at all, 1 is the very name.

    All letters must come in their order. Whole beginnings count most, then beginnings of words,
    then letters in a row; of two that fit alike the shorter name wins.
    """
    sought, text = typed.casefold().strip(), name.casefold()
    if not sought:
        return 0.01
    if sought == text:
        return 1.0
    if text.startswith(sought):
        return 0.9 - len(text) / 10_000
    if any(word.startswith(sought) for word in _words(text)):
        return 0.8 - len(text) / 10_000
    if sought in text:
        return 0.7 - len(text) / 10_000
    return _scattered(sought.replace(" ", ""), text)


def _words(text: str) -> list[str]:
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return spaced.split()


def _scattered(sought: str, text: str) -> float:
    at, runs, starts, last = 0, 0, 0, -2
    for letter in sought:
        found = text.find(letter, at)
        if found < 0:
            return NONE
        runs += found != last + 1
        starts += found == 0 or not text[found - 1].isalnum()
        at, last = found + 1, found
    # letters strewn about are an accident unless they begin words
    if runs > 2 and runs > starts + 1:
        return NONE
    return max(0.05, 0.6 * (starts + 1) / (runs + 1) * len(sought) / len(text))


def best(typed: str, among: Iterable[T], name: Callable[[T], str], most: int) -> list[T]:
    """Return those that fit, the best first; those that fit alike in the order given."""
    fitting = [(fit(typed, name(one)), number, one) for number, one in enumerate(among)]
    ranked = sorted((f for f in fitting if f[0] > NONE), key=lambda f: (-f[0], f[1]))
    return [one for _, _, one in ranked[:most]]
