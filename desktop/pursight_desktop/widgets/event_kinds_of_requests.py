"""Entries of the log about accounts, requests, reviews: name, icon, colour and sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

REQUEST_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "service_account.created": (
        QT_TRANSLATE_NOOP("Events", "Service account added"),
        "bot",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} added the service account {subject}"),
    ),
    "service_account.changed": (
        QT_TRANSLATE_NOOP("Events", "Service account changed"),
        "bot",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed the service account {subject}"),
    ),
    "service_account.enabled": (
        QT_TRANSLATE_NOOP("Events", "Service account enabled"),
        "bot",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} enabled the service account {subject}"),
    ),
    "service_account.disabled": (
        QT_TRANSLATE_NOOP("Events", "Service account disabled"),
        "ban",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} disabled the service account {subject}"),
    ),
    "api_token.created": (
        QT_TRANSLATE_NOOP("Events", "API token made"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} made the API token {subject}"),
    ),
    "api_token.revoked": (
        QT_TRANSLATE_NOOP("Events", "API token revoked"),
        "key-round",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} revoked the API token {subject}"),
    ),
    "api_token.refused": (
        QT_TRANSLATE_NOOP("Events", "API token refused"),
        "lock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "An API token was tried with a wrong secret"),
    ),
    "access_settings.changed": (
        QT_TRANSLATE_NOOP("Events", "Settings about access changed"),
        "sliders-horizontal",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} changed the settings about access"),
    ),
    "access_request.drafted": (
        QT_TRANSLATE_NOOP("Events", "Access request drafted"),
        "pencil",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} drafted an access request"),
    ),
    "access_request.opened": (
        QT_TRANSLATE_NOOP("Events", "Access asked for"),
        "inbox",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} asked for access"),
    ),
    "access_request.approved": (
        QT_TRANSLATE_NOOP("Events", "Access request approved"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} approved an access request"),
    ),
    "access_request.refused": (
        QT_TRANSLATE_NOOP("Events", "Access request refused"),
        "circle-x",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} refused an access request"),
    ),
    "access_request.withdrawn": (
        QT_TRANSLATE_NOOP("Events", "Access request withdrawn"),
        "undo-2",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} withdrew an access request"),
    ),
    "access_request.expired": (
        QT_TRANSLATE_NOOP("Events", "Access request expired"),
        "clock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Nobody decided an access request in time"),
    ),
    "access_request.reminded": (
        QT_TRANSLATE_NOOP("Events", "Reminder of an access request"),
        "bell",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "An access request waits for its decision"),
    ),
    "access_request.mailed": (
        QT_TRANSLATE_NOOP("Events", "Access request mailed"),
        "bell",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "People were written to about an access request"),
    ),
    "access_request.begun": (
        QT_TRANSLATE_NOOP("Events", "Access begun"),
        "circle-play",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "Access that was asked for has begun"),
    ),
    "access_request.ended": (
        QT_TRANSLATE_NOOP("Events", "Access ended"),
        "circle-stop",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "Access that was asked for has ended"),
    ),
    "access_review.begun": (
        QT_TRANSLATE_NOOP("Events", "Access review begun"),
        "list-checks",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} began the access review {subject}"),
    ),
    "access_review.decided": (
        QT_TRANSLATE_NOOP("Events", "Decided in an access review"),
        "list-checks",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} decided in an access review who keeps what"),
    ),
    "access_review.reminded": (
        QT_TRANSLATE_NOOP("Events", "Reminder of an access review"),
        "bell",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The access review {subject} waits for decisions"),
    ),
    "access_review.mailed": (
        QT_TRANSLATE_NOOP("Events", "Access review mailed"),
        "bell",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "Reviewers were written to about {subject}"),
    ),
    "access_review.closed": (
        QT_TRANSLATE_NOOP("Events", "Access review closed"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The access review {subject} was closed"),
    ),
    "access_review.cancelled": (
        QT_TRANSLATE_NOOP("Events", "Access review given up"),
        "circle-minus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} gave the access review {subject} up"),
    ),
    "break_glass.taken": (
        QT_TRANSLATE_NOOP("Events", "Emergency access taken"),
        "triangle-alert",
        Tone.DANGER,
        QT_TRANSLATE_NOOP("Events", "{who} took a role in an emergency"),
    ),
    "break_glass.ended": (
        QT_TRANSLATE_NOOP("Events", "Emergency access ended"),
        "triangle-alert",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Emergency access has ended and waits for its review"),
    ),
    "break_glass.reviewed": (
        QT_TRANSLATE_NOOP("Events", "Emergency access reviewed"),
        "shield-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} reviewed what was done in an emergency"),
    ),
}
"""Title, icon, colour and sentence of each kind."""
