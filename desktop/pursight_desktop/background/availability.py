"""Why something that needs the server cannot be done now, in words; or that it can."""

from PySide6.QtCore import QCoreApplication

from pursight_desktop.background.desk import Desk
from pursight_desktop.sync.status import Connection

translate = QCoreApplication.translate
_OVER = (Connection.SIGNED_OUT, Connection.LOCKED, Connection.REVOKED)


def why_not(desk: Desk, permission: str = "") -> str:
    """Say why the server cannot be asked for something; empty when it can.

    Args:
        desk: Of the console.
        permission: What it takes, `<resource>.<action>`.
    """
    connection = desk.latest.connection if desk.latest is not None else Connection.OFFLINE
    if connection is Connection.SIGNED_OUT:
        return translate(
            "availability", "You are signed out: this needs the server. Sign in again to do it."
        )
    if connection is not Connection.ONLINE:
        return translate("availability", "You are offline: this needs the server.")
    if permission and not desk.account.may(permission):
        return translate("availability", "Your role does not allow this; ask an administrator.")
    return ""


def is_over(desk: Desk) -> bool:
    """Whether the session has ended, or nothing may be shown any more.

    What was read from the server alone is let go of then: it is not kept on this machine.
    """
    return desk.latest is not None and desk.latest.connection in _OVER


def offline_words(desk: Desk) -> str:
    """Say for a whole screen what does not work without the server; empty when it is there."""
    if desk.latest is not None and desk.latest.connection is Connection.ONLINE:
        return ""
    return translate(
        "availability",
        "Without the server this shows what was known last; actions wait until it is back.",
    )
