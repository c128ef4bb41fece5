"""What an entry of the log changed: each field in words, before and after (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pursight.contracts.sync import Value
from pursight_desktop.widgets.event_phrases import Entry, plain
from pursight_desktop.widgets.words import label_words

translate = QCoreApplication.translate

DEEPEST = 3
"""Facts in facts in facts; what lies deeper is told as a whole."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed; empty text where there was, or is, nothing."""

    name: str
    before: str
    after: str


def differences(entry: Entry) -> tuple[Difference, ...]:
    """Tell every field that an entry changed, in the entry's order, those that stayed left out."""
    old, new = _named(entry, entry.before), _named(entry, entry.after)
    names = [*new, *(name for name in old if name not in new)]
    found = (Difference(_spoken(name), old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(one for one in found if one.before != one.after)


def _named(entry: Entry, fields: Mapping[str, Value] | None) -> dict[tuple[str, ...], str]:
    """Write fields; a domain is told by its name."""
    told = _flat(fields or {})
    domain = told.get(("domain_id",))
    return told if domain is None else {**told, ("domain_id",): entry.names.get(domain, domain)}


def _flat(fields: Mapping[str, Value], under: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    flat: dict[tuple[str, ...], str] = {}
    for name, value in fields.items():
        path = (*under, name)
        if isinstance(value, Mapping) and len(path) < DEEPEST:
            flat |= _flat(value, path)
        else:
            flat[path] = written(value)
    return flat


def written(value: Value) -> str:
    """Write any value of a field as text; a list with commas, facts as "name: value"."""
    if isinstance(value, list | tuple):
        return ", ".join(written(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{label_words(k)}: {written(v)}" for k, v in value.items())
    if isinstance(value, float):
        return f"{value:.4g}"
    return plain(value)


def _spoken(path: tuple[str, ...]) -> str:
    first, *rest = path
    known = {
        "description": translate("Events", "Description"),
        "owner": translate("Events", "Owner"),
        "tags": translate("Events", "Tags"),
        "domain_id": translate("Events", "Domain"),
        "label": translate("Events", "Label"),
        "fqn": translate("Events", "Name"),
    }
    return " › ".join([known.get(first, label_words(first)), *rest])
