"""Entries of the log about agents: name, icon, colour, sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

AGENT_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "enrolment_token.issued": (
        QT_TRANSLATE_NOOP("Events", "Enrolment token issued"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} issued a token for agents of the group {agent_group}"),
    ),
    "agent.enrolled": (
        QT_TRANSLATE_NOOP("Events", "Agent enrolled"),
        "bot",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The agent {subject} was enrolled"),
    ),
    "agent.sources_announced": (
        QT_TRANSLATE_NOOP("Events", "Sources announced by an agent"),
        "bot",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} announced the sources that it can reach"),
    ),
    "agent.revoked": (
        QT_TRANSLATE_NOOP("Events", "Agent revoked"),
        "bot",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} revoked the agent {subject}"),
    ),
}
