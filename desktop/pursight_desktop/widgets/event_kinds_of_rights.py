"""Entries of the log about groups, roles and policies: name, icon, colour, sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

RIGHTS_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "group.created": (
        QT_TRANSLATE_NOOP("Events", "Group made"),
        "plus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} made a group"),
    ),
    "group.changed": (
        QT_TRANSLATE_NOOP("Events", "Group changed"),
        "pencil",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed a group"),
    ),
    "group.deleted": (
        QT_TRANSLATE_NOOP("Events", "Group taken away"),
        "circle-minus",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} took a group away"),
    ),
    "group.member_added": (
        QT_TRANSLATE_NOOP("Events", "Put into a group"),
        "plus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} put somebody into a group"),
    ),
    "group.member_removed": (
        QT_TRANSLATE_NOOP("Events", "Taken out of a group"),
        "circle-minus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} took somebody out of a group"),
    ),
    "role.created": (
        QT_TRANSLATE_NOOP("Events", "Role made"),
        "plus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} put a role together"),
    ),
    "role.changed": (
        QT_TRANSLATE_NOOP("Events", "Role changed"),
        "pencil",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} changed what a role allows"),
    ),
    "role.deleted": (
        QT_TRANSLATE_NOOP("Events", "Role taken away"),
        "circle-minus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} took a role away"),
    ),
    "role.granted": (
        QT_TRANSLATE_NOOP("Events", "Role given"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} gave somebody a role"),
    ),
    "role.revoked": (
        QT_TRANSLATE_NOOP("Events", "Role taken back"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} took a role back"),
    ),
    "access_policy.created": (
        QT_TRANSLATE_NOOP("Events", "Access policy written"),
        "shield",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} wrote a policy of who may see what"),
    ),
    "access_policy.changed": (
        QT_TRANSLATE_NOOP("Events", "Access policy changed"),
        "shield",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} changed a policy of who may see what"),
    ),
    "access_policy_proposal.made": (
        QT_TRANSLATE_NOOP("Events", "Access policy proposed"),
        "shield",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} proposed a policy that somebody else has to agree to"),
    ),
    "access_policy_proposal.approved": (
        QT_TRANSLATE_NOOP("Events", "Proposed policy agreed to"),
        "shield",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} agreed to a policy that somebody else had proposed"),
    ),
    "access_policy_proposal.dismissed": (
        QT_TRANSLATE_NOOP("Events", "Proposed policy dismissed"),
        "shield",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} dismissed a proposed policy"),
    ),
}
