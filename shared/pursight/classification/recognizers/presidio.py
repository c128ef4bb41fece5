"""Presidio's own recognisers, as patterns for the automaton; what has none is said."""

import inspect
from functools import lru_cache
from typing import Any

from pursight.classification import language
from pursight.classification.recognizers.recognizer import Expression, Recognizer, label_of


def predefined(name: str = "") -> tuple[tuple[Recognizer, ...], tuple[str, ...]]:
    """Take the recognisers that the installed Presidio brings.

    Args:
        name: Of one class, such as `CreditCardRecognizer`; empty for all.

    Returns:
        Those that consist of patterns, and a sentence for each other one that was asked for.
    """
    if not language.installed():
        what = f"{name} is" if name else "Presidio's own recognisers are"
        return (), (f"{what} left out: presidio-analyzer is not installed.",)
    known, other = _known()
    if not name:
        return tuple(known.values()), tuple(
            f"{one} is left out: {why}" for one, why in other.items()
        )
    if name in known:
        return (known[name],), ()
    why = other.get(name, "the installed Presidio does not have it.")
    return (), (f"{name} is left out: {why}",)


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, Recognizer], dict[str, str]]:
    language.stay_offline()
    from presidio_analyzer import EntityRecognizer, PatternRecognizer, predefined_recognizers

    known: dict[str, Recognizer] = {}
    other: dict[str, str] = {}
    for name in sorted(set(predefined_recognizers.__all__)):
        kind = getattr(predefined_recognizers, name)
        if not (inspect.isclass(kind) and issubclass(kind, EntityRecognizer)):
            continue
        if not issubclass(kind, PatternRecognizer):
            other[name] = "it consists of no patterns but of a model, a service or code of its own."
            continue
        make: Any = kind
        known[name] = _taken(name, make())
    return known, other


def _taken(name: str, engine: Any) -> Recognizer:
    entity = engine.supported_entities[0]
    return Recognizer(
        name=name,
        entity=entity,
        label=label_of(entity),
        expressions=tuple(
            Expression(p.name or "pattern", p.regex, p.score) for p in engine.patterns
        ),
        context=tuple(engine.context or ()),
        flags=int(engine.global_regex_flags),
        own=False,
        engine=engine,
    )
