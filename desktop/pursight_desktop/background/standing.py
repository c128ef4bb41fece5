"""How the console stands with its server, as a sentence in the language of the user interface."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from pursight_desktop.language.plural import tr
from pursight_desktop.language.spoken import locale
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.sync.status import Connection, ConsoleStatus

translate = QCoreApplication.translate


def standing(status: ConsoleStatus) -> str:
    """Say how things stand."""
    sync = status.sync
    match status.connection:
        case Connection.CONNECTING:
            return translate("standing", "Connecting…")
        case Connection.ONLINE:
            return _online(sync)
        case Connection.OFFLINE:
            said = translate("standing", "Offline; you can go on working.")
        case Connection.SIGNED_OUT:
            said = translate("standing", "Signed out; sign in again to send and receive.")
        case Connection.TOO_OLD:
            said = translate("standing", "This console is too old for its server.")
        case Connection.LOCKED:
            return translate(
                "standing", "Locked: this console was without its server for longer than allowed."
            )
        case _:
            return translate(
                "standing", "This device was revoked; its copy of the catalog has been deleted."
            )
    return f"{said} {_waiting(sync.pending)}".strip()


def clock_words(back: timedelta) -> str:
    """Say that the clock of this machine went back, and what that means for working offline."""
    minutes = round(back.total_seconds() / 60)
    if minutes < 60:
        span = tr("{n} minutes", None, minutes).format(n=_count(minutes))
    elif minutes < 48 * 60:
        span = tr("{n} hours", None, minutes // 60).format(n=_count(minutes // 60))
    else:
        span = tr("{n} days", None, minutes // 1440).format(n=_count(minutes // 1440))
    said = translate(
        "standing",
        "The clock of this machine is {span} behind what it showed before. How long you may work"
        " without the server goes by the latest time that it has shown. Set the clock right; the"
        " next contact with the server makes up for it.",
    )
    return said.format(span=span)


def _online(sync: SyncStatus) -> str:
    if sync.first_fill:
        if not sync.total:
            return translate("standing", "Filling…")
        said = translate("standing", "Filling: {done} of about {total}")
        return said.format(done=_count(sync.filled), total=_count(sync.total))
    if sync.pending:
        return tr("Sending {n} edits…", None, sync.pending).format(n=_count(sync.pending))
    return translate("standing", "Up to date")


def _waiting(pending: int) -> str:
    if not pending:
        return ""
    return tr("{n} edits wait to be sent.", None, pending).format(n=_count(pending))


def _count(number: int) -> str:
    return str(locale().toString(number))
