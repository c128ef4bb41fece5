"""Entries of the log about signing in: name, icon, colour and sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone
from pursight_desktop.widgets.event_kinds_of_directories import DIRECTORY_KINDS

SIGN_IN_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    **DIRECTORY_KINDS,
    "person.locked_out": (
        QT_TRANSLATE_NOOP("Events", "Account waits"),
        "lock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Too many tries to sign in as {subject}: the account waits"),
    ),
    "person.second_factor_added": (
        QT_TRANSLATE_NOOP("Events", "Second factor set up"),
        "shield-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{subject} set a second factor up"),
    ),
    "person.second_factor_removed": (
        QT_TRANSLATE_NOOP("Events", "Second factor taken away"),
        "shield",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{subject} took a second factor away"),
    ),
    "person.second_factors_reset": (
        QT_TRANSLATE_NOOP("Events", "Second factors reset"),
        "shield",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} reset the second factors of {subject}"),
    ),
    "person.recovery_codes_made": (
        QT_TRANSLATE_NOOP("Events", "Recovery codes made"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{subject} got new recovery codes"),
    ),
    "person.recovery_code_used": (
        QT_TRANSLATE_NOOP("Events", "Recovery code used"),
        "key-round",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{subject} signed in with a recovery code"),
    ),
    "organisation.sign_in_changed": (
        QT_TRANSLATE_NOOP("Events", "Signing in changed"),
        "shield-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed who needs a second factor"),
    ),
    "person.identity_linked": (
        QT_TRANSLATE_NOOP("Events", "Account linked"),
        "link",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{subject} signs in with an identity provider from now on"),
    ),
    "identity_provider.added": (
        QT_TRANSLATE_NOOP("Events", "Identity provider added"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} added an identity provider"),
    ),
    "identity_provider.sign_in_refused": (
        QT_TRANSLATE_NOOP("Events", "Refused after an identity provider"),
        "lock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Somebody whom an identity provider sent was not let in"),
    ),
    "identity_provider.changed": (
        QT_TRANSLATE_NOOP("Events", "Identity provider changed"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed an identity provider"),
    ),
    "identity_provider.removed": (
        QT_TRANSLATE_NOOP("Events", "Identity provider removed"),
        "key-round",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} removed an identity provider"),
    ),
}
