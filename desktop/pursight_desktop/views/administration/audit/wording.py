"""Words about the proof of the log (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.operations.administering.audit import Standing
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.table import Mark

translate = QCoreApplication.translate

_STANDINGS: Final[Mapping[Standing, tuple[object, object, Tone, str]]] = {
    Standing.KEPT: (
        QT_TRANSLATE_NOOP("Audit", "Agrees"),
        QT_TRANSLATE_NOOP("Audit", "This console has kept it, and the log goes on from it."),
        Tone.SUCCESS,
        "circle-check",
    ),
    Standing.NEW: (
        QT_TRANSLATE_NOOP("Audit", "New, agrees"),
        QT_TRANSLATE_NOOP(
            "Audit",
            "This console sees it for the first time. It goes on from the one before it, and is "
            "kept from now on.",
        ),
        Tone.SUCCESS,
        "circle-check",
    ),
    Standing.CONTRADICTS: (
        QT_TRANSLATE_NOOP("Audit", "Contradicts"),
        QT_TRANSLATE_NOOP(
            "Audit",
            "The log that it signs for is not the one that this console has seen before: entries "
            "were changed, dropped or moved. Both heads are signed, and together they prove it.",
        ),
        Tone.DANGER,
        "triangle-alert",
    ),
    Standing.GONE: (
        QT_TRANSLATE_NOOP("Audit", "Gone"),
        QT_TRANSLATE_NOOP(
            "Audit",
            "This console has kept it, and the server does not know it any more. Was the server "
            "set back to a backup? Otherwise the log was cut.",
        ),
        Tone.DANGER,
        "triangle-alert",
    ),
    Standing.UNSIGNED: (
        QT_TRANSLATE_NOOP("Audit", "Signature wrong"),
        QT_TRANSLATE_NOOP("Audit", "The signature is not the server's: nobody vouches for it."),
        Tone.DANGER,
        "triangle-alert",
    ),
    Standing.UNKNOWN_KEY: (
        QT_TRANSLATE_NOOP("Audit", "Other key"),
        QT_TRANSLATE_NOOP(
            "Audit",
            "It was signed by a key that this console has never seen, so that it cannot check it. "
            "A server whose key was replaced has such heads.",
        ),
        Tone.WARNING,
        "key-round",
    ),
}


def standing_mark(standing: Standing) -> Mark:
    """Say in a word how a head stands to those that were kept."""
    word, _words, tone, icon = _STANDINGS[standing]
    return Mark(translate("Audit", str(word)), tone, icon)


def standing_words(standing: Standing) -> str:
    """Say in a sentence what that means."""
    return translate("Audit", str(_STANDINGS[standing][1]))


def fingerprint(root: str) -> str:
    """Write a hash so that two of them can be compared by eye, and so that it wraps."""
    return " ".join(root[at : at + 8] for at in range(0, len(root), 8))
