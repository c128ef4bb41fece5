"""Entries of the log about directories: name, icon, colour and sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

DIRECTORY_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "person.provisioned": (
        QT_TRANSLATE_NOOP("Events", "Account kept by a directory"),
        "users",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} keeps the account of {subject} from now on"),
    ),
    "person.provisioning_changed": (
        QT_TRANSLATE_NOOP("Events", "Account changed by a directory"),
        "users",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed the account of {subject}"),
    ),
    "person.unlinked": (
        QT_TRANSLATE_NOOP("Events", "Account deleted by a directory"),
        "user-round",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} deleted the account of {subject}"),
    ),
    "directory.added": (
        QT_TRANSLATE_NOOP("Events", "Directory set up"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} set up signing in with a directory"),
    ),
    "directory.changed": (
        QT_TRANSLATE_NOOP("Events", "Directory changed"),
        "key-round",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} changed how the directory is asked"),
    ),
    "directory.sign_in_refused": (
        QT_TRANSLATE_NOOP("Events", "Refused after the directory"),
        "lock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Somebody whom the directory knows was not let in"),
    ),
    "directory.removed": (
        QT_TRANSLATE_NOOP("Events", "Directory taken away"),
        "key-round",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} took signing in with a directory away"),
    ),
}
