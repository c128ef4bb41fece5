"""Entries of the log about alerts: name, icon, colour and sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

ALERT_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "alert.raised": (
        QT_TRANSLATE_NOOP("Events", "Alert raised"),
        "bell",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Alert: {rule} ({about})"),
    ),
    "alert.acknowledged": (
        QT_TRANSLATE_NOOP("Events", "Alert looked at"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} took note of the alert: {rule}"),
    ),
    "access.refused": (
        QT_TRANSLATE_NOOP("Events", "Refused"),
        "lock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} was refused: {route}"),
    ),
    "alert_rule.created": (
        QT_TRANSLATE_NOOP("Events", "Alert rule added"),
        "bell",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} added the alert rule {name}"),
    ),
    "alert_rule.changed": (
        QT_TRANSLATE_NOOP("Events", "Alert rule changed"),
        "bell",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed the alert rule {name}"),
    ),
    "alert_rule.deleted": (
        QT_TRANSLATE_NOOP("Events", "Alert rule deleted"),
        "bell",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} deleted the alert rule {name}"),
    ),
}
