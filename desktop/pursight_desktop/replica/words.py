"""The words of names and prose, as the search knows them (pure)."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pursight.classification.tokens import fold, plain_tokens, singular, spelled

LONGEST_WORD: Final = 64
_WORD: Final = re.compile(r"\w+")


def folded(name: str) -> str:
    """Spell a name as it is compared: folded, without separators; `Cust_Email` is `custemail`."""
    return "".join(plain_tokens(name)) or fold(name)


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """List the words a name is found by, each once.

    The tokens, the same spelled out, neighbours run together (`e-mail` is also `email`), and all
    of them run together.
    """
    tokens = plain_tokens(name)
    words = dict.fromkeys(tokens)
    words.update(dict.fromkeys(spelled(name)))
    words.update((a + b, None) for a, b in pairwise(tokens))
    words[folded(name)] = None
    return tuple(word[:LONGEST_WORD] for word in words if _WORD.fullmatch(word))


def prose_words(text: str) -> tuple[str, ...]:
    """List the words of folded prose, each once, in the order of their coming."""
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(text)))


def asked(text: str) -> tuple[tuple[str, ...], ...]:
    """Take a search apart: for each word the forms that count as it, the typed one first."""
    tokens = [token for part in text.split() for token in plain_tokens(part)]
    return tuple(tuple(dict.fromkeys((token, singular(token)))) for token in tokens)


def quoted(words: Iterable[str], *, prefix: bool = False) -> list[str]:
    """Spell words for a full-text match."""
    return [f'"{word}"*' if prefix else f'"{word}"' for word in words]
