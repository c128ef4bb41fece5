"""Entries of the log about business domains: name, icon, colour, sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

DOMAIN_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "domain.created": (
        QT_TRANSLATE_NOOP("Events", "Domain made"),
        "briefcase",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} made the domain {subject}"),
    ),
    "domain.changed": (
        QT_TRANSLATE_NOOP("Events", "Domain changed"),
        "briefcase",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed the domain {subject}"),
    ),
    "domain.deleted": (
        QT_TRANSLATE_NOOP("Events", "Domain deleted"),
        "briefcase",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} deleted the domain {subject}"),
    ),
}
