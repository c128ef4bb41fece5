"""What requests, reviews and emergencies are called: states, outcomes, and what somebody has."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.operations.access_reviews import ReviewItem
from pursight_desktop.operations.requests import AccessRequest
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.permission_words import role_words
from pursight_desktop.widgets.table import Mark
from pursight_desktop.widgets.words import label_words

translate = QCoreApplication.translate

REQUEST_STATES: Final = {
    "draft": (QT_TRANSLATE_NOOP("Access", "Draft"), Tone.NEUTRAL, "pencil"),
    "open": (QT_TRANSLATE_NOOP("Access", "Waits"), Tone.WARNING, "clock"),
    "approved": (QT_TRANSLATE_NOOP("Access", "Approved"), Tone.SUCCESS, "circle-check"),
    "active": (QT_TRANSLATE_NOOP("Access", "Given"), Tone.SUCCESS, "circle-check"),
    "refused": (QT_TRANSLATE_NOOP("Access", "Refused"), Tone.DANGER, "circle-x"),
    "withdrawn": (QT_TRANSLATE_NOOP("Access", "Withdrawn"), Tone.NEUTRAL, "undo-2"),
    "expired": (QT_TRANSLATE_NOOP("Access", "Not decided in time"), Tone.NEUTRAL, "clock"),
    "ended": (QT_TRANSLATE_NOOP("Access", "Ended"), Tone.NEUTRAL, "circle-stop"),
}
OUTCOMES: Final = {
    "kept": (QT_TRANSLATE_NOOP("Access", "Kept"), Tone.SUCCESS, "circle-check"),
    "revoked": (QT_TRANSLATE_NOOP("Access", "Revoked"), Tone.DANGER, "ban"),
    "gone": (QT_TRANSLATE_NOOP("Access", "Was gone already"), Tone.NEUTRAL, "circle-minus"),
    "failed": (QT_TRANSLATE_NOOP("Access", "Could not be revoked"), Tone.WARNING, "circle-alert"),
    "": (QT_TRANSLATE_NOOP("Access", "Undecided"), Tone.WARNING, "clock"),
}
REVIEW_STATES: Final = {
    "open": (QT_TRANSLATE_NOOP("Access", "Open"), Tone.WARNING, "clock"),
    "closed": (QT_TRANSLATE_NOOP("Access", "Closed"), Tone.SUCCESS, "circle-check"),
    "cancelled": (QT_TRANSLATE_NOOP("Access", "Given up"), Tone.NEUTRAL, "circle-minus"),
}
STAGES: Final = {
    "active": (QT_TRANSLATE_NOOP("Access", "Runs"), Tone.DANGER, "triangle-alert"),
    "ended": (QT_TRANSLATE_NOOP("Access", "Waits for its review"), Tone.WARNING, "clock"),
    "reviewed": (QT_TRANSLATE_NOOP("Access", "Reviewed"), Tone.SUCCESS, "circle-check"),
    "not_justified": (QT_TRANSLATE_NOOP("Access", "Not justified"), Tone.DANGER, "circle-x"),
}


def mark(states: dict[str, tuple[object, Tone, str]], state: str) -> Mark:
    """Show a state as a chip; one that this console does not know is spelled."""
    known = states.get(state)
    if known is None:
        return Mark(label_words(state))
    words, tone, icon = known
    return Mark(translate("Access", str(words)), tone, icon)


def wanted_words(request: AccessRequest) -> str:
    """Name the role that somebody asks for."""
    return role_words(request.role, name=request.role_name)


def held_words(item: ReviewItem) -> str:
    """Say in which way somebody has something."""
    if item.kind == "membership":
        return translate("Access", "Member of {group}").format(group=item.role)
    role = role_words(item.role, name=item.role_name)
    if item.kind == "assignment":
        return translate("Access", "{role}, assigned").format(role=role)
    return role


def kind_icon(kind: str) -> str:
    """Give the icon of a person, a group or a service account."""
    return {"group": "users", "service_account": "bot"}.get(kind, "user-round")


def reach_words(kind: str, name: str = "") -> str:
    """Say for what something holds; `name` is that of the place, empty if not known."""
    if kind == "organisation":
        return translate("Access", "The whole organisation")
    if kind == "domain":
        if not name:
            return translate("Access", "A domain that is not in your copy")
        return translate("Access", "The domain {name}").format(name=name)
    if name:
        return name
    if kind == "source":
        return translate("Access", "A source that is not in your copy")
    return translate("Access", "An asset that is not in your copy")
