"""Fields and their values in words, for both sides of a conflict (pure)."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.views.problems.waiting import Waiting
from pursight_desktop.widgets.evidence_words import things
from pursight_desktop.widgets.words import label_words, moment

translate = QCoreApplication.translate

_FIELDS: Final[Mapping[str, object]] = {
    "description": QT_TRANSLATE_NOOP("Problems", "Description"),
    "owner": QT_TRANSLATE_NOOP("Problems", "Owner"),
    "tags": QT_TRANSLATE_NOOP("Problems", "Tags"),
    "domain_id": QT_TRANSLATE_NOOP("Problems", "Domain"),
    "decision": QT_TRANSLATE_NOOP("Problems", "Classification"),
    "acceptance": QT_TRANSLATE_NOOP("Problems", "Acceptance of a risk"),
    "state": QT_TRANSLATE_NOOP("Problems", "State of the rule"),
}

TEXTS: Final = frozenset({"description", "owner", "tags"})
"""Fields that can be written anew in the tray; the others are decided where they belong."""


def field_words(field: str) -> str:
    """Name a field."""
    known = _FIELDS.get(field)
    return translate("Problems", str(known)) if known else label_words(field)


def value_words(field: str, value: Any) -> str:
    """Write what a field holds."""
    if field == "decision":
        return _decision(value)
    if field == "acceptance":
        if not isinstance(value, Mapping):
            return translate("Problems", "The risk is not accepted")
        reason = str(value.get("reason") or "")
        return translate("Problems", "The risk is accepted") + (f": {reason}" if reason else "")
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    if field == "state":
        value = label_words(str(value or ""))
    elif field == "domain_id":
        value = value or translate("Problems", "No domain of its own")
    return "" if value is None else str(value)


def _decision(value: Any) -> str:
    if not isinstance(value, Mapping):
        return translate("Problems", "No decision: what scans find counts")
    label, reason = str(value.get("label") or "none"), str(value.get("reason") or "")
    verdict = value.get("verdict")
    if verdict == "reject" or (label == "none" and verdict != "accept"):
        said = translate("Problems", "Does not hold what was found")
    elif verdict == "accept" and label == "none":
        said = translate("Problems", "What was found is right")
    else:
        said = translate("Problems", "Holds {things}").format(things=things(label))
    return f"{said} ({reason})" if reason else said


def what_words(one: Waiting) -> str:
    """Name the fields of a problem."""
    return ", ".join(field_words(field.field) for field in one.problem.fields)


def why_words(one: Waiting) -> str:
    """Say why it is here."""
    if one.problem.gone:
        return translate("Problems", "What you edited is gone, or you may not see it any more.")
    if not one.conflict:
        detail = one.problem.detail.strip()
        detail = detail[:1].upper() + detail[1:]
        return detail or translate("Problems", "The server refused it.")
    if one.by and one.at:
        said = translate("Problems", "{who} changed it on {when}, before your edit arrived.")
        return said.format(who=one.by, when=moment(one.at))
    return translate("Problems", "Somebody else changed it before your edit arrived.")


def theirs_heading(one: Waiting) -> str:
    """Head the other side."""
    if one.conflict and one.by and one.at:
        return f"{one.by} · {moment(one.at)}"
    return (
        translate("Problems", "Theirs") if one.conflict else translate("Problems", "As it is now")
    )
