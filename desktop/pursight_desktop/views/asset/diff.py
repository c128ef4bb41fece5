"""What an entry of the log changed: fields before and after, texts word by word (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.widgets.words import count, label_words

translate = QCoreApplication.translate

LONGEST = 4000
"""Characters of a text that are compared word by word; longer ones are shown whole."""

_WORDS = re.compile(r"\s+|[^\s]+")

_KINDS: Mapping[str, object] = {
    "asset.annotated": QT_TRANSLATE_NOOP("Activity", "changed the documentation"),
    "asset.added": QT_TRANSLATE_NOOP("Activity", "found it"),
    "asset.changed": QT_TRANSLATE_NOOP("Activity", "found it changed"),
    "asset.renamed": QT_TRANSLATE_NOOP("Activity", "found it renamed"),
    "asset.gone": QT_TRANSLATE_NOOP("Activity", "did not find it any more"),
    "asset.returned": QT_TRANSLATE_NOOP("Activity", "found it again"),
    "classification.found": QT_TRANSLATE_NOOP("Activity", "found what it holds"),
    "classification.decided": QT_TRANSLATE_NOOP("Activity", "decided what it holds"),
    "classification.withdrawn": QT_TRANSLATE_NOOP("Activity", "took the decision back"),
    "rule.defined": QT_TRANSLATE_NOOP("Activity", "wrote a rule"),
    "rule.edited": QT_TRANSLATE_NOOP("Activity", "changed a rule"),
    "rule.failed": QT_TRANSLATE_NOOP("Activity", "found a rule broken"),
    "rule.passed": QT_TRANSLATE_NOOP("Activity", "found a rule kept again"),
    "rule.errored": QT_TRANSLATE_NOOP("Activity", "could not check a rule"),
    "violation.opened": QT_TRANSLATE_NOOP("Activity", "found a violation"),
    "violation.closed": QT_TRANSLATE_NOOP("Activity", "closed a violation"),
    "violation.accepted": QT_TRANSLATE_NOOP("Activity", "accepted the risk of a violation"),
    "violation.reopened": QT_TRANSLATE_NOOP("Activity", "opened a violation again"),
    "quality.scored": QT_TRANSLATE_NOOP("Activity", "scored its quality"),
}

_FIELDS: Mapping[str, object] = {
    "description": QT_TRANSLATE_NOOP("Activity", "Description"),
    "owner": QT_TRANSLATE_NOOP("Activity", "Owner"),
    "tags": QT_TRANSLATE_NOOP("Activity", "Tags"),
    "domain_id": QT_TRANSLATE_NOOP("Activity", "Domain"),
    "label": QT_TRANSLATE_NOOP("Activity", "Label"),
    "fqn": QT_TRANSLATE_NOOP("Activity", "Path"),
    "state": QT_TRANSLATE_NOOP("Activity", "State"),
    "present": QT_TRANSLATE_NOOP("Activity", "Present"),
    "columns": QT_TRANSLATE_NOOP("Activity", "Columns"),
    "facts": QT_TRANSLATE_NOOP("Activity", "Structure"),
    "kind": QT_TRANSLATE_NOOP("Activity", "Kind"),
    "verdict": QT_TRANSLATE_NOOP("Activity", "Verdict"),
    "reason": QT_TRANSLATE_NOOP("Activity", "Reason"),
    "value": QT_TRANSLATE_NOOP("Activity", "Quality"),
}

_LABELS = frozenset({"label", "verdict", "state"})

Sign = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: in both, only before, or only after."""

    text: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field: its name in words, and its text as pieces of before and after."""

    name: str
    pieces: tuple[Piece, ...]


def happened(kind: str) -> str:
    """Say what an actor did: changed the documentation."""
    known = _KINDS.get(kind)
    return (
        translate("Activity", str(known))
        if known
        else label_words(kind.partition(".")[2] or kind).lower()
    )


def field_diffs(
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    called: Mapping[str, str] | None = None,
) -> tuple[FieldDiff, ...]:
    """Compare what an entry tells of before and after; fields that are the same are left out.

    Args:
        before: The fields as they were.
        after: As they were then.
        called: What ids in them are called: those of domains.
    """
    old, new = _domain_named(before or {}, called), _domain_named(after or {}, called)
    names = [*_FIELDS, *sorted({*old, *new} - _FIELDS.keys())]
    found: list[FieldDiff] = []
    for name in names:
        was, now = old.get(name), new.get(name)
        if was != now:
            found += _field(name, was, now)
    return tuple(found)


def _domain_named(
    fields: Mapping[str, object], called: Mapping[str, str] | None
) -> Mapping[str, object]:
    domain = fields.get("domain_id")
    if not isinstance(domain, str):
        return fields
    return {**fields, "domain_id": (called or {}).get(domain, domain)}


def text_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word."""
    if not before or not after or len(before) + len(after) > LONGEST:
        return _whole(before, after)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("".join(old[a:b]), "same"))
            continue
        pieces += [Piece("".join(old[a:b]), "gone")] if b > a else []
        pieces += [Piece("".join(new[c:d]), "new")] if d > c else []
    return tuple(pieces)


def _field(name: str, was: object, now: object) -> list[FieldDiff]:
    title = translate("Activity", str(_FIELDS[name])) if name in _FIELDS else label_words(name)
    if isinstance(was, Mapping) or isinstance(now, Mapping):
        return _mapping(title, was, now)
    if _listed(was) or _listed(now):
        return [FieldDiff(title, _list_pieces(_items(was), _items(now)))]
    old, new = _text(name, was), _text(name, now)
    return [FieldDiff(title, text_pieces(old, new))] if old != new else []


def _mapping(title: str, was: object, now: object) -> list[FieldDiff]:
    """Tell what changed inside, each part by itself: the columns of a table, say."""
    old = was if isinstance(was, Mapping) else {}
    new = now if isinstance(now, Mapping) else {}
    found = []
    for key in dict.fromkeys([*old, *new]):
        before, after = _text("", old.get(key)), _text("", new.get(key))
        if key not in new:
            found.append(FieldDiff(f"{title} · {key}", _whole(before or str(key), "")))
        elif key not in old:
            found.append(FieldDiff(f"{title} · {key}", _whole("", after or str(key))))
        elif before != after:
            found.append(FieldDiff(f"{title} · {key}", _whole(before, after)))
    return found


def _list_pieces(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for item in dict.fromkeys([*old, *new]):
        sign: Sign = "gone" if item not in new else "same" if item in old else "new"
        if pieces:
            pieces.append(Piece(" · ", "same"))
        pieces.append(Piece(item, sign))
    return tuple(pieces)


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    pieces = []
    if before:
        pieces.append(Piece(before, "gone"))
    if before and after:
        pieces.append(Piece(" → ", "same"))
    if after:
        pieces.append(Piece(after, "new"))
    return tuple(pieces)


def _listed(value: object) -> bool:
    return isinstance(value, list | tuple)


def _items(value: object) -> list[str]:
    return [_text("", item) for item in value] if isinstance(value, list | tuple) else []


def _text(name: str, value: object) -> str:
    if value is None or value == "":
        text = ""
    elif isinstance(value, bool):
        text = translate("Activity", "yes") if value else translate("Activity", "no")
    elif isinstance(value, int):
        text = count(value)
    elif isinstance(value, float):
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
    elif isinstance(value, Mapping):
        parts = (f"{label_words(str(k))}: {_text('', v)}" for k, v in value.items() if v)
        text = ", ".join(parts)
    elif isinstance(value, list | tuple):
        text = ", ".join(_items(value))
    else:
        text = label_words(str(value)) if name in _LABELS else str(value)
    return text
