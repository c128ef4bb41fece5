"""Entries of the log about the server's keys: name, icon, colour and sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

KEY_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "field_key.made": (
        QT_TRANSLATE_NOOP("Events", "Field key made"),
        "lock",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "Secrets in the database are encrypted with a new key"),
    ),
}
