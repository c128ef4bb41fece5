"""How the console stands with its server, in words for the status bar."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pursight_desktop.replica.sync_state import SyncStatus


class Connection(StrEnum):
    """How the console stands with its server."""

    CONNECTING = "connecting"  # nothing is known yet
    ONLINE = "online"
    OFFLINE = "offline"  # goes on with what is here, and tries again by itself
    SIGNED_OUT = "signed_out"  # goes on with what is here, until somebody signs in again
    LOCKED = "locked"  # offline for longer than allowed: nothing is shown until one pull
    REVOKED = "revoked"  # for ever; the replica is gone
    TOO_OLD = "too_old"  # until the console is updated


@dataclass(frozen=True, slots=True)
class ConsoleStatus:
    """What the status bar shows.

    Attributes:
        connection: The state; views that translate word it by this.
        sync: Phase, progress, pending edits, tray.
        message: The state as a sentence in English.
        hint: What the person can do; empty when there is nothing.
        retry_at: When the server is tried next; None when it is not waited for.
        people: Others who are connected now.
        present: Others who look at an asset now: their names and its id.
        clock_back: By how much the machine's clock is behind what it showed before; None if it is
            not. The time that counts goes on nevertheless.
    """

    connection: Connection
    sync: SyncStatus
    message: str = ""
    hint: str = ""
    retry_at: datetime | None = None
    people: tuple[str, ...] = ()
    clock_back: timedelta | None = None
    present: tuple[tuple[str, UUID], ...] = ()

    @property
    def online(self) -> bool:
        """Whether the server answers."""
        return self.connection is Connection.ONLINE


def word(connection: Connection, sync: SyncStatus) -> str:
    """Say in a sentence how things stand."""
    match connection:
        case Connection.ONLINE:
            return _online(sync)
        case Connection.OFFLINE | Connection.SIGNED_OUT | Connection.TOO_OLD:
            return " ".join(filter(None, (_SENTENCES[connection], _waiting(sync))))
        case _:
            return _SENTENCES[connection]


_SENTENCES = {
    Connection.CONNECTING: "Connecting…",
    Connection.OFFLINE: "Offline; you can go on working.",
    Connection.SIGNED_OUT: "Signed out; sign in again to send and receive.",
    Connection.LOCKED: "Locked: this console was without its server for longer than allowed.",
    Connection.REVOKED: "This device was revoked; its copy of the catalog has been deleted.",
    Connection.TOO_OLD: "This console is too old for its server.",
}


def _online(sync: SyncStatus) -> str:
    if sync.first_fill:
        if sync.total:
            return f"Filling: {sync.filled:,} of about {sync.total:,}"
        return "Filling…"
    if sync.pending:
        return f"Sending {_edits(sync.pending)}…"
    return "Up to date"


def _waiting(sync: SyncStatus) -> str:
    if not sync.pending:
        return ""
    verb = "waits" if sync.pending == 1 else "wait"
    return f"{_edits(sync.pending)} {verb} to be sent.".capitalize()


def _edits(count: int) -> str:
    return "1 edit" if count == 1 else f"{count:,} edits"
